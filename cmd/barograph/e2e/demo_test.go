package e2e_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"net"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/barograph/barograph/cmd/barograph/internal/command"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
)

// demoLimit ends a demo that hangs; how fast it is, is for benchmarks to say.
const demoLimit = 2 * time.Minute

var update = flag.Bool("update", false, "write the demo's output into the readme")

// TestReadmeShowsTheDemo holds the output in the readme against what the
// program prints.
func TestReadmeShowsTheDemo(t *testing.T) {
	const file, begin, end = "../../../README.md", "-update writes it -->\n", "<!-- end -->"
	out, _, _ := strings.Cut(runDemo(t), "Next, in another terminal")
	have, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, _ := strings.Cut(string(have), begin)
	_, tail, ok := strings.Cut(rest, end)
	if !ok {
		t.Fatal("the readme has no place for the output")
	}
	want := head + begin + "\n```text\n" + strings.TrimRight(out, "\n") + "\n```\n\n" + end + tail
	if want == string(have) {
		return
	}
	if !*update {
		t.Fatalf("the readme is out of date: run go test ./cmd/barograph/e2e -run TestReadme -update")
	}
	if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestDemoShowsItsTable(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	out := runDemo(t)
	for _, want := range []string{
		"stands still at 2026-05-01 12:00 UTC", "SYNTHETIC SAMPLE", "aukus", "gaza-isf", "haiti-gsf", "trump-intl-force", "ukraine-guarantees",
		"ukraine-mnf", "western-hemisphere", "export BAROGRAPH_CLI_AGGREGATE_ADDRESS=127.0.0.1:", "barograph assess gaza-isf",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
	if strings.Contains(out, "no evidence yet") {
		t.Errorf("an initiative has no evidence\n%s", out)
	}
	left, err := os.ReadDir(os.Getenv("TMPDIR"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestDemoShowsTheSameTableAgain(t *testing.T) {
	dir := folder(t)
	table := func(out string) string {
		before, _, _ := strings.Cut(out, "Next, in another terminal")
		return before
	}
	first := table(runDemo(t, "--data", dir))
	if again := table(runDemo(t, "--data", dir)); again != first {
		t.Errorf("first\n%s\nagain\n%s", first, again)
	}
}

// runDemo runs the demo until it has said all, and stops it.
func runDemo(t *testing.T, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	out := &transcript{wanted: "Ctrl-C ends the demo.", found: make(chan struct{})}
	done := make(chan error, 1)
	go func() {
		done <- command.Run(ctx, command.Process{
			Name: "barograph", Args: append([]string{
				"up", "--demo", "--ingest-listen", "127.0.0.1:0", "--nlp-listen", "127.0.0.1:0", "--aggregate-listen", "127.0.0.1:0",
			}, args...),
			In: strings.NewReader(""), Out: out, Err: out, Getenv: func(string) string { return "" }, Now: time.Now,
		})
	}()
	select {
	case <-out.found:
	case err := <-done:
		t.Fatalf("the demo ended with %v\n%s", err, out.text())
	case <-time.After(demoLimit):
		t.Errorf("no table within %s", demoLimit)
	}
	cancel()
	if err := <-done; err != nil {
		t.Errorf("the demo ended with %v", err)
	}
	return out.text()
}

func TestOccupiedPortSaysWhatToDo(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	err = command.Run(t.Context(), command.Process{
		Args: []string{"up", "--data", folder(t), "--ingest-listen", "127.0.0.1:0", "--nlp-listen", l.Addr().String(), "--aggregate-listen", "127.0.0.1:0"},
		Out:  &transcript{}, Err: &transcript{}, Getenv: func(string) string { return "" }, Now: time.Now,
	})
	var coded *exit.Error
	if !errors.As(err, &coded) || coded.Code != exit.Conflict ||
		!strings.Contains(err.Error(), l.Addr().String()) || !strings.Contains(err.Error(), "--nlp-listen") {
		t.Errorf("got %v", err)
	}
}

// transcript keeps what is written and tells when the wanted text was.
type transcript struct {
	wanted string
	found  chan struct{}

	mu   sync.Mutex
	all  bytes.Buffer
	seen bool
}

func (tr *transcript) Write(p []byte) (int, error) {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	n, err := tr.all.Write(p)
	if !tr.seen && tr.wanted != "" && strings.Contains(tr.all.String(), tr.wanted) {
		tr.seen = true
		close(tr.found)
	}
	return n, err
}

func (tr *transcript) text() string {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	return tr.all.String()
}
