package faults_test

import (
	"context"
	"fmt"
	"time"

	"github.com/aymanbagabas/go-udiff"
	"google.golang.org/protobuf/encoding/prototext"

	"github.com/barograph/barograph/cmd/barograph/internal/systemtest"
	"github.com/barograph/barograph/internal/run"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
)

// deadLetterLimit is how long poison may take to the dead letters: where it was lost
// on its way to a service, it comes again after AckWait, half a minute at most, and
// nothing waits for it until then.
const deadLetterLimit = time.Minute

// verifier holds what a cluster has stored against what it promised.
type verifier struct {
	*cluster
	reference *reference
	archive   *systemtest.Archive
	book      *book
	tally     *tally
}

// verify returns everything that is not as it has to be. The load must be held, and
// everything that is stored in the assessments.
func (v *verifier) verify(ctx context.Context) ([]string, error) {
	if err := v.archive.CatchUp(ctx, v.conn); err != nil {
		return nil, err
	}
	if err := v.book.catchUp(ctx, v.conn); err != nil {
		return nil, err
	}
	if err := v.reference.feed(ctx, v.archive.Order); err != nil {
		return nil, err
	}
	problems := v.promises()
	problems = append(problems, v.unpromised()...)
	dead, err := v.deadLetters(ctx)
	for end := time.Now().Add(deadLetterLimit); err == nil && v.tally.deadLetters < v.tally.poison && time.Now().Before(end) && run.Wait(ctx, time.Second); {
		dead, err = v.deadLetters(ctx)
	}
	if err != nil {
		return nil, err
	}
	equal, err := v.equal(ctx)
	if err != nil {
		return nil, err
	}
	if err := v.alike(ctx); err != nil {
		problems = append(problems, err.Error())
	}
	v.tally.verified++
	return append(append(append(problems, dead...), equal...), v.load.wrong...), nil
}

// promises are those that were not kept: each article that was acknowledged is
// stored as it was submitted, and its claims are in the ledger.
func (v *verifier) promises() []string {
	var problems []string
	lost := 0
	for _, p := range v.load.promises {
		article, stored := v.archive.Messages[p.id]
		_, read := v.book.readings[p.id]
		switch {
		case !stored:
			problems = append(problems, p.id+" was acknowledged and is lost")
		case article.GetText() != p.text:
			problems = append(problems, p.id+" is not the text that was acknowledged")
		case !read:
			problems = append(problems, p.id+" was acknowledged and its claims are not in the ledger")
		default:
			continue
		}
		lost++
	}
	v.tally.lost = lost
	return problems
}

// unpromised is what is stored twice, or that nobody submitted.
func (v *verifier) unpromised() []string {
	promised := map[string]bool{}
	for _, p := range v.load.promises {
		promised[p.id] = true
	}
	var problems []string
	for _, id := range v.archive.Repeated {
		problems = append(problems, "articles: "+id+" is there twice")
	}
	for id := range v.archive.Messages {
		if !promised[id] {
			problems = append(problems, "articles: "+id+" was never submitted")
		}
	}
	for id := range v.book.readings {
		if !promised[id] {
			problems = append(problems, "ledger: "+id+" was never submitted")
		}
	}
	problems = append(problems, v.book.repeated...)
	v.tally.repeated = len(problems)
	return problems
}

// deadLetters says which of them are no poison, and which poison is none of them.
func (v *verifier) deadLetters(ctx context.Context) ([]string, error) {
	found := map[string]int{}
	var problems []string
	req := &operationsv1.ListDeadLettersRequest{PageSize: 1000}
	for {
		page, err := v.clients.DeadLetters().ListDeadLetters(ctx, req)
		if err != nil {
			return nil, err
		}
		for _, d := range page.GetDeadLetters() {
			at := place(d.GetStream(), d.GetStreamSequence())
			if found[at]++; !v.load.poison[at] || found[at] > 1 {
				problems = append(problems, fmt.Sprintf("dead letter %d of %s (seen %d times) is no poison: %s", d.GetSequence(), at, found[at], d.GetError()))
			}
		}
		if req.PageToken = page.GetNextPageToken(); req.GetPageToken() == "" {
			break
		}
	}
	for at := range v.load.poison {
		if found[at] == 0 {
			problems = append(problems, "poison "+at+" is no dead letter")
		}
	}
	v.tally.deadLetters, v.tally.poison = len(found), len(v.load.poison)
	return problems, nil
}

// equal says where the disturbed system differs from the undisturbed one.
func (v *verifier) equal(ctx context.Context) ([]string, error) {
	var problems []string
	for id, r := range v.book.readings {
		if other, ok := v.reference.book.readings[id]; !ok || other.claims != r.claims {
			problems = append(problems, fmt.Sprintf("ledger: the claims of %s are others than undisturbed (which has them: %t)", id, ok))
		}
	}
	asOf := time.Now()
	got, err := v.assessments(ctx, asOf)
	if err != nil {
		return nil, err
	}
	want, err := v.reference.assessments(ctx, asOf)
	if err != nil {
		return nil, err
	}
	for id, r := range want {
		if got[id].GetHash() != r.GetHash() {
			problems = append(problems, fmt.Sprintf("assessment of %s is not that of the undisturbed system:\n%s", id, difference(r, got[id])))
		}
	}
	for id, hash := range v.book.hashes {
		if got[id].GetHash() != hash {
			problems = append(problems, fmt.Sprintf("assessment of %s is %s, last published %s", id, got[id].GetHash(), hash))
		}
	}
	return problems, nil
}

// difference is the beginning of what differs between two assessments.
func difference(want, got *assessmentv1.Record) string {
	const most = 1500
	lines := func(r *assessmentv1.Record) string { return prototext.Format(r.GetAssessment()) }
	text := udiff.Unified("undisturbed", "disturbed", lines(want), lines(got))
	return text[:min(len(text), most)]
}
