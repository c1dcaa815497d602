package faults_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/barograph/barograph/cmd/barograph/internal/demo"
	"github.com/barograph/barograph/cmd/barograph/internal/systemtest"
	"github.com/barograph/barograph/internal/run"
)

// Real processes are killed, paused, cut off and restarted under load. After each
// fault nothing that was acknowledged is lost, nothing is there twice, and the
// assessments are those of a system that nobody disturbed.
func TestFaults(t *testing.T) {
	length := os.Getenv("FAULTS")
	if length == "" {
		t.Skip("runs in make e2e (FAULTS=short) and make faults, for the time in FAULTS")
	}
	all := newSetup(t, length)
	all.older = buildOlder(t, older)
	all.letClocksJump(t)
	for _, replicas := range []int{1, 3} {
		t.Run(fmt.Sprintf("nodes=%d", replicas), func(t *testing.T) {
			t.Parallel()
			s := all
			s.replicas = replicas
			x := newTrial(t, s)
			x.run(schedule(t, length, slices.DeleteFunc(faults(), x.leftOut)))
		})
	}
}

// newSetup is what every trial of this tree is made of.
func newSetup(t *testing.T, length string) setup {
	t.Helper()
	s := setup{programs: build(t), catalog: systemtest.OpenCatalogue(t), sources: filepath.Join(t.TempDir(), "sources.yaml"), short: length == "short"}
	if err := demo.WriteSources(s.sources); err != nil {
		t.Fatal(err)
	}
	return s
}

// trial is one run with faults.
type trial struct {
	*verifier
	t    *testing.T
	rand *rand.Rand
}

func newTrial(t *testing.T, s setup) *trial {
	seed := uint64(time.Now().UnixNano()) % 1_000_000
	if text := os.Getenv("FAULTS_SEED"); text != "" {
		var err error
		if seed, err = strconv.ParseUint(text, 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("seed %d: FAULTS_SEED=%d gives the same schedule", seed, seed)
	undisturbed := s
	undisturbed.replicas = 1
	reference := &reference{cluster: start(t, undisturbed), book: newBook()}
	s.net = machines(t, s.replicas) // the reference stays where nothing disturbs it
	var err error
	if s.disks, err = mountDisks(t, s.replicas); err != nil {
		s.noDisks = err.Error()
	}
	c := start(t, s)
	c.load = newLoad(c)
	return &trial{t: t, rand: rand.New(rand.NewPCG(seed, uint64(s.replicas))), verifier: &verifier{
		cluster: c, reference: reference, archive: systemtest.NewArchive(), book: newBook(),
		tally: &tally{replicas: s.replicas, skipped: map[string]string{}},
	}}
}

// machines is a network that can be disturbed, or the loopback where that cannot be.
func machines(t *testing.T, replicas int) network {
	names := []string{"ingest", "nlp", "aggregate"}
	for i := range replicas {
		names = append(names, "nats-"+strconv.Itoa(i+1))
	}
	n, err := newNamespaces(t, names...)
	if err != nil {
		t.Logf("SKIP-FAULT all of the network: %v", err)
		return loopback{}
	}
	return n
}

// run injects the faults that next gives, until there are none, and verifies after
// each group of them.
func (x *trial) run(next func(r *rand.Rand) []fault) {
	began := time.Now()
	ctx, stop := context.WithCancel(x.t.Context())
	var wait sync.WaitGroup
	wait.Go(func() { x.load.run(ctx) })
	defer wait.Wait()
	defer stop()
	for group := next(x.rand); len(group) > 0 && !x.t.Failed(); group = next(x.rand) {
		for _, f := range group {
			x.disturb(f)
		}
		x.check()
	}
	x.tally.took = time.Since(began)
	x.t.Log(x.tally)
}

// disturb injects one fault under load, heals it, and waits until the services
// are ready again.
func (x *trial) disturb(f fault) {
	run.Wait(x.t.Context(), between(x.rand, 200*time.Millisecond, 1500*time.Millisecond))
	in, err := f.inject(x.cluster, x.rand)
	if err != nil {
		x.t.Errorf("inject %s into %s: %v", f.name, in.what, err)
		return
	}
	run.Wait(x.t.Context(), in.hold)
	if err := in.heal(); err != nil {
		x.t.Errorf("heal %s of %s: %v", f.name, in.what, err)
		return
	}
	healed := time.Now()
	if err := x.ready(x.t.Context()); err != nil {
		x.t.Errorf("after %s of %s: %v", f.name, in.what, err)
	}
	o := outcome{name: f.name, ready: time.Since(healed)}
	x.tally.faults = append(x.tally.faults, o)
	x.t.Logf("%s of %s for %s, ready again after %s", f.name, in.what, in.hold.Round(time.Millisecond), o.ready.Round(time.Millisecond))
}

// check verifies while the load is held.
func (x *trial) check() {
	began := time.Now()
	x.load.hold()
	defer x.load.release()
	err := x.rested(x.t.Context())
	x.tally.rested(time.Since(began))
	var problems []string
	if err == nil {
		problems, err = x.verify(x.t.Context())
	}
	if err != nil {
		problems = append(problems, err.Error())
	}
	if err := x.died(); err != nil {
		problems = append(problems, err.Error())
	}
	for _, p := range problems[:min(len(problems), 30)] {
		x.t.Error(p)
	}
	if x.tally.lost > 0 {
		x.t.Log(x.explain(x.t.Context()))
	}
	l := x.load
	x.tally.articles, x.tally.answers, x.tally.duplicates = len(x.archive.ByID), len(l.promises), l.duplicates
	x.tally.unknown, x.tally.problems = l.unknown, len(problems)
	x.t.Logf("everything in the assessments after %s, %d acknowledged writes verified after %s: %d problems",
		x.tally.last().caught.Round(time.Millisecond), len(l.promises), time.Since(began).Round(time.Millisecond), len(problems))
}

// leftOut says whether a fault is not injected, and notes where the cluster lacks
// what it needs.
func (x *trial) leftOut(f fault) bool {
	only := os.Getenv("FAULTS_ONLY")
	if only != "" && !slices.Contains(strings.Split(only, ","), f.name) || x.short && f.short != x.replicas {
		return true
	}
	if f.lacks == nil {
		return false
	}
	why := f.lacks(x.cluster)
	if why != "" {
		x.tally.skipped[f.name] = why
	}
	return why != ""
}

// schedule gives the next faults to be injected before something is verified, and
// none at the end: one at a time in random order for the time in length, or all of
// them at once for "short".
func schedule(t *testing.T, length string, all []fault) func(r *rand.Rand) []fault {
	if length == "short" {
		return func(*rand.Rand) []fault {
			defer func() { all = nil }()
			return all
		}
	}
	d, err := time.ParseDuration(length)
	if err != nil {
		t.Fatal(err)
	}
	end := time.Now().Add(d)
	var order []fault
	return func(r *rand.Rand) []fault {
		if len(order) == 0 { // each kind before any comes again
			order = slices.Clone(all)
			r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		}
		if len(order) == 0 || time.Now().After(end) {
			return nil
		}
		next := order[0]
		order = order[1:]
		return []fault{next}
	}
}
