package e2e_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nkeys"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bus/permission"
)

// guarded is a NATS server with the configuration that is delivered, and what it
// saw its users do.
type guarded struct {
	t     testing.TB
	nats  *server.Server
	seeds map[string]string // file with the seed, by user

	mu      sync.Mutex
	done    map[act]bool
	refused []string
}

// act is one thing that a user did.
type act struct{ user, verb, subject string }

// Verbs of acts.
const (
	publishes  = "publish"
	subscribes = "subscribe"
)

// everything is the user of the test itself, which may do anything.
const everything = "e2e"

// guard starts the server.
func guard(t testing.TB) *guarded {
	t.Helper()
	g := &guarded{t: t, seeds: map[string]string{}, done: map[act]bool{}}
	dir, public := folder(t), map[string]string{}
	for _, user := range append(permission.Users(), permission.User{Name: everything}) {
		public[user.Name], g.seeds[user.Name] = newUser(t, filepath.Join(dir, user.Name+".nk"))
	}
	for _, name := range []string{"single.conf", permission.File} {
		text, err := os.ReadFile(filepath.Join("..", "..", "..", "deploy", "nats", name))
		if err != nil {
			t.Fatal(err)
		}
		writeFile(t, filepath.Join(dir, name), text)
	}
	writeFile(t, filepath.Join(dir, permission.KeysFile), permission.Keys(public))
	options, err := server.ProcessConfigFile(filepath.Join(dir, "single.conf"))
	if err != nil {
		t.Fatal(err)
	}
	options.Host, options.Port, options.HTTPPort, options.StoreDir, options.NoSigs = "127.0.0.1", server.RANDOM_PORT, 0, dir, true
	options.MaxTracedMsgLen = 1
	for _, account := range options.Accounts {
		if account.Name == "BAROGRAPH" {
			options.Nkeys = append(options.Nkeys, &server.NkeyUser{Nkey: public[everything], Account: account})
		}
	}
	if g.nats, err = server.NewServer(options); err != nil {
		t.Fatal(err)
	}
	g.nats.SetLoggerV2(g, false, true, false)
	g.nats.Start()
	t.Cleanup(func() {
		g.Stop()
		if _, refused := g.seen(); t.Failed() {
			t.Logf("refused: %s", strings.Join(refused, "\n"))
		}
	})
	if !g.nats.ReadyForConnections(patience) {
		t.Fatal("the server does not start")
	}
	return g
}

func newUser(t testing.TB, path string) (public, file string) {
	t.Helper()
	pair, err := nkeys.CreateUser()
	if err != nil {
		t.Fatal(err)
	}
	seed, err := pair.Seed()
	if err != nil {
		t.Fatal(err)
	}
	if public, err = pair.PublicKey(); err != nil {
		t.Fatal(err)
	}
	writeFile(t, path, seed)
	return public, path
}

func writeFile(t testing.TB, path string, text []byte) {
	t.Helper()
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
}

// Stop stops the server.
func (g *guarded) Stop() {
	g.nats.Shutdown()
	g.nats.WaitForShutdown()
}

// login is how a user connects.
func (g *guarded) login(user string) bus.Config {
	return bus.Config{URL: g.nats.ClientURL(), NKeyFile: g.seeds[user]}
}

// connect connects as a user, for as long as the test runs.
func (g *guarded) connect(user string) *bus.Conn {
	g.t.Helper()
	conn, err := bus.Connect(g.login(user), bus.Deps{Service: user})
	if err != nil {
		g.t.Fatal(err)
	}
	g.t.Cleanup(func() { conn.NATS().Close() })
	eventually(g.t, user+" is connected", func(context.Context) bool { return conn.NATS().IsConnected() })
	return conn
}

// seen are the acts and refusals so far.
func (g *guarded) seen() (acts map[act]bool, refused []string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return maps.Clone(g.done), g.refused
}

// operation matches what the server traces of an operation of a client.
var operation = regexp.MustCompile(`:go:(?:barograph|assessment)-([a-z0-9]+)".* - <<- \[(PUB|HPUB|SUB) (\S+)`)

// Tracef notes what clients do; it makes guarded a server.Logger.
func (g *guarded) Tracef(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if !strings.Contains(text, "<<- [") { // not of a client: most lines
		return
	}
	match := operation.FindStringSubmatch(text)
	if match == nil {
		return
	}
	verb := publishes
	if match[2] == "SUB" {
		verb = subscribes
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.done[act{match[1], verb, match[3]}] = true
}

// Errorf notes refusals.
func (g *guarded) Errorf(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if strings.Contains(text, "Violation") {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.refused = append(g.refused, text)
	}
}

// Noticef does nothing.
func (g *guarded) Noticef(string, ...any) {}

// Warnf does nothing.
func (g *guarded) Warnf(string, ...any) {}

// Fatalf does nothing.
func (g *guarded) Fatalf(string, ...any) {}

// Debugf does nothing.
func (g *guarded) Debugf(string, ...any) {}
