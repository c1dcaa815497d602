package e2e_test

import (
	"context"
	"maps"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/health/grpc_health_v1"

	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/rpc"
	"github.com/barograph/barograph/internal/transport"
	"github.com/barograph/barograph/internal/transporttest"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

// secured is a folder of certificates for each part of a system; nil is plain
// text.
type secured struct {
	t       *testing.T
	server  *bustest.Server
	folders map[string]*transporttest.Folder
	opened  map[string]*transport.Certificates
}

func secureAll(t *testing.T, issuer *transporttest.Authority) *secured {
	s := &secured{t: t, folders: map[string]*transporttest.Folder{}, opened: map[string]*transport.Certificates{}}
	for _, name := range []string{"nats", "ingest", "nlp", "aggregate", "e2e"} {
		s.folders[name] = transporttest.NewFolder(t)
		s.folders[name].Fill(transporttest.Wish{Name: name}, issuer)
		var err error
		if s.opened[name], err = transport.Open(s.folders[name].Path, transport.Deps{Use: "grpc", Interval: 10 * time.Millisecond}); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func (s *secured) path(name string) string {
	if s == nil {
		return ""
	}
	return s.folders[name].Path
}

func (s *secured) of(name string) *transport.Certificates {
	if s == nil {
		return nil
	}
	return s.opened[name]
}

// dial is how the test reaches the services.
func (s *secured) dial(name string) []grpc.DialOption {
	if s == nil {
		return nil
	}
	return []grpc.DialOption{grpc.WithTransportCredentials(s.of(name).Client())}
}

// age has connections made anew all the time.
func (s *secured) age() time.Duration {
	if s == nil {
		return 0
	}
	return 200 * time.Millisecond
}

// rotate gives everyone new certificates.
func (s *secured) rotate(issuer *transporttest.Authority, others ...*transporttest.Authority) {
	s.t.Helper()
	for name, folder := range s.folders {
		folder.Fill(transporttest.Wish{Name: name}, issuer, others...)
	}
	s.server.Reload()
}

// The whole system over TLS of both sides comes to the assessments that it comes
// to in plain text, while every certificate and then the authority is replaced
// and NATS is restarted in between. Nobody without a certificate gets in.
func TestSecuredSystemComesToTheSameAssessments(t *testing.T) {
	t.Parallel()
	all := but(articles(t), "nr-b-05")
	want := func() map[string]string {
		plain := distributed(t, options{dir: folder(t), initiatives: catalogue(t)})
		defer plain.stop()
		plain.submit(all...)
		plain.settled(len(all))
		return plain.hashes()
	}()
	before, after := transporttest.NewAuthority(t, "before"), transporttest.NewAuthority(t, "after")
	secure := secureAll(t, before)
	s := distributed(t, options{dir: folder(t), initiatives: catalogue(t), secure: secure})
	for i, a := range all {
		switch i {
		case 3:
			secure.rotate(before)
		case 6:
			secure.rotate(before, after)
		case 9:
			secure.rotate(after, before)
			secure.server.Restart()
		case 12:
			secure.rotate(after)
		case 15:
			secure.server.Restart()
		}
		eventually(t, "an article is taken", func(ctx context.Context) bool { // not while the server restarts
			_, err := s.clients.Ingest().SubmitArticle(ctx, &ingestv1.SubmitArticleRequest{Submission: a})
			return err == nil
		})
	}
	s.settled(len(all))
	if got := s.hashes(); !maps.Equal(got, want) {
		t.Errorf("secured %v\nplain   %v", got, want)
	}
	for what, creds := range map[string]*transport.Certificates{"plain text": nil, "a stranger": secureAll(t, transporttest.NewAuthority(t, "else")).of("e2e")} {
		for _, address := range []string{s.addresses.Ingest, s.addresses.NLP, s.addresses.Aggregate} {
			conn, err := rpc.Dial(address, creds.Client())
			if err != nil {
				t.Fatal(err)
			}
			_, err = grpc_health_v1.NewHealthClient(conn).Check(t.Context(), &grpc_health_v1.HealthCheckRequest{})
			if err == nil || !strings.Contains(err.Error(), "connection error") {
				t.Errorf("%s at %s: %v", what, address, err)
			}
			if err := conn.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}

// settled waits until the assessments take a number of articles into account.
func (s *system) settled(articles int) {
	s.t.Helper()
	eventually(s.t, "all articles are in the assessments", func(ctx context.Context) bool {
		status := s.status(ctx)
		return status.GetArticles() == uint64(articles) && status.GetArticlesCurrent() == status.GetArticles()
	})
}

func (s *system) hashes() map[string]string {
	out := map[string]string{}
	for id, r := range s.records() {
		out[id] = r.GetHash()
	}
	return out
}
