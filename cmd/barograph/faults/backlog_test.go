package faults_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/demo"
	"github.com/barograph/barograph/cmd/barograph/internal/systemtest"
	"github.com/barograph/barograph/internal/bus"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	"github.com/barograph/barograph/proto/subject"
)

const (
	// memory is what a service may take at its peak, whatever waits for it.
	memory = 256 << 20
	// memoryOfClaim is what aggregate may take on top for each claim in force: they
	// are its state (ADR 0006), and no backlog.
	memoryOfClaim = 2 << 10
	// memoryLimit is what the manifests tell the collector to stay below.
	memoryLimit = "GOMEMLIMIT=190MiB"
	// aboutOneIn is the share of articles that are about an initiative.
	aboutOneIn = 1000
	// longest is how many are as long as articles may be, and about initiatives.
	longest = 4
)

// TestBacklog queues BACKLOG articles while nobody reads them,
// then has them read for at most BACKLOG_FOR, fills the ledger to as many
// readings, has aggregate read it anew, and looks at the greatest memory that
// each service ever took. BACKLOG_LEDGER is how many readings where there shall be
// others than articles, BACKLOG_GC=default leaves the collector as it is.
func TestBacklog(t *testing.T) {
	if os.Getenv("BACKLOG") == "" {
		t.Skip("runs in make e2e and make backlog, with the number of articles in BACKLOG")
	}
	if runtime.GOOS != "linux" {
		t.Skip("NOT RUN: the peak of a process's memory is read from /proc")
	}
	articles, limit := backlogSize(t)
	all := setup{programs: build(t), replicas: 1, catalog: systemtest.OpenCatalogue(t), sources: filepath.Join(t.TempDir(), "sources.yaml")}
	if err := demo.WriteSources(all.sources); err != nil {
		t.Fatal(err)
	}
	s := start(t, all)
	var env []string
	if os.Getenv("BACKLOG_GC") != "default" {
		env = []string{memoryLimit}
	}
	for _, p := range s.services() {
		s.must(p.stop())
		p.env = env
	}
	began := time.Now()
	s.must(fill(t.Context(), s.conn, articles, backlogArticles(t)))
	t.Logf("%d articles queued in %s", articles, time.Since(began).Round(time.Second))

	began = time.Now()
	for _, p := range s.services() {
		s.must(p.start())
	}
	// ingest is not ready for long: its index has none of the articles, and is completed meanwhile
	tagged := s.awaitTagged(t, articles, limit)
	took := time.Since(began)
	t.Logf("%d of %d tagged in %s: %.0f articles/s", tagged, articles, took.Round(time.Second), float64(tagged)/took.Seconds())
	s.peaks(t, "reading the backlog", 0)

	nlp, aggregate := s.process(string(client.NLP)), s.process(string(client.Aggregate))
	s.must(errors.Join(nlp.stop(), aggregate.stop()))
	readings := fromEnv(t, "BACKLOG_LEDGER", articles)
	s.must(multiply(t.Context(), s.conn, readings))
	began = time.Now()
	s.must(errors.Join(nlp.start(), aggregate.start()))
	s.must(poll(t.Context(), time.Hour, "the ledger is read", func(ctx context.Context) error {
		status, err := s.clients.Assessments().GetLedgerStatus(ctx, &assessmentv1.GetLedgerStatusRequest{})
		if err == nil && status.GetArticles() < readings {
			err = fmt.Errorf("%d articles of %d", status.GetArticles(), readings)
		}
		return err
	}))
	status, err := s.clients.Assessments().GetLedgerStatus(t.Context(), &assessmentv1.GetLedgerStatusRequest{})
	s.must(err)
	t.Logf("ledger of %d readings with %d claims read in %s", status.GetArticles(), status.GetClaims(), time.Since(began).Round(100*time.Millisecond))
	s.peaks(t, "reading the ledger anew", status.GetClaims())
}

func backlogSize(t *testing.T) (articles uint64, limit time.Duration) {
	articles, limit = fromEnv(t, "BACKLOG", 2000), time.Hour
	var err error
	if v := os.Getenv("BACKLOG_FOR"); v != "" {
		if limit, err = time.ParseDuration(v); err != nil {
			t.Fatal(err)
		}
	}
	return articles, limit
}

func fromEnv(t *testing.T, name string, otherwise uint64) uint64 {
	v := os.Getenv(name)
	if v == "" {
		return otherwise
	}
	n, err := strconv.ParseUint(v, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// backlogArticles are those of the demo, about initiatives.
func backlogArticles(t *testing.T) []string {
	submissions, err := demo.Articles()
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, s := range submissions {
		texts = append(texts, s.GetText())
	}
	return texts
}

// fill queues n articles of 1 to 5 KB, one in a thousand about an initiative, the
// first ones much longer.
func fill(ctx context.Context, conn *bus.Conn, n uint64, about []string) error {
	random := rand.New(rand.NewPCG(1, 1))
	words := strings.Fields(strings.Join(about, " "))
	known := time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)
	return publishAll(ctx, conn, n, func(i uint64) (string, proto.Message) {
		source := fmt.Sprintf("paper%d.example", i%50)
		var text strings.Builder
		for i < longest && text.Len() < 500<<10 {
			text.WriteString(about[random.IntN(len(about))] + "\n\n")
		}
		if i%aboutOneIn == 0 && i >= longest {
			text.WriteString(about[random.IntN(len(about))] + "\n\n")
		}
		for range random.IntN(4) + 2 {
			for range 4 {
				for range random.IntN(16) + 8 {
					text.WriteString(strings.ToLower(words[random.IntN(len(words))]) + " ")
				}
				text.WriteString("ends here. ")
			}
			text.WriteString("\n\n")
		}
		return subject.ArticleAccepted.For(source), &eventv1.ArticleAccepted{Article: &articlev1.Article{
			Id: fmt.Sprintf("%032x", i+1), Revision: 1, Source: &articlev1.Source{Id: source, Name: source, Reliability: articlev1.Reliability_RELIABILITY_B}, Title: fmt.Sprint("News number ", i),
			Text: text.String(), KnownTime: timestamppb.New(known.Add(time.Duration(i) * time.Second)), DetectedLanguage: "en",
		}}
	})
}

// multiply fills the ledger with readings like those it has, of other articles,
// until there are n.
func multiply(ctx context.Context, conn *bus.Conn, n uint64) error {
	const models, mostClaims = 5000, 100
	var readings []*eventv1.ArticleTagged
	_, err := conn.ReadAll(ctx, subject.StreamLedger, 1, func(msg bus.Msg) error {
		event := &eventv1.ArticleTagged{}
		if err := proto.Unmarshal(msg.Data, event); err != nil {
			return err
		}
		if len(event.GetTaggedArticle().GetClaims()) > mostClaims {
			return nil // of one of the longest
		}
		if readings = append(readings, event); len(readings) == models {
			return bus.ErrStop
		}
		return nil
	}, subject.ArticleTagged.Filter())
	if err != nil {
		return err
	}
	_, have, err := conn.Size(ctx, subject.StreamLedger)
	if err != nil || have >= n {
		return err
	}
	random := rand.New(rand.NewPCG(2, 2))
	return publishAll(ctx, conn, n-have+100, func(i uint64) (string, proto.Message) {
		event := proto.CloneOf(readings[i%uint64(len(readings))])
		article := event.GetTaggedArticle()
		article.ArticleId = fmt.Sprintf("f%031x", i)
		for k := range article.GetSignature() {
			article.Signature[k] = random.Uint64()
		}
		for _, claim := range article.GetClaims() {
			claim.Evidence.ArticleId = article.GetArticleId()
		}
		return subject.ArticleTagged.For(article.GetArticleId()), event
	})
}

// publishAll stores n messages, several hundred on the way at a time.
func publishAll(ctx context.Context, conn *bus.Conn, n uint64, message func(uint64) (string, proto.Message)) error {
	js, err := jetstream.New(conn.NATS(), jetstream.WithPublishAsyncMaxPending(512))
	if err != nil {
		return err
	}
	for i := range n {
		subj, event := message(i)
		data, err := proto.Marshal(event)
		if err != nil {
			return err
		}
		if _, err := js.PublishAsync(subj, data, jetstream.WithStallWait(time.Minute)); err != nil {
			return err
		}
	}
	select {
	case <-js.PublishAsyncComplete():
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (c *cluster) awaitTagged(t *testing.T, articles uint64, limit time.Duration) uint64 {
	var tagged uint64
	err := poll(t.Context(), limit, "all are tagged", func(ctx context.Context) error {
		p, err := c.conn.Progress(ctx, subject.StreamArticles, subject.DurableTagger)
		if err != nil {
			return err
		}
		tagged = articles - min(p.Waiting, articles)
		if p.Waiting > 0 {
			return fmt.Errorf("%d wait", p.Waiting)
		}
		return nil
	})
	if err != nil && os.Getenv("BACKLOG_FOR") == "" {
		t.Error(err)
	}
	return tagged
}

// peaks tells the most memory that each service has taken, and fails where that
// is too much for so many claims in force.
func (c *cluster) peaks(t *testing.T, when string, claims uint64) {
	t.Helper()
	for _, p := range c.processes {
		peak, err := p.peak()
		c.must(err)
		t.Logf("%s: %s took %d MiB at most", when, p.name, peak>>20)
		most := uint64(memory)
		if p.name == string(client.Aggregate) {
			most += claims * memoryOfClaim
		}
		if peak > most && !isNode(p) {
			t.Errorf("%s: %s took %d MiB, and may take %d", when, p.name, peak>>20, most>>20)
		}
	}
}

// peak is the most memory that the process has had, in bytes.
func (p *process) peak() (uint64, error) {
	text, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(p.command.Process.Pid), "status"))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(text)) {
		if value, found := strings.CutPrefix(line, "VmHWM:"); found {
			kilobytes, err := strconv.ParseUint(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 10, 64)
			return kilobytes << 10, err
		}
	}
	return 0, fmt.Errorf("no peak in %q", text)
}
