package rpcapi

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/deadletter"
	"github.com/barograph/barograph/internal/fault"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
)

// ListDeadLetters returns dead letters, oldest first.
func (s *Server) ListDeadLetters(ctx context.Context, in *operationsv1.ListDeadLettersRequest) (*operationsv1.ListDeadLettersResponse, error) {
	var from uint64
	if in.GetPageToken() != "" {
		var err error
		if from, err = strconv.ParseUint(in.GetPageToken(), 10, 64); err != nil {
			return nil, badPageToken()
		}
	}
	filter := deadletter.Filter{Service: in.GetService(), Reason: in.GetReason()}
	letters, next, err := s.deps.Box.List(ctx, filter, from, pageSize(in.GetPageSize()))
	if err != nil {
		return nil, err
	}
	out := &operationsv1.ListDeadLettersResponse{}
	if next > 0 {
		out.NextPageToken = strconv.FormatUint(next, 10)
	}
	for _, l := range letters {
		out.DeadLetters = append(out.DeadLetters, &operationsv1.DeadLetter{
			Sequence: l.Seq, Service: l.Service, Reason: l.Reason, Error: l.Error,
			Stream: l.Stream, StreamSequence: l.StreamSeq, Subject: l.Subject, Consumer: l.Consumer,
			Deliveries: l.Deliveries, DeadTime: timestamppb.New(l.Time), Size: uint64(len(l.Data)),
		})
	}
	return out, nil
}

// RedriveDeadLetters publishes dead letters again. It goes on after a failure;
// if there was one, the answer is an error that tells how many were sent.
func (s *Server) RedriveDeadLetters(ctx context.Context, in *operationsv1.RedriveDeadLettersRequest) (*operationsv1.RedriveDeadLettersResponse, error) {
	filter := deadletter.Filter{Service: in.GetService(), Reason: in.GetReason()}
	redrive := s.deps.Box.RedriveAll
	if len(in.GetSequences()) > 0 {
		redrive = func(ctx context.Context, filter deadletter.Filter) (int, error) {
			return s.redriveEach(ctx, in.GetSequences(), filter)
		}
	}
	redriven, err := redrive(ctx, filter)
	if err != nil {
		return nil, fmt.Errorf("after %d were sent again: %w", redriven, err)
	}
	return &operationsv1.RedriveDeadLettersResponse{Redriven: uint64(redriven)}, nil
}

func (s *Server) redriveEach(ctx context.Context, sequences []uint64, filter deadletter.Filter) (int, error) {
	redriven := 0
	var errs []error
	for _, seq := range sequences {
		letters, _, err := s.deps.Box.List(ctx, filter, seq, 1)
		switch {
		case err != nil:
			errs = append(errs, err)
			continue
		case len(letters) == 0 || letters[0].Seq != seq:
			errs = append(errs, fault.NotFound("DEAD_LETTER_NOT_FOUND", "there is no dead letter %d that the filters let through", seq))
			continue
		}
		if _, err := s.deps.Box.Redrive(ctx, seq); err != nil {
			errs = append(errs, err)
			continue
		}
		redriven++
	}
	return redriven, errors.Join(errs...)
}
