package bus

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/telemetry"
)

// lagTimeout is how long one reading of the metrics waits for the server.
const lagTimeout = 2 * time.Second

// metrics are what a connection counts. The labels stream and consumer are names
// of the topology.
type metrics struct {
	published *prometheus.CounterVec
	storing   prometheus.Histogram
	handled   *prometheus.CounterVec
	handling  *prometheus.HistogramVec
	forbidden *prometheus.CounterVec
	buried    *prometheus.CounterVec
	lag       *lag
}

func newMetrics(c *Conn) *metrics {
	const subsystem = "bus"
	m := &metrics{
		published: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: telemetry.Namespace, Subsystem: subsystem, Name: "publishes_total",
			Help: "messages published, by outcome: stored, duplicate, conflict, refused, full (no room), or failed (no answer in time)",
		}, []string{"outcome"}),
		storing: prometheus.NewHistogram(prometheus.HistogramOpts{
			Namespace: telemetry.Namespace, Subsystem: subsystem, Name: "publish_duration_seconds",
			Help:    "how long a message took to be stored or given up, every attempt included; batches not counted",
			Buckets: telemetry.CallBuckets(),
		}),
		handled: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: telemetry.Namespace, Subsystem: subsystem, Name: "messages_handled_total",
			Help: "deliveries that were handled, by outcome: ack, retry or reject (to the dead letters)",
		}, []string{"stream", "consumer", "outcome"}),
		handling: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Namespace: telemetry.Namespace, Subsystem: subsystem, Name: "message_duration_seconds",
			Help:    "how long a delivery took to be handled",
			Buckets: telemetry.CallBuckets(),
		}, []string{"stream", "consumer"}),
		forbidden: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: telemetry.Namespace, Subsystem: subsystem, Name: "forbidden_total",
			Help: "what the permissions of the service's user on NATS did not allow, by operation: publish or subscribe",
		}, []string{"operation"}),
		buried: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: telemetry.Namespace, Subsystem: subsystem, Name: "dead_letters_total",
			Help: "messages that were given up and stored as dead letters, by reason",
		}, []string{"stream", "consumer", "reason"}),
		lag: newLag(c),
	}
	for _, operation := range []string{operationPublish, operationSubscribe} {
		m.forbidden.WithLabelValues(operation) // shown as 0, so that the first one is a rise
	}
	return m
}

func (m *metrics) register(to telemetry.Registerer) error {
	return telemetry.Register(to, m.published, m.storing, m.handled, m.handling, m.forbidden, m.buried, m.lag)
}

// publish counts what became of a message.
func (m *metrics) publish(ack PubAck, err error) {
	outcome := "failed"
	switch {
	case err == nil && ack.Duplicate:
		outcome = "duplicate"
	case err == nil:
		outcome = "stored"
	case errors.Is(err, fault.ErrConflict):
		outcome = "conflict"
	case errors.Is(err, fault.ErrInvalid):
		outcome = "refused"
	case errors.Is(err, fault.ErrExhausted):
		outcome = "full"
	}
	m.published.WithLabelValues(outcome).Inc()
}

func (m *metrics) handle(stream, consumer string, v verdict, took time.Duration) {
	m.handled.WithLabelValues(stream, consumer, v.String()).Inc()
	m.handling.WithLabelValues(stream, consumer).Observe(took.Seconds())
}

// lag asks the server, when metrics are read, whether it is there and how far
// behind the consumers of the connection are.
type lag struct {
	conn               *Conn
	connected, waiting *prometheus.Desc
	reconnects         *prometheus.Desc

	mu        sync.Mutex
	consumers map[[2]string]bool // stream and durable
}

func newLag(c *Conn) *lag {
	return &lag{
		conn:      c,
		connected: prometheus.NewDesc(prometheus.BuildFQName(telemetry.Namespace, "bus", "connected"), "1 while there is a connection to NATS, else 0", nil, nil),
		waiting: prometheus.NewDesc(prometheus.BuildFQName(telemetry.Namespace, "bus", "messages_waiting"),
			"messages of the stream that the consumer has not settled, over all its processes; missing while the server cannot be asked",
			[]string{"stream", "consumer"}, nil),
		reconnects: prometheus.NewDesc(prometheus.BuildFQName(telemetry.Namespace, "bus", "reconnects_total"), "how often the connection to NATS was lost and made again", nil, nil),
		consumers:  map[[2]string]bool{},
	}
}

func (l *lag) add(stream, durable string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.consumers[[2]string{stream, durable}] = true
}

// Describe describes the metrics.
func (l *lag) Describe(out chan<- *prometheus.Desc) {
	out <- l.connected
	out <- l.waiting
	out <- l.reconnects
}

// Collect asks the server.
func (l *lag) Collect(out chan<- prometheus.Metric) {
	//house:allow background: the interface of collectors has no context
	ctx, cancel := context.WithTimeout(context.Background(), lagTimeout)
	defer cancel()
	connected := 0.0
	if l.conn.connected() == nil {
		connected = 1
	}
	out <- prometheus.MustNewConstMetric(l.connected, prometheus.GaugeValue, connected)
	out <- prometheus.MustNewConstMetric(l.reconnects, prometheus.CounterValue, float64(l.conn.nc.Stats().Reconnects))
	for _, names := range l.known() {
		if progress, err := l.conn.Progress(ctx, names[0], names[1]); err == nil {
			out <- prometheus.MustNewConstMetric(l.waiting, prometheus.GaugeValue, float64(progress.Waiting), names[0], names[1])
		}
	}
}

func (l *lag) known() [][2]string {
	l.mu.Lock()
	defer l.mu.Unlock()
	all := make([][2]string, 0, len(l.consumers))
	for names := range l.consumers {
		all = append(all, names)
	}
	return all
}
