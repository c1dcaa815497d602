package embedded_test

import (
	"context"
	"errors"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"go.uber.org/goleak"
	"go.uber.org/zap"

	"github.com/barograph/barograph/cmd/barograph/internal/embedded"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestWhatIsStoredSurvivesARestart(t *testing.T) {
	dir := t.TempDir()
	for want := uint64(1); want <= 2; want++ {
		srv := start(t, dir)
		nc, err := nats.Connect("", nats.InProcessServer(srv))
		if err != nil {
			t.Fatal(err)
		}
		js, err := jetstream.New(nc)
		if err != nil {
			t.Fatal(err)
		}
		cfg := jetstream.StreamConfig{Name: "S", Subjects: []string{"s"}}
		if _, err := js.CreateOrUpdateStream(t.Context(), cfg); err != nil {
			t.Fatal(err)
		}
		ack, err := js.Publish(t.Context(), "s", []byte("x"))
		if err != nil {
			t.Fatal(err)
		}
		if ack.Sequence != want {
			t.Errorf("start %d: sequence %d", want, ack.Sequence)
		}
		nc.Close()
		if err := srv.Stop(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

func TestFolderIsForOneServer(t *testing.T) {
	dir := t.TempDir()
	first := start(t, dir)
	_, err := embedded.Start(t.Context(), dir, "", zap.NewNop())
	if !errors.Is(err, embedded.ErrInUse) {
		t.Fatalf("second start: %v", err)
	}
	for _, want := range []string{dir, strconv.Itoa(os.Getpid()), "--data"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q does not name %s", err, want)
		}
	}
	if err := first.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	again := start(t, dir)
	if err := again.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestNoPortIsOpened(t *testing.T) {
	srv := start(t, t.TempDir())
	defer func() {
		if err := srv.Stop(t.Context()); err != nil {
			t.Error(err)
		}
	}()
	if nc, err := nats.Connect(nats.DefaultURL, nats.Timeout(time.Second)); err == nil {
		name := nc.ConnectedServerName()
		nc.Close()
		if name == "barograph" {
			t.Error("the embedded server listens on the default port")
		}
	}
}

func TestFolderThatCannotBeCreated(t *testing.T) {
	file := t.TempDir() + "/file"
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := embedded.Start(t.Context(), file+"/data", "", zap.NewNop()); err == nil || errors.Is(err, embedded.ErrInUse) {
		t.Errorf("got %v", err)
	}
}

func start(t *testing.T, dir string) *embedded.Server {
	t.Helper()
	srv, err := embedded.Start(t.Context(), dir, "", zap.NewNop())
	if err != nil {
		t.Fatal(err)
	}
	return srv
}

func TestSubscribersConnectWhereAsked(t *testing.T) {
	srv, err := embedded.Start(t.Context(), t.TempDir(), "127.0.0.1:0", zap.NewNop())
	if err != nil {
		t.Fatal(err)
	}
	nc, err := nats.Connect("nats://" + srv.Address())
	if err != nil {
		t.Fatal(err)
	}
	nc.Close()
	t.Cleanup(func() {
		if err := srv.Stop(context.Background()); err != nil {
			t.Error(err)
		}
	})
	for name, listen := range map[string]string{
		"another machine": "0.0.0.0:0", "a name": "localhost:0", "no port": "127.0.0.1", "occupied": srv.Address(),
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := embedded.Start(t.Context(), t.TempDir(), listen, zap.NewNop()); !errors.Is(err, embedded.ErrListen) {
				t.Errorf("listen on %q: %v", listen, err)
			}
		})
	}
}
