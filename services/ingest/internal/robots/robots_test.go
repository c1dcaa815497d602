package robots_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/services/ingest/internal/robots"
)

func TestAllows(t *testing.T) {
	cases := []struct {
		name, file, path string
		want             bool
	}{
		{"empty file", "", "/a", true},
		{"of two as long the one that allows", "User-agent: *\nDisallow: /x\nAllow: /x\n", "/x/1", true},
		{"the root as well", "User-agent: *\nDisallow: /\nAllow: /\n", "/x", true},
		{"the longest decides", "User-agent: *\nAllow: /page\nDisallow: /*.htm\n", "/page.htm", false},
		{"own group before the one for all", "User-agent: *\nDisallow: /\n\nUser-agent: barograph\nDisallow:\n", "/a", true},
		{"own groups count as one", "User-agent: barograph\nDisallow: /a\n\nUser-agent: o\nDisallow: /\n\nUser-agent: Barograph\nDisallow: /b\n", "/b", false},
		{"a part of the token is another crawler", "User-agent: baro\nDisallow: /\n", "/b", true},
		{"token with version", "User-agent: Barograph/1.0\nDisallow: /\n", "/b", false},
		{"one group for two crawlers", "User-agent: o\nUser-agent: barograph\nDisallow: /a\n", "/a", false},
		{"a sitemap between does not part them", "User-agent: barograph\nSitemap: /s\nUser-agent: o\nDisallow: /a\n", "/a", false},
		{"rule before any group", "Disallow: /\nUser-agent: *\nDisallow: /q\n", "/a", true},
		{"byte order mark", "\ufeffUser-agent: *\nDisallow: /a\n", "/a", false},
		{"old line ends", "User-agent: *\rDisallow: /a\r", "/a", false},
		{"comments", "User-agent: * # all\nDisallow: /a # this\n", "/a", false},
		{"a page instead of a file", "<html><body>hello: you</body></html>", "/a", true},
		{"one bad line", "User-agent: *\nCrawl-delay: two\nDisallow: /a\n", "/a", false},
		{"end", "User-agent: *\nDisallow: /*.pdf$\n", "/a.pdf", false},
		{"not the end", "User-agent: *\nDisallow: /*.pdf$\n", "/a.pdf?x", true},
		{"end in the second place", "User-agent: *\nDisallow: /*a$\n", "/abca", false},
		{"stars only", "User-agent: *\nDisallow: /**\n", "/abca", false},
		{"a star that needs more", "User-agent: *\nDisallow: /a*b*c\n", "/a-c-b", true},
		{"no expressions", "User-agent: *\nDisallow: /a(b*\n", "/a(bc", false},
		{"query", "User-agent: *\nDisallow: /*?q=\n", "/foo?q=1", false},
		{"letters escaped in the path", "User-agent: *\nDisallow: /foo/ツ\n", "/foo/%e3%83%84", false},
		{"letters escaped in the file", "User-agent: *\nDisallow: /foo/%E3%83%84\n", "/foo/ツ", false},
		{"needless escapes", "User-agent: *\nDisallow: /foo/%62ar\n", "/foo/bar", false},
		{"an escaped slash is none", "User-agent: *\nDisallow: /foo%2Fbar\n", "/foo/bar", true},
		{"the file itself", "User-agent: *\nDisallow: /\n", "/robots.txt", true},
		{"past the limit", strings.Repeat("#\n", robots.MaxBytes/2) + "User-agent: *\nDisallow: /\n", "/a", true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := robots.Parse([]byte(c.file), "Barograph").Allows(c.path); got != c.want {
				t.Errorf("allows %q: %v, want %v", c.path, got, c.want)
			}
		})
	}
}

func TestDelay(t *testing.T) {
	for value, want := range map[string]time.Duration{
		"3.5": 3500 * time.Millisecond, "0": 0, "-3": 0, "NaN": 0, "Inf": 0, "1e300": robots.MaxDelay, "soon": 0, "": 0,
	} {
		rules := robots.Parse([]byte("User-agent: *\nCrawl-delay: "+value+"\nDisallow: /a"), "Barograph")
		if got := rules.Delay(); got != want {
			t.Errorf("delay %q: %v, want %v", value, got, want)
		}
		if rules.Allows("/a") {
			t.Errorf("delay %q: the rule after it is lost", value)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /*a$\nCrawl-delay: 1", "/b%41?c")
	f.Add("\ufeffuser-agent:barograph\rallow:/%e3", "/ツ")
	f.Fuzz(func(t *testing.T, file, path string) {
		rules := robots.Parse([]byte(file), "Barograph")
		if d := rules.Delay(); d < 0 || d > robots.MaxDelay {
			t.Errorf("delay %v", d)
		}
		if !rules.Allows("/robots.txt") {
			t.Error("forbids itself")
		}
	})
}

// FuzzMatch holds patterns to the regular expressions that they stand for.
func FuzzMatch(f *testing.F) {
	f.Add("/a*b$", "/ab/b")
	f.Add("/*.pdf$", "/a.pdf?x")
	f.Add("/**/x*", "/a/b/x")
	plain := regexp.MustCompile(`^/[a-c/.*]*\$?$`)
	f.Fuzz(func(t *testing.T, pattern, path string) {
		if !plain.MatchString(pattern) || !plain.MatchString(path) {
			t.Skip()
		}
		body, anchored := strings.CutSuffix(pattern, "$")
		expression := "^" + strings.ReplaceAll(regexp.QuoteMeta(body), `\*`, ".*")
		if anchored {
			expression += "$"
		}
		got := robots.Parse([]byte("User-agent: *\nDisallow: "+pattern), "Barograph").Allows(path)
		if want := !regexp.MustCompile(expression).MatchString(path); got != want {
			t.Errorf("%q allows %q: %v, want %v", pattern, path, got, want)
		}
	})
}
