package e2e_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
)

// attempt is a command line that meets hostile content.
type attempt struct {
	args []string
	code int // with which it has to end
	// unread says that the command line itself is refused: any other has to be
	// read, else nothing is tested.
	unread bool
}

// hostileFiles writes files with an attack in them, and gives a folder of articles
// and the path of another file by its name.
func hostileFiles(t testing.TB, dir string) (articles string, file func(string) string) {
	t.Helper()
	articles = filepath.Join(dir, "articles")
	evil := "evil" + strings.ReplaceAll(attack, "/", "") + ".json"
	quoted := fmt.Sprintf("%q", "x"+strings.NewReplacer("\x1b", "", "\x07", "", "\x7f", "", "\u009b", "").Replace(attack)) // as YAML can say it
	logged, err := json.Marshal(attack)
	if err != nil {
		t.Fatal(err)
	}
	encoded := string(logged)
	if err := os.Mkdir(articles, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"articles/a.txt": attack + "\n\n" + marker, "2026-05-01-a.txt": attack + "\n\n" + marker, "articles/" + evil: `{"title":"` + marker, "p.html": "<title>" + attack + "</title><p>" + attack,
		"c.yaml": "initiatives:\n- id: \"" + attack, "d.yaml": "initiatives:\n- {id: worse, name: " + quoted + "}\n",
		"s.yaml": "sources:\n  " + attack + ": {}\n", "g.yaml": "sources:\n  worse.example: {name: " + quoted + "}\n",
		"o.opml": "<opml>" + attack, "f.opml": `<opml version="2.0"><body><outline text="` + attackXML + `" xmlUrl="https://feeds.example/rss"/>` +
			`<outline text="` + attackXML + `" xmlUrl="javascript:` + attackXML + `"/></body></opml>`,
		"policy.yaml": "roles: \"" + attack, "model.yaml": "version: \"" + attack,
		"evil.log":   `{"time":"2026-11-22T18:50:22Z","msg":"article taken","service":"ingest","correlation_id":"c-evil","submit_outcome":"accepted","article_id":` + encoded + `,"error":` + encoded + "}\n" + attack + "\n",
		"latin.yaml": "version: \xe9", "large.yaml": strings.Repeat("#", 3<<20), "two.yaml": "sources: {}\n---\nsources: {}\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return articles, func(name string) string {
		return filepath.Join(dir, strings.Replace(name, "evil.json", "articles/"+evil, 1))
	}
}

// attackXML is what of attack a list of subscriptions can hold.
const attackXML = "\u009b31m\u202egnp\u2066\u2028\U000e0041\ufeff\x7f&lt;script>"

// attempts runs each command on hostile content, arguments and files. What
// changes or ends things comes last.
func attempts(id, article, articles string, file func(string) string) []attempt {
	return slices.Concat(looks(id, article), readings(articles, file), wrongs(file), changes(id, article, file))
}

// looks only show.
func looks(id, article string) []attempt {
	return ending(exit.OK,
		[]string{"healthcheck"}, []string{"list"}, []string{"list", "-o", "json"}, []string{"assess", id}, []string{"assess", id, "-o", "json"},
		[]string{"explain", id}, []string{"explain", id, "--since", "60d"}, []string{"brief", id}, []string{"brief", id, "--format", "html"},
		[]string{"brief", id, "--format", "message"}, []string{"evidence", id, "--all", "--limit", "1000"}, []string{"evidence", id, "--all", "-o", "json"},
		[]string{"positions", id}, []string{"commitments", id}, []string{"conditions", id}, []string{"contradictions", id}, []string{"timeline", id},
		[]string{"scorecard"}, []string{"judgements", id}, []string{"rulings", id}, []string{"initiatives", "list"}, []string{"initiatives", "get", id},
		[]string{"initiatives", "get", "evil"}, []string{"sources", "list"}, []string{"sources", "get", "evil.example"}, []string{"sources", "export-opml"},
		[]string{"articles", "show", article}, []string{"articles", "show", article, "-o", "json"}, []string{"articles", "show", article, "--revisions"},
		[]string{"deadletter", "list"}, []string{"deadletter", "list", "-o", "json"}, []string{"deadletter", "summary"}, []string{"deadletter", "show", "1"},
		[]string{"backfill"}, []string{"log-level", "nlp"}, []string{"log-level", "nlp", "debug", "--for", "1m"},
		[]string{"model", "show"}, []string{"model", "compare"}, []string{"version"},
	)
}

// readings read what is in files.
func readings(articles string, file func(string) string) []attempt {
	return slices.Concat(
		ending(exit.OK, []string{"tag", file("articles/a.txt")}, []string{"logs", "trace", "c-evil", file("evil.log")}, []string{"logs", "trace", "c-evil", file("evil.log"), "-o", "json"}, []string{"extract", file("p.html")}, []string{"submit", file("articles/a.txt")},
			[]string{"backtest", file("2026-05-01-a.txt"), "--out", file("backtest")}, []string{"initiatives", "apply", "-f", file("d.yaml")},
			[]string{"initiatives", "get", "worse"}, []string{"sources", "apply", "-f", file("g.yaml")}, []string{"sources", "get", "worse.example"}),
		ending(exit.Failure, []string{"tag", file("evil.json")}, []string{"submit", file("evil.json")}, []string{"submit", articles}, []string{"submit", attack},
			[]string{"import", articles}, []string{"sources", "import-opml", file("f.opml")}),
		ending(exit.OK, []string{"sources", "list"}, []string{"sources", "export-opml"}),
	)
}

// wrongs are refused, in words that hold what is refused.
func wrongs(file func(string) string) []attempt {
	unread := ending(exit.Usage, []string{attack}, []string{"deadletter", "show", attack}, []string{"completion", attack}, []string{"log-level", attack}, []string{"replay", "--from", attack})
	for i := range unread {
		unread[i].unread = true
	}
	return append(unread, ending(exit.Usage,
		[]string{"initiatives", "apply", "-f", file("c.yaml")}, []string{"sources", "apply", "-f", file("s.yaml")}, []string{"sources", "import-opml", file("o.opml")},
		[]string{"access", "check", file("policy.yaml")}, []string{"model", "compare", "--model", file("model.yaml")}, []string{"sources", "create", attack},
		[]string{"model", "compare", "--model", file("latin.yaml")}, []string{"model", "compare", "--model", file("large.yaml")}, []string{"sources", "apply", "-f", file("two.yaml")},
		[]string{"--ingest-address", attack, "list"}, []string{"watch", attack}, []string{"assess", attack}, []string{"sources", "pause", "evil.example", "--feed", attack},
		[]string{"sources", "resume", "evil.example", "--feed", attack}, []string{"backtest", file("articles"), "--out", file("backtest")},
	)...)
}

// changes change what is kept.
func changes(id, article string, file func(string) string) []attempt {
	said := []string{"--author", attack, "--why", attack}
	return ending(exit.OK,
		slices.Concat([]string{"judge", id, "--probability", "0.5", "--until", "2099-01-01"}, said), []string{"judgements", id},
		[]string{"withdraw", id, "1", "--why", attack}, slices.Concat([]string{"rule", id, "IDN", "un_mandate", "met"}, said),
		slices.Concat([]string{"resolve", id, "void"}, said), []string{"rulings", id}, []string{"brief", id},
		[]string{"sources", "create", "worst.example", "--name", attack}, []string{"sources", "update", "evil.example", "--name", attack},
		[]string{"sources", "pause", "evil.example"}, []string{"sources", "resume", "evil.example"},
		[]string{"sources", "delete", "evil.example"}, []string{"initiatives", "delete", "evil"}, []string{"retract", article, "--reason", attack},
		[]string{"deadletter", "redrive", "--all"}, []string{"deadletter", "discard", "--all", "--comment", attack}, []string{"replay", "--source", attack},
		[]string{"nats", "keys", file(strings.ReplaceAll(attack, "/", ""))},
	)
}

// ending makes attempts that have to end with a code.
func ending(code int, lines ...[]string) []attempt {
	var all []attempt
	for _, args := range lines {
		all = append(all, attempt{args: args, code: code})
	}
	return all
}

// everyCommand runs all attempts. A command that no longer exists, or takes other
// flags, tests nothing and fails.
func (s *system) everyCommand(ctx context.Context, article string) {
	s.t.Helper()
	articles, file := hostileFiles(s.t, folder(s.t))
	for _, a := range attempts("gaza-isf", article, articles, file) {
		out, notes, code := s.cli(ctx, "", a.args...)
		harmless(s.t, fmt.Sprintf("barograph %.60q", a.args), out)
		harmless(s.t, fmt.Sprintf("the notes of barograph %.60q", a.args), notes)
		if code != a.code || a.unread != strings.Contains(notes, "--help`") {
			s.t.Errorf("barograph %.60q: exit %d: %s", a.args, code, notes)
		}
	}
}

// TestHostileArticlesMeetEveryCommand walks the tree of commands: each is tried in
// TestHostileArticles, or it is said here why not.
func TestHostileArticlesMeetEveryCommand(t *testing.T) {
	t.Parallel()
	exempt := map[string]string{
		"up":        "it is what TestHostileArticles runs, and does not end by itself",
		"provision": "reads no content, only a cluster of its own",
		"idle":      "reads nothing, prints nothing, and waits until it is ended",
	}
	tried := map[string]bool{}
	for _, a := range attempts("id", "article", "articles", func(name string) string { return name }) {
		tried[a.args[0]] = true
		if len(a.args) > 1 {
			tried[a.args[0]+" "+a.args[1]] = true
		}
	}
	s := &system{t: t, addresses: client.Addresses{Ingest: "127.0.0.1:1", NLP: "127.0.0.1:1", Aggregate: "127.0.0.1:1"}}
	all := s.leaves(t.Context())
	for _, leaf := range all {
		if tried[leaf] == (exempt[leaf] != "") {
			t.Errorf("%q has to be either among the attempts or exempt: %q", leaf, exempt[leaf])
		}
	}
	for leaf := range exempt {
		if !slices.Contains(all, leaf) {
			t.Errorf("%q is exempt and does not exist", leaf)
		}
	}
	if len(all) < 40 {
		t.Errorf("only %d commands were found: %q", len(all), all)
	}
}

// leaves asks the command line itself, as shells do, for the commands below path
// that have none below them.
func (s *system) leaves(ctx context.Context, path ...string) (all []string) {
	s.t.Helper()
	help, notes, code := s.cli(ctx, "", append(slices.Clone(path), "--help")...)
	if code != exit.OK {
		s.t.Fatalf("barograph %q --help: exit %d: %s", path, code, notes)
	}
	if usage, _, _ := strings.Cut(help, "\n"); !strings.Contains(usage, "<command>") {
		return []string{strings.Join(path, " ")}
	}
	names, notes, code := s.cli(ctx, "", slices.Concat([]string{"__complete", "--"}, path, []string{""})...)
	if code != exit.OK {
		s.t.Fatalf("complete %q: exit %d: %s", path, code, notes)
	}
	for _, name := range strings.Fields(names) {
		all = append(all, s.leaves(ctx, append(slices.Clone(path), name)...)...)
	}
	return all
}
