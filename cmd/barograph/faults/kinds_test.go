package faults_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"time"
)

// fault is one kind of disturbance.
type fault struct {
	name string
	// short is the number of nodes with which it is part of the short run, in the
	// order of [faults]; 0: it is not.
	short int
	// lacks says why it cannot be injected into this cluster, with a word about
	// what to do; nil or "" where it can.
	lacks func(c *cluster) string
	// inject does it, to whom r says. What it injects is healed after hold.
	inject func(c *cluster, r *rand.Rand) (injection, error)
}

// injection is a fault that has begun.
type injection struct {
	what string        // for the log: to whom
	hold time.Duration // how long it lasts
	heal func() error  // what those do who run the system: start what was killed
}

// faults are all kinds.
func faults() []fault {
	all := []fault{
		{name: "kill-node", short: 1, inject: killNode},
		{name: "pause-node", short: 3, inject: pauseNode},
		{name: "rolling-restart", short: 1, inject: rollingRestart},
		{name: "restart-all", short: 1, inject: restartAll},
	}
	for _, name := range []string{"ingest", "nlp", "aggregate"} {
		all = append(all, fault{name: "kill-" + name, short: 1, inject: func(c *cluster, r *rand.Rand) (injection, error) {
			return killed(c.process(name), r)
		}})
		pause := fault{name: "pause-" + name, inject: func(c *cluster, r *rand.Rand) (injection, error) {
			return paused(c.process(name), pauseOf(name), r)
		}}
		if name == "nlp" { // its AckWait is the shortest
			pause.short = 3
		}
		all = append(all, pause)
	}
	return slices.Concat(all, networkFaults(), versionFaults(), deliveryFaults(), diskFaults(), clockFaults())
}

func pick(r *rand.Rand, from []*process) *process { return from[r.IntN(len(from))] }

// span is how long something lasts that may last long; in a short run not long.
func (c *cluster) span(r *rand.Rand, low, high time.Duration) time.Duration {
	if c.short {
		high = 2 * low
	}
	return between(r, low, high)
}

func between(r *rand.Rand, low, high time.Duration) time.Duration {
	return low + time.Duration(r.Int64N(int64(high-low)))
}

func killNode(c *cluster, r *rand.Rand) (injection, error) { return killed(pick(r, c.nodes()), r) }

func killed(p *process, r *rand.Rand) (injection, error) {
	return injection{what: p.name, hold: between(r, 100*time.Millisecond, 4*time.Second), heal: p.start}, p.kill()
}

// pauseOf is longer than the AckWait of what the service consumes, so that what it
// has in hand is delivered again.
func pauseOf(service string) time.Duration {
	if service == "nlp" {
		return 16 * time.Second
	}
	return 31 * time.Second
}

func pauseNode(c *cluster, r *rand.Rand) (injection, error) {
	return paused(pick(r, c.nodes()), c.span(r, 3*time.Second, 31*time.Second), r)
}

func paused(p *process, least time.Duration, r *rand.Rand) (injection, error) {
	return injection{what: p.name, hold: between(r, least, least+2*time.Second), heal: p.resume}, p.pause()
}

// restartAll takes the power from everything at once.
func restartAll(c *cluster, r *rand.Rand) (injection, error) {
	var errs []error
	for _, p := range c.processes {
		errs = append(errs, p.kill())
	}
	return injection{what: "everything", hold: between(r, time.Millisecond, 2*time.Second), heal: func() error {
		var errs []error
		for _, i := range r.Perm(len(c.processes)) { // nobody waits for anybody
			errs = append(errs, c.processes[i].start())
		}
		return errors.Join(errs...)
	}}, errors.Join(errs...)
}

// rollingRestart stops one process after the other in order, and starts it again
// before the next.
func rollingRestart(c *cluster, r *rand.Rand) (injection, error) {
	var errs []error
	for _, i := range r.Perm(len(c.processes)) {
		p := c.processes[i]
		errs = append(errs, p.stop(), p.start(), c.ready(c.t.Context()))
	}
	return injection{what: "each in turn", heal: func() error { return nil }}, errors.Join(errs...)
}
