package assess

import (
	"errors"
	"fmt"
	"math"
	"time"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

// abundance is how many origins the self-test lets speak.
const abundance = 64

// SelfTest proves that the model does what its file declares: with ever more
// evidence of one direction, each dimension's term tends to +W and -W and never
// passes them. It runs whole assessments over growing evidence, takes the limit
// W_eff = D1 D2 / (2 D1 - D2) of the two last (exact for D = W n/(kappa + n)),
// and compares. Meant to run at start-up; takes milliseconds.
func (m *Model) SelfTest() error {
	var problems []error
	for _, dimension := range vocab.All[taggingv1.Dimension]() {
		for _, impact := range []int32{-1000, 1000} {
			declared := m.Dimensions[dimension].Float() * float64(impact) / 1000
			half, full := m.abundant(dimension, impact, abundance/2), m.abundant(dimension, impact, abundance)
			limit := 0.0
			if full != 0 {
				limit = half * full / (2*half - full)
			}
			if math.Abs(limit-declared) > 1e-6 || math.Abs(full) > math.Abs(declared) {
				problems = append(problems, fmt.Errorf("dimension %s: declared limit %g, effective %g", vocab.Name(dimension), declared, limit))
			}
		}
	}
	return errors.Join(problems...)
}

// abundant is the term of a dimension after n origins each said the same.
func (m *Model) abundant(dimension taggingv1.Dimension, impact int32, n int) float64 {
	in := Input{Initiative: &initiativev1.Initiative{Id: "self-test", Name: "self-test"}, Model: m, AsOf: time.Unix(secondsPerDay, 0)}
	for i := range n {
		origin := fmt.Sprintf("origin-%d", i)
		in.Articles = append(in.Articles, &taggingv1.TaggedArticle{
			ArticleId: origin,
			Source:    &articlev1.Source{Id: origin, Family: origin, Reliability: articlev1.Reliability_RELIABILITY_A},
			Claims: []*taggingv1.Claim{{
				Id: origin, InitiativeId: "self-test", Actor: "UN", Dimension: dimension, ImpactMilli: impact,
				Body:        &taggingv1.Claim_DimensionEvidence{DimensionEvidence: &taggingv1.DimensionEvidence{Cue: "self-test"}},
				Factuality:  taggingv1.Factuality_FACTUALITY_CERTAIN,
				Attribution: &taggingv1.Attribution{Chain: []string{"AUTHOR"}, SpeakerClass: taggingv1.SpeakerClass_SPEAKER_CLASS_NAMED_OFFICIAL},
			}},
		})
	}
	b := openBook(in)
	for _, t := range b.evaluate(in.AsOf, in.AsOf, false).terms {
		if t.owner.dimension == dimension {
			return t.logOdds
		}
	}
	return 0
}
