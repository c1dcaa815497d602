package worker

import (
	"errors"
	"fmt"
	"runtime/debug"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/services/aggregate/internal/ledger"
)

// errPanic tells that code of ours panicked. Whatever it was about is left out: it
// would panic again at the next try, and at every start.
var errPanic = errors.New("panic")

// guarded turns a panic into an error, and logs it with what it was about.
func (w *Worker) guarded(try func() error, about ...zap.Field) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("%w: %w", errPanic, fault.Panicked(v))
			w.Log.Error("left out what made this program panic", append(about, logging.Error(err), logging.Stack(debug.Stack()))...)
		}
	}()
	return try()
}

// merge takes a message into the board, or skips it there: the ledger is read
// again at every start, and says then what it says now.
func (w *Worker) merge(msg bus.Msg) error {
	var (
		touched ledger.Touched
		fact    ledger.Fact
	)
	err := w.guarded(func() (err error) {
		if fact, err = w.decode(msg); err == nil {
			touched = w.Merge(fact)
		}
		return err
	}, logging.Subject(msg.Subject), logging.StreamSeq(msg.Seq))
	if err != nil {
		w.Board.Skip(msg.Seq)
		w.skipped[msg.Seq] = err
		return err
	}
	touched = w.owned(touched)
	w.note(touched)
	w.news.add(touched, fact, w.Board.Rebuilt())
	return nil
}

// reasonOf is why a message goes to the dead letters.
func reasonOf(err error) string {
	if errors.Is(err, errPanic) {
		return bus.ReasonPanic
	}
	return reasonInvalid
}
