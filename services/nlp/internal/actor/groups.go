package actor

import (
	"strings"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

var (
	// members are nouns for states in the plural; those of alone stand without a modifier too.
	members = set(`creditors bondholders economies treaty-members countries nations states governments allies partners capitals contributors members leaders diplomats ministers delegations neighbours neighbors powers signatories participants donors officials presidents monarchies kingdoms envoys contingents partners' lenders sponsors`)
	alone   = set(`allies partners contributors donors creditors bondholders signatories`)
	// sets qualify members: which states, and how many.
	sets = set(`several some many most other all dozens numerous various both key more few every a-dozen dozen western european arab muslim islamic gulf african caribbean asian regional
		member partner allied participating contributing neighbouring neighboring like-minded troop-contributing latin american central south nordic baltic balkan sahel sahelian foreign friendly
		potential would-be possible coalition nato eu un west east eastern pacific indo-pacific scandinavian non-western nuclear major smaller larger arab-muslim southeast northern southern mediterranean
		coastal island developing developed rich richer wealthy poor poorer industrialised industrialized emerging vulnerable riparian upstream downstream landlocked fishing flag producing exporting importing
		oil-producing oil-exporting gas-exporting nuclear-armed non-nuclear frontline front-line eastern-flank littoral andean amazonian caspian himalayan balkans mekong nile melanesian polynesian micronesian
		low-lying climate-vulnerable heavily-indebted debt-ridden creditor consumer supplier transit sending receiving ratifying negotiating attending hundreds hundred sixty seventy eighty ninety over almost half
		signatory guarantor host donor participant contributor recipient prospective aspiring candidate contracting acceding leading world g7 willing of the and these those them such
		two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty twenty-six at least about nearly than up around roughly`)
	// people are members that are persons: they speak for states only when the
	// words before them name a region.
	people  = set(`leaders diplomats ministers officials presidents envoys`)
	regions = set(`western european arab muslim islamic gulf african caribbean asian regional latin american nordic baltic balkan sahel sahelian eastern pacific indo-pacific scandinavian southeast mediterranean nato eu g7 coalition allied`)
	// weakSets do not make a group of members on their own.
	weakSets = set(`over almost half of these those them such more than at least about nearly up around roughly all other world leading foreign central south un latin a the and`)
)

// groups finds unnamed sets of states: "26 countries", "several NATO members",
// "European leaders", "the Europeans", "allies".
func (c *composer) groups() {
	c.ending = map[int]int{}
	for i, m := range c.out {
		if m.Suffix == "" {
			c.ending[m.Last] = i
		}
	}
	for k := range c.doc.Tokens {
		t := c.doc.Tokens[k]
		if t.Sentence < 0 {
			continue
		}
		switch {
		case t.Is("europeans", "europe") && t.Shape.Has(text.Capital) && !c.taken[k] || c.is(k, "coalition") && c.is(k+1, "of") && c.is(k+2, "the") && c.is(k+3, "willing"):
			c.europe(k)
		case members[t.Lower] && !t.Shape.Has(text.Upper) && !c.taken[k]:
			c.set(k)
		}
	}
	c.out = dropEmpty(c.out)
}

func (c *composer) europe(k int) {
	last := k + 1
	if c.is(k, "coalition") {
		last = k + 4
	}
	m := Mention{First: k, Last: last, ID: GroupID, Kind: Group, Sector: "GOV", Speaker: true, Unnamed: true, Plural: true, Possessive: c.possessive(last), How: "group"}
	m.Place = c.is(k, "europe") && c.place(k, last)
	c.emit(m)
}

// set reads the words before the member noun k.
func (c *composer) set(k int) {
	first, strong := k, false
	var covered []int
	for j := k - 1; j >= 0 && k-j < 8 && c.doc.Tokens[j].Sentence == c.doc.Tokens[k].Sentence; j-- {
		t := c.doc.Tokens[j]
		if i := c.outEnding(j + 1); i >= 0 && (c.out[i].ID == "NATO" || c.out[i].ID == "EU" || c.out[i].ID == "GCC" || c.out[i].ID == "AU") && c.out[i].Person == "" {
			covered = append(covered, i)
			strong, first = true, c.out[i].First
			j = first // the loop steps before it
			continue
		}
		number := t.Shape.Has(text.Digit) && !t.Shape.Has(text.Word)
		if c.taken[j] || !sets[t.Lower] && !number || number && len(t.Norm) > 3 {
			break
		}
		if t.Lower == "and" && !(j > 0 && regions[c.doc.Tokens[j-1].Lower]) || t.Lower == "the" && !c.is(j-1, "of") {
			break
		}
		if people[c.doc.Tokens[k].Lower] {
			strong = strong || regions[t.Lower]
		} else {
			strong = strong || !weakSets[t.Lower]
		}
		first = j
	}
	if !strong && !(alone[c.doc.Tokens[k].Lower] && !c.friends(first)) {
		return
	}
	for first < k && c.doc.Tokens[first].Is("of", "than", "at", "up", "to", "the", "and") {
		first++
	}
	id := GroupID
	for _, i := range covered {
		if c.doc.Tokens[k].Lower == "members" {
			id = c.out[i].ID // several NATO members: the alliance, in part
		}
		c.out[i].ID = "" // replaced by the group
	}
	c.emit(Mention{First: first, Last: k + 1, ID: id, Kind: Group, Sector: "GOV", Speaker: true, Unnamed: true, Plural: true, Possessive: c.possessive(k + 1), How: "group"})
}

// friends: "his allies", "Trump's partners": friends of a person, no states.
func (c *composer) friends(first int) bool {
	if first == 0 {
		return false
	}
	t := c.doc.Tokens[first-1]
	return t.Is("his", "her", "their", "political", "business", "coalition") || t.Shape.Has(text.Possessive)
}

// outEnding returns the index of the mention that ends at token k, or -1.
func (c *composer) outEnding(k int) int {
	if i, ok := c.ending[k]; ok {
		return i
	}
	return -1
}

func dropEmpty(in []Mention) []Mention {
	out := in[:0]
	for _, m := range in {
		if m.ID != "" {
			out = append(out, m)
		}
	}
	return out
}

// offices finds "the prime minister of Japan" and "President A. B. of the
// Republic of C": an office, perhaps a name, and of with a state behind it.
func (c *composer) offices() {
	for i := range c.out {
		m := c.out[i]
		if m.ID == "" || m.Person != "" || m.Kind != State && m.Kind != Body && m.Kind != Armed && m.Kind != Office && m.Kind != Metonym || m.First < 2 {
			continue
		}
		k := m.First - 1
		if c.is(k, "the") {
			k--
		}
		if k < 1 || !c.is(k, "of") && !c.is(k, "for") || m.Kind == Metonym && !c.is(k, "for") || c.doc.Tokens[k].Sentence != c.doc.Tokens[m.First].Sentence {
			continue
		}
		if first, h, ok := c.officeBefore(k); ok && (m.Kind == State && c.is(k, "of") || h.person && !h.plural) {
			c.absorb(i, first, k, h)
		}
	}
	c.out = dropEmpty(c.out)
}

// officeBefore reads back from "of" over a name to a head and its modifiers.
func (c *composer) officeBefore(k int) (first int, h head, ok bool) {
	j := k - 1
	for j > 0 && k-j < 5 && !heads[c.doc.Tokens[j].Lower].ok && (c.nameAt(j, k) || particles[c.doc.Tokens[j].Lower]) {
		j--
	}
	h = heads[c.doc.Tokens[j].Lower]
	if !h.ok || c.doc.Tokens[j].Sentence != c.doc.Tokens[k].Sentence || j < k-1 && !h.person {
		return 0, head{}, false
	}
	for j > 0 && modifiers[c.doc.Tokens[j-1].Lower] && c.doc.Tokens[j-1].Sentence == c.doc.Tokens[k].Sentence {
		j--
	}
	return j, h, true
}

// absorb makes one mention of office, name and state i.
func (c *composer) absorb(i, first, of int, h head) {
	m := c.out[i]
	var words []string
	end := first
	for ; end < of && (heads[c.doc.Tokens[end].Lower].ok || modifiers[c.doc.Tokens[end].Lower]); end++ {
		words = append(words, c.doc.Tokens[end].Lower)
	}
	c.apply(&m, h, strings.Join(words, " "))
	m.First = first
	m.How = "office of state"
	if end < of {
		m.Person, m.Unnamed = c.doc.Text(c.doc.SpanOf(end, of)), false
		if m.Kind != Faction {
			m.Kind = Leader
		}
	}
	for x := range c.out {
		if x != i && c.out[x].ID != "" && c.out[x].First >= first && c.out[x].Last <= m.Last {
			if c.out[x].Person != "" {
				m.Person, m.Former = c.out[x].Person, c.out[x].Former
			}
			c.out[x].ID = ""
		} else if x != i && c.out[x].First < m.Last && first < c.out[x].Last {
			return // half inside another mention: leave both
		}
	}
	m.Span = c.doc.SpanOf(m.First, m.Last)
	c.take(m.First, m.Last)
	c.out[i] = m
	c.meet(m)
}
