package gauge

import (
	"cmp"
	"errors"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/telemetry"
)

// Outcomes of a submission beside those of the contract.
const (
	refused = "refused" // never to be stored
	failed  = "failed"  // the store could not be reached, or had no room
)

// Articles counts what became of submissions, whoever made them.
type Articles struct{ count *prometheus.CounterVec }

// NewArticles makes the counter.
func NewArticles() *Articles {
	return &Articles{prometheus.NewCounterVec(prometheus.CounterOpts{
		Namespace: telemetry.Namespace, Name: "articles_total",
		Help: "what was handed to the store, by outcome (accepted, revised, unchanged, duplicate, refused, failed, retracted) and by the language detected (und: not told)",
	}, []string{"outcome", "language"})}
}

// Describe describes the counter.
func (a *Articles) Describe(out chan<- *prometheus.Desc) { a.count.Describe(out) }

// Collect gives the counts.
func (a *Articles) Collect(out chan<- prometheus.Metric) { a.count.Collect(out) }

// Stored counts an article that the store answered for with an outcome, or with
// an error.
func (a *Articles) Stored(outcome, language string, err error) {
	switch {
	case errors.Is(err, fault.ErrInvalid):
		outcome = refused
	case err != nil:
		outcome = failed
	}
	a.count.WithLabelValues(outcome, cmp.Or(language, "und")).Inc()
}

// Retracted counts an article that was withdrawn.
func (a *Articles) Retracted() { a.count.WithLabelValues("retracted", "und").Inc() }
