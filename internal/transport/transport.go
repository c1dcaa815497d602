// Package transport is TLS as a process uses it: certificates from a folder that
// are replaced while it runs, and what gRPC and NATS need of them. A folder has
// the files of a Kubernetes TLS secret:
//
//	tls.crt  the certificate of the process, and any between it and the authority
//	tls.key  its private key
//	ca.crt   the authorities that peers are trusted by, one or more
//
// Every file is PEM. A client that shows no certificate of its own has ca.crt only.
package transport

import (
	"fmt"
	"time"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/telemetry"
)

// Names of the files in a folder.
const (
	CertificateFile = "tls.crt"
	KeyFile         = "tls.key"
	AuthoritiesFile = "ca.crt"
)

// Whether a server asks its callers for a certificate.
const (
	// Require refuses callers that show none that the authorities vouch for.
	Require = "require"
	// Optional takes callers without one, and refuses wrong ones.
	Optional = "optional"
)

// Config is the part of a service's configuration that is about TLS of gRPC.
type Config struct {
	Dir                string `env:"TLS_DIR" shared:"true" help:"folder with tls.crt, tls.key and ca.crt for gRPC, as server and as client, read again when they change; empty: plain text"`
	ClientCertificates string `env:"TLS_CLIENT_CERTIFICATES" shared:"true" help:"whether callers must show a certificate that ca.crt vouches for: require, or optional where they bring tokens"`
}

// Default is plain text; with a folder, certificates of both sides.
func Default() Config { return Config{ClientCertificates: Require} }

// Validate names every wrong field.
func (c Config) Validate() error {
	if c.ClientCertificates != Require && c.ClientCertificates != Optional {
		return fmt.Errorf("tls-client-certificates: %q is neither %s nor %s", c.ClientCertificates, Require, Optional)
	}
	return nil
}

// Deps is what certificates need.
type Deps struct {
	// Log gets a line for each set of certificates that is taken or refused; nil
	// logs nothing.
	Log *zap.Logger
	// Metrics gets when they expire; nil: nobody sees it.
	Metrics telemetry.Registerer
	// Use tells several folders of one process apart in logs and metrics: grpc
	// or nats.
	Use string
	// Interval is how often the folder is looked at; 0 is once a second.
	Interval time.Duration
}

const defaultInterval = time.Second
