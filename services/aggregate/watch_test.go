package aggregate_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bustest"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// stepText is a step of a watch in short: "a@2", "a@2 shifted", "a deleted", "complete".
func stepText(step *assessmentv1.WatchAssessmentsResponse) string {
	switch change := step.GetChange().(type) {
	case *assessmentv1.WatchAssessmentsResponse_Record:
		return fmt.Sprintf("%s@%d", change.Record.GetAssessment().GetInitiativeId(), change.Record.GetRevision())
	case *assessmentv1.WatchAssessmentsResponse_Shift:
		return fmt.Sprintf("%s@%d shifted", change.Shift.GetInitiativeId(), change.Shift.GetRevision())
	case *assessmentv1.WatchAssessmentsResponse_DeletedId:
		return change.DeletedId + " deleted"
	default:
		return "complete"
	}
}

// watched are the steps of a watch up to and with last, and the sequence of each.
func watched(tb testing.TB, s *service, after *uint64, last string) (steps []string, sequences []uint64) {
	tb.Helper()
	ctx, cancel := context.WithCancel(tb.Context())
	defer cancel()
	watch, err := s.assessments.WatchAssessments(ctx, &assessmentv1.WatchAssessmentsRequest{AfterSequence: after})
	if err != nil {
		tb.Fatal(err)
	}
	for {
		step, err := watch.Recv()
		if err != nil {
			tb.Fatal(err)
		}
		steps, sequences = append(steps, stepText(step)), append(sequences, step.GetSequence())
		if steps[len(steps)-1] == last {
			return steps, sequences
		}
	}
}

// TestWatchResumesBehindEverySequence: whoever was cut off anywhere and comes
// back, also to another process, gets exactly the rest.
func TestWatchResumesBehindEverySequence(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	s := start(t, server)
	s.define("a")
	s.define("b")
	s.settle(conn)
	for i := range 4 {
		tell(t, conn, reading{article: "x", revision: uint32(i + 1), claims: []*taggingv1.Claim{position("a", "USA", supports, int32(200*(i+1)))}})
		s.settle(conn)
	}
	if _, err := s.initiatives.DeleteInitiative(t.Context(), &initiativev1.DeleteInitiativeRequest{Id: "b"}); err != nil {
		t.Fatal(err)
	}
	all, sequences := watched(t, s, proto.Uint64(0), "b deleted")
	for revision := range 5 {
		if want := fmt.Sprintf("a@%d", revision+1); !slices.Contains(all, want) {
			t.Fatalf("%s is missing among %v", want, all)
		}
	}
	s.stop()
	s = start(t, server) // what one process said, another goes on with
	for i := range all[:len(all)-1] {
		if all[i] == "complete" {
			continue
		}
		rest, _ := watched(t, s, &sequences[i], "b deleted")
		drop := func(steps []string) []string {
			return slices.DeleteFunc(slices.Clone(steps), func(s string) bool { return s == "complete" })
		}
		if want := drop(all[i+1:]); !slices.Equal(drop(rest), want) {
			t.Errorf("behind %s: %v, want %v", all[i], rest, want)
		}
	}
	snapshot, _ := watched(t, s, nil, "complete")
	if want := []string{"a@5", "complete"}; !slices.Equal(snapshot, want) {
		t.Errorf("a late joiner got %v, want %v", snapshot, want)
	}
	watch, err := s.assessments.WatchAssessments(t.Context(), &assessmentv1.WatchAssessmentsRequest{AfterSequence: proto.Uint64(1 << 40)})
	if err != nil {
		t.Fatal(err)
	}
	_, err = watch.Recv()
	wantError(t, err, "NotFound", "SEQUENCE_GONE")
}
