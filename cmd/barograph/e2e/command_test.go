package e2e_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/encoding/protojson"

	"github.com/barograph/barograph/cmd/barograph/internal/command"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

// cli runs a command line against a system.
func (s *system) cli(ctx context.Context, stdin string, args ...string) (stdout, stderr string, code int) {
	s.t.Helper()
	var out, notes bytes.Buffer
	args = append([]string{
		"--ingest-address", s.addresses.Ingest, "--nlp-address", s.addresses.NLP, "--aggregate-address", s.addresses.Aggregate,
	}, args...)
	err := command.Run(ctx, command.Process{
		Name: "barograph", Args: args, In: strings.NewReader(stdin), Out: &out, Err: &notes,
		Getenv: func(string) string { return "" }, Now: time.Now,
	})
	var coded interface{ ExitCode() int }
	switch {
	case errors.As(err, &coded):
		code = coded.ExitCode()
	case err != nil:
		code = exit.Failure
	}
	if err != nil {
		notes.WriteString(err.Error())
	}
	return out.String(), notes.String(), code
}

func TestCommandLine(t *testing.T) {
	inBoth(t, func(t *testing.T, start starter) {
		s := start(t, options{dir: folder(t), initiatives: catalogue(t)})
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		must := func(args ...string) string {
			t.Helper()
			out, notes, code := s.cli(ctx, "", args...)
			if code != 0 {
				t.Fatalf("barograph %s: exit %d: %s", strings.Join(args, " "), code, notes)
			}
			for _, line := range strings.Split(out, "\n") {
				if isTable(args) && terminal.Width(line) > terminal.Columns {
					t.Errorf("barograph %s: wider than %d: %s", strings.Join(args, " "), terminal.Columns, line)
				}
			}
			return out
		}
		says := func(out string, want ...string) {
			t.Helper()
			for _, w := range want {
				if !strings.Contains(out, w) {
					t.Errorf("%q is missing in\n%s", w, out)
				}
			}
		}
		says(must("healthcheck"), "ingest", "nlp", "aggregate", "SERVING", "0 articles and 0 replays wait to be tagged; 0 dead letters")
		says(must("submit", "../internal/demo/articles"), "21 new, 1 revised", "Assessments that changed", "gaza-isf", "aukus")
		says(must("submit", "../internal/demo/articles/nr-a-01.article.json"), "1 unchanged")
		says(must("list"), "INITIATIVE", "gaza-isf", "haiti-gsf", "deployed by 2026-09-30")
		says(must("assess", "gaza-isf"), "International Stabilization Force for Gaza", "as of the end of 2026-05-01", "HOW IT ADDS UP", "WHO STANDS WHERE", "synthetic")
		says(must("assess", "gaza-isf", "--as-of", "2025-12-31"), "as of the end of 2025-12-31", "recomputed")
		says(must("brief", "gaza-isf"), "International Stabilization Force for Gaza")
		says(must("explain", "gaza-isf"), "the prior", "added", "sum")
		says(must("explain", "gaza-isf", "--since", "60d"), "(the end of 2026-03-02)", "sum")
		for _, since := range []string{"0d", "2026-05-01", "2026-06-01"} {
			if _, notes, code := s.cli(ctx, "", "explain", "gaza-isf", "--since", since); code != exit.Usage || !strings.Contains(notes, "2026-04-30 at the latest") {
				t.Errorf("since %s: exit %d, %s", since, code, notes)
			}
		}
		says(must("evidence", "gaza-isf", "--actor", "IDN", "--limit", "2"), "IDN", "“")
		says(must("initiatives", "list"), "ETAG", "ukraine-mnf")
		says(must("initiatives", "get", "aukus"), "initiatives:", "id: aukus")
		says(must("deadletter", "list"), "No dead letters.")
		says(must("replay", "--id", "again"), "Queued 22 articles")

		listed := &assessmentv1.ListAssessmentsResponse{}
		if err := protojson.Unmarshal([]byte(must("list", "-o", "json")), listed); err != nil || len(listed.GetRecords()) != len(catalogue(t)) {
			t.Errorf("list as JSON: %d records, %v", len(listed.GetRecords()), err)
		}
		s.settle()
		article := s.evidence("gaza-isf")[0].GetArticle().GetId()
		says(must("articles", "get", article), "Synthetic sample", "article")
		says(must("retract", article, "--reason", "test"), "Retracted at revision")
		says(must("retract", article, "--reason", "test"), "retracted already")
		for _, command := range []string{"assess", "watch", "explain", "evidence", "brief"} {
			if _, notes, code := s.cli(ctx, "", command, "nope"); code != exit.NotFound || !strings.Contains(notes, "`barograph initiatives list`") {
				t.Errorf("%s of an unknown initiative: exit %d, %s", command, code, notes)
			}
		}
	})
}

func TestCommandLineChangesTheCatalogue(t *testing.T) {
	inBoth(t, func(t *testing.T, start starter) {
		s := start(t, options{dir: folder(t)})
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		const definition = "initiatives:\n  - {id: red-sea, name: Red Sea Escort Mission}\n"
		if out, notes, code := s.cli(ctx, definition, "initiatives", "apply", "-f", "-"); code != 0 || !strings.Contains(out, "red-sea defined") {
			t.Fatalf("exit %d: %s%s", code, out, notes)
		}
		if out, _, code := s.cli(ctx, definition, "initiatives", "apply", "-f", "-"); code != 0 || !strings.Contains(out, "red-sea unchanged") {
			t.Errorf("again: exit %d: %s", code, out)
		}
		eventually(t, "it is assessed", func(ctx context.Context) bool {
			_, _, code := s.cli(ctx, "", "assess", "red-sea")
			return code == 0
		})
		if out, _, code := s.cli(ctx, "", "initiatives", "delete", "red-sea", "--etag", "99"); code != exit.Conflict {
			t.Errorf("stale etag: exit %d: %s", code, out)
		}
		if out, notes, code := s.cli(ctx, "", "initiatives", "delete", "red-sea"); code != 0 {
			t.Errorf("delete: exit %d: %s%s", code, out, notes)
		}
		eventually(t, "it is gone", func(ctx context.Context) bool {
			_, _, code := s.cli(ctx, "", "assess", "red-sea")
			return code == exit.NotFound
		})
	})
}

func TestSubmitGoesOnAfterABadFile(t *testing.T) {
	inBoth(t, func(t *testing.T, start starter) {
		s := start(t, options{dir: folder(t), initiatives: catalogue(t)})
		dir := t.TempDir()
		for name, content := range map[string]string{
			"a.json": `{"text": broken`, "b.txt": "The Gang Suppression Force for Haiti will deploy, Kenya said.", "c.json": `{"url": "ftp://x", "text": "words"}`,
		} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		out, notes, code := s.cli(ctx, "", "submit", dir)
		if code != exit.Failure || !strings.Contains(out, "1 new, 0 revised, 0 unchanged, 0 duplicates, 2 failed") {
			t.Errorf("exit %d: %s", code, out)
		}
		for _, name := range []string{"a.json: line 1", "c.json: ", "2 of 3 articles failed"} {
			if !strings.Contains(notes, name) {
				t.Errorf("%q is missing in\n%s", name, notes)
			}
		}
	})
}

// What others submit meanwhile does not end the waiting too early.
func TestSubmitWaitsForItsOwnArticles(t *testing.T) {
	inBoth(t, func(t *testing.T, start starter) {
		s := start(t, options{dir: folder(t), initiatives: catalogue(t)})
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		stream, err := s.clients.Ingest().SubmitArticles(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for n := range 300 {
			text := fmt.Sprintf("Harvest report %d.\n\n", n) + strings.Repeat("The rains came late and the wheat stood low, farmers said.\n\n", 50)
			if err := stream.Send(&ingestv1.SubmitArticlesRequest{Submission: &ingestv1.Submission{Text: text}}); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := stream.CloseAndRecv(); err != nil {
			t.Fatal(err)
		}
		submit := func(id, want string) {
			t.Helper()
			out, notes, code := s.cli(ctx, "", "submit", "../internal/demo/articles/"+id+".article.json")
			if code != 0 || !strings.Contains(out, want) {
				t.Fatalf("exit %d: %s%s", code, out, notes)
			}
			if !slices.ContainsFunc(s.evidence("gaza-isf"), func(c *assessmentv1.Contribution) bool {
				return c.GetArticle().GetTitle() == article(t, id).GetTitle()
			}) {
				t.Errorf("%s, which was %s, is not in the assessments", id, want)
			}
		}
		submit("nr-a-07", "1 new")
		s.submit(article(t, "nr-a-08")) // and nobody waits
		submit("nr-a-08", "1 unchanged")
	})
}

func TestWatchShowsChanges(t *testing.T) {
	inBoth(t, func(t *testing.T, start starter) {
		s := start(t, options{dir: folder(t), initiatives: catalogue(t)})
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		watching, stop := context.WithCancel(ctx)
		out := &lines{seen: make(chan string, 1000)}
		done := make(chan error, 1)
		go func() {
			done <- command.Run(watching, command.Process{
				Args: []string{"watch", "gaza-isf", "--aggregate-address", s.addresses.Aggregate}, Out: out, Err: out,
				Getenv: func(string) string { return "" }, Now: time.Now,
			})
		}()
		out.await(ctx, t, "INITIATIVE")
		s.submit(article(t, "nr-a-07"))
		out.await(ctx, t, " from ") // the prior
		stop()
		if err := <-done; err != nil {
			t.Errorf("watch ended with %v", err)
		}
	})
}

// isTable tells whether a command writes a table; texts, files and JSON have
// lines as long as they come.
func isTable(args []string) bool {
	switch args[0] {
	case "brief", "articles":
		return false
	case "initiatives":
		return args[1] == "list"
	}
	return args[len(args)-1] != "json"
}

// lines is a writer that can be waited for.
type lines struct{ seen chan string }

func (l *lines) Write(p []byte) (int, error) {
	l.seen <- string(p)
	return len(p), nil
}

func (l *lines) await(ctx context.Context, t *testing.T, want string) {
	t.Helper()
	for {
		select {
		case text := <-l.seen:
			if strings.Contains(text, want) {
				return
			}
		case <-ctx.Done():
			t.Fatalf("never said %q", want)
		}
	}
}
