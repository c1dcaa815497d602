package faults_test

import (
	"errors"
	"math/rand/v2"
	"time"
)

// fault is one kind of disturbance.
type fault struct {
	name string
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
	return []fault{
		{name: "kill", inject: killOne},
		{name: "kill-node", inject: killNode},
		{name: "pause", inject: pauseOne},
		{name: "pause-node", inject: pauseNode},
		{name: "restart-all", inject: restartAll},
		{name: "rolling-restart", inject: rollingRestart},
	}
}

func pick(r *rand.Rand, from []*process) *process { return from[r.IntN(len(from))] }

func between(r *rand.Rand, low, high time.Duration) time.Duration {
	return low + time.Duration(r.Int64N(int64(high-low)))
}

func killOne(c *cluster, r *rand.Rand) (injection, error) { return killed(pick(r, c.services()), r) }

func killNode(c *cluster, r *rand.Rand) (injection, error) { return killed(pick(r, c.nodes()), r) }

func killed(p *process, r *rand.Rand) (injection, error) {
	return injection{what: p.name, hold: between(r, 100*time.Millisecond, 4*time.Second), heal: p.start}, p.kill()
}

// Longer than the AckWait of every consumer, so that what the process has in hand
// is delivered elsewhere or again.
const (
	shortestPause = 31 * time.Second
	longestPause  = 36 * time.Second
)

func pauseOne(c *cluster, r *rand.Rand) (injection, error) { return paused(pick(r, c.services()), r) }

func pauseNode(c *cluster, r *rand.Rand) (injection, error) { return paused(pick(r, c.nodes()), r) }

func paused(p *process, r *rand.Rand) (injection, error) {
	return injection{what: p.name, hold: between(r, shortestPause, longestPause), heal: p.resume}, p.pause()
}

// restartAll takes the power from everything at once.
func restartAll(c *cluster, r *rand.Rand) (injection, error) {
	var errs []error
	for _, p := range c.processes {
		errs = append(errs, p.kill())
	}
	return injection{what: "everything", hold: between(r, 0+time.Millisecond, 2*time.Second), heal: func() error {
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
