package actor

import (
	"slices"
	"strings"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

// givenFirst lists the states whose people are called by the first of their
// names as often as by the last: family names lead in Chinese and Korean, and
// Ethiopian, Indonesian or Thai people have given names alone.
var givenFirst = set(`CHN TWN HKG KOR PRK SGP KHM LAO VNM MNG ETH ERI SOM IDN THA MYS MMR LKA ISL TZA`)

// meet remembers a person named in full by the names that may stand for them.
func (c *composer) meet(m Mention) {
	if m.Person == "" {
		return
	}
	f := strings.Fields(m.Person)
	if len(f) < 2 || m.Last-m.First < 2 {
		return
	}
	keys := []string{f[len(f)-1]}
	if givenFirst[base(m.ID)] {
		keys = append(keys, f[0])
	}
	for _, k := range keys {
		if len(k) > 1 && !heads[strings.ToLower(k)].ok {
			c.met[k] = append(c.met[k], m)
		}
	}
}

// learned finds the names of persons whom the text has introduced with their
// office: "Indonesian envoy Budi Santoso said ... Santoso added".
func (c *composer) learned() {
	for _, all := range c.met {
		slices.SortStableFunc(all, func(a, b Mention) int { return a.First - b.First })
	}
	if len(c.met) == 0 {
		return
	}
	for k := range c.doc.Tokens {
		t := c.doc.Tokens[k]
		if c.taken[k] || t.Sentence < 0 || !t.Shape.Has(text.Capital) {
			continue
		}
		who, ok := c.lastMet(c.doc.Text(t.Span), k)
		if !ok || k+1 < len(c.doc.Tokens) && c.nameAt(k+1, k) && !notSurname[c.doc.Tokens[k+1].Lower] && !c.taken[k+1] {
			continue
		}
		if k > 0 && c.nameAt(k-1, k) && !c.taken[k-1] && !titles[c.doc.Tokens[k-1].Lower] && c.doc.Tokens[k-1].Sentence == t.Sentence && c.doc.Sentences[t.Sentence].First != k-1 {
			continue // somebody else of that name
		}
		who.First, who.Last, who.Place, who.Possessive, who.Prefix, who.Suffix, who.How = k, k+1, false, c.possessive(k+1), "", "", "surname"
		for who.First > 0 && c.doc.Tokens[who.First-1].Is("mr", "mr.", "ms", "ms.", "mrs", "mrs.", "president", "general", "gen.", "dr", "dr.", "minister", "ambassador", "sen.", "senator") && !c.taken[who.First-1] {
			who.First--
		}
		c.emit(who)
	}
}

// lastMet is who was last introduced under a name before token k, or first after it.
func (c *composer) lastMet(name string, k int) (Mention, bool) {
	all := c.met[name]
	i, _ := slices.BinarySearchFunc(all, k, func(m Mention, k int) int { return m.First - k })
	if i == 0 {
		return Mention{}, false
	}
	return all[i-1], true
}

// appositions finds the unknown names beside an office: "Jane Doe, Kenya's
// defence minister, said", "the Kenyan defence minister, Jane Doe, said".
func (c *composer) appositions() {
	for i := range c.out {
		m := c.out[i]
		if m.Person != "" || m.Plural || m.ID == "" || !c.personal(m) {
			continue
		}
		if first, last := c.nameBefore(m); first < last {
			c.introduce(m, first, last)
		} else if c.is(m.Last, ",") && !m.Possessive {
			if end := c.personName(m.Last+1, m.First); end-m.Last > 2 && c.endsAside(end) {
				c.introduce(m, m.Last+1, end)
			}
		}
	}
}

// personal reports offices that one person holds.
func (c *composer) personal(m Mention) bool {
	if m.Kind != Office && m.Kind != Faction && m.Kind != Body && m.Kind != Armed || m.Role == "" {
		return false
	}
	f := strings.Fields(m.Role)
	for _, w := range f {
		if heads[w].person {
			return true
		}
	}
	return false
}

// nameBefore finds the name in "Jane Doe, the", "Jane Doe, a senior" before m.
func (c *composer) nameBefore(m Mention) (first, last int) {
	k := m.First
	for k > 0 && c.doc.Tokens[k-1].Is("the", "a", "an", "senior", "former", "deputy") {
		k--
	}
	if k < 3 || !c.is(k-1, ",") {
		return 0, 0
	}
	last = k - 1
	first = last
	for first > 0 && last-first < 4 && !c.taken[first-1] && (c.nameAt(first-1, m.First) && !notSurname[c.doc.Tokens[first-1].Lower] || first < last && particles[c.doc.Tokens[first-1].Lower]) {
		first--
	}
	if last-first < 2 || !c.nameAt(first, m.First) {
		return 0, 0
	}
	return first, last
}

// endsAside: a comma, or a verb of speech, closes the name in an aside.
func (c *composer) endsAside(k int) bool {
	return k >= len(c.doc.Tokens) || c.doc.Tokens[k].Is(",", ".", "said", "told", "says", "added", "and", "who", ";", "(", "-", "—", "–")
}

// introduce makes a mention of a person in the office m.
func (c *composer) introduce(m Mention, first, last int) {
	m.First, m.Last, m.How = first, last, "apposition"
	m.Person, m.Unnamed, m.Speaker, m.Possessive, m.Place, m.Prefix, m.Suffix = c.doc.Text(c.doc.SpanOf(first, last)), false, true, c.possessive(last), false, "", ""
	if m.Kind == Office {
		m.Kind = Leader
	}
	for k := first; k < last; k++ {
		if c.taken[k] {
			return
		}
	}
	c.emit(m)
}

// congressional titles belong to one chamber in the world's press.
var congressional = set(`sen. rep. sen rep congressman congresswoman`)

// titled finds offices with an unknown name and no state: "Foreign Minister
// Jane Doe". They belong to the state that the passage speaks of.
func (c *composer) titled() {
	c.survey()
	for k := 0; k < len(c.doc.Tokens); k++ {
		t := c.doc.Tokens[k]
		if t.Sentence < 0 || c.taken[k] || !t.Shape.Has(text.Capital) || !titles[t.Lower] && !heads[t.Lower].person && !modifiers[t.Lower] {
			continue
		}
		end, h, role := c.titleAt(k)
		if end == 0 {
			continue
		}
		last := c.personName(end, k)
		if last == end {
			continue
		}
		if c.byTitle(k, end, last, role) {
			k = last - 1
			continue
		}
		m := Mention{First: k, Last: last, Kind: Leader, Sector: h.sector, Role: role, Speaker: true, Person: c.doc.Text(c.doc.SpanOf(end, last)), How: "title", Possessive: c.possessive(last)}
		if !c.house(&m, h, t.Lower) {
			continue
		}
		c.emit(m)
		k = last - 1
	}
}

// byTitle finds a person of the data by office and last name: "Secretary
// Austin", "President Lai". Whoever holds that office at the article's time
// goes before those who held it.
func (c *composer) byTitle(k, end, last int, role string) bool {
	if last-end != 1 {
		return false
	}
	var best *person
	for _, p := range c.r.surnames[fold(c.doc.Text(c.doc.SpanOf(end, last)))] {
		for _, o := range p.offices {
			if !matches(o.role, role) || !c.at.IsZero() && o.from.After(c.at) {
				continue
			}
			if best == nil || o.holds(c.at) {
				best = p
			}
		}
	}
	if best == nil {
		return false
	}
	m := Mention{First: k, Last: last, Kind: Leader, Speaker: true, Person: best.name, How: "title of leader", Possessive: c.possessive(last)}
	c.hold(&m, best)
	c.emit(m)
	return true
}

// matches: the title in the text is the office, or its first or last word.
func matches(office, title string) bool {
	return office == title || strings.HasPrefix(office, title+" ") || strings.HasSuffix(office, " "+title)
}

// titleAt reads "Deputy Foreign Minister" at token k; end is 0 without a head.
func (c *composer) titleAt(k int) (end int, h head, role string) {
	var words []string
	opposed := false
	for j := k; j < len(c.doc.Tokens) && j < k+6 && !c.taken[j]; j++ {
		t := c.doc.Tokens[j]
		if t.Sentence != c.doc.Tokens[k].Sentence {
			break
		}
		x, cong := heads[t.Lower], congressional[t.Lower]
		if cong {
			x = heads["senator"]
		}
		if x.ok && x.person && !x.plural && (t.Shape.Has(text.Capital) || j > k) {
			words = append(words, t.Lower)
			end, h, role = j+1, x, strings.Join(words, " ")
			continue
		}
		if !modifiers[t.Lower] || end > 0 {
			break
		}
		words = append(words, t.Lower)
		if t.Lower == "opposition" {
			opposed = true
		}
	}
	if opposed {
		h.faction, h.sector = "OPPOSITION", "OPP"
	}
	if formers[c.doc.Tokens[k].Lower] && end == k+1 {
		return 0, head{}, ""
	}
	return end, h, role
}

// house gives a titled person the state of the passage; false without one.
func (c *composer) house(m *Mention, h head, title string) bool {
	if congressional[title] {
		m.ID, m.Kind = "USA:CONGRESS", Faction
		return true
	}
	if k := m.First - 1; k >= 0 && c.nameAt(k, m.First) && !c.taken[k] && !notSurname[c.doc.Tokens[k].Lower] {
		return false // "Texas Governor": a place that we do not know
	}
	state, ok := c.stateNear(m.First, "")
	if !ok {
		return false
	}
	m.ID = state
	if h.faction != "" && h.faction != GroupID {
		m.Kind, m.ID = Faction, state+":"+h.faction
		if h.faction == "PARLIAMENT" {
			m.ID = chamber(state)
		}
	}
	m.Former = formers[title]
	return true
}
