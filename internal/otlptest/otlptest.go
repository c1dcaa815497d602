// Package otlptest is a collector of traces for tests: it takes what is sent by
// OTLP over gRPC, and shows it.
package otlptest

import (
	"cmp"
	"context"
	"encoding/hex"
	"fmt"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	common "go.opentelemetry.io/proto/otlp/common/v1"
	tracev1 "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
)

// Span is one span as it was received.
type Span struct {
	Service, Name, TraceID, SpanID, Parent string
	Kind                                   tracev1.Span_SpanKind
	Start, End                             time.Time
	Attributes                             map[string]string
	Links                                  []string // trace ids
	Failed                                 string   // status of a span that failed
}

// Collector takes spans.
type Collector struct {
	collector.UnimplementedTraceServiceServer
	// URL is how a provider reaches it.
	URL string

	mu      sync.Mutex
	spans   []Span
	headers metadata.MD
}

// Start starts a collector; it stops with the test.
func Start(t testing.TB) *Collector {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := &Collector{URL: "http://" + listener.Addr().String()}
	server := grpc.NewServer()
	collector.RegisterTraceServiceServer(server, c)
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	t.Cleanup(func() {
		server.Stop()
		if err := <-served; err != nil {
			t.Error(err)
		}
	})
	return c
}

// Export takes spans.
func (c *Collector) Export(ctx context.Context, in *collector.ExportTraceServiceRequest) (*collector.ExportTraceServiceResponse, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.headers, _ = metadata.FromIncomingContext(ctx)
	for _, resource := range in.GetResourceSpans() {
		service := attributes(resource.GetResource().GetAttributes())["service.name"]
		for _, scope := range resource.GetScopeSpans() {
			for _, s := range scope.GetSpans() {
				c.spans = append(c.spans, span(service, s))
			}
		}
	}
	return &collector.ExportTraceServiceResponse{}, nil
}

func span(service string, s *tracev1.Span) Span {
	out := Span{
		Service: service, Name: s.GetName(), TraceID: hex.EncodeToString(s.GetTraceId()), SpanID: hex.EncodeToString(s.GetSpanId()),
		Parent: hex.EncodeToString(s.GetParentSpanId()), Kind: s.GetKind(), Attributes: attributes(s.GetAttributes()),
		Start: time.Unix(0, int64(s.GetStartTimeUnixNano())), End: time.Unix(0, int64(s.GetEndTimeUnixNano())),
	}
	if s.GetStatus().GetCode() == tracev1.Status_STATUS_CODE_ERROR {
		out.Failed = s.GetStatus().GetMessage()
	}
	for _, link := range s.GetLinks() {
		out.Links = append(out.Links, hex.EncodeToString(link.GetTraceId()))
	}
	return out
}

func attributes(all []*common.KeyValue) map[string]string {
	out := map[string]string{}
	for _, kv := range all {
		switch v := kv.GetValue().GetValue().(type) {
		case *common.AnyValue_StringValue:
			out[kv.GetKey()] = v.StringValue
		default:
			out[kv.GetKey()] = strings.TrimSpace(kv.GetValue().String())
		}
	}
	return out
}

// Headers are those of the last message.
func (c *Collector) Headers() metadata.MD {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.headers
}

// Spans are all that were received.
func (c *Collector) Spans() []Span {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.spans)
}

// Trace are the spans of one trace, in the order in which they began.
func (c *Collector) Trace(id string) []Span {
	all := slices.DeleteFunc(c.Spans(), func(s Span) bool { return s.TraceID != id })
	slices.SortStableFunc(all, func(a, b Span) int { return a.Start.Compare(b.Start) })
	return all
}

// Waterfall draws a trace for people to read.
func (c *Collector) Waterfall(id string) string {
	all := c.Trace(id)
	if len(all) == 0 {
		return "no span of trace " + id
	}
	known := map[string]bool{}
	last := all[0].End
	for _, s := range all {
		known[s.SpanID] = true
		if s.End.After(last) {
			last = s.End
		}
	}
	total := cmp.Or(last.Sub(all[0].Start), 1)
	var b strings.Builder
	var draw func(parent string, depth int)
	draw = func(parent string, depth int) {
		for _, s := range all {
			if s.Parent != parent && (depth > 0 || known[s.Parent]) || depth == 0 && known[s.Parent] {
				continue
			}
			const width = 40
			from := int(width * s.Start.Sub(all[0].Start) / total)
			long := max(1, int(width*s.End.Sub(s.Start)/total))
			bar := strings.Repeat(" ", min(from, width-1)) + strings.Repeat("#", min(long, width-min(from, width-1)))
			fmt.Fprintf(&b, "%-40s %9.2f ms  %-10s %s%s %s\n", bar, float64(s.End.Sub(s.Start).Microseconds())/1000, s.Service, strings.Repeat("  ", depth), s.Name, s.Failed)
			draw(s.SpanID, depth+1)
		}
	}
	draw("", 0)
	return b.String()
}
