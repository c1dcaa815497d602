package assess

import (
	"math"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

const (
	yes = assessmentv1.Resolution_RESOLUTION_YES
	no  = assessmentv1.Resolution_RESOLUTION_NO

	// least and greatest probability that an assessment states.
	least    = 0.01
	greatest = 0.99
)

func logit(p float64) float64 { return math.Log(p / (1 - p)) }

func expit(l float64) float64 { return 1 / (1 + math.Exp(-l)) }

func clamp(p float64) float64 { return min(max(p, least), greatest) }

// round13 keeps 13 decimals, so that the last bits, in which machines may
// differ, do not enter the hash.
func round13(x float64) float64 {
	r := math.Round(x*1e13) / 1e13
	if r == 0 {
		return 0 // never -0
	}
	return r
}

// Likelihood is the term of ICD 203 for a probability in [0.01, 0.99]; the
// bands are half-open. Unspecified outside.
func Likelihood(p float64) assessmentv1.LikelihoodTerm {
	switch {
	case p < least || p > greatest:
		return assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_UNSPECIFIED
	case p < 0.05:
		return assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_ALMOST_NO_CHANCE
	case p < 0.20:
		return assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_VERY_UNLIKELY
	case p < 0.45:
		return assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_UNLIKELY
	case p < 0.55:
		return assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_ROUGHLY_EVEN_CHANCE
	case p < 0.80:
		return assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_LIKELY
	case p < 0.95:
		return assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_VERY_LIKELY
	default:
		return assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_ALMOST_CERTAIN
	}
}
