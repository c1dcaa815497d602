package actor

import (
	"slices"
	"strings"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

// unsaid are heads that stand for a part of the state that the passage speaks
// of, even with no state beside them.
var unsaid = set(`government ministry cabinet presidency parliament lawmakers legislators senators deputies mps legislature opposition voters protesters demonstrators electorate taxpayers unions
	backbenchers residents villagers farmers fishermen fishers landowners hauliers truckers activists campaigners bishops herders public
	president premier chancellor minister prime-minister monarch king emir army military spokesman spokeswoman spokesperson`)

// barePublic are heads that need no article.
var barePublic = set(`lawmakers legislators voters protesters demonstrators taxpayers unions mps backbenchers deputies residents villagers farmers fishermen fishers landowners hauliers truckers activists campaigners bishops herders`)

// definites finds offices and factions whose state the text leaves unsaid:
// "the foreign ministry", "the opposition", "lawmakers".
func (c *composer) definites() {
	c.survey()
	for k := 0; k < len(c.doc.Tokens); k++ {
		t := c.doc.Tokens[k]
		if t.Sentence < 0 || c.taken[k] || t.Shape.Has(text.Punct) {
			continue
		}
		first := k
		article := t.Is("the")
		if article {
			k++
		}
		h, end, role := c.headPhrase(k, first)
		if end == 0 || c.anyTaken(first, end) {
			continue
		}
		last := c.doc.Tokens[end-1].Lower
		for j := end - 1; j > k && affairs[c.doc.Tokens[j].Lower] && !c.is(end-1, "the"); j-- {
			if c.is(j-1, "of") || c.is(j-1, "for") {
				last = c.doc.Tokens[j-2].Lower // the Ministry of Defence
				break
			}
		}
		if !unsaid[last] || !article && !barePublic[last] || h.plural && c.is(end, "of") {
			continue
		}
		if c.is(end, "of") || c.is(end, "-") || c.possessive(end) && h.person || len(c.doc.Tokens) > end && c.doc.Tokens[end].Shape.Has(text.Capital) && c.doc.Tokens[end].Sentence == t.Sentence {
			continue
		}
		state, ok := c.namedBeside(end, h.faction)
		if !ok {
			state, ok = c.seatNear(first, end)
		}
		if !ok {
			state, ok = c.stateNear(first, role)
		}
		if !ok {
			continue
		}
		m := Mention{First: k, Last: end, ID: state, Kind: Office, Anaphor: true, How: "unsaid state"}
		c.apply(&m, h, role)
		m.How = "unsaid state"
		m.Possessive = c.possessive(end)
		c.emit(m)
		k = end - 1
	}
}

func (c *composer) anyTaken(first, last int) bool {
	for k := first; k < last; k++ {
		if c.taken[k] {
			return true
		}
	}
	return false
}

// survey lists the states named so far, for those that are left unsaid.
func (c *composer) survey() {
	c.states, c.hero, c.holders = c.states[:0], nil, map[string]string{}
	for _, m := range c.out {
		if m.ID != "" && c.isState(base(m.ID)) && c.doc.Tokens[m.First].Sentence >= 0 {
			c.states = append(c.states, m)
		}
	}
	slices.SortStableFunc(c.states, func(a, b Mention) int { return a.First - b.First })
}

// before is the number of states named before token k.
func (c *composer) before(k int) int {
	i, _ := slices.BinarySearchFunc(c.states, k, func(m Mention, k int) int { return m.First - k })
	return i
}

// listing words stand between a faction and those of it that are named.
var listing = set(`here there such as like including among namely e.g. the both and , ( : – — -`)

// namedBeside is the state of those who are named right behind a faction as
// part of it: "the unions, GMB and Unite".
func (c *composer) namedBeside(end int, faction string) (string, bool) {
	k := end
	for k < len(c.doc.Tokens) && k < end+5 && !c.taken[k] && listing[c.doc.Tokens[k].Lower] && c.doc.Tokens[k].Sentence == c.doc.Tokens[end-1].Sentence {
		k++
	}
	if faction == "" || k == end {
		return "", false
	}
	for _, m := range c.out {
		if m.First == k && m.Kind == Faction && strings.HasSuffix(m.ID, ":"+faction) && c.doc.Tokens[k].Sentence == c.doc.Tokens[end-1].Sentence {
			return base(m.ID), true
		}
	}
	return "", false
}

// seatNear is the state of a capital in the sentence of an office: "in Jakarta
// the foreign ministry said", "the government in Yerevan".
func (c *composer) seatNear(first, end int) (string, bool) {
	n := c.before(first)
	for _, i := range [...]int{n, n - 1} {
		if i < 0 || i >= len(c.states) {
			continue
		}
		m := c.states[i]
		same := c.doc.Tokens[m.First].Sentence == c.doc.Tokens[first].Sentence
		if same && m.Place && m.Kind == Metonym && (m.First == end+1 && c.is(end, "in") || m.Last <= first && first-m.Last < 3 && c.is(m.First-1, "in")) {
			return base(m.ID), true
		}
	}
	return "", false
}

// reach is how many sentences back a state is still what the passage speaks of.
const reach = 3

// nearest bounds the mentions that are looked at for it.
const nearest = 32

// stateNear is the state that the passage before token k speaks of: whose
// holder of the same office was named last, else the nearest that acts, else
// the one that acts most in the whole text, else the nearest scene.
func (c *composer) stateNear(k int, role string) (string, bool) {
	s := c.doc.Tokens[k].Sentence
	scene, acting := "", ""
	if role != "" && c.doc.Tokens[k+1].Shape.Has(text.Capital) {
		if own := c.holder(role); own != "" {
			return own, true // the President: the one of whom the whole text speaks
		}
	}
	n := c.before(k)
	for i := n - 1; i >= 0 && i >= n-nearest; i-- {
		m := c.states[i]
		if s-c.doc.Tokens[m.First].Sentence > reach {
			break
		}
		acts := c.acts(m)
		switch {
		case acts && role != "" && m.Role != "" && sameOffice(m.Role, role):
			return base(m.ID), true
		case acts && acting == "":
			acting = base(m.ID)
		case !acts && scene == "":
			scene = base(m.ID)
		}
	}
	if acting == "" {
		acting = c.protagonist()
	}
	if acting == "" {
		acting = scene
	}
	return acting, acting != ""
}

// holder is the state whose holder of an office is named most often.
func (c *composer) holder(role string) string {
	if best, ok := c.holders[role]; ok {
		return best
	}
	n := map[string]int{}
	best := ""
	for _, m := range c.states {
		if id := base(m.ID); m.Person != "" && m.Role == role && !m.Former {
			if n[id]++; n[id] > n[best] || n[id] == n[best] && id < best {
				best = id
			}
		}
	}
	c.holders[role] = best
	return best
}

// acts: the mention is neither a scene nor an object of a preposition.
func (c *composer) acts(m Mention) bool {
	if m.Place || m.Suffix != "" || m.Prefix != "" {
		return false
	}
	k := m.First - 1
	if k >= 0 && c.doc.Tokens[k].Is("the", "a", "an") {
		k--
	}
	return k < 0 || m.Kind != State && m.Kind != Metonym || !c.doc.Tokens[k].Is("with", "of", "against", "for", "between", "by", "on", "about", "from", "and", "than", "like")
}

// protagonist is the state that acts most often in the text.
func (c *composer) protagonist() string {
	if c.hero != nil {
		return *c.hero
	}
	n := map[string]int{}
	best := ""
	for _, m := range c.states {
		id := base(m.ID)
		if !c.acts(m) {
			continue
		}
		if n[id]++; n[id] > n[best] || n[id] == n[best] && id < best {
			best = id
		}
	}
	c.hero = &best
	return best
}

// sameOffice compares the first and last words of two roles: defence minister, defence minister.
func sameOffice(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	return x[len(x)-1] == y[len(y)-1] && x[0] == y[0]
}

func (c *composer) isState(id string) bool {
	_, ok := slices.BinarySearch(c.r.states, id)
	return ok
}

// polled makes the public of a people whom a share is told of: "58 per cent of
// Indonesians", "most Canadians".
func (c *composer) polled() {
	for i := range c.out {
		m := &c.out[i]
		if m.Kind != People || m.First < 1 || !c.isState(m.ID) {
			continue
		}
		k := m.First - 1
		if c.is(k, "the") {
			k--
		}
		share := k >= 0 && c.doc.Tokens[k].Is("most", "many", "ordinary", "few", "some", "more", "fewer")
		if c.is(k, "of") && k > 0 {
			share = c.doc.Tokens[k-1].Is("cent", "percent", "%", "majority", "half", "third", "thirds", "quarter", "quarters", "most", "share", "many", "millions", "thousands", "plurality", "proportion") ||
				strings.HasSuffix(c.doc.Tokens[k-1].Norm, "%")
		}
		if share {
			m.ID, m.Kind, m.Sector, m.Speaker, m.Unnamed, m.How = m.ID+":PUBLIC", Faction, "CVL", true, true, "share of a people"
		}
	}
}
