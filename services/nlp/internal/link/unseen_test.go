package link_test

import (
	"os"
	"strings"
	"testing"

	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// item is one text of testdata/unseen.txt; want is the one initiative that it
// links, or nothing.
type item struct{ title, body, want string }

func unseen(t testing.TB) (catalogue []*initiativev1.Initiative, items []item) {
	t.Helper()
	b, err := os.ReadFile("testdata/unseen.txt")
	if err != nil {
		t.Fatal(err)
	}
	id := ""
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSuffix(line, "\n")
		f := strings.SplitN(line, "|", 3)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '@':
			id = f[0][1:]
			catalogue = append(catalogue, &initiativev1.Initiative{Id: id, Name: f[1], About: f[2]})
		case line[0] == '+':
			items = append(items, item{f[0][1:], f[1], id})
		default:
			items = append(items, item{f[0][1:], f[1], ""})
		}
	}
	return catalogue, items
}

// TestUnseenInitiatives holds the linker to catalogues of no more than names
// and descriptions: each text links its own initiative out of all and no
// other, as a main subject, and each of the others links none.
func TestUnseenInitiatives(t *testing.T) {
	catalogue, items := unseen(t)
	l, err := link.New(catalogue, gazetteer(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range items {
		t.Run(it.title, func(t *testing.T) {
			doc := text.Parse(it.title, it.body)
			links := l.Link(doc, text.Parse("", it.title))
			var got []string
			for _, i := range links.Found {
				got = append(got, l.ID(i))
				if !links.IsCentral(i) {
					t.Errorf("%s is not central", l.ID(i))
				}
			}
			if strings.Join(got, " ") != it.want {
				t.Errorf("links %q, want %q", got, it.want)
				for _, m := range links.Mentions {
					t.Logf("%s %q: %s", l.ID(m.Initiative), doc.Text(m.Span), m.How)
				}
			}
		})
	}
}
