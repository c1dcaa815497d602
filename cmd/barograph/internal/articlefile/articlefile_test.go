package articlefile_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/barograph/barograph/cmd/barograph/internal/articlefile"
)

func TestJSON(t *testing.T) {
	got, err := articlefile.JSON([]byte(`{"id":"nr-1","url":"https://a.example/x","source":"a.example","title":"T",
		"byline":"B","published":"2025-11-11T11:42:00+04:00","language":"en","text":"Body.","revises":"nr-0"}`))
	if err != nil {
		t.Fatal(err)
	}
	if got.ExternalId != "nr-1" || got.Url != "https://a.example/x" || got.Source != "a.example" || got.Title != "T" ||
		got.Byline != "B" || got.Language != "en" || got.Text != "Body." {
		t.Errorf("fields lost: %v", got)
	}
	if s := got.PublishedTime.AsTime().Format("2006-01-02T15:04:05Z07:00"); s != "2025-11-11T07:42:00Z" {
		t.Errorf("published = %s", s)
	}
	day, err := articlefile.JSON([]byte(`{"text":"x","published":"2025-11-11"}`))
	if err != nil || day.PublishedTime.AsTime().Hour() != 0 {
		t.Errorf("a day: %v, %v", day, err)
	}
	none, err := articlefile.JSON([]byte(`{"text":"x","published":""}`))
	if err != nil || none.PublishedTime != nil {
		t.Errorf("no day: %v, %v", none, err)
	}
}

func TestWhatIsRefused(t *testing.T) {
	for name, c := range map[string]struct{ file, content, want string }{
		"no json":        {"a.json", "{\n\"text\": oops}", "line 2: invalid character"},
		"wrong type":     {"a.json", `{"text": 7}`, "field text must be a string, not a number"},
		"array":          {"a.json", `[{"text":"x"}]`, "an article is a JSON object, this is: array"},
		"no text":        {"a.json", `{"title":"x"}`, "field text: it is empty"},
		"misspelt":       {"a.json", `{"text":"x","txet":"y"}`, `unknown field "txet"; an article has id, url`},
		"too early":      {"a.json", `{"text":"x","published":"0026-05-01"}`, `field published: "0026-05-01" is before 1900`},
		"wrong time":     {"a.json", `{"text":"x","published":"yesterday"}`, `field published: "yesterday" is neither`},
		"not utf-8":      {"a.txt", "caf\xe9", "byte 3 is not UTF-8"},
		"json not utf-8": {"a.json", "{\"text\":\"caf\xe9\"}", "byte 12 is not UTF-8"},
		"empty":          {"a.txt", " \n", "it is empty"},
		"binary":         {"a.txt", "a\x00b", "NUL"},
		"too long":       {"a.txt", strings.Repeat("x", articlefile.MaxText+1), "longer than 524288"},
		"huge":           {"a.json", strings.Repeat(" ", 5<<20), "longer than 4194304 bytes"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), c.file)
			write(t, path, c.content)
			items := slices.Collect(articlefile.Read([]string{path}, nil))
			if len(items) != 1 || items[0].Err == nil || !strings.Contains(items[0].Err.Error(), c.want) {
				t.Fatalf("items = %+v, want an error with %q", items, c.want)
			}
			if items[0].Name != path || strings.Contains(items[0].Err.Error(), path) {
				t.Errorf("the name belongs to the item, not the error: %+v", items[0])
			}
		})
	}
}

func TestReadGoesOnAfterAFailure(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.jsonl"), "{\"text\":\"one\"}\n\nbroken\n{\"text\":\"two\"}\n")
	write(t, filepath.Join(dir, "b.txt"), "\ufeffthree")
	paths := []string{filepath.Join(dir, "none.txt"), dir, articlefile.Stdin}
	var got []string
	for item := range articlefile.Read(paths, strings.NewReader("{\n \"text\": \"four\"\n}\n")) {
		name := strings.TrimPrefix(item.Name, dir+"/")
		if item.Err != nil {
			got = append(got, name+" error")
			continue
		}
		got = append(got, name+" "+item.Submission.Text)
	}
	want := []string{"none.txt error", "a.jsonl:1 one", "a.jsonl:3 error", "a.jsonl:4 two", "b.txt three", "standard input four"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestLineIsNamedOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mid.jsonl")
	write(t, path, "{\"text\":\"one\"}\n{\"text\": oops}\n")
	items := slices.Collect(articlefile.Read([]string{path}, nil))
	if len(items) != 2 || items[1].Name != path+":2" || items[1].Err == nil || strings.Contains(items[1].Err.Error(), "line") {
		t.Errorf("items = %+v", items)
	}
}

func TestStandardInput(t *testing.T) {
	long := strings.Repeat("y", 8000)
	for name, c := range map[string]struct {
		in   string
		want []string
	}{
		"text":            {"Plain words.", []string{"Plain words."}},
		"one object":      {`{"text":"a"}`, []string{"a"}},
		"lines":           {"{\"text\":\"a\"}\n{\"text\":\"b\"}", []string{"a", "b"}},
		"long first line": {"{\"text\":\"" + long + "\"}\n{\"text\":\"b\"}", []string{long, "b"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for item := range articlefile.Read([]string{articlefile.Stdin}, strings.NewReader(c.in)) {
				if item.Err != nil {
					t.Fatal(item.Err)
				}
				got = append(got, item.Submission.Text)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestExpandPrefersArticleFiles(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"x.article.json", "x.label.json", "y.txt", ".hidden.txt", "z.pdf", "sub/w.json"} {
		write(t, filepath.Join(dir, name), "x")
	}
	got, err := articlefile.Expand(dir)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{filepath.Join(dir, "sub/w.json"), filepath.Join(dir, "x.article.json"), filepath.Join(dir, "y.txt")}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if _, err := articlefile.Expand(t.TempDir()); err == nil {
		t.Error("a folder without articles is no error")
	}
}

func FuzzJSON(f *testing.F) {
	f.Add([]byte(`{"id":"a","text":"b","published":"2026-05-01"}`))
	f.Add([]byte("\ufeff{}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := articlefile.JSON(data)
		if (got == nil) == (err == nil) {
			t.Fatalf("both or neither: %v, %v", got, err)
		}
		if err == nil && (got.Text == "" || !utf8.ValidString(got.Text) || strings.ContainsRune(got.Text, 0)) {
			t.Fatalf("text %q", got.Text)
		}
	})
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}
