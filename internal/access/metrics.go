package access

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/barograph/barograph/internal/telemetry"
)

// metrics count who was turned away, and what could not be read again.
type metrics struct {
	refused *prometheus.CounterVec
	stale   *prometheus.GaugeVec
}

func newMetrics(to telemetry.Registerer) (*metrics, error) {
	const subsystem = "access"
	m := &metrics{
		refused: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: telemetry.Namespace, Subsystem: subsystem, Name: "refused_total", Help: "calls that were turned away, by reason",
		}, []string{"reason"}),
		stale: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Namespace: telemetry.Namespace, Subsystem: subsystem, Name: "stale",
			Help: "1 while the policy, or the keys of an issuer, cannot be read again and the last good ones hold",
		}, []string{"what"}),
	}
	m.stale.WithLabelValues("policy").Set(0)
	m.stale.WithLabelValues("keys").Set(0)
	return m, telemetry.Register(to, m.refused, m.stale)
}

func (m *metrics) note(what string, err error) {
	value := 0.0
	if err != nil {
		value = 1
	}
	m.stale.WithLabelValues(what).Set(value)
}
