package worker

import (
	"context"
	"sync"
	"time"

	"github.com/barograph/barograph/internal/bus"
)

// followPatience is how long Handle waits for what Follow reads anyway.
const followPatience = time.Second

// Handle settles a batch of the ledger's messages for all replicas, each of which
// reads all of them by Follow: it says what becomes of each. They are acknowledged
// after everything that follows from them is stored, whoever does that, or none.
// Where Follow is behind, or does not run, it merges them. It is a
// bus.BatchHandler.
func (w *Worker) Handle(ctx context.Context, msgs []bus.Msg) []bus.Outcome {
	outcomes := make([]bus.Outcome, len(msgs))
	last := uint64(0)
	for _, msg := range msgs {
		last = max(last, msg.Seq)
	}
	w.reading.await(ctx, last)
	merged, err := w.settle(ctx, msgs, outcomes)
	if err == nil {
		err = w.awaitOthers(ctx, last)
	}
	outcome := bus.Ack()
	if err != nil {
		outcome = bus.Retry(0, err)
	}
	for _, i := range merged {
		outcomes[i] = outcome
	}
	return outcomes
}

// awaitOthers waits until all replicas have published what follows from the ledger
// up to a sequence. A replica that stops does not wait: the others read it as well.
func (w *Worker) awaitOthers(ctx context.Context, sequence uint64) error {
	waiting, cancel := context.WithCancel(ctx)
	defer cancel()
	stopped := w.reading.stopped()
	go func() {
		select {
		case <-stopped:
			cancel()
		case <-waiting.Done():
		}
	}()
	err := w.Board.AwaitPublished(waiting, sequence)
	select {
	case <-stopped:
		return nil
	default:
		return err
	}
}

// settle merges what is not merged, publishes what this replica owns of what
// changed, and returns the indexes of the messages that are good.
func (w *Worker) settle(ctx context.Context, msgs []bus.Msg, outcomes []bus.Outcome) (merged []int, err error) {
	all := make([]int, len(msgs))
	for i := range msgs {
		all[i] = i
	}
	if err := w.enter(ctx); err != nil {
		return all, err
	}
	defer w.leave()
	if err := w.fill(ctx, msgs); err != nil {
		return all, err
	}
	for i, msg := range msgs {
		if err := w.take(msg); err != nil {
			outcomes[i] = bus.Reject(reasonOf(err), err)
			continue
		}
		merged = append(merged, i)
	}
	return merged, w.publishDirty(ctx)
}

// take merges a message unless that was done.
func (w *Worker) take(msg bus.Msg) error {
	if msg.Seq <= w.reading.position() {
		return w.skipped[msg.Seq]
	}
	err := w.merge(msg)
	w.reading.reached(msg.Seq)
	return err
}

// enter waits for the turn of whoever calls, and leave gives it on.
func (w *Worker) enter(ctx context.Context) error {
	select {
	case w.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (w *Worker) leave() { <-w.turn }

// reading is how far the ledger is read.
type reading struct {
	mu       sync.Mutex
	stop     <-chan struct{} // closed when who follows it all the time is to stop; nil: nobody does
	sequence uint64
	end      uint64        // of the ledger when a message was received last
	moved    chan struct{} // closed and replaced when sequence rises
}

func (r *reading) position() uint64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.sequence
}

func (r *reading) reached(sequence uint64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if sequence > r.sequence {
		r.sequence = sequence
		close(r.moved)
		r.moved = make(chan struct{})
	}
}

// received notes a message that is to be read, with how many there are behind it.
func (r *reading) received(msg bus.Msg) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.end = msg.Seq + msg.Pending
}

// Behind is how many messages of the ledger are still to be read, as of the last
// one that came.
func (w *Worker) Behind() uint64 {
	w.reading.mu.Lock()
	defer w.reading.mu.Unlock()
	return max(w.reading.end, w.reading.sequence) - w.reading.sequence
}

// anew says that the ledger is another one, of which nothing is read.
func (r *reading) anew() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.sequence = 0
}

// follow says that the ledger is followed until a channel is closed.
func (r *reading) follow(stop <-chan struct{}) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.stop = stop
}

// stopped is closed when who follows is to stop; nil while nobody does.
func (r *reading) stopped() <-chan struct{} {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.stop
}

// await waits a while until the one who follows has read a sequence, or stops.
func (r *reading) await(ctx context.Context, sequence uint64) {
	timer := time.NewTimer(followPatience)
	defer timer.Stop()
	for {
		r.mu.Lock()
		done, moved, stop := r.stop == nil || r.sequence >= sequence, r.moved, r.stop
		r.mu.Unlock()
		if done {
			return
		}
		select {
		case <-moved:
		case <-stop: // who follows reads no further
			return
		case <-timer.C:
			return
		case <-ctx.Done():
			return
		}
	}
}
