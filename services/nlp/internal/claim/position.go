package claim

import (
	"strings"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/reading"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

var stances = map[string]taggingv1.Stance{
	"participates": taggingv1.Stance_STANCE_PARTICIPATES, "supports": taggingv1.Stance_STANCE_SUPPORTS,
	"open": taggingv1.Stance_STANCE_OPEN, "undecided": taggingv1.Stance_STANCE_UNDECIDED,
	"skeptical": taggingv1.Stance_STANCE_SKEPTICAL, "rejects": taggingv1.Stance_STANCE_REJECTS,
	"obstructs": taggingv1.Stance_STANCE_OBSTRUCTS,
}

// opposite is the stance that a negated predicate takes.
var opposite = map[taggingv1.Stance]taggingv1.Stance{
	taggingv1.Stance_STANCE_PARTICIPATES: taggingv1.Stance_STANCE_REJECTS,
	taggingv1.Stance_STANCE_SUPPORTS:     taggingv1.Stance_STANCE_SKEPTICAL,
	taggingv1.Stance_STANCE_OPEN:         taggingv1.Stance_STANCE_REJECTS,
	taggingv1.Stance_STANCE_UNDECIDED:    taggingv1.Stance_STANCE_OPEN,
	taggingv1.Stance_STANCE_SKEPTICAL:    taggingv1.Stance_STANCE_SUPPORTS,
	taggingv1.Stance_STANCE_REJECTS:      taggingv1.Stance_STANCE_OPEN,
	taggingv1.Stance_STANCE_OBSTRUCTS:    taggingv1.Stance_STANCE_OPEN,
}

// impact of a stance in thousandths, its place on the scale of three.
func impact(s taggingv1.Stance) int32 {
	return [...]int32{0, 1000, 667, 333, 0, -333, -667, -1000}[s]
}

// readPositions reads stances from predicates with an actor as their subject.
func (r *reader) readPositions() {
	r.each("stance", func(h lexicon.Hit) {
		focus, cl, ok := r.citable(h)
		switch {
		case !ok:
			r.drop(h.Anchor, predicate, unfocused, h.Entry.Value)
			return
		case cl.Hypothetical:
			r.drop(h.Anchor, predicate, supposed, h.Entry.Value)
			return
		case !r.suits(h):
			r.drop(h.Anchor, predicate, "the word is another part of speech here", h.Entry.Value)
			return
		case r.covered(h):
			return // a longer word of attitude says it better
		case h.Entry.Value == "none":
			r.drop(h.Anchor, predicate, "these words are listed as no stance")
			return
		case r.governed(h):
			r.drop(h.Anchor, predicate, "the word that governs it says how its subject stands", h.Entry.Value)
			return
		case r.Standing(h.Anchor).Wished && !h.Entry.Has("after") && strings.HasPrefix(h.Entry.Text, "{"):
			r.drop(h.Anchor, predicate, "it is only wished for", h.Entry.Value)
			return
		case r.obliged(h):
			r.drop(h.Anchor, predicate, "it is only demanded of its subject", h.Entry.Value)
			return
		}
		who := r.holders(h, cl)
		if len(who) == 0 {
			r.drop(h.Anchor, predicate, nobody, h.Entry.Value)
		}
		for _, f := range focus {
			if f.Reach == link.Carried && !r.Links.IsCentral(f.Initiative) {
				r.drop(h.Anchor, predicate, distant, h.Entry.Value, "of", r.catalogue[f.Initiative].id)
				continue
			}
			if !r.towards(h, f, *cl) {
				r.drop(h.Anchor, predicate, "it is not aimed at the initiative but at something else, or at nothing", h.Entry.Value, "of", r.catalogue[f.Initiative].id)
				continue
			}
			for _, i := range who {
				if r.inName(r.Actors[i], f) {
					continue
				}
				r.takeStance(h, r.Actors[i], f, cl)
			}
		}
	})
}

// governed reports whether a verb is the content of another's wish or of a word
// of attitude.
func (r *reader) governed(h lexicon.Hit) bool {
	if !strings.HasPrefix(h.Entry.Text, "{") {
		return false
	}
	p, ok := r.PropositionAt(h.Anchor)
	return ok && p.Head == h.Anchor && r.framed(p)
}

// covered reports whether a predicate is the beginning of a longer phrase for
// acting against something ("announced retaliatory measures").
func (r *reader) covered(h lexicon.Hit) bool {
	for _, a := range r.HitsIn("attitude", h.First, h.Last) {
		if a.First == h.First && a.Last > h.Last && a.Entry.Value == "hinder" {
			return true
		}
	}
	return false
}

// holders are the actors whose stance a predicate is: behind it, right before
// it as its owner, its subject, or for a mere judgement ("unacceptable") of
// something that is no actor, the speaker.
func (r *reader) holders(h lexicon.Hit, cl *reading.Clause) []int {
	switch {
	case h.Entry.Has("after"):
		who := r.Behind(h.Last, cl.Last)
		if len(who) > 0 && !r.adjoining(h.Last, r.Actors[who[0]].First) {
			return nil
		}
		return who
	case h.Entry.Has("owner"):
		for _, i := range r.ActorsIn(max(0, h.First-8), h.First) {
			if r.Actors[i].Last == h.First {
				return []int{i}
			}
		}
		return nil
	}
	who := r.Subjects(h.Anchor)
	if len(who) == 0 && !strings.HasPrefix(h.Entry.Text, "{") {
		if v := r.VoiceAt(h.Anchor); v.Speaker >= 0 {
			return []int{v.Speaker}
		}
	}
	return who
}

// takeStance drafts one actor's position.
func (r *reader) takeStance(h lexicon.Hit, m actor.Mention, f link.Focus, cl *reading.Clause) {
	negated := r.Negated(h) != (!strings.HasPrefix(h.Entry.Text, "{") && r.Undone(h.Anchor))
	stance := stances[h.Entry.Value]
	if negated {
		stance = opposite[stance]
	}
	if r.notYet(h.Anchor) {
		stance = taggingv1.Stance_STANCE_UNDECIDED
	}
	stance = soften(stance, *cl)
	if stance == taggingv1.Stance_STANCE_PARTICIPATES && r.Standing(h.Anchor).Future {
		stance = taggingv1.Stance_STANCE_SUPPORTS // what is announced is not done yet
	}
	confidence := uint32(680)
	if h.Entry.Has("object") {
		confidence = 750
	}
	if h.Entry.Has("weak") {
		confidence = 400
	}
	if cl.Certainty >= reading.Possible {
		confidence -= 100
	}
	r.takeSide(h, m, stance, r.conditionsOf(h, cl), negated, predicate, r.faded(h.Anchor, confidence), f)
}

// takeSide drafts the position of a mentioned actor, after what is known of him.
func (r *reader) takeSide(h lexicon.Hit, m actor.Mention, stance taggingv1.Stance, conditions []*taggingv1.Condition, negated bool, rule string, confidence uint32, f link.Focus) {
	if stance == taggingv1.Stance_STANCE_SKEPTICAL && r.catalogue[f.Initiative].adversary(m.ID) {
		stance = taggingv1.Stance_STANCE_REJECTS // the doubts of those it is aimed at are opposition
	}
	if stance <= taggingv1.Stance_STANCE_SUPPORTS && r.catalogue[f.Initiative].adversary(m.ID) {
		stance = taggingv1.Stance_STANCE_OPEN // and their welcome is at best acquiescence
	}
	if r.declinesAt(h.Anchor, m.ID) && (stance == taggingv1.Stance_STANCE_PARTICIPATES || stance >= taggingv1.Stance_STANCE_SKEPTICAL && r.catalogue[f.Initiative].sponsor(m.ID)) {
		r.drop(h.Anchor, rule, "the same sentence says that it sends nothing", m.ID, h.Entry.Value)
		return // who rules out sending soldiers sends none, and a sponsor who sends none stands by its initiative still
	}
	if m.Former && stance >= taggingv1.Stance_STANCE_SKEPTICAL {
		confidence = min(confidence, 80) // anything that those in office say or do outweighs it
	}
	if stance == taggingv1.Stance_STANCE_REJECTS && r.partial(h, m, f) {
		confidence = min(confidence, 300) // who will not send soldiers may back it all the same
	}
	if stance >= taggingv1.Stance_STANCE_REJECTS && f.Reach == link.Carried && !h.Entry.Has("object") && r.catalogue[f.Initiative].sponsor(m.ID) {
		r.drop(h.Anchor, rule, "a sponsor does not turn against its initiative in passing", m.ID, h.Entry.Value)
		return // a sponsor turns against its own initiative by name, not in passing
	}
	if m.Kind == actor.Demonym || m.Kind == actor.People {
		confidence -= 150
	}
	who := r.caucus(m)
	people := m.Kind == actor.People && m.Plural && m.Person == "" && !r.definite(m) // "the Elbonians" are mostly Elbonia
	if (people || h.Entry.Has("public") || r.polled(h, m)) && !faction(who) && len(who) == 3 {
		who += ":PUBLIC" // "Elbonians oppose it" is not their government
	}
	r.position(h.Anchor, who, stance, conditions, negated, rule, confidence, f)
}

// partial reports whether what is refused is only one contribution, and the
// initiative is not named for what is refused.
func (r *reader) partial(h lexicon.Hit, m actor.Mention, f link.Focus) bool {
	if h.Entry.Value == "favour" || r.catalogue[f.Initiative].host(m.ID) {
		return false // who lets nobody in is no giver
	}
	last := min(r.Doc.Sentences[r.Doc.Tokens[h.Anchor].Sentence].Last, h.Last+6)
	if _, meant := r.mentioned(f, h.First, last); meant {
		return false
	}
	for t := h.First; t < last; t++ {
		if r.Doc.Tokens[t].Is("ground") {
			return true
		}
	}
	return len(r.HitsIn("contribution", h.First, last)) > 0
}

// caucus is who a mention stands for: members of parliament whom a party calls
// its own are that party.
func (r *reader) caucus(m actor.Mention) string {
	if !strings.HasSuffix(m.ID, ":PARLIAMENT") || m.First == 0 || !r.Doc.Tokens[m.First-1].Is("its", "their", "his", "her", "our") {
		return m.ID
	}
	if v := r.VoiceAt(m.First); v.Speaker >= 0 && faction(r.Actors[v.Speaker].ID) {
		return r.Actors[v.Speaker].ID
	}
	return m.ID
}

// soften lowers a stance that is only thought possible.
func soften(s taggingv1.Stance, c reading.Clause) taggingv1.Stance {
	if c.Certainty < reading.Possible {
		return s
	}
	switch s {
	case taggingv1.Stance_STANCE_PARTICIPATES, taggingv1.Stance_STANCE_SUPPORTS:
		return taggingv1.Stance_STANCE_OPEN
	case taggingv1.Stance_STANCE_REJECTS:
		return taggingv1.Stance_STANCE_SKEPTICAL
	}
	return s
}

// impactOf is the impact of an actor's stance. That a sponsor stands by what it
// sponsors is no news and counts a third; that it wavers is.
func (i *initiative) impactOf(who string, s taggingv1.Stance) int32 {
	x := impact(s)
	if x > 0 && i.sponsor(who) {
		return x / 3
	}
	return x
}

func (r *reader) position(token int, who string, s taggingv1.Stance, conditions []*taggingv1.Condition, negated bool, rule string, confidence uint32, f link.Focus) {
	in := r.catalogue[f.Initiative]
	if s >= taggingv1.Stance_STANCE_SKEPTICAL && in.sponsor(who) && f.Reach == link.Carried {
		r.drop(token, rule, "a sponsor's doubts in a sentence that does not mention the initiative are about something else", who)
		return
	}
	r.add(draft{
		actor: who, kind: "position", slot: who, token: token, inverted: negated, rule: rule, confidence: confidence,
		claim: &taggingv1.Claim{
			Body:        &taggingv1.Claim_Position{Position: &taggingv1.Position{Stance: s, Conditions: conditions}},
			Dimension:   in.dimensionOf(who),
			ImpactMilli: in.impactOf(who, s),
		},
	}, f)
}

// towards reports whether a predicate is aimed at the initiative and not at a
// third party: what follows it mentions the initiative or a word for it, and no
// other actor comes first. Predicates that need no object pass unless another
// actor is their object.
func (r *reader) towards(h lexicon.Hit, f link.Focus, c reading.Clause) bool {
	if h.Entry.Has("after") {
		return f.Reach == link.Direct || h.Entry.Value != "supports"
	}
	last := min(r.Doc.Sentences[c.Sentence].Last, h.Last+14)
	third := r.thirdParty(h.Last, last, f)
	if !h.Entry.Has("object") {
		return !third || h.Entry.Value == "participates" || h.Entry.Value == "supports"
	}
	if third {
		return false
	}
	for t := h.Last; t < last; t++ {
		w := r.Doc.Tokens[t]
		if t >= c.Last && w.Is(",", ";", "—", "but", "while", "because") {
			return false
		}
		if r.MentionsIn(f.Initiative, t, t+1) || t < h.Last+5 && schemes[w.Lower] {
			return true
		}
	}
	return r.MentionsIn(f.Initiative, c.First, h.First) && r.Doc.Tokens[h.Anchor].Lower != "accept"
}

// schemes are words for an initiative that need no article before them.
var schemes = map[string]bool{"force": true, "mission": true, "plan": true, "proposal": true, "initiative": true, "pact": true, "deal": true,
	"agreement": true, "guarantees": true, "guarantee": true, "strategy": true, "partnership": true, "resolution": true, "text": true, "vote": true,
	"draft": true, "idea": true, "deployment": true, "operation": true, "declaration": true, "treaty": true, "it": true, "coalition": true,
	"scheme": true, "project": true, "step": true, "move": true, "decision": true, "announcement": true, "package": true, "programme": true,
	"program": true, "bill": true, "talks": true, "negotiations": true, "accord": true, "compact": true, "arrangement": true, "venture": true,
	"approach": true, "measure": true, "offer": true, "bid": true, "effort": true, "efforts": true, "framework": true, "commitments": true, "commitment": true, "transition": true}

// thirdParty reports whether the direct object is an actor that is no part of
// a mention of the initiative ("condemned Russia").
func (r *reader) thirdParty(from, last int, f link.Focus) bool {
	for t := from; t < last && t < from+3; t++ {
		w := r.Doc.Tokens[t]
		if r.MentionsIn(f.Initiative, t, t+1) {
			return false
		}
		for _, i := range r.ActorsIn(t, t+1) {
			m := r.Actors[i]
			if f.Reach == link.Direct && r.catalogue[f.Initiative].sponsor(m.ID) {
				return false // over the initiative, its sponsor is no third party
			}
			return m.Kind != actor.Demonym && !m.Possessive && !m.Place && m.Suffix == ""
		}
		if !w.Is("the", "a", "an", "its", "his", "their", "that", "all", "against") || w.Shape.Has(text.Punct) {
			return false
		}
	}
	return false
}

// dimensionOf is where a position of the actor counts: host, adversary, faction
// or alliance have dimensions of their own, all others show diplomatic support; a host that is
// a sponsor too gives more than its consent.
func (i *initiative) dimensionOf(who string) taggingv1.Dimension {
	switch {
	case i.adversary(who):
		return taggingv1.Dimension_DIMENSION_ADVERSARY_REACTION
	case i.host(who) && !i.sponsor(who):
		return taggingv1.Dimension_DIMENSION_HOST_CONSENT
	case faction(who):
		return taggingv1.Dimension_DIMENSION_DOMESTIC_POLITICS
	}
	return taggingv1.Dimension_DIMENSION_DIPLOMATIC_SUPPORT
}

func faction(who string) bool {
	for i := range len(who) {
		if who[i] == ':' {
			return true
		}
	}
	return false
}

// declinesAt reports whether the sentence of a token holds a refusal of the
// actor to contribute.
func (r *reader) declinesAt(token int, who string) bool {
	for d := range r.draftsIn(r.Doc.Tokens[token].Sentence) {
		if d.kind == "commitment" && d.actor == who &&
			d.claim.GetCommitment().GetStatus() == taggingv1.CommitmentStatus_COMMITMENT_STATUS_DECLINED {
			return true
		}
	}
	return false
}
