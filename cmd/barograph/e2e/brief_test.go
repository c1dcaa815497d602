package e2e_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protojson"

	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/internal/brieftest"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// TestEveryBriefOfTheDemoKeepsTheRules holds the briefs on the demo's
// initiatives against the linter, as of several days.
func TestEveryBriefOfTheDemoKeepsTheRules(t *testing.T) {
	t.Parallel()
	s := allInOne(t, options{dir: folder(t), initiatives: catalogue(t)})
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	must := func(args ...string) string {
		t.Helper()
		out, notes, code := s.cli(ctx, "", args...)
		if code != 0 {
			t.Fatalf("barograph %s: exit %d: %s", strings.Join(args, " "), code, notes)
		}
		return out
	}
	must("submit", "../internal/demo/articles")
	s.settle()
	for _, initiative := range catalogue(t) {
		id := initiative.GetId()
		for _, day := range []string{"2026-05-01", "2026-03-01", "2025-12-20", "2027-01-05"} {
			for _, found := range brieftest.Lint(must("brief", id, "--as-of", day)) {
				t.Errorf("%s as of %s: %s", id, day, found)
			}
		}
		if message := must("brief", id, "--format", "message"); !strings.HasPrefix(message, initiative.GetName()+": ") || strings.Count(message, "\n• ") > 3 {
			t.Errorf("message on %s:\n%s", id, message)
		}
		file := filepath.Join(t.TempDir(), id+".html")
		if out := must("brief", id, "--format", "html", "--output", file); out != "" {
			t.Errorf("written to a file and to the screen: %s", out)
		}
		page, err := os.ReadFile(file)
		if err != nil || !strings.Contains(string(page), "<polyline") || strings.Contains(string(page), "<script") {
			t.Errorf("page on %s: %v\n%.400s", id, err, page)
		}
	}
	if now, known := must("brief", "aukus"), must("brief", "aukus", "--as-known", "2100-01-01"); now != known {
		t.Errorf("what was published last reads otherwise than what holds now:\n%s", known)
	}
	if _, notes, code := s.cli(ctx, "", "brief", "aukus", "--output", "html"); code != exit.Usage || !strings.Contains(notes, "--format html") {
		t.Errorf("a format as a file: exit %d, %s", code, notes)
	}
	answer := &assessmentv1.GetBriefResponse{}
	if err := protojson.Unmarshal([]byte(must("brief", "aukus", "-o", "json")), answer); err != nil || !strings.HasPrefix(answer.GetContentType(), "text/markdown") {
		t.Errorf("brief as JSON: %q, %v", answer.GetContentType(), err)
	}
}
