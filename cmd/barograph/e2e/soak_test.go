package e2e_test

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/cmd/barograph/internal/systemtest"
	"github.com/barograph/barograph/internal/bus"
)

// soakFor is how long articles are published: `make e2e` says 45 seconds, `make
// soak` ten minutes. Other runs leave it out.
func soakFor(t testing.TB) time.Duration {
	text := os.Getenv("SOAK")
	if text == "" {
		t.Skip("runs in make e2e and make soak, for the time in SOAK")
	}
	d, err := time.ParseDuration(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Fifty feeds, more than half of which misbehave, are read while the process is
// killed twice. In the end every article is there once, and what is said of the
// feeds is true.
func TestSoak(t *testing.T) {
	t.Parallel()
	length := soakFor(t)
	program, press := systemtest.Barograph(t), newPress(t)
	dir, catalog := folder(t), systemtest.OpenCatalogue(t)
	flags := []string{"--now=", "--sources", press.file(t, true), "--fetch-allow-networks", "127.0.0.1"}
	p := launch(t, program, dir, catalog, flags...)
	start, n := time.Now(), 0
	kills := []time.Duration{length * 2 / 5, length * 7 / 10}
	tick := time.NewTicker(length / time.Duration(max(60, int(length/time.Second))))
	defer tick.Stop()
	for now := range tick.C {
		if now.Sub(start) >= length {
			break
		}
		press.write(n)
		press.amend(now)
		n++
		if len(kills) > 0 && now.Sub(start) >= kills[0] {
			kills = kills[1:]
			p.kill()
			flags = append(flags, "--nats-listen", freePort(t)) // the last one counts
			p = launch(t, program, dir, catalog, flags...)
		}
	}
	for _, end := range press.ends {
		end()
	}
	eventually(t, "all articles were asked for", func(context.Context) bool {
		press.amend(time.Now())
		return len(press.amends) == 0
	})
	p.attachTo(flags[len(flags)-1])
	tally := press.verify(p)
	tally.assessed(launch(t, program, folder(t), catalog, "--now=", "--sources", press.file(t, false)), p)
	t.Log(tally)
}

// attachTo connects the test to the server within a process.
func (p *process) attachTo(address string) {
	p.t.Helper()
	var err error
	if p.conn, err = bus.Connect(bus.Config{URL: "nats://" + address}, bus.Deps{Service: "e2e", Log: quiet(p.t)}); err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { _ = p.conn.Close(context.Background()) })
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := p.conn.Await(ctx); err != nil {
		p.t.Fatal(err)
	}
}

func freePort(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// file is the sources file; without feeds it only says who the publishers are.
func (p *press) file(t testing.TB, feeds bool) string {
	t.Helper()
	const schedule = "{min_interval: 10s, max_interval: 20s, revisits: [10s, 25s, 45s], frozen_after: 1h}"
	var b strings.Builder
	b.WriteString("sources:\n")
	for _, o := range p.outlets {
		fmt.Fprintf(&b, "  %s:\n    reliability: B\n", o.id)
		if !feeds {
			continue
		}
		b.WriteString("    feeds:\n")
		address := o.Feed.URL
		if o.address != "" {
			address = o.address
		}
		fmt.Fprintf(&b, "      - {id: f, address: %q, kind: %s, schedule: %s}\n", address, o.kind, schedule)
		if o.extra != "" {
			fmt.Fprintf(&b, "      - {id: mirror, address: %q, schedule: %s}\n", o.extra, schedule)
		}
	}
	path := filepath.Join(t.TempDir(), "sources.yaml")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
