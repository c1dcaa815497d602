package tracing

import (
	"context"
	"sync/atomic"

	"github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/telemetry"
)

// queue lets spans through to the processor that sends them, so many at a time:
// the processor itself drops in silence. It is also the exporter behind it, which
// hides failures from the processor, whose complaints would go to a global handler.
type queue struct {
	next    sdktrace.SpanProcessor
	send    sdktrace.SpanExporter
	log     *zap.Logger
	waiting atomic.Int64
	down    atomic.Bool // the last message was not taken
	full    atomic.Bool // a span was dropped, and none was sent since

	exported, dropped, failed prometheus.Counter
}

func newQueue(to telemetry.Registerer, log *zap.Logger) (*queue, error) {
	spans := prometheus.NewCounterVec(prometheus.CounterOpts{
		Namespace: telemetry.Namespace, Subsystem: "tracing", Name: "spans_total",
		Help: "spans of traces, by outcome: exported, dropped (no room to wait for the collector), or failed (the collector did not take them)",
	}, []string{"outcome"})
	q := &queue{
		log: log, exported: spans.WithLabelValues("exported"), dropped: spans.WithLabelValues("dropped"), failed: spans.WithLabelValues("failed"),
	}
	return q, telemetry.Register(to, spans)
}

// exporter puts the queue around what sends.
func (q *queue) exporter(ctx context.Context, client otlptrace.Client) (sdktrace.SpanExporter, error) {
	var err error
	q.send, err = otlptrace.New(ctx, client)
	return sender{q}, err
}

// OnStart is part of a processor.
func (q *queue) OnStart(ctx context.Context, span sdktrace.ReadWriteSpan) { q.next.OnStart(ctx, span) }

// OnEnd lets a span wait to be sent, or drops it. It never blocks.
func (q *queue) OnEnd(span sdktrace.ReadOnlySpan) {
	if !span.SpanContext().IsSampled() {
		return
	}
	if q.waiting.Add(1) > mostWaiting {
		q.waiting.Add(-1)
		q.dropped.Inc()
		if !q.full.Swap(true) {
			q.log.Warn("spans are dropped: the collector takes fewer than are made")
		}
		return
	}
	q.next.OnEnd(span)
}

// Shutdown sends what waits.
func (q *queue) Shutdown(ctx context.Context) error { return q.next.Shutdown(ctx) }

// ForceFlush sends what waits.
func (q *queue) ForceFlush(ctx context.Context) error { return q.next.ForceFlush(ctx) }

// sender is the exporter side of a queue.
type sender struct{ *queue }

// ExportSpans sends spans. That it failed is counted, and logged once until it
// succeeds again.
func (s sender) ExportSpans(ctx context.Context, spans []sdktrace.ReadOnlySpan) error {
	defer s.waiting.Add(-int64(len(spans)))
	if err := s.send.ExportSpans(ctx, spans); err != nil {
		s.failed.Add(float64(len(spans)))
		if !s.down.Swap(true) {
			s.log.Warn("traces are not taken by the collector; told again when they are", logging.Error(err))
		}
		return nil
	}
	s.exported.Add(float64(len(spans)))
	s.full.Store(false)
	if s.down.Swap(false) {
		s.log.Info("traces are taken by the collector again")
	}
	return nil
}

// Shutdown lets go of the exporter.
func (s sender) Shutdown(ctx context.Context) error { return s.send.Shutdown(ctx) }
