package effect_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/effect"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// weigher reads sentences with the embedded knowledge.
type weigher struct {
	actors  *actor.Resolver
	lexicon *lexicon.Lexicon
	parser  *syntax.Parser
	model   *effect.Model
}

func load(t testing.TB) *weigher {
	t.Helper()
	var w weigher
	var errs [4]error
	var trees *syntax.Model
	w.actors, errs[0] = actor.New()
	w.lexicon, errs[1] = lexicon.Embedded()
	trees, errs[2] = syntax.Load()
	w.model, errs[3] = effect.Load()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
	w.parser = trees.NewParser()
	return &w
}

func (w *weigher) sentence(t testing.TB, s string) effect.Sentence {
	t.Helper()
	doc := text.Parse("", s)
	src := effect.NewSource(doc, w.lexicon.Find(doc), w.actors.Find(doc, time.Time{}), syntax.Lazy(func(i int, tree *syntax.Tree) { w.parser.Parse(doc, i, tree) }))
	out, ok := src.Sentence(0)
	if !ok {
		t.Fatalf("no tree for %q", s)
	}
	return out
}

// Sentences of other words than those of the training text.
func TestEmbeddedModel(t *testing.T) {
	w := load(t)
	tests := []struct {
		sentence string
		want     int // the sign of the balance; 0 for neither being likeliest
	}{
		{"Parliament ratified the treaty by a wide margin.", 1},
		{"The first soldiers arrived two weeks early.", 1},
		{"The pact got its last signature on Friday.", 1},
		{"The court struck the treaty down.", -1},
		{"The fund has run out of money and nobody will refill it.", -1},
		{"Talks on the corridor collapsed in acrimony.", -1},
		{"The minister was born in a village near the river.", 0},
	}
	for _, tc := range tests {
		e := w.model.Weigh(w.sentence(t, tc.sentence))
		rest := 1000 - e.Raises - e.Lowers
		switch {
		case tc.want > 0 && e.Balance() <= 0, tc.want < 0 && e.Balance() >= 0, tc.want == 0 && (rest < e.Raises || rest < e.Lowers):
			t.Errorf("%q: %+v, want sign %d", tc.sentence, e, tc.want)
		}
	}
}

// TestMasks holds that no weight can hang on who or what is named, or on a figure.
func TestMasks(t *testing.T) {
	w := load(t)
	a := effect.Features(w.sentence(t, "Norway gave 300 trucks to the Halden Bridge mission."))
	b := effect.Features(w.sentence(t, "Portugal gave 900 trucks to the Sintra Tunnel mission."))
	if !slices.Equal(a, b) {
		t.Errorf("names or numbers show:\n%v\n%v", a, b)
	}
}

func TestNegationShows(t *testing.T) {
	w := load(t)
	names := func(s string) string {
		var out []string
		for _, f := range effect.Features(w.sentence(t, s)) {
			out = append(out, f.Name)
		}
		return strings.Join(out, " ")
	}
	if got := names("They did not approve the budget."); !strings.Contains(got, "n=approv") || !strings.Contains(got, "n=budget") {
		t.Errorf("denied: %s", got)
	}
	if got := names("They approved the budget."); strings.Contains(got, "n=") {
		t.Errorf("not denied: %s", got)
	}
}
