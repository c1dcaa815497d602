package bus_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
)

// A machine that is gone closes no connection. Another server has to be asked long
// before the client's defaults would say so, which is after four to six minutes.
func TestServerThatFallsSilentIsGivenUp(t *testing.T) {
	t.Parallel()
	const limit = 25 * time.Second
	server := bustest.Start(t, bustest.Options{})
	line := server.Line()
	conn := server.Connect("ingest")
	line.Hold()
	began := time.Now()
	bustest.Eventually(t, "the connection is given up", func() bool { return errors.Is(conn.Ready(t.Context()), bus.ErrDisconnected) })
	if took := time.Since(began); took > limit {
		t.Errorf("given up after %s, want %s at most", took, limit)
	}
	line.Free()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	if err := conn.Await(ctx); err != nil {
		t.Error(err)
	}
}
