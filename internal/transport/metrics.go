package transport

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/barograph/barograph/internal/telemetry"
)

// metrics say how long the certificates of a folder last, and whether it has
// any that can be used.
type metrics struct {
	of      *Certificates
	refused prometheus.Counter

	expiry, trustExpiry, failing *prometheus.Desc
}

func newMetrics(c *Certificates, to telemetry.Registerer) (*metrics, error) {
	const subsystem = "tls"
	labels := prometheus.Labels{"use": c.use}
	describe := func(name, help string) *prometheus.Desc {
		return prometheus.NewDesc(prometheus.BuildFQName(telemetry.Namespace, subsystem, name), help, nil, labels)
	}
	m := &metrics{
		of: c,
		refused: prometheus.NewCounter(prometheus.CounterOpts{
			Namespace: telemetry.Namespace, Subsystem: subsystem, Name: "handshakes_refused_total", ConstLabels: labels,
			Help: "callers that did not get in: without a certificate, with a wrong or expired one, or without TLS",
		}),
		expiry:      describe("certificate_expiry_timestamp_seconds", "when the certificate in use expires, in Unix seconds"),
		trustExpiry: describe("authority_expiry_timestamp_seconds", "when the last of the authorities in use expires, in Unix seconds"),
		failing:     describe("reload_failing", "1 while the files cannot be used and the last good certificates stay in use, else 0"),
	}
	return m, telemetry.Register(to, m, m.refused)
}

// Describe describes the metrics.
func (m *metrics) Describe(out chan<- *prometheus.Desc) {
	out <- m.expiry
	out <- m.trustExpiry
	out <- m.failing
}

// Collect tells of the certificates in use now.
func (m *metrics) Collect(out chan<- prometheus.Metric) {
	now, failing := m.of.state()
	if now.own != nil {
		out <- prometheus.MustNewConstMetric(m.expiry, prometheus.GaugeValue, float64(now.own.Leaf.NotAfter.Unix()))
	}
	out <- prometheus.MustNewConstMetric(m.trustExpiry, prometheus.GaugeValue, float64(now.trustExpiry.Unix()))
	out <- prometheus.MustNewConstMetric(m.failing, prometheus.GaugeValue, failing)
}

// state is what is in use, and 1 if that is not what the folder has.
func (c *Certificates) state() (*material, float64) {
	m := c.current()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.problem != "" {
		return m, 1
	}
	return m, 0
}
