package assess_test

import (
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
)

// Of copies of one day the one that appeared first is the original: a copy is
// told from it by the hour, whatever their ids.
func TestCopyOfTheSameDayMovesNothing(t *testing.T) {
	original := assesstest.News("original", "2026-03-01", "post", "C", assesstest.Rung(mandated, reached))
	original.Signature = assesstest.Signature(1, 0, 0)
	alone := on(t, "2026-03-10", original).Assessment
	for _, id := range []string{"00000000000000000000000000000000", "ffffffffffffffffffffffffffffffff"} {
		again := assesstest.News(id, "2026-03-01", "gazette", "A", assesstest.Rung(mandated, reached))
		again.ArticleId, again.Signature = id, original.GetSignature()
		again.PublishedTime = timestamppb.New(original.GetPublishedTime().AsTime().Add(time.Hour))
		if got := on(t, "2026-03-10", original, again).Assessment.GetLogOdds(); got != alone.GetLogOdds() {
			t.Errorf("copy %s moves the log-odds from %g to %g", id, alone.GetLogOdds(), got)
		}
	}
}
