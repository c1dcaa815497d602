package rpc

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"slices"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/barograph/barograph/internal/access"
	"github.com/barograph/barograph/internal/correlation"
	"github.com/barograph/barograph/proto/subject"
)

// Dial makes a client connection to a service; it connects when it is first
// used. It passes the correlation id on, keeps the connection alive, looks names
// up every few seconds and balances over what it finds, and tries reads again
// while the service is unavailable. Without TLS credentials (nil)
// the connection is in plain text. Further options come last and win.
func Dial(target string, tls credentials.TransportCredentials, more ...grpc.DialOption) (*grpc.ClientConn, error) {
	if tls == nil {
		tls = insecure.NewCredentials()
	}
	policy, err := serviceConfig()
	if err != nil {
		return nil, fmt.Errorf("dial %s: %w", target, err)
	}
	opts := append([]grpc.DialOption{
		grpc.WithTransportCredentials(tls),
		grpc.WithDefaultServiceConfig(policy),
		grpc.WithUnaryInterceptor(outgoingUnary), grpc.WithStreamInterceptor(outgoingStream),
		grpc.WithKeepaliveParams(keepalive.ClientParameters{Time: 30 * time.Second, Timeout: 10 * time.Second, PermitWithoutStream: true}),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(MaxSendBytes), grpc.MaxCallSendMsgSize(MaxReceiveBytes)),
	}, more...)
	opts = append(opts, grpc.WithResolvers(names{lookup: net.DefaultResolver.LookupHost, every: lookEvery})) // of resolvers the first wins
	conn, err := grpc.NewClient(target, opts...)
	if err != nil {
		return nil, fmt.Errorf("dial %s: %w", target, err)
	}
	return conn, nil
}

func outgoing(ctx context.Context) context.Context {
	if id := correlation.ID(ctx); id != "" {
		ctx = metadata.AppendToOutgoingContext(ctx, metadataCorrelationID, id)
	}
	if trace := correlation.TraceParent(ctx); trace != "" {
		ctx = metadata.AppendToOutgoingContext(ctx, subject.HeaderTraceParent, trace)
		if state := correlation.TraceState(ctx); state != "" {
			ctx = metadata.AppendToOutgoingContext(ctx, subject.HeaderTraceState, state)
		}
	}
	return ctx
}

func outgoingUnary(ctx context.Context, method string, req, reply any, cc *grpc.ClientConn, invoke grpc.UnaryInvoker, opts ...grpc.CallOption) error {
	return invoke(outgoing(ctx), method, req, reply, cc, opts...)
}

func outgoingStream(ctx context.Context, desc *grpc.StreamDesc, cc *grpc.ClientConn, method string, open grpc.Streamer, opts ...grpc.CallOption) (grpc.ClientStream, error) {
	return open(outgoing(ctx), desc, cc, method, opts...)
}

type methodName struct {
	Service string `json:"service"`
	Method  string `json:"method,omitempty"`
}

// serviceConfig retries the reads of every barograph service that this program
// knows. https://github.com/grpc/grpc/blob/master/doc/service_config.md
func serviceConfig() (string, error) {
	retry := map[string]any{
		"maxAttempts": 4, "initialBackoff": "0.1s", "maxBackoff": "2s", "backoffMultiplier": 2,
		"retryableStatusCodes": []string{"UNAVAILABLE"},
	}
	config := map[string]any{"loadBalancingConfig": []any{map[string]any{"round_robin": map[string]any{}}}}
	if names := reads(); len(names) > 0 {
		config["methodConfig"] = []any{map[string]any{"name": names, "retryPolicy": retry}}
	}
	text, err := json.Marshal(config)
	if err != nil {
		return "", fmt.Errorf("write service config: %w", err)
	}
	return string(text), nil
}

// reads lists the unary methods that change nothing.
func reads() []methodName {
	var names []methodName
	access.Contracts(func(method protoreflect.MethodDescriptor) bool {
		if access.IsRead(method) && !method.IsStreamingClient() && !method.IsStreamingServer() {
			names = append(names, methodName{string(method.Parent().FullName()), string(method.Name())})
		}
		return true
	})
	slices.SortFunc(names, func(a, b methodName) int {
		return strings.Compare(a.Service+"/"+a.Method, b.Service+"/"+b.Method)
	})
	return names
}
