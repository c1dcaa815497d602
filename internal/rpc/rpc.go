// Package rpc makes the gRPC server and the client connections of every
// service: one chain of interceptors for unary calls and streams alike, stock
// health that follows continuous checks, an ordered stop, and the one mapping
// of errors to status codes.
package rpc

import (
	"errors"
	"fmt"
	"time"

	"github.com/barograph/barograph/internal/access"
	"github.com/barograph/barograph/internal/limit"
	"github.com/barograph/barograph/internal/transport"
)

// Config is the part of a service's configuration that is about its gRPC
// server.
type Config struct {
	Listen       string        `env:"GRPC_LISTEN" help:"address of the gRPC server"`
	Reflection   bool          `env:"GRPC_REFLECTION" shared:"true" help:"answer reflection, so that grpcurl needs no proto files"`
	Deadline     time.Duration `env:"GRPC_DEADLINE" shared:"true" help:"deadline of unary calls that have none"`
	DrainDelay   time.Duration `env:"GRPC_DRAIN_DELAY" shared:"true" help:"time between reporting not ready and refusing calls, for load balancers to notice"`
	StopDeadline time.Duration `env:"GRPC_STOP_DEADLINE" shared:"true" help:"time for calls to finish once new ones are refused"`
	MethodsOff   []string      `env:"GRPC_METHODS_OFF" help:"methods that are refused: names of methods (DeleteSource) or services (SourceService); admin stands for those that only operators need"`
	HealthListen string        `env:"GRPC_HEALTH_LISTEN" help:"address where health alone is served in plain text, for probes that know no TLS; empty: nowhere"`
	// ConnectionAge ends connections over TLS, so that an identity that expired or
	// is no longer trusted does not outlive it by more than ageGrace.
	ConnectionAge time.Duration `env:"GRPC_CONNECTION_AGE" shared:"true" help:"after which time clients connect anew where TLS is on, with the certificates of then; 0: never"`
	TLS           transport.Config
	Limits        limit.Config
	Access        access.Config
}

// Default listens on every interface, with all methods and without reflection.
func Default() Config {
	return Config{
		Listen: ":50051", Deadline: 30 * time.Second, DrainDelay: time.Second, StopDeadline: 8 * time.Second,
		Limits: limit.Default(), TLS: transport.Default(), ConnectionAge: 30 * time.Minute,
	}
}

// Validate names every wrong field.
func (c Config) Validate() error {
	var errs []error
	positive := func(d time.Duration, name string) {
		if d <= 0 {
			errs = append(errs, fmt.Errorf("%s: %s is not positive", name, d))
		}
	}
	if c.Listen == "" {
		errs = append(errs, errors.New("grpc-listen: must not be empty"))
	}
	positive(c.Deadline, "grpc-deadline")
	positive(c.StopDeadline, "grpc-stop-deadline")
	if c.DrainDelay < 0 {
		errs = append(errs, fmt.Errorf("grpc-drain-delay: %s is negative", c.DrainDelay))
	}
	if c.ConnectionAge < 0 {
		errs = append(errs, fmt.Errorf("grpc-connection-age: %s is negative", c.ConnectionAge))
	}
	return errors.Join(append(errs, c.Limits.Validate(), c.TLS.Validate())...)
}

const (
	// MaxReceiveBytes is the largest message that a server takes: an article of
	// 512 KiB with room for the rest.
	MaxReceiveBytes = 2 << 20
	// MaxSendBytes is the largest message that a server sends.
	MaxSendBytes = 16 << 20

	// What a connection may take before a call is made on it.
	maxHeaderBytes   = 32 << 10 // of one call, a token included
	maxStreams       = 1000     // calls at once on one connection; beyond they wait at the client
	handshakeTimeout = 10 * time.Second
	idleConnection   = 15 * time.Minute

	// LiveService is the health service that is SERVING for as long as the
	// process serves at all, whatever the checks say: for liveness probes.
	LiveService = "live"

	// Domain is the domain of every ErrorInfo.
	Domain = "barograph"

	metadataCorrelationID = "barograph-correlation-id"
	metadataRequestID     = "barograph-request-id"
)
