package e2e_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/barograph/barograph/cmd/barograph/internal/exit"
)

const opmlFile = `<opml version="2.0"><body><outline text="World" xmlUrl="https://feeds.world.example/rss" htmlUrl="https://www.world.example/"/>
<outline text="Odd" xmlUrl="feed:odd"/></body></opml>`

func TestCommandLineChangesSources(t *testing.T) {
	s := allInOne(t, options{dir: folder(t)})
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	run := func(stdin string, code int, want string, args ...string) string {
		t.Helper()
		out, notes, got := s.cli(ctx, stdin, append([]string{"sources"}, args...)...)
		if got != code || !strings.Contains(out+notes, want) {
			t.Errorf("barograph sources %s: exit %d, want %d with %q: %s%s", strings.Join(args, " "), got, code, want, out, notes)
		}
		return out
	}
	run("", 0, "a.example created (etag ", "create", "a.example", "--reliability", "B", "--feed", "https://a.example/rss?x=1,2", "--min-interval", "5m")
	run("", exit.Conflict, "exists already", "create", "a.example")
	run("", exit.Usage, `write "B.example" as "b.example"`, "create", "B.example")
	run("", exit.Usage, "sources file only", "create", "b.example", "--feed", "file:///etc/passwd")
	run("", 0, "https://a.example/rss?x=1,2", "get", "a.example")
	run("", exit.NotFound, "`barograph sources list` shows those that are", "get", "none.example")
	run("", 0, "a.example, feed rss-x-1-2 paused", "pause", "a.example", "--feed", "rss-x-1-2")
	run("", exit.NotFound, "`barograph sources get` shows those that it has", "pause", "a.example", "--feed", "none")
	run("", 0, "was paused already", "pause", "a.example", "--feed", "rss-x-1-2")
	run("", 0, "rss-x-1-2", "list", "--state", "paused")
	run("", 0, "No sources", "list", "--state", "frozen")
	run("", exit.Usage, "is none of pending, ok", "list", "--state", "well")

	if out, _, _ := s.cli(ctx, "", "__complete", "--", "sources", "get", "a.ex"); out != "a.example\n" {
		t.Errorf("completed to %q", out)
	}

	file := run("", 0, "reliability: B", "get", "a.example", "-o", "yaml")
	run(file, 0, "a.example unchanged", "apply", "-f", "-")
	run(strings.Replace(file, "reliability: B", "reliability: C", 1), 0, "a.example defined", "apply", "-f", "-")
	run("sources:\n  b.example: {}\n  c.example: {feeds: [/etc/]}\n", exit.Failure, "1 of 2 sources were not applied", "apply", "-f", "-")
	run("sources:\n  a.example: {colour: red}\n", exit.Usage, "line 2, column 15", "apply", "-f", "-")
	run("", 0, "a.example changed", "update", "a.example", "--name", "A", "--feed", "https://a.example/2", "--remove-feed", "rss-x-1-2")
	run("", 0, "a.example unchanged", "update", "a.example", "--name", "A")
	run("", exit.Usage, "say what to change", "update", "a.example")
	run("", exit.Conflict, "read it again", "update", "a.example", "--name", "B", "--etag", "1")

	path := filepath.Join(t.TempDir(), "list.opml")
	if err := os.WriteFile(path, []byte(opmlFile), 0o600); err != nil {
		t.Fatal(err)
	}
	run("", exit.Failure, "1 feeds added, 1 sources created, 0 feeds known already, 1 not added", "import-opml", path)
	list := run("", 0, `barograph:source="world.example"`, "export-opml")
	run(list, 0, "0 feeds added, 0 sources created, 2 feeds known already", "import-opml", "-")
	run("", exit.Usage, "not a feed", "import-opml", "../internal/demo/sources.yaml")
	run("", 0, `"state": "FEED_STATE_PENDING"`, "list", "-o", "json")
	run("", exit.Conflict, "defined in the sources file", "delete", "albioncourier.example")
	run("", exit.Conflict, "read it again", "delete", "a.example", "--etag", "1")
	run("", 0, "a.example deleted", "delete", "a.example")
	run("", exit.NotFound, "not defined", "delete", "a.example")
}
