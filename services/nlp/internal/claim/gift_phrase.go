package claim

import (
	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/quantity"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
)

// token and low are the document's token of word w and its lower case.
func (sc *scene) token(w int) int  { return sc.Words[w].Token }
func (sc *scene) low(w int) string { return sc.Doc.Tokens[sc.Words[w].Token].Lower }

// is reports whether word w is one of the words.
func (sc *scene) is(w int, words ...string) bool {
	return sc.Doc.Tokens[sc.Words[w].Token].Is(words...)
}

// rel is the universal relation of word w.
func (sc *scene) rel(w int) syntax.Relation { return sc.Words[w].Relation.Base() }

// preposition joins the phrase of word w to its head, or is "".
func (sc *scene) preposition(w int) string {
	if c := sc.Child(w, syntax.Case); c >= 0 {
		return sc.low(c)
	}
	return ""
}

// figureOf is the figure of the phrase of word w: it covers w, or counts it.
func (sc *scene) figureOf(w int) *quantity.Quantity {
	covers := func(w int) *quantity.Quantity {
		t := sc.token(w)
		for _, q := range sc.FiguresIn(sc.Doc.Sentences[sc.sentence].First, t+1) {
			if t < q.Last {
				return &q
			}
		}
		return nil
	}
	if q := covers(w); q != nil {
		return q
	}
	for c := range sc.Children(w) {
		if r := sc.rel(c); r == syntax.Nummod || r == syntax.Amod || r == syntax.Compound {
			if q := covers(c); q != nil {
				return q
			}
		}
	}
	return nil
}

// inside reports whether the word on which w hangs belongs to the same figure,
// so that w is not its head.
func (sc *scene) inside(w int, q *quantity.Quantity) bool {
	h := sc.Words[w].Head
	if h < 0 {
		return false
	}
	if t := sc.token(h); q.First <= t && t < q.Last {
		return true
	}
	// "553-million-dollar loan": the figure counts the noun behind it
	r := sc.rel(w)
	if r != syntax.Nummod && r != syntax.Compound && r != syntax.Amod {
		return false
	}
	_, known := sc.contribution(h)
	return known
}

// partOfName reports whether word w stands in the name of an initiative, or
// only modifies a noun that is itself a gift.
func (sc *scene) partOfName(w int) bool {
	t := sc.token(w)
	entry, known := sc.contribution(w)
	vow := known && entry != nil && entry.Value == "political" // a guarantee is the initiative and what one gives to it
	for _, m := range sc.MentionsOver(t, t+1) {
		if !vow && !sc.sentIn(w, m) {
			return true
		}
	}
	h := sc.Words[w].Head
	if h < 0 {
		return false
	}
	switch sc.rel(w) {
	case syntax.Flat:
		return sc.Words[w].POS != syntax.NUM
	case syntax.Compound, syntax.Amod, syntax.Goeswith, syntax.Fixed:
		return len(sc.senses[h]) == 0 && !sc.holds(h)
	case syntax.Case, syntax.Mark, syntax.Advmod, syntax.Cc, syntax.Det:
		return true
	}
	return false
}

// sentIn reports whether word w is what somebody gives, although a mention of
// the initiative holds it: one that describes it by the giving ("send soldiers
// to Malta"), or a plain noun that is the object of a word of giving ("prepared
// to send soldiers to Malta", where "soldiers to Malta" is what it is called).
func (sc *scene) sentIn(w int, m link.Mention) bool {
	h := sc.Words[w].Head
	if h < 0 || sc.Words[h].POS != syntax.VERB {
		return false
	}
	if t := sc.token(h); m.Kind == link.Composed && t >= m.First && t < m.Last {
		return true
	}
	return sc.rel(w) == syntax.Obj && sc.token(w) == m.First && sc.Words[w].POS == syntax.NOUN && len(sc.senses[h]) > 0
}

// holds reports whether word w names a measure or a collection: "a package of".
func (sc *scene) holds(w int) bool {
	t := sc.token(w)
	return len(sc.HitsIn("container", t, t+1)) > 0
}

// denied reports whether the phrase of word w says that there is none of it.
func (sc *scene) denied(w int) bool {
	if sc.is(w, "none", "nobody", "nothing") {
		return true
	}
	if t := sc.token(w); t > 0 && sc.Doc.Tokens[t-1].Is("no") {
		return true
	}
	for c := range sc.Children(w) {
		if c < w && sc.is(c, "no", "not", "never", "without", "zero") && (c+1 >= len(sc.Words) || !sc.is(c+1, "only", "just", "least", "more", "fewer", "less")) {
			return true
		}
	}
	return false
}

// lacking reports whether "nobody" at word w is whom somebody is going to send.
func (sc *scene) lacking(w int) bool {
	h := sc.Words[w].Head
	return h >= 0 && sc.rel(w) == syntax.Obj && sc.Standing(sc.token(h)).Future
}

// generic reports whether word w names people of an armed service without
// saying which.
func (sc *scene) generic(w int) bool {
	for c := range sc.Children(w) {
		if sc.rel(c) == syntax.Compound && sc.is(c, "police", "army", "combat", "infantry", "military") {
			return false
		}
	}
	switch sc.low(w) {
	case "men", "women", "people", "personnel", "forces", "force", "contingent", "contingents", "officers", "officer", "unit", "units", "members", "staff", "agents":
		return true
	}
	return false
}

// unitNoun reports whether a noun names a body of soldiers whose size is not said.
func (sc *scene) unitNoun(noun string) bool {
	switch noun {
	case "battalion", "battalions", "brigade", "brigades", "platoon", "platoons", "regiment", "regiments", "company", "companies", "contingent", "contingents",
		"division", "divisions", "detachment", "detachments", "unit", "units", "force", "forces", "army", "military":
		return true
	}
	return false
}

// nationals reports whether word w names people of a state who are sent or
// serve: "would put Americans there", "no American will serve".
func (sc *scene) nationals(w int) bool {
	t := sc.token(w)
	h := sc.Words[w].Head
	if h < 0 || sc.Words[w].POS != syntax.PROPN && sc.Words[w].POS != syntax.NOUN && sc.Words[w].POS != syntax.ADJ {
		return false
	}
	switch sc.Words[w].Relation {
	case syntax.Obj:
		if !sc.is(h, "put", "putting", "puts", "send", "sends", "sent", "sending", "deploy", "deployed", "deploying") {
			return false
		}
	case syntax.Nsubj:
		if !sc.denied(w) || !sc.is(h, "serve", "fight", "go", "patrol", "die", "join", "be") {
			return false
		}
	default:
		return false
	}
	for _, i := range sc.ActorsIn(t, t+1) {
		m := sc.Actors[i]
		return (m.Kind == actor.Demonym || m.Kind == actor.People) && m.Last == t+1 && m.ID != ""
	}
	return false
}
