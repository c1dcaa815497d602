package article_test

import (
	"strings"
	"testing"

	"github.com/barograph/barograph/services/ingest/internal/article"
)

func TestCanonicalURL(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"as it should be", "https://www.example.org/a/B?id=1", "https://www.example.org/a/B?id=1"},
		{"case of scheme and host", "HTTP://WWW.Example.ORG/A", "http://www.example.org/A"},
		{"fragment", "https://x.org/a#b?c", "https://x.org/a"},
		{"no path", "https://x.org", "https://x.org/"},
		{"no path but a query", "https://x.org?a=1", "https://x.org/?a=1"},
		{"default ports", "https://x.org:443/", "https://x.org/"},
		{"other ports", "http://x.org:443/", "http://x.org:443/"},
		{"trailing dot", "https://x.org./", "https://x.org/"},
		{"tracking", "https://x.org/?utm_source=a&id=2&UTM_Medium=b&fbclid=c&gclid=d&%75tm_term=e", "https://x.org/?id=2"},
		{"nothing but tracking", "https://x.org/?utm_source=a&", "https://x.org/"},
		{"order and repetition", "https://x.org/?b=2&a=1&b=2", "https://x.org/?b=2&a=1&b=2"},
		{"a parameter that only looks like one", "https://x.org/?futm_source=a", "https://x.org/?futm_source=a"},
		{"escapes", "https://x.org/%7euser/%e4%2f?q=%41%3d", "https://x.org/~user/%E4%2F?q=A%3D"},
		{"characters that need escapes", "https://x.org/é <?q=ü|", "https://x.org/%C3%A9%20%3C?q=%C3%BC%7C"},
		{"dot segments", "https://x.org/a/./b/../c", "https://x.org/a/c"},
		{"host in another script", "https://Bücher.example/", "https://xn--bcher-kva.example/"},
		{"host with an underscore", "https://a_b.example/", "https://a_b.example/"},
		{"addresses", "http://[2001:DB8::0001]:8080/", "http://[2001:db8::1]:8080/"},
		{"white space around", " https://x.org/a\n", "https://x.org/a"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, err := article.CanonicalURL(tt.in); err != nil || got != tt.want {
				t.Errorf("got %q, %v; want %q", got, err, tt.want)
			}
		})
	}
}

func TestCanonicalURLRefuses(t *testing.T) {
	for _, in := range []string{
		"", "x.org/a", "/a", "ftp://x.org/", "javascript:alert(1)", "mailto:a@x.org", "https://", "https:///a", "https://./",
		"https://user:secret@x.org/", "https://user@x.org/", "https://x y.org/", "https://x.org/a\x00b", "https://x.org:port/",
		"http://%zz/", "https://x.org/" + strings.Repeat("ü", 1000),
		"https://" + strings.Repeat("a_.", 90) + "org/",
	} {
		if got, err := article.CanonicalURL(in); err == nil {
			t.Errorf("%q became %q", in, got)
		}
	}
}

func FuzzCanonicalURL(f *testing.F) {
	for _, seed := range []string{
		"https://x.org/a/../b?utm_a=1&c=%zz#d", "HTTP://[::1%25eth0]:80/%", "https://Bücher.example./%2e%2e/?&&=", "http://1.2.3.4//a",
		"https://x.org/a%2fb/%2e%2e/c?%", "http://0xn--.org/", "https://x.org/?a=b#?c", "http://x.org:0080/",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		once, err := article.CanonicalURL(raw)
		if err != nil {
			return
		}
		twice, err := article.CanonicalURL(once)
		if err != nil || twice != once {
			t.Fatalf("%q becomes %q, which becomes %q, %v", raw, once, twice, err)
		}
		if with, err := article.CanonicalURL(once + "#fragment"); err != nil || with != once {
			t.Fatalf("a fragment turns %q into %q, %v", once, with, err)
		}
		for i := 0; i < len(once); i++ {
			if once[i] <= ' ' || once[i] >= 0x7f {
				t.Fatalf("%q becomes %q, which is not plain ASCII", raw, once)
			}
		}
	})
}
