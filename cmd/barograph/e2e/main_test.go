// Package e2e_test runs the whole system, from articles to assessments, in both
// of its shapes: as one process, and as three services that meet over TCP.
package e2e_test

import (
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// inBoth runs a scenario in both topologies. start may be called again after
// the system that it gave was stopped.
func inBoth(t *testing.T, scenario func(t *testing.T, start starter)) {
	t.Parallel()
	for name, start := range map[string]starter{"all-in-one": allInOne, "distributed": distributed} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			scenario(t, start)
		})
	}
}
