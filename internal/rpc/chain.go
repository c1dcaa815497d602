package rpc

import (
	"context"
	"time"

	"google.golang.org/grpc"

	"github.com/barograph/barograph/internal/access"
)

// call is one RPC, unary or stream, as the steps of the chain see it.
type call struct {
	method string // full name
	stream bool
	// serverOnly is a stream on which only the server goes on sending; it ends
	// when the server stops, where one that receives may be finished.
	serverOnly bool
	// onMessage is called with each message that the client sends, before the
	// handler gets it.
	onMessage []func(any) error
	// request is that of a unary call.
	request any
	// identity is who calls, once that is known.
	identity access.Identity
	// stranger is a caller whose credentials were refused.
	stranger bool
	// answer is that of a unary call, once there is one.
	answer any
}

// step is one link of the chain. It calls next, once, and returns what the
// caller gets.
type step func(ctx context.Context, c *call, next func(context.Context) error) error

// chain is the list of steps, outermost first, from which both interceptors
// are built: what holds for unary calls holds for streams.
type chain []step

func (ch chain) run(ctx context.Context, c *call, last func(context.Context) error) error {
	next := last
	for i := len(ch) - 1; i >= 0; i-- {
		inner, this := next, ch[i]
		next = func(ctx context.Context) error { return this(ctx, c, inner) }
	}
	return next(ctx)
}

func (c *call) check(message any) error {
	for _, f := range c.onMessage {
		if err := f(message); err != nil {
			return err
		}
	}
	return nil
}

func (ch chain) unary(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	c := &call{method: info.FullMethod, request: req}
	var resp any
	err := ch.run(ctx, c, func(ctx context.Context) error {
		if err := c.check(req); err != nil {
			return err
		}
		var err error
		resp, err = handler(ctx, req)
		c.answer = resp
		return err
	})
	if err != nil {
		return nil, err
	}
	return resp, nil
}

// streaming gives the interceptor of streams; idle is how long one waits for a
// message of its caller.
func (ch chain) streaming(idle time.Duration) grpc.StreamServerInterceptor {
	return func(srv any, ss grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
		c := &call{method: info.FullMethod, stream: true, serverOnly: !info.IsClientStream}
		return ch.run(ss.Context(), c, func(ctx context.Context) error {
			stream := &serverStream{ServerStream: ss, ctx: ctx, call: c, idle: idle}
			open, _ := ctx.Value(idleKey{}).(*openStream)
			if open != nil {
				stream.watchdog = time.AfterFunc(idle, open.expire)
				stream.watchdog.Stop()
			}
			err := handler(srv, stream)
			if err != nil && open != nil && open.idle.Load() {
				return errIdle
			}
			return err
		})
	}
}

// serverStream has the context of the chain and checks what it receives.
type serverStream struct {
	grpc.ServerStream
	ctx      context.Context
	call     *call
	idle     time.Duration
	watchdog *time.Timer // ends the stream; nil outside a server of this package
}

func (s *serverStream) Context() context.Context { return s.ctx }

func (s *serverStream) RecvMsg(m any) error {
	if s.watchdog != nil {
		s.watchdog.Reset(s.idle)
	}
	err := s.ServerStream.RecvMsg(m)
	if s.watchdog != nil {
		s.watchdog.Stop()
	}
	if err != nil {
		return err
	}
	return s.call.check(m)
}
