package e2e_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"go.uber.org/zap"
	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/hostile"
	"github.com/barograph/barograph/internal/logging"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
)

const (
	// attack is what an article can hold to take a terminal, a page or a log over:
	// a link and the clipboard (OSC 8, 52), the screen, a C1 control, an override
	// and an isolate, a paragraph separator, a tag, a byte order mark.
	attack = "\x1b]8;;https://evil.example\x07x\x1b]8;;\x07\x1b]52;c;aGk=\x07\x1b[2J\u009b31m\u202egnp\u2066\u2028\U000e0041\ufeff\x7f<script>alert(1)</script>"
	// marker is a word of articles that no log may hold.
	marker = "xyzzymarker"
)

// written keeps what is written.
type written struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (r *written) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.all.Write(p)
}

func (r *written) String() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.all.String()
}

// hostileArticles are those of the demo with an attack and the marker wherever
// words can be.
func hostileArticles(t *testing.T) []*ingestv1.Submission {
	var all []*ingestv1.Submission
	for i, a := range articles(t) {
		a = proto.CloneOf(a)
		a.ExternalId = fmt.Sprintf("hostile-%d-%s", i, marker)
		a.Url = fmt.Sprintf("%s?q=%s-%d", a.GetUrl(), marker, i)
		a.Title += " " + marker + attack
		a.Byline = "By " + marker + attack
		a.Text = strings.ReplaceAll(a.GetText(), ". ", " "+marker+attack+". ")
		all = append(all, a)
	}
	return all
}

// harmless fails for text that a terminal would obey.
func harmless(t testing.TB, what, text string) {
	t.Helper()
	for _, r := range text {
		if r != '\n' && r != '\t' && hostile.Is(r) {
			t.Errorf("%s shows %U: %.300q", what, r, text)
			return
		}
	}
	if !utf8.ValidString(text) {
		t.Errorf("%s is not UTF-8", what)
	}
}

// TestHostileArticles: whatever is in articles, sources, initiatives and
// reasons, it is kept as it is, no command lets it reach the terminal, and no
// word of an article is in a log or a metric.
func TestHostileArticles(t *testing.T) {
	t.Parallel()
	log, kept := logs(t, "info")
	s := allInOne(t, options{dir: folder(t), initiatives: catalogue(t), metrics: true, log: log})
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	all := hostileArticles(t)
	s.submit(all...)
	s.offend(ctx, all[0])
	s.settle()
	article := s.evidence("gaza-isf")[0].GetArticle().GetId()
	stored, err := s.clients.Ingest().GetArticle(ctx, &ingestv1.GetArticleRequest{ArticleId: article})
	if err != nil || !strings.Contains(stored.GetArticle().GetText(), attack) {
		t.Errorf("the text is not kept as it was: %v", err)
	}
	s.everyCommand(ctx, article)

	lines := strings.Split(strings.TrimSuffix(kept.String(), "\n"), "\n")
	for _, line := range lines {
		harmless(t, "the log", line)
		if !json.Valid([]byte(line)) || strings.Contains(line, marker) {
			t.Errorf("the log has %s", line)
		}
	}
	if len(lines) < len(all) {
		t.Errorf("only %d lines of log: nothing was tested", len(lines))
	}
	if strings.Contains(s.scrape(ctx), marker) {
		t.Error("metrics hold words of articles")
	}
}

// logs makes the loggers of services, and keeps what they log from a level on.
func logs(t *testing.T, level string) (log func(string) (*zap.Logger, error), kept *written) {
	t.Helper()
	kept = &written{}
	return func(service string) (*zap.Logger, error) {
		logger, _, err := logging.New(logging.Config{Level: level, Format: logging.FormatJSON}, kept, service, "test")
		return logger, err
	}, kept
}

// offend has hostile words refused, kept and given up in every way there is.
func (s *system) offend(ctx context.Context, good *ingestv1.Submission) {
	s.t.Helper()
	bad := proto.CloneOf(good)
	bad.ExternalId, bad.Url, bad.Text = attack+marker, "ftp://"+marker+attack, marker+"\x00"
	_, refused := s.clients.Ingest().SubmitArticle(ctx, &ingestv1.SubmitArticleRequest{Submission: bad})
	_, missing := s.clients.Initiatives().GetInitiative(ctx, &initiativev1.GetInitiativeRequest{Id: "x"})
	if refused == nil || missing == nil {
		s.t.Error("a bad article or initiative was taken")
	}
	// Whether these are kept or refused, nothing of them may do harm.
	_, _ = s.clients.Sources().CreateSource(ctx, &sourcev1.CreateSourceRequest{Source: &sourcev1.Source{Id: "evil.example", Name: attack}})
	_, _ = s.clients.Initiatives().CreateInitiative(ctx, &initiativev1.CreateInitiativeRequest{Initiative: &initiativev1.Initiative{Id: "evil", Name: attack}})
	_, _ = s.clients.Judgements().RecordJudgement(ctx, &assessmentv1.RecordJudgementRequest{InitiativeId: "gaza-isf"})
	poison := []byte("\x0a\xff" + marker + attack)
	if _, err := s.conn.JetStream().Publish(ctx, "barograph.v1.article.accepted.evil", poison); err != nil {
		s.t.Error(err)
	}
}

// scrape reads the metrics.
func (s *system) scrape(ctx context.Context) string {
	s.t.Helper()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+s.metrics+"/metrics", nil)
	if err != nil {
		s.t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		s.t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return string(text)
}
