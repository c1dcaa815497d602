package rpc

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/peer"
	"google.golang.org/grpc/status"
	"google.golang.org/grpc/tap"

	"github.com/barograph/barograph/internal/limit"
)

// longestCall is the longest deadline of a unary call, whatever its caller says.
const longestCall = 10 * time.Minute

// errIdle ends a stream whose caller sends nothing for too long.
var errIdle = errors.New("the stream was idle for too long")

// idleStatus is how the caller of such a stream is told.
func idleStatus() *status.Status {
	return detailed(codes.DeadlineExceeded, "no message came for too long, open another stream", "STREAM_IDLE")
}

// arrivals bounds calls from the moment their headers are there: the chain of
// interceptors sees a unary call only when its message has been read, and who
// sends that byte by byte would hold on to memory for ever.
type arrivals struct {
	limits   *limits
	deadline time.Duration // of unary calls that have none
	streams  map[string]bool
}

// idleKey finds the [openStream] of a context.
type idleKey struct{}

// openStream is the context of a stream, which can be ended from this side.
type openStream struct {
	context.Context
	end  context.CancelCauseFunc
	idle atomic.Bool
}

// expire ends a stream that waits for its caller.
func (s *openStream) expire() {
	s.idle.Store(true)
	s.end(errIdle)
}

// Err makes a stream that was idle end with DEADLINE_EXCEEDED: gRPC itself
// answers for one that ends while it waits for a message, by this error.
func (s *openStream) Err() error {
	if err := s.Context.Err(); err == nil || !s.idle.Load() {
		return err
	}
	return context.DeadlineExceeded
}

// arrive is called by the transport. It must not block.
func (a *arrivals) arrive(ctx context.Context, info *tap.Info) (context.Context, error) {
	key := limit.Address(nil)
	if p, ok := peer.FromContext(ctx); ok {
		key = limit.Address(p.Addr)
	}
	if isHealth(info.FullMethodName) {
		key = "health " + key // has its own room, for probes from the same address
	}
	who := a.limits.table.Caller(key)
	leave, err := who.Enter()
	if err != nil {
		return nil, a.limits.refuse(who, key, err)
	}
	context.AfterFunc(ctx, leave) // the transport ends it with the call
	if a.streams[info.FullMethodName] {
		streaming, end := context.WithCancelCause(ctx)
		open := &openStream{Context: streaming, end: end}
		return context.WithValue(open, idleKey{}, open), nil
	}
	longest := longestCall
	if _, ok := ctx.Deadline(); !ok {
		longest = a.deadline
	}
	limited, cancel := context.WithTimeout(ctx, longest)
	context.AfterFunc(ctx, cancel)
	return limited, nil
}

// know remembers which methods are streams. It is called once, when all are
// registered.
func (a *arrivals) know(services map[string]grpc.ServiceInfo) {
	for name, service := range services {
		for _, method := range service.Methods {
			if method.IsClientStream || method.IsServerStream {
				a.streams["/"+name+"/"+method.Name] = true
			}
		}
	}
}
