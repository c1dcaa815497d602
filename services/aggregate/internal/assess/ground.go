package assess

import (
	"math"
	"slices"
	"time"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

// grounds are the facts behind interval and confidence. An origin counts also
// when what it says of an actor was repeated by a newer report.
func (e *evaluation) grounds(conflicts int) *assessmentv1.Grounds {
	t := &e.sum
	g := &assessmentv1.Grounds{
		NewestAgeDays: -1, Contradictions: uint32(conflicts), Articles: uint32(t.articles), Evidence: uint32(t.evidence),
		Origins: uint32(t.known), GradedOrigins: uint32(t.graded),
	}
	if t.evidence > 0 {
		g.UnnamedShare = round13(float64(t.unnamed) / float64(t.evidence))
	}
	for day := range t.days {
		if age := int32(e.age(day)); g.NewestAgeDays < 0 || age < g.NewestAgeDays {
			g.NewestAgeDays = age
		}
	}
	g.SilentDimensions = e.silent()
	g.HalfWidthLogOdds = round13(e.halfWidth(g))
	return g
}

// silent are the dimensions without evidence, on a rung of theirs either.
func (e *evaluation) silent() []taggingv1.Dimension {
	spoken := make(map[taggingv1.Dimension]bool)
	for _, t := range e.terms {
		if t.supporting+t.opposed > 0 {
			spoken[e.dimensionOf(t.owner)] = true
		}
	}
	return slices.DeleteFunc(vocab.All[taggingv1.Dimension](), func(d taggingv1.Dimension) bool { return spoken[d] })
}

// isGraded reports a letter of A to C.
func isGraded(it *item) bool { return it.rank <= 3 }

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
	c := e.model.Interval
	width := c.Z.Float() * c.Sigma.Float() / math.Sqrt(1+float64(e.sum.spread)/float64(nano)/c.GStar.Float())
	width += min(c.Contradiction.Float()*float64(g.GetContradictions()), c.ContradictionMost.Float())
	if g.GetNewestAgeDays() < 0 {
		width += c.AgeMost.Float()
	} else {
		width += min(c.AgePerDay.Float()*float64(g.GetNewestAgeDays()), c.AgeMost.Float())
	}
	if e.sum.standing > 0 {
		width += c.Unknown.Float() * float64(e.sum.ungraded) / float64(e.sum.standing)
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

// lookbacks are the days of the trend.
func lookbacks() [2]int { return [2]int{7, 30} }

// earlier are the numbers as of some days before a time.
func (b *book) earlier(asOf time.Time) (before [2]float64) {
	for i, days := range lookbacks() {
		t := asOf.AddDate(0, 0, -days)
		before[i], _ = b.evaluate(t, t, false).probability()
	}
	return before
}

// trend compares with the as-of states of 7 and 30 days before.
func (e *evaluation) trend(before [2]float64) *assessmentv1.Trend {
	p, _ := e.probability()
	p = round13(p)
	week, month := round13(before[0]), round13(before[1])
	return &assessmentv1.Trend{
		Probability_7D: week, Probability_30D: month, Direction_7D: e.direction(week, p), Direction_30D: e.direction(month, p),
	}
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
