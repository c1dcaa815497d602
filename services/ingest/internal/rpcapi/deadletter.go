package rpcapi

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/caller"
	"github.com/barograph/barograph/internal/deadletter"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/logging"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
)

// Box holds the dead letters.
type Box interface {
	List(ctx context.Context, filter deadletter.Filter, span deadletter.Span, size int) ([]deadletter.Letter, uint64, error)
	Get(ctx context.Context, seq uint64) (deadletter.Letter, error)
	Summarize(ctx context.Context, filter deadletter.Filter) ([]deadletter.Group, error)
	Each(ctx context.Context, filter deadletter.Filter, span deadletter.Span, size int, do func(context.Context, deadletter.Letter) error) (deadletter.Bulk, error)
	Redrive(ctx context.Context, seq uint64) (bus.PubAck, error)
	Discard(ctx context.Context, seq uint64) error
}

// ListDeadLetters returns dead letters, oldest first.
func (s *Server) ListDeadLetters(ctx context.Context, in *operationsv1.ListDeadLettersRequest) (*operationsv1.ListDeadLettersResponse, error) {
	var span deadletter.Span
	if in.GetPageToken() != "" {
		var err error
		if span.From, err = strconv.ParseUint(in.GetPageToken(), 10, 64); err != nil {
			return nil, badPageToken()
		}
	}
	letters, next, err := s.deps.Box.List(ctx, filterOf(in.GetFilter(), in.GetService(), in.GetReason()), span, pageSize(in.GetPageSize()))
	if err != nil {
		return nil, err
	}
	out := &operationsv1.ListDeadLettersResponse{}
	if next > 0 {
		out.NextPageToken = strconv.FormatUint(next, 10)
	}
	for _, l := range letters {
		out.DeadLetters = append(out.DeadLetters, letterMessage(l))
	}
	return out, nil
}

// GetDeadLetter returns one with all that it holds.
func (s *Server) GetDeadLetter(ctx context.Context, in *operationsv1.GetDeadLetterRequest) (*operationsv1.GetDeadLetterResponse, error) {
	letter, err := s.deps.Box.Get(ctx, in.GetSequence())
	if err != nil {
		return nil, err
	}
	out := &operationsv1.GetDeadLetterResponse{DeadLetter: letterMessage(letter), Payload: letter.Data}
	for name, values := range letter.Header {
		header := &operationsv1.DeadLetterHeader{Name: utf8Of(name)}
		for _, value := range values {
			header.Values = append(header.Values, utf8Of(value))
		}
		out.Headers = append(out.Headers, header)
	}
	slices.SortFunc(out.GetHeaders(), func(a, b *operationsv1.DeadLetterHeader) int { return strings.Compare(a.GetName(), b.GetName()) })
	return out, nil
}

// SummarizeDeadLetters counts them.
func (s *Server) SummarizeDeadLetters(ctx context.Context, in *operationsv1.SummarizeDeadLettersRequest) (*operationsv1.SummarizeDeadLettersResponse, error) {
	groups, err := s.deps.Box.Summarize(ctx, filterOf(in.GetFilter(), "", ""))
	if err != nil {
		return nil, err
	}
	out := &operationsv1.SummarizeDeadLettersResponse{}
	for _, g := range groups {
		out.Groups = append(out.Groups, &operationsv1.DeadLetterGroup{
			Service: utf8Of(g.Service), Reason: utf8Of(g.Reason), Stream: utf8Of(g.Stream), Count: g.Count,
			OldestTime: timestamppb.New(g.Oldest), NewestTime: timestamppb.New(g.Newest),
		})
	}
	return out, nil
}

// RedriveDeadLetters publishes dead letters again. It goes on after a failure.
func (s *Server) RedriveDeadLetters(ctx context.Context, in *operationsv1.RedriveDeadLettersRequest) (*operationsv1.RedriveDeadLettersResponse, error) {
	done, err := s.bulk(ctx, "sent again", bulkRequest{
		sequences: in.GetSequences(), filter: filterOf(in.GetFilter(), in.GetService(), in.GetReason()),
		dry: in.GetDryRun(), size: in.GetPageSize(), token: in.GetPageToken(),
		do: func(ctx context.Context, seq uint64) error {
			_, err := s.deps.Box.Redrive(ctx, seq)
			return err
		},
	})
	if err != nil {
		return nil, err
	}
	return &operationsv1.RedriveDeadLettersResponse{
		Redriven: done.count, NextPageToken: done.token, Failed: done.failed, Failure: done.failure,
	}, nil
}

// DiscardDeadLetters removes dead letters, and says in the log which and why.
func (s *Server) DiscardDeadLetters(ctx context.Context, in *operationsv1.DiscardDeadLettersRequest) (*operationsv1.DiscardDeadLettersResponse, error) {
	who := caller.Of(ctx).Name
	done, err := s.bulk(ctx, "removed", bulkRequest{
		sequences: in.GetSequences(), filter: filterOf(in.GetFilter(), "", ""),
		dry: in.GetDryRun(), size: in.GetPageSize(), token: in.GetPageToken(),
		do: func(ctx context.Context, seq uint64) error {
			if err := s.deps.Box.Discard(ctx, seq); err != nil {
				return err
			}
			s.deps.Log.Warn("dead letter discarded", logging.StreamSeq(seq), logging.Reason(in.GetComment()), logging.Caller(who))
			return nil
		},
	})
	if err != nil {
		return nil, err
	}
	return &operationsv1.DiscardDeadLettersResponse{
		Discarded: done.count, NextPageToken: done.token, Failed: done.failed, Failure: done.failure,
	}, nil
}

// bulkRequest is what is to be done with which letters.
type bulkRequest struct {
	sequences []uint64
	filter    deadletter.Filter
	dry       bool
	size      int32
	token     string
	do        func(ctx context.Context, seq uint64) error
}

type bulkResult struct {
	count, failed  uint64
	token, failure string
}

// bulk does it. Without pages a failure is an error that tells how many were done.
func (s *Server) bulk(ctx context.Context, verb string, r bulkRequest) (bulkResult, error) {
	do := func(ctx context.Context, l deadletter.Letter) error {
		if r.dry {
			return nil
		}
		return r.do(ctx, l.Seq)
	}
	all, err := s.each(ctx, r, do)
	if err == nil && (r.size == 0 || len(r.sequences) > 0) {
		err = errors.Join(all.Fails...)
	}
	if err != nil {
		return bulkResult{}, fmt.Errorf("after %d were %s: %w", all.Done, verb, err)
	}
	out := bulkResult{count: uint64(all.Done), failed: uint64(len(all.Fails))} //nolint:gosec // counts
	if len(all.Fails) > 0 {
		out.failure = "internal error, see the log"
		if f := new(fault.Error); errors.As(all.Fails[0], &f) {
			out.failure = f.Message
		}
		s.deps.Log.Warn("dead letters stay", logging.Count(len(all.Fails)), logging.Error(all.Fails[0]))
	}
	if all.Next != (deadletter.Span{}) {
		out.token = fmt.Sprintf("%d-%d", all.Next.From, all.Next.Through)
	}
	return out, nil
}

func (s *Server) each(ctx context.Context, r bulkRequest, do func(context.Context, deadletter.Letter) error) (deadletter.Bulk, error) {
	if len(r.sequences) > 0 {
		var all deadletter.Bulk
		for _, seq := range r.sequences {
			one, err := s.deps.Box.Each(ctx, r.filter, deadletter.Span{From: seq, Through: seq}, 1, do)
			if err == nil && one.Done+len(one.Fails) == 0 {
				err = fault.NotFound("DEAD_LETTER_NOT_FOUND", "there is no dead letter %d that the filters let through", seq)
			}
			if err != nil {
				one.Fails = append(one.Fails, err)
			}
			all.Done, all.Fails = all.Done+one.Done, append(all.Fails, one.Fails...)
		}
		return all, nil
	}
	var span deadletter.Span
	if r.token != "" {
		from, through, _ := strings.Cut(r.token, "-")
		var errs [2]error
		span.From, errs[0] = strconv.ParseUint(from, 10, 64)
		span.Through, errs[1] = strconv.ParseUint(through, 10, 64)
		if errors.Join(errs[:]...) != nil || span.From == 0 || span.Through < span.From {
			return deadletter.Bulk{}, badPageToken()
		}
	}
	return s.deps.Box.Each(ctx, r.filter, span, int(r.size), do)
}

// filterOf joins the fields that stood alone before there was a filter with it.
func filterOf(in *operationsv1.DeadLetterFilter, service, reason string) deadletter.Filter {
	f := deadletter.Filter{
		Service: in.GetService(), Reason: in.GetReason(), Stream: in.GetStream(), Subject: in.GetSubject(),
		ErrorContains: in.GetErrorContains(), Since: timeOf(in.GetSinceTime()), Until: timeOf(in.GetUntilTime()),
	}
	if in != nil {
		f.MaxRedrives = in.MaxRedrives
	}
	if service != "" {
		f.Service = service
	}
	if reason != "" {
		f.Reason = reason
	}
	return f
}

func timeOf(t *timestamppb.Timestamp) time.Time {
	if t == nil {
		return time.Time{}
	}
	return t.AsTime()
}

// letterMessage is a letter without its payload. Who can publish can put any
// bytes into headers; a message of the API has to be UTF-8.
func letterMessage(l deadletter.Letter) *operationsv1.DeadLetter {
	return &operationsv1.DeadLetter{
		Sequence: l.Seq, Service: utf8Of(l.Service), Reason: utf8Of(l.Reason), Error: utf8Of(l.Error),
		Stream: utf8Of(l.Stream), StreamSequence: l.StreamSeq, Subject: utf8Of(l.Subject), Consumer: utf8Of(l.Consumer),
		Deliveries: l.Deliveries, DeadTime: timestamppb.New(l.Time), Size: l.Size, Redrives: l.Redrives, Truncated: l.Truncated,
	}
}

func utf8Of(text string) string { return strings.ToValidUTF8(text, "\uFFFD") }
