package gauge

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/barograph/barograph/internal/telemetry"
	"github.com/barograph/barograph/services/aggregate/internal/shard"
)

// Shares is who assesses what, as this replica sees it.
type Shares struct {
	// View is who is there.
	View func() shard.View
	// Initiatives are the defined ones.
	Initiatives func() []string
	// Merged is the last sequence of the ledger that this replica has read, and
	// Behind how many messages it has not, as of the last one that it received.
	Merged, Behind func() uint64
}

// Members is a collector over the shares.
type Members struct {
	Shares
	members, owned, merged, behind *prometheus.Desc
}

var _ prometheus.Collector = (*Members)(nil)

// NewMembers makes the collector.
func NewMembers(shares Shares) *Members {
	describe := func(name, help string) *prometheus.Desc {
		return prometheus.NewDesc(prometheus.BuildFQName(telemetry.Namespace, "aggregate", name), help, nil, nil)
	}
	return &Members{
		Shares:  shares,
		members: describe("members", "replicas of aggregate that this one sees, with itself"),
		owned:   describe("initiatives_owned", "defined initiatives that this replica assesses"),
		merged:  describe("ledger_merged_sequence", "last sequence of the ledger that this replica has read; barograph_ledger_sequence is what is in the assessments of all"),
		behind:  describe("ledger_behind", "messages of the ledger that this replica had still to read when it received one last"),
	}
}

// Describe describes the gauges.
func (m *Members) Describe(out chan<- *prometheus.Desc) {
	for _, desc := range []*prometheus.Desc{m.members, m.owned, m.merged, m.behind} {
		out <- desc
	}
}

// Collect reads them.
func (m *Members) Collect(out chan<- prometheus.Metric) {
	view, owned := m.View(), 0
	for _, id := range m.Initiatives() {
		if view.Owns(id) {
			owned++
		}
	}
	for desc, value := range map[*prometheus.Desc]float64{
		m.members: float64(view.Size()), m.owned: float64(owned), m.merged: float64(m.Merged()), m.behind: float64(m.Behind()),
	} {
		out <- prometheus.MustNewConstMetric(desc, prometheus.GaugeValue, value)
	}
}
