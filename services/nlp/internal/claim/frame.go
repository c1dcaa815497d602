package claim

import (
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/reading"
)

// aim tells whether what an attitude is about is for the initiative (1) or
// against it (-1), 0 when it is about something else; and how sure that is.
func (r *reader) aim(a held, f link.Focus) (sign int, confidence uint32) {
	if a.frame == "label" {
		return r.labelled(a, f)
	}
	if a.prop.Passive || judged[a.frame] {
		if r.said(a.prop, f) {
			return 1, 600
		}
		if a.prop.Passive && a.frame == "favour" && a.standing.Negated && r.catalogue[f.Initiative].adversary(r.Actors[a.who[0]].ID) {
			return 1, 440 // what those it is aimed at will not let happen
		}
		if judged[a.frame] {
			return r.judgedHere(a, f)
		}
	}
	if a.frame == "recall" {
		return r.recalled(a, f)
	}
	if a.prop.Head >= a.hit.Last { // "is against the plan"
		if _, meant := r.mentioned(f, a.hit.Last, a.prop.Head+1); meant || r.Doc.Tokens[a.prop.Head].Is("it", "this", "that") {
			return 1, 640
		}
		return 0, 0
	}
	elsewhere := false
	for _, arg := range a.prop.Arguments {
		if arg.Head >= a.hit.First && arg.Head < a.hit.Last {
			if _, meant := r.mentioned(f, a.hit.Last, arg.Last); meant {
				return 1, 600 // "no part in the plan"
			}
			continue
		}
		if _, meant := r.mentioned(f, arg.First, arg.Last); !meant && a.frame == "join" && arg.Relation == "obj" && len(arg.Actors) > 0 && r.sided(a.prop) {
			return 0, 0 // who joins others in something else
		}
		sign, confidence := r.content(a, arg, f)
		if sign != 0 {
			return sign, confidence
		}
		elsewhere = elsewhere || arg.Relation == "obj" || arg.Relation == "ccomp" || a.frame == "refuse" && arg.Relation == "xcomp"
	}
	switch {
	case (a.frame == "join" || a.frame == "promise") && elsewhere && a.standing.Negated:
		return 0, 0
	case (a.frame == "join" || a.frame == "promise") && elsewhere:
		return 1, r.given(a, f)
	case a.frame == "hinder" && a.hit.Last-a.hit.First > 2 && f.Reach != link.Carried && r.foe(r.catalogue[f.Initiative], r.Actors[a.who[0]].ID):
		return 1, 420 // the threat is a phrase of its own
	case a.frame == "vote":
		return r.decided(a, f)
	case a.frame == "hinder" || a.frame == "urge" || elsewhere && a.frame != "wait":
		return 0, 0
	case f.Reach == link.Direct && r.said(a.prop, f):
		return 1, 500
	case f.Reach == link.Carried && forward[a.frame], a.frame == "leave" && a.leavesElse():
		return 0, 0
	}
	return 1, 420
}

// decided reads what a vote is for where the tree hangs it on the count: "voted
// by 80 to three to join".
func (r *reader) decided(a held, f link.Focus) (sign int, confidence uint32) {
	s := r.Doc.Tokens[a.prop.Head].Sentence
	for _, p := range r.Propositions(s) {
		if p.Noun || p.Head <= a.hit.Last || p.Head > a.hit.Last+10 || !r.Doc.Tokens[p.Head-1].Is("to") {
			continue
		}
		_, meant := r.mentioned(f, p.First, p.Last)
		if v := r.valence.At(p.Head).Milli; (meant || f.Reach != link.Carried) && v != 0 {
			if v < 0 {
				return -1, 520
			}
			return 1, 520
		}
		return 0, 0
	}
	return 0, 0
}

// judgedHere is how surely a judgement is of the initiative when what it is said
// of does not name it: what stands behind it may ("too soon to talk of the plan").
func (r *reader) judgedHere(a held, f link.Focus) (sign int, confidence uint32) {
	for _, arg := range a.prop.Arguments {
		if _, meant := r.mentioned(f, arg.First, arg.Last); meant {
			return 1, 560
		}
	}
	if _, meant := r.mentioned(f, a.prop.First, a.prop.Last); meant {
		return 1, 500
	}
	switch {
	case a.frame == "deserve":
		return 0, 0
	case a.frame == "unfit" && a.hit.Last-a.hit.First > 2:
		return 1, 480 // a phrase that is said of little else
	case f.Reach == link.Carried:
		return 0, 0
	case a.frame == "unripe" || r.foe(r.catalogue[f.Initiative], r.Actors[a.who[0]].ID):
		return 1, 420
	}
	return 0, 0
}

// recalled reads "will bring home every soldier": something that was given, or the initiative.
func (r *reader) recalled(a held, f link.Focus) (sign int, confidence uint32) {
	for _, arg := range a.prop.Arguments {
		_, meant := r.mentioned(f, arg.First, arg.Last)
		if arg.Relation == "obj" && (meant || f.Reach != link.Carried && len(r.HitsIn("contribution", arg.First, arg.Last)) > 0) {
			return 1, 560
		}
	}
	return 0, 0
}

// leavesElse reports whether what is left is named; then it is not the initiative.
func (a held) leavesElse() bool {
	_, from := a.prop.With("from", "of", "out")
	_, obj := a.prop.Object()
	return from || obj || a.prop.Governor >= 0 && a.prop.Relation == "advcl"
}

// given is how surely what is joined or given in a passage about the initiative
// is for it, when it is not named itself: a contribution or a figure is likely to be.
func (r *reader) given(a held, f link.Focus) uint32 {
	for _, arg := range a.prop.Arguments {
		if len(r.HitsIn("contribution", arg.First, arg.Last)) > 0 || len(r.FiguresIn(arg.First, arg.Last)) > 0 {
			return 420
		}
	}
	if f.Reach == link.Direct {
		return 400
	}
	return 0
}

// content tells on which side one argument lies.
func (r *reader) content(a held, arg reading.Argument, f link.Focus) (sign int, confidence uint32) {
	if arg.Relation == "obl:agent" || arg.Relation == "obl:unmarked" || arg.Relation == "advcl" && arg.Preposition != "to" && arg.Preposition != "for" {
		return 0, 0
	}
	named, meant := r.mentioned(f, arg.First, arg.Last)
	v := r.valence.At(arg.Head).Milli
	if arg.Relation == "ccomp" && own[a.frame] {
		if v > 150 || !meant && f.Reach == link.Carried {
			return 0, 0
		}
		return 1, 560 // what is objected is what speaks against it
	}
	if sign := r.turned(a, arg, f); sign != 0 {
		return sign, 600
	}
	switch {
	case arg.Relation == "obj" && lessening[a.frame] && r.ownPart(arg):
		return 1, 560 // "cancelled its contribution"
	case a.frame == "urge" && r.halting(arg) && (meant || f.Reach != link.Carried || r.Links.IsCentral(f.Initiative)):
		return -1, 540 // "called for a pause"
	case r.rivalling(arg) && !meant:
		return -1, 520
	case arg.Relation == "obj" && a.frame == "favour" && r.misgiving(arg.Head):
		return -1, 640 // "revived its objections"
	}
	clause := arg.Relation == "xcomp" || arg.Relation == "ccomp" || arg.Relation == "acl" || arg.Relation == "advcl"
	switch {
	case r.MentionsIn(f.Initiative, arg.Head, arg.Head+1):
		return 1, 740
	case !meant && arg.Relation == "obj" && r.sponsored(a, arg, f):
		return 1, 480
	case !named && !meant && len(arg.Actors) > 0:
		return 0, 0 // a third party
	case meant && clause && r.forwards(arg.Head):
		return 1, 680
	case named && v < -150, meant && v < -150 && a.frame != "urge":
		return -1, 640
	case a.frame == "refuse" && len(r.HitsIn("speech", arg.Head, arg.Head+1)) > 0:
		return 0, 0 // who declines to say declines nothing else
	case clause && a.frame == "urge" && v <= 150:
		return 0, 0 // what is asked for is neither for it nor against it
	case named:
		return 1, 700
	case meant:
		return 1, 620
	case clause && v > 150:
		return 1, 520
	case clause && v < -150 && !forward[a.frame]:
		return -1, 450
	}
	return 0, 0
}

// turned is -1 for content that works against the initiative by a word of
// attitude of its own: what is wanted is that it stop, what is voted for is a
// text that bars it.
func (r *reader) turned(a held, arg reading.Argument, f link.Focus) int {
	switch {
	case a.frame != "urge" && a.frame != "favour" && a.frame != "promise" && a.frame != "ready":
		return 0
	case arg.Relation == "obj" && a.frame == "urge" && r.aside(a.prop):
	case arg.Relation == "obj" || arg.Relation == "xcomp" || arg.Relation == "ccomp" || arg.Relation == "advcl":
		if _, meant := r.mentioned(f, arg.First, arg.Last); !meant && f.Reach == link.Carried {
			return 0
		}
		if !r.adverse(arg, arg.Relation == "obj") {
			return 0
		}
	default:
		return 0
	}
	if _, meant := r.mentioned(f, arg.First, arg.Last); !meant && a.frame == "urge" {
		return 0
	}
	return -1
}

// aside reports whether what a verb wants of its object is that it end.
func (r *reader) aside(p reading.Proposition) bool {
	for _, arg := range p.Arguments {
		if arg.Relation == "xcomp" || arg.Relation == "ccomp" || arg.Relation == "advcl" {
			return r.adverse(arg, false)
		}
	}
	return false
}

// adverse reports whether an argument is headed by, or for a thing qualified by
// a clause with, a word for acting against something or leaving it.
func (r *reader) adverse(arg reading.Argument, thing bool) bool {
	for _, h := range r.HitsIn("attitude", arg.First, arg.Last) {
		switch h.Entry.Value {
		case "hinder", "leave", "recall", "oppose", "doubt":
		default:
			continue
		}
		if !r.suits(h) || r.Negated(h) {
			continue
		}
		p, ok := r.PropositionAt(h.Anchor)
		switch {
		case !ok || p.Noun:
		case thing && p.Governor == arg.Head && (p.Relation == "acl:relcl" || p.Relation == "acl"):
			return true
		case !thing && p.Head == arg.Head:
			return true
		}
	}
	return false
}

// forwards reports whether a clause is headed by a word for taking part or
// giving, whatever else it holds.
func (r *reader) forwards(head int) bool {
	for _, h := range r.HitsIn("attitude", head, head+1) {
		if v := h.Entry.Value; v == "join" || v == "promise" || v == "favour" {
			return true
		}
	}
	return false
}

// own are the frames whose clause is what the holder himself says.
var own = map[string]bool{"oppose": true, "doubt": true, "fear": true}

// mentioned reports whether tokens [first, last) name the initiative, and
// whether they hold a word that may stand for it.
func (r *reader) mentioned(f link.Focus, first, last int) (named, meant bool) {
	if r.MentionsIn(f.Initiative, first, last) {
		return true, true
	}
	for t := first; t < last; t++ {
		if t > 0 && r.Doc.Tokens[t].Is("it") && r.Doc.Tokens[t-1].Is("let", "lets", "make", "makes", "made", "find", "finds", "found") {
			continue // "let it be known" lets nothing be
		}
		if w := r.Doc.Tokens[t].Lower; schemes[w] || len(w) > 4 && w[len(w)-1] == 's' && schemes[w[:len(w)-1]] && w != "forces" {
			return false, true
		}
	}
	return false, false
}

// said reports whether a predicate is said of the initiative: its subject, or
// what stands before it in its clause, names it.
func (r *reader) said(p reading.Proposition, f link.Focus) bool {
	c := r.Clauses[r.ClauseAt(p.Head)]
	named, meant := r.mentioned(f, c.First, p.First)
	return named || meant
}

// labelled reads "called the plan a mistake": the object is the initiative, and
// what it is called has a value.
func (r *reader) labelled(a held, f link.Focus) (sign int, confidence uint32) {
	target, value := a.prop.Passive && r.said(a.prop, f), 0
	_, object := a.prop.Object()
	for _, arg := range a.prop.Arguments {
		named, meant := r.mentioned(f, arg.First, arg.Last)
		switch {
		case !target && (named || meant) && (!object || arg.Relation == "obj" || arg.Relation == "ccomp"):
			target = true
			if arg.Relation == "ccomp" {
				value = r.worth(arg)
			}
		case arg.Relation == "xcomp" || arg.Relation == "obl" || arg.Relation == "obj" || arg.Relation == "nmod" || arg.Relation == "ccomp":
			if v := r.worth(arg); value == 0 {
				value = v
			}
		}
	}
	if target && value == 0 {
		for _, arg := range a.prop.Arguments {
			value += 300 * r.balance(max(arg.First, a.hit.Last), arg.Last)
		}
	}
	switch {
	case !target || value == 0:
		return 0, 0
	case value < 0:
		return -1, 640
	}
	return 1, 600
}

// worth is the value of an argument: that of its phrase, else the balance of
// the words of praise and blame in it.
func (r *reader) worth(arg reading.Argument) int {
	b := r.balance(arg.First, arg.Last)
	if v := r.valence.At(arg.Head).Milli; v < 0 || v > 0 && b >= 0 {
		return v
	}
	return 300 * b
}
