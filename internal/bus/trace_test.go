package bus_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/correlation"
	"github.com/barograph/barograph/internal/otlptest"
	"github.com/barograph/barograph/internal/tracing"
	"github.com/barograph/barograph/proto/subject"
)

const (
	traceA, parentA = "4bf92f3577b34da6a3ce929d0e0e4736", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
	traceB, parentB = "0af7651916cd43dd8448eb211c80319c", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
	traceC, parentC = "11111111111111111111111111111111", "00-11111111111111111111111111111111-b7ad6b7169203331-00"
)

// traced is a connection that makes spans; finish sends them and gives them.
func traced(t *testing.T) (conn *bus.Conn, finish func() []otlptest.Span) {
	t.Helper()
	collector := otlptest.Start(t)
	traces, err := tracing.Open(t.Context(), tracing.Config{Endpoint: collector.URL, SampleRatio: 1}, tracing.Deps{Service: "nlp"})
	if err != nil {
		t.Fatal(err)
	}
	server := bustest.Start(t, bustest.Options{})
	if conn, err = bus.Connect(bus.Config{URL: server.URL()}, bus.Deps{Service: "nlp", InProcess: server, Traces: traces}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.WithoutCancel(t.Context())) })
	return conn, func() []otlptest.Span {
		t.Helper()
		if err := traces.Close(t.Context()); err != nil {
			t.Error(err)
		}
		return collector.Spans()
	}
}

// TestBatchesAndWhatIsHandledAgainAreLinked: a batch is in the trace of its first
// message that is sampled and linked to the others, and what was sent again is a
// trace of its own that is linked to where it comes from.
func TestBatchesAndWhatIsHandledAgainAreLinked(t *testing.T) {
	conn, finish := traced(t)
	send := func(id, parent string, redrives string) {
		t.Helper()
		m := article(id)
		if redrives != "" {
			m.Header = map[string][]string{subject.HeaderRedrives: {redrives}}
		}
		if _, err := bus.NewPublisher(conn).Publish(correlation.WithTraceParent(t.Context(), parent, ""), m); err != nil {
			t.Fatal(err)
		}
	}
	send("c", parentC, "") // not sampled
	send("a", parentA, "")
	send("b", parentB, "")
	handled := make(chan int, 1)
	c := newConsumer(t, conn, nil)
	stop := consuming(t, func(ctx context.Context) error {
		return c.ConsumeBatch(ctx, 3, time.Minute, func(_ context.Context, msgs []bus.Msg) []bus.Outcome {
			handled <- len(msgs)
			return slices.Repeat([]bus.Outcome{bus.Ack()}, len(msgs))
		})
	})
	if n := <-handled; n != 3 {
		t.Fatalf("%d messages were handled together", n)
	}
	bustest.Eventually(t, "the batch is acknowledged", settled(t, conn))
	stop()
	send("again", parentA, "1")
	stop = consuming(t, func(ctx context.Context) error {
		return c.Consume(ctx, func(context.Context, bus.Msg) bus.Outcome { return bus.Ack() })
	})
	bustest.Eventually(t, "what was sent again is acknowledged", settled(t, conn))
	stop()
	links := map[string][]string{} // of spans of handling, by trace
	apart := 0
	for _, span := range finish() {
		switch {
		case span.Name != "process ARTICLES":
		case span.Parent == "":
			if apart++; !slices.Equal(span.Links, []string{traceA}) {
				t.Errorf("what was sent again is linked to %q", span.Links)
			}
		default:
			links[span.TraceID] = append(links[span.TraceID], span.Links...)
		}
	}
	if apart != 1 || len(links) != 2 || !slices.Equal(links[traceA], []string{traceB}) || !slices.Equal(links[traceB], []string{traceA}) {
		t.Errorf("%d traces of their own, links %v; %s is not sampled", apart, links, traceC)
	}
}
