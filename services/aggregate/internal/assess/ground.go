package assess

import (
	"math"
	"slices"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

// grounds are the facts behind interval and confidence. An origin counts also
// when what it says of an actor was repeated by a newer report.
func (e *evaluation) grounds() *assessmentv1.Grounds {
	g := &assessmentv1.Grounds{NewestAgeDays: -1, Contradictions: uint32(len(e.conflicts))}
	articles, origins, graded := make(map[*story]bool), make(map[string]bool), make(map[string]bool)
	unnamed := 0
	for i := range e.items {
		it := &e.items[i]
		if it.state != assessmentv1.ContributionState_CONTRIBUTION_STATE_LATER {
			articles[it.story] = true
		}
		if it.origin != "" && (it.counts() || it.restated) {
			origins[it.origin] = true
			graded[it.origin] = graded[it.origin] || isGraded(it)
		}
		if !it.counts() {
			continue
		}
		g.Evidence++
		if unnamedSpeaker(it.claim) {
			unnamed++
		}
		if age := int32(e.age(it.last)); g.NewestAgeDays < 0 || age < g.NewestAgeDays {
			g.NewestAgeDays = age
		}
	}
	g.Articles, g.Origins = uint32(len(articles)), uint32(len(origins))
	for _, yes := range graded {
		if yes {
			g.GradedOrigins++
		}
	}
	if g.Evidence > 0 {
		g.UnnamedShare = round13(float64(unnamed) / float64(g.Evidence))
	}
	g.SilentDimensions = e.silent()
	g.HalfWidthLogOdds = round13(e.halfWidth(g))
	return g
}

// silent are the dimensions without evidence, on a rung of theirs either.
func (e *evaluation) silent() []taggingv1.Dimension {
	spoken := make(map[taggingv1.Dimension]bool)
	for i := range e.items {
		if it := &e.items[i]; it.counts() {
			spoken[taggingv1.Dimension(e.passageDimension(it))] = true
		}
	}
	return slices.DeleteFunc(vocab.All[taggingv1.Dimension](), func(d taggingv1.Dimension) bool { return spoken[d] })
}

// isGraded reports a letter of A to C.
func isGraded(it *item) bool { return rank(it) <= 3 }

// unnamedSpeaker reports whether the words rest on somebody without a name.
func unnamedSpeaker(claim *taggingv1.Claim) bool {
	switch claim.GetAttribution().GetSpeakerClass() {
	case taggingv1.SpeakerClass_SPEAKER_CLASS_UNNAMED_OFFICIAL, taggingv1.SpeakerClass_SPEAKER_CLASS_UNNAMED_INSIDER,
		taggingv1.SpeakerClass_SPEAKER_CLASS_LEAKED_DOCUMENT, taggingv1.SpeakerClass_SPEAKER_CLASS_VAGUE_EXPERTS:
		return true
	}
	return false
}

// halfWidth of the interval in log-odds:
//
//	z sigma / sqrt(1 + sum over known origins of min(g, 1) / g*) + contradictions + age + unknown grades
//
// Evidence without effect (undecided) counts here, as the only place, and so
// do the origins that say of an actor what a newer report of it repeats.
func (e *evaluation) halfWidth(g *assessmentv1.Grounds) float64 {
	weights, repeated := make(map[string]int64), make(map[string]int64)
	unknown, all := 0, 0
	for i := range e.items {
		it := &e.items[i]
		if it.owner.none() {
			continue
		}
		if it.origin != "" && it.restated {
			repeated[it.origin] = max(repeated[it.origin], it.weight)
		}
		if !it.stands() {
			continue
		}
		if all++; it.origin != "" {
			weights[it.origin] += it.weight
		}
		if !isGraded(it) || it.digit == 6 {
			unknown++
		}
	}
	for origin, weight := range repeated {
		weights[origin] = max(weights[origin], weight)
	}
	var sum int64
	for _, weight := range weights {
		sum += min(weight, nano)
	}
	c := e.model.Interval
	width := c.Z.Float() * c.Sigma.Float() / math.Sqrt(1+float64(sum)/float64(nano)/c.GStar.Float())
	width += min(c.Contradiction.Float()*float64(g.GetContradictions()), c.ContradictionMost.Float())
	if g.GetNewestAgeDays() < 0 {
		width += c.AgeMost.Float()
	} else {
		width += min(c.AgePerDay.Float()*float64(g.GetNewestAgeDays()), c.AgeMost.Float())
	}
	if all > 0 {
		width += c.Unknown.Float() * float64(unknown) / float64(all)
	}
	return width
}

// interval are the ends of the 80% interval; an answered question has none.
func (e *evaluation) interval(p, halfWidth float64) (low, high float64) {
	if !e.question.open() {
		return p, p
	}
	return min(p, clamp(expit(e.logOdds-halfWidth))), max(p, clamp(expit(e.logOdds+halfWidth)))
}

// confidence follows the published rules of the model.
func (e *evaluation) confidence(g *assessmentv1.Grounds) assessmentv1.Confidence {
	switch {
	case e.model.Confidence.High.holds(g):
		return assessmentv1.Confidence_CONFIDENCE_HIGH
	case e.model.Confidence.Moderate.holds(g):
		return assessmentv1.Confidence_CONFIDENCE_MODERATE
	default:
		return assessmentv1.Confidence_CONFIDENCE_LOW
	}
}

func (r ConfidenceRule) holds(g *assessmentv1.Grounds) bool {
	return g.GetOrigins() >= r.Origins && g.GetGradedOrigins() >= r.Graded && g.GetContradictions() <= r.Contradictions &&
		g.GetNewestAgeDays() >= 0 && g.GetNewestAgeDays() <= r.AgeDays && g.GetUnnamedShare() <= r.Unnamed.Float()
}

// trend compares with the as-of states of 7 and 30 days before.
func (e *evaluation) trend(p float64) *assessmentv1.Trend {
	week, month := e.earlier(7), e.earlier(30)
	return &assessmentv1.Trend{
		Probability_7D: week, Probability_30D: month, Direction_7D: e.direction(week, p), Direction_30D: e.direction(month, p),
	}
}

func (e *evaluation) earlier(days int) float64 {
	t := e.asOf.AddDate(0, 0, -days)
	p, _ := e.evaluate(t, t).probability()
	return round13(p)
}

func (e *evaluation) direction(before, now float64) assessmentv1.TrendDirection {
	switch band := e.model.TrendBand.Float(); {
	case now-before > band:
		return assessmentv1.TrendDirection_TREND_DIRECTION_UP
	case before-now > band:
		return assessmentv1.TrendDirection_TREND_DIRECTION_DOWN
	default:
		return assessmentv1.TrendDirection_TREND_DIRECTION_STEADY
	}
}
