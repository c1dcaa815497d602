package worker

import (
	"context"
	"errors"
	"time"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/run"
	"github.com/barograph/barograph/proto/subject"
)

const (
	// checkPause is after how long without a message a look is taken whether there
	// is one: the copy of the stream that messages come from may lack it.
	checkPause = 3 * time.Second
	// mostHeld bounds the bytes of a batch.
	mostHeld = 8 << 20
	// lastWork is how long what was begun may go on after a stop.
	lastWork = 8 * time.Second
)

// Source follows a stream; see bus.Conn.Follow.
type Source interface {
	Follow(ctx context.Context, f bus.Follow) error
}

// Feed says from where and how the ledger is followed.
type Feed struct {
	Source Source
	// Limit is how many messages are taken together at most, and Wait how long a
	// batch waits for more after its first.
	Limit int
	Wait  time.Duration
}

// Follow takes what comes into the ledger, and publishes what this replica owns of
// what changed, until ctx ends; then it ends the batch that it has in hand.
func (w *Worker) Follow(ctx context.Context, f Feed) error {
	w.reading.follow(ctx.Done())
	queue := make(chan bus.Msg, 16)
	return run.Group(ctx,
		run.Task{Name: "ledger", Run: func(ctx context.Context) error {
			w.receive(ctx, f.Source, queue)
			return nil
		}},
		run.Task{Name: "fold", Run: func(ctx context.Context) error {
			w.fold(ctx, f, queue)
			return nil
		}},
	)
}

// receive puts what comes into the ledger into the queue, and begins again where it
// was when the connection was lost, or the server forgot the one who reads.
func (w *Worker) receive(ctx context.Context, from Source, queue chan<- bus.Msg) {
	for ctx.Err() == nil {
		after := w.reading.position()
		err := from.Follow(ctx, bus.Follow{
			Stream: subject.StreamLedger, After: &after,
			Each: func(msg bus.Msg) error {
				w.reading.received(msg)
				select {
				case queue <- msg:
					return nil
				case <-ctx.Done():
					return ctx.Err()
				}
			},
			Complete: func(uint64) error { return nil },
		})
		if ctx.Err() != nil {
			return
		}
		w.Log.Warn("ledger not followed, trying again", logging.Error(err))
		if errors.Is(err, fault.ErrNotFound) {
			err = w.readAnew(ctx)
		}
		if err != nil {
			run.Wait(ctx, retryPause)
		}
	}
}

// readAnew reads a ledger that has lost what was read of it, or is another one.
func (w *Worker) readAnew(ctx context.Context) error {
	if err := w.enter(ctx); err != nil {
		return err
	}
	defer w.leave()
	w.reading.anew()
	last, err := w.Reader.ReadAll(ctx, subject.StreamLedger, 1, func(msg bus.Msg) error {
		_ = w.merge(msg) // logged, and on its way to the dead letters
		w.reading.reached(msg.Seq)
		return nil
	})
	if err == nil {
		w.reading.reached(last) // of a ledger that was emptied no message tells where it ends
	}
	return err
}

// fold takes one batch after the other, and looks after what is to be published.
func (w *Worker) fold(ctx context.Context, f Feed, queue <-chan bus.Msg) {
	work, end := lasting(ctx, lastWork)
	defer end()
	check := time.NewTicker(checkPause)
	defer check.Stop()
	for again, failed := w.Members != nil, false; ctx.Err() == nil; { // once at the beginning, to hear who is there
		var batch []bus.Msg
		idle := false
		select {
		case msg := <-queue:
			batch = f.collect(ctx, msg, queue)
		case <-w.changed:
		case <-after(again):
		case <-check.C:
			idle = len(queue) == 0
		case <-ctx.Done():
			return
		}
		err := w.turnOf(work, batch, idle || failed)
		failed = err != nil
		if failed && work.Err() == nil {
			w.Log.Warn("assessments not published, trying again", logging.Error(err))
			run.Wait(ctx, retryPause)
		}
		again = failed || len(w.gained) > 0
		if len(batch) > 0 {
			check.Reset(checkPause)
		}
	}
}

// after is ready at once, or never.
func after(at bool) <-chan time.Time {
	if at {
		return time.After(0)
	}
	return nil
}

// turnOf takes a batch in, with what it may look for in the ledger behind it, and
// publishes. What cannot be read or published now stays for the next turn.
func (w *Worker) turnOf(ctx context.Context, batch []bus.Msg, look bool) error {
	if err := w.enter(ctx); err != nil {
		return err
	}
	defer w.leave()
	moved := w.members()
	err := w.fill(ctx, batch)
	if err == nil && (look || moved) {
		err = w.catchUp(ctx)
	}
	if err != nil {
		return err
	}
	ctx, end := bus.Together(ctx, w.Traces, "fold "+subject.StreamLedger, batch)
	defer end()
	for _, msg := range batch {
		_ = w.take(msg) // noted, and settled by Handle
	}
	if err := w.publishDirty(ctx); err != nil {
		return err
	}
	if len(w.gained) > 0 {
		return w.publishGained(ctx)
	}
	return nil
}

// collect is the next batch.
func (f Feed) collect(ctx context.Context, first bus.Msg, queue <-chan bus.Msg) []bus.Msg {
	batch, size := []bus.Msg{first}, len(first.Data)
	timer := time.NewTimer(f.Wait)
	defer timer.Stop()
	for len(batch) < f.Limit && size < mostHeld {
		select {
		case msg := <-queue:
			batch, size = append(batch, msg), size+len(msg.Data)
		case <-timer.C:
			return batch
		case <-ctx.Done():
			return batch
		}
	}
	return batch
}

// lasting is a context that goes on for a while after ctx has ended.
func lasting(ctx context.Context, grace time.Duration) (context.Context, context.CancelFunc) {
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		if run.Wait(work, grace) {
			cancel()
		}
	})
	return work, func() {
		stop()
		cancel()
	}
}
