package bus

import (
	"crypto/tls"

	"github.com/nats-io/nats.go"

	"github.com/barograph/barograph/internal/transport"
)

// secured are the options by which each connection, and each one after it was
// lost, is made with the newest certificates. A server without TLS is refused.
func secured(certificates *transport.Certificates) []nats.Option {
	if certificates == nil {
		return nil
	}
	var own nats.TLSCertHandler
	if certificates.HasOwn() {
		own = certificates.Own
	}
	return []nats.Option{
		nats.Secure(&tls.Config{MinVersion: tls.VersionTLS13}),
		nats.ClientTLSConfig(own, certificates.Authorities),
	}
}
