package genre_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/genre"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

var embedded = sync.OnceValues(lexicon.Embedded)

func read(t *testing.T, host, title, body string) genre.Article {
	t.Helper()
	lex, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	doc, head := text.Parse(title, body), text.Parse("", title)
	return genre.Article{Doc: doc, Title: head, Hits: lex.Find(doc), TitleHits: lex.Find(head), Host: host}
}

func TestKind(t *testing.T) {
	plain := strings.Repeat("The minister said on Tuesday that the talks would go on. ", 4)
	tests := []struct {
		name, host, title, body string
		want                    taggingv1.ArticleKind
	}{
		{"news", "wire.example", "Talks go on", plain, taggingv1.ArticleKind_ARTICLE_KIND_NEWS},
		{"government statement", "ministry.gov", "Statement on the talks", plain, taggingv1.ArticleKind_ARTICLE_KIND_PRESS_RELEASE},
		{"remarks", "ministry.gov", "Remarks by the minister at a press conference", plain, taggingv1.ArticleKind_ARTICLE_KIND_TRANSCRIPT},
		{"live blog", "wire.example", "Talks – as it happened", plain, taggingv1.ArticleKind_ARTICLE_KIND_LIVE_BLOG},
		{"interview", "wire.example", "An interview with the minister", "Will you go?\n\nI will.\n\nWhen?\n\nSoon.\n\nWith whom?\n\nAlone.", taggingv1.ArticleKind_ARTICLE_KIND_INTERVIEW},
		{"opinion", "wire.example", "Opinion: the talks are a waste", plain, taggingv1.ArticleKind_ARTICLE_KIND_OPINION},
		{"analysis", "wire.example", "Analysis: what the talks mean", plain, taggingv1.ArticleKind_ARTICLE_KIND_ANALYSIS},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			if got := genre.Kind(read(t, tc.host, tc.title, tc.body)); got != tc.want {
				t.Errorf("got %v, want %v", got, tc.want)
			}
		})
	}
}

func TestAnonymous(t *testing.T) {
	for body, want := range map[string]bool{
		"A senior Western diplomat said the talks had failed.":           true,
		"The paper was leaked on Monday.":                                true,
		"“It failed,” he said on condition of anonymity.":                true,
		"The foreign minister said that the talks had failed.":           false,
		"The ministry’s spokesman said that the talks would be resumed.": false,
	} {
		if got := genre.Anonymous(read(t, "", "", body)); got != want {
			t.Errorf("%q: %v", body, got)
		}
	}
}

func TestOrigins(t *testing.T) {
	o := genre.Origins(read(t, "", "", "OSLO, March 5 (Norwire) - The talks failed, as reported by the Harbour Gazette.\n\nThe minister went home."))
	if o.GetWire() != "norwire" || !slices.Equal(o.GetReportedBy(), []string{"harbour gazette"}) || o.GetCorrection() {
		t.Errorf("origins %v", o)
	}
}

func TestHedgedShare(t *testing.T) {
	if got := genre.HedgedShare(read(t, "", "", "It may rain. It rains. It could snow. It snows.")); got != 0.5 {
		t.Errorf("got %v", got)
	}
}

// Copies of one wire story name the agency in different places; they are of one
// origin wherever it stands.
func TestWire(t *testing.T) {
	const body = "The talks failed on Monday.\n\nThe minister went home."
	tests := []struct{ name, body, byline, origin, host, want string }{
		{"nothing names one", body, "Ann Lee", "", "post.example", ""},
		{"the origin of the page", body, "Ann Lee", "Reuters", "post.example", "reuters"},
		{"the host of the origin", body, "", "www.reuters.com", "post.example", "reuters"},
		{"the author line as submitted", body, "Reuters", "", "post.example", "reuters"},
		{"behind an author", body, "By Ann Lee, The Associated Press", "", "post.example", "ap"},
		{"in capitals", body, "ANN LEE and BEN ORR | AFP", "", "post.example", "afp"},
		{"a person of the same letters", body, "Ani Lee and Ap Orr", "", "post.example", ""},
		{"a name inside another", body, "Bloomberg Orr", "", "post.example", ""},
		{"the dateline before the page", "OSLO, March 5 (Norwire) - " + body, "Reuters", "AFP", "post.example", "norwire"},
		{"a dateline spelt out", "OSLO, March 5 (Associated Press) - " + body, "", "", "post.example", "ap"},
		{"a line of the text", "By Ann Lee, Reuters\n\n" + body, "", "", "post.example", "reuters"},
		{"another publisher", body, "", "Harbour Post", "post.example", ""},
		{"the agency itself", body, "Ann Lee", "", "reuters.com", "reuters"},
		{"a host that ends alike", body, "", "", "notreuters.com", ""},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			a := read(t, "", "", tc.body)
			a.Byline, a.Origin, a.Host = tc.byline, tc.origin, tc.host
			if got := genre.Origins(a).GetWire(); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}
