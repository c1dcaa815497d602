package aggregate

import (
	"context"
	"errors"

	"github.com/barograph/barograph/internal/fault"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/services/aggregate/internal/gauge"
	"github.com/barograph/barograph/services/aggregate/internal/record"
	"github.com/barograph/barograph/services/aggregate/internal/store"
)

// countedAssessments counts what is published.
type countedAssessments struct {
	*store.Assessments
	count *gauge.Counts
}

func (s countedAssessments) Save(ctx context.Context, head record.Head, next *assessmentv1.Record, alert *initiativev1.Alert) (record.Head, error) {
	saved, err := s.Assessments.Save(ctx, head, next, alert)
	if errors.Is(err, fault.ErrConflict) {
		s.count.Lost()
	}
	if err != nil || saved.Events.Updated == head.Events.Updated {
		return saved, err
	}
	var shift *assessmentv1.Shift
	if saved.Events.Shifted != head.Events.Shifted {
		shift = head.Baseline.Shift(next, alert)
	}
	s.count.Published(shift)
	return saved, nil
}
