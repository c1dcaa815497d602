// Package gauge tells Prometheus what the assessments say and how much of the
// ledger they take into account. Only the root package of the service imports it.
package gauge

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/barograph/barograph/internal/telemetry"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/ledger"
)

const subsystem = "assessment"

// MaxInitiatives is of how many initiatives each is told; those beyond, in the
// order of their ids, are only counted. It bounds what Prometheus has to keep.
const MaxInitiatives = 1000

// Board is what this process shows; see package board.
type Board interface {
	Published() ledger.Status
	Records() []*assessmentv1.Record
}

// Assessments is a collector over a board.
type Assessments struct {
	board Board

	sequence, clock, articles, claims, behind *prometheus.Desc
	initiatives, probability, changed         *prometheus.Desc
}

var _ prometheus.Collector = (*Assessments)(nil)

// NewAssessments makes the collector.
func NewAssessments(board Board) *Assessments {
	describe := func(area, name, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc(prometheus.BuildFQName(telemetry.Namespace, area, name), help, labels, nil)
	}
	return &Assessments{
		board:       board,
		sequence:    describe("ledger", "sequence", "last sequence of the ledger that the assessments take into account; missing, as all of the ledger, while it is being read"),
		articles:    describe("ledger", "articles", "articles in force, also those without a claim"),
		claims:      describe("ledger", "claims", "claims in force"),
		clock:       describe("ledger", "clock_timestamp_seconds", "the newest time that an article became known, or tick of the clock, in Unix seconds; missing while the ledger is empty"),
		behind:      describe("ledger", "articles_behind", "articles in force that are still to be read under the newest catalogue"),
		initiatives: describe("", "initiatives", "initiatives with a published assessment"),
		probability: describe(subsystem, "probability_ratio", "probability of the published assessment, 0 to 1", "initiative_id"),
		changed:     describe(subsystem, "changed_timestamp_seconds", "when the published assessment changed last, in Unix seconds", "initiative_id"),
	}
}

// Describe describes the gauges.
func (a *Assessments) Describe(out chan<- *prometheus.Desc) {
	for _, desc := range []*prometheus.Desc{a.sequence, a.clock, a.articles, a.claims, a.behind, a.initiatives, a.probability, a.changed} {
		out <- desc
	}
}

// Collect reads the board.
func (a *Assessments) Collect(out chan<- prometheus.Metric) {
	tell := func(desc *prometheus.Desc, value float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(desc, prometheus.GaugeValue, value, labels...)
	}
	status, records := a.board.Published(), a.board.Records()
	if status.Sequence > 0 {
		tell(a.sequence, float64(status.Sequence))
		tell(a.articles, float64(status.Articles))
		tell(a.claims, float64(status.Claims))
		tell(a.behind, float64(status.Articles-status.ArticlesCurrent))
	}
	if !status.Clock.IsZero() {
		tell(a.clock, float64(status.Clock.UnixMilli())/1000)
	}
	tell(a.initiatives, float64(len(records)))
	for _, r := range records[:min(len(records), MaxInitiatives)] {
		id := r.GetAssessment().GetInitiativeId()
		tell(a.probability, r.GetAssessment().GetProbability(), id)
		tell(a.changed, float64(r.GetKnownTime().AsTime().UnixMilli())/1000, id)
	}
}
