package assess

import (
	"cmp"
	"encoding/binary"
	"strings"

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

// statement is a claim with all that does not depend on the as-of time. It is
// never changed once it was handed to an evaluation.
type statement struct {
	claim *taggingv1.Claim
	key   uint64 // beginning of the claim's id
	story *story
	kind  kind
	// void marks a claim that denies its own body: it neither counts nor supersedes.
	void bool
	// denial marks dimension evidence that denies an account, as a fact or not.
	denial bool
	owner  owner
	slot   slot
	// first and last day of the event, counted from 1970-01-01.
	first, last int
	// origin of the words; empty when unknown.
	origin string
	// source tells origins apart: the origin, or the story itself when it is unknown.
	source string
	// base is the impact x before conditions, in thousandths.
	base int64
	// plain weight: letter, factuality, attribution, directness.
	plain int64
	// intrinsic is the plain weight, less what retold news loses. What superseding compares.
	intrinsic int64
	// stated is the quantity of a commitment, nil without any; reach scales by it or by role.
	stated *taggingv1.Quantity
	reach  Milli
	// copyOf is the claim that this one repeats, in an earlier copy of the story or earlier in its article.
	copyOf string
	traits
}

// item is a statement on its way to a contribution as of one time.
type item struct {
	*statement
	// initial is the state before other articles are looked at; an item that
	// is not active keeps it and takes part in nothing.
	initial, state assessmentv1.ContributionState
	subsumedBy     *statement // of its passage, the more specific one; nil for none
	verdict
	outranks int32 // better sources that contradict it
	digit    uint32
	impact   int64 // x
	weight   int64 // g, decayed, in nano
	effect   int64 // g x after the cap, in pico
	posted   posting
	place    place
}

// traits are what pairs of claims are compared by, in numbers: there are many pairs.
type traits struct {
	apart, voice, actor int32 // number of what tells origins apart, of the speaker there, of the actor
	rank                int8  // of the letter, the best is 1
	details             int8  // said beside a stance or status
	sure                bool  // presented as a fact
	unnamed             bool  // the actor is an unnamed set
}

// verdict is what the other words of an actor make of one of them.
type verdict struct {
	superseded bool // by a newer word
	restated   bool // superseded by a word of the same direction: it still confirms
	halved     bool // opposed by a word of the same time
	quantity   *taggingv1.Quantity
	extent     Milli
}

// active reports whether the claim is neither a copy nor from later.
func (it *item) active() bool {
	return it.initial != assessmentv1.ContributionState_CONTRIBUTION_STATE_COPY &&
		it.initial != assessmentv1.ContributionState_CONTRIBUTION_STATE_LATER
}

// stands reports whether nothing took the claim's place: it counts, or would if its impact were not 0.
func (it *item) stands() bool {
	return !it.superseded && (it.initial == counted || it.initial == noEffect)
}

// counts reports whether the claim is part of a term.
func (it *item) counts() bool { return it.state == counted }

// certain reports whether the source presents the claim as a fact.
func (it *statement) certain() bool { return it.sure }

// certain reports whether a claim is presented as a fact.
func certain(c *taggingv1.Claim) bool {
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

// compareIDs is a total order of the claims of a ledger.
func compareIDs(a, b *item) int {
	if a.key != b.key { // ids are far away in memory
		return cmp.Compare(a.key, b.key)
	}
	return cmp.Or(strings.Compare(a.claim.GetId(), b.claim.GetId()),
		strings.Compare(a.story.article.GetArticleId(), b.story.article.GetArticleId()))
}

// keyOf orders ids as their first eight bytes do.
func keyOf(id string) uint64 {
	var first [8]byte
	copy(first[:], id)
	return binary.BigEndian.Uint64(first[:])
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
