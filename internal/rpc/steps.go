package rpc

import (
	"context"
	"errors"
	"runtime/debug"
	"strings"
	"time"

	"buf.build/go/protovalidate"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/correlation"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/proto/subject"
)

// identify takes the ids from the metadata, or makes them. Where a policy holds, a
// caller without a certificate does not decide what is traced further on.
func (d *doors) identify(ctx context.Context, _ *call, next func(context.Context) error) error {
	md, _ := metadata.FromIncomingContext(ctx)
	ctx = correlation.With(ctx, first(md, metadataCorrelationID))
	if correlation.TraceParent(ctx) == "" { // else there is a span of this call, or the transport found its parent
		ctx = correlation.WithTraceParent(ctx, first(md, subject.HeaderTraceParent), first(md, subject.HeaderTraceState))
		if d.stranger(ctx) {
			ctx = correlation.Unsampled(ctx)
		}
	}
	ctx = correlation.Ensure(ctx)
	request := first(md, metadataRequestID)
	if request == "" {
		request = correlation.New()
	}
	return next(correlation.WithRequest(ctx, request))
}

func first(md metadata.MD, key string) string {
	if values := md.Get(key); len(values) > 0 {
		return values[0]
	}
	return ""
}

// complete logs one line per call, with what the handler of a unary one noted,
// and turns the error into a status. What a stream is about would not fit into
// one line.
func complete(log *zap.Logger) step {
	return func(ctx context.Context, c *call, next func(context.Context) error) error {
		start := time.Now()
		inner, noted := ctx, func() []zap.Field { return nil }
		if !c.stream {
			inner, noted = logging.WithNotes(ctx)
		}
		err := next(inner)
		st := Status(err)
		if entry := log.Check(levelOf(c, st.Code(), err), "rpc handled"); entry != nil {
			entry.Write(append([]zap.Field{
				logging.GRPCMethod(c.method), logging.GRPCCode(st.Code().String()), logging.Duration(time.Since(start)),
				logging.RequestID(correlation.RequestID(ctx)), logging.CorrelationID(correlation.ID(ctx)),
				logging.TraceID(correlation.TraceID(ctx)), logging.SpanID(correlation.SpanID(ctx)), logging.Error(err),
			}, noted()...)...)
		}
		return st.Err()
	}
}

func levelOf(c *call, code codes.Code, err error) zapcore.Level {
	switch {
	case errors.As(err, new(*refused)):
		return zapcore.DebugLevel // told now and then, and counted: a log is not to be flooded
	case code == codes.Internal || code == codes.Unknown || code == codes.DataLoss:
		return zapcore.ErrorLevel
	case strings.HasPrefix(c.method, "/grpc.health.") || strings.HasPrefix(c.method, "/grpc.reflection."):
		return zapcore.DebugLevel
	case code == codes.OK || code == codes.Canceled:
		return zapcore.InfoLevel
	}
	return zapcore.WarnLevel
}

// recovered turns a panic into an internal error.
func recovered(log *zap.Logger) step {
	return func(ctx context.Context, c *call, next func(context.Context) error) (err error) {
		defer func() {
			if v := recover(); v != nil {
				log.Error("handler panicked", logging.GRPCMethod(c.method), logging.Stack(debug.Stack()))
				err = fault.Panicked(v)
			}
		}()
		return next(ctx)
	}
}

// validated checks each message of the client against the rules in its proto.
func validated(validator protovalidate.Validator) step {
	return func(ctx context.Context, c *call, next func(context.Context) error) error {
		c.onMessage = append(c.onMessage, func(m any) error {
			if msg, ok := m.(proto.Message); ok {
				return validator.Validate(msg)
			}
			return nil
		})
		return next(ctx)
	}
}

// ended ends the context of streams that only the server feeds when stopping
// is closed; otherwise a watcher would keep the server from stopping.
func ended(stopping <-chan struct{}) step {
	return func(ctx context.Context, c *call, next func(context.Context) error) error {
		if !c.serverOnly {
			return next(ctx)
		}
		ctx, cancel := context.WithCancelCause(ctx)
		defer cancel(nil)
		done := make(chan struct{})
		watched := make(chan struct{})
		go func() {
			defer close(watched)
			select {
			case <-stopping:
				cancel(errStopping)
			case <-done:
			}
		}()
		err := next(ctx)
		close(done)
		<-watched
		if errors.Is(context.Cause(ctx), errStopping) && (err == nil || isContextError(err)) {
			return errStopping
		}
		return err
	}
}

func isContextError(err error) bool {
	return errors.Is(err, context.Canceled) || Status(err).Code() == codes.Canceled
}
