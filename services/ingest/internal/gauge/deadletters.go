package gauge

import (
	"context"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/barograph/barograph/internal/telemetry"
	"github.com/barograph/barograph/proto/subject"
)

// lookTimeout is how long one reading of the metrics waits for the server.
const lookTimeout = 2 * time.Second

// Holdings tells what a stream holds; see bus.Conn.Holdings.
type Holdings interface {
	Holdings(ctx context.Context, stream string) (bySubject map[string]uint64, oldest time.Time, err error)
}

// DeadLetters asks the server, when metrics are read, what lies in the box of
// dead letters, and what the server itself reports as given up.
type DeadLetters struct {
	streams                 Holdings
	letters, oldest, advice *prometheus.Desc
}

// NewDeadLetters makes the gauges.
func NewDeadLetters(streams Holdings) *DeadLetters {
	name := func(n string) string { return prometheus.BuildFQName(telemetry.Namespace, "", n) }
	return &DeadLetters{
		streams: streams,
		letters: prometheus.NewDesc(name("dead_letters"), "messages that were given up and not sent again or discarded, by the service that gave up and by reason; missing while the server cannot be asked",
			[]string{"given_up_by", "reason"}, nil),
		oldest: prometheus.NewDesc(name("dead_letters_oldest_timestamp_seconds"), "when the oldest of them was given up, in seconds since 1970; missing when there is none", nil, nil),
		advice: prometheus.NewDesc(name("dead_letter_advisories"), "what NATS itself reported within seven days, by kind (max_deliveries: delivered too often without an answer; terminated: given up by a service) and by stream",
			[]string{"kind", "stream"}, nil),
	}
}

// Describe describes the gauges.
func (d *DeadLetters) Describe(out chan<- *prometheus.Desc) {
	out <- d.letters
	out <- d.oldest
	out <- d.advice
}

// Collect asks the server.
func (d *DeadLetters) Collect(out chan<- prometheus.Metric) {
	//house:allow background: the interface of collectors has no context
	ctx, cancel := context.WithTimeout(context.Background(), lookTimeout)
	defer cancel()
	if letters, oldest, err := d.streams.Holdings(ctx, subject.StreamDeadLetter); err == nil {
		d.collect(out, d.letters, letters, func(tokens []string) (string, string) {
			return tokens[len(tokens)-2], tokens[len(tokens)-1] // …deadletter.<service>.<reason>
		})
		if len(letters) > 0 {
			out <- prometheus.MustNewConstMetric(d.oldest, prometheus.GaugeValue, float64(oldest.UnixMilli())/1000)
		}
	}
	if advisories, _, err := d.streams.Holdings(ctx, subject.StreamAdvisories); err == nil {
		d.collect(out, d.advice, advisories, func(tokens []string) (string, string) {
			kind := "max_deliveries"
			if tokens[len(tokens)-3] == "MSG_TERMINATED" { // …CONSUMER.<kind>.<stream>.<consumer>
				kind = "terminated"
			}
			return kind, tokens[len(tokens)-2]
		})
	}
}

// collect sums what has the same two labels.
func (d *DeadLetters) collect(out chan<- prometheus.Metric, desc *prometheus.Desc, bySubject map[string]uint64, labels func(tokens []string) (string, string)) {
	sums := map[[2]string]uint64{}
	for subj, count := range bySubject {
		if tokens := strings.Split(subj, "."); len(tokens) >= 3 {
			a, b := labels(tokens)
			sums[[2]string{a, b}] += count
		}
	}
	for l, count := range sums {
		out <- prometheus.MustNewConstMetric(desc, prometheus.GaugeValue, float64(count), l[0], l[1])
	}
}
