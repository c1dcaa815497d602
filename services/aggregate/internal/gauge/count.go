package gauge

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/barograph/barograph/internal/telemetry"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// Counts counts what this process publishes.
type Counts struct {
	records prometheus.Counter
	shifts  *prometheus.CounterVec
	delay   prometheus.Histogram
	lost    prometheus.Counter
}

// NewCounts makes the counters.
func NewCounts() *Counts {
	c := &Counts{
		records: prometheus.NewCounter(prometheus.CounterOpts{
			Namespace: telemetry.Namespace, Name: "assessments_published_total", Help: "assessments that this process published because they changed",
		}),
		shifts: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: telemetry.Namespace, Subsystem: subsystem, Name: "shifts_total",
			Help: "shifts of assessments that this process published, by reason: probability, milestone, veto_player, contradiction, resolution or model; one shift may have several",
		}, []string{"reason"}),
		delay: prometheus.NewHistogram(prometheus.HistogramOpts{
			Namespace: telemetry.Namespace, Subsystem: subsystem, Name: "delay_seconds",
			Help:    "time from the acceptance of an article until an assessment that it bears on was published; what is read anew under another catalogue, or was in the ledger at the start, not counted",
			Buckets: telemetry.DelayBuckets(),
		}),
	}
	c.lost = prometheus.NewCounter(prometheus.CounterOpts{
		Namespace: telemetry.Namespace, Subsystem: "aggregate", Name: "lost_writes_total",
		Help: "records that another replica wrote first, so that this one read on and tried again",
	})
	for _, reason := range []string{"probability", "milestone", "veto_player", "contradiction", "resolution", "model"} {
		c.shifts.WithLabelValues(reason) // shown as 0, so that the first one is a rise
	}
	return c
}

// Register registers the counters.
func (c *Counts) Register(to telemetry.Registerer) error {
	return telemetry.Register(to, c.records, c.shifts, c.delay, c.lost)
}

// Published counts a record, and the shift that it is; nil where it is none.
func (c *Counts) Published(shift *assessmentv1.Shift) {
	c.records.Inc()
	seen := map[string]bool{}
	for _, reason := range shift.GetReasons() {
		if word := reasonOf(reason); !seen[word] {
			seen[word] = true
			c.shifts.WithLabelValues(word).Inc()
		}
	}
}

// Lost counts a record that another replica wrote first.
func (c *Counts) Lost() { c.lost.Inc() }

// Delay notes how long an article took to be in an assessment.
func (c *Counts) Delay(took time.Duration) { c.delay.Observe(took.Seconds()) }

func reasonOf(reason *assessmentv1.ShiftReason) string {
	switch reason.GetChange().(type) {
	case *assessmentv1.ShiftReason_Probability:
		return "probability"
	case *assessmentv1.ShiftReason_Milestone:
		return "milestone"
	case *assessmentv1.ShiftReason_VetoPlayer:
		return "veto_player"
	case *assessmentv1.ShiftReason_Contradiction:
		return "contradiction"
	case *assessmentv1.ShiftReason_Resolution:
		return "resolution"
	default:
		return "model"
	}
}
