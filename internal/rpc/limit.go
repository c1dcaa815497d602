package rpc

import (
	"context"
	"errors"
	"net"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/peer"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/barograph/barograph/internal/caller"
	"github.com/barograph/barograph/internal/limit"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/telemetry"
)

// tellEvery is how often the log tells that one caller is refused; the metric
// counts every time.
const tellEvery = time.Minute

// limits is what holds callers to their share.
type limits struct {
	table   *limit.Table
	refused *prometheus.CounterVec
	log     *zap.Logger
}

func newLimits(cfg limit.Config, to telemetry.Registerer, log *zap.Logger) (*limits, error) {
	l := &limits{
		table: limit.NewTable(cfg, MaxReceiveBytes), log: log,
		refused: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: telemetry.Namespace, Subsystem: "rpc", Name: "refused_total",
			Help: "calls and connections that were refused because of a limit, by limit",
		}, []string{"limit"}),
	}
	for _, kind := range []limit.Kind{limit.Requests, limit.Bytes, limit.Calls, limit.Connections, limit.PeerConnections} {
		l.refused.WithLabelValues(string(kind))
	}
	return l, telemetry.Register(to, l.refused)
}

// limited holds one caller to his share of calls and bytes. Single calls beyond
// it are refused; streams are slowed down, since that is what flow control is
// for and what they have sent is not sent in vain.
func (l *limits) limited(ctx context.Context, c *call, next func(context.Context) error) error {
	if isHealth(c.method) {
		return next(ctx) // who floods a server is not to have it killed for it, too
	}
	key, named := callerKey(ctx)
	who := l.table.Caller(key)
	if err := who.Request(); err != nil {
		return l.refuse(who, key, err)
	}
	if named { // the calls of an address are counted on arrival
		leave, err := who.Enter()
		if err != nil {
			return l.refuse(who, key, err)
		}
		defer leave()
	}
	c.onMessage = append(c.onMessage, func(m any) error {
		size := messageSize(m)
		if c.stream && !c.serverOnly {
			return who.Message(ctx, size)
		}
		if err := who.Bytes(size); err != nil {
			return l.refuse(who, key, err)
		}
		return nil
	})
	err := next(ctx)
	who.Charge(messageSize(c.answer))
	return err
}

// strangers holds an address to a share of calls whose credentials are refused:
// each is written to the log. What it takes more is refused without a word. Who
// shows good credentials from there is not held to it.
func (l *limits) strangers(ctx context.Context, c *call, next func(context.Context) error) error {
	err := next(ctx)
	if !c.stranger {
		return err
	}
	key := peerKey(ctx)
	who := l.table.Caller("stranger " + key)
	if excess := who.Request(); excess != nil {
		return l.refuse(who, key, excess)
	}
	return err
}

// refuse counts a refusal, tells the log now and then, and makes it an answer.
func (l *limits) refuse(who *limit.Caller, key string, err error) error {
	refusal := new(limit.ExcessError)
	if !errors.As(err, &refusal) {
		return err
	}
	l.refused.WithLabelValues(string(refusal.Kind)).Inc()
	if who.Tell(tellEvery) {
		l.log.Warn("caller is refused for a while", logging.Caller(readable(key)), logging.Reason(string(refusal.Kind)))
	}
	return &refused{refusal}
}

// refuseConnection counts a connection that is one too many.
func (l *limits) refuseConnection(kind limit.Kind, addr net.Addr) {
	l.refused.WithLabelValues(string(kind)).Inc()
	key := limit.Address(addr)
	if l.table.Caller(key).Tell(tellEvery) {
		l.log.Warn("connection refused", logging.Caller(key), logging.Reason(string(kind)))
	}
}

// refused is a refusal as an answer: ResourceExhausted with the time after which
// there is room again.
type refused struct{ *limit.ExcessError }

// GRPCStatus is the answer.
func (r *refused) GRPCStatus() *status.Status {
	s := status.New(codes.ResourceExhausted, r.Error())
	with, err := s.WithDetails(
		&errdetails.ErrorInfo{Reason: "LIMIT_" + strings.ToUpper(string(r.Kind)), Domain: Domain},
		&errdetails.RetryInfo{RetryDelay: durationpb.New(r.After)},
	)
	if err != nil {
		return s
	}
	return with
}

// callerKey is who is held to a share: the caller where it is known who that is,
// else the address of the peer.
func callerKey(ctx context.Context) (key string, named bool) {
	if who := caller.Of(ctx); who.Kind != caller.Anonymous {
		return who.Key(), true
	}
	return peerKey(ctx), false
}

// peerKey is the address that a call comes from.
func peerKey(ctx context.Context) string {
	if p, ok := peer.FromContext(ctx); ok {
		return limit.Address(p.Addr)
	}
	return limit.Address(nil)
}

// readable is a key for the log.
func readable(key string) string { return strings.ReplaceAll(key, "\x00", " ") }

func messageSize(m any) int {
	if message, ok := m.(proto.Message); ok {
		return proto.Size(message)
	}
	return 0
}

func isHealth(method string) bool { return strings.HasPrefix(method, "/grpc.health.") }
