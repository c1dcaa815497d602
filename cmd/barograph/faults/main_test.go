// Package faults_test runs the three services and NATS as real processes, does
// to them what production does, and holds what comes out against what was
// promised: every article that was acknowledged is in the ledger exactly once,
// assessments are those of a system that was left in peace, and only poison is
// among the dead letters.
//
// # How to add a fault
//
// A [fault] is a value: a name, what it needs of the cluster, and a function
// that injects it and says how it is healed. Append it to [faults]:
//
//	{name: "kill", inject: func(c *cluster, r *rand.Rand) (injection, error) {
//		p := pick(r, c.services())
//		return injection{what: p.name, hold: 2 * time.Second, heal: p.start}, p.kill()
//	}}
//
// The harness injects it under load, waits for hold, heals it, waits until every
// service says by itself that it is ready, and verifies. Everything random comes
// from r, so that the seed that is printed gives the same schedule again.
//
//   - [cluster] has the processes (services, nodes, process by name), restarts,
//     and a connection of the test itself to NATS (conn) and to the services (clients).
//   - [process] is killed, paused, stopped in order and started again. A process
//     that ends although nobody ended it is a failure of the test. Its program
//     and arguments are fields that a fault may change before start.
//   - [network] says where processes live: on the loopback, or each in a network
//     namespace of its own (needs root), with partitions and delays between them.
//   - [load] submits articles all the time and notes what was promised.
//   - [verifier] holds what is stored against the promises and the [reference].
//
// FAULTS=short runs a fixed schedule (`make e2e`), a duration a random one
// (`make faults`), FAULTS_SEED repeats it, FAULTS_ONLY=kill,pause limits it.
package faults_test

import (
	"fmt"
	"os"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	if delay := os.Getenv(detourVariable); delay != "" {
		fmt.Fprintln(os.Stderr, holdUp(delay))
		os.Exit(1) // it never ends by itself
	}
	goleak.VerifyTestMain(m)
}
