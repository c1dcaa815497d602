// Package rpc makes the gRPC server and the client connections of every
// service: one chain of interceptors for unary calls and streams alike, stock
// health that follows continuous checks, an ordered stop, and the one mapping
// of errors to status codes.
package rpc

import (
	"errors"
	"fmt"
	"time"
)

// Config is the part of a service's configuration that is about its gRPC
// server.
type Config struct {
	Listen       string        `env:"GRPC_LISTEN" help:"address of the gRPC server"`
	Reflection   bool          `env:"GRPC_REFLECTION" shared:"true" help:"answer reflection, so that grpcurl needs no proto files"`
	Deadline     time.Duration `env:"GRPC_DEADLINE" shared:"true" help:"deadline of unary calls that have none"`
	DrainDelay   time.Duration `env:"GRPC_DRAIN_DELAY" shared:"true" help:"time between reporting not ready and refusing calls, for load balancers to notice"`
	StopDeadline time.Duration `env:"GRPC_STOP_DEADLINE" shared:"true" help:"time for calls to finish once new ones are refused"`
}

// Default listens on every interface with reflection on.
func Default() Config {
	return Config{
		Listen: ":50051", Reflection: true, Deadline: 30 * time.Second,
		DrainDelay: time.Second, StopDeadline: 8 * time.Second,
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
	return errors.Join(errs...)
}

const (
	// MaxReceiveBytes is the largest message that a server takes: an article of
	// 512 KiB with room for the rest.
	MaxReceiveBytes = 2 << 20
	// MaxSendBytes is the largest message that a server sends.
	MaxSendBytes = 16 << 20

	// LiveService is the health service that is SERVING for as long as the
	// process serves at all, whatever the checks say: for liveness probes.
	LiveService = "live"

	// Domain is the domain of every ErrorInfo.
	Domain = "barograph"

	metadataCorrelationID = "barograph-correlation-id"
	metadataRequestID     = "barograph-request-id"
)
