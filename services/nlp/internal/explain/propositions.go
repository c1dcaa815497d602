package explain

import (
	"strings"

	"github.com/barograph/barograph/services/nlp/internal/reading"
)

// Proposition is what one predicate of a sentence says.
type Proposition struct {
	// Start and End are the place of the predicate with its auxiliaries.
	Start, End int
	// Noun is true for nouns of deeds ("its refusal"), Passive for passives.
	Noun, Passive bool
	// Subject names who does it by actor id, "nobody known" for others; it is
	// empty where the tree does not tell. SubjectWhy is how it was found.
	Subject, SubjectWhy string
	// Arguments are its phrases and clauses in text order.
	Arguments []Argument
	// Factuality is how certain its innermost source presents it: "CT+" to "Uu".
	Factuality string
	// Notes are what else was read: "denied", "future", "wished for". Why is how.
	Notes []string
	Why   string
	// Chain is on whose word it rests, from AUTHOR inwards, each with the factuality for it.
	Chain []Fact
	// Conditions are the phrases on which it hangs.
	Conditions []Argument
	// Contradicts is the word by which it sets itself against another account.
	Contradicts string
}

// Argument is a phrase of a proposition.
type Argument struct {
	// Start and End are its place.
	Start, End int
	// Relation is how it hangs on the predicate: "obj", "obl to"; Actors are the
	// ids of those for whom it stands.
	Relation, Actors string
}

// propositions lists what every sentence says.
func (b *builder) propositions() {
	if b.Article == nil {
		return
	}
	for i := range b.e.Sentences {
		for _, p := range b.Article.Propositions(i) {
			b.e.Sentences[i].Propositions = append(b.e.Sentences[i].Propositions, b.proposition(p))
		}
	}
}

func (b *builder) proposition(p reading.Proposition) Proposition {
	at := b.Doc.SpanOf(p.First, p.Last)
	out := Proposition{Start: at.Start, End: at.End, Noun: p.Noun, Passive: p.Passive, Contradicts: b.Article.ContradictionAt(p.Head)}
	if out.Subject = b.ids(p.Subject.Actors); out.Subject == "" && p.Subject.Known {
		out.Subject = "nobody known"
	}
	out.SubjectWhy = b.Article.Why(p.Subject.Trail)
	for _, a := range p.Arguments {
		out.Arguments = append(out.Arguments, b.argument(a.First, a.Last, strings.TrimSpace(a.Relation+" "+a.Preposition), a.Actors))
	}
	standing := b.Article.Standing(p.Head)
	out.Factuality = factuality(standing.Factuality())
	out.Why = b.Article.Why(standing.Trail)
	for _, n := range []struct {
		set  bool
		name string
	}{
		{standing.Negated, "denied"}, {standing.Past, "past"}, {standing.Perfect, "done by now"}, {standing.Future, "future"},
		{standing.Earlier || b.Article.BackgroundAt(p.Head), "background"}, {standing.Hypothetical, "supposed"},
		{standing.Conditional, "under a condition"}, {standing.Wished, "wished for"}, {standing.Obliged, "demanded"}, {standing.Purpose, "a purpose"},
	} {
		if n.set {
			out.Notes = append(out.Notes, n.name)
		}
	}
	for _, s := range b.Article.Sources(p.Head) {
		out.Chain = append(out.Chain, b.source(s))
	}
	for _, c := range b.Article.Conditions(p.Head) {
		out.Conditions = append(out.Conditions, b.argument(c.First, c.Last, c.Kind, nil))
	}
	return out
}

func (b *builder) argument(first, last int, relation string, actors []int) Argument {
	at := b.Doc.SpanOf(first, last)
	return Argument{Start: at.Start, End: at.End, Relation: relation, Actors: b.ids(actors)}
}

// source is a link of a chain: who, how certain for him, of what class.
func (b *builder) source(s reading.Source) Fact {
	name := s.ID
	if name == "" {
		name = strings.Join(strings.Fields(b.Doc.Text(s.Span)), " ")
	}
	if name == "" {
		name = "somebody not known"
	}
	return Fact{Name: name, Value: factuality(s.Factuality), Why: spaced(s.Class)}
}

// ids joins the ids of mentions, without repeats.
func (b *builder) ids(mentions []int) string {
	var out []string
	seen := map[string]bool{}
	for _, i := range mentions {
		id := b.Article.Actors[i].ID
		if id != "" && !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return strings.Join(out, ", ")
}

// factuality writes a value as FactBank does.
func factuality(f reading.Factuality) string {
	return [...]string{
		reading.FactUnknown: "Uu", reading.FactCertain: "CT+", reading.FactProbable: "PR+", reading.FactPossible: "PS+",
		reading.FactCertainNot: "CT-", reading.FactProbableNot: "PR-", reading.FactPossibleNot: "PS-",
	}[f]
}
