package claim

import (
	"slices"
	"strings"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/quantity"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
)

// own finds who gives: the seller where one is named, else who does what the
// word says, else to whom the gift belongs.
func (sc *scene) own(t *transfer) {
	if t.sense == nil || !t.sense.Has("taken") {
		if t.owners = sc.gapped(t); len(t.owners) > 0 {
			return
		}
	}
	belongs := sc.actorsOf(sc.Possessors(sc.token(t.gift.word)))
	switch t.place {
	case asSubject, asPresence, asMember:
		t.owners = belongs
		if len(belongs) == 0 && t.place == asSubject {
			t.owners = sc.spokenFor(t)
		}
		if len(t.owners) == 0 && len(belongs) == 0 {
			t.owners = sc.remembered(t)
		}
	case asWanted:
		for c := range sc.Children(t.word) {
			if r := sc.Words[c].Relation; r == syntax.Obj || r == syntax.Iobj || r == syntax.NsubjPass {
				t.owners = ofState(sc.mentioned(c))
			}
		}
	case asFragment:
		t.owners = belongs
	case asContent:
		t.owners = sc.pledgers(t, belongs)
	default:
		if t.sense != nil && t.sense.Has("buyer") {
			t.owners = sc.seller(t.word)
		}
		if len(t.owners) == 0 {
			t.owners = sc.actorsOf(sc.Subjects(sc.token(t.word)))
		}
		if len(t.owners) == 0 && sc.rel(t.word) == syntax.Acl && sc.trails(t.word) {
			t.owners = sc.actorsOf(sc.Subjects(sc.token(sc.Words[t.word].Head)))
		}
		if len(t.owners) == 0 && !(t.sense != nil && t.sense.Has("taken")) && (sc.Words[t.word].Tag == syntax.VBN && !sc.perfect(t.word) || sc.Child(t.word, syntax.NsubjPass) >= 0) {
			t.owners = belongs
		}
		if len(belongs) == 0 && sc.rel(t.gift.word) == syntax.Conj {
			belongs = sc.actorsOf(sc.Possessors(sc.token(sc.Words[t.gift.word].Head))) // "any Polish soldier or drone"
		}
		if len(belongs) > 0 && (armed(t.gift.kind) || t.gift.kind == taggingv1.CommitmentKind_COMMITMENT_KIND_EQUIPMENT && sc.rel(t.gift.word) == syntax.Conj) && !meet(belongs, t.owners) {
			t.owners = nil // one does not give the soldiers of others
		}
	}
}

// tally is the figure of a transfer: that of its gift, or how many countries
// give it where they are counted and not named.
func (sc *scene) tally(t transfer, who string) *quantity.Quantity {
	if who != unnamed || t.gift.figure != nil {
		return t.gift.figure
	}
	s := sc.Doc.Sentences[sc.sentence]
	for _, i := range sc.ActorsIn(s.First, s.Last) {
		m := sc.Actors[i]
		if m.ID != unnamed {
			continue
		}
		for _, q := range sc.FiguresIn(s.First, m.Last) {
			if q.Unit == quantity.Countries && m.First < q.Last {
				return &q
			}
		}
	}
	return nil
}

// ofState hands what a chamber is asked to grant to its state.
func ofState(ids []string) []string {
	out := slices.Clone(ids)
	for i, id := range out {
		out[i], _, _ = strings.Cut(id, ":")
	}
	return out
}

// perfect reports whether the participle w is told with "have".
func (sc *scene) perfect(w int) bool {
	for c := range sc.Children(w) {
		if sc.Words[c].Relation == syntax.Aux && sc.is(c, "have", "has", "had", "having", "'ve") {
			return true
		}
	}
	return false
}

// unnamed is the id of those who are not named.
const unnamed = "GROUP"

// collected reports whether the pledges that word w names are what somebody
// has from others: "has pledges of 500 men".
func (sc *scene) collected(w int) bool {
	h := sc.Words[w].Head
	switch {
	case h < 0:
		return false
	case sc.Words[w].Relation == syntax.Nsubj:
		return sc.Child(h, syntax.Expl) >= 0 // "there are pledges of"
	}
	return sc.Words[w].Relation == syntax.Obj && sc.is(h, "has", "have", "had", "having", "received", "receives", "receive", "got", "gets", "get", "collected", "secured", "gathered", "won", "counts", "drew", "attracted", "sought", "seeks", "seek", "needs", "need")
}

// pledgers are whose a noun of giving is: "Kenya's pledge", "made an offer", and
// GROUP for pledges that somebody has from others.
func (sc *scene) pledgers(t *transfer, belongs []string) []string {
	owners := sc.actorsOf(sc.Possessors(sc.token(t.word)))
	if sc.collected(t.word) {
		if len(owners) == 0 && sc.Words[t.word].Tag == syntax.NNS {
			owners = []string{unnamed}
		}
		return owners
	}
	if len(owners) == 0 {
		owners = sc.actorsOf(sc.Subjects(sc.token(t.word)))
	}
	for w := t.word; len(owners) == 0; {
		h := sc.Words[w].Head
		if h < 0 || !sc.governs(w, h) {
			return belongs
		}
		if _, known := sc.shift(h); known || sc.rel(w) == syntax.Obj {
			owners = sc.actorsOf(sc.Subjects(sc.token(h)))
		}
		w = h
	}
	return owners
}

// meet reports whether two lists have a member in common.
func meet(a, b []string) bool {
	for _, x := range a {
		if slices.Contains(b, x) {
			return true
		}
	}
	return false
}

// spokenFor is the state whose official announces what goes: "500 soldiers
// would go, Rama said".
func (sc *scene) spokenFor(t *transfer) []string {
	v := sc.VoiceAt(sc.token(t.word))
	if v.Speaker < 0 || v.Class != "named_official" && v.Class != "institution_statement" {
		return nil
	}
	if id := sc.Actors[v.Speaker].ID; len(id) == 3 {
		t.surety = 600
		return []string{id}
	}
	return nil
}

// seller is from whom the subject of a word of buying buys.
func (sc *scene) seller(w int) []string {
	for c := range sc.Children(w) {
		if sc.rel(c) == syntax.Obl && sc.preposition(c) == "from" {
			return sc.mentioned(c)
		}
	}
	if o := sc.Child(w, syntax.Obj); o >= 0 {
		for c := range sc.Children(o) {
			if sc.rel(c) == syntax.Nmod && sc.preposition(c) == "from" {
				return sc.mentioned(c)
			}
		}
	}
	return nil
}

// mentioned is the actor that word w names.
func (sc *scene) mentioned(w int) []string {
	t := sc.token(w)
	for _, i := range sc.ActorsIn(t-6, t+1) {
		if m := sc.Actors[i]; m.First <= t && t < m.Last && m.ID != "" {
			return []string{m.ID}
		}
	}
	return nil
}

// gapped is the actor of a clause that leaves its verb out: "Uganda 300", "and
// Ghana a field hospital", "Spain: €20m".
func (sc *scene) gapped(t *transfer) []string {
	if m := sc.before(t.gift); m >= 0 {
		return []string{sc.Actors[m].ID}
	}
	return nil
}

// before is the mention right before a gift that opens a member of a list or
// the sentence, and does nothing else there; -1 where there is none.
func (sc *scene) before(g gift) int {
	first := sc.token(g.word)
	if g.figure != nil {
		first = min(first, g.figure.First)
	}
	for c := range sc.Children(g.word) {
		if r := sc.rel(c); g.figure == nil && (r == syntax.Det || r == syntax.Compound || r == syntax.Nummod || r == syntax.Amod) && sc.mentioned(c) == nil {
			first = min(first, sc.token(c))
		}
	}
	s := sc.Doc.Sentences[sc.sentence].First
	for t := first - 1; t >= s && t >= first-3; t-- {
		k := sc.ActorsIn(t, t+1)
		if len(k) == 0 {
			last := sc.ActorsIn(max(s, t-4), t)
			if n := len(last); n > 0 && sc.Actors[last[n-1]].Last == t+1 {
				return sc.opens(last[n-1])
			}
			if !sc.Doc.Tokens[t].Is("a", "an", "the", "about", "some", "up", "to", ":", ",", "another", "further", "nearly", "over", "with", "of", "-", "(", "—", "–") {
				return -1
			}
			continue
		}
		return sc.opens(k[len(k)-1])
	}
	return -1
}

// opens returns mention i where it opens a member of an enumeration, else -1.
func (sc *scene) opens(i int) int {
	m := sc.Actors[i]
	if m.Kind == actor.Demonym || m.Possessive || m.ID == "" || m.Suffix != "" {
		return -1
	}
	s := sc.Doc.Sentences[sc.sentence].First
	at := m.First
	for at > s && sc.Doc.Tokens[at-1].Is("the") {
		at--
	}
	if at > s && !sc.Doc.Tokens[at-1].Is(",", ";", ":", "and", "while", "but", ".", "-", "—", "•") {
		return -1
	}
	w := sc.WordOf(m.Last - 1)
	if w < 0 || sc.Words[w].Relation == syntax.NmodPoss || sc.Child(w, syntax.Case) >= 0 && at == s {
		return -1
	}
	if h := sc.Words[w].Head; at == s && h >= 0 && sc.Words[h].POS == syntax.VERB && sc.rel(w) == syntax.Nsubj && sc.token(h) < m.Last+2 {
		return -1
	}
	return i
}

// remembered is who gave the same kind of thing shortly before: "the last 310
// officers fly home".
func (sc *scene) remembered(t *transfer) []string {
	definite := false
	for c := range sc.Children(t.gift.word) {
		definite = definite || sc.is(c, "the", "these", "those", "all")
	}
	if !definite && t.gift.kind != 0 && t.place != asPresence {
		return nil
	}
	loose := ""
	for i := len(sc.drafts) - 1; i >= 0; i-- {
		d := sc.drafts[i]
		body := d.claim.GetCommitment()
		if body == nil || sc.sentence-sc.Doc.Tokens[d.token].Sentence > memory {
			continue
		}
		if body.GetKind() == t.gift.kind {
			return []string{d.actor}
		}
		if loose == "" && (t.gift.kind == 0 || t.gift.people) && armed(body.GetKind()) {
			loose = d.actor
		}
	}
	if loose == "" {
		return nil
	}
	return []string{loose}
}

// memory is for how many sentences one remembers who gave.
const memory = 4

// armed reports whether a kind counts people under arms.
func armed(k taggingv1.CommitmentKind) bool {
	return k == taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS || k == taggingv1.CommitmentKind_COMMITMENT_KIND_POLICE
}

// where is the place to which a transfer goes, as the text has it, or "".
func (sc *scene) where(t transfer) string {
	for c := range sc.Children(t.word) {
		if sc.rel(c) != syntax.Obl {
			continue
		}
		switch sc.preposition(c) {
		case "in", "to", "at", "into":
		default:
			continue
		}
		token := sc.token(c)
		for _, i := range sc.ActorsIn(token-3, token+1) {
			if m := sc.Actors[i]; m.First <= token && token < m.Last && (m.Kind == actor.State || m.Kind == actor.Metonym) && m.Place {
				return sc.Doc.Text(m.Span)
			}
		}
		if sc.Words[c].POS == syntax.PROPN && !sc.scheme(c) && !sc.dated(c) {
			lo, hi := sc.Subtree(c)
			for lo < hi && sc.Words[lo].POS != syntax.PROPN {
				lo++
			}
			last := sc.token(c) + 1
			return sc.Doc.Text(sc.Doc.SpanOf(sc.token(lo), max(last, sc.token(lo)+1)))
		}
	}
	return ""
}
