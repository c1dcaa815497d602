package faults_test

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/cmd/barograph/internal/systemtest"
	"github.com/barograph/barograph/internal/run"
)

// clockVariable names the file that says by how many seconds the clock of a
// process is ahead, of a program that buildJumping has built.
const clockVariable = "FAULTS_CLOCK"

//go:embed testdata/jump.go.txt
var jumpSource []byte

// The one place that is patched: where the package time asks the system.
const (
	clockRead    = "\tsec, nsec, mono := runtimeNow()\n\tif mono == 0 {\n"
	clockPatched = "\tsec, nsec, mono := runtimeNow()\n\tsec += jumpAhead.Load()\n\tif mono == 0 {\n"
)

// buildJumping builds programs whose clock jumps as clockVariable says. Since
// every package depends on the package time, all are compiled anew, and only once:
// the cache of the toolchain has them then.
func buildJumping(t testing.TB, packages ...string) string {
	t.Helper()
	root, err := exec.CommandContext(t.Context(), "go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	dir := folder(t)
	at := func(name string) string { return filepath.Join(strings.TrimSpace(string(root)), "src", "time", name) }
	source, err := os.ReadFile(at("time.go"))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(source), clockRead); n != 1 {
		t.Fatalf("%s reads the clock of the system at %d places, want 1: look how this toolchain does it, and patch that", at("time.go"), n)
	}
	replace := map[string]string{at("time.go"): filepath.Join(dir, "time.go"), at("jump.go"): filepath.Join(dir, "jump.go")}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string][]byte{
		"time.go": []byte(strings.Replace(string(source), clockRead, clockPatched, 1)), "jump.go": jumpSource, "overlay.json": overlay,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return systemtest.Build(t, append([]string{"-overlay", filepath.Join(dir, "overlay.json")}, packages...)...)
}

// letClocksJump builds what [clockFaults] need, if any of them is wanted.
func (s *setup) letClocksJump(t testing.TB) {
	if only := os.Getenv("FAULTS_ONLY"); only != "" && !strings.Contains(only, "clock-jump") {
		return
	}
	packages := []string{"github.com/nats-io/nats-server/v2"}
	if !s.short {
		packages = append(packages, systemtest.Module+"/services/nlp/cmd/nlp")
	}
	dir := buildJumping(t, packages...)
	s.programs.nats = filepath.Join(dir, "nats-server")
	if !s.short {
		s.programs.nlp = filepath.Join(dir, "nlp")
	}
}

// clockFaults set clocks ahead and back, as an operator or a virtual machine does
// that was asleep.
func clockFaults() []fault {
	return []fault{
		{name: "clock-jump-node", short: 1, inject: func(c *cluster, r *rand.Rand) (injection, error) {
			node := pick(r, c.nodes())
			return c.jump(node, 2*time.Hour, r, c.nodeClock)
		}},
		{name: "clock-jump-nlp", short: 1, lacks: func(c *cluster) string {
			if c.short {
				return "compiling the services with clocks that jump takes a minute: make faults does"
			}
			return ""
		}, inject: func(c *cluster, r *rand.Rand) (injection, error) {
			return c.jump(c.process("nlp"), 26*time.Hour, r, nil)
		}},
	}
}

// jump sets the clock of a process ahead, and in the end back to what it was. A
// process that tells its time has to tell that it has jumped.
func (c *cluster) jump(p *process, by time.Duration, r *rand.Rand, clock func(ctx context.Context, p *process) (time.Time, error)) (injection, error) {
	set := func(ahead time.Duration) error {
		if err := c.setClock(p, ahead); err != nil || clock == nil {
			return err
		}
		return poll(c.t.Context(), patience, "the clock of "+p.name+" jumps", func(ctx context.Context) error {
			now, err := clock(ctx, p)
			if off := time.Until(now) - ahead; err == nil && off.Abs() > by/2 {
				err = fmt.Errorf("it is off by %s", off)
			}
			return err
		})
	}
	in := injection{what: fmt.Sprintf("%s by %s", p.name, by), hold: c.span(r, 3*time.Second, 20*time.Second)}
	in.heal = func() error {
		err := set(0)
		run.Wait(c.t.Context(), in.hold)
		return err
	}
	return in, set(by)
}

// clockFile is where the clock of a process is set.
func (c *cluster) clockFile(name string) string { return filepath.Join(c.dir, name+".clock") }

// setClock replaces the file, so that nobody reads half of it, and waits until the
// process has read it, which removes the other one.
func (c *cluster) setClock(p *process, ahead time.Duration) error {
	file := c.clockFile(p.name)
	err := errors.Join(
		os.WriteFile(file+".new", []byte(strconv.Itoa(int(ahead.Seconds()))), 0o600),
		os.WriteFile(file+".unread", nil, 0o600),
		os.Rename(file+".new", file))
	if err != nil {
		return err
	}
	return poll(c.t.Context(), patience, "the clock of "+p.name+" is read", func(context.Context) error {
		if _, err := os.Stat(file + ".unread"); !errors.Is(err, os.ErrNotExist) {
			return errors.Join(err, errors.New("it is not read"))
		}
		return nil
	})
}

// nodeClock is what a node says that the time is.
func (c *cluster) nodeClock(ctx context.Context, node *process) (time.Time, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+c.monitors[node.name]+"/varz", http.NoBody)
	if err != nil {
		return time.Time{}, err
	}
	answer, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(req)
	if err != nil {
		return time.Time{}, err
	}
	defer answer.Body.Close()
	var status struct{ Now time.Time }
	err = json.NewDecoder(answer.Body).Decode(&status)
	return status.Now, err
}
