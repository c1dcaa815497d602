package faults_test

import (
	"fmt"
	"math/rand/v2"
	"net"
	"os/exec"
	"strconv"
	"testing"
)

// network is where processes live.
type network interface {
	// host is the address at which the process of that name listens.
	host(name string) string
	// command is a command that runs where the process of that name lives.
	command(name, program string, args ...string) *exec.Cmd
}

// loopback is all processes on one machine, which no network disturbs.
type loopback struct{}

var _ network = loopback{}

func (loopback) host(string) string { return "127.0.0.1" }

func (loopback) command(_, program string, args ...string) *exec.Cmd {
	return exec.Command(program, args...)
}

// freePort is a port that nobody listens on. It lies below those that the system
// gives to connections: a process that is started again finds it free.
func freePort(t testing.TB) int {
	t.Helper()
	for range 1000 {
		port := 20_000 + rand.IntN(12_000)
		if l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port))); err == nil {
			_ = l.Close()
			return port
		}
	}
	t.Fatal("no free port")
	return 0
}

func address(n network, name string, port int) string {
	return net.JoinHostPort(n.host(name), strconv.Itoa(port))
}

func natsURL(address string) string { return fmt.Sprintf("nats://%s", address) }
