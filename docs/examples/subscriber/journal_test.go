package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestJournalSurvivesACrashWithinALine: what was half written is handled again,
// what was written is not.
func TestJournalSurvivesACrashWithinALine(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.jsonl")
	for cut := range 3 {
		journal, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		if want := uint64(2 * cut); journal.Last() != want {
			t.Fatalf("the journal ends at %d, want %d", journal.Last(), want)
		}
		for i := range uint64(2) {
			entry := Entry{Sequence: journal.Last() + 1, Event: "updated", Initiative: "a", Revision: i}
			if err := journal.Append(entry); err != nil {
				t.Fatal(err)
			}
			if err := journal.Append(entry); err != nil { // delivered twice
				t.Fatal(err)
			}
		}
		if err := journal.Close(); err != nil {
			t.Fatal(err)
		}
		torn, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := torn.WriteString(`{"sequence":99,"eve`); err != nil {
			t.Fatal(err)
		}
		if err := torn.Close(); err != nil {
			t.Fatal(err)
		}
	}
	journal, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer journal.Close()
	data, err := os.ReadFile(path)
	if err != nil || strings.Count(string(data), "\n") != 6 || strings.Contains(string(data), "99") {
		t.Errorf("%v\n%s", err, data)
	}
}

// TestJournalLeavesOtherFilesAlone: a file that is no journal is neither cut nor
// written to.
func TestJournalLeavesOtherFilesAlone(t *testing.T) {
	for _, text := range []string{"words without an end of line", "words\nmore\n", `{"a":1}` + "\n", "{\"sequence\":1}\nwords"} {
		path := filepath.Join(t.TempDir(), "notes.txt")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if journal, err := Open(path); err == nil {
			t.Errorf("%q was taken for a journal", text)
			_ = journal.Close() // the test has failed
		}
		if kept, err := os.ReadFile(path); err != nil || string(kept) != text {
			t.Errorf("%q became %q: %v", text, kept, err)
		}
	}
}
