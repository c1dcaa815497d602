package claim

import (
	"strings"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/reading"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
)

// attitude names the rule that composes stances from words of attitude.
const attitude = "position/attitude"

// readAttitudes composes stances: what a word of attitude makes of what it
// governs, and on which side of the initiative that lies.
func (r *reader) readAttitudes() {
	r.each("attitude", func(h lexicon.Hit) {
		focus, _, ok := r.citable(h)
		if !ok || r.announced(h.Anchor) {
			return // most words are in many texts; only those in focus are worth a trace
		}
		if r.insideName(h) {
			return // "the opposition conservatives" are not opposed
		}
		p, ok := r.PropositionAt(h.Anchor)
		if linked, remains := r.remaining(h); remains {
			p, ok = linked, true
			h.First = min(h.First, p.Head)
		}
		preposed := (h.Entry.Text == "against" || h.Entry.Value == "unripe") && p.Head >= h.Last && p.Head < h.Last+4
		if !ok || !preposed && (p.Head < h.First || p.Head >= h.Last) || !r.suits(h) {
			return // the word is another part of speech here
		}
		a, reason := r.attitudeOf(h, p)
		if reason == "" && p.Noun && r.lacking(h.Anchor) && r.Standing(r.verbOver(h.Anchor)).Certainty != reading.Certain {
			reason = supposed // what would be without their support
		}
		if reason != "" {
			r.drop(h.Anchor, attitude, reason, h.Entry.Value)
			return
		}
		for _, f := range focus {
			if f.Reach == link.Carried && !r.Links.IsCentral(f.Initiative) {
				r.drop(h.Anchor, attitude, distant, h.Entry.Value, "of", r.catalogue[f.Initiative].id)
				continue
			}
			r.hold(a, f)
		}
	})
}

// suits reports whether the tree takes the word of a hit for what the pattern
// takes it for: <support> is a noun, {support} a verb.
func (r *reader) suits(h lexicon.Hit) bool {
	tree := r.Tree(r.Doc.Tokens[h.Anchor].Sentence)
	if tree == nil {
		return true
	}
	w := tree.WordOf(h.Anchor)
	if w < 0 {
		return true
	}
	switch pos := tree.Words[w].POS; h.Entry.Text[0] {
	case '<':
		return pos == syntax.NOUN || pos == syntax.PROPN
	case '{':
		quality := pos == syntax.ADJ && tree.Words[w].Relation != syntax.Amod && strings.HasSuffix(r.Doc.Tokens[h.Anchor].Lower, "ed")
		return quality || pos == syntax.VERB || pos == syntax.AUX || tree.Words[w].Tag == syntax.VBN || tree.Words[w].Tag == syntax.VBG
	}
	return true
}

// insideName reports whether a word is part of an actor's name and not its
// head, or names an opposition instead of an act of opposing.
func (r *reader) insideName(h lexicon.Hit) bool {
	for _, i := range r.ActorsIn(h.Anchor, h.Anchor+1) {
		m := r.Actors[i]
		if m.First <= h.Anchor && (h.Anchor < m.Last-1 || h.Anchor < m.Last && faction(m.ID) && h.Entry.Text == "<opposition>") {
			return true
		}
	}
	return false
}

// remaining is the proposition of a verb that says that its subject is or stays
// what the hit's word says: "remains opposed", "has grown wary".
func (r *reader) remaining(h lexicon.Hit) (reading.Proposition, bool) {
	for _, p := range r.Propositions(r.Doc.Tokens[h.Anchor].Sentence) {
		if p.Head >= h.First || p.Head < h.First-5 || !r.Doc.Tokens[p.Head].Is(linking...) {
			continue
		}
		for _, a := range p.Arguments {
			if a.Head == h.Anchor && (a.Relation == "xcomp" || a.Relation == "obj") {
				return p, true
			}
		}
	}
	return reading.Proposition{}, false
}

// linking are verbs that join a quality to their subject.
var linking = []string{"remain", "remains", "remained", "remaining", "stay", "stays", "stayed", "grow", "grows", "grew", "grown", "growing", "become", "becomes", "became", "becoming",
	"seem", "seems", "seemed", "appear", "appears", "appeared", "look", "looks", "looked", "feel", "feels", "felt", "sound", "sounds", "sounded", "turn", "turned", "stand", "stands", "stood"}

// framed reports whether a predicate is the content of a word of attitude: then
// that word says how its subject stands, and not the predicate.
func (r *reader) framed(p reading.Proposition) bool {
	switch p.Relation {
	case "xcomp", "ccomp", "acl", "obj", "advcl", "csubj":
	default:
		return false
	}
	if p.Governor < 0 {
		return false
	}
	for _, h := range r.HitsIn("attitude", max(0, p.Governor-2), p.Governor+1) {
		if p.Governor >= h.First && p.Governor < h.Last && r.suits(h) {
			switch h.Entry.Value {
			case "open", "ready", "refuse", "oppose", "urge", "doubt", "fear", "wait":
				return true
			}
		}
	}
	return false
}

// held is an attitude with those who hold it.
type held struct {
	hit      lexicon.Hit
	prop     reading.Proposition
	standing reading.Standing
	frame    string
	who      []int
}

// attitudeOf finds who holds an attitude, or the reason for which nobody does.
func (r *reader) attitudeOf(h lexicon.Hit, p reading.Proposition) (held, string) {
	a := held{hit: h, prop: p, standing: r.Standing(p.Head), frame: h.Entry.Value, who: p.Subject.Actors}
	a.standing.Negated = r.Negated(h) != (p.Noun && r.Undone(p.Head)) // negations that belong to the words of attitude do not count
	if (a.frame == "wait" || forward[a.frame] || a.frame == "promise") && r.notYet(p.Head) {
		a.frame, a.standing.Negated, a.standing.Obliged = "wait", false, false // "has yet to sign"
	}
	if (a.frame == "favour" || a.frame == "ready") && p.Head > 0 && r.Doc.Tokens[p.Head-1].Is("less") {
		a.frame, a.standing.Negated = "doubt", false // "is less enthusiastic"
	}
	switch {
	case a.standing.Hypothetical:
		return a, supposed
	case a.standing.Wished:
		return a, "it is only wished for"
	case p.Relation == "amod" && r.reaction(p.Governor):
		a.who = r.Subjects(p.Governor) // "a cool response from Canberra"
	case p.Relation == "amod":
		return a, "it only names a kind of actor"
	case r.framed(p):
		return a, "the word that governs it says how its subject stands"
	case a.standing.Purpose:
		return a, "it is what something else is done for"
	case a.standing.Obliged && forward[a.frame]:
		return a, "it is only demanded of its subject"
	}
	if judged[a.frame] {
		if v := r.VoiceAt(p.Head); v.Speaker >= 0 {
			a.who = []int{v.Speaker}
		}
	}
	if len(a.who) == 0 && p.Passive && a.frame == "favour" && a.standing.Negated {
		if v := r.VoiceAt(p.Head); v.Speaker >= 0 {
			a.who = []int{v.Speaker} // what "would not be accepted", the speaker does not accept
		}
	}
	if len(a.who) == 0 {
		a.who = r.opposition(p)
	}
	if len(a.who) == 0 {
		return a, nobody
	}
	return a, ""
}

// notYet reports whether what the word at a token says is told to be still to come.
func (r *reader) notYet(token int) bool {
	return token > 1 && r.Doc.Tokens[token-1].Is("to") && r.Doc.Tokens[token-2].Is("yet")
}

// reaction reports whether a token is a noun for how somebody takes a thing.
func (r *reader) reaction(token int) bool {
	return token >= 0 && r.Doc.Tokens[token].Is("response", "responses", "reaction", "reactions", "reception", "reply", "replies", "stance", "position", "attitude", "tone", "view", "note", "noises")
}

// opposition is the opposition that a subject is said to belong to: "the
// opposition liberals".
func (r *reader) opposition(p reading.Proposition) []int {
	for t := p.First - 1; t > 0 && t >= p.First-4; t-- {
		for _, i := range r.ActorsIn(t, t+1) {
			if m := r.Actors[i]; strings.HasSuffix(m.ID, ":OPPOSITION") && m.Last == t+1 && r.Doc.Tokens[t].Is("opposition") && m.First > 0 && r.Doc.Tokens[m.First-1].Is("the") {
				return []int{i}
			}
		}
	}
	return nil
}

// forward are the frames that say that something will be done.
var forward = map[string]bool{"favour": true, "join": true, "open": true, "ready": true}

// judged are the frames of words that judge what they are said of, so that the
// speaker holds the attitude.
var judged = map[string]bool{"deserve": true, "unfit": true, "unripe": true}

// hold drafts the position of each holder towards one initiative.
func (r *reader) hold(a held, f link.Focus) {
	aim, confidence := r.aim(a, f)
	stance, ok := a.stance(aim)
	if stance == taggingv1.Stance_STANCE_PARTICIPATES && r.givesThings(a.prop) {
		stance = taggingv1.Stance_STANCE_SUPPORTS
	}
	if !ok || confidence == 0 {
		r.drop(a.hit.Anchor, attitude, "it is not aimed at the initiative but at something else, or at nothing", a.frame, "of", r.catalogue[f.Initiative].id)
		return
	}
	if a.standing.Certainty >= reading.Possible {
		stance = softened(stance)
		confidence -= 80
	}
	confidence = r.faded(a.hit.Anchor, confidence)
	conditions := r.conditionsOf(a.hit, &r.Clauses[r.ClauseAt(a.hit.Anchor)])
	for _, i := range a.who {
		if r.inName(r.Actors[i], f) {
			continue
		}
		r.takeSide(a.hit, r.Actors[i], stance, conditions, a.standing.Negated, attitude, confidence, f)
	}
}

// faded is the confidence of a stance that was taken earlier: what holds now
// outweighs it.
func (r *reader) faded(token int, confidence uint32) uint32 {
	clause, had := r.ClauseAt(token), false
	for t := max(r.Clauses[clause].First, token-4); t < token; t++ {
		if r.Doc.Tokens[t].Is("now", "today") {
			return confidence
		}
		had = had || r.Doc.Tokens[t].Is("had")
	}
	if r.Standing(token).Earlier || had && r.Background(clause) {
		return confidence * 55 / 100
	}
	return confidence
}

// stance is the side that an attitude gives its holder, where aim tells whether
// its content is for the initiative (1) or against it (-1).
func (a held) stance(aim int) (taggingv1.Stance, bool) {
	if aim == 0 {
		return 0, false
	}
	sides := frames[a.frame]
	if a.standing.Negated {
		sides = denials[a.frame]
	}
	s := sides[0]
	if aim < 0 {
		s = sides[1]
	}
	if s == taggingv1.Stance_STANCE_PARTICIPATES && (a.standing.Future || a.standing.Certainty > reading.Certain) {
		s = taggingv1.Stance_STANCE_SUPPORTS // what is announced is not done yet
	}
	return s, s != taggingv1.Stance_STANCE_UNSPECIFIED
}

// Frames give the stance for content that is for the initiative, and for
// content against it; denials are those of negated words.
var (
	frames = map[string][2]taggingv1.Stance{
		"favour":  {taggingv1.Stance_STANCE_SUPPORTS, taggingv1.Stance_STANCE_SKEPTICAL},
		"deserve": {taggingv1.Stance_STANCE_SUPPORTS, taggingv1.Stance_STANCE_SKEPTICAL},
		"join":    {taggingv1.Stance_STANCE_PARTICIPATES, taggingv1.Stance_STANCE_SKEPTICAL},
		"promise": {taggingv1.Stance_STANCE_SUPPORTS, taggingv1.Stance_STANCE_REJECTS},
		"ready":   {taggingv1.Stance_STANCE_SUPPORTS, taggingv1.Stance_STANCE_SKEPTICAL},
		"open":    {taggingv1.Stance_STANCE_OPEN, taggingv1.Stance_STANCE_SKEPTICAL},
		"wait":    {taggingv1.Stance_STANCE_UNDECIDED, taggingv1.Stance_STANCE_UNDECIDED},
		"doubt":   {taggingv1.Stance_STANCE_SKEPTICAL},
		"fear":    {taggingv1.Stance_STANCE_SKEPTICAL},
		"oppose":  {taggingv1.Stance_STANCE_REJECTS, taggingv1.Stance_STANCE_SUPPORTS},
		"hinder":  {taggingv1.Stance_STANCE_OBSTRUCTS},
		"refuse":  {taggingv1.Stance_STANCE_REJECTS, taggingv1.Stance_STANCE_SUPPORTS},
		"leave":   {taggingv1.Stance_STANCE_REJECTS},
		"recall":  {taggingv1.Stance_STANCE_REJECTS},
		"unfit":   {taggingv1.Stance_STANCE_REJECTS},
		"unripe":  {taggingv1.Stance_STANCE_SKEPTICAL},
		"yield":   {taggingv1.Stance_STANCE_OPEN},
		"vote":    {taggingv1.Stance_STANCE_SUPPORTS, taggingv1.Stance_STANCE_REJECTS},
		"urge":    {taggingv1.Stance_STANCE_SUPPORTS, taggingv1.Stance_STANCE_REJECTS},
		"label":   {taggingv1.Stance_STANCE_SUPPORTS, taggingv1.Stance_STANCE_REJECTS},
	}
	denials = map[string][2]taggingv1.Stance{
		"favour":  {taggingv1.Stance_STANCE_REJECTS, taggingv1.Stance_STANCE_OPEN},
		"join":    {taggingv1.Stance_STANCE_REJECTS},
		"promise": {taggingv1.Stance_STANCE_UNDECIDED},
		"open":    {taggingv1.Stance_STANCE_REJECTS, taggingv1.Stance_STANCE_OPEN},
		"doubt":   {taggingv1.Stance_STANCE_SUPPORTS},
		"fear":    {taggingv1.Stance_STANCE_OPEN},
		"oppose":  {taggingv1.Stance_STANCE_OPEN, taggingv1.Stance_STANCE_SKEPTICAL},
		"hinder":  {taggingv1.Stance_STANCE_OPEN},
		"vote":    {taggingv1.Stance_STANCE_REJECTS, taggingv1.Stance_STANCE_SUPPORTS},
		"refuse":  {taggingv1.Stance_STANCE_OPEN},
		"leave":   {taggingv1.Stance_STANCE_SUPPORTS},
		"recall":  {taggingv1.Stance_STANCE_SUPPORTS},
		"unfit":   {taggingv1.Stance_STANCE_OPEN},
		"yield":   {taggingv1.Stance_STANCE_SKEPTICAL},
		"label":   {taggingv1.Stance_STANCE_SKEPTICAL, taggingv1.Stance_STANCE_OPEN},
	}
)

// softened is a stance that is only thought possible.
func softened(s taggingv1.Stance) taggingv1.Stance {
	switch s {
	case taggingv1.Stance_STANCE_PARTICIPATES, taggingv1.Stance_STANCE_SUPPORTS:
		return taggingv1.Stance_STANCE_OPEN
	case taggingv1.Stance_STANCE_REJECTS:
		return taggingv1.Stance_STANCE_SKEPTICAL
	}
	return s
}
