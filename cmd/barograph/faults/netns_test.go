package faults_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// namespaces give each process a machine of its own: a network namespace with one
// line to a hub that routes between them, where packets are dropped without a word
// and held up. The test reaches all of them over the hub. Needs root.
type namespaces struct {
	t      testing.TB
	number int            // of the subnet 198.18.<number>.0/24, which is reserved for tests of networks
	hosts  map[string]int // last byte of the address by process
}

var _ network = (*namespaces)(nil)

const (
	hubByte  = 254
	testByte = 253
)

// newNamespaces makes a machine for each name. The error says why this cannot be
// done here.
func newNamespaces(t testing.TB, names ...string) (*namespaces, error) {
	if os.Geteuid() != 0 {
		return nil, fmt.Errorf("network namespaces need root: run as root")
	}
	n := &namespaces{t: t, number: rand.IntN(256), hosts: map[string]int{}}
	for range 20 { // of another test that runs at the same time
		if exec.Command("ip", "link", "add", n.link(), "type", "dummy").Run() == nil {
			break
		}
		n.number = rand.IntN(256)
	}
	_ = exec.Command("ip", "link", "del", n.link()).Run()
	t.Cleanup(n.remove)
	if err := n.makeHub(); err != nil {
		return nil, fmt.Errorf("network namespaces cannot be made: %w", err)
	}
	for i, name := range names {
		n.hosts[name] = i + 1
		if err := n.join(name); err != nil {
			return nil, fmt.Errorf("network namespaces cannot be made: %w", err)
		}
	}
	return n, nil
}

func (n *namespaces) link() string { return fmt.Sprintf("bgf%d", n.number) }

func (n *namespaces) space(name string) string { return n.link() + "-" + name }

func (n *namespaces) ip(last int) string { return fmt.Sprintf("198.18.%d.%d", n.number, last) }

func (n *namespaces) host(name string) string { return n.ip(n.hosts[name]) }

func (n *namespaces) command(name, program string, args ...string) *exec.Cmd {
	return exec.Command("ip", append([]string{"netns", "exec", n.space(name), program}, args...)...)
}

// makeHub makes the hub and the line of the test to it.
func (n *namespaces) makeHub() error {
	hub, test := n.ip(hubByte), n.ip(testByte)
	if err := batch("",
		"netns add "+n.space("hub"),
		fmt.Sprintf("link add %s type veth peer name test netns %s", n.link(), n.space("hub")),
		fmt.Sprintf("addr add %s/32 dev %s", test, n.link()),
		fmt.Sprintf("link set %s up", n.link()),
		fmt.Sprintf("route add %s/32 dev %s", hub, n.link()),
		fmt.Sprintf("route add %s/24 via %s", n.ip(0), hub),
	); err != nil {
		return err
	}
	if out, err := n.command("hub", "sh", "-c", "echo 1 >/proc/sys/net/ipv4/ip_forward; for f in /proc/sys/net/ipv4/conf/*/rp_filter; do echo 0 >$f; done").CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return batch(n.space("hub"), "link set lo up", "addr add "+hub+"/32 dev lo", "link set test up", fmt.Sprintf("route add %s/32 dev test", test))
}

// join makes the machine of one process.
func (n *namespaces) join(name string) error {
	hub, own, line := n.ip(hubByte), n.host(name), "h-"+name
	if err := batch("", "netns add "+n.space(name)); err != nil {
		return err
	}
	if err := batch(n.space("hub"),
		fmt.Sprintf("link add %s type veth peer name eth0 netns %s", line, n.space(name)),
		fmt.Sprintf("link set %s up", line),
		fmt.Sprintf("route add %s/32 dev %s", own, line),
	); err != nil {
		return err
	}
	return batch(n.space(name), "link set lo up", fmt.Sprintf("addr add %s/32 dev eth0", own), "link set eth0 up",
		fmt.Sprintf("route add %s/32 dev eth0", hub), "route add default via "+hub)
}

// remove takes everything away.
func (n *namespaces) remove() {
	for name := range n.hosts {
		_ = batch("", "netns del "+n.space(name)) // it may not be there
	}
	_ = batch("", "netns del "+n.space("hub"))
	_ = batch("", "link del "+n.link()) // went with the hub
}

// batch runs commands of ip in a namespace; "" is the one of the test.
func batch(space string, lines ...string) error {
	for _, line := range lines {
		var args []string
		if space != "" {
			args = []string{"-n", space}
		}
		if out, err := exec.Command("ip", append(args, strings.Fields(line)...)...).CombinedOutput(); err != nil {
			return fmt.Errorf("ip %s: %w: %s", line, err, strings.TrimSpace(string(out)))
		}
	}
	return nil
}
