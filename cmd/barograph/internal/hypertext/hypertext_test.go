package hypertext_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/barograph/barograph/cmd/barograph/internal/hypertext"
	"github.com/barograph/barograph/cmd/barograph/internal/readingtest"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/services/nlp"
)

var update = flag.Bool("update", false, "write the golden files anew")

func page(t testing.TB, articles ...*nlp.Explanation) string {
	t.Helper()
	var b bytes.Buffer
	if err := hypertext.Write(&b, articles); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPage(t *testing.T) {
	got := page(t, readingtest.Explanation())
	path := filepath.Join("testdata", "page.html")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("differs from %s (write it anew with -update, and look at it in a browser)", path)
	}
	wellFormed(t, got)
}

// TestMarksCross holds crossing marks apart: the outer category cuts the inner
// one, and the text stays what it was.
func TestMarksCross(t *testing.T) {
	got := page(t, readingtest.Explanation())
	for _, want := range []string{
		`<span class="m condition" title="condition: opens a condition (matches “if”)">`,
		`<span class="m quote" title="quote (5 words)">`,
		`data-label="NOR"`,
		`<a class="ref" href="#a1c1" aria-label="claim 1">1</a>`,
		`id="a1c1"`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s", want)
		}
	}
	words := regexp.MustCompile(`(?s)<p class="words">(.*?)</p>`).FindStringSubmatch(got)[1]
	words = regexp.MustCompile(`<a class="ref".*?</a>|<[^>]*>`).ReplaceAllString(words, "")
	if want := "Norway may send 200 soldiers to the Harbour Watch if &#34;parliament and the king agree&#34;, its minister said."; words != want {
		t.Errorf("the words became %q", words)
	}
}

func TestSeveralArticlesHaveContents(t *testing.T) {
	got := page(t, readingtest.Explanation(), readingtest.Explanation())
	if !strings.Contains(got, `<a href="#a2">`) || strings.Count(got, "<article ") != 2 || strings.Count(got, `id="a2c1"`) != 1 {
		t.Errorf("contents are wrong")
	}
	wellFormed(t, got)
	wellFormed(t, page(t))
}

func TestHostileArticle(t *testing.T) {
	const attack = `<script>alert(1)</script>`
	e := readingtest.Explanation()
	e.Tagged.Title = "\"><img src=x onerror=alert(1)>"
	e.Tagged.Url = "javascript:alert(1)"
	e.Tagged.ArticleId = "--><style>*{display:none}</style>"
	e.Text = strings.Replace(e.Text, "Norway may send 200 soldi", attack, 1)
	e.Text = strings.Replace(e.Text, "king", "\u202e\x00\xff ", 1)
	e.Sentences[0].Marks[0].Value = "\" onmouseover=\"alert(1)"
	e.Facts[0].Value = attack
	got := page(t, e)
	if strings.Contains(got, "javascript:alert") {
		t.Error("the address can run a script")
	}
	wellFormed(t, got)
}

// tags are all elements that the page may have.
var tags = regexp.MustCompile(`^/?(html|head|meta|title|style|body|nav|h[1-4]|ol|ul|li|a|span|aside|i|main|article|header|p|bdi|dl|div|dt|dd|b|small|section|details|summary|table|caption|thead|tbody|tr|th|td|svg|rect|path|text|br)$`)

var (
	styles   = regexp.MustCompile(`(?s)<style>.*?</style>`)
	elements = regexp.MustCompile(`<([^\s>]*)([^>]*)>`)
	handlers = regexp.MustCompile(`\son\w+="|src=`)
)

// wellFormed checks that a page is text without harmful characters, that all
// its elements are ours, closed in order, without handlers of events.
func wellFormed(t testing.TB, page string) {
	t.Helper()
	if !utf8.ValidString(page) {
		t.Error("the page is not UTF-8")
	}
	for _, r := range page {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.In(r, unicode.Bidi_Control)) {
			t.Fatalf("harmful character %U", r)
		}
	}
	page = styles.ReplaceAllString(strings.TrimPrefix(page, "<!DOCTYPE html>"), "")
	var open []string
	for _, m := range elements.FindAllStringSubmatch(page, -1) {
		name := strings.TrimSuffix(m[1], "/")
		if !tags.MatchString(name) {
			t.Fatalf("element %q", m[0])
		}
		if handlers.MatchString(m[2]) {
			t.Fatalf("handler in %q", m[0])
		}
		switch {
		case name == "meta" || name == "br" || strings.HasSuffix(m[0], "/>"):
		case strings.HasPrefix(name, "/"):
			if len(open) == 0 || open[len(open)-1] != name[1:] {
				t.Fatalf("%s closes %v", name, open)
			}
			open = open[:len(open)-1]
		default:
			open = append(open, name)
		}
	}
	if len(open) > 0 {
		t.Fatalf("open at the end: %v", open)
	}
}

func FuzzWrite(f *testing.F) {
	f.Add("Harbour Watch", "Norway \"will send 200 soldiers\" to the Harbour Watch <b>if\u202e Parliament agrees, said A & B.\n\nShare this")
	f.Add("</style><script>", "<script>alert(1)</script> \x00\xff Harbour Watch' onload='x")
	tagger, err := nlp.NewTagger([]*initiativev1.Initiative{{Id: "harbour-watch", Name: "Harbour Watch"}}, 1)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, title, text string) {
		if len(text) > 2000 {
			return
		}
		e := tagger.Explain(&articlev1.Article{Id: title, Title: title, Text: text, Url: title})
		wellFormed(t, page(t, e))
	})
}
