package faults_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"
)

const (
	// livenessProbe is what the manifests ask the one server that they run. It is
	// to fail when its disk is full, since room alone does not bring it back.
	livenessProbe = "/healthz"
	// clusterLivenessProbe is what a server of several is to be asked: the plain
	// one fails also while the server catches up with the others.
	clusterLivenessProbe = "/healthz?js-enabled-only=true"
	// refusedWithin is how long clients may wait for a word when the only disk is
	// full. Alone it takes nine tenths of [callLimit]; a busy machine takes longer.
	refusedWithin = time.Minute
	// enough is how many calls are to be refused, or accepted, to be sure.
	enough = 3
)

// diskFaults leave a node without room.
func diskFaults() []fault {
	return []fault{
		{name: "full-disk", short: 1, lacks: func(c *cluster) string {
			if c.replicas > 1 {
				return "it has several nodes: full-disk-of-one"
			}
			return lacksDisks(c)
		}, inject: fullDisk},
		{name: "full-disk-of-one", short: 3, lacks: func(c *cluster) string {
			if c.replicas == 1 {
				return "it has one node"
			}
			return lacksDisks(c)
		}, inject: fullDisk},
	}
}

func lacksDisks(c *cluster) string { return c.noDisks }

// fullDisk leaves a node without room. Where it is the only one, submissions are
// refused with a word about when to try again, also while it is restarted in vain; of
// several, the others go on. Its liveness probe says so, and when there is room and it
// was started again, everything goes on by itself.
func fullDisk(c *cluster, r *rand.Rand) (injection, error) {
	node := pick(r, c.nodes())
	d := c.disks[node.name]
	in := injection{what: node.name, hold: between(r, time.Second, 3*time.Second), heal: func() error {
		err := errors.Join(d.empty(), node.kill())
		node.died() // it may have ended by itself, without room
		return errors.Join(err, node.start())
	}}
	began, before := time.Now(), c.load.count()
	err := d.fill()
	probe := livenessProbe
	if c.replicas > 1 {
		probe = clusterLivenessProbe
	}
	err = errors.Join(err, c.fails(node, probe))
	probed := time.Since(began)
	if err == nil && c.replicas == 1 {
		err = c.moves("submissions are refused with a word", refusedWithin, func(n count) int { return n.told - before.told })
	}
	if err == nil {
		err = c.restartFull(node, r.IntN(3))
	}
	if err == nil && c.replicas > 1 {
		now := c.load.count()
		err = c.moves("the others take articles", refusedWithin, func(n count) int { return n.promises - now.promises })
	}
	after := c.load.count()
	in.what += fmt.Sprintf(" (%s fails after %s; %d accepted, %d refused with a word, %d calls without an answer in %s)", probe, probed.Round(time.Millisecond),
		after.promises-before.promises, after.told-before.told, after.unknown-before.unknown, time.Since(began).Round(time.Millisecond))
	if err != nil {
		err = errors.Join(err, in.heal()) // so that whatever waits for room comes to its end
	}
	return in, err
}

// moves waits until a count has grown by enough.
func (c *cluster) moves(what string, within time.Duration, by func(count) int) error {
	return poll(c.t.Context(), within, what, func(context.Context) error {
		if n := by(c.load.count()); n < enough {
			return fmt.Errorf("%d are", n)
		}
		return nil
	})
}

// fails waits until a probe of a node fails.
func (c *cluster) fails(node *process, probe string) error {
	return poll(c.t.Context(), patience, probe+" of "+node.name+" fails", func(ctx context.Context) error {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+c.monitors[node.name]+probe, http.NoBody)
		if err != nil {
			return err
		}
		answer, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(req)
		if err != nil {
			return nil //nolint:nilerr // a node that does not answer is not well
		}
		defer answer.Body.Close()
		if answer.StatusCode == http.StatusOK {
			return errors.New("it says OK")
		}
		return nil
	})
}
