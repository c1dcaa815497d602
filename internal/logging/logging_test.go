package logging_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/logging"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func logger(t *testing.T, cfg logging.Config) (*zap.Logger, *logging.Level, *bytes.Buffer) {
	t.Helper()
	var out bytes.Buffer
	log, level, err := logging.New(cfg, &out, "nlp", "1.2.3")
	if err != nil {
		t.Fatal(err)
	}
	return log, level, &out
}

func TestJSONLine(t *testing.T) {
	log, _, out := logger(t, logging.Default())
	log.Named("worker").Warn("message handled", logging.Outcome("retry"), logging.Duration(1500*time.Microsecond),
		logging.StreamSeq(7), logging.EventID(""), logging.Error(errors.New("line one\nline two\x1b[31m\x00")))
	if n := strings.Count(out.String(), "\n"); n != 1 {
		t.Errorf("%d lines, want 1: %q", n, out.String())
	}
	if strings.ContainsAny(out.String(), "\x00\x1b") {
		t.Errorf("control characters in %q", out.String())
	}
	var line map[string]any
	if err := json.Unmarshal(out.Bytes(), &line); err != nil {
		t.Fatal(err)
	}
	at, err := time.Parse(time.RFC3339Nano, fmt.Sprint(line["time"]))
	if err != nil || at.Location() != time.UTC {
		t.Errorf("time %v, %v; want RFC 3339 in UTC", line["time"], err)
	}
	for key, want := range map[string]any{
		"level": "warn", "logger": "worker", "msg": "message handled", "service": "nlp", "version": "1.2.3",
		"outcome": "retry", "duration_ms": 1.5, "stream_seq": 7.0,
	} {
		if line[key] != want {
			t.Errorf("%s = %v, want %v", key, line[key], want)
		}
	}
	if _, ok := line["event_id"]; ok {
		t.Error("an empty id was logged")
	}
}

func TestConsoleIsForPeople(t *testing.T) {
	log, _, out := logger(t, logging.Config{Level: "info", Format: logging.FormatConsole})
	log.Info("serving", logging.Address(":1"))
	if !strings.Contains(out.String(), "info  nlp  serving") || strings.HasPrefix(out.String(), "{") {
		t.Errorf("console line %q", out.String())
	}
}

func TestLevelChangesAtRunTime(t *testing.T) {
	log, level, out := logger(t, logging.Config{Level: "warn", Format: "auto"})
	logs := func() bool {
		out.Reset()
		log.Debug("x")
		return out.Len() > 0
	}
	for _, step := range []struct {
		name string
		do   func() error
		want bool
	}{
		{"as configured", func() error { return nil }, false},
		{"set to debug", func() error { return level.Set("debug") }, true},
		{"set to warn", func() error { return level.Set("warn") }, false},
		{"toggled", func() error { level.Toggle(); return nil }, true},
		{"toggled back", func() error { level.Toggle(); return nil }, false},
	} {
		if err := step.do(); err != nil {
			t.Fatal(err)
		}
		if got := logs(); got != step.want {
			t.Errorf("%s: debug is logged: %v, want %v", step.name, got, step.want)
		}
	}
	if level.String() != "warn" {
		t.Errorf("level %s, want warn", level)
	}
	if err := level.Set("loud"); err == nil {
		t.Error("Set took a level that does not exist")
	}
}

func TestWatchEndsWithItsContext(t *testing.T) {
	log, level, _ := logger(t, logging.Default())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := level.Watch(ctx, log); err != nil {
		t.Errorf("Watch = %v", err)
	}
}

func TestConfigNamesEveryWrongField(t *testing.T) {
	_, _, err := logging.New(logging.Config{Level: "loud", Format: "xml"}, os.Stdout, "nlp", "")
	for _, name := range []string{"log-level", "log-format"} {
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("New = %v, does not name %s", err, name)
		}
	}
}

// Every Key constant has a row, and every row a constant.
func TestDictionaryIsComplete(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "field.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	constants := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && strings.HasPrefix(spec.Names[0].Name, "Key") {
			if value, ok := spec.Values[0].(*ast.BasicLit); ok {
				constants[strings.Trim(value.Value, `"`)] = true
			}
		}
		return true
	})
	if len(constants) < 20 {
		t.Fatalf("only %d constants found", len(constants))
	}
	rows := map[string]bool{}
	for _, e := range logging.Dictionary() {
		if rows[e.Key] || e.Meaning == "" || e.Type == "" || strings.ToLower(e.Key) != e.Key {
			t.Errorf("row %+v is a repetition or incomplete", e)
		}
		rows[e.Key] = true
		if !constants[e.Key] {
			t.Errorf("row %s has no constant", e.Key)
		}
	}
	for key := range constants {
		if !rows[key] {
			t.Errorf("key %s has no row", key)
		}
	}
}

func TestNotesAreAddedToTheLineOfTheCaller(t *testing.T) {
	if logging.Note(t.Context(), logging.Count(1)) {
		t.Error("a note was taken where nobody logs it")
	}
	ctx, taken := logging.WithNotes(t.Context())
	for range 100 {
		if !logging.Note(ctx, logging.Count(1), logging.Reason("x")) {
			t.Fatal("no note was taken")
		}
	}
	if n := len(taken()); n != 32 {
		t.Errorf("%d facts are in one line", n)
	}
}
