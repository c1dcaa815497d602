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
	// met are persons named in full, by the names that may stand for them later, in text order.
	met map[string][]Mention
	// full is the place at which a person of the data was last named in full.
	full map[*person]int
	// ending is the index in out of the mention that ends at a token, for groups.
	ending map[int]int
	// states are the mentions of states, in text order, for what leaves its
	// state unsaid; hero is the one that acts most, holders the ones whose
	// holders of an office are named most, once they have been asked for.
	states  []Mention
	hero    *string
	holders map[string]string
}

// seed makes a mention of every name that is an actor.
func (c *composer) seed(found []alias.Match[*entry]) {
	c.taken = make([]bool, len(c.doc.Tokens))
	c.met = map[string][]Mention{}
	c.full = map[*person]int{}
	seen := map[string]bool{}
	for _, m := range found {
		if !m.Value.none {
			seen[m.Value.id+"\x00"+strings.ToLower(m.Pattern)] = true
		}
	}
	end := 0
	for i := 0; i < len(found); {
		j := i
		for j < len(found) && found[j].Start == found[i].Start {
			j++
		}
		m := c.choose(found[i:j])
		i = j
		if m.Start < end {
			continue
		}
		end = m.End
		if m.Value.person != nil && strings.Contains(m.Pattern, " ") {
			c.full[m.Value.person] = m.First
		}
		if m.Value.none || c.enterprise(m) {
			c.take(m.First, m.Last)
			continue
		}
		if c.trap(m, seen) || c.givenName(m) || droppedSuffix[m.Suffix] || m.Value.role == "the administration" && c.is(m.Last, "of") {
			continue
		}
		c.base = append(c.base, c.mention(m))
	}
}

// choose picks one meaning of a name: of several people the one last named in
// full, else the one in office at the article's time; else the first record.
func (c *composer) choose(same []alias.Match[*entry]) alias.Match[*entry] {
	best, score := same[0], -1
	for _, m := range same {
		if m.Value.person == nil || m.End != same[0].End {
			return same[0]
		}
		n := 0
		if at, ok := c.full[m.Value.person]; ok {
			n = at + 2
		} else if m.Value.person.inOffice(c.at) {
			n = 1
		}
		if n > score {
			best, score = m, n
		}
	}
	return best
}

func (p *person) inOffice(at time.Time) bool {
	for _, o := range p.offices {
		if !o.none && o.party == nil && o.holds(at) {
			return true
		}
	}
	return false
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
		Possessive: m.Possessive, Prefix: m.Prefix, Suffix: m.Suffix, Plural: e.kind == People, How: how(e),
	}
	if e.kind == Metonym {
		out.Role = ""
	}
	switch {
	case e.person != nil:
		out.Person = e.person.name
		c.hold(&out, e.person)
	case e.isParty:
		out.ID, out.Sector = c.side(e)
	}
	if e.kind == State || e.kind == Metonym {
		out.Place = c.place(m.First, m.Last)
	}
	return out
}

// how names the kind of name by which an entry is found.
func how(e *entry) string {
	switch {
	case e.person != nil:
		return "leader@term"
	case e.isParty:
		return "party@term"
	case e.kind == Metonym:
		return e.role
	case e.kind == Office:
		return "named office"
	case e.kind == Faction:
		return "named faction"
	}
	return e.kind.String()
}

// side is the actor for which members of a party speak at the article's time.
func (c *composer) side(e *entry) (id, sector string) {
	for _, t := range e.party {
		if t.holds(c.at) {
			return chamber(e.id), "LEG"
		}
	}
	return e.id + ":OPPOSITION", "OPP"
}

// hold fills in the office that the person holds at the article's time, else
// what they are without an office, else the latest office before it.
func (c *composer) hold(m *Mention, p *person) {
	const nothing, past, affiliated, inOffice = 0, 1, 2, 3
	best, state := p.offices[0], nothing
	for _, o := range p.offices {
		now := nothing
		switch {
		case (o.none || o.party != nil) && o.holds(c.at):
			now = affiliated
		case o.none || o.party != nil:
			now = past
		case o.holds(c.at):
			now = inOffice
		case c.at.IsZero() || !o.from.After(c.at):
			now = past
		}
		if now > state || now == past && state == past && o.from.After(best.from) {
			best, state = o, now
		}
	}
	m.ID, m.Role, m.Former = best.actor, best.role, state < affiliated
	if m.Former {
		m.How = "former leader"
	}
	if best.party != nil {
		m.ID, m.Sector = c.side(best.party)
		return
	}
	m.Sector = "GOV"
	switch _, faction, _ := strings.Cut(best.actor, ":"); faction {
	case "OPPOSITION":
		m.Sector = "OPP"
	case "CONGRESS", "PARLIAMENT":
		m.Sector = "LEG"
	case "PUBLIC":
		m.Sector = "CVL"
	}
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
