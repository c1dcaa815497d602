package tracing

import (
	"context"
	"crypto/tls"

	"go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc"
	"go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc/filters"
	"go.opentelemetry.io/otel/codes"
	noopmetric "go.opentelemetry.io/otel/metric/noop"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/stats"

	"github.com/barograph/barograph/internal/correlation"
	"github.com/barograph/barograph/internal/transport"
	"github.com/barograph/barograph/proto/subject"
)

type apartKey struct{}

// Apart says that what follows is one of many things that one call brings, and
// that the next span begins a trace of its own, linked to that of the call.
func Apart(ctx context.Context) context.Context {
	return context.WithValue(ctx, apartKey{}, true)
}

// On reports whether spans are made, so that nothing is prepared for nobody.
func (p *Provider) On() bool { return p != nil }

// Start begins a span, a child of that in ctx unless it stands [Apart].
func (p *Provider) Start(ctx context.Context, name string, opts ...trace.SpanStartOption) (context.Context, trace.Span) {
	if p == nil {
		return ctx, noop.Span{}
	}
	if apart, _ := ctx.Value(apartKey{}).(bool); apart {
		opts = append(opts, trace.WithNewRoot())
		if parent := trace.SpanContextFromContext(ctx); parent.IsValid() {
			opts = append(opts, trace.WithLinks(trace.Link{SpanContext: parent}))
		}
		ctx = context.WithValue(ctx, apartKey{}, false)
	}
	return p.tracer.Start(ctx, name, opts...)
}

// Start begins a child of the span in ctx, where that is recorded, by the
// provider that made it.
func Start(ctx context.Context, name string) (context.Context, trace.Span) {
	parent := trace.SpanFromContext(ctx)
	if !parent.IsRecording() {
		return ctx, noop.Span{}
	}
	return parent.TracerProvider().Tracer(scope).Start(ctx, name)
}

// Fail marks a span as failed, with a word for what failed: the text of an error
// may quote what no trace shall hold. A nil error marks nothing.
func Fail(span trace.Span, err error, word string) {
	if err != nil {
		span.SetStatus(codes.Error, word)
	}
}

// Server are options by which a gRPC server makes spans of its calls. The call of
// a stranger begins a trace of its own, which is sampled as any is that begins
// here, and linked to theirs.
func (p *Provider) Server(stranger func(context.Context) bool) []grpc.ServerOption {
	if p == nil {
		return nil
	}
	public := otelgrpc.WithPublicEndpointFn(func(ctx context.Context, _ *stats.RPCTagInfo) bool { return stranger(ctx) })
	return []grpc.ServerOption{grpc.StatsHandler(otelgrpc.NewServerHandler(append(p.options(), public)...))}
}

// Client are options by which a gRPC client makes spans of its calls.
func (p *Provider) Client() []grpc.DialOption {
	if p == nil {
		return nil
	}
	return []grpc.DialOption{grpc.WithStatsHandler(otelgrpc.NewClientHandler(p.options()...))}
}

func (p *Provider) options() []otelgrpc.Option {
	return []otelgrpc.Option{
		otelgrpc.WithTracerProvider(p.sdk), otelgrpc.WithMeterProvider(noopmetric.NewMeterProvider()),
		otelgrpc.WithPropagators(bounded{}), otelgrpc.WithFilter(filters.Not(filters.HealthCheck())),
	}
}

// bounded is W3C Trace Context, read as everywhere else: by package correlation.
type bounded struct{ propagation.TraceContext }

// Extract reads the headers of a caller.
func (bounded) Extract(ctx context.Context, from propagation.TextMapCarrier) context.Context {
	return correlation.WithTraceParent(ctx, from.Get(subject.HeaderTraceParent), from.Get(subject.HeaderTraceState))
}

// credentialsOf are those of the connection to the collector.
func credentialsOf(secure bool, certs *transport.Certificates) credentials.TransportCredentials {
	switch {
	case !secure:
		return insecure.NewCredentials()
	case certs != nil:
		return certs.Client()
	}
	return credentials.NewTLS(&tls.Config{MinVersion: tls.VersionTLS12})
}
