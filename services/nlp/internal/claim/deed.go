package claim

import (
	"strings"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/reading"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
)

// deed names the rule that infers a side from what an actor does.
const deed = "position/deed"

// readDeeds takes what an actor does in a passage about the initiative for his
// side: who gets things on is for it, who holds it up against it, and who just
// has a part in the story is more likely for it than against. Weak: any stance
// that is put in words outweighs it.
func (r *reader) readDeeds() {
	for s, sentence := range r.Doc.Sentences {
		if sentence.Question || len(r.Focus(s)) == 0 || r.announced(sentence.First) {
			continue
		}
		for _, p := range r.Propositions(s) {
			if len(p.Subject.Actors) == 0 || p.Noun || r.judgedAlready(p) || r.helped(p) || r.exists(p) || r.mannered(p) {
				continue
			}
			for _, f := range r.Focus(s) {
				if f.Reach != link.Carried || r.Links.IsCentral(f.Initiative) {
					r.act(p, f)
				}
			}
		}
	}
}

// judgedAlready reports whether a predicate is a word of doubt, opposition or
// delay: what it says of its subject the rule for attitudes has read, or let go.
func (r *reader) judgedAlready(p reading.Proposition) bool {
	for _, h := range r.HitsIn("attitude", p.Head, p.Head+1) {
		switch h.Entry.Value {
		case "label", "doubt", "fear", "oppose", "hinder", "refuse", "leave", "recall", "wait", "yield":
			if r.suits(h) {
				return true
			}
		}
	}
	return false
}

// retired reports whether the text calls somebody the former holder of an
// office below that of a head of state or government: he speaks for himself.
func (r *reader) retired(m actor.Mention) bool {
	if m.First >= len(r.Doc.Tokens) { // named at the very end, behind the last token
		return false
	}
	if !r.Doc.Tokens[m.First].Is("former", "ex", "retired", "one-time", "onetime") && !strings.HasPrefix(r.Doc.Tokens[m.First].Lower, "ex-") {
		return false
	}
	for t := m.First; t < min(m.Last, len(r.Doc.Tokens)); t++ {
		if r.Doc.Tokens[t].Is("president", "ex-president", "premier", "ex-premier", "chancellor", "ex-chancellor", "prime", "king", "queen") {
			return false
		}
	}
	return true
}

// helped reports whether what a predicate tells is what its subject is enabled,
// asked or made to do: "lets Kenya send a unit". His part in it is another's doing.
func (r *reader) helped(p reading.Proposition) bool {
	if p.Governor < 0 || p.Relation != "xcomp" && p.Relation != "advcl" && p.Relation != "acl" {
		return false
	}
	g, ok := r.PropositionAt(p.Governor)
	if !ok {
		return false
	}
	for _, a := range g.Arguments {
		if a.Relation != "obj" && a.Relation != "iobj" {
			continue
		}
		for _, i := range a.Actors {
			for _, k := range p.Subject.Actors {
				if i == k && p.Relation == "xcomp" {
					return true
				}
			}
		}
	}
	return false
}

// exists reports whether a predicate says no more than that something is there.
func (r *reader) exists(p reading.Proposition) bool {
	for t := max(0, p.First-1); t <= p.Head; t++ {
		if r.Doc.Tokens[t].Is("there") {
			return true
		}
	}
	return false
}

// mannered reports whether a predicate only says how somebody speaks: "speaking
// off the record".
func (r *reader) mannered(p reading.Proposition) bool {
	return r.Doc.Tokens[p.Head].Is("speaking", "talking", "asked", "pressed", "reached", "quoted") && (p.Relation == "advcl" || p.Relation == "acl")
}

// act drafts what one proposition says of the side of its subject.
func (r *reader) act(p reading.Proposition, f link.Focus) {
	st := r.Standing(p.Head)
	if st.Hypothetical || st.Wished || st.Purpose || st.Obliged || st.Earlier || st.Certainty >= reading.Possible ||
		within(r.scopes(r.Doc.Tokens[p.Head].Sentence), p.Head) {
		return
	}
	if p.Relation == "acl:relcl" && st.Certainty != reading.Certain {
		return // what would be, told beside the matter
	}
	v := r.valence.At(p.Head).Milli
	touches := r.touches(p, f)
	speech := len(r.HitsIn("speech", p.Head, p.Head+1)) > 0 || hands(p) || r.tells(p)
	if speech {
		v, touches = r.told(p), false
	}
	if v < 0 && r.Doc.Tokens[p.Head].Is("fail", "fails", "failed", "failing", "struggle", "struggles", "struggled", "struggling") {
		return // who fails at something has tried
	}
	if v == 0 && !touches && !speech && (!r.verbal(p.Head) || !acts(p)) {
		return // what someone is or has is no deed
	}
	for _, i := range p.Subject.Actors {
		m := r.Actors[i]
		if r.inName(m, f) || r.retired(m) {
			continue
		}
		if st.Negated && v < 0 && touches && r.verbal(p.Head) && r.withheld(p) && !critic(m.ID) && !r.catalogue[f.Initiative].sponsor(m.ID) && m.Kind != actor.Group && m.Kind != actor.People && !r.declinesAt(p.Head, m.ID) {
			r.position(p.Head, m.ID, taggingv1.Stance_STANCE_SKEPTICAL, nil, true, deed, 260, f) // who does not get it on
			continue
		}
		if r.withholds(p, st) && !r.foe(r.catalogue[f.Initiative], m.ID) && len(m.ID) == 3 {
			r.position(p.Head, m.ID, taggingv1.Stance_STANCE_REJECTS, nil, true, deed, 300, f)
			continue
		}
		stance, confidence := r.deedOf(m, v, touches, speech, st.Negated || r.hasNone(p), f)
		if confidence > 0 && (stance < taggingv1.Stance_STANCE_SKEPTICAL || !r.declinesAt(p.Head, m.ID)) {
			r.position(p.Head, m.ID, stance, nil, false, deed, confidence, f)
		}
	}
}

// deedOf weighs one deed of an actor. Confidence 0 says nothing.
func (r *reader) deedOf(m actor.Mention, v int, touches, speech, negated bool, f link.Focus) (taggingv1.Stance, uint32) {
	against := r.foe(r.catalogue[f.Initiative], m.ID)
	switch {
	case against && v <= 0 && (touches || speech):
		return taggingv1.Stance_STANCE_REJECTS, 240
	case against || m.Kind == actor.Group || m.Kind == actor.People && !r.definite(m) || m.ID == "GROUP":
		return 0, 0
	case speech && negated && v == 0 && f.Reach != link.Carried:
		return taggingv1.Stance_STANCE_UNDECIDED, 300 // asked, and not answered
	case v < -300 && touches && !negated:
		return taggingv1.Stance_STANCE_SKEPTICAL, 300
	case critic(m.ID) && v <= 0 && (touches || f.Reach != link.Carried):
		return taggingv1.Stance_STANCE_SKEPTICAL, 240
	case v < 0 || negated || critic(m.ID):
		return 0, 0
	case outside(r.catalogue[f.Initiative], m, v, touches):
		return 0, 0
	case faction(m.ID) && (v == 0 || f.Reach == link.Carried || strings.HasSuffix(m.ID, ":PUBLIC")):
		return 0, 0
	case v > 0 && touches:
		return taggingv1.Stance_STANCE_SUPPORTS, 330
	case touches || v > 0 && f.Reach == link.Direct:
		return taggingv1.Stance_STANCE_SUPPORTS, 240
	case speech && v == 0 || r.Own() || m.Place || m.Kind == actor.Demonym:
		return 0, 0 // what statements tell of others is mostly about other things
	case v > 0:
		return taggingv1.Stance_STANCE_SUPPORTS, 220
	}
	return taggingv1.Stance_STANCE_SUPPORTS, 150
}

// outside holds for those whose part in a story says least: bodies and councils
// that are only named there, and powers that stand against those who sponsor an
// initiative as often as with them.
func outside(in *initiative, m actor.Mention, v int, touches bool) bool {
	switch {
	case in.sponsor(m.ID) || in.host(m.ID):
		return false
	case rivals[m.ID]:
		return v <= 0 || !touches
	}
	return m.Kind == actor.Body && v <= 0 && !touches
}

// rivals are powers that seldom do things for what others sponsor.
var rivals = map[string]bool{"RUS": true, "CHN": true, "IRN": true, "PRK": true, "BLR": true, "VEN": true, "CUB": true}

// withholds reports whether a predicate says that its subject will not give
// people under arms: "would neither attend nor lend troops".
func (r *reader) withholds(p reading.Proposition, st reading.Standing) bool {
	if !st.Negated || !st.Future || st.Perfect || !r.withheld(p) {
		return false
	}
	for _, a := range p.Arguments {
		for _, h := range r.HitsIn("contribution", a.First, a.Last) {
			if armed(kinds[h.Entry.Value]) {
				return true
			}
		}
	}
	return false
}

// withheld reports whether a predicate is denied by a word of its own: who will
// not do a thing holds it back, who fails to has tried.
func (r *reader) withheld(p reading.Proposition) bool {
	for t := max(p.First, p.Head-5); t < p.Head; t++ {
		if r.Doc.Tokens[t].Is("not", "n't", "n’t", "never", "cannot", "longer", "neither", "nor") {
			return true
		}
	}
	return false
}

// hasNone reports whether a predicate says that its subject has none of something.
func (r *reader) hasNone(p reading.Proposition) bool {
	for _, a := range p.Arguments {
		if a.Relation == "obj" && r.Doc.Tokens[a.First].Is("no", "none", "nothing") {
			return true
		}
	}
	return false
}

// acts reports whether a predicate does something to something: who merely
// votes, meets or waits has done nothing for anybody.
func acts(p reading.Proposition) bool {
	for _, a := range p.Arguments {
		if a.Relation == "obj" || a.Relation == "xcomp" || a.Relation == "obl" && a.Preposition != "on" && a.Preposition != "in" {
			return true
		}
	}
	return false
}

// hands reports whether a predicate has a clause for its object, as verbs of
// saying and thinking have.
func hands(p reading.Proposition) bool {
	for _, a := range p.Arguments {
		if a.Relation == "ccomp" && (a.Preposition == "that" || a.Preposition == "whether") {
			return true
		}
	}
	return false
}

// tells reports whether a predicate has somebody or something made known: "let
// it be known that".
func (r *reader) tells(p reading.Proposition) bool {
	x := -1
	for _, a := range p.Arguments {
		if a.Relation == "xcomp" {
			x = a.Head
		}
	}
	return x >= 0 && r.Doc.Tokens[p.Head].Is("let", "lets", "letting", "made", "makes", "make") && r.Doc.Tokens[x].Is("know", "known", "slip", "plain", "clear", "public")
}

// told is the value of what a verb of saying hands on.
func (r *reader) told(p reading.Proposition) int {
	for _, a := range p.Arguments {
		if a.Relation == "ccomp" || a.Relation == "xcomp" || a.Relation == "parataxis" {
			v := r.valence.At(a.Head).Milli
			st := r.Standing(a.Head)
			if st.Negated {
				v = min(v, 0) // that something is not bad is no praise
			}
			if st.Obliged || st.Wished || r.others(r.Subjects(a.Head), p.Subject.Actors) {
				return 0 // nor is what others do or shall do
			}
			return v
		}
	}
	return 0
}

// verbal reports whether the tree takes a token for a verb with a meaning of its own.
func (r *reader) verbal(token int) bool {
	tree := r.Tree(r.Doc.Tokens[token].Sentence)
	w := -1
	if tree != nil {
		w = tree.WordOf(token)
	}
	return w >= 0 && tree.Words[w].POS == syntax.VERB && !r.Doc.Tokens[token].Is("has", "have", "had", "having")
}

// touches reports whether an argument of a proposition names the initiative or
// holds a word that may stand for it.
func (r *reader) touches(p reading.Proposition, f link.Focus) bool {
	for _, a := range p.Arguments {
		if a.Relation == "advcl" && a.Preposition != "to" {
			continue // what happens beside it
		}
		if _, meant := r.mentioned(f, a.First, a.Last); meant {
			return true
		}
	}
	return false
}

// givesThings reports whether what a predicate hands over is money or equipment
// and no people: who gives those helps, and has no part in it.
func (r *reader) givesThings(p reading.Proposition) bool {
	things := false
	for _, a := range p.Arguments {
		if a.Relation != "obj" && a.Relation != "nsubj:pass" && !(a.Relation == "obl" && a.Preposition == "to") {
			continue
		}
		for _, h := range r.HitsIn("contribution", a.First, a.Last) {
			switch kinds[h.Entry.Value] {
			case taggingv1.CommitmentKind_COMMITMENT_KIND_EQUIPMENT, taggingv1.CommitmentKind_COMMITMENT_KIND_MONEY:
				things = true
			default:
				return false
			}
		}
	}
	return things
}
