package gauge

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/barograph/barograph/internal/telemetry"
)

// NewSourcesFile tells whether the sources file is another one that cannot be used.
func NewSourcesFile(stale func() bool) prometheus.Collector {
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Namespace: telemetry.Namespace, Name: "sources_file_stale",
		Help: "1 while the sources file cannot be used and what it said before holds, else 0",
	}, func() float64 {
		if stale() {
			return 1
		}
		return 0
	})
}
