package bus_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nkeys"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"go.uber.org/zap/zaptest/observer"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/proto/subject"
)

// TestForbidden: what a user may not publish fails at once and is told in the
// log and by readiness.
func TestForbidden(t *testing.T) {
	pair, err := nkeys.CreateUser()
	if err != nil {
		t.Fatal(err)
	}
	public, err := pair.PublicKey()
	if err != nil {
		t.Fatal(err)
	}
	seed, err := pair.Seed()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "nlp.nk")
	if err := os.WriteFile(file, seed, 0o600); err != nil {
		t.Fatal(err)
	}
	options := func(publish ...string) *server.Options {
		return &server.Options{Host: "127.0.0.1", Port: server.RANDOM_PORT, NoSigs: true, NoLog: true, Nkeys: []*server.NkeyUser{{
			Nkey: public, Permissions: &server.Permissions{Publish: &server.SubjectPermission{Allow: publish}},
		}}}
	}
	n, err := server.NewServer(options("nothing"))
	if err != nil {
		t.Fatal(err)
	}
	n.Start()
	t.Cleanup(func() { n.Shutdown(); n.WaitForShutdown() })
	if !n.ReadyForConnections(time.Minute) {
		t.Fatal("the server does not start")
	}
	core, logs := observer.New(zapcore.ErrorLevel)
	conn, err := bus.Connect(bus.Config{URL: n.ClientURL(), NKeyFile: file}, bus.Deps{Service: "nlp", Log: zap.New(core)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.NATS().Close() })
	if err := conn.Await(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := conn.Ready(t.Context()); err != nil {
		t.Errorf("before anything was forbidden: %v", err)
	}
	start := time.Now()
	_, err = bus.NewPublisher(conn).Publish(t.Context(), article("a"))
	if !errors.Is(err, bus.ErrForbidden) || !errors.Is(err, fault.ErrTransient) || time.Since(start) > 4*time.Second {
		t.Errorf("after %s: %v", time.Since(start), err)
	}
	if err := conn.Ready(t.Context()); !errors.Is(err, bus.ErrForbidden) {
		t.Errorf("ready: %v", err)
	}
	if all := logs.FilterField(zap.String("subject", subject.ArticleAccepted.For("example.org"))).Len(); all == 0 {
		t.Errorf("the log does not name the subject: %v", logs.All())
	}
}

// TestForbiddenMessageKeepsItsAttempts: what cannot be published for want of a
// permission says nothing about the message that it follows from.
func TestForbiddenMessageKeepsItsAttempts(t *testing.T) {
	conn := bustest.Start(t, bustest.Options{}).Connect("nlp")
	publish(t, conn, article("a"))
	tries, done := 0, make(chan struct{})
	c := newConsumer(t, conn, func(cfg *bus.ConsumerConfig) { cfg.Attempts = 2 })
	stop := consuming(t, func(ctx context.Context) error {
		return c.Consume(ctx, func(context.Context, bus.Msg) bus.Outcome {
			if tries++; tries <= 4 {
				return bus.Retry(0, bus.ErrForbidden)
			}
			close(done)
			return bus.Ack()
		})
	})
	<-done
	stop()
	if _, dead, err := conn.Size(t.Context(), subject.StreamDeadLetter); err != nil || dead != 0 {
		t.Errorf("%d dead letters, %v", dead, err)
	}
}
