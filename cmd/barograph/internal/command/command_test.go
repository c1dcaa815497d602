package command_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
	"google.golang.org/protobuf/encoding/protojson"

	"github.com/barograph/barograph/cmd/barograph/internal/command"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// nowhere are addresses at which nobody listens.
func nowhere() []string {
	return []string{"--ingest-address", "127.0.0.1:1", "--nlp-address", "127.0.0.1:1", "--aggregate-address", "127.0.0.1:1"}
}

// run runs a command line and returns what it wrote and its exit code.
func run(t *testing.T, stdin string, args ...string) (stdout, stderr string, code int, err error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	var out, notes bytes.Buffer
	err = command.Run(ctx, command.Process{
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
	return out.String(), notes.String(), code, err
}

func TestEveryCommandShowsExamples(t *testing.T) {
	root, _, code, err := run(t, "", "--help")
	if err != nil || code != 0 || !strings.Contains(root, "Exit codes:") {
		t.Fatalf("help: %d, %v\n%s", code, err, root)
	}
	for _, line := range []string{
		"up", "provision", "healthcheck", "submit", "tag", "articles show", "retract", "backtest", "list", "assess", "explain", "brief", "evidence",
		"positions", "commitments", "conditions", "contradictions", "timeline", "scorecard", "judge", "judgements", "withdraw",
		"resolve", "rule", "rulings", "watch", "initiatives apply", "initiatives list", "initiatives get", "initiatives delete", "sources list", "sources get", "sources create", "sources update", "sources apply", "sources delete", "sources pause",
		"sources resume", "sources import-opml", "sources export-opml", "backfill", "model show", "model compare", "replay", "access check", "deadletter list",
		"deadletter summary", "deadletter show", "deadletter redrive", "deadletter discard", "log-level", "logs trace", "version", "completion",
	} {
		t.Run(line, func(t *testing.T) {
			help, _, code, err := run(t, "", append(strings.Fields(line), "--help")...)
			if err != nil || code != 0 {
				t.Fatalf("%d, %v", code, err)
			}
			if !strings.Contains(help, "Examples:\n\n    ") || !strings.Contains(help, "barograph "+strings.Fields(line)[0]) {
				t.Errorf("no examples:\n%s", help)
			}
			for _, text := range strings.Split(help, "\n") {
				if terminal.Width(text) > terminal.Columns {
					t.Errorf("wider than %d: %s", terminal.Columns, text)
				}
			}
		})
	}
}

func TestNoArgumentsShowHelp(t *testing.T) {
	if out, _, code, err := run(t, ""); err != nil || code != 0 || !strings.HasPrefix(out, "Usage: barograph") {
		t.Errorf("%d, %v\n%s", code, err, out)
	}
}

func TestErrorsSayWhatToDo(t *testing.T) {
	for name, c := range map[string]struct {
		args []string
		code int
		want string
	}{
		"unknown command":    {[]string{"asess", "x"}, exit.Usage, `did you mean one of "assess", "access"`},
		"missing argument":   {[]string{"assess"}, exit.Usage, "see `barograph assess --help`"},
		"unknown flag":       {[]string{"list", "--colour"}, exit.Usage, "see `barograph list --help`"},
		"wrong format":       {[]string{"list", "-o", "xml"}, exit.Usage, "must be one of"},
		"wrong time":         {[]string{"assess", "x", "--as-of", "soon"}, exit.Usage, "neither a day (2026-05-01) nor RFC 3339"},
		"wrong past":         {[]string{"explain", "x", "--since", "7h"}, exit.Usage, "nor a number of days (7d)"},
		"time too late":      {[]string{"assess", "x", "--as-of", "9999-12-31"}, exit.Usage, "\"9999-12-31\" is out of range: years from 1900 to 9998"},
		"time too early":     {[]string{"assess", "x", "--as-of", "0001-01-01T00:00:00Z"}, exit.Usage, "out of range"},
		"no address":         {[]string{"--aggregate-address", "nonsense", "version"}, exit.Usage, "--aggregate-address: \"nonsense\" is not HOST:PORT"},
		"no port":            {[]string{"healthcheck", "--address", "127.0.0.1:0"}, exit.Usage, "--address: \"127.0.0.1:0\" is not HOST:PORT"},
		"two clocks":         {[]string{"assess", "x", "--as-of", "2026-05-01", "--as-known", "2026-05-01"}, exit.Usage, "exclude each other"},
		"two clocks of all":  {[]string{"list", "--as-of", "2026-05-01", "--as-known", "2026-05-01"}, exit.Usage, "exclude each other"},
		"two clocks of why":  {[]string{"explain", "x", "--as-of", "2026-05-01", "--since-known", "2026-04-01"}, exit.Usage, "a change is told by one clock"},
		"revision and clock": {[]string{"assess", "x", "--revision", "3", "--as-known", "2026-05-01"}, exit.Usage, "names what was published"},
		"two revisions":      {[]string{"explain", "x", "--since-revision", "3", "--since-known", "2026-05-01"}, exit.Usage, "exclude each other"},
		"no judgement":       {[]string{"judge", "x", "--until", "2026-05-01", "--author", "a", "--why", "w"}, exit.Usage, "--probability or --likelihood"},
		"no probability":     {[]string{"judge", "x", "--probability", "100%", "--until", "2026-05-01", "--author", "a", "--why", "w"}, exit.Usage, "no probability from 1% to 99%"},
		"no term":            {[]string{"judge", "x", "--likelihood", "maybe", "--until", "2026-05-01", "--author", "a", "--why", "w"}, exit.Usage, "very_likely"},
		"nobody judges":      {[]string{"judge", "x", "--probability", "60%", "--until", "2026-05-01", "--why", "w"}, exit.Usage, "--author"},
		"no reason":          {[]string{"resolve", "x", "yes", "--author", "a"}, exit.Usage, "--why"},
		"no answer":          {[]string{"resolve", "x", "maybe", "--author", "a", "--why", "w"}, exit.Usage, "must be one of"},
		"no condition":       {[]string{"rule", "x", "IDN", "weather", "met", "--author", "a", "--why", "w"}, exit.Usage, "un_mandate"},
		"no rung":            {[]string{"evidence", "x", "--rung", "ladder"}, exit.Usage, "mandated"},
		"wrong dimension":    {[]string{"evidence", "x", "--dimension", "weather"}, exit.Usage, "funding"},
		"discard why":        {[]string{"deadletter", "discard", "1"}, exit.Usage, "--comment"},
		"discard what":       {[]string{"deadletter", "discard", "--comment", "x"}, exit.Usage, "--all"},
		"redrive what":       {[]string{"deadletter", "redrive"}, exit.Usage, "--all"},
		"no catalogue":       {[]string{"initiatives", "apply", "-f", "none.yaml"}, exit.Usage, "none.yaml"},
		"token not a token":  {[]string{"list", "--token-file", "/dev/null"}, exit.Usage, "--token-file: read token: /dev/null is not a file"},
		"no such token":      {[]string{"list", "--token-file", "none"}, exit.Usage, "none: no such file"},
		"no policy":          {[]string{"access", "check", "none.yaml"}, exit.Usage, "none.yaml: no such file"},
		"nobody there":       {[]string{"list"}, exit.Unavailable, "is `barograph up` running there?"},
		"no certificates":    {[]string{"list", "--tls-dir", "none"}, exit.Usage, "ca.crt: no such file"},
		"all-in-one for all": {[]string{"up", "--data", t.TempDir(), "--nlp-listen", "0.0.0.0:0", "--ingest-listen", "127.0.0.1:0"}, exit.Usage, "--nlp-listen (127.0.0.1:PORT), or run the three services on their own with TLS"},
		"no health":          {[]string{"healthcheck"}, exit.Unavailable, "cannot reach"},
		"nothing to read":    {[]string{"tag", "none.txt"}, exit.Failure, "1 of 1 articles failed"},
		"no lines of why":    {[]string{"tag", "--explain", "-o", "jsonl", "none.txt"}, exit.Usage, "--explain is for people: it has no -o jsonl"},
		"page of nothing":    {[]string{"tag", "--html", "x.html", "none.txt"}, exit.Usage, "need --explain"},
		"part of a page":     {[]string{"tag", "--explain", "--html", "x.html", "--sentence", "2", "none.txt"}, exit.Usage, "shows whole articles"},
		"sentence before 1":  {[]string{"tag", "--explain", "--sentence=-1", "none.txt"}, exit.Usage, "count from 1"},
		"compared with none": {[]string{"model", "compare", "--as-of", "2026-05-01"}, exit.Usage, "--as-of needs --model"},
		"no model":           {[]string{"model", "compare", "--model", "none.yaml"}, exit.Usage, "none.yaml"},
		"no model at all":    {[]string{"up", "--model", "command_test.go", "--data", t.TempDir()}, exit.Usage, "model"},
		"wrong time of demo": {[]string{"up", "--now", "noon"}, exit.Usage, "not RFC 3339"},
		"no bus":             {[]string{"provision", "--nats", "nats://127.0.0.1:1", "--timeout", "200ms"}, exit.Unavailable, "cannot reach NATS at nats://127.0.0.1:1"},
		"wrong replicas":     {[]string{"provision", "--nats", "nats://127.0.0.1:1", "--replicas", "2"}, exit.Usage, "none of 1, 3, 5"},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, code, err := run(t, "", append(nowhere(), c.args...)...)
			if code != c.code || err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("exit %d, %v; want %d and %q", code, err, c.code, c.want)
			}
		})
	}
}

func TestCatalogueErrorsHaveLines(t *testing.T) {
	_, _, code, err := run(t, "initiatives:\n  - id: x\n    name: X\n    colour: red\n", append([]string{"initiatives", "apply", "-f", "-"}, nowhere()...)...)
	if code != exit.Usage || err == nil || !strings.Contains(err.Error(), "4") || !strings.Contains(err.Error(), "colour") {
		t.Errorf("exit %d, %v", code, err)
	}
}

func TestTagNeedsNoServer(t *testing.T) {
	dir := t.TempDir()
	catalog := filepath.Join(dir, "catalog.yaml")
	article := filepath.Join(dir, "piece.txt")
	write(t, catalog, "initiatives:\n  - {id: red-sea, name: Red Sea Escort Mission}\n")
	write(t, article, "Italy joins mission\n\nROME, March 3 - Italy will send 200 soldiers to the Red Sea Escort Mission, its defence minister said on Tuesday.\n")
	args := append([]string{"tag", article, "--catalog", catalog}, nowhere()...)
	out, _, code, err := run(t, "", append(args, "-o", "jsonl")...)
	if err != nil || code != 0 || strings.Count(out, "\n") != 1 {
		t.Fatalf("exit %d, %v\n%s", code, err, out)
	}
	tagged := &taggingv1.TaggedArticle{}
	if err := protojson.Unmarshal([]byte(out), tagged); err != nil {
		t.Fatal(err)
	}
	if tagged.GetArticleId() != "piece" || len(tagged.GetInitiatives()) != 1 || tagged.GetInitiatives()[0].GetInitiativeId() != "red-sea" {
		t.Errorf("read %v", tagged)
	}
	if !strings.Contains(out, `"article_id":"piece"`) {
		t.Errorf("names are not those of the proto file: %s", out)
	}
	table, _, _, err := run(t, "", args...)
	if err != nil || !strings.Contains(table, "red-sea") || !strings.Contains(table, "ITA") {
		t.Errorf("%v\n%s", err, table)
	}
}

func TestCompletion(t *testing.T) {
	for name, c := range map[string]struct {
		words []string
		want  []string
		not   string
	}{
		"commands":    {[]string{"a"}, []string{"assess", "articles"}, "list"},
		"subcommands": {[]string{"initiatives", ""}, []string{"apply", "list", "get", "delete"}, "assess"},
		"flags":       {[]string{"evidence", "x", "--d"}, []string{"--dimension"}, "--actor"},
		"values":      {[]string{"list", "-o", ""}, []string{"table", "json"}, "list"},
		"shells":      {[]string{"completion", ""}, []string{"bash", "zsh", "fish"}, "up"},
		"hidden":      {[]string{"_"}, nil, "__complete"},
		"nothing yet": {[]string{""}, []string{"up", "version"}, "__complete"},
	} {
		t.Run(name, func(t *testing.T) {
			out, _, code, err := run(t, "", append(append(nowhere(), "__complete", "--"), c.words...)...)
			if err != nil || code != 0 {
				t.Fatalf("exit %d, %v", code, err)
			}
			lines := strings.Split(out, "\n")
			for _, want := range c.want {
				if !slices.Contains(lines, want) {
					t.Errorf("%s is missing in %q", want, lines)
				}
			}
			if slices.Contains(lines, c.not) {
				t.Errorf("%s should not be in %q", c.not, lines)
			}
		})
	}
	for _, shell := range []string{"bash", "zsh", "fish"} {
		if out, _, _, err := run(t, "", "completion", shell); err != nil || !strings.Contains(out, "barograph __complete") {
			t.Errorf("%s: %v\n%s", shell, err, out)
		}
	}
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}
