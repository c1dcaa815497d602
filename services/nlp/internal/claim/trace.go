package claim

import (
	"strings"
)

// Trace records what a reading considered and let go, for people who ask why a
// passage gave no claim, and where each claim's predicate stands. The nil Trace
// records nothing and costs nothing.
//
// Whoever drops a candidate says so in one line before he returns, with the
// rule as a claim would carry it, the reason as words that end a sentence, and
// what the claim would have said:
//
//	r.drop(h.Anchor, "position/predicate", "it is supposed only", m.ID, h.Entry.Value)
type Trace struct {
	// Drops in the order in which they were considered.
	Drops []Drop
	// Tokens gives the token of the predicate for every claim by its id.
	Tokens map[string]int
}

// Again is a trace for another reading of the same text: it knows where claims
// stand, and what was let go is not told again.
func (t *Trace) Again() *Trace {
	if t == nil {
		return nil
	}
	if t.Tokens == nil {
		t.Tokens = map[string]int{}
	}
	return &Trace{Tokens: t.Tokens}
}

// Drop is a candidate that became no claim.
type Drop struct {
	// Token indexes the document's tokens: where the predicate stands.
	Token int
	// Rule is what would have produced the claim, for example "position/predicate".
	Rule string
	// What the claim would have said, for example "KEN supports".
	What string
	// Reason is why it did not.
	Reason string
}

// The rules that drop candidates, as their claims carry them.
const (
	predicate    = "position/predicate"
	giving       = "commitment/verb"
	rungCue      = "milestone/cue"
	dimensionCue = "dimension/cue"
)

// Reasons that several rules share.
const (
	unfocused = "its sentence is about none of the initiatives"
	distant   = "the sentence does not mention the initiative, and the article is not about it"
	supposed  = "it is only supposed, asked or hangs on a condition"
	heading   = "headings and captions name a topic; the text below says what is so"
	nobody    = "no actor is its subject"
)

// drop records that a candidate was let go. The parts of what it would have
// said are joined only where a trace is kept.
func (r *reader) drop(token int, rule, reason string, what ...string) {
	if r.trace == nil {
		return
	}
	var said []string
	for _, w := range what {
		if w != "" {
			said = append(said, w)
		}
	}
	r.trace.Drops = append(r.trace.Drops, Drop{Token: token, Rule: rule, What: strings.Join(said, " "), Reason: reason})
}

// weaker records that of two drafts on one thing the surer one stands.
func (r *reader) weaker(d, than draft) {
	if r.trace == nil {
		return
	}
	reason := "weaker than " + than.rule + " at “" + r.Doc.Text(r.Doc.Tokens[than.token].Span) + "” on the same thing"
	r.drop(d.token, d.rule, reason, d.actor, d.kind, saying(d))
}

// saying names what a draft says beyond its kind and actor.
func saying(d draft) string {
	switch {
	case d.claim.GetPosition() != nil:
		return vocabulary(d.claim.GetPosition().GetStance().String(), "STANCE_")
	case d.claim.GetCommitment() != nil:
		return vocabulary(d.claim.GetCommitment().GetStatus().String(), "COMMITMENT_STATUS_")
	case d.claim.GetMilestone() != nil:
		return vocabulary(d.claim.GetMilestone().GetState().String(), "MILESTONE_STATE_")
	}
	return ""
}

// vocabulary writes the value of an enum as the lexicon does.
func vocabulary(value, prefix string) string {
	return strings.ToLower(strings.TrimPrefix(value, prefix))
}

// keep records where a claim's predicate stands.
func (r *reader) keep(id string, token int) {
	if r.trace == nil {
		return
	}
	if r.trace.Tokens == nil {
		r.trace.Tokens = map[string]int{}
	}
	r.trace.Tokens[id] = token
}
