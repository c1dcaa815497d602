package worker_test

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/zap"
	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/deadletter"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/nlp/internal/worker"
)

// slow takes all the time there is for articles whose text has a word, as often
// as is left of times, and none for others.
type slow struct {
	word  string
	times chan struct{}
}

func (s slow) TagContext(ctx context.Context, a *articlev1.Article) (*taggingv1.TaggedArticle, error) {
	if strings.Contains(a.GetText(), s.word) {
		select {
		case <-s.times:
			<-ctx.Done()
			return nil, fmt.Errorf("tag: %w", ctx.Err())
		default:
		}
	}
	return echo(a), nil
}

func (slow) CatalogueRevision() uint64 { return 1 }

func slowWorker(t *testing.T, conn *bus.Conn, times int) *worker.Worker {
	t.Helper()
	tagger := slow{word: "text 1", times: make(chan struct{}, times)}
	for range times {
		tagger.times <- struct{}{}
	}
	w, err := worker.New(worker.Deps{
		Tagger: func(context.Context, uint64) (worker.Tagger, error) { return tagger, nil },
		Engine: "e", Deadline: 20 * time.Millisecond, Publisher: bus.NewPublisher(conn), Stream: conn, Log: zap.NewNop(),
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// An article that takes too long twice is given up with that reason, and others
// go on meanwhile.
func TestTooLongIsGivenUp(t *testing.T) {
	conn := bustest.Start(t, bustest.Options{Log: zap.NewNop()}).Connect("nlp")
	consume(t, conn, slowWorker(t, conn, 5))
	accept(t, conn, "1")
	accept(t, conn, "2")
	box := deadletter.New(conn)
	bustest.Eventually(t, "one dead letter", func() bool {
		letters, _, err := box.List(t.Context(), deadletter.Filter{}, deadletter.Span{}, 10)
		return err == nil && len(letters) == 1 && letters[0].Reason == worker.ReasonDeadline && letters[0].Deliveries == 2
	})
	bustest.Eventually(t, "the other is tagged", func() bool { return last(t, conn, subject.StreamLedger) == 1 })
}

// Once too long may be the machine: the article is tried again, and tagged.
func TestTooLongOnceIsTriedAgain(t *testing.T) {
	conn := bustest.Start(t, bustest.Options{Log: zap.NewNop()}).Connect("nlp")
	consume(t, conn, slowWorker(t, conn, 1))
	accept(t, conn, "1")
	bustest.Eventually(t, "it is tagged", func() bool { return last(t, conn, subject.StreamLedger) == 1 })
	if n := last(t, conn, subject.StreamDeadLetter); n != 0 {
		t.Errorf("%d dead letters", n)
	}
}

// Of long articles one is read at a time, so that together they take no more
// memory than one; short ones go on beside it.
func TestLongArticlesOneAtATime(t *testing.T) {
	conn := bustest.Start(t, bustest.Options{Log: zap.NewNop()}).Connect("nlp")
	var reading, most atomic.Int32
	tag := func(a *articlev1.Article) *taggingv1.TaggedArticle {
		if len(a.GetText()) > 1000 {
			most.Store(max(most.Load(), reading.Add(1)))
			defer reading.Add(-1)
			for range 1000 {
				runtime.Gosched()
			}
		}
		return echo(a)
	}
	w := newWorker(t, conn, tag, 0)
	var all sync.WaitGroup
	for n := range 8 {
		data, err := proto.Marshal(&eventv1.ArticleAccepted{Article: &articlev1.Article{
			Id: fmt.Sprintf("%032x", n), Revision: 1, Text: strings.Repeat("long ", 100_000),
		}})
		if err != nil {
			t.Fatal(err)
		}
		all.Go(func() {
			w.Article(t.Context(), bus.Msg{Subject: subject.ArticleAccepted.For("x"), Data: data, Delivered: 1})
		})
	}
	all.Wait()
	if most.Load() != 1 || last(t, conn, subject.StreamLedger) != 8 {
		t.Errorf("%d at a time, %d tagged", most.Load(), last(t, conn, subject.StreamLedger))
	}
}
