package e2e_test

import (
	"context"
	"testing"

	"github.com/nats-io/nats.go"

	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
	"github.com/barograph/barograph/proto/subject"
)

func TestPoisonGoesToTheDeadLettersAndBack(t *testing.T) {
	inBoth(t, func(t *testing.T, start starter) {
		s := start(t, options{dir: folder(t), initiatives: catalogue(t)})
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		poison := &nats.Msg{
			Subject: subject.ArticleAccepted.For("poison.example"), Data: []byte("\xff\xff this is no protobuf"),
			Header: nats.Header{subject.HeaderMsgID: {"poison:1:accepted"}, subject.HeaderContentType: {subject.ContentType}},
		}
		if _, err := s.conn.JetStream().PublishMsg(ctx, poison); err != nil {
			t.Fatal(err)
		}
		s.submit(article(t, "nr-a-01"))
		first := s.deadLetter(0)
		if first.GetService() != "nlp" || first.GetStream() != subject.StreamArticles || first.GetError() == "" {
			t.Errorf("dead letter %v", first)
		}
		s.settle()
		if len(s.evidence("gaza-isf")) == 0 {
			t.Error("the article behind the poison was not read")
		}
		answer, err := s.clients.DeadLetters().RedriveDeadLetters(ctx, &operationsv1.RedriveDeadLettersRequest{
			Sequences: []uint64{first.GetSequence()},
		})
		if err != nil || answer.GetRedriven() != 1 {
			t.Fatalf("redrive: %v, %v", answer, err)
		}
		// It is still poison: it comes back as a new dead letter, and the old one is gone.
		if second := s.deadLetter(first.GetSequence()); second.GetSubject() != first.GetSubject() {
			t.Errorf("came back on %s", second.GetSubject())
		}
	})
}

// deadLetter waits for the only dead letter, which has to be newer than a
// sequence.
func (s *system) deadLetter(after uint64) *operationsv1.DeadLetter {
	s.t.Helper()
	var found *operationsv1.DeadLetter
	eventually(s.t, "there is one dead letter", func(ctx context.Context) bool {
		page, err := s.clients.DeadLetters().ListDeadLetters(ctx, &operationsv1.ListDeadLettersRequest{})
		if err != nil || len(page.GetDeadLetters()) != 1 || page.GetDeadLetters()[0].GetSequence() <= after {
			return false
		}
		found = page.GetDeadLetters()[0]
		return true
	})
	return found
}
