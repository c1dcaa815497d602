package valence_test

import (
	"strings"
	"testing"

	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
	"github.com/barograph/barograph/services/nlp/internal/text"
	"github.com/barograph/barograph/services/nlp/internal/valence"
)

// instrument reads the valence of texts.
type instrument struct {
	lexicon *lexicon.Lexicon
	model   *syntax.Model
}

func load(t testing.TB) instrument {
	t.Helper()
	lex, err := lexicon.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	model, err := syntax.Load()
	if err != nil {
		t.Fatal(err)
	}
	return instrument{lex, model}
}

// read returns a reader of s and the token of the first word that is word.
func (in instrument) read(s, word string) (*valence.Reader, int) {
	doc := text.Parse("", s)
	parser := in.model.NewParser()
	r := valence.New(doc, in.lexicon.Find(doc), syntax.Lazy(func(i int, tree *syntax.Tree) { parser.Parse(doc, i, tree) }))
	for i, tok := range doc.Tokens {
		if tok.Lower == word {
			return r, i
		}
	}
	return r, -1
}

func TestAround(t *testing.T) {
	in := load(t)
	tests := []struct {
		name, text, word string
		want             int // the sign
	}{
		{"an act that advances", "Parliament approved the budget.", "budget", 1},
		{"an act that hinders", "The senate blocked the treaty on Monday.", "treaty", -1},
		{"a passive", "The treaty was ratified by both chambers.", "treaty", 1},
		{"to hinder what is bad", "The mediators averted a collapse of the talks.", "talks", 1},
		{"to advance what is bad", "The minister signed the suspension of the contract.", "contract", -1},
		{"a state", "The project faces a shortfall of money.", "money", -1},
		{"a bad state ends", "The settlement resolved the dispute over funding.", "funding", 1},
		{"the lack of something", "There is a lack of troops.", "troops", -1},
		{"support falls", "Support for the plan fell sharply.", "plan", -1},
		{"costs fall", "The costs of the line fell by a third.", "costs", 1},
		{"costs rise", "The costs of the line have risen.", "costs", -1},
		{"opposition grows", "Opposition to the line is growing.", "line", -1},
		{"a denied act", "The council did not approve the loan.", "loan", -1},
		{"nobody acts", "No country has offered ships.", "ships", -1},
		{"no agreement", "No agreement was reached on the loan.", "loan", -1},
		{"a refusal", "Norway refused to fund the tunnel.", "tunnel", -1},
		{"to refuse what is bad", "Norway refused to block the tunnel.", "tunnel", 1},
		{"not yet", "The ships have yet to arrive.", "ships", -1},
		{"failure under a verb of failing", "The government failed to secure the money.", "money", -1},
		{"conjunct of a refusal", "Norway refused to approve and fund the tunnel.", "tunnel", -1},
		{"a predicate", "The schedule is unrealistic.", "schedule", -1},
		{"a good predicate", "The brigade is ready.", "brigade", 1},
		{"a negated predicate", "The brigade is not ready.", "brigade", -1},
		{"an epithet", "The delayed trains were a topic.", "trains", -1},
		{"spoilt", "They spoke of stalled progress.", "progress", -1},
		{"to lift what is bad", "The court lifted the ban on exports.", "exports", 1},
		{"fear", "The staff fear a collapse.", "collapse", -1},
		{"who says it does not count", "The ministry that blocked the port said the bridge was ready.", "bridge", 1},
		{"trouble that is dealt with", "The plan tackles the droughts that threaten the harbour.", "threaten", 1},
		{"alarm is raised", "Relief groups raised the alarm over the port.", "raised", -1},
		{"nothing is said", "The delegation travelled to Oslo by train.", "delegation", 0},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			r, token := in.read(tc.text, tc.word)
			got := r.Around(token)
			if sign(got.Milli) != tc.want {
				t.Errorf("%q around %q: %d (%v), want sign %d", tc.text, tc.word, got.Milli, got.Trail, tc.want)
			}
		})
	}
}

func TestLessened(t *testing.T) {
	in := load(t)
	for sentence, want := range map[string]bool{
		"The accord could reduce bloodshed on the island.":              true,
		"They hope for an end to violence.":                             true,
		"The general fears violence on the island.":                     false,
		"The minister deplored the violence.":                           false,
		"The plan would ease tensions and violence along the frontier.": true,
	} {
		word := "violence"
		if !strings.Contains(sentence, word) {
			word = "bloodshed"
		}
		if r, token := in.read(sentence, word); r.Lessened(token) != want {
			t.Errorf("%q: lessened %v, want %v", sentence, !want, want)
		}
	}
}

func sign(x int) int {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}

// Whatever the words, a value is in its range and told by words of the text.
func FuzzReader(f *testing.F) {
	in := load(f)
	f.Add("The senate did not block the collapse of the talks, and the delay of the treaty was averted.")
	f.Add("not no never deny fear hope that without lack of end of failure of success (and \xff or)")
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 4000 {
			return
		}
		r, _ := in.read(s, "")
		again, _ := in.read(s, "")
		for i, tok := range text.Parse("", s).Tokens {
			for _, v := range []valence.Value{r.At(i), r.Around(i)} {
				if v.Milli < -valence.Most || v.Milli > valence.Most {
					t.Fatalf("value %d of token %d of %q", v.Milli, i, s)
				}
			}
			if r.Around(i).Milli != again.Around(i).Milli {
				t.Fatalf("token %d of %q has two values", i, s)
			}
			if tok.Sentence >= 0 {
				r.Said(tok.Sentence)
			}
		}
	})
}
