package bus

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/logging"
)

// ErrForbidden tells that the permissions of this user do not let it publish or
// subscribe. Somebody has to change them; nothing that is tried again helps.
var ErrForbidden = errors.New("forbidden by the permissions of this user on NATS")

// forbiddenShown is how long readiness tells of what was forbidden. What a
// service needs it tries again within that time.
const forbiddenShown = 30 * time.Second

// forbidden notes what the server forbids. It answers nobody who asks for what
// he may not have: it tells the connection, and who waits would wait in vain.
type forbidden struct {
	mu      sync.Mutex
	last    error // nil: nothing, or a new connection since
	since   time.Time
	waiting map[*forbiddenWait]struct{}
}

type forbiddenWait struct {
	subject string
	cancel  context.CancelCauseFunc
}

// note notes a refusal and ends the wait of those who published there.
func (f *forbidden) note(operation, subj string) error {
	err := fmt.Errorf("%w: %s %s", ErrForbidden, operation, subj)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.last, f.since = err, time.Now()
	for w := range f.waiting {
		if operation == operationPublish && w.subject == subj {
			w.cancel(err)
		}
	}
	return err
}

// watch gives a context that ends when publishing on a subject is forbidden.
func (f *forbidden) watch(ctx context.Context, subj string) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	w := &forbiddenWait{subject: subj, cancel: cancel}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.waiting == nil {
		f.waiting = map[*forbiddenWait]struct{}{}
	}
	f.waiting[w] = struct{}{}
	return ctx, func() {
		cancel(nil)
		f.mu.Lock()
		defer f.mu.Unlock()
		delete(f.waiting, w)
	}
}

// recent is what was forbidden last, unless that is long ago.
func (f *forbidden) recent() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.last == nil || time.Since(f.since) > forbiddenShown {
		return nil
	}
	return f.last
}

// clear forgets: a new connection may have other permissions.
func (f *forbidden) clear() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.last = nil
}

// What can be forbidden.
const (
	operationPublish   = "publish"
	operationSubscribe = "subscribe"
)

// violation matches the words of the server, which are part of its protocol.
var violation = regexp.MustCompile(`for (Publish|Subscription) to "(\S+)"`)

// reported takes what the connection reports outside of any call.
func (c *Conn) reported(sub *nats.Subscription, err error) {
	if errors.Is(err, nats.ErrPermissionViolation) {
		if match := violation.FindStringSubmatch(err.Error()); match != nil {
			operation := operationPublish
			if match[1] != "Publish" {
				operation = operationSubscribe
			}
			c.metrics.forbidden.WithLabelValues(operation).Inc()
			c.log.Error("not permitted on NATS", logging.Subject(match[2]), logging.Error(c.forbidden.note(operation, match[2])))
			return
		}
	}
	fields := []zap.Field{logging.Error(err)}
	if sub != nil {
		fields = append(fields, logging.Subject(sub.Subject))
	}
	c.log.Error("connection reported an error", fields...)
}

// notPermitted is what became of a message that this user may not publish.
func notPermitted(m Message, err error) error {
	return fault.Transient("PUBLISH_FORBIDDEN", "the service is not permitted to publish this; its operator has to change its permissions on NATS",
		fmt.Errorf("publish %s: %w", m.Subject, err))
}
