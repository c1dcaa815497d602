package bus_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/zap/zaptest"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/transport"
	"github.com/barograph/barograph/internal/transporttest"
)

// connectSecurely opens a connection with the certificates of a folder.
func connectSecurely(t *testing.T, url, dir string) *bus.Conn {
	t.Helper()
	certificates, err := transport.Open(dir, transport.Deps{Use: "nats", Interval: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	conn, err := bus.Connect(bus.Config{URL: url, TLSDir: dir}, bus.Deps{Service: "test", Log: zaptest.NewLogger(t), TLS: certificates})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		if err := conn.Close(ctx); err != nil {
			t.Error(err)
		}
	})
	return conn
}

// Who gets no connection, and why.
func TestConnectionsOverTLS(t *testing.T) {
	t.Parallel()
	ours, theirs := transporttest.NewAuthority(t, "ours"), transporttest.NewAuthority(t, "theirs")
	folder := func(issuer *transporttest.Authority, w transporttest.Wish, trusted []byte) string {
		f := transporttest.NewFolder(t)
		certificate, key := issuer.Issue(w)
		f.Put(certificate, key, trusted)
		return f.Path
	}
	bare := transporttest.NewFolder(t)
	bare.Put(nil, nil, ours.PEM())
	good := folder(ours, transporttest.Wish{Name: "server"}, ours.PEM())
	secure := bustest.Start(t, bustest.Options{Listen: true, TLSDir: good, Unprovisioned: true})
	elsewhere := bustest.Start(t, bustest.Options{Listen: true, TLSDir: folder(ours, transporttest.Wish{Name: "server", Nowhere: true}, ours.PEM()), Unprovisioned: true})
	plain := bustest.Start(t, bustest.Options{Listen: true, Unprovisioned: true})
	for _, tt := range []struct {
		name string
		url  string
		dir  string
		want string // in the error; empty: connected
	}{
		{"good", secure.URL(), folder(ours, transporttest.Wish{Name: "client"}, ours.PEM()), ""},
		{"no certificate", secure.URL(), bare.Path, "tls"},
		{"of another authority", secure.URL(), folder(theirs, transporttest.Wish{Name: "client"}, ours.PEM()), "tls"},
		{"unknown server", secure.URL(), folder(ours, transporttest.Wish{Name: "client"}, theirs.PEM()), "unknown authority"},
		{"another name", elsewhere.URL(), folder(ours, transporttest.Wish{Name: "client"}, ours.PEM()), "127.0.0.1"},
		{"a server without TLS", plain.URL(), folder(ours, transporttest.Wish{Name: "client"}, ours.PEM()), "secure connection not available"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			conn := connectSecurely(t, tt.url, tt.dir)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			if tt.want == "" {
				if err := conn.Await(ctx); err != nil {
					t.Fatal(err)
				}
				if state, err := conn.NATS().TLSConnectionState(); err != nil || len(state.VerifiedChains) == 0 {
					t.Errorf("verified %v, %v", state.VerifiedChains, err)
				}
				return
			}
			bustest.Eventually(t, "the connection is refused", func() bool { return conn.NATS().LastError() != nil })
			cancel()
			if err := conn.Await(ctx); !errors.Is(err, bus.ErrDisconnected) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Await = %v, want an error about %q", err, tt.want)
			}
		})
	}
	if _, err := bus.Connect(bus.Config{URL: secure.URL(), TLSDir: good}, bus.Deps{Service: "test"}); err == nil {
		t.Error("a folder without certificates would be plain text by mistake")
	}
}

// Certificates of both sides are replaced, then the authority, with restarts of
// the server in between, while messages are published and consumed: every
// message that was acknowledged arrives.
func TestRotationLosesNoMessage(t *testing.T) {
	t.Parallel()
	before, after := transporttest.NewAuthority(t, "before"), transporttest.NewAuthority(t, "after")
	serverFiles, clientFiles := transporttest.NewFolder(t), transporttest.NewFolder(t)
	serverFiles.Fill(transporttest.Wish{Name: "server"}, before)
	clientFiles.Fill(transporttest.Wish{Name: "client"}, before)
	server := bustest.Start(t, bustest.Options{Listen: true, TLSDir: serverFiles.Path})
	conn := connectSecurely(t, server.URL(), clientFiles.Path)
	if err := conn.Await(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	var seen tally
	consumer := newConsumer(t, conn, nil)
	stop := consuming(t, func(ctx context.Context) error {
		return consumer.Consume(ctx, func(_ context.Context, msg bus.Msg) bus.Outcome {
			seen.add(msg)
			return bus.Ack()
		})
	})
	publisher := bus.NewPublisher(conn)
	var stored atomic.Int64
	var publishing sync.WaitGroup
	publishing.Go(func() {
		for i := 0; ctx.Err() == nil; i++ {
			// One after the other, each until it is stored: all have to arrive.
			for m := article(fmt.Sprint(i)); ctx.Err() == nil; {
				if _, err := publisher.Publish(ctx, m); err == nil {
					stored.Add(1)
					break
				}
			}
		}
	})
	more := func(what string) {
		from := stored.Load()
		bustest.Eventually(t, "messages are stored again after: "+what, func() bool { return stored.Load() > from+20 })
	}
	// TLSConnectionState may be asked only while the client does not reconnect.
	reconnect := func() {
		from := conn.NATS().Stats().Reconnects
		if err := conn.NATS().ForceReconnect(); err != nil {
			t.Fatal(err)
		}
		bustest.Eventually(t, "connected again", func() bool {
			return conn.NATS().Stats().Reconnects > from && conn.NATS().IsConnected()
		})
	}
	more("the start")
	for _, step := range []struct {
		name           string
		issuer         *transporttest.Authority
		trusted        []*transporttest.Authority
		server, client string
	}{
		{"new certificates", before, nil, "server2", "client2"},
		{"both authorities", before, []*transporttest.Authority{after}, "server3", "client3"},
		{"certificates of the new authority", after, []*transporttest.Authority{before}, "server4", "client4"},
		{"the new authority alone", after, nil, "server5", "client5"},
	} {
		clientFiles.Fill(transporttest.Wish{Name: step.client}, step.issuer, step.trusted...)
		serverFiles.Fill(transporttest.Wish{Name: step.server}, step.issuer, step.trusted...)
		server.Reload()
		more(step.name + ", over the old connection")
		reconnect()
		more(step.name + ", over a new connection")
		state, err := conn.NATS().TLSConnectionState()
		if err != nil || state.PeerCertificates[0].Subject.CommonName != step.server {
			t.Errorf("%s: the server shows %v, %v; want %s", step.name, state.PeerCertificates, err, step.server)
		}
	}
	server.Restart()
	more("a restart")
	cancel()
	publishing.Wait()
	bustest.Eventually(t, "all acknowledged", settled(t, conn))
	stop()
	if distinct, _ := seen.total(); int64(distinct) < stored.Load() || int64(distinct) > stored.Load()+1 { // one may have been stored unheard
		t.Errorf("%d messages arrived, %d were stored", distinct, stored.Load())
	}
	t.Logf("%d messages", stored.Load())
}
