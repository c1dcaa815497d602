// Package delivery hands articles over to ingest until it has answered for every
// one of them. What is not answered for is kept and sent again when ingest has no
// room, is slow or away, after the time that it asks for: sending again is always
// right, since what is stored stays unchanged.
package delivery

import (
	"context"
	"math/rand/v2"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/internal/run"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

const (
	// So many articles or bytes are kept until ingest answers for them.
	maxKept      = 1000
	maxKeptBytes = 16 << 20
	// The first wait where ingest asks for none, and the longest.
	firstWait   = 500 * time.Millisecond
	longestWait = 30 * time.Second
)

// Deps is what a delivery works with.
type Deps struct {
	Ingest ingestv1.IngestServiceClient
	// Patience is for how long ingest may take nothing before the delivery ends
	// with its last error.
	Patience time.Duration
	// Waiting is told why, and how long, before articles are sent again.
	Waiting func(err error, after time.Duration)
	Now     func() time.Time
}

// Delivery is one row of articles. It is not for concurrent use.
type Delivery struct {
	Deps
	stream   ingestv1.IngestService_SubmitArticlesClient // nil: none is open
	cancel   context.CancelFunc                          // of the stream
	unopened error                                       // why none is
	kept     []*ingestv1.Submission                      // sent, and not answered for
	bytes    int
	total    ingestv1.SubmitArticlesResponse
	done     uint64 // articles that were answered for
	met      bool   // ingest was there once
}

// New begins a delivery.
func New(deps Deps) *Delivery { return &Delivery{Deps: deps, cancel: func() {}} }

// Add sends an article at once. It blocks while ingest takes nothing; the error
// is that it did not within the patience, or that it never will.
func (d *Delivery) Add(ctx context.Context, in *ingestv1.Submission) error {
	d.kept = append(d.kept, in)
	d.bytes += proto.Size(in)
	err := d.send(ctx, in)
	if len(d.kept) >= maxKept || d.bytes >= maxKeptBytes || err != nil {
		return d.settle(ctx)
	}
	return nil
}

// Close waits until every article is answered for and returns the answer for
// all; the indices of failures count the articles from 0 in the order of Add.
// After an error of Add, which is given, it only tells what was answered until
// then, and returns that error.
func (d *Delivery) Close(ctx context.Context, err error) (*ingestv1.SubmitArticlesResponse, error) {
	defer func() { d.cancel() }() // of the stream that is open then, if any
	if err == nil && len(d.kept) > 0 {
		err = d.settle(ctx)
	}
	return &d.total, err
}

// Flush waits until every article is answered for and returns the answer for all
// since the last Flush, in whose order its failures are counted. The delivery may
// go on.
func (d *Delivery) Flush(ctx context.Context) (*ingestv1.SubmitArticlesResponse, error) {
	_, err := d.Close(ctx, nil)
	if err != nil {
		return nil, err
	}
	answer := proto.CloneOf(&d.total)
	proto.Reset(&d.total)
	d.done = 0
	return answer, nil
}

// send sends on the stream that is open, or opens one. What the error is says
// the answer.
func (d *Delivery) send(ctx context.Context, in *ingestv1.Submission) error {
	if d.stream == nil {
		streaming, cancel := context.WithCancel(ctx)
		stream, err := d.Ingest.SubmitArticles(streaming)
		if err != nil {
			cancel()
			d.unopened = err
			return err
		}
		d.stream, d.cancel = stream, cancel
	}
	return d.stream.Send(&ingestv1.SubmitArticlesRequest{Submission: in})
}

// settle ends the stream, and begins others until all that is kept is answered
// for.
func (d *Delivery) settle(ctx context.Context) error {
	began, wait := d.Now(), firstWait
	for {
		answer, err := d.answer()
		if err == nil {
			d.take(answer)
			return nil
		}
		after := max(wait, client.RetryAfter(err))
		after += time.Duration(rand.Float64() * float64(after) / 4) // those who were sent away together come back apart
		if !d.met && client.Unreachable(err) {
			return err // nobody is there to wait for
		}
		d.met = true
		if !transient(err) || ctx.Err() != nil || d.Now().Sub(began)+after > d.Patience {
			return err
		}
		d.Waiting(err, after)
		if !run.Wait(ctx, after) {
			return ctx.Err()
		}
		wait = min(2*wait, longestWait)
		for _, in := range d.kept {
			if d.send(ctx, in) != nil {
				break
			}
		}
	}
}

// answer is that of the stream that is open, which is closed; or why there is
// none.
func (d *Delivery) answer() (*ingestv1.SubmitArticlesResponse, error) {
	if d.stream == nil {
		return nil, d.unopened
	}
	answer, err := d.stream.CloseAndRecv()
	d.cancel()
	d.stream = nil
	return answer, err
}

// take counts what was answered for.
func (d *Delivery) take(answer *ingestv1.SubmitArticlesResponse) {
	t := &d.total
	t.Accepted += answer.GetAccepted()
	t.Revised += answer.GetRevised()
	t.Unchanged += answer.GetUnchanged()
	t.Duplicates += answer.GetDuplicates()
	t.Refused += answer.GetRefused()
	for _, f := range answer.GetFailures() {
		f.Index += d.done
		t.Failures = append(t.Failures, f)
	}
	d.done += uint64(len(d.kept))
	d.kept, d.bytes, d.met = nil, 0, true
}

func transient(err error) bool {
	switch status.Code(err) {
	case codes.Unavailable, codes.ResourceExhausted, codes.Aborted, codes.DeadlineExceeded:
		return true
	}
	return false
}
