package bus

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/barograph/barograph/internal/fault"
)

// Reasons that this package gives for rejecting a message.
const (
	// ReasonPanic: the handler panicked.
	ReasonPanic = "panic"
	// ReasonExhausted: every attempt ended in Retry, or never ended at all.
	ReasonExhausted = "attempts_exhausted"
	// ReasonInvalid: the message itself is wrong.
	ReasonInvalid = "invalid"
)

// Outcome is what is to become of a message. The zero value is a retry, so that
// a forgotten outcome loses nothing.
type Outcome struct {
	verdict verdict
	after   time.Duration
	reason  string
	err     error
}

type verdict int

const (
	verdictRetry verdict = iota
	verdictAck
	verdictReject
)

func (v verdict) String() string {
	return [...]string{"retry", "ack", "reject"}[v]
}

// Ack says that the message and everything that follows from it is stored.
func Ack() Outcome { return Outcome{verdict: verdictAck} }

// Retry says that the message may succeed later. The first retry comes about
// after the given time (0: the consumer's own), each further one later, with
// jitter. On the last attempt it becomes Reject([ReasonExhausted]).
func Retry(after time.Duration, err error) Outcome {
	return Outcome{verdict: verdictRetry, after: after, err: err}
}

// Reject says that the message will never succeed: it goes to the dead letters
// with a reason (one word, for people and filters) and the error's text.
func Reject(reason string, err error) Outcome {
	if reason == "" {
		reason = ReasonInvalid
	}
	return Outcome{verdict: verdictReject, reason: reason, err: err}
}

// OutcomeOf maps an error: nil is Ack, fault.ErrInvalid is Reject with the
// fault's reason in lower case, everything else is Retry, also what is
// internal: attempts are limited, and a defect may be gone after a deployment.
func OutcomeOf(err error) Outcome {
	if err == nil {
		return Ack()
	}
	if errors.Is(err, fault.ErrInvalid) {
		reason := ReasonInvalid
		if f := new(fault.Error); errors.As(err, &f) && f.Reason != "" {
			reason = strings.ToLower(f.Reason)
		}
		return Reject(reason, err)
	}
	return Retry(0, err)
}

// Handler processes one message. Its context has a deadline, and the message's
// correlation id and trace; it does not end when the service is asked to stop,
// since what was begun shall be finished. What the handler adds by logging.Note
// stands in the line about the message: none of it may be text of an article.
type Handler func(ctx context.Context, msg Msg) Outcome

// BatchHandler processes messages together and returns one outcome for each, in
// their order. If it panics over several messages it is called again with each
// of them alone, so that only the culprit is rejected.
type BatchHandler func(ctx context.Context, msgs []Msg) []Outcome
