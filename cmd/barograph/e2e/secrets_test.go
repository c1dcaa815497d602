package e2e_test

import (
	"bytes"
	"context"
	"errors"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/logging"
	service "github.com/barograph/barograph/internal/process"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	"github.com/barograph/barograph/services/ingest"
)

// secret is what no log, error or screen may show.
const secret = "hunter2secret"

// TestSecretsAreNotLogged: passwords in addresses and keys in queries are in no
// log, at debug either, and in no error that is shown.
func TestSecretsAreNotLogged(t *testing.T) {
	t.Parallel()
	log, kept := logs(t, "debug")
	s := allInOne(t, options{dir: folder(t), initiatives: catalogue(t), log: log})
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	closed := "127.0.0.1:1"
	_, err := s.clients.Sources().CreateSource(ctx, &sourcev1.CreateSourceRequest{Source: &sourcev1.Source{
		Id: "one.example", Feeds: []*sourcev1.Feed{{Address: "http://user:" + secret + "@" + closed + "/feed"}},
	}})
	if err == nil || strings.Contains(err.Error(), secret) {
		t.Errorf("a password in the address of a feed: %v", err)
	}
	_, err = s.clients.Sources().CreateSource(ctx, &sourcev1.CreateSourceRequest{Source: &sourcev1.Source{
		Id: "two.example", Name: "Two", Feeds: []*sourcev1.Feed{{Address: "http://" + closed + "/feed?api_key=" + secret}},
	}})
	if err != nil {
		t.Error(err)
	}
	for _, address := range []string{"https://u:" + secret + "@h.example/a", "https://%zz:" + secret + "@h.example", "https://h.example/a?token=" + secret} {
		_, err := s.clients.Ingest().SubmitArticle(ctx, &ingestv1.SubmitArticleRequest{Submission: &ingestv1.Submission{Url: address, Text: "Leaders signed."}})
		if err != nil && strings.Contains(err.Error(), secret) {
			t.Errorf("the refusal of %s is %v", address, err)
		}
	}
	// The feed is tried, and fails.
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for failures := uint32(0); failures == 0; {
		answer, err := s.clients.Sources().GetSource(ctx, &sourcev1.GetSourceRequest{Id: "two.example"})
		if err != nil {
			t.Fatal(err)
		}
		status := answer.GetSource().GetFeeds()[0].GetStatus()
		if failures = status.GetConsecutiveFailures(); strings.Contains(status.String(), secret) {
			t.Errorf("the status of a feed says %s", status)
		}
		<-tick.C
	}
	if text := kept.String(); strings.Contains(text, secret) {
		at := strings.Index(text, secret)
		t.Errorf("the log has …%s…", text[max(0, at-300):at+len(secret)])
	}
	if !strings.Contains(kept.String(), `"level":"debug"`) {
		t.Error("nothing was logged at debug")
	}
}

// TestSecretsOfTheConfigurationAreNotLogged: a service that cannot reach NATS
// with the password in its configuration shows it nowhere.
func TestSecretsOfTheConfigurationAreNotLogged(t *testing.T) {
	t.Parallel()
	lis, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := lis.Addr().String()
	if err := lis.Close(); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	cfg := ingest.Default()
	cfg.GRPC.Listen = "127.0.0.1:0"
	failed := errors.New("made")
	err = service.Run(t.Context(), service.Spec{
		Service: "ingest", Config: &cfg, Log: &cfg.Log, NATS: &cfg.NATS, GRPC: &cfg.GRPC, Metrics: &cfg.Metrics, Traces: &cfg.Traces, Profile: &cfg.Profile, Output: &out,
		Environ: []string{
			"BAROGRAPH_LOG_LEVEL=debug", "BAROGRAPH_NATS_URL=nats://user:" + secret + "@" + address, "BAROGRAPH_INGEST_FETCH_PROXY=http://user:" + secret + "@" + address,
		},
		Make: func(p service.Parts) (service.Runner, error) {
			p.Log.Debug("made", logging.Error(errors.New("dial nats://user:"+secret+"@"+address)))
			return nil, failed
		},
	})
	if !errors.Is(err, failed) {
		t.Errorf("Run = %v", err)
	}
	if text := out.String() + err.Error(); strings.Contains(text, secret) || !strings.Contains(text, address) {
		t.Errorf("the log and the error are %s", text)
	}
}
