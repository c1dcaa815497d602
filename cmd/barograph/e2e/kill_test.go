package e2e_test

import (
	"bufio"
	"context"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/systemtest"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

// process is a real `barograph up`.
type process struct {
	*system
	command *exec.Cmd
}

// launch starts the program, with further flags, and waits until it says that it is up.
func launch(t *testing.T, program, dir, catalog string, flags ...string) *process {
	t.Helper()
	command := exec.Command(program, append([]string{"up", "--data", dir, "--catalog", catalog, "--now", "2026-05-01T12:00:00Z", "--log-level", "error",
		"--ingest-listen", "127.0.0.1:0", "--nlp-listen", "127.0.0.1:0", "--aggregate-listen", "127.0.0.1:0"}, flags...)...)
	stderr, err := command.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = command.Process.Kill() // gone already where the test went well
		_ = command.Wait()
	})
	found := make(chan []string, 1)
	go func() {
		up := regexp.MustCompile(`barograph is up: ingest (\S+), nlp (\S+), aggregate (\S+);`)
		for lines := bufio.NewScanner(stderr); lines.Scan(); {
			if match := up.FindStringSubmatch(lines.Text()); match != nil {
				found <- match[1:]
			} else {
				t.Logf("barograph: %s", lines.Text())
			}
		}
		close(found)
	}()
	select {
	case at, ok := <-found:
		if !ok {
			t.Fatal("barograph ended before it was up")
		}
		p := &process{command: command, system: &system{t: t, addresses: client.Addresses{Ingest: at[0], NLP: at[1], Aggregate: at[2]}}}
		if p.clients, err = client.Dial(p.addresses); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = p.clients.Close() })
		return p
	case <-time.After(patience):
		t.Fatal("barograph does not come up")
	}
	return nil
}

// kill ends the process without any warning.
func (p *process) kill() {
	p.t.Helper()
	if err := p.command.Process.Kill(); err != nil {
		p.t.Fatal(err)
	}
	_ = p.command.Wait()
}

// read waits until the assessments take a number of articles into account.
func (p *process) read(articles int) {
	p.t.Helper()
	eventually(p.t, "all articles are in the assessments", func(ctx context.Context) bool {
		status := p.status(ctx)
		return status.GetArticles() == uint64(articles) && status.GetArticlesCurrent() == status.GetArticles()
	})
}

func TestKilledAtAnyMomentItComesToTheSameAssessments(t *testing.T) {
	t.Parallel()
	program := systemtest.Barograph(t)
	catalog, err := filepath.Abs("../internal/demo/catalog.yaml")
	if err != nil {
		t.Fatal(err)
	}
	all := but(articles(t), "nr-b-05")
	undisturbed := launch(t, program, folder(t), catalog)
	undisturbed.submit(all...)
	undisturbed.read(len(all))
	want := hashes(undisturbed)

	dir := folder(t)
	p := launch(t, program, dir, catalog)
	for i, a := range all {
		p.submit(a)
		if i%7 == 3 { // right after the answer: tagging and assessing are under way
			p.kill()
			p = launch(t, program, dir, catalog)
		}
	}
	p.kill()
	p = launch(t, program, dir, catalog)
	p.read(len(all))
	if got := hashes(p); !maps.Equal(got, want) {
		t.Errorf("killed      %v\nundisturbed %v", got, want)
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for _, a := range all { // nothing that was acknowledged is missing, nothing is there twice
		answer, err := p.clients.Ingest().SubmitArticle(ctx, &ingestv1.SubmitArticleRequest{Submission: a})
		if err != nil || answer.GetOutcome() != ingestv1.SubmitOutcome_SUBMIT_OUTCOME_UNCHANGED {
			t.Errorf("%s: %v, %v", a.GetExternalId(), answer, err)
		}
	}
}

func hashes(p *process) map[string]string {
	out := map[string]string{}
	for id, r := range p.records() {
		out[id] = r.GetHash()
	}
	return out
}

func TestSecondProcessOnTheSameFolderIsRefused(t *testing.T) {
	t.Parallel()
	program := systemtest.Barograph(t)
	catalog, err := filepath.Abs("../internal/demo/catalog.yaml")
	if err != nil {
		t.Fatal(err)
	}
	dir := folder(t)
	p := launch(t, program, dir, catalog)
	out, err := exec.CommandContext(t.Context(), program, "up", "--data", dir,
		"--ingest-listen", "127.0.0.1:0", "--nlp-listen", "127.0.0.1:0", "--aggregate-listen", "127.0.0.1:0").CombinedOutput()
	if err == nil || !strings.Contains(string(out), "in use by another process") {
		t.Errorf("second process: %v\n%s", err, out)
	}
	if err := p.command.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := p.command.Wait(); err != nil {
		t.Errorf("ordered stop: %v", err)
	}
}
