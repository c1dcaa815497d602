package rpc

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/barograph/barograph/internal/telemetry"
)

// metrics count the calls of a server. The label grpc_method is one of the
// methods that the server registered, since others never get here.
type metrics struct {
	handled  *prometheus.CounterVec
	duration *prometheus.HistogramVec
	inFlight *prometheus.GaugeVec
	ready    *prometheus.GaugeVec
}

func newMetrics(to telemetry.Registerer) (*metrics, error) {
	const subsystem = "rpc"
	m := &metrics{
		handled: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: telemetry.Namespace, Subsystem: subsystem, Name: "handled_total", Help: "calls that were answered, by status code",
		}, []string{"grpc_method", "grpc_code"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Namespace: telemetry.Namespace, Subsystem: subsystem, Name: "duration_seconds", Help: "how long a call took; a stream, how long it was open",
			Buckets: telemetry.CallBuckets(),
		}, []string{"grpc_method"}),
		inFlight: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Namespace: telemetry.Namespace, Subsystem: subsystem, Name: "in_flight", Help: "calls that are being answered, open streams included",
		}, []string{"grpc_method"}),
		ready: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Namespace: telemetry.Namespace, Name: "ready", Help: "1 while a condition of readiness holds, else 0, by condition; no calls are sent to a process with a 0",
		}, []string{"check"}),
	}
	return m, telemetry.Register(to, m.handled, m.duration, m.inFlight, m.ready)
}

// checked notes whether a condition of readiness holds.
func (m *metrics) checked(name string, err error) {
	holds := 1.0
	if err != nil {
		holds = 0
	}
	m.ready.WithLabelValues(name).Set(holds)
}

// measured counts each call by what the caller gets.
func measured(m *metrics) step {
	return func(ctx context.Context, c *call, next func(context.Context) error) error {
		start := time.Now()
		inFlight := m.inFlight.WithLabelValues(c.method)
		inFlight.Inc()
		defer inFlight.Dec()
		err := next(ctx)
		m.handled.WithLabelValues(c.method, Status(err).Code().String()).Inc()
		m.duration.WithLabelValues(c.method).Observe(time.Since(start).Seconds())
		return err
	}
}
