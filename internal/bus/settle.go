package bus

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"github.com/barograph/barograph/internal/correlation"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/proto/subject"
)

// exhausted rejects a message that has had its attempts.
func exhausted(msg Msg, last error) Outcome {
	err := fmt.Errorf("gave up after %d deliveries", msg.Delivered)
	if last != nil {
		err = fmt.Errorf("%w: %w", err, last)
	}
	return Reject(ReasonExhausted, err)
}

// settle tells the server what became of a message and logs one line about it.
// A message that is to be rejected but cannot be stored as a dead letter is
// retried: it is never dropped.
func (s *session) settle(ctx context.Context, raw jetstream.Msg, msg Msg, o Outcome, start time.Time, noted ...zap.Field) {
	if o.verdict == verdictRetry && msg.Delivered >= uint64(s.attempts) {
		o = exhausted(msg, o.err)
	}
	level := zapcore.InfoLevel
	var (
		extra []zap.Field
		err   error
	)
	if o.verdict == verdictReject {
		level = zapcore.ErrorLevel
		extra = append(extra, logging.Reason(o.reason))
		if err := s.bury(ctx, msg, o); err != nil {
			o = Retry(o.after, fmt.Errorf("store dead letter for %q: %w", o.reason, err))
		}
	}
	switch o.verdict {
	case verdictAck:
		err = raw.Ack()
	case verdictReject:
		s.conn.metrics.buried.WithLabelValues(s.cfg.Stream, s.cfg.Durable, o.reason).Inc()
		err = raw.TermWithReason(o.reason)
	default:
		level = max(level, zapcore.WarnLevel)
		delay := s.delay(o.after, msg.Delivered)
		extra = append(extra, logging.RetryAfter(delay))
		err = raw.NakWithDelay(delay)
	}
	if err != nil { // not told: the server delivers the message again
		level = max(level, zapcore.WarnLevel)
		err = fmt.Errorf("settle message: %w", err)
	}
	s.traces.settled(ctx, o)
	s.conn.metrics.handle(s.cfg.Stream, s.cfg.Durable, o.verdict, time.Since(start))
	if entry := s.log.Check(level, "message handled"); entry != nil {
		entry.Write(slices.Concat(extra, fields(ctx, msg, o, err, time.Since(start)), noted)...)
	}
}

func fields(ctx context.Context, msg Msg, o Outcome, err error, took time.Duration) []zap.Field {
	if o.err != nil {
		err = joinNonNil(o.err, err)
	}
	return []zap.Field{
		logging.Outcome(o.verdict.String()), logging.EventID(msg.MsgID), logging.Subject(msg.Subject),
		logging.StreamSeq(msg.Seq), logging.NumDelivered(msg.Delivered), logging.Duration(took),
		logging.CorrelationID(correlation.ID(ctx)),
		logging.TraceID(correlation.TraceID(ctx)), logging.SpanID(correlation.SpanID(ctx)), logging.Error(err),
	}
}

func joinNonNil(a, b error) error {
	if b == nil {
		return a
	}
	return fmt.Errorf("%w; %w", a, b)
}

// delay grows with each delivery, with jitter.
func (s *session) delay(after time.Duration, delivered uint64) time.Duration {
	if after <= 0 {
		after = s.cfg.RetryAfter
	}
	for n := uint64(1); n < delivered && after < longestRetry; n++ {
		after *= 2
	}
	return jitter(min(after, longestRetry))
}

// bury stores the whole message with the reason as a dead letter.
func (s *session) bury(ctx context.Context, msg Msg, o Outcome) error {
	letter := Message{
		Subject: subject.DeadLetter(s.conn.service, o.reason),
		MsgID:   subject.DeadLetterMsgID(msg.Stream, msg.Seq),
		Data:    msg.Data, Header: deadLetterHeader(s.conn.service, msg, o, time.Now()),
	}
	_, err := s.publisher.Publish(ctx, letter)
	if err == nil || !isTooLarge(err) {
		return err
	}
	letter.Data = nil
	letter.Header[subject.HeaderDeadLetterTruncated] = []string{"true"}
	_, err = s.publisher.Publish(ctx, letter)
	return err
}

const maxErrorText = 2 * kib

// deadLetterHeader is the header of msg, its id under another name, and what
// happened to it.
func deadLetterHeader(service string, msg Msg, o Outcome, now time.Time) map[string][]string {
	h := make(map[string][]string, len(msg.Header)+10)
	for key, values := range msg.Header {
		// The server's own headers, the message id among them, would be obeyed
		// when the letter is published.
		if !strings.HasPrefix(key, "Nats-") {
			h[key] = values
		}
	}
	text := ""
	if o.err != nil {
		text = o.err.Error()
	}
	for key, value := range map[string]string{
		subject.HeaderDeadLetterStream:     msg.Stream,
		subject.HeaderDeadLetterSeq:        fmt.Sprint(msg.Seq),
		subject.HeaderDeadLetterSubject:    msg.Subject,
		subject.HeaderDeadLetterMsgID:      msg.MsgID,
		subject.HeaderDeadLetterConsumer:   msg.Consumer,
		subject.HeaderDeadLetterService:    service,
		subject.HeaderDeadLetterReason:     o.reason,
		subject.HeaderDeadLetterError:      oneLine(text),
		subject.HeaderDeadLetterDeliveries: fmt.Sprint(msg.Delivered),
		subject.HeaderDeadLetterTime:       now.UTC().Format(time.RFC3339),
	} {
		h[key] = []string{value}
	}
	return h
}

// oneLine makes any text fit for a header.
func oneLine(text string) string {
	text = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, text)
	if len(text) > maxErrorText {
		text = strings.ToValidUTF8(text[:maxErrorText], "")
	}
	return strings.TrimSpace(text)
}
