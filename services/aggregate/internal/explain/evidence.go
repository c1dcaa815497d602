package explain

import (
	"math"
	"slices"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
)

// owner is the term that a contribution belongs to.
type owner struct {
	dimension taggingv1.Dimension
	rung      taggingv1.MilestoneKind
}

func ownerOf(c *assessmentv1.Contribution) owner { return owner{c.GetDimension(), c.GetMilestone()} }

// compare adds the rows of evidence between two states of one time.
//
// A share is c = W n / D, with the effect n = g x and the denominator D = kappa
// + sum of |n|. From n0/D0 to n1/D1 the claim itself owns W (n1 - n0) / D1, and
// W n0 (1/D1 - 1/D0) is dilution. Gone evidence owns -c0, new evidence c1.
func (t *table) compare(before, after assess.Result) {
	was, is := index(before), index(after)
	scale := func(o owner) float64 { return denominator(before, o) / denominator(after, o) } // D0 / D1
	scales := make(map[owner]float64)
	diluted := 0.0
	for _, id := range union(was, is) {
		c0, c1 := was[id], is[id]
		if !counts(c0) || !counts(c1) || ownerOf(c0) != ownerOf(c1) {
			t.add(kindOf(c0, c1), shown(c0, c1), c1.GetLogOdds()-c0.GetLogOdds())
			t.recall(c0, c1)
			continue
		}
		o := ownerOf(c1)
		if _, ok := scales[o]; !ok {
			scales[o] = scale(o)
		}
		kept := c0.GetLogOdds() * scales[o] // W n0 / D1
		own := c1.GetLogOdds() - kept
		if math.Abs(own) < noise {
			kept, own = c1.GetLogOdds(), 0
		}
		t.add(kindOf(c0, c1), c1, own)
		t.recall(c0, c1)
		diluted += kept - c0.GetLogOdds()
	}
	t.add(assessmentv1.ChangeKind_CHANGE_KIND_DILUTION, nil, diluted)
}

// recall gives the last row, where it is about this piece of evidence, what the
// piece was before.
func (t *table) recall(c0, c1 *assessmentv1.Contribution) {
	if !present(c0) || !present(c1) || len(t.rows) == 0 {
		return
	}
	if last := t.rows[len(t.rows)-1]; last.GetContribution() == c1 {
		last.Before = c0
	}
}

func counts(c *assessmentv1.Contribution) bool {
	return c.GetState() == assessmentv1.ContributionState_CONTRIBUTION_STATE_COUNTED
}

// shown is the contribution as it stands now, or stood before when it is gone.
func shown(c0, c1 *assessmentv1.Contribution) *assessmentv1.Contribution {
	if c1 == nil {
		return c0
	}
	return c1
}

// kindOf names what happened to one piece of evidence.
func kindOf(c0, c1 *assessmentv1.Contribution) assessmentv1.ChangeKind {
	switch {
	case !present(c0):
		return assessmentv1.ChangeKind_CHANGE_KIND_ADDED
	case !present(c1):
		return assessmentv1.ChangeKind_CHANGE_KIND_WITHDRAWN
	case c1.GetState() == assessmentv1.ContributionState_CONTRIBUTION_STATE_SUPERSEDED:
		return assessmentv1.ChangeKind_CHANGE_KIND_SUPERSEDED
	case math.Abs(c1.GetWeight()*c1.GetImpact()) >= math.Abs(c0.GetWeight()*c0.GetImpact()):
		return assessmentv1.ChangeKind_CHANGE_KIND_STRENGTHENED
	default:
		return assessmentv1.ChangeKind_CHANGE_KIND_WEAKENED
	}
}

// present reports whether a piece of evidence is there: known, and not of later.
func present(c *assessmentv1.Contribution) bool {
	return c != nil && c.GetState() != assessmentv1.ContributionState_CONTRIBUTION_STATE_LATER
}

func index(r assess.Result) map[string]*assessmentv1.Contribution {
	all := make(map[string]*assessmentv1.Contribution, len(r.Contributions))
	for _, c := range r.Contributions {
		all[c.GetClaimId()] = c
	}
	return all
}

// union are the claim ids of both, in order.
func union(a, b map[string]*assessmentv1.Contribution) []string {
	ids := make([]string, 0, len(a)+len(b))
	for id := range a {
		ids = append(ids, id)
	}
	for id := range b {
		if _, both := a[id]; !both {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// denominator D of a term, up to the factor kappa that cancels in a quotient of
// states under one model: with s = sum of |c| = W A / (kappa + A), D = kappa W / (W - s).
func denominator(r assess.Result, o owner) float64 {
	limit, sum := 0.0, 0.0
	for _, term := range r.Assessment.GetTerms() {
		if term.GetDimension() == o.dimension && term.GetMilestone() == o.rung && !term.GetTimePressure() {
			limit = term.GetLimit()
		}
	}
	for _, c := range r.Contributions {
		if ownerOf(c) == o {
			sum += math.Abs(c.GetLogOdds())
		}
	}
	if limit <= sum {
		return 1
	}
	return limit / (limit - sum)
}
