package archive_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pgregory.net/rapid"

	"github.com/barograph/barograph/services/ingest/internal/archive"
)

func files(t interface{ Fatal(...any) }, folder fstest.MapFS) []archive.File {
	all, err := archive.Walk(folder, "in", archive.Extensions())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// take reads what the cursor does not know of and notes it, up to a number of
// records.
func take(all []archive.File, cursor *archive.Cursor, most int) []string {
	var out []string
	for r := range archive.Records(all, cursor) {
		if most--; most < 0 {
			break
		}
		cursor.Took(r)
		switch {
		case r.Submission != nil:
			out = append(out, r.Submission.GetText())
		case r.Err != nil:
			out = append(out, r.Place.String()+": "+r.Err.Error())
		}
	}
	return out
}

// saved is the cursor as the next process reads it.
func saved(t *rapid.T, c *archive.Cursor) *archive.Cursor {
	data, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	if len(data) > 40<<10 {
		t.Fatalf("cursor of %d bytes", len(data))
	}
	out := &archive.Cursor{}
	if err := json.Unmarshal(data, out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestWalk(t *testing.T) {
	folder := fstest.MapFS{}
	for _, name := range []string{"a.txt", "b.jsonl.gz", "c.png", ".hidden.txt", ".git/x.txt", "d/e.article.json", "d/index.json", "f/g.json", "h.warc.gz", "i.warc.wet.zst", "j.HTML"} {
		folder[name] = &fstest.MapFile{Data: []byte("x")}
	}
	var names []string
	for _, f := range files(t, folder) {
		names = append(names, f.Name)
	}
	if got, want := strings.Join(names, " "), "in/a.txt in/b.jsonl.gz in/d/e.article.json in/f/g.json in/h.warc.gz in/i.warc.wet.zst in/j.HTML"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// However often reading is interrupted, and files are added, grow, or are
// replaced meanwhile: everything is read, and nothing twice that did not change.
func TestCursorLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		folder, cursor := fstest.MapFS{}, &archive.Cursor{}
		clock, seen, next := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC), map[string]int{}, 0
		wanted := map[string]bool{}
		note := func(texts []string) {
			for _, text := range texts {
				seen[text]++
			}
		}
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			clock = clock.Add(time.Duration(rapid.IntRange(0, 2).Draw(t, "hours")) * time.Hour)
			name := fmt.Sprintf("%d.jsonl", rapid.IntRange(0, 3).Draw(t, "file"))
			switch rapid.SampledFrom([]string{"append", "replace", "read", "part"}).Draw(t, "what") {
			case "append", "replace":
				var data []byte
				if f := folder[name]; f != nil {
					data = f.Data
				}
				if rapid.Bool().Draw(t, "new") {
					data = nil
				}
				for range rapid.IntRange(1, 5).Draw(t, "lines") {
					next++
					data = append(data, fmt.Sprintf("{\"text\":\"%d\"}\n", next)...)
				}
				clock = clock.Add(time.Nanosecond) // a file of the same name, size and time is the same
				folder[name] = &fstest.MapFile{Data: data, ModTime: clock}
			case "part":
				note(take(files(t, folder), cursor, rapid.IntRange(0, 8).Draw(t, "most")))
				cursor = saved(t, cursor)
			case "read":
				note(take(files(t, folder), cursor, 1<<30))
				cursor.Keep(files(t, folder))
				cursor = saved(t, cursor)
				for _, f := range folder {
					for line := range strings.Lines(string(f.Data)) {
						wanted[strings.Trim(strings.TrimSpace(line), `{}"tex:`)] = true
					}
				}
				for text := range wanted {
					if seen[text] == 0 {
						t.Fatalf("%s was not read", text)
					}
				}
			}
		}
		for text, n := range seen {
			if n > 1 {
				t.Fatalf("%s was read %d times", text, n)
			}
		}
	})
}

// Of very many files the oldest are known by their time.
func TestCursorIsBounded(t *testing.T) {
	folder, cursor := fstest.MapFS{}, &archive.Cursor{}
	for i := range 4000 {
		folder[fmt.Sprintf("%d.txt", i)] = &fstest.MapFile{Data: []byte("x"), ModTime: time.Unix(int64(1e9+i), 0)}
	}
	if n := len(take(files(t, folder), cursor, 1<<30)); n != 4000 {
		t.Fatalf("%d read", n)
	}
	cursor.Keep(files(t, folder))
	data, err := json.Marshal(cursor)
	if err != nil || len(data) > 40<<10 {
		t.Fatalf("%d bytes, %v", len(data), err)
	}
	folder["new.txt"] = &fstest.MapFile{Data: []byte("new"), ModTime: time.Unix(1e9+3999, 0)}
	if got := take(files(t, folder), cursor, 1<<30); len(got) != 1 || got[0] != "new" {
		t.Errorf("read again: %q", got)
	}
}
