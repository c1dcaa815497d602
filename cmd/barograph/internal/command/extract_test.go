package command_test

import (
	"path/filepath"
	"strings"
	"testing"
)

const savedPage = `<html lang="en"><head><title>Italy joins mission | Isles Post</title><meta property="og:url" content="/a">
<meta property="article:published_time" content="2025-05-03T09:10:00Z"></head><body><nav><a href="/">Home</a></nav><article><h1>Italy joins mission</h1>
<p>Italy will send 200 soldiers to the Red Sea Escort Mission, its defence minister said on Tuesday in Rome, after the cabinet had met for three hours and
without a vote of the parliament, which is not needed for such a mission.</p><h2>What comes next</h2><p>It rained on the parade, and nobody came to see it.</p></article></body></html>`

func TestExtract(t *testing.T) {
	dir := t.TempDir()
	page, wall := filepath.Join(dir, "page.html"), filepath.Join(dir, "wall.html")
	write(t, page, savedPage)
	write(t, wall, "<title>Just a moment...</title><p>Enable JavaScript and cookies to continue</p>")
	args := append([]string{"extract", "--url", "https://islespost.example/a?id=1"}, nowhere()...)
	out, _, code, err := run(t, "", append(args, page)...)
	if err != nil || code != 0 {
		t.Fatalf("exit %d, %v", code, err)
	}
	for _, want := range []string{"Italy joins mission\n", "published    2025-05-03T09:10:00Z (meta article:published_time)", "https://islespost.example/a\n", "\nWhat comes next\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	out, _, code, err = run(t, savedPage, append(args, "-", "-o", "json")...)
	if err != nil || code != 0 || !strings.Contains(out, `"kind": "heading"`) || !strings.Contains(out, `"basis": "TIME_BASIS_METADATA"`) {
		t.Errorf("json: exit %d, %v\n%s", code, err, out)
	}
	lines, notes, code, err := run(t, "", append(args, page, wall, filepath.Join(dir, "none.html"), "-o", "jsonl")...)
	if err == nil || code == 0 || strings.Count(lines, "\n") != 1 || !strings.Contains(notes, "wall.html: bot check") || !strings.Contains(notes, "none.html: ") {
		t.Errorf("jsonl: exit %d, %v\n%s\n%s", code, err, lines, notes)
	}
	out, _, code, err = run(t, lines, append([]string{"tag", "-", "-o", "jsonl"}, nowhere()...)...)
	if err != nil || code != 0 || !strings.Contains(out, "Italy joins mission") {
		t.Errorf("what extract writes cannot be tagged: exit %d, %v\n%s", code, err, out)
	}
	out, _, code, err = run(t, "", append(args, wall)...)
	if err != nil || code != 0 || !strings.Contains(out, "No article: bot check") {
		t.Errorf("wall: exit %d, %v\n%s", code, err, out)
	}
}
