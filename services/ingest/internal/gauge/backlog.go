package gauge

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/barograph/barograph/internal/telemetry"
	"github.com/barograph/barograph/proto/subject"
)

// Queue tells what a consumer has not settled; see bus.Conn.Backlog.
type Queue interface {
	Backlog(ctx context.Context, stream, durable string) (waiting uint64, oldest time.Time, err error)
}

// Backlog asks the server, when metrics are read, what waits to be tagged. It is
// told here, so that it is seen also while nothing tags.
type Backlog struct {
	queue           Queue
	waiting, oldest *prometheus.Desc
}

// NewBacklog makes the gauges.
func NewBacklog(queue Queue) *Backlog {
	name := func(n string) string { return prometheus.BuildFQName(telemetry.Namespace, "articles", n) }
	return &Backlog{
		queue:   queue,
		waiting: prometheus.NewDesc(name("waiting"), "articles, corrections and retractions that are stored and not tagged yet; missing while the server cannot be asked", nil, nil),
		oldest:  prometheus.NewDesc(name("oldest_waiting_timestamp_seconds"), "when the oldest of them was stored, in Unix seconds; missing while nothing waits", nil, nil),
	}
}

// Describe describes the gauges.
func (b *Backlog) Describe(out chan<- *prometheus.Desc) {
	out <- b.waiting
	out <- b.oldest
}

// Collect asks the server.
func (b *Backlog) Collect(out chan<- prometheus.Metric) {
	//house:allow background: the interface of collectors has no context
	ctx, cancel := context.WithTimeout(context.Background(), lookTimeout)
	defer cancel()
	waiting, oldest, err := b.queue.Backlog(ctx, subject.StreamArticles, subject.DurableTagger)
	if err != nil {
		return
	}
	out <- prometheus.MustNewConstMetric(b.waiting, prometheus.GaugeValue, float64(waiting))
	if !oldest.IsZero() {
		out <- prometheus.MustNewConstMetric(b.oldest, prometheus.GaugeValue, float64(oldest.UnixMilli())/1000)
	}
}
