package aggregate_test

import (
	"errors"
	"testing"

	"go.uber.org/zap"
	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/fault"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/store"
)

// A replica that stood still goes on where it was, by an older ledger, before it
// hears that its initiatives are another one's: those put right what it wrote.
func TestWhatWasWrittenByAnOlderLedgerDoesNotStay(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	g := &group{tb: t, server: server, conn: server.Connect("test")}
	g.join().define("x")
	g.join()
	g.sees(2)
	tell(t, g.conn, reading{article: "a1", claims: []*taggingv1.Claim{position("x", "USA", supports, 800)}})
	old := store.NewAssessments(g.conn, zap.NewNop())
	stored := func() (r *assessmentv1.Record, ok bool) {
		head, err := old.Load(t.Context(), "x", nil)
		return head.Record, err == nil // else it met another one who published the same
	}
	want := g.all[0].settle(g.conn)["x"]
	shown := func(hash string, behind uint64) bool {
		for _, s := range g.all {
			got, err := s.assessments.GetAssessment(t.Context(), &assessmentv1.GetAssessmentRequest{InitiativeId: "x"})
			if err != nil || got.GetRecord().GetHash() != hash || got.GetRecord().GetRevision() <= behind {
				return false
			}
		}
		r, ok := stored()
		return ok && r.GetHash() == hash
	}

	late := proto.CloneOf(want)
	late.Revision, late.Hash, late.LedgerSequence, late.Assessment.Probability = want.GetRevision()+1, "of an older ledger", 1, 0.01
	head, err := old.Load(t.Context(), "x", nil)
	if err == nil {
		_, err = old.Save(t.Context(), head, late, nil)
	}
	if err != nil && !errors.Is(err, fault.ErrConflict) { // a conflict is with who published it first, from the bucket
		t.Fatal(err)
	}
	bustest.Eventually(t, "an older record is replaced", func() bool { return shown(want.GetHash(), late.GetRevision()) })

	if err := old.Remove(t.Context(), "x"); err != nil { // it had read of its deletion, and not of its new definition
		t.Fatal(err)
	}
	bustest.Eventually(t, "what is defined is told again", func() bool { return shown(want.GetHash(), late.GetRevision()+2) })

	if _, err := g.all[0].initiatives.DeleteInitiative(t.Context(), &initiativev1.DeleteInitiativeRequest{Id: "x"}); err != nil {
		t.Fatal(err)
	}
	gone := func() bool {
		r, ok := stored()
		return ok && r.GetAssessment() == nil
	}
	bustest.Eventually(t, "it is withdrawn", gone)
	if head, err = old.Load(t.Context(), "x", nil); err == nil { // it had not read of its deletion
		late.Revision = head.Record.GetRevision() + 1
		_, err = old.Save(t.Context(), head, late, nil)
	}
	if err != nil && !errors.Is(err, fault.ErrConflict) {
		t.Fatal(err)
	}
	bustest.Eventually(t, "what is not defined is withdrawn again", gone)
}
