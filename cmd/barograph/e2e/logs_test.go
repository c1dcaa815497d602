package e2e_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/itchyny/gojq"
	"go.uber.org/zap"

	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/internal/logging"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

// logFiles lets each service write its log into a file of its own, as programs do.
func logFiles(t *testing.T) (paths []string, log func(string) (*zap.Logger, error)) {
	t.Helper()
	dir := t.TempDir()
	for _, service := range []string{"aggregate", "ingest", "nlp"} { // not in the order of the way
		paths = append(paths, filepath.Join(dir, service+".log"))
	}
	return paths, func(service string) (*zap.Logger, error) {
		file, err := os.OpenFile(filepath.Join(dir, service+".log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
		if err != nil {
			return nil, err
		}
		t.Cleanup(func() { _ = file.Close() })
		made, _, err := logging.New(logging.Config{Level: "info", Format: logging.FormatJSON}, file, service, "v0.0.0-test")
		return made, err
	}
}

// TestLogsTellTheWayOfAnArticle submits articles by a call, a stream and a wrong
// call, and has the command and the documented line for jq tell what became of them.
func TestLogsTellTheWayOfAnArticle(t *testing.T) {
	inBoth(t, func(t *testing.T, start starter) {
		files, log := logFiles(t)
		s := start(t, options{dir: folder(t), initiatives: catalogue(t), log: log})
		all := articles(t)
		answer, err := s.clients.Ingest().SubmitArticle(t.Context(), &ingestv1.SubmitArticleRequest{Submission: all[0]})
		if err != nil {
			t.Fatal(err)
		}
		again, err := s.clients.Ingest().SubmitArticle(t.Context(), &ingestv1.SubmitArticleRequest{Submission: all[0]})
		if err != nil || again.GetOutcome() != ingestv1.SubmitOutcome_SUBMIT_OUTCOME_UNCHANGED {
			t.Fatal(again, err)
		}
		streamed := s.submit(all[1])[0]
		for name, id := range map[string]string{"call": answer.GetArticleId(), "stream": streamed} {
			var told string
			eventually(t, "the log has the whole way of the "+name, func(ctx context.Context) bool {
				told, _, _ = s.cli(ctx, "", append([]string{"logs", "trace", id}, files...)...)
				return strings.Contains(told, "Through all services in ")
			})
			for _, want := range []string{"accepted as revision 1 of ", "stored as ARTICLES ", "claims on ", "written as LEDGER ", "taken into account: LEDGER ", " published"} {
				if !strings.Contains(strings.Join(strings.Fields(told), " "), want) {
					t.Errorf("the way of the %s lacks %q:\n%s", name, want, told)
				}
			}
			if text := all[0].GetText(); strings.Contains(told, text[:40]) {
				t.Errorf("text of the article is in the log:\n%s", told)
			}
			documented(t, id, files)
		}
		_, notes, code := s.cli(t.Context(), "", append([]string{"logs", "trace", strings.Repeat("0", 32)}, files...)...)
		if code != exit.NotFound || !strings.Contains(notes, "aggregate, ingest, nlp") {
			t.Errorf("of an article that there is not: %d, %s", code, notes)
		}
	})
}

var jqLine = regexp.MustCompile("(?s)jq -c --arg id \"\\$ID\" '(.*?)'")

// documented runs the line of docs/logs.md: it shows a line of every service.
func documented(t *testing.T, id string, files []string) {
	t.Helper()
	page, err := os.ReadFile("../../../docs/logs.md")
	if err != nil {
		t.Fatal(err)
	}
	program := jqLine.FindSubmatch(page)
	if program == nil {
		t.Fatal("docs/logs.md has no such line any more")
	}
	query, err := gojq.Parse(string(program[1]))
	if err != nil {
		t.Fatal(err)
	}
	code, err := gojq.Compile(query, gojq.WithVariables([]string{"$id"}))
	if err != nil {
		t.Fatal(err)
	}
	var services []string
	for _, file := range files {
		lines, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(lines)) {
			var value any
			if err := json.Unmarshal([]byte(line), &value); err != nil {
				t.Fatalf("%s: %v in %s", file, err, line)
			}
			found, ok := code.Run(value, id).Next()
			if failure, failed := found.(error); failed {
				t.Fatal(failure)
			}
			if row, isRow := found.([]any); ok && isRow {
				services = append(services, row[1].(string))
			}
		}
	}
	slices.Sort(services)
	if got := slices.Compact(services); !slices.Equal(got, []string{"aggregate", "ingest", "nlp"}) {
		t.Errorf("jq shows lines of %v for %s", got, id)
	}
}
