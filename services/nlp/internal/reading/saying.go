package reading

import "github.com/barograph/barograph/services/nlp/internal/syntax"

// saying is an act of speech in a tree, over what it hands on.
type saying struct {
	verb int // word: the verb, or the preposition "according"
	who  []int
	part int // word whose subtree holds the speaker, -1 for none
}

// sayings climbs from w and returns the acts of speech that it stands under,
// the innermost first.
func (p *parse) sayings(w int) []saying {
	var out []saying
	add := func(verb int) {
		who, _ := p.doers(verb, 1, nil)
		out = append(out, saying{verb, who, p.subjectWord(verb)})
	}
	for c, steps := w, 0; c >= 0 && steps < 2*deepest; c, steps = p.head(c), steps+1 {
		h := p.head(c)
		out = append(out, p.reports(c, w)...)
		if h < 0 {
			break
		}
		switch p.rel(c) {
		case syntax.Ccomp, syntax.Parataxis:
			if p.class[h].has(isSpeech) {
				add(h)
			}
		case syntax.Acl:
			if p.class[h].has(isSpeech|isAct) && p.marker(c) == "that" {
				add(h)
			}
		}
	}
	if v, speaker := p.interposed(w); v >= 0 && len(out) == 0 {
		return []saying{{v, p.phrase(speaker, 1, nil), speaker}}
	}
	if v := p.bare(w); len(out) == 0 && v >= 0 {
		add(v)
	}
	return out
}

// interposed finds a speaker with his verb between two commas: "the plan, the
// minister said, is dead". Parsers read it in many ways; the commas are plain.
func (p *parse) interposed(w int) (verb, speaker int) {
	comma := -1
	for v := range p.Words {
		if p.low[v] == "," {
			comma = v
		}
		if comma < 1 || v-comma < 2 || v-comma > 8 || v+1 >= len(p.Words) || p.low[v+1] != "," || !p.class[v].has(isSpeech) || !p.Words[v].Tag.Finite() || w >= comma && w <= v {
			continue
		}
		for k := v - 1; k > comma; k-- {
			if p.pos(k).Nominal() && (p.head(k) <= comma || p.head(k) >= v) {
				return v, k
			}
		}
	}
	return -1, -1
}

// bare returns a verb of saying without content of its own that stands beside
// w: the parser hung it elsewhere than on what is said ("..., the minister said").
func (p *parse) bare(w int) int {
	for v := range p.Words {
		if !p.class[v].has(isSpeech) || !p.finite(v) || p.Dominates(v, w) || p.subjectWord(v) < 0 || p.rel(v) == syntax.AclRelcl || p.Dominates(w, v) && p.rel(v) == syntax.Advcl {
			continue
		}
		if p.Child(v, syntax.Ccomp) < 0 && p.Child(v, syntax.Obj) < 0 && p.Child(v, syntax.Xcomp) < 0 && p.ChildOf(v, syntax.Obl) < 0 {
			return v
		}
	}
	return -1
}

// reports are the acts of speech that hang on c: "X, he said", "according to
// the ministry", "as the paper reported", "citing officials".
func (p *parse) reports(c, w int) []saying {
	var out []saying
	for k := range p.Children(c) {
		switch r := p.rel(k); {
		case p.Dominates(k, w): // its own subject, or a part of it
		case r == syntax.Parataxis && p.class[k].has(isSpeech) && p.Child(k, syntax.Ccomp) < 0 && p.subjectWord(k) >= 0, r == syntax.Conj && p.inverted(k) >= 0:
			who, _ := p.doers(k, 1, nil)
			out = append(out, saying{k, who, p.subjectWord(k)})
		case (r == syntax.Obl || r == syntax.Advcl || r == syntax.Nmod || r == syntax.Parataxis) && (p.preposition(k) == "according" || p.preposition(k) == "per"):
			out = append(out, saying{p.Child(k, syntax.Case), p.phrase(k, 1, nil), k})
		case r == syntax.Advcl && p.class[k].has(isSpeech) && p.childIs(k, "as") >= 0 && p.Child(k, syntax.Obj) < 0:
			who, _ := p.doers(k, 1, nil)
			part := p.subjectWord(k)
			if by := p.byAgent(k); by >= 0 {
				part = by
			}
			out = append(out, saying{k, who, part})
		case r == syntax.Advcl && p.is(k, "citing", "quoting"):
			if o := p.Child(k, syntax.Obj); o >= 0 {
				out = append(out, saying{k, p.phrase(o, 1, nil), o})
			}
		}
	}
	return out
}

// subjectWord is the word that heads the subject of w, or -1. Of two the
// nearer counts: the other is a conjunction mistaken for a pronoun.
func (p *parse) subjectWord(w int) int {
	best := -1
	for c := range p.Children(w) {
		if r := p.rel(c); (r == syntax.Nsubj || r == syntax.NsubjPass) && (best < 0 || c < w) && !p.placed(c) {
			best = c
		}
	}
	if best >= 0 {
		return best
	}
	if o := p.inverted(w); o >= 0 {
		return o
	}
	if p.rel(w) == syntax.Conj && p.head(w) >= 0 && p.clausal(p.head(w)) {
		return p.subjectWord(p.head(w))
	}
	return -1
}

// inverted is the speaker right behind a verb of saying that stands right
// behind a mark ("..., said the minister"), where he was read as its object; or -1.
func (p *parse) inverted(w int) int {
	if w == 0 || p.pos(w-1) != syntax.PUNCT || !p.class[w].has(isSpeech) || !p.Words[w].Tag.Finite() || p.Child(w, syntax.Ccomp) >= 0 {
		return -1
	}
	o := p.Child(w, syntax.Obj)
	if o < w || p.plain(o) {
		return -1
	}
	return o
}

// plain reports whether a phrase can be no speaker: a thing without a name.
func (p *parse) plain(w int) bool {
	return p.pos(w) != syntax.PROPN && p.pos(w) != syntax.PRON && p.mention[w] < 0 && !p.class[w].has(isOffice|isInstitution|isLand|isShare)
}

// placed reports whether a preposition opens a phrase that the parser took for
// a subject.
func (p *parse) placed(w int) bool {
	c := p.Child(w, syntax.Case)
	return c >= 0 && c < w && p.is(c, "in", "on", "at", "for", "with", "from", "to", "by", "after", "under", "despite")
}
