package faults_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/cmd/barograph/internal/systemtest"
	"github.com/barograph/barograph/internal/run"
)

// older is the commit of the version that is run beside this one: the last release,
// or what comes nearest to one.
const older = "d141774009c4949858445fe8113b2738496fc21b"

// olderOnNode is the oldest that knows every setting of the manifests: one that
// it does not know is refused at the start.
const olderOnNode = "04ef16d32b02648434fa1827cd6fa547b77588e2"

// olderBuild is the services of an older version.
type olderBuild struct {
	programs
	lacks string // why it cannot be run beside this one; "" where it can
}

// buildOlder builds an older version from the history of this repository.
func buildOlder(t testing.TB, older string) olderBuild {
	t.Helper()
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	git := func(args ...string) ([]byte, error) {
		return exec.CommandContext(t.Context(), "git", append([]string{"-c", "safe.directory=" + root, "-C", root}, args...)...).CombinedOutput()
	}
	if out, err := git("cat-file", "-e", older+"^{commit}"); err != nil {
		return olderBuild{lacks: fmt.Sprintf("no commit %s in this clone; fetch the whole history: %s", older[:12], strings.TrimSpace(string(out)))}
	}
	dir := t.TempDir()
	archive := filepath.Join(dir, "older.tar")
	if out, err := git("archive", "--format=tar", "-o", archive, older); err != nil {
		t.Fatalf("git archive: %v\n%s", err, out)
	}
	if out, err := exec.CommandContext(t.Context(), "tar", "-x", "-f", archive, "-C", dir).CombinedOutput(); err != nil {
		t.Fatalf("tar: %v\n%s", err, out)
	}
	if was, is := versions(t, dir), versions(t, root); was != is {
		return olderBuild{lacks: fmt.Sprintf("%s reads or assesses otherwise than this version (%s, %s): results are equal after a replay only", older[:12], was, is)}
	}
	programs := filepath.Join(dir, "programs") + string(filepath.Separator)
	command := exec.CommandContext(t.Context(), "go", "build", "-buildvcs=false", "-trimpath", "-ldflags=-s -w", "-o", programs,
		systemtest.Module+"/services/ingest/cmd/ingest", systemtest.Module+"/services/nlp/cmd/nlp", systemtest.Module+"/services/aggregate/cmd/aggregate")
	command.Dir, command.Env = dir, append(os.Environ(), "CGO_ENABLED=0") // for images without libraries
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("build %s: %v\n%s", older[:12], err, out)
	}
	return olderBuild{programs: serviceIn(programs)}
}

func serviceIn(dir string) programs {
	return programs{ingest: filepath.Join(dir, "ingest"), nlp: filepath.Join(dir, "nlp"), aggregate: filepath.Join(dir, "aggregate")}
}

// versions are those of engine and model in a tree.
func versions(t testing.TB, root string) string {
	t.Helper()
	find := func(path, pattern string) string {
		text, err := os.ReadFile(filepath.Join(root, path))
		if err != nil {
			t.Fatal(err)
		}
		match := regexp.MustCompile(pattern).FindSubmatch(text)
		if match == nil {
			t.Fatalf("no version in %s", path)
		}
		return string(match[1])
	}
	return find("services/nlp/internal/tag/tag.go", `EngineVersion = "(.+)"`) + " " + find("services/aggregate/internal/assess/model.yaml", `(?m)^version: (.+)$`)
}

// of is the program of a service.
func (p programs) of(service string) string {
	return map[string]string{"ingest": p.ingest, "nlp": p.nlp, "aggregate": p.aggregate}[service]
}

// versionFaults run two versions at once.
func versionFaults() []fault {
	return []fault{
		{name: "two-versions", short: 3, lacks: lacksOlder, inject: twoVersions},
		{name: "side-by-side", short: 3, lacks: lacksOlder, inject: sideBySide},
	}
}

func lacksOlder(c *cluster) string { return c.older.lacks }

// twoVersions goes back to the older version, one service after the other in any
// order, with every mixture for a while, and up again in any other order.
func twoVersions(c *cluster, r *rand.Rand) (injection, error) {
	order := r.Perm(len(c.services()))
	err := c.exchange(order, c.older.programs, r)
	var names []string
	for _, i := range order {
		names = append(names, c.services()[i].name)
	}
	return injection{what: "back " + strings.Join(names, ", "), hold: between(r, time.Second, 2*time.Second), heal: func() error {
		return c.exchange(r.Perm(len(order)), c.programs, r)
	}}, err
}

// exchange stops one service after the other and starts another version of it.
func (c *cluster) exchange(order []int, by programs, r *rand.Rand) error {
	var errs []error
	for _, i := range order {
		p := c.services()[i]
		errs = append(errs, p.stop())
		p.program = by.of(p.name)
		errs = append(errs, p.start(), c.ready(c.t.Context()))
		run.Wait(c.t.Context(), between(r, 500*time.Millisecond, 1500*time.Millisecond))
	}
	return errors.Join(errs...)
}

// sideBySide runs replicas of nlp and aggregate of the older version beside those
// of this one, which share their work.
func sideBySide(c *cluster, r *rand.Rand) (injection, error) {
	var beside []*process
	var errs []error
	for _, name := range []string{"nlp", "aggregate"} {
		present := c.process(name)
		p := &process{name: name, program: c.older.of(name), net: c.net, log: filepath.Join(c.dir, name+"-older.log"), env: present.env}
		for _, arg := range present.args {
			if arg == c.listens(name) {
				arg = address(c.net, name, freePort(c.t))
			}
			p.args = append(p.args, arg)
		}
		beside = append(beside, p)
		errs = append(errs, p.start())
	}
	return injection{what: "nlp and aggregate", hold: between(r, 5*time.Second, 8*time.Second), heal: func() error {
		var errs []error
		for _, p := range beside {
			for _, death := range p.died() {
				errs = append(errs, errors.New(death+"\n"+p.tail(8)))
			}
			errs = append(errs, p.stop())
		}
		return errors.Join(errs...)
	}}, errors.Join(errs...)
}

// listens is where a service listens.
func (c *cluster) listens(name string) string {
	if name == "nlp" {
		return c.addresses.NLP
	}
	return c.addresses.Aggregate
}
