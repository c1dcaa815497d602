package reading_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/quantity"
	"github.com/barograph/barograph/services/nlp/internal/reading"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
	"github.com/barograph/barograph/services/nlp/internal/text"
	"github.com/barograph/barograph/services/nlp/internal/when"
)

// kit is what reading needs, loaded once.
type kit struct {
	model   *syntax.Model
	lexicon *lexicon.Lexicon
	actors  *actor.Resolver
	linker  *link.Linker
}

var load = sync.OnceValues(func() (kit, error) {
	var k kit
	var err error
	if k.model, err = syntax.Load(); err != nil {
		return k, err
	}
	if k.lexicon, err = lexicon.Embedded(); err != nil {
		return k, err
	}
	if k.actors, err = actor.New(); err != nil {
		return k, err
	}
	k.linker, err = link.New(nil, k.actors)
	return k, err
})

// published is the day of all texts of these tests.
var published = time.Date(2026, 3, 10, 0, 0, 0, 0, time.UTC)

// read reads a text as the tagger does.
func read(t testing.TB, raw string) *reading.Article {
	t.Helper()
	k, err := load()
	if err != nil {
		t.Fatal(err)
	}
	doc := text.Parse("", raw)
	parser := k.model.NewParser()
	return reading.New(reading.Parts{
		Doc: doc, Published: published, Actors: k.actors.Find(doc, published), Figures: quantity.Find(doc), Dates: when.Find(doc, published),
		Hits: k.lexicon.Find(doc), Links: k.linker.Link(doc, text.Parse("", "")), Lexicon: k.lexicon,
		Parse: func(sentence int, tree *syntax.Tree) { parser.Parse(doc, sentence, tree) },
	})
}

// at returns the last token that is the word.
func at(t testing.TB, a *reading.Article, word string) int {
	t.Helper()
	for i := len(a.Doc.Tokens) - 1; i >= 0; i-- {
		if a.Doc.Tokens[i].Norm == word {
			return i
		}
	}
	t.Fatalf("no word %q in %q", word, a.Doc.Raw)
	return -1
}

// ids names actors: "KEN TCD".
func ids(a *reading.Article, actors []int) string {
	var out []string
	for _, i := range actors {
		out = append(out, a.Actors[i].ID)
	}
	return strings.Join(out, " ")
}

// question is one sentence with a word of it and what is to be read there.
type question struct{ name, text, word, want string }

// ask answers the questions and compares.
func ask(t *testing.T, questions []question, answer func(a *reading.Article, token int) string) {
	t.Helper()
	for _, q := range questions {
		t.Run(q.name, func(t *testing.T) {
			a := read(t, q.text)
			if got := answer(a, at(t, a, q.word)); got != q.want {
				t.Errorf("%s\n%s: got %q, want %q", q.text, q.word, got, q.want)
			}
		})
	}
}
