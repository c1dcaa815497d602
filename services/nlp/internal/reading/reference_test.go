package reading_test

import (
	"testing"

	"github.com/barograph/barograph/services/nlp/internal/text"

	"github.com/barograph/barograph/services/nlp/internal/reading"
)

func TestReference(t *testing.T) {
	ask(t, []question{
		{"it", "Portugal sent its foreign minister to the talks. It opposes the plan.", "opposes", "PRT"},
		{"it under a verb of saying", "Portugal said it opposes the plan.", "opposes", "PRT"},
		{"it is no person", "Macron came to Lisbon. It opposes the plan.", "opposes", ""},
		{"it is the plan", "Portugal came to the talks. The plan is old. It threatens nobody.", "threatens", ""},
		{"he is no state", "Portugal is a republic. He opposes the plan.", "opposes", ""},
		{"he", "President Macron came to the talks. He opposes the plan.", "opposes", "FRA"},
		{"they", "Norway and Portugal met. They oppose the plan.", "oppose", "NOR PRT"},
		{"they are ships", "Norway builds ships. They oppose nothing.", "oppose", ""},
		{"its", "Norway met Chad. Its government opposes the plan.", "opposes", "NOR"},
		{"we outside quotations is the issuer", "We oppose the plan.", "oppose", ""},
		{"we", "“We oppose the plan for the island,” Kenya’s foreign minister said.", "oppose", "KEN"},
		{"the ministry", "The Kenyan foreign ministry met the press. The ministry opposes the plan.", "opposes", "KEN"},
		{"the kingdom", "Morocco came to the talks. The kingdom opposes the plan.", "opposes", "MAR"},
		{"the bloc", "The European Union met Kenya. The bloc opposes the plan.", "opposes", "EU"},
		{"an official of nobody named", "A senior official opposes the plan.", "opposes", ""},
		{"both countries", "Norway met Chad in Oslo. Both countries oppose the plan.", "oppose", "NOR TCD"},
		{"both of three is unclear", "Norway, Chad and Kenya met. Both countries oppose the plan.", "oppose", "GROUP"},
		{"the president of a company", "Kenya came to the talks. The president of the company opposes the plan.", "opposes", ""},
	}, subjects)
}

func TestAntecedentIsNamed(t *testing.T) {
	a := read(t, "Portugal said it opposes the plan.")
	if why := a.Why(a.Doers(at(t, a, "opposes")).Trail); why != "subject of opposes, taken up from Portugal" {
		t.Errorf("why: %q", why)
	}
}

// Whatever the text, reading ends and stays inside the text.
func FuzzReading(f *testing.F) {
	for _, s := range []string{
		"Kenya said it would send 500 soldiers if Chad agrees.", "“We do not,” he said. “They do.”", "who which that it he they both the ministry",
		"Not never no neither nor unless if only if once until.", "He said she said they said it said he said.", "\"\"\"\"((((\n\n* said\n— said: \"we",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		if len(raw) > 4000 {
			return
		}
		a := read(t, raw)
		for s := range a.Doc.Sentences {
			for _, p := range a.Propositions(s) {
				if p.First > p.Head || p.Head >= p.Last || p.Last > len(a.Doc.Tokens) {
					t.Fatalf("predicate %+v of %q", p, raw)
				}
			}
			for _, c := range a.ConditionsIn(s) {
				if c.First < 0 || c.First >= c.Last || c.Last > len(a.Doc.Tokens) || c.Governs >= len(a.Doc.Tokens) {
					t.Fatalf("condition %+v of %q", c, raw)
				}
			}
		}
		for i := range a.Doc.Tokens {
			if a.Doc.Tokens[i].Sentence < 0 || !a.Doc.Tokens[i].Shape.Has(text.Word) {
				continue
			}
			for _, k := range a.Subjects(i) {
				if k < 0 || k >= len(a.Actors) {
					t.Fatalf("subject %d of %d actors in %q", k, len(a.Actors), raw)
				}
			}
			if c := a.Sources(i); c[0].ID != reading.Author {
				t.Fatalf("chain %+v of %q", c, raw)
			}
			a.Standing(i)
			a.VoiceAt(i)
			a.Conditions(i)
			a.ContradictionAt(i)
			a.BackgroundAt(i)
		}
	})
}
