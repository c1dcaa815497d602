package source_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/services/ingest/internal/source"
)

// follow opens a registry that follows a file with some text, and returns a function that
// replaces the file, as editors and Kubernetes do, by a new one in its place.
func follow(t *testing.T, text string) (*source.Registry, *source.File, func(text string)) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sources.yaml")
	replace := func(text string) {
		t.Helper()
		if err := os.WriteFile(path+".new", []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(path+".new", path); err != nil {
			t.Fatal(err)
		}
	}
	replace(text)
	file, err := source.OpenFile(path, 5*time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	r, _ := open(t, connect(t), text)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- r.Follow(ctx, file) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return r, file, replace
}

func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for end := time.After(20 * time.Second); !is(); {
		select {
		case <-tick.C:
		case <-end:
			t.Fatalf("never: %s", what)
		}
	}
}

func TestFileIsAppliedAgainWhenItChanges(t *testing.T) {
	r, file, replace := follow(t, "sources:\n  first.example: {}\n  gone.example: {}\n")
	defined := func(ids ...string) func() bool {
		return func() bool {
			all := inForce(r)
			for _, id := range ids {
				if !strings.Contains(all, id) {
					return false
				}
			}
			return strings.Count(all, ";") == len(ids)
		}
	}
	eventually(t, "the file as it was opened", defined("first.example", "gone.example"))

	replace("sources:\n  first.example: {}\n  second.example: {}\n")
	eventually(t, "another file", defined("first.example", "second.example"))

	replace("sources: [no, mapping]\n")
	eventually(t, "told that it cannot be used", file.Stale)
	if !defined("first.example", "second.example")() {
		t.Errorf("a broken file changed something: %s", inForce(r))
	}

	replace("sources:\n  third.example: {}\n")
	eventually(t, "a good file again", defined("third.example"))
	eventually(t, "told that it can be used", func() bool { return !file.Stale() })
}

func TestFileThatCannotBeOpenedOrUsed(t *testing.T) {
	if _, err := source.OpenFile(filepath.Join(t.TempDir(), "none.yaml"), time.Second); err == nil {
		t.Error("no file, no error")
	}
	path := filepath.Join(t.TempDir(), "sources.yaml")
	if err := os.WriteFile(path, []byte("sources: [no, mapping]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := source.OpenFile(path, time.Second); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("a broken file: %v", err)
	}
}
