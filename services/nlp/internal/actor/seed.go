package actor

import (
	"strings"
	"time"

	"github.com/barograph/barograph/services/nlp/internal/alias"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// composer turns the names found into mentions, once per document.
type composer struct {
	r    *Resolver
	doc  *text.Document
	at   time.Time
	base []Mention
	out  []Mention
	// taken marks tokens that a mention, or a name that is none, has used.
	taken []bool
	// met are persons that the text itself ties to an actor, by surname.
	met map[string]Mention
}

// seed makes a mention of every name that is an actor.
func (c *composer) seed(found []alias.Match[*entry]) {
	c.taken = make([]bool, len(c.doc.Tokens))
	c.met = map[string]Mention{}
	seen := map[string]bool{}
	for _, m := range found {
		if !m.Value.none {
			seen[m.Value.id+"\x00"+strings.ToLower(m.Pattern)] = true
		}
	}
	last := text.Span{}
	for _, m := range found {
		if m.Start < last.End {
			continue // two meanings of one name: the first record wins
		}
		last = m.Span
		if m.Value.none {
			c.take(m.First, m.Last)
			continue
		}
		if c.trap(m, seen) || c.givenName(m) || droppedSuffix[m.Suffix] || m.Value.role == "the administration" && c.is(m.Last, "of") {
			continue
		}
		c.base = append(c.base, c.mention(m))
	}
}

// droppedSuffix are hyphenated suffixes that leave no actor: a London-based
// analyst does not speak for the United Kingdom.
var droppedSuffix = map[string]bool{"based": true, "born": true, "style": true, "speaking": true, "educated": true, "trained": true, "era": true, "registered": true, "flagged": true}

// trap: the text shows that the name means something else.
func (c *composer) trap(m alias.Match[*entry], seen map[string]bool) bool {
	terms := c.r.trapped[strings.ToLower(m.Pattern)]
	if len(terms) == 0 {
		return false
	}
	for k := range seen {
		if id, name, _ := strings.Cut(k, "\x00"); id == m.Value.id && name != strings.ToLower(m.Pattern) {
			return false
		}
	}
	for _, t := range terms {
		if strings.Contains(c.doc.Raw, t) || strings.Contains(c.doc.Title, t) {
			return true
		}
	}
	return false
}

// givenName: "Jordan Whitfield" and "Michael Jordan" are people. The other
// word must be a capitalised one that no known name begins with.
func (c *composer) givenName(m alias.Match[*entry]) bool {
	if m.Value.kind != State && m.Value.role != "capital" || m.Last != m.First+1 || !c.r.given[m.Pattern] || m.Suffix != "" || m.Possessive {
		return false
	}
	if k := m.First - 1; k >= 0 && placeWords[c.doc.Tokens[k].Lower] {
		return false // "ambassador to Israel Mike ..."
	}
	if k := m.Last; c.nameAt(k, m.First) && !c.isName(c.doc.Tokens[k].Lower) {
		return true
	}
	k := m.First - 1
	return k >= 0 && c.nameAt(k, m.First) && firstNames[c.doc.Tokens[k].Lower]
}

// nameAt reports whether token k, in the sentence of token of, looks like part of a person's name.
func (c *composer) nameAt(k, of int) bool {
	if k < 0 || k >= len(c.doc.Tokens) {
		return false
	}
	t := c.doc.Tokens[k]
	return t.Sentence == c.doc.Tokens[of].Sentence && t.Shape.Has(text.Word|text.Capital) && !t.Shape.Has(text.Upper) && !t.Shape.Has(text.Digit) && !t.Shape.Has(text.Hyphenated) && !t.Shape.Has(text.Dotted)
}

// isName reports words that follow the name of a state in capitals without
// being a surname: months, days, offices, bodies.
func (c *composer) isName(lower string) bool {
	return heads[lower].ok || modifiers[lower] || notSurname[lower]
}

// mention makes the mention of one match.
func (c *composer) mention(m alias.Match[*entry]) Mention {
	e := m.Value
	out := Mention{
		Span: m.Span, First: m.First, Last: m.Last, ID: e.id, Kind: e.kind, Sector: e.sector, Role: e.role, Speaker: e.speaker,
		Possessive: m.Possessive, Prefix: m.Prefix, Suffix: m.Suffix, Plural: e.kind == People,
	}
	if e.kind == Metonym {
		out.Role = ""
	}
	switch {
	case e.person != nil:
		out.Person = e.person.name
		c.hold(&out, e.person)
	case e.isParty:
		out.ID, out.Sector = chamber(e.id), "LEG"
		if !c.governs(e.party) {
			out.ID, out.Sector = e.id+":OPPOSITION", "OPP"
		}
	}
	if e.kind == State || e.kind == Metonym {
		out.Place = c.place(m.First, m.Last)
	}
	return out
}

// hold fills in the office that the person holds at the article's time, or the
// latest before it.
func (c *composer) hold(m *Mention, p *person) {
	best := p.offices[0]
	held := false
	for _, o := range p.offices {
		switch {
		case o.none:
			best, held = o, true
		case o.holds(c.at):
			best, held = o, true
		case !held && !o.from.After(c.at):
			best = o
		case !held && c.at.IsZero():
			best = o
		}
	}
	m.ID, m.Role, m.Former = best.actor, best.role, !held
	m.Sector = "GOV"
	switch _, faction, _ := strings.Cut(best.actor, ":"); faction {
	case "OPPOSITION":
		m.Sector = "OPP"
	case "CONGRESS", "PARLIAMENT":
		m.Sector = "LEG"
	}
}

func (c *composer) governs(terms []term) bool {
	for _, t := range terms {
		if t.holds(c.at) {
			return true
		}
	}
	return false
}

// place: a preposition of place before, or a meeting named after the city behind.
func (c *composer) place(first, last int) bool {
	k := first - 1
	if k >= 0 && c.doc.Tokens[k].Lower == "the" {
		k--
	}
	if k >= 0 && c.doc.Tokens[k].Sentence == c.doc.Tokens[first].Sentence && placeWords[c.doc.Tokens[k].Lower] {
		return true
	}
	return last < len(c.doc.Tokens) && c.doc.Tokens[last].Sentence == c.doc.Tokens[first].Sentence && meetings[c.doc.Tokens[last].Lower]
}

func (c *composer) take(first, last int) {
	for i := first; i < last; i++ {
		c.taken[i] = true
	}
}
