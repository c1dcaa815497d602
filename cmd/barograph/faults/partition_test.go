package faults_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/barograph/barograph/internal/run"
)

// cut drops every packet from one process to another, without a word to either:
// no connection is closed or refused.
func (n *namespaces) cut(from, to string) error { return n.rule("add", from, to, "type blackhole") }

// mend lets packets through again.
func (n *namespaces) mend(from, to string) error { return n.rule("del", from, to, "type blackhole") }

func (n *namespaces) rule(verb, from, to, what string) error {
	return batch(n.space("hub"), fmt.Sprintf("rule %s from %s to %s %s", verb, n.host(from), n.host(to), what))
}

// detour holds packets from one process to another up for as long as delay says,
// each a little longer or shorter, so that some overtake others.
type detour struct {
	net   *namespaces
	pairs [][2]string
	child *exec.Cmd
}

func (n *namespaces) detour(delay time.Duration, pairs [][2]string) (*detour, error) {
	d := &detour{net: n, pairs: pairs, child: n.command("hub", os.Args[0])}
	d.child.Env = []string{detourVariable + "=" + delay.String()}
	d.child.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	out, err := d.child.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := d.child.Start(); err != nil {
		return nil, err
	}
	if _, err := out.Read(make([]byte, 1)); err != nil { // it says when it is open
		return nil, errors.Join(fmt.Errorf("detour: %w", err), d.end())
	}
	err = batch(n.space("hub"), "link set "+detourLink+" up", "route add default dev "+detourLink+" table 100")
	for _, p := range pairs {
		err = errors.Join(err, n.rule("add", p[0], p[1], "iif h-"+p[0]+" lookup 100"))
	}
	return d, err
}

// end lets packets take the straight way again; those on their way are lost.
func (d *detour) end() error {
	var errs []error
	for _, p := range d.pairs {
		errs = append(errs, d.net.rule("del", p[0], p[1], "iif h-"+p[0]+" lookup 100"))
	}
	errs = append(errs, d.child.Process.Kill())
	_ = d.child.Wait() // it was killed
	return errors.Join(errs...)
}

// networkFaults are those that need [namespaces].
func networkFaults() []fault {
	return []fault{
		{name: "partition", short: 1, lacks: lacksNamespaces, inject: partition},
		{name: "partition-one-way", short: 3, lacks: lacksNamespaces, inject: partitionOneWay},
		{name: "partition-services", short: 1, lacks: lacksNamespaces, inject: partitionServices},
		{name: "partition-node", short: 3, lacks: lacksNodes, inject: partitionNode},
		{name: "lose-node", lacks: lacksNodes, inject: loseNode},
		{name: "delay", short: 3, lacks: lacksNamespaces, inject: delay},
	}
}

func lacksNamespaces(c *cluster) string {
	if _, ok := c.net.(*namespaces); !ok {
		return "no network namespaces here: run as root on Linux with iproute2"
	}
	return ""
}

func lacksNodes(c *cluster) string {
	if c.replicas == 1 {
		return "there is one node only"
	}
	return lacksNamespaces(c)
}

// partition cuts a service off from NATS.
func partition(c *cluster, r *rand.Rand) (injection, error) {
	s := pick(r, c.services())
	return c.parted(s.name+" from NATS", r, both(s.name, names(c.nodes())))
}

// partitionOneWay loses what a service sends to NATS, or what it is sent.
func partitionOneWay(c *cluster, r *rand.Rand) (injection, error) {
	s := pick(r, c.services())
	var pairs [][2]string
	up := r.IntN(2) == 0
	for _, p := range both(s.name, names(c.nodes())) {
		if (p[0] == s.name) == up {
			pairs = append(pairs, p)
		}
	}
	return c.parted(fmt.Sprintf("%s and NATS, one way (to NATS: %t)", s.name, up), r, pairs)
}

// partitionServices cuts services off from each other.
func partitionServices(c *cluster, r *rand.Rand) (injection, error) {
	return c.parted("aggregate from the others", r, both("aggregate", []string{"ingest", "nlp"}))
}

// partitionNode cuts a node off from the other nodes, or from everybody.
func partitionNode(c *cluster, r *rand.Rand) (injection, error) {
	node, others := pick(r, c.nodes()), c.nodes()
	if r.IntN(2) == 0 {
		others = c.processes
	}
	rest := slices.DeleteFunc(names(others), func(name string) bool { return name == node.name })
	return c.parted(node.name+" from "+strings.Join(rest, " "), r, both(node.name, rest))
}

// loseNode takes a node away, as where its machine fails: nobody is told. The
// others do the work while it is away, without anybody doing anything.
func loseNode(c *cluster, r *rand.Rand) (injection, error) {
	node := pick(r, c.nodes())
	rest := slices.DeleteFunc(names(c.processes), func(name string) bool { return name == node.name })
	in, err := c.parted(node.name+", and wait until the others do its work", r, both(node.name, rest))
	if err != nil {
		return in, err
	}
	in.hold = 0
	run.Wait(c.t.Context(), 2*time.Second)
	began := time.Now()
	if err := errors.Join(c.ready(c.t.Context()), c.working(c.t.Context())); err != nil {
		return in, errors.Join(err, in.heal())
	}
	in.what = fmt.Sprintf("%s; the others did its work after %s", node.name, time.Since(began).Round(time.Millisecond))
	return in, nil
}

func (c *cluster) parted(what string, r *rand.Rand, pairs [][2]string) (injection, error) {
	n := c.net.(*namespaces)
	var errs []error
	for _, p := range pairs {
		errs = append(errs, n.cut(p[0], p[1]))
	}
	return injection{what: what, hold: c.span(r, 2*time.Second, 40*time.Second), heal: func() error {
		var errs []error
		for _, p := range pairs {
			errs = append(errs, n.mend(p[0], p[1]))
		}
		return errors.Join(errs...)
	}}, errors.Join(errs...)
}

// delay holds everything up between all services and NATS.
func delay(c *cluster, r *rand.Rand) (injection, error) {
	var pairs [][2]string
	for _, s := range c.services() {
		pairs = append(pairs, both(s.name, names(c.nodes()))...)
	}
	by := between(r, 50*time.Millisecond, 800*time.Millisecond)
	d, err := c.net.(*namespaces).detour(by, pairs)
	if err != nil {
		return injection{}, err
	}
	return injection{what: "services and NATS by " + by.String(), hold: c.span(r, 5*time.Second, 30*time.Second), heal: d.end}, nil
}

func names(processes []*process) []string {
	var all []string
	for _, p := range processes {
		all = append(all, p.name)
	}
	return all
}

// both are the ways from one to each of the others, and back.
func both(one string, others []string) [][2]string {
	var pairs [][2]string
	for _, other := range others {
		pairs = append(pairs, [2]string{one, other}, [2]string{other, one})
	}
	return pairs
}
