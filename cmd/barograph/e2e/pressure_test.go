package e2e_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/proto/subject"
)

// limit sets how many bytes the stream of articles may take, -1 for no limit.
func (s *system) limit(ctx context.Context, t *testing.T, bytes int64) {
	t.Helper()
	stream, err := s.conn.JetStream().Stream(ctx, subject.StreamArticles)
	if err == nil {
		cfg := stream.CachedInfo().Config
		cfg.MaxBytes, cfg.Discard = bytes, jetstream.DiscardNew
		_, err = s.conn.JetStream().UpdateStream(ctx, cfg)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// counted says whether the metrics have a line that begins like this.
func (s *system) counted(ctx context.Context, t *testing.T, line string) bool {
	t.Helper()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+s.metrics+"/metrics", nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Contains(string(body), "\n"+line)
}

// While there is no room `barograph submit` says so and waits; then it goes on,
// and every article is stored once.
func TestSubmitOutlastsAFullStore(t *testing.T) {
	s := allInOne(t, options{dir: folder(t), metrics: true})
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	s.limit(ctx, t, 1)
	type result struct {
		out, notes string
		code       int
	}
	done := make(chan result, 1)
	articles := `{"id":"1","text":"Leaders signed one."}` + "\n" + `{"id":"2","text":"Leaders signed two."}` + "\n"
	go func() {
		out, notes, code := s.cli(ctx, articles, "submit", "--no-wait", "-")
		done <- result{out, notes, code}
	}()
	bustest.Eventually(t, "the submission is told to come back", func() bool {
		return s.counted(ctx, t, `barograph_rpc_handled_total{grpc_code="ResourceExhausted",grpc_method="/barograph.ingest.v1.IngestService/SubmitArticles",service="ingest"}`)
	})
	s.limit(ctx, t, -1)
	r := <-done
	if r.code != 0 || !strings.Contains(r.out, "2 new, 0 revised, 0 unchanged, 0 duplicates, 0 failed") || !strings.Contains(r.notes, "no room left") {
		t.Errorf("exit %d\n%s%s", r.code, r.out, r.notes)
	}
	if _, n, err := s.conn.Size(ctx, subject.StreamArticles); err != nil || n != 2 {
		t.Errorf("%d articles are stored, %v", n, err)
	}
}
