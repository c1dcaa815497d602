package ingest_test

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
	"go.uber.org/zap"
	"go.uber.org/zap/zaptest"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/status"
	"google.golang.org/grpc/test/bufconn"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/rpc"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	"github.com/barograph/barograph/services/ingest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var now = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)

const sourcesFile = `sources:
  reuters.com: {name: Reuters, family: thomson-reuters, reliability: B}
`

// service is a running ingest with clients on it.
type service struct {
	nats     *bustest.Server
	conn     *bus.Conn
	ingest   ingestv1.IngestServiceClient
	letters  operationsv1.DeadLetterServiceClient
	pipeline operationsv1.PipelineServiceClient
	sources  sourcev1.SourceServiceClient
	health   grpc_health_v1.HealthClient
	stop     func() error // asks it to stop and waits
}

func start(t testing.TB, nats *bustest.Server) *service {
	t.Helper()
	file := filepath.Join(t.TempDir(), "sources.yaml")
	if err := os.WriteFile(file, []byte(sourcesFile), 0o600); err != nil {
		t.Fatal(err)
	}
	cfg := ingest.Default()
	cfg.Sources, cfg.GRPC.DrainDelay = file, 0
	listener := bufconn.Listen(1 << 20)
	conn := nats.Connect("ingest")
	made, err := ingest.New(cfg, ingest.Deps{
		NATS: conn, Listener: listener, Now: func() time.Time { return now },
		Logger: zaptest.NewLogger(t, zaptest.Level(zap.ErrorLevel)),
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- made.Run(ctx) }()
	client, err := rpc.Dial("passthrough:ingest", nil, grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) {
		return listener.DialContext(ctx)
	}))
	if err != nil {
		t.Fatal(err)
	}
	s := &service{
		nats: nats, conn: conn, ingest: ingestv1.NewIngestServiceClient(client),
		letters: operationsv1.NewDeadLetterServiceClient(client), pipeline: operationsv1.NewPipelineServiceClient(client),
		sources: sourcev1.NewSourceServiceClient(client), health: grpc_health_v1.NewHealthClient(client),
	}
	stopped := false
	s.stop = func() error {
		if stopped {
			return nil
		}
		stopped = true
		cancel()
		return <-done
	}
	t.Cleanup(func() {
		if err := s.stop(); err != nil {
			t.Errorf("stop: %v", err)
		}
		if err := client.Close(); err != nil {
			t.Errorf("close client: %v", err)
		}
	})
	return s
}

func startReady(t *testing.T) *service {
	t.Helper()
	s := start(t, bustest.Start(t, bustest.Options{}))
	s.awaitReady(t)
	return s
}

func (s *service) awaitReady(t testing.TB) {
	t.Helper()
	bustest.Eventually(t, "ingest is ready", func() bool { return s.isReady(t) })
}

func (s *service) isReady(t testing.TB) bool {
	got, err := s.health.Check(t.Context(), &grpc_health_v1.HealthCheckRequest{})
	return err == nil && got.GetStatus() == grpc_health_v1.HealthCheckResponse_SERVING
}

func (s *service) submit(t *testing.T, in *ingestv1.Submission) *ingestv1.SubmitArticleResponse {
	t.Helper()
	got, err := s.ingest.SubmitArticle(t.Context(), &ingestv1.SubmitArticleRequest{Submission: in})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestSubmitAndGet(t *testing.T) {
	s := startReady(t)
	text := " Leaders signed.\r\n\r\nToday. "
	first := s.submit(t, &ingestv1.Submission{Url: "https://www.reuters.com/a?utm_source=x", Title: "Pact", Text: text})
	if first.GetOutcome() != ingestv1.SubmitOutcome_SUBMIT_OUTCOME_ACCEPTED || first.GetRevision() != 1 {
		t.Fatalf("got %v", first)
	}
	again := s.submit(t, &ingestv1.Submission{Url: "https://www.reuters.com/a#top", Title: "Pact", Text: "Leaders signed. Today."})
	if again.GetOutcome() != ingestv1.SubmitOutcome_SUBMIT_OUTCOME_UNCHANGED || again.GetArticleId() != first.GetArticleId() {
		t.Errorf("got %v", again)
	}
	got, err := s.ingest.GetArticle(t.Context(), &ingestv1.GetArticleRequest{ArticleId: first.GetArticleId()})
	if err != nil {
		t.Fatal(err)
	}
	a := got.GetArticle()
	if a.GetText() != text || a.GetCanonicalUrl() != "https://www.reuters.com/a" || a.GetSource().GetFamily() != "thomson-reuters" ||
		!a.GetKnownTime().AsTime().Equal(now) || got.GetRetraction() != nil {
		t.Errorf("got %v", got)
	}
}

func TestRetract(t *testing.T) {
	s := startReady(t)
	first := s.submit(t, &ingestv1.Submission{Text: "Leaders signed."})
	retract := func() *ingestv1.RetractArticleResponse {
		got, err := s.ingest.RetractArticle(t.Context(), &ingestv1.RetractArticleRequest{ArticleId: first.GetArticleId(), Reason: "false"})
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	if got := retract(); got.GetRevision() != 1 || !got.GetChanged() {
		t.Errorf("first: %v", got)
	}
	if got := retract(); got.GetRevision() != 1 || got.GetChanged() {
		t.Errorf("second: %v", got)
	}
	got, err := s.ingest.GetArticle(t.Context(), &ingestv1.GetArticleRequest{ArticleId: first.GetArticleId()})
	if err != nil || got.GetRetraction().GetReason() != "false" {
		t.Errorf("got %v, %v", got, err)
	}
	if got := s.submit(t, &ingestv1.Submission{Text: "Leaders signed."}); got.GetRevision() != 2 {
		t.Errorf("submitted again: %v", got)
	}
}

func TestRefusals(t *testing.T) {
	s := startReady(t)
	submit := func(in *ingestv1.Submission) error {
		_, err := s.ingest.SubmitArticle(t.Context(), &ingestv1.SubmitArticleRequest{Submission: in})
		return err
	}
	_, missing := s.ingest.GetArticle(t.Context(), &ingestv1.GetArticleRequest{ArticleId: strings.Repeat("0", 32)})
	_, noReason := s.ingest.RetractArticle(t.Context(), &ingestv1.RetractArticleRequest{ArticleId: strings.Repeat("0", 32)})
	_, badToken := s.ingest.ListSources(t.Context(), &ingestv1.ListSourcesRequest{PageToken: "?"})
	_, badLetterToken := s.letters.ListDeadLetters(t.Context(), &operationsv1.ListDeadLettersRequest{PageToken: "x"})
	_, noLetter := s.letters.RedriveDeadLetters(t.Context(), &operationsv1.RedriveDeadLettersRequest{Sequences: []uint64{7}})
	_, badRange := s.ingest.ReplayArticles(t.Context(), &ingestv1.ReplayArticlesRequest{ReplayId: "r", FromSequence: 2, ToSequence: 1})
	for _, tt := range []struct {
		name  string
		err   error
		code  codes.Code
		field string // of the first violation
	}{
		{"oversize text", submit(&ingestv1.Submission{Text: strings.Repeat("x", 512<<10+1)}), codes.InvalidArgument, "submission.text"},
		{"no text", submit(&ingestv1.Submission{}), codes.InvalidArgument, "submission.text"},
		{"no submission", submit(nil), codes.InvalidArgument, "submission"},
		{"NUL", submit(&ingestv1.Submission{Text: "a\x00"}), codes.InvalidArgument, "submission.text"},
		{"url", submit(&ingestv1.Submission{Text: "a", Url: "ftp://x.org"}), codes.InvalidArgument, "submission.url"},
		{"title too long", submit(&ingestv1.Submission{Text: "a", Title: strings.Repeat("x", 1025)}), codes.InvalidArgument, "submission.title"},
		{"no such article", missing, codes.NotFound, ""},
		{"no reason", noReason, codes.InvalidArgument, "reason"},
		{"page token", badToken, codes.InvalidArgument, "page_token"},
		{"page token of letters", badLetterToken, codes.InvalidArgument, "page_token"},
		{"no such letter", noLetter, codes.NotFound, ""},
		{"range", badRange, codes.InvalidArgument, "to_sequence"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			st := status.Convert(tt.err)
			if st.Code() != tt.code {
				t.Fatalf("got %v", tt.err)
			}
			info, field := false, ""
			for _, detail := range st.Details() {
				switch d := detail.(type) {
				case *errdetails.ErrorInfo:
					info = d.GetDomain() == "barograph" && d.GetReason() != ""
				case *errdetails.BadRequest:
					field = d.GetFieldViolations()[0].GetField()
				}
			}
			if !info || field != tt.field {
				t.Errorf("error info: %t, field %q, want %q", info, field, tt.field)
			}
		})
	}
}

func TestSubmitArticles(t *testing.T) {
	s := startReady(t)
	stream, err := s.ingest.SubmitArticles(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	send := func(in *ingestv1.Submission) {
		t.Helper()
		if err := stream.Send(&ingestv1.SubmitArticlesRequest{Submission: in}); err != nil {
			t.Fatal(err)
		}
	}
	const articles = 500
	for n := range articles {
		send(&ingestv1.Submission{ExternalId: fmt.Sprint(n), Text: fmt.Sprintf("Report %d.", n)})
	}
	for n := range 5 { // revisions keep their order
		send(&ingestv1.Submission{ExternalId: "0", Text: fmt.Sprintf("Revision %d.", n)})
	}
	send(&ingestv1.Submission{ExternalId: "1", Text: "Report  1."})
	send(&ingestv1.Submission{ExternalId: "copy", Text: "Report 2."})
	for n := range 120 {
		send(&ingestv1.Submission{ExternalId: fmt.Sprintf("bad %d", n)})
	}
	send(nil)
	send(&ingestv1.Submission{ExternalId: "last", Text: "The last."})
	got, err := stream.CloseAndRecv()
	if err != nil {
		t.Fatal(err)
	}
	if got.GetAccepted() != articles+1 || got.GetRevised() != 5 || got.GetUnchanged() != 1 || got.GetDuplicates() != 1 || got.GetRefused() != 121 {
		t.Errorf("got %v", got)
	}
	failures := got.GetFailures()
	if len(failures) != 100 || failures[0].GetIndex() != articles+7 || failures[0].GetReference() != "bad 0" || failures[0].GetMessage() == "" ||
		failures[99].GetReference() != "bad 99" {
		t.Errorf("failures: %d, first %v", len(failures), failures[0])
	}
	first := s.submit(t, &ingestv1.Submission{ExternalId: "0", Text: "Revision 4."})
	if first.GetOutcome() != ingestv1.SubmitOutcome_SUBMIT_OUTCOME_UNCHANGED || first.GetRevision() != 6 {
		t.Errorf("the last revision is not the newest: %v", first)
	}
}

func TestListSources(t *testing.T) {
	s := startReady(t)
	for _, source := range []string{"b.example", "a.example", "reuters.com", "Daily News"} {
		s.submit(t, &ingestv1.Submission{Source: source, Text: "From " + source})
	}
	var ids []string
	token := ""
	for {
		got, err := s.ingest.ListSources(t.Context(), &ingestv1.ListSourcesRequest{PageSize: 2, PageToken: token})
		if err != nil {
			t.Fatal(err)
		}
		for _, source := range got.GetSources() {
			ids = append(ids, source.GetId())
		}
		if token = got.GetNextPageToken(); token == "" {
			break
		}
	}
	if got := strings.Join(ids, "|"); got != "a.example|b.example|daily news|reuters.com" {
		t.Errorf("got %s", got)
	}
}

func TestReplayArticles(t *testing.T) {
	s := startReady(t)
	for n := range 3 {
		s.submit(t, &ingestv1.Submission{Text: fmt.Sprint("Report ", n)})
	}
	got, err := s.ingest.ReplayArticles(t.Context(), &ingestv1.ReplayArticlesRequest{ReplayId: "engine-2", FromSequence: 2})
	if err != nil || got.GetQueued() != 2 || got.GetFromSequence() != 2 || got.GetToSequence() != 3 {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestNewRefuses(t *testing.T) {
	bad := ingest.Default()
	bad.GRPC.Listen = ""
	missing := ingest.Default()
	missing.Sources = filepath.Join(t.TempDir(), "none.yaml")
	conn := bustest.Start(t, bustest.Options{}).Connect("ingest")
	for _, tt := range []struct {
		name, want string
		cfg        ingest.Config
		conn       *bus.Conn
	}{
		{"configuration", "grpc-listen", bad, conn},
		{"sources file", "none.yaml", missing, conn},
		{"connection", "connection to NATS", ingest.Default(), nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := ingest.New(tt.cfg, ingest.Deps{NATS: tt.conn}); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}
