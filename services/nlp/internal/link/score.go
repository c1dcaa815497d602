package link

import "github.com/barograph/barograph/services/nlp/internal/text"

// The most that keys outside a phrase add to its sum.
const (
	mostBeside = 1.25 // in the paragraph, each at half its value
	mostScene  = 0.75 // in the title and the opening, each at a quarter
)

// tally is what the keys of a candidate are worth, by role and place.
type tally struct {
	fit     float64 // of the noun
	inside  float64 // of the keys in the phrase
	topics  float64 // of those of them that are words of the definition
	beside  float64 // of the keys in the paragraph, weighed
	around  float64 // of the same, not weighed
	several int     // number of the same
	common  float64 // of the generic words in the phrase
	parties int     // in phrase and paragraph
	led     bool    // a sponsor is in the phrase
	placed  bool    // a place is in the phrase
	near    bool    // a place is in the paragraph
}

// count goes through the keys that were found.
func (p *profile) count(c *candidate) tally {
	var t tally
	for k := range p.keys {
		key := &p.keys[k]
		switch {
		case c.seen&(1<<k) != 0:
			t.inside += key.value
			t.placed = t.placed || key.role == place
			t.led = t.led || key.role == sponsor
			if key.role == topic {
				t.topics += key.value
			}
			t.parties += p.party(key)
		case c.outside&(1<<k) != 0:
			t.parties += p.party(key)
			t.near = t.near || key.role == place
			t.around += key.value
			t.several++
			if key.role == sponsor {
				t.beside += key.value / 4
			} else {
				t.beside += key.value / 2
			}
		}
	}
	return t
}

// score adds up what speaks for a candidate, takes off what speaks against it,
// and notes whether it is enough to link by.
func (s *scan) score(ph phrase, c *candidate) {
	p := s.linker.profiles[c.initiative]
	noun := &s.doc.Tokens[ph.noun]
	t := p.count(c)
	t.common = s.common(ph, p)
	if t.fit = p.fit(noun.Lower); people[noun.Lower] {
		t.fit = s.soldiers(ph)
	}
	if t.fit == 0 {
		return
	}
	against, scene := s.foreign(ph, c, p), s.scene[c.initiative]
	c.score = t.fit + t.inside + min(t.beside, mostBeside) + min(t.common, mostGeneric) - against
	if c.capital {
		c.score += genericValue
	}
	if against == 0 {
		c.score += min(scene/4, mostScene)
	}
	if p.coined && t.beside == 0 && scene == 0 && c.score < firm+genericValue && !noun.Shape.Has(text.Capital) {
		c.score -= genericValue // a dome that is golden
	}
	c.near, c.placed = t.near, t.placed
	c.strong = p.telling(noun.Lower, t, c, scene)
}

// telling reports whether a sum is made of more than what many texts have: a
// place or a word of the definition in the phrase, two parties, a seldom noun
// beside the place, generic words at the place, or many keys around the noun.
func (p *profile) telling(noun string, t tally, c *candidate, scene float64) bool {
	vague, own := t.fit <= looseNoun, p.nouns[noun] > 0
	switch {
	case people[noun] && !t.placed:
		return false
	case t.topics >= topicValue, t.placed && !vague:
		return true
	case t.parties >= 2 && !vague && (c.seen != 0 || own):
		return true
	case t.near && p.nouns[noun] == ownNoun && !everyday[noun], t.near && own && (t.led || t.common > 0):
		return true
	case t.led && p.nouns[noun] == ownNoun && !everyday[noun] && scene >= placeValue:
		return true // "the American guarantee", in a text that opens with its place
	case t.common >= 1 && !vague:
		return p.placeless || t.near || scene >= placeValue
	}
	return own && t.several >= 3 && t.around >= crowd
}
