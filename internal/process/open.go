package process

import (
	"context"
	"errors"
	"fmt"
	"net"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/config"
	"github.com/barograph/barograph/internal/profile"
	"github.com/barograph/barograph/internal/release"
	"github.com/barograph/barograph/internal/telemetry"
	"github.com/barograph/barograph/internal/tracing"
	"github.com/barograph/barograph/internal/transport"
)

// opened is what a process has opened for its service.
type opened struct {
	parts    Parts
	busTLS   *transport.Certificates
	metrics  *telemetry.Metrics
	listener net.Listener // of the metrics; nil where they are not served
	profiles net.Listener // nil where they are not served
}

// open opens what the service needs. What was opened before an error stays so.
func (o *opened) open(ctx context.Context, s Spec) (err error) {
	if o.metrics, err = telemetry.New(release.Version()); err != nil {
		return err
	}
	if o.listener, err = telemetry.Listen(ctx, *s.Metrics); err != nil {
		return err
	}
	if o.profiles, err = profile.Listen(ctx, *s.Profile); err != nil {
		return err
	}
	p := &o.parts
	p.Metrics = o.metrics.Of(s.Service)
	if err := o.certificates(s); err != nil {
		return &config.UsageError{Err: err}
	}
	p.Traces, err = tracing.Open(ctx, *s.Traces, tracing.Deps{Log: p.Log, Metrics: p.Metrics, Service: s.Service, Version: release.Version()})
	if err != nil {
		return &config.UsageError{Err: err}
	}
	p.NATS, err = bus.Connect(*s.NATS, bus.Deps{Log: p.Log, Service: s.Service, Metrics: p.Metrics, Traces: p.Traces, TLS: o.busTLS})
	return err
}

// certificates opens those of gRPC and of the connection to NATS.
func (o *opened) certificates(s Spec) (err error) {
	p := &o.parts
	if p.TLS, err = transport.Open(s.GRPC.TLS.Dir, transport.Deps{Log: p.Log, Metrics: p.Metrics, Use: "grpc"}); err != nil {
		return fmt.Errorf("tls-dir: %w", err)
	}
	if o.busTLS, err = transport.Open(s.NATS.TLSDir, transport.Deps{Log: p.Log, Metrics: p.Metrics, Use: "nats"}); err != nil {
		return fmt.Errorf("nats-tls-dir: %w", err)
	}
	return nil
}

// close closes what was opened for a service that could not be made.
func (o *opened) close(ctx context.Context) error {
	var errs []error
	if o.parts.NATS != nil {
		errs = append(errs, o.parts.NATS.Close(ctx))
	}
	errs = append(errs, o.parts.Traces.Close(ctx))
	for _, listener := range []net.Listener{o.listener, o.profiles} {
		if listener != nil {
			errs = append(errs, listener.Close())
		}
	}
	return errors.Join(errs...)
}
