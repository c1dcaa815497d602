package claim

import (
	"strings"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/reading"
)

var (
	kinds = map[string]taggingv1.CommitmentKind{
		"troops": taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, "police": taggingv1.CommitmentKind_COMMITMENT_KIND_POLICE,
		"trainers": taggingv1.CommitmentKind_COMMITMENT_KIND_TRAINERS, "money": taggingv1.CommitmentKind_COMMITMENT_KIND_MONEY,
		"equipment": taggingv1.CommitmentKind_COMMITMENT_KIND_EQUIPMENT, "basing": taggingv1.CommitmentKind_COMMITMENT_KIND_BASING,
		"airlift": taggingv1.CommitmentKind_COMMITMENT_KIND_AIRLIFT, "logistics": taggingv1.CommitmentKind_COMMITMENT_KIND_LOGISTICS,
		"command": taggingv1.CommitmentKind_COMMITMENT_KIND_COMMAND, "political": taggingv1.CommitmentKind_COMMITMENT_KIND_POLITICAL,
	}
	statuses = map[string]taggingv1.CommitmentStatus{
		"mooted": taggingv1.CommitmentStatus_COMMITMENT_STATUS_MOOTED, "interested": taggingv1.CommitmentStatus_COMMITMENT_STATUS_INTERESTED,
		"offered": taggingv1.CommitmentStatus_COMMITMENT_STATUS_OFFERED, "pledged": taggingv1.CommitmentStatus_COMMITMENT_STATUS_PLEDGED,
		"committed": taggingv1.CommitmentStatus_COMMITMENT_STATUS_COMMITTED, "prepared": taggingv1.CommitmentStatus_COMMITMENT_STATUS_PREPARED,
		"deployed": taggingv1.CommitmentStatus_COMMITMENT_STATUS_DEPLOYED, "withdrawn": taggingv1.CommitmentStatus_COMMITMENT_STATUS_WITHDRAWN,
		"declined": taggingv1.CommitmentStatus_COMMITMENT_STATUS_DECLINED,
	}
)

// readCommitments reads who gives what from verbs of giving with an actor as
// subject and a contribution as object.
func (r *reader) readCommitments() {
	r.each("commitment", func(h lexicon.Hit) {
		focus, cl, ok := r.citable(h)
		switch {
		case !ok:
			r.drop(h.Anchor, giving, unfocused, h.Entry.Value)
			return
		case cl.Hypothetical:
			r.drop(h.Anchor, giving, supposed, h.Entry.Value)
			return
		case r.noun(h):
			r.drop(h.Anchor, giving, "the word is a noun here", h.Entry.Value)
			return
		case r.announced(h.Anchor) && len(r.Subjects(h.Anchor)) == 0:
			r.drop(h.Anchor, giving, heading, h.Entry.Value)
			return
		}
		subjects := r.actorsOf(r.Subjects(h.Anchor))
		status, ok := r.statusOf(h)
		if !ok {
			r.drop(h.Anchor, giving, "an infinitive or participle by itself says of no one that he gives", h.Entry.Value)
			return
		}
		if r.Negated(h) {
			if status = taggingv1.CommitmentStatus_COMMITMENT_STATUS_DECLINED; h.Entry.Value == "withdrawn" || h.Entry.Value == "declined" {
				return
			}
		}
		given := r.contributions(h, cl, status)
		if len(given) == 0 {
			r.drop(h.Anchor, giving, "nothing that can be given is named", h.Entry.Value)
		}
		for _, one := range given {
			r.give(h, one, subjects, status, focus, cl)
		}
	})
}

// give drafts what one contribution commits its givers to.
func (r *reader) give(h lexicon.Hit, given contribution, who []string, status taggingv1.CommitmentStatus, focus []link.Focus, cl *reading.Clause) {
	if len(given.owner) > 0 {
		who = given.owner
	}
	if len(who) == 0 {
		r.drop(h.Anchor, giving, nobody, h.Entry.Value)
	}
	for _, f := range focus {
		if f.Reach == link.Carried && !r.Links.IsCentral(f.Initiative) {
			r.drop(h.Anchor, giving, distant, h.Entry.Value, "for", r.catalogue[f.Initiative].id)
			continue
		}
		for _, id := range who {
			if r.catalogue[f.Initiative].mayGive(id, status) {
				r.commit(h, id, given, status, f, cl)
			} else {
				r.drop(h.Anchor, giving, "one with its part in the initiative does not give", id, h.Entry.Value)
			}
		}
	}
}

// noun reports whether what looks like a verb is a noun: it stands right behind
// an article or a possessive, or joined to another noun before "borders". Nor do
// those give who have pledges of others.
func (r *reader) noun(h lexicon.Hit) bool {
	if h.Anchor == 0 {
		return false
	}
	before := r.Doc.Tokens[h.Anchor-1]
	if !strings.HasPrefix(h.Entry.Text, "{") {
		return r.Doc.Tokens[h.First].Is("pledge", "pledges", "promise") && before.Is("has", "have", "had", "received", "got", "collected", "secured", "gathered")
	}
	if before.Is("the", "a", "an", "its", "their", "his", "her", "our", "no", "any", "each") {
		return true
	}
	if next := h.Anchor + 1; next+2 < len(r.Doc.Tokens) && r.Doc.Tokens[h.Anchor].Is("land", "air", "ground") && r.Doc.Tokens[next].Is("and", "or", ",") {
		return r.Doc.Tokens[next+1].Is("sea", "air", "land", "maritime", "naval", "water", "river")
	}
	return false
}

// statusOf is the status that a verb gives, by its tense: what someone will
// deliver is pledged, would deliver offered, might deliver mooted. An
// infinitive or a participle without its auxiliary gives none.
func (r *reader) statusOf(h lexicon.Hit) (taggingv1.CommitmentStatus, bool) {
	status := statuses[h.Entry.Value]
	if status < taggingv1.CommitmentStatus_COMMITMENT_STATUS_PLEDGED || status > taggingv1.CommitmentStatus_COMMITMENT_STATUS_DEPLOYED || !strings.HasPrefix(h.Entry.Text, "{") {
		return status, true
	}
	verb := r.Doc.Tokens[h.Anchor].Lower
	for t := h.Anchor - 1; t >= 0 && t >= h.Anchor-4 && r.Doc.Tokens[t].Sentence == r.Doc.Tokens[h.Anchor].Sentence; t-- {
		switch w := r.Doc.Tokens[t]; {
		case w.Is("will", "'ll", "shall"):
			return min(status, taggingv1.CommitmentStatus_COMMITMENT_STATUS_PLEDGED), true
		case w.Is("would", "'d"):
			return taggingv1.CommitmentStatus_COMMITMENT_STATUS_OFFERED, true
		case w.Is("could", "may", "might"):
			return taggingv1.CommitmentStatus_COMMITMENT_STATUS_MOOTED, true
		case w.Is("to"):
			return 0, false
		case w.Is("is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "'re", "'ve", "'s"):
			return status, true
		case w.Is("not", "also", "already", "now", "n't") || strings.HasSuffix(w.Lower, "ly"):
		default:
			return status, !strings.HasSuffix(verb, "ing")
		}
	}
	return status, !strings.HasSuffix(verb, "ing")
}

func (r *reader) commit(h lexicon.Hit, who string, given contribution, status taggingv1.CommitmentStatus, f link.Focus, cl *reading.Clause) {
	body := &taggingv1.Commitment{Kind: given.kind, Status: status}
	confidence := uint32(650)
	if q := given.figure; q != nil && status != taggingv1.CommitmentStatus_COMMITMENT_STATUS_DECLINED && q.Known {
		body.Quantity = &taggingv1.Quantity{Min: q.Min, Max: q.Max, Unit: q.Unit}
		confidence = 800
	}
	if cl.Certainty >= reading.Possible && status >= taggingv1.CommitmentStatus_COMMITMENT_STATUS_OFFERED && status <= taggingv1.CommitmentStatus_COMMITMENT_STATUS_DEPLOYED {
		body.Status = taggingv1.CommitmentStatus_COMMITMENT_STATUS_MOOTED
		confidence -= 150
	}
	if h.Entry.Has("bare") {
		confidence = 500
	}
	r.add(draft{
		actor: who, kind: "commitment", slot: who + "/" + given.kind.String(), token: h.Anchor, rule: giving, confidence: confidence,
		claim: &taggingv1.Claim{
			Body:        &taggingv1.Claim_Commitment{Commitment: body},
			Dimension:   commitmentDimension(given.kind),
			ImpactMilli: commitmentImpact(body.Status),
		},
	}, f)
	r.standBehind(h, who, body.Status, f, cl)
}

// standBehind drafts the stance that a commitment implies; a refusal to
// contribute implies none.
func (r *reader) standBehind(h lexicon.Hit, who string, status taggingv1.CommitmentStatus, f link.Focus, cl *reading.Clause) {
	stance := taggingv1.Stance_STANCE_SUPPORTS
	switch status {
	case taggingv1.CommitmentStatus_COMMITMENT_STATUS_COMMITTED, taggingv1.CommitmentStatus_COMMITMENT_STATUS_PREPARED, taggingv1.CommitmentStatus_COMMITMENT_STATUS_DEPLOYED:
		stance = taggingv1.Stance_STANCE_PARTICIPATES
	case taggingv1.CommitmentStatus_COMMITMENT_STATUS_MOOTED, taggingv1.CommitmentStatus_COMMITMENT_STATUS_INTERESTED:
		stance = taggingv1.Stance_STANCE_OPEN
	case taggingv1.CommitmentStatus_COMMITMENT_STATUS_DECLINED, taggingv1.CommitmentStatus_COMMITMENT_STATUS_WITHDRAWN:
		return
	}
	r.position(h.Anchor, who, stance, r.conditionsOf(h, cl), false, "position/commitment", 550, f)
}

func commitmentDimension(k taggingv1.CommitmentKind) taggingv1.Dimension {
	switch k {
	case taggingv1.CommitmentKind_COMMITMENT_KIND_MONEY:
		return taggingv1.Dimension_DIMENSION_FUNDING
	case taggingv1.CommitmentKind_COMMITMENT_KIND_COMMAND:
		return taggingv1.Dimension_DIMENSION_COMMAND_CONTROL
	case taggingv1.CommitmentKind_COMMITMENT_KIND_POLITICAL:
		return taggingv1.Dimension_DIMENSION_DIPLOMATIC_SUPPORT
	}
	return taggingv1.Dimension_DIMENSION_FORCE_GENERATION
}

// commitmentImpact grows along the ladder from mooted to deployed.
func commitmentImpact(s taggingv1.CommitmentStatus) int32 {
	return [...]int32{0, 100, 200, 350, 500, 650, 800, 1000, -800, -700}[s]
}
