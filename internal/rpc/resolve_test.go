package rpc_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/health"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/peer"

	"github.com/barograph/barograph/internal/rpc"
)

// cluster is what a name stands for.
type cluster struct {
	mu        sync.Mutex
	addresses []string
	err       error
}

func (c *cluster) set(err error, addresses ...string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.addresses, c.err = addresses, err
}

func (c *cluster) lookup(context.Context, string) ([]string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]string(nil), c.addresses...), c.err
}

// pods serve health at the same port of several addresses.
func pods(t *testing.T, hosts ...string) (port string, stop map[string]func()) {
	t.Helper()
	stop, port = map[string]func(){}, "0"
	for _, host := range hosts {
		listener, err := net.Listen("tcp", net.JoinHostPort(host, port))
		if err != nil {
			t.Skipf("cannot listen on %s: %v", host, err) // elsewhere than on Linux
		}
		_, port, _ = net.SplitHostPort(listener.Addr().String())
		server := grpc.NewServer()
		grpc_health_v1.RegisterHealthServer(server, health.NewServer())
		done := make(chan error, 1)
		go func() { done <- server.Serve(listener) }()
		var once sync.Once
		stop[host] = func() {
			once.Do(func() {
				server.GracefulStop()
				if err := <-done; err != nil {
					t.Error(err)
				}
			})
		}
		t.Cleanup(stop[host])
	}
	return port, stop
}

// TestPodsAreReplaced: pods come and go, one soon after the other, and no call fails;
// one that is added is called without anything having broken.
func TestPodsAreReplaced(t *testing.T) {
	hosts := []string{"127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4"}
	port, stop := pods(t, hosts...)
	c := &cluster{addresses: hosts[:1]}
	conn, err := rpc.Dial("pods.example:"+port, nil, rpc.LookupBy(c.lookup, 5*time.Millisecond))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	check := func() string {
		t.Helper()
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		var who peer.Peer
		if _, err := grpc_health_v1.NewHealthClient(conn).Check(ctx, &grpc_health_v1.HealthCheckRequest{}, grpc.Peer(&who)); err != nil {
			t.Fatal(err)
		}
		host, _, _ := net.SplitHostPort(who.Addr.String())
		return host
	}
	reach := func(want string) {
		t.Helper()
		for deadline := time.Now().Add(20 * time.Second); check() != want; {
			if time.Now().After(deadline) {
				t.Fatalf("%s is never called", want)
			}
		}
	}
	reach(hosts[0])
	for i, next := range hosts[1:] {
		c.set(nil, hosts[i], next)
		reach(next) // nothing broke
		c.set(nil, next)
		for deadline := time.Now().Add(20 * time.Second); ; { // it has left the old one when it calls the other alone
			others := 0
			for range 20 {
				if check() != next {
					others++
				}
			}
			if others == 0 {
				break
			}
			if time.Now().After(deadline) {
				t.Fatalf("%s is still called", hosts[i])
			}
		}
		stop[hosts[i]]()
		reach(next)
	}
	c.set(errors.New("no name server"))
	for range 200 {
		check() // what was found is still there
	}
}

// TestNamesThatAreNotThere: the error says what could not be looked up.
func TestNamesThatAreNotThere(t *testing.T) {
	c := &cluster{err: fmt.Errorf("no such host")}
	conn, err := rpc.Dial("nowhere.example:1", nil, rpc.LookupBy(c.lookup, time.Millisecond))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_, err = grpc_health_v1.NewHealthClient(conn).Check(t.Context(), &grpc_health_v1.HealthCheckRequest{})
	if want := "look up nowhere.example: no such host"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want %q", err, want)
	}
}
