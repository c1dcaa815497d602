// Package gauge counts what the tagger finds, for Prometheus. Only the root
// package of the service imports it.
package gauge

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/barograph/barograph/internal/telemetry"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

const subsystem = "tagging"

// Tagging counts.
type Tagging struct {
	articles *prometheus.CounterVec
	claims   *prometheus.CounterVec
	duration prometheus.Histogram
	delay    prometheus.Histogram
}

// New makes the counters.
func New() *Tagging {
	t := &Tagging{
		articles: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: telemetry.Namespace, Subsystem: subsystem, Name: "articles_total",
			Help: "articles whose tagging was stored in the ledger, by outcome (claims, nothing, unread: not in a language that is read, retracted) and by cause: news, or replay of a stored article",
		}, []string{"outcome", "cause"}),
		claims: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: telemetry.Namespace, Subsystem: subsystem, Name: "claims_total",
			Help: "claims that were stored in the ledger, by kind: position, commitment, milestone, condition, dimension or other",
		}, []string{"kind"}),
		duration: prometheus.NewHistogram(prometheus.HistogramOpts{
			Namespace: telemetry.Namespace, Subsystem: subsystem, Name: "duration_seconds",
			Help:    "how long an article took to be read, also one that was given up, without what it waits for before and after",
			Buckets: []float64{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5, 30, 120}, // milliseconds for most, seconds for 512 KiB
		}),
		delay: prometheus.NewHistogram(prometheus.HistogramOpts{
			Namespace: telemetry.Namespace, Subsystem: subsystem, Name: "delay_seconds",
			Help:    "time from when an article was stored until its tagging was; replays not counted",
			Buckets: telemetry.DelayBuckets(),
		}),
	}
	for _, outcome := range []string{"claims", "nothing", "unread", "retracted"} {
		t.articles.WithLabelValues(outcome, causeOf(false)) // shown as 0, so that the first one is a rise
	}
	return t
}

// Register registers the counters.
func (t *Tagging) Register(to telemetry.Registerer) error {
	return telemetry.Register(to, t.articles, t.claims, t.duration, t.delay)
}

// Read notes how long an article took to be read.
func (t *Tagging) Read(took time.Duration) { t.duration.Observe(took.Seconds()) }

// Stored counts a tagging that is in the ledger now; since is how long ago its
// article was stored.
func (t *Tagging) Stored(tagged *taggingv1.TaggedArticle, replay bool, since time.Duration) {
	t.articles.WithLabelValues(outcomeOf(tagged), causeOf(replay)).Inc()
	for _, claim := range tagged.GetClaims() {
		t.claims.WithLabelValues(kindOf(claim)).Inc()
	}
	if !replay {
		t.delay.Observe(max(0, since).Seconds()) // clocks of two machines may differ
	}
}

func causeOf(replay bool) string {
	if replay {
		return "replay"
	}
	return "news"
}

func outcomeOf(tagged *taggingv1.TaggedArticle) string {
	switch {
	case tagged.GetRetracted():
		return "retracted"
	case tagged.GetSkippedReason() != "":
		return "unread"
	case len(tagged.GetClaims()) > 0:
		return "claims"
	default:
		return "nothing"
	}
}

func kindOf(claim *taggingv1.Claim) string {
	switch claim.GetBody().(type) {
	case *taggingv1.Claim_Position:
		return "position"
	case *taggingv1.Claim_Commitment:
		return "commitment"
	case *taggingv1.Claim_Milestone:
		return "milestone"
	case *taggingv1.Claim_Condition:
		return "condition"
	case *taggingv1.Claim_DimensionEvidence:
		return "dimension"
	default:
		return "other"
	}
}
