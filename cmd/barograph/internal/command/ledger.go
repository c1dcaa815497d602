package command

import (
	"context"
	"time"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
)

// pollEvery is how often the services are asked how far they are.
const pollEvery = 100 * time.Millisecond

// await asks how far the ledger is until done says so, or ctx ends.
func (s *session) await(ctx context.Context, done func(*assessmentv1.GetLedgerStatusResponse) bool) error {
	return poll(ctx, func() (bool, error) {
		status, err := s.clients.Assessments().GetLedgerStatus(ctx, &assessmentv1.GetLedgerStatusRequest{})
		if err != nil {
			return false, s.clients.Failure(client.Aggregate, err)
		}
		return done(status), nil
	})
}

// assessed waits until everything that was submitted before the call, by
// anybody, is tagged and in the assessments; show is told how much waits.
func (s *session) assessed(ctx context.Context, show func(waiting, first uint64)) error {
	var target, ledger, first uint64
	err := poll(ctx, func() (bool, error) {
		now, err := s.clients.Pipeline().GetPipeline(ctx, &operationsv1.GetPipelineRequest{})
		if err != nil {
			return false, s.clients.Failure(client.Ingest, err)
		}
		if target == 0 {
			target = now.GetArticlesSequence()
		}
		ledger = now.GetLedgerSequence()
		left := target - min(now.GetArticlesTaggedSequence(), target)
		first = max(first, left)
		show(left, first)
		return left == 0, nil
	})
	if err != nil {
		return err
	}
	return s.await(ctx, func(status *assessmentv1.GetLedgerStatusResponse) bool { return status.GetSequence() >= ledger })
}

// poll asks until the answer is yes or an error, or ctx ends, whose error it
// then returns.
func poll(ctx context.Context, ask func() (bool, error)) error {
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	for {
		done, err := ask()
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil || done:
			return err
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
