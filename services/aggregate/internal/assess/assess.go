// Package assess computes how likely an initiative is to reach its target
// milestone by its deadline, and why: an additive model of the log-odds in
// which every term has an owner.
//
//	logit(p) = logit(prior) + sum over dimensions of D + sum over rungs below the target of M + T
//
// Everything is a pure function of the ledger, the definition, the model and
// the as-of time. Weights and their sums are integers, because a sum of floats
// depends on its order. No clock, no map order, no input or output.
package assess

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"google.golang.org/protobuf/proto"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// Input is everything that an assessment depends on. The messages must not be
// changed afterwards: the result refers to them.
type Input struct {
	// Initiative is the definition.
	Initiative *initiativev1.Initiative
	// Articles are the readings in force, one per article, in any order; those
	// without a claim on the initiative have no effect.
	Articles []*taggingv1.TaggedArticle
	// Rulings are what operators decided in place of the evidence, in any order;
	// on each subject the one of the greatest revision that holds by AsOf counts.
	Rulings []*assessmentv1.Ruling
	// Model holds the parameters.
	Model *Model
	// AsOf is the event time that the assessment holds for; evidence of this
	// moment and later does not count.
	AsOf time.Time
	// Cut, when set, is the time from which on evidence does not count, in
	// place of AsOf: what is known at Cut, aged until AsOf. Explaining a change uses it.
	Cut time.Time
}

// Result is an assessment with all of its evidence.
type Result struct {
	// Assessment is the pure assessment.
	Assessment *assessmentv1.Assessment
	// Contributions has every claim on the initiative, strongest first, also
	// those that do not count, with the reason.
	Contributions []*assessmentv1.Contribution
	// Input is what the result was computed from.
	Input Input

	study *study
}

// Assess computes the assessment. Equal inputs give equal bytes, in whatever
// order the articles come and however often each is repeated.
func Assess(in Input) Result {
	b := openBook(in)
	e := b.evaluate(in.AsOf, in.cut(), true)
	return Result{
		Assessment: e.assessment(e.trend(b.earlier(in.AsOf))), Contributions: e.contributions(e.ranked()), Input: in, study: &study{in: in, book: b, open: e},
	}
}

func (in Input) cut() time.Time {
	if in.Cut.IsZero() {
		return in.AsOf
	}
	return in.Cut
}

// Hash is the SHA-256 of the deterministic encoding of the pure assessment in
// lower-case hex digits.
func Hash(a *assessmentv1.Assessment) string {
	data, err := proto.MarshalOptions{Deterministic: true}.Marshal(a)
	if err != nil {
		panic("assess: " + err.Error()) // only on invalid UTF-8, which no reading can hold: it was parsed from protobuf
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
