package arch_test

import (
	"strings"
	"testing"

	"github.com/barograph/barograph/tools/arch"
)

// TestWorkspace checks the repository itself. It must run with -count=1: the
// test cache does not see what `go list` reads.
func TestWorkspace(t *testing.T) {
	packages, err := arch.Load(t.Context(), "../..")
	if err != nil {
		t.Fatal(err)
	}
	if len(packages) == 0 {
		t.Fatal("no packages found: the rules checked nothing")
	}
	for _, fault := range arch.Check(packages) {
		t.Error(fault)
	}
}

func TestCheckFindsForbiddenImports(t *testing.T) {
	const ours = arch.Module
	cases := []struct {
		name, from, to string
		want           string // start of the one expected line; empty when allowed
	}{
		{"proto takes in plumbing", "proto/subject", ours + "internal/bus", "proto/subject: rule 1"},
		{"proto takes in a logger", "proto/subject", "go.uber.org/zap", "proto/subject: rule 1"},
		{"proto takes in protobuf", "proto/subject", "google.golang.org/protobuf/proto", ""},
		{"internal takes in a service", "internal/bus", ours + "services/nlp/internal/span", "internal/bus: rule 2"},
		{"internal takes in proto", "internal/bus", ours + "proto/subject", ""},
		{"a service takes in another", "services/nlp", ours + "services/ingest/internal/article", "services/nlp: rule 3"},
		{"a domain package logs", "services/nlp/internal/span", "go.uber.org/zap", "services/nlp/internal/span: rule 4"},
		{"a domain package reads files", "services/nlp/internal/span", "os", "services/nlp/internal/span: rule 4"},
		{"a domain package parses addresses", "services/ingest/internal/article", "net/url", ""},
		{"a domain package takes in plumbing", "services/nlp/internal/span", ours + "internal/bus", "services/nlp/internal/span: rule 4"},
		{"a domain package uses messages", "services/nlp/internal/span", ours + "proto/gen/barograph/tagging/v1", ""},
		{"a test helper of the domain draws cases", "services/nlp/internal/spantest", "pgregory.net/rapid", ""},
		{"an adapter takes in another", "services/nlp/internal/worker", ours + "services/nlp/internal/rpcapi", "services/nlp/internal/worker: rule 5"},
		{"an adapter takes in the domain", "services/nlp/internal/worker", ours + "services/nlp/internal/span", ""},
		{"a root wires its adapter", "services/nlp", ours + "services/nlp/internal/worker", ""},
		{"a command starts its root", "services/nlp/cmd/nlp", ours + "services/nlp", ""},
		{"a command wires an adapter", "services/nlp/cmd/nlp", ours + "services/nlp/internal/worker", "services/nlp/cmd/nlp: rule 6"},
		{"plumbing takes in a root", "services/nlp/internal/worker", ours + "services/nlp", "services/nlp/internal/worker: rule 6"},
		{"a binary takes in a test helper", "services/nlp", ours + "internal/bustest", "services/nlp: rule 8"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := arch.Check([]arch.Package{{ImportPath: ours + c.from, Imports: []string{c.to}}})
			if c.want == "" {
				if len(got) != 0 {
					t.Fatalf("allowed import reported: %q", got)
				}
				return
			}
			if len(got) == 0 || !strings.Contains(strings.Join(got, "\n"), c.want) {
				t.Fatalf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestCheckFindsLinkedServer(t *testing.T) {
	deps := []string{"fmt", "github.com/nats-io/nats-server/v2/server"}
	for folder, want := range map[string]int{"services/nlp/cmd/nlp": 1, "cmd/barograph": 0, "internal/bustest": 0} {
		got := arch.Check([]arch.Package{{ImportPath: arch.Module + folder, Deps: deps}})
		if len(got) != want {
			t.Errorf("%s: got %q, want %d faults", folder, got, want)
		}
	}
}
