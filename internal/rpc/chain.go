package rpc

import (
	"context"
	"time"

	"google.golang.org/grpc"
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
	c := &call{method: info.FullMethod}
	var resp any
	err := ch.run(ctx, c, func(ctx context.Context) error {
		if err := c.check(req); err != nil {
			return err
		}
		var err error
		resp, err = handler(ctx, req)
		return err
	})
	if err != nil {
		return nil, err
	}
	return resp, nil
}

func (ch chain) streaming(srv any, ss grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	c := &call{method: info.FullMethod, stream: true, serverOnly: !info.IsClientStream}
	return ch.run(ss.Context(), c, func(ctx context.Context) error {
		return handler(srv, &serverStream{ServerStream: ss, ctx: ctx, call: c})
	})
}

// serverStream has the context of the chain and checks what it receives.
type serverStream struct {
	grpc.ServerStream
	ctx  context.Context
	call *call
}

func (s *serverStream) Context() context.Context { return s.ctx }

func (s *serverStream) RecvMsg(m any) error {
	if err := s.ServerStream.RecvMsg(m); err != nil {
		return err
	}
	return s.call.check(m)
}

// withDeadline gives a deadline to unary calls that have none. Streams live as
// long as both sides want.
func withDeadline(limit time.Duration) step {
	return func(ctx context.Context, c *call, next func(context.Context) error) error {
		if _, ok := ctx.Deadline(); ok || c.stream {
			return next(ctx)
		}
		ctx, cancel := context.WithTimeout(ctx, limit)
		defer cancel()
		return next(ctx)
	}
}
