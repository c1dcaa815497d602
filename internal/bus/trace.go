package bus

import (
	"context"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"

	"github.com/barograph/barograph/internal/tracing"
	"github.com/barograph/barograph/proto/subject"
)

// mostLinked is how many messages of a batch its span is linked to.
const mostLinked = 100

// spans makes the spans of messages. Their names and attributes are those of
// OpenTelemetry for messaging, beside some of ours.
// https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/
type spans struct{ *tracing.Provider }

// publishing begins the span of a publish, every attempt included. The message
// carries its context.
func (s spans) publishing(ctx context.Context, m Message) (context.Context, trace.Span) {
	if !s.On() {
		return ctx, noop.Span{}
	}
	name := "publish"
	if p, err := subject.Parse(m.Subject); err == nil {
		name += " " + string(p.Kind) // the whole subject names a source or an article
	}
	return s.Start(ctx, name, trace.WithSpanKind(trace.SpanKindProducer), trace.WithAttributes(
		attribute.String("messaging.system", "nats"), attribute.String("messaging.operation.type", "send"),
		attribute.String("messaging.operation.name", "publish"), attribute.String("messaging.destination.name", m.Subject),
		attribute.String("messaging.message.id", m.MsgID), attribute.Int("messaging.message.body.size", len(m.Data)),
	))
}

func (s spans) published(span trace.Span, ack PubAck, err error) {
	if !s.On() {
		return
	}
	if err == nil {
		span.SetAttributes(attribute.String("barograph.stream", ack.Stream), sequence(ack.Seq), attribute.Bool("barograph.duplicate", ack.Duplicate))
	}
	tracing.Fail(span, err, "not stored")
	span.End()
}

// processing begins the span of handling a message: in the trace of the message,
// or where it is handled again, in a trace of its own.
func (s spans) processing(ctx context.Context, msg Msg, apart bool) (context.Context, trace.Span) {
	if !s.On() {
		return ctx, noop.Span{}
	}
	if apart || msg.Header.Get(subject.HeaderRedrives) != "" {
		ctx = tracing.Apart(ctx)
	}
	return s.Start(ctx, "process "+msg.Stream, trace.WithSpanKind(trace.SpanKindConsumer), trace.WithAttributes(attributesOf(msg)...))
}

// Together begins the span of work on messages together. It belongs to the trace
// of the first message that is traced, and is linked to the others: so an article
// that comes alone is one trace from its entrance to the assessments. No span is
// made where no message is traced, or by a nil provider. end ends it.
func Together(ctx context.Context, by *tracing.Provider, name string, msgs []Msg) (work context.Context, end func()) {
	ctx, first := spans{by}.together(ctx, name, msgs)
	if first < 0 {
		return ctx, func() {}
	}
	return ctx, func() { trace.SpanFromContext(ctx).End() }
}

// together begins such a span and gives the index of the message in whose trace
// it is, -1 where it began none.
func (s spans) together(ctx context.Context, name string, msgs []Msg) (context.Context, int) {
	first, links := -1, []trace.Link(nil)
	for i := 0; s.On() && i < len(msgs); i++ {
		remote := trace.SpanContextFromContext(msgs[i].Context(ctx))
		switch {
		case !remote.IsSampled():
		case first < 0:
			first = i
		case len(links) < mostLinked:
			links = append(links, trace.Link{SpanContext: remote})
		}
	}
	if first < 0 {
		return ctx, first
	}
	own, _ := s.Start(msgs[first].Context(ctx), name, trace.WithSpanKind(trace.SpanKindConsumer), trace.WithLinks(links...),
		trace.WithAttributes(append(attributesOf(msgs[first]), attribute.Int("messaging.batch.message_count", len(msgs)))...))
	return own, first
}

// batch begins the span of handling messages together, and for each other message
// that is traced, one in its own trace that is linked to it. each is the context
// of one message; end ends all spans.
func (s spans) batch(ctx context.Context, msgs []Msg) (batch context.Context, each func(int) context.Context, end func()) {
	own, first := s.together(ctx, "process "+msgs[0].Stream, msgs)
	if first < 0 {
		return ctx, func(i int) context.Context { return msgs[i].Context(ctx) }, func() {}
	}
	link := trace.WithLinks(trace.Link{SpanContext: trace.SpanContextFromContext(own)})
	begun := make([]context.Context, len(msgs))
	for i := range msgs {
		begun[i] = msgs[i].Context(ctx)
		if i == first {
			begun[i] = own
		} else if trace.SpanContextFromContext(begun[i]).IsSampled() {
			begun[i], _ = s.Start(begun[i], "process "+msgs[i].Stream, trace.WithSpanKind(trace.SpanKindConsumer), link,
				trace.WithAttributes(attributesOf(msgs[i])...))
		}
	}
	return trace.ContextWithSpan(ctx, trace.SpanFromContext(own)), func(i int) context.Context { return begun[i] }, func() {
		for _, ctx := range begun {
			trace.SpanFromContext(ctx).End()
		}
	}
}

// attributesOf are the attributes of one message.
func attributesOf(msg Msg) []attribute.KeyValue {
	return []attribute.KeyValue{
		attribute.String("messaging.system", "nats"), attribute.String("messaging.operation.type", "process"),
		attribute.String("messaging.operation.name", "process"), attribute.String("messaging.destination.name", msg.Subject),
		attribute.String("messaging.consumer.group.name", msg.Consumer), attribute.String("messaging.message.id", msg.MsgID),
		attribute.Int("messaging.message.body.size", len(msg.Data)), attribute.String("barograph.stream", msg.Stream), sequence(msg.Seq),
		attribute.Int64("barograph.num_delivered", int64(msg.Delivered)), //nolint:gosec // far below
	}
}

func sequence(seq uint64) attribute.KeyValue {
	return attribute.Int64("barograph.stream_seq", int64(seq)) //nolint:gosec // NATS would need ages to get there
}

// settled notes what became of a message.
func (s spans) settled(ctx context.Context, o Outcome) {
	if !s.On() {
		return
	}
	span := trace.SpanFromContext(ctx)
	span.SetAttributes(attribute.String("barograph.outcome", o.verdict.String()))
	switch o.verdict {
	case verdictReject:
		span.SetStatus(codes.Error, o.reason)
	case verdictRetry:
		span.SetStatus(codes.Error, "retry")
	}
}
