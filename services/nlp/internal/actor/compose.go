package actor

import (
	"strings"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

// compose extends the names found over the words that belong to them, from
// left to right: "the Indonesian defence ministry", "French President Emmanuel
// Macron", "former Ukrainian ambassador to Brazil Andrei Melnik".
func (c *composer) compose() {
	for i := 0; i < len(c.base); i++ {
		m := c.base[i]
		if c.taken[m.First] {
			continue
		}
		used := i
		if extendable(m) {
			used = c.extend(&m, i)
		}
		c.leftwards(&m)
		c.chambers(&m)
		c.emit(m)
		for used > i {
			i++
			c.take(c.base[i].First, c.base[i].Last)
		}
	}
}

func extendable(m Mention) bool {
	return m.Suffix == "" && m.Kind != People && (m.Kind != Leader || m.Possessive) && m.Kind != Group
}

func (c *composer) emit(m Mention) {
	m.Span = c.doc.SpanOf(m.First, m.Last)
	if m.Suffix != "" || m.Prefix != "" {
		// part of a hyphenated word: keep the name's own span
		for _, b := range c.base {
			if b.First == m.First && b.ID == m.ID && b.Suffix == m.Suffix && b.Prefix == m.Prefix {
				m.Span = b.Span
			}
		}
	}
	c.take(m.First, m.Last)
	if c.ending != nil && m.Suffix == "" {
		c.ending[m.Last] = len(c.out)
	}
	c.out = append(c.out, m)
	c.meet(m)
}

// extend reads modifiers, heads, "to Brazil", and a name behind base mention i,
// and returns the index of the last base mention that it used up.
func (c *composer) extend(m *Mention, i int) int {
	at := m.Last
	if m.Possessive {
		at++
	}
	h, end, role := c.headPhrase(at, m.First)
	if end == 0 {
		return c.organisation(m, i)
	}
	if m.Kind == Leader {
		return c.aide(m, i, h, end, role)
	}
	if m.Kind == State && !m.Possessive && !c.attributive(*m) {
		return i // "the United States army" is fine, "Kenya police" too, but "Iran officials" is rarer than a verb
	}
	c.apply(m, h, role)
	m.Last = end
	m.Possessive = c.possessive(end)
	used := i
	if next := c.baseAt(i+1, end+1); next >= 0 && (c.is(end, "to") || c.is(end, "in") || c.is(end, "for")) && posting(role) {
		end = c.base[next].Last
		m.Last, used = end, next
	}
	if h.person {
		return c.name(m, end, used)
	}
	return used
}

// aide makes an office of a leader's own: "Macron's envoy", "the president's
// defence minister"; a leader's allies and voters are no office.
func (c *composer) aide(m *Mention, i int, h head, end int, role string) int {
	if h.faction != "" || h.sector == "MIL" && h.plural || strings.HasSuffix(role, "leadership") || strings.HasSuffix(role, "side") {
		return i
	}
	m.Person = ""
	c.apply(m, h, role)
	m.Last, m.How = end, "office of leader"
	m.Possessive = c.possessive(end)
	if h.person {
		return c.name(m, end, i)
	}
	return i
}

// attributive: names that stand before a noun as an adjective does: US, UK, EU.
func (c *composer) attributive(m Mention) bool {
	s := c.doc.Tokens[m.First]
	return s.Shape.Has(text.Upper) || m.Last-m.First > 1
}

// posting: offices that are held towards another state.
func posting(role string) bool {
	for _, w := range [...]string{"ambassador", "envoy", "embassy", "representative", "mission", "delegate"} {
		if strings.HasSuffix(role, w) {
			return true
		}
	}
	return false
}

// headPhrase reads modifiers and heads from token at; end is 0 without a head.
func (c *composer) headPhrase(at, of int) (h head, end int, role string) {
	var words []string
	if at < len(c.doc.Tokens) && c.doc.Tokens[at].Is("own") {
		at++
	}
	for k := at; k < len(c.doc.Tokens) && k < at+7; k++ {
		t := c.doc.Tokens[k]
		if t.Sentence != c.doc.Tokens[of].Sentence || c.isBase(k) {
			break
		}
		if x := heads[t.Lower]; x.ok && !t.Shape.Has(text.Punct) {
			words = append(words, t.Lower)
			if h.faction != "" && (x.faction == "" || x.faction == "PARLIAMENT" && h.faction == "OPPOSITION") {
				x.faction, x.sector = h.faction, h.sector // the opposition leader, opposition lawmakers
			}
			h, end, role = x, k+1, strings.Join(words, " ")
			continue
		}
		if modifiers[t.Lower] {
			words = append(words, t.Lower)
			if t.Lower == "opposition" {
				h.faction, h.sector = "OPPOSITION", "OPP"
			}
			continue
		}
		if end > 0 && t.Is("of", "for") && k == end {
			if stop := c.affairs(k + 1); stop > 0 {
				for _, w := range c.doc.Tokens[k:stop] {
					words = append(words, w.Lower)
				}
				end, role = stop, strings.Join(words, " ")
				k = stop - 1
				continue
			}
		}
		break
	}
	return h, end, role
}

// affairs reads "foreign affairs" behind of or for, and returns its end or 0.
func (c *composer) affairs(k int) int {
	end := 0
	for ; k < len(c.doc.Tokens) && affairs[c.doc.Tokens[k].Lower]; k++ {
		end = k + 1
	}
	return end
}

// apply makes an office or a faction of the mention.
func (c *composer) apply(m *Mention, h head, role string) {
	m.Role, m.Sector, m.Speaker, m.Plural, m.Unnamed, m.Place = role, h.sector, h.speaker, h.plural, h.unnamed, false
	m.Former = formers[strings.Fields(role)[0]]
	if m.Kind != Body && m.Kind != Armed && m.Kind != Faction {
		m.Kind, m.How = Office, "office of "+m.How
	}
	switch {
	case h.faction == GroupID:
		m.ID, m.Kind, m.Unnamed = GroupID, Group, true
	case h.faction == "PARLIAMENT" && m.Kind != Faction:
		m.ID, m.Kind = chamber(base(m.ID)), Faction
	case h.faction != "" && m.Kind != Faction:
		m.ID, m.Kind = base(m.ID)+":"+h.faction, Faction
	}
}

// name reads the person's name behind an office.
func (c *composer) name(m *Mention, at, used int) int {
	if c.is(at, ",") && c.nameAt(at+1, m.First) && c.isLeader(used+1, at+1) {
		at++ // "the Kremlin spokesman, Dmitry Peskov"
	}
	if next := c.baseAt(used+1, at); next >= 0 && c.base[next].Kind == Leader {
		p := c.base[next]
		if base(p.ID) != base(m.ID) && m.Kind != Body {
			m.Person = p.Person
		} else {
			role := m.Role
			*m = Mention{First: m.First, Last: p.Last, ID: p.ID, Kind: Leader, Sector: p.Sector, Person: p.Person, Role: role, Former: p.Former, Speaker: true, How: p.How}
		}
		m.Last, m.Kind, m.Unnamed = p.Last, Leader, false
		m.Possessive = c.possessive(m.Last)
		return next
	}
	if end := c.personName(at, m.First); end > at {
		m.Person = c.doc.Text(c.doc.SpanOf(at, end))
		m.Last, m.Unnamed, m.How = end, false, "title"
		if m.Kind != Faction {
			m.Kind = Leader
		}
		m.Possessive = c.possessive(end)
	}
	return used
}

// personName returns the end of an unknown person's name at token at, or at.
func (c *composer) personName(at, of int) int {
	end, words := at, 0
	for k := at; k < len(c.doc.Tokens) && words < 5; k++ {
		t := c.doc.Tokens[k]
		if t.Sentence != c.doc.Tokens[of].Sentence || c.taken[k] || c.isBase(k) {
			break
		}
		if words > 0 && particles[t.Lower] && c.nameAt(k+1, of) {
			continue
		}
		initial := t.Shape.Has(text.Dotted|text.Capital) && len(t.Norm) == 2
		hyphenated := t.Shape.Has(text.Hyphenated) && !t.Shape.Has(text.Digit) && (t.Shape.Has(text.Capital) || words > 0 && arabic(t.Norm))
		if !initial && !hyphenated && !c.nameAt(k, of) || notSurname[t.Lower] || heads[t.Lower].ok {
			break
		}
		words++
		end = k + 1
	}
	return end
}

// arabic: al-Hajjar, el-Sisi, an article and a name.
func arabic(word string) bool {
	article, name, _ := strings.Cut(word, "-")
	return particles[strings.ToLower(article)] && name != "" && name != strings.ToLower(name)
}

// leftwards takes in titles and "former" before the mention.
func (c *composer) leftwards(m *Mention) {
	k := m.First
	for k > 0 && !c.taken[k-1] && c.doc.Tokens[k-1].Sentence == c.doc.Tokens[m.First].Sentence {
		t := c.doc.Tokens[k-1]
		title := m.Kind == Leader && titles[t.Lower] && (t.Shape.Has(text.Capital) || formers[t.Lower] || !t.Is("of", "state", "under", "leader", "chief", "director", "president"))
		if !title && !(m.Kind == Office || m.Kind == Leader) {
			break
		}
		if !title && !t.Is("former", "ex", "senior", "top", "outgoing", "then", "unnamed") || c.isBase(k-1) {
			break
		}
		k--
		if formers[t.Lower] && m.Role == "" || formers[t.Lower] && !c.inData(m.Person) {
			m.Former = true
		}
	}
	for k < m.First && c.doc.Tokens[k].Is("of", "under", "state") {
		k++ // a title does not begin with these
	}
	m.First = k
}

// inData reports whether the person is one whose terms the data know.
func (c *composer) inData(name string) bool {
	for _, b := range c.base {
		if b.Person == name && name != "" {
			return true
		}
	}
	return false
}

// chambers: "the Italian Senate" is not the one in Washington.
func (c *composer) chambers(m *Mention) {
	if m.ID != "USA:CONGRESS" || m.Person != "" || len(c.out) == 0 {
		return
	}
	prev := c.out[len(c.out)-1]
	at := prev.Last
	if prev.Possessive {
		at++
	}
	if at == m.First && (prev.Kind == Demonym || prev.Possessive) && base(prev.ID) != "USA" && len(base(prev.ID)) == 3 {
		m.ID, m.First, m.How = chamber(base(prev.ID)), prev.First, "chamber of "+prev.How
		c.out = c.out[:len(c.out)-1]
	}
}

func (c *composer) is(k int, word string) bool {
	return k >= 0 && k < len(c.doc.Tokens) && c.doc.Tokens[k].Lower == word
}

func (c *composer) possessive(k int) bool {
	return k < len(c.doc.Tokens) && c.doc.Tokens[k].Shape.Has(text.Possessive)
}

// isBase reports whether a base mention starts at token k.
func (c *composer) isBase(k int) bool { return c.baseAt(0, k) >= 0 }

func (c *composer) isLeader(from, k int) bool {
	i := c.baseAt(from, k)
	return i >= 0 && c.base[i].Kind == Leader
}

// baseAt returns the index of the base mention that starts at token k, at or
// behind index from, or -1. A "the" before it is stepped over.
func (c *composer) baseAt(from, k int) int {
	if c.is(k, "the") {
		k++
	}
	lo, hi := max(from, 0), len(c.base)
	for lo < hi {
		mid := (lo + hi) / 2
		if c.base[mid].First < k {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(c.base) && c.base[lo].First == k {
		return lo
	}
	return -1
}
