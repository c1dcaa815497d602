package rpc

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"go.uber.org/zap"
	"google.golang.org/grpc/metadata"

	"github.com/barograph/barograph/internal/access"
	"github.com/barograph/barograph/internal/caller"
	"github.com/barograph/barograph/internal/run"
	"github.com/barograph/barograph/internal/telemetry"
)

// doors are the steps that ask the guard; without one they let everybody in.
type doors struct{ guard *access.Guard }

func newDoors(cfg access.Config, log *zap.Logger, metrics telemetry.Registerer) (*doors, error) {
	if cfg.Policy == "" {
		return &doors{}, nil
	}
	guard, err := access.New(cfg, access.Deps{Log: log, Metrics: metrics})
	return &doors{guard}, err
}

// run keeps the policy up to date until ctx ends.
func (d *doors) run(ctx context.Context) {
	if d.guard != nil {
		d.guard.Run(ctx)
	}
}

// admits refuses to serve under a policy what everybody on the way could read:
// a token that was seen once is as good as its bearer.
func (d *doors) admits(lis net.Listener, secure bool) error {
	address, ok := lis.Addr().(*net.TCPAddr)
	if d.guard == nil || secure || !ok || address.IP.IsLoopback() {
		return nil
	}
	return fmt.Errorf("access-policy without tls-dir on %s: tokens would be sent in plain text; set tls-dir, or listen on 127.0.0.1", address)
}

// stranger reports whether a call comes from somebody who cannot be one of the
// services, when nothing of it was read but its headers: under a policy, whoever
// shows no certificate that TLS has verified.
func (d *doors) stranger(ctx context.Context) bool {
	return d.guard != nil && !access.Certified(ctx)
}

// authenticated adds the caller to the context. Nothing that comes later, and no
// handler, gets to see his token.
func (d *doors) authenticated(ctx context.Context, c *call, next func(context.Context) error) error {
	if d.guard == nil || access.Open(c.method) {
		return next(ctx)
	}
	id, err := d.guard.Authenticate(ctx)
	if err != nil {
		c.stranger = true
		return err
	}
	c.identity = id
	return next(caller.With(withoutToken(ctx), id.Caller))
}

func withoutToken(ctx context.Context) context.Context {
	md, _ := metadata.FromIncomingContext(ctx)
	if len(md.Get("authorization")) == 0 {
		return ctx
	}
	md = md.Copy()
	md.Delete("authorization")
	return metadata.NewIncomingContext(ctx, md)
}

// authorised lets a call through that the policy allows, and ends a stream once
// it does not any more, or what the caller showed has expired: one that the
// server feeds at once, one that the client feeds at his next message.
func (d *doors) authorised(ctx context.Context, c *call, next func(context.Context) error) error {
	if d.guard == nil {
		return next(ctx)
	}
	if err := d.guard.Authorise(c.identity, c.method); err != nil {
		return err
	}
	if !c.stream || access.Open(c.method) {
		return next(ctx)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		d.watch(ctx, c, cancel)
	}()
	c.onMessage = append(c.onMessage, func(any) error { return whyRevoked(ctx) })
	err := next(ctx)
	if why := whyRevoked(ctx); why != nil {
		err = why
	}
	cancel(nil)
	<-watched
	return err
}

// revoked is why a stream was ended that had been allowed.
type revoked struct{ why error }

func (e *revoked) Error() string { return e.why.Error() }

// whyRevoked is why a stream was ended, nil while it is allowed.
func whyRevoked(ctx context.Context) error {
	if over, ok := errors.AsType[*revoked](context.Cause(ctx)); ok {
		return over.why
	}
	return nil
}

// watch asks again until ctx ends, and ends it when the answer is no.
func (d *doors) watch(ctx context.Context, c *call, end context.CancelCauseFunc) {
	for {
		wait := d.guard.Interval()
		if left := time.Until(c.identity.Expires); !c.identity.Expires.IsZero() && left < wait {
			wait = max(left, 0) + time.Millisecond
		}
		if !run.Wait(ctx, wait) {
			return
		}
		if err := d.guard.Authorise(c.identity, c.method); err != nil {
			// The stream itself stays open until the client sends: gRPC would answer
			// for one that ends while it is read, and not say why.
			end(&revoked{err})
			return
		}
	}
}
