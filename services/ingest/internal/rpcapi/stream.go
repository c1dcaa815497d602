package rpcapi

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"slices"
	"strings"
	"sync"

	"buf.build/go/protovalidate"
	"go.uber.org/zap"
	"google.golang.org/grpc"

	"github.com/barograph/barograph/internal/correlation"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/tracing"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

const (
	// lanes is how many articles of one stream are being stored at once. Those
	// of one id keep their order: they are in one lane.
	lanes = 32
	// laneDepth is how many articles wait in a lane.
	laneDepth = 4
	// maxFailures is how many refusals are told in full.
	maxFailures = 100
)

// SubmitArticles stores the articles of a stream. A bad one is counted and
// told; the stream ends with an error only when the store cannot be reached or
// has no room, at once even if the client sends nothing more. What was stored by
// then is found unchanged when it is sent again.
func (s *Server) SubmitArticles(stream grpc.ClientStreamingServer[ingestv1.SubmitArticlesRequest, ingestv1.SubmitArticlesResponse]) error {
	done, err := s.load.stream()
	if err != nil {
		return err
	}
	defer done()
	if err := s.deps.Sources.Ready(stream.Context()); err != nil {
		return err
	}
	ctx, cancel := context.WithCancelCause(stream.Context())
	defer cancel(nil)
	in := newIntake(s.deps.Store, cancel, s.log)
	err = s.receive(ctx, stream, in)
	in.close()
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	if err != nil {
		return err
	}
	return stream.SendAndClose(in.answer())
}

// received is what came of a stream: a request, or how it ended.
type received struct {
	request *ingestv1.SubmitArticlesRequest
	err     error
}

// receive takes in the stream until it ends or ctx does.
func (s *Server) receive(ctx context.Context, stream grpc.ClientStreamingServer[ingestv1.SubmitArticlesRequest, ingestv1.SubmitArticlesResponse], in *intake) error {
	requests := make(chan received)
	go func() { // ends with the stream, at the latest when the call has returned
		for {
			request, err := stream.Recv()
			select {
			case requests <- received{request, err}:
			case <-ctx.Done():
				return
			}
			if err != nil {
				return
			}
		}
	}()
	for index := uint64(0); ; index++ {
		select {
		case <-ctx.Done():
			return nil // the caller has the cause
		case next := <-requests:
			if errors.Is(next.err, io.EOF) {
				return nil
			}
			if next.err != nil {
				return next.err
			}
			s.accept(ctx, index, next.request.GetSubmission(), in)
		}
	}
}

// accept hands one article of a stream over, or refuses it.
func (s *Server) accept(ctx context.Context, index uint64, submission *ingestv1.Submission, in *intake) {
	if submission == nil {
		submission = &ingestv1.Submission{}
	}
	item := item{index: index, reference: reference(submission)}
	if err := protovalidate.Validate(submission); err != nil {
		in.refuse(ctx, item, err)
		return
	}
	var err error
	if item.article, err = s.article(submission); err != nil {
		in.refuse(ctx, item, err)
		return
	}
	if item.done, err = s.load.item(ctx, len(submission.GetText())); err != nil {
		return // ctx has ended
	}
	in.add(ctx, item)
}

// reference is what a submitter finds an article by.
func reference(in *ingestv1.Submission) string {
	if in.GetExternalId() != "" {
		return in.GetExternalId()
	}
	return in.GetUrl()
}

// item is one article of a stream.
type item struct {
	index     uint64
	reference string
	article   *articlev1.Article
	done      func() // gives its room back
}

// intake stores the articles of one stream and counts what became of them.
type intake struct {
	store  Store
	cancel context.CancelCauseFunc
	log    *zap.Logger
	seed   maphash.Seed
	lanes  [lanes]chan func()
	wait   sync.WaitGroup

	mu  sync.Mutex
	out ingestv1.SubmitArticlesResponse
}

func newIntake(store Store, cancel context.CancelCauseFunc, log *zap.Logger) *intake {
	in := &intake{store: store, cancel: cancel, log: log, seed: maphash.MakeSeed()}
	for i := range in.lanes {
		lane := make(chan func(), laneDepth)
		in.lanes[i] = lane
		in.wait.Go(func() {
			for work := range lane {
				work()
			}
		})
	}
	return in
}

// add waits for room in the article's lane: a client that sends faster than the
// store takes is slowed down.
func (in *intake) add(ctx context.Context, item item) {
	lane := in.lanes[maphash.String(in.seed, item.article.GetId())%lanes]
	select {
	case lane <- func() { defer item.done(); in.submit(ctx, item) }:
	case <-ctx.Done():
		item.done()
	}
}

// close waits until everything that was added is done with.
func (in *intake) close() {
	for _, lane := range in.lanes {
		close(lane)
	}
	in.wait.Wait()
}

func (in *intake) submit(ctx context.Context, item item) {
	if ctx.Err() != nil {
		return
	}
	got, err := in.store.Submit(tracing.Apart(ctx), item.article)
	if errors.Is(err, fault.ErrInvalid) {
		in.refuse(ctx, item, err)
		return
	}
	if err != nil {
		in.cancel(err)
		return
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	switch got.GetOutcome() {
	case ingestv1.SubmitOutcome_SUBMIT_OUTCOME_ACCEPTED:
		in.out.Accepted++
	case ingestv1.SubmitOutcome_SUBMIT_OUTCOME_REVISED:
		in.out.Revised++
	case ingestv1.SubmitOutcome_SUBMIT_OUTCOME_UNCHANGED:
		in.out.Unchanged++
	case ingestv1.SubmitOutcome_SUBMIT_OUTCOME_DUPLICATE:
		in.out.Duplicates++
	default:
		in.cancel(fmt.Errorf("store answered %s", got.GetOutcome()))
	}
}

// refuse counts an article that cannot be taken. The first of a stream are told,
// also in the log: nobody else may have a line about them.
func (in *intake) refuse(ctx context.Context, item item, err error) {
	text := oneLine(err)
	if f := new(fault.Error); errors.As(err, &f) {
		text = f.Message
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	in.out.Refused++
	if in.out.GetRefused() <= maxFailures {
		in.log.Warn("article refused", zap.String(logging.KeyPlace, fmt.Sprintf("message %d of the stream: %s", item.index+1, clipped(item.reference))),
			logging.CorrelationID(correlation.ID(ctx)), logging.Error(err))
	}
	if len(in.out.Failures) < 2*maxFailures {
		in.out.Failures = append(in.out.Failures, &ingestv1.SubmitFailure{Index: item.index, Reference: item.reference, Message: text})
	}
}

// longestReference is how many bytes of a reference are logged.
const longestReference = 256

func clipped(reference string) string {
	return strings.ToValidUTF8(reference[:min(len(reference), longestReference)], "")
}

// answer is the count, with the first refusals in the order of the stream.
func (in *intake) answer() *ingestv1.SubmitArticlesResponse {
	in.mu.Lock()
	defer in.mu.Unlock()
	slices.SortFunc(in.out.Failures, func(a, b *ingestv1.SubmitFailure) int { return int(a.GetIndex()) - int(b.GetIndex()) })
	in.out.Failures = in.out.Failures[:min(len(in.out.Failures), maxFailures)]
	return &in.out
}

// oneLine puts several errors into one line.
func oneLine(err error) string { return strings.ReplaceAll(err.Error(), "\n", "; ") }
