package bus_test

import (
	"context"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
)

func TestMetrics(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	registry := prometheus.NewRegistry()
	conn, err := bus.Connect(bus.Default(), bus.Deps{Service: "nlp", InProcess: server, Metrics: registry})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := conn.Close(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	})
	if err := conn.Await(t.Context()); err != nil {
		t.Fatal(err)
	}
	tell := func(want string, names ...string) error {
		return testutil.GatherAndCompare(registry, strings.NewReader(want), names...)
	}
	publish(t, conn, article("a"), article("a"), article("b"))
	c := newConsumer(t, conn, nil)
	bustest.Eventually(t, "the server has counted both", func() bool {
		return tell(`
# HELP barograph_bus_connected 1 while there is a connection to NATS, else 0
# TYPE barograph_bus_connected gauge
barograph_bus_connected 1
# HELP barograph_bus_messages_waiting messages of the stream that the consumer has not settled, over all its processes; missing while the server cannot be asked
# TYPE barograph_bus_messages_waiting gauge
barograph_bus_messages_waiting{consumer="nlp-tagger",stream="ARTICLES"} 2
# HELP barograph_bus_publishes_total messages published, by outcome: stored, duplicate, conflict, refused, full (no room), or failed (no answer in time)
# TYPE barograph_bus_publishes_total counter
barograph_bus_publishes_total{outcome="duplicate"} 1
barograph_bus_publishes_total{outcome="stored"} 2
`, "barograph_bus_connected", "barograph_bus_messages_waiting", "barograph_bus_publishes_total") == nil
	})
	stop := consuming(t, func(ctx context.Context) error {
		return c.Consume(ctx, func(context.Context, bus.Msg) bus.Outcome { return bus.Ack() })
	})
	bustest.Eventually(t, "both are handled", func() bool {
		return tell(`
# HELP barograph_bus_messages_handled_total deliveries that were handled, by outcome: ack, retry or reject (to the dead letters)
# TYPE barograph_bus_messages_handled_total counter
barograph_bus_messages_handled_total{consumer="nlp-tagger",outcome="ack",stream="ARTICLES"} 2
`, "barograph_bus_messages_handled_total") == nil
	})
	stop()
	server.Stop()
	bustest.Eventually(t, "the server is missed", func() bool {
		n, err := testutil.GatherAndCount(registry, "barograph_bus_messages_waiting")
		return err == nil && n == 0 && tell(`
# HELP barograph_bus_connected 1 while there is a connection to NATS, else 0
# TYPE barograph_bus_connected gauge
barograph_bus_connected 0
`, "barograph_bus_connected") == nil
	})
	server.Restart()
	bustest.Eventually(t, "the connection is made again, and counted", func() bool {
		return tell(`
# HELP barograph_bus_reconnects_total how often the connection to NATS was lost and made again
# TYPE barograph_bus_reconnects_total counter
barograph_bus_reconnects_total 1
`, "barograph_bus_reconnects_total") == nil
	})
}
