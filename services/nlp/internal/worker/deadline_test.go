package worker_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/deadletter"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
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
		letters, _, err := box.List(t.Context(), deadletter.Filter{}, 0, 10)
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
