package main_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/barograph/barograph/internal/config"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/services/aggregate"
	"github.com/barograph/barograph/services/ingest"
	"github.com/barograph/barograph/services/nlp"
)

var update = flag.Bool("update", false, "write the generated parts of the documentation")

// TestDocumentationIsGenerated holds the tables in docs/, and the worked example
// of the model, against the code that they describe.
func TestDocumentationIsGenerated(t *testing.T) {
	for _, page := range []struct {
		file   string
		render func(*testing.T) string
	}{
		{"../../docs/logs.md", fields},
		{"../../docs/configuration.md", settings},
		{"../../docs/model.md", workedExample},
	} {
		t.Run(page.file, func(t *testing.T) {
			have, err := os.ReadFile(page.file)
			if err != nil {
				t.Fatal(err)
			}
			want := replace(t, string(have), page.render(t))
			if want == string(have) {
				return
			}
			if !*update {
				t.Fatalf("%s is out of date: run go test ./cmd/barograph -update", page.file)
			}
			if err := os.WriteFile(page.file, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// TestVariablesOfTheCommandLineAreDocumented: manifests are held against that page too.
func TestVariablesOfTheCommandLineAreDocumented(t *testing.T) {
	page, err := os.ReadFile("../../docs/configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("internal/command/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sources of the command line: %v", err)
	}
	variable := regexp.MustCompile(`env:"(BAROGRAPH_CLI_[A-Z_]+)"`)
	found := 0
	for _, name := range files {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range variable.FindAllStringSubmatch(string(source), -1) {
			found++
			if !strings.Contains(string(page), "`"+match[1]+"`") {
				t.Errorf("%s is not in docs/configuration.md", match[1])
			}
		}
	}
	if found == 0 {
		t.Fatal("the command line has no variables")
	}
}

// replace puts content between the line that says "generated" and the one that
// ends it.
func replace(t *testing.T, page, content string) string {
	t.Helper()
	head, rest, ok := strings.Cut(page, "<!-- generated: ")
	if !ok {
		t.Fatal("the page has no generated part")
	}
	comment, rest, _ := strings.Cut(rest, "-->\n")
	_, tail, ok := strings.Cut(rest, "<!-- end -->")
	if !ok {
		t.Fatal("the generated part has no end")
	}
	return head + "<!-- generated: " + comment + "-->\n" + content + "<!-- end -->" + tail
}

func fields(*testing.T) string {
	var b strings.Builder
	b.WriteString("| key | type | meaning |\n| --- | --- | --- |\n")
	for _, e := range logging.Dictionary() {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", e.Key, e.Type, e.Meaning)
	}
	return b.String()
}

func settings(t *testing.T) string {
	t.Helper()
	in, tag, agg := ingest.Default(), nlp.Default(), aggregate.Default()
	var b strings.Builder
	for _, s := range []struct {
		name   string
		config any
	}{{"ingest", &in}, {"nlp", &tag}, {"aggregate", &agg}} {
		table, err := config.Table(s.name, s.config)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "\n## %s\n\n%s", s.name, table)
	}
	return b.String() + "\n"
}
