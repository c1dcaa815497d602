package store_test

import (
	"slices"
	"testing"
	"time"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/bustest"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/record"
	"github.com/barograph/barograph/services/aggregate/internal/store"
)

// However many records an initiative has, those that end its days are found,
// beside the records of others.
func TestDailyFindsTheLastOfEachDay(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	s := store.NewAssessments(server.Connect("aggregate"), zap.NewNop())
	var head, other record.Head
	want := []uint64{1, 2, 352, 402, 702}
	for n := uint64(1); n <= want[len(want)-1]; n++ {
		day, _ := slices.BinarySearch(want, n)
		at := known(0).AddDate(0, 0, 2*day).Truncate(24 * time.Hour)
		if slices.Contains(want, n) {
			at = at.Add(24*time.Hour - 1)
		}
		head = save(t, s, head, revision("g", n, 0.4, at))
		if n%100 == 1 {
			other = save(t, s, other, revision("h", n/100+1, 0.4, at))
		}
		if n == want[3] { // few, so far
			if got := daily(t, s); !slices.IsSorted(got) || len(got) != int(n) {
				t.Errorf("of few records %v were read", got)
			}
		}
	}
	if got := daily(t, s); !slices.Equal(got, want) {
		t.Errorf("the days end with revisions %v, want %v", got, want)
	}
}

func daily(t *testing.T, s *store.Assessments) (revisions []uint64) {
	t.Helper()
	if err := s.Daily(t.Context(), "g", func(r *assessmentv1.Record) { revisions = append(revisions, r.GetRevision()) }); err != nil {
		t.Fatal(err)
	}
	return revisions
}
