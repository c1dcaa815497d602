// Package tracing makes OpenTelemetry traces and hands them to a collector by
// OTLP over gRPC. It is off unless a collector is configured, and costs nothing
// then: a nil [*Provider] is fine everywhere. There is no global provider.
//
// A collector that is slow, down or full never holds up the service: spans wait
// in a queue of bounded size, what finds no room is dropped, and both are
// counted. No span holds text of an article, an error's text or a secret.
package tracing

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracegrpc"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
	"go.uber.org/zap"
	"google.golang.org/grpc"

	"github.com/barograph/barograph/internal/telemetry"
	"github.com/barograph/barograph/internal/transport"
)

const (
	scope         = "github.com/barograph/barograph" // of all spans
	mostWaiting   = 4096                             // spans; of about 1 KiB each
	mostSent      = 512                              // spans in one message
	sendEvery     = 5 * time.Second
	sendTimeout   = 10 * time.Second
	flushTimeout  = 3 * time.Second
	mostLinks     = 128
	longestValue  = 256 // bytes of an attribute
	mostPerSpan   = 64  // attributes
	retryFirst    = time.Second
	retryLongest  = 5 * time.Second
	perLinkValues = 4
)

// Config is the part of a service's configuration that is about its traces.
type Config struct {
	Endpoint    string  `env:"OTLP_ENDPOINT" shared:"true" help:"collector that takes traces by OTLP over gRPC: http://HOST:PORT in plain text, https://HOST:PORT over TLS; empty: none are made"`
	TLSDir      string  `env:"OTLP_TLS_DIR" shared:"true" help:"folder with ca.crt, and with tls.crt and tls.key where the collector asks for a certificate, read again when they change; empty: the system's authorities"`
	HeadersFile string  `env:"OTLP_HEADERS_FILE" shared:"true" help:"file with headers for the collector, one NAME: VALUE a line, such as the key of an account; empty: none"`
	SampleRatio float64 `env:"OTLP_SAMPLE_RATIO" shared:"true" help:"share of the pieces of work that are traced, from 0 to 1; what comes with a decision of its caller keeps that"`
}

// Default traces everything once there is a collector.
func Default() Config { return Config{SampleRatio: 1} }

// Validate names every wrong field.
func (c Config) Validate() error {
	var errs []error
	if !(c.SampleRatio >= 0 && c.SampleRatio <= 1) { // not a number is neither
		errs = append(errs, fmt.Errorf("otlp-sample-ratio: %v is not between 0 and 1", c.SampleRatio))
	}
	if _, _, err := c.target(); err != nil {
		errs = append(errs, fmt.Errorf("otlp-endpoint: %w", err))
	}
	if c.Endpoint == "" && (c.TLSDir != "" || c.HeadersFile != "") {
		errs = append(errs, errors.New("otlp-endpoint: is empty, but otlp-tls-dir or otlp-headers-file is set"))
	}
	return errors.Join(errs...)
}

// target is where the collector listens, and whether over TLS.
func (c Config) target() (address string, secure bool, err error) {
	if c.Endpoint == "" {
		return "", false, nil
	}
	u, err := url.Parse(c.Endpoint)
	if err != nil {
		return "", false, errors.New("is not a URL") // the error quotes what may be a password
	}
	_, _, split := net.SplitHostPort(u.Host)
	switch {
	case u.Scheme != "http" && u.Scheme != "https", split != nil, u.User != nil, u.RawQuery != "", u.Path != "" && u.Path != "/":
		return "", false, errors.New("is none of http://HOST:PORT and https://HOST:PORT; headers have a file of their own")
	case u.Scheme == "http" && c.TLSDir != "":
		return "", false, errors.New("begins with http://, but otlp-tls-dir is set")
	}
	return u.Host, u.Scheme == "https", nil
}

// Deps is what a provider needs.
type Deps struct {
	// Log is told once when the collector cannot be reached, and once when it can
	// again; nil logs nothing.
	Log *zap.Logger
	// Metrics gets what became of spans; nil: nobody sees it.
	Metrics telemetry.Registerer
	// Service and Version name the program to the collector.
	Service, Version string
}

// Provider makes spans. A nil one makes none.
type Provider struct {
	sdk    *sdktrace.TracerProvider
	tracer trace.Tracer
	queue  *queue
	conn   *grpc.ClientConn
	certs  *transport.Certificates
}

// Open makes a provider; nil where no collector is configured. It does not wait
// for the collector.
func Open(ctx context.Context, cfg Config, deps Deps) (*Provider, error) {
	if err := cfg.Validate(); err != nil {
		return nil, err
	}
	if deps.Log == nil {
		deps.Log = zap.NewNop()
	}
	log := deps.Log.Named("tracing")
	queue, err := newQueue(deps.Metrics, log)
	if err != nil || cfg.Endpoint == "" {
		return nil, err
	}
	headers, err := readHeaders(cfg.HeadersFile)
	if err != nil {
		return nil, fmt.Errorf("otlp-headers-file: %w", err)
	}
	p := &Provider{queue: queue}
	if p.conn, p.certs, err = dial(cfg, deps); err != nil {
		return nil, err
	}
	client := otlptracegrpc.NewClient(
		// The connection is ours, and with it TLS and addresses, whatever variables OTEL_EXPORTER_OTLP_* say.
		otlptracegrpc.WithGRPCConn(p.conn), otlptracegrpc.WithHeaders(headers), otlptracegrpc.WithTimeout(sendTimeout),
		otlptracegrpc.WithRetry(otlptracegrpc.RetryConfig{Enabled: true, InitialInterval: retryFirst, MaxInterval: retryLongest, MaxElapsedTime: sendTimeout}),
	)
	exporter, err := queue.exporter(ctx, client)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("export traces: %w", err), p.conn.Close())
	}
	queue.next = sdktrace.NewBatchSpanProcessor(exporter, sdktrace.WithMaxQueueSize(2*mostWaiting), sdktrace.WithMaxExportBatchSize(mostSent),
		sdktrace.WithBatchTimeout(sendEvery), sdktrace.WithExportTimeout(sendTimeout))
	p.sdk = sdktrace.NewTracerProvider(
		sdktrace.WithSpanProcessor(queue), sdktrace.WithResource(describe(ctx, deps)),
		sdktrace.WithSampler(sdktrace.ParentBased(sdktrace.TraceIDRatioBased(cfg.SampleRatio))),
		sdktrace.WithRawSpanLimits(sdktrace.SpanLimits{
			AttributeValueLengthLimit: longestValue, AttributeCountLimit: mostPerSpan, EventCountLimit: mostPerSpan, LinkCountLimit: mostLinks,
			AttributePerEventCountLimit: perLinkValues, AttributePerLinkCountLimit: perLinkValues,
		}),
	)
	p.tracer = p.sdk.Tracer(scope)
	return p, nil
}

// dial connects to the collector when it is first used.
func dial(cfg Config, deps Deps) (*grpc.ClientConn, *transport.Certificates, error) {
	address, secure, err := cfg.target()
	if err != nil {
		return nil, nil, err
	}
	certs, err := transport.Open(cfg.TLSDir, transport.Deps{Log: deps.Log, Metrics: deps.Metrics, Use: "otlp"})
	if err != nil {
		return nil, nil, fmt.Errorf("otlp-tls-dir: %w", err)
	}
	conn, err := grpc.NewClient(address, grpc.WithTransportCredentials(credentialsOf(secure, certs)), grpc.WithUserAgent("barograph/"+deps.Version))
	if err != nil {
		return nil, nil, fmt.Errorf("otlp-endpoint: %w", err)
	}
	return conn, certs, nil
}

// describe says which program the spans are of. What OTEL_RESOURCE_ATTRIBUTES
// says beside it is passed on, as that is where Kubernetes puts names of pods.
func describe(ctx context.Context, deps Deps) *resource.Resource {
	host, _ := os.Hostname() // without one, instances cannot be told apart
	own := resource.NewSchemaless(
		attribute.String("service.name", deps.Service), attribute.String("service.namespace", "barograph"),
		attribute.String("service.version", deps.Version), attribute.String("service.instance.id", host),
	)
	given, err := resource.New(ctx, resource.WithFromEnv())
	if err != nil {
		return own
	}
	merged, err := resource.Merge(given, own)
	if err != nil {
		return own
	}
	return merged
}

// Watch reads certificates again when they change, until ctx ends.
func (p *Provider) Watch(ctx context.Context) error {
	if p == nil {
		<-ctx.Done()
		return nil
	}
	return p.certs.Watch(ctx)
}

// Close sends what waits, for a few seconds at most, and lets go of the
// collector. What it could not send is dropped: that is no error.
func (p *Provider) Close(ctx context.Context) error {
	if p == nil {
		return nil
	}
	flush, cancel := context.WithTimeout(ctx, flushTimeout)
	defer cancel()
	_ = p.sdk.Shutdown(flush) // what failed is counted and logged by the queue
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), flushTimeout)
	defer cancel()
	_ = p.queue.send.Shutdown(stop) // ends an attempt that outlasts the flush
	return p.conn.Close()
}
