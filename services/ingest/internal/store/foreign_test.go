package store_test

import (
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bus"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	"github.com/barograph/barograph/proto/subject"
)

// A message that somebody else published keeps the index from nothing, whatever it says of itself: NATS breaks the
// connection over a key that is too long, and behind the last revision there is none.
func TestForeignMessageIsLeftBehind(t *testing.T) {
	ours := art("a", "one")
	for name, foreign := range map[string]*articlev1.Article{
		"no id": {Revision: 1}, "a long id": {Id: strings.Repeat("a", 5000), Revision: 1},
		"a long hash":       {Id: ours.GetId(), Revision: 1, ContentHash: strings.Repeat("a", 5000)},
		"no revision":       {Id: ours.GetId()},
		"the last revision": {Id: ours.GetId(), Revision: 1<<32 - 1},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			s := w.open()
			data, err := proto.Marshal(&eventv1.ArticleAccepted{Article: foreign})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := bus.NewPublisher(w.conn).Publish(t.Context(), bus.Message{Subject: subject.ArticleAccepted.For("x"), Data: data, MsgID: "foreign"}); err != nil {
				t.Fatal(err)
			}
			if err := s.Reconcile(t.Context()); err != nil {
				t.Fatalf("%.200v", err)
			}
			submit(t, s, ours, ingestv1.SubmitOutcome_SUBMIT_OUTCOME_ACCEPTED, 1)
		})
	}
}
