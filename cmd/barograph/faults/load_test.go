package faults_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/run"
)

const (
	callLimit  = 10 * time.Second       // of one call
	callPause  = 200 * time.Millisecond // before it is tried again
	submitters = 4
	breath     = 300 * time.Millisecond // of a submitter between two articles
)

// promise is what an answer promised: that this message is in the stream of articles.
type promise struct {
	id   string // of the message
	text string // of the article; empty: it is a retraction
}

// load submits articles all the time, each by one submitter: in which order its
// revisions are stored is known. A call without an answer is made again, as every
// client is told to.
type load struct {
	clients *client.Set
	conn    *bus.Conn
	began   time.Time

	gate sync.RWMutex // held by each call until it has its answer

	mu         sync.Mutex
	next       int
	promises   []promise
	duplicates int             // exact ones, of which nothing is stored
	poison     map[string]bool // "stream:sequence"
	unknown    int             // calls without an answer
	told       int             // of these, those with a word about when to try again
	wrong      []string        // answers that cannot be
}

func newLoad(c *cluster) *load {
	return &load{clients: c.clients, conn: c.conn, began: time.Now().Truncate(time.Second), poison: map[string]bool{}}
}

// run submits until ctx ends; every call has its answer then.
func (l *load) run(ctx context.Context) {
	var wait sync.WaitGroup
	for range submitters {
		wait.Go(func() {
			for run.Wait(ctx, breath) {
				l.write(ctx, l.number())
			}
		})
	}
	wait.Wait()
}

// hold stops the load between two calls, so that what is promised stays as it is.
func (l *load) hold() { l.gate.Lock() }

// release lets it go on.
func (l *load) release() { l.gate.Unlock() }

func (l *load) number() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.next++
	return l.next - 1
}

// call makes a call until it has an answer, which it reports with whether an
// answer was lost before.
func (l *load) call(ctx context.Context, what string, call func(ctx context.Context) error) (lost, ok bool) {
	ctx = context.WithoutCancel(ctx) // whoever asked wants to know
	for deadline := time.Now().Add(patience); ; {
		own, cancel := context.WithTimeout(ctx, callLimit)
		err := call(own)
		cancel()
		switch status.Code(err) {
		case codes.OK:
			return lost, true
		case codes.Unavailable, codes.DeadlineExceeded, codes.ResourceExhausted:
			if time.Now().Before(deadline) {
				lost = true
				l.note(func() {
					l.unknown++
					if toldWhen(err) {
						l.told++
					}
				})
				run.Wait(ctx, callPause)
				continue
			}
		}
		l.complain("%s: %v", what, err)
		return lost, false
	}
}

func (l *load) complain(format string, args ...any) {
	l.note(func() { l.wrong = append(l.wrong, fmt.Sprintf(format, args...)) })
}

func (l *load) promise(p promise) { l.note(func() { l.promises = append(l.promises, p) }) }

func (l *load) note(what func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	what()
}

// toldWhen tells whether a refusal says when to try again.
func toldWhen(err error) bool {
	return slices.ContainsFunc(status.Convert(err).Details(), func(detail any) bool {
		info, ok := detail.(*errdetails.RetryInfo)
		return ok && info.GetRetryDelay().AsDuration() > 0
	})
}

// count is how much came of the load so far.
type count struct{ promises, unknown, told int }

func (l *load) count() (n count) {
	l.note(func() { n = count{len(l.promises), l.unknown, l.told} })
	return n
}
