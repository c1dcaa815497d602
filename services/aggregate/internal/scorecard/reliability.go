package scorecard

import (
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
)

// bin collects the forecasts of one term.
type bin struct {
	term         assessmentv1.LikelihoodTerm
	lower, upper float64
	forecasts    uint32
	questions    uint32
	yes          uint32
	sum          float64
}

// bins has one for each term, with the ends of its band: hundredths, at which
// every band begins.
func bins() map[assessmentv1.LikelihoodTerm]*bin {
	all := make(map[assessmentv1.LikelihoodTerm]*bin)
	const first, last = 1, 99
	for hundredth := first; hundredth <= last; hundredth++ {
		p := float64(hundredth) / 100
		term := assess.Likelihood(p)
		if all[term] == nil {
			all[term] = &bin{term: term, lower: p}
		}
		all[term].upper = min(float64(hundredth+1)/100, float64(last)/100)
	}
	return all
}

// add counts a forecast; first tells that it is the first of its question here.
func (b *bin) add(p float64, yes, first bool) {
	b.forecasts++
	b.sum += p
	if yes {
		b.yes++
	}
	if first {
		b.questions++
	}
}

func (b *bin) mean() *assessmentv1.ReliabilityBin {
	m := &assessmentv1.ReliabilityBin{Likelihood: b.term, Lower: b.lower, Upper: b.upper, Forecasts: b.forecasts, Questions: b.questions}
	if b.forecasts > 0 {
		m.MeanProbability = b.sum / float64(b.forecasts)
		m.ObservedShare = float64(b.yes) / float64(b.forecasts)
	}
	return m
}
