package command

import (
	"context"
	"time"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// pollEvery is how often the ledger is asked how far it is.
const pollEvery = 100 * time.Millisecond

// ledgerState is how far the ledger was, and what was assessed then.
type ledgerState struct {
	sequence uint64
	records  []*assessmentv1.Record
}

func (s *session) ledger(ctx context.Context) (ledgerState, error) {
	records, err := s.assessments(ctx)
	if err != nil {
		return ledgerState{}, err
	}
	ctx, cancel := s.call(ctx)
	defer cancel()
	status, err := s.clients.Assessments().GetLedgerStatus(ctx, &assessmentv1.GetLedgerStatusRequest{})
	if err != nil {
		return ledgerState{}, s.clients.Failure(client.Aggregate, err)
	}
	return ledgerState{sequence: status.GetSequence(), records: records}, nil
}

// await asks until done says so, or ctx ends.
func (s *session) await(ctx context.Context, done func(*assessmentv1.GetLedgerStatusResponse) bool) error {
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	for {
		status, err := s.clients.Assessments().GetLedgerStatus(ctx, &assessmentv1.GetLedgerStatusRequest{})
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			return s.clients.Failure(client.Aggregate, err)
		}
		if done(status) {
			return nil
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
