package assess

import (
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// kind is what a claim is, the most specific first: of one passage the most
// specific claim counts in a dimension.
type kind uint8

const (
	kindMilestone kind = iota
	kindCommitment
	kindPosition
	kindCondition
	kindDimension
	kindNone
)

// owner is the term of the sum that an item counts in: a dimension or a rung.
type owner struct {
	dimension taggingv1.Dimension
	rung      taggingv1.MilestoneKind
}

// none reports whether there is no such term.
func (o owner) none() bool { return o == owner{} }

// item is a claim on its way to a contribution. The first part depends on the
// ledger, the definition and the model only, the second also on the as-of time.
type item struct {
	claim *taggingv1.Claim
	story *story
	kind  kind
	owner owner
	slot  slot
	// first and last day of the event, counted from 1970-01-01.
	first, last int
	// origin of the words; empty when unknown.
	origin string
	// apart tells origins apart: the origin, or the story itself when it is unknown.
	apart string
	// impact x before conditions, in thousandths.
	base int64
	// plain weight: letter, factuality, attribution, directness.
	plain int64
	// intrinsic is the plain weight, less what retold news loses. What superseding compares.
	intrinsic int64
	// extent scales by role or quantity.
	extent Milli
	// quantity of a commitment: its own, else an earlier one that it restates; nil without any.
	quantity *taggingv1.Quantity
	// quota numbers what shares a cap: one origin, one day, one term; gradeQuota of it what has one letter.
	quota, gradeQuota int
	// copyOf is the claim that this one repeats, in an earlier copy of the story or earlier in its article.
	copyOf string
	// void marks a claim that denies its own body: it neither counts nor supersedes.
	void bool

	state      assessmentv1.ContributionState
	replacedBy string
	digit      uint32
	impact     int64 // x
	halved     bool
	restated   bool  // superseded by a word of the same direction: it still confirms
	outranked  bool  // a better source contradicts it
	weight     int64 // g, decayed, in nano
	effect     int64 // g x after the cap, in pico
	logOdds    float64
}

// active reports whether the claim is neither a copy nor from later.
func (it *item) active() bool {
	return it.state != assessmentv1.ContributionState_CONTRIBUTION_STATE_COPY &&
		it.state != assessmentv1.ContributionState_CONTRIBUTION_STATE_LATER
}

// stands reports whether nothing took the claim's place: it counts, or would if its impact were not 0.
func (it *item) stands() bool {
	return it.state == assessmentv1.ContributionState_CONTRIBUTION_STATE_COUNTED ||
		it.state == assessmentv1.ContributionState_CONTRIBUTION_STATE_NO_EFFECT
}

// counts reports whether the claim is part of a term.
func (it *item) counts() bool {
	return it.state == assessmentv1.ContributionState_CONTRIBUTION_STATE_COUNTED
}

// certain reports whether the source presents the claim as a fact.
func (it *item) certain() bool {
	c := it.claim
	return (c.GetFactuality() == taggingv1.Factuality_FACTUALITY_CERTAIN || c.GetFactuality() == taggingv1.Factuality_FACTUALITY_CERTAIN_NOT) &&
		!hypothetical(c)
}

// denied reports whether the source denies what the claim names.
func denied(c *taggingv1.Claim) bool {
	switch c.GetFactuality() {
	case taggingv1.Factuality_FACTUALITY_CERTAIN_NOT, taggingv1.Factuality_FACTUALITY_PROBABLE_NOT, taggingv1.Factuality_FACTUALITY_POSSIBLE_NOT:
		return true
	}
	return c.GetEvent().GetNegation()
}

// hypothetical reports whether the clause supposes its event.
func hypothetical(c *taggingv1.Claim) bool {
	return c.GetTense() == taggingv1.Tense_TENSE_HYPOTHETICAL || c.GetEvent().GetHypothetical() ||
		c.GetFactuality() == taggingv1.Factuality_FACTUALITY_UNKNOWN
}

// slot is what a claim is about: two claims of one slot can agree, contradict
// or supersede each other.
type slot struct {
	kind      kind
	actor     string
	number    int32 // commitment kind, rung, condition kind or dimension
	attribute string
}

// sign is -1, 0 or +1.
func sign(x int64) int {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}
