package brief

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

// Bounds of what the lead tells: passages of each side, the share of the
// strongest that another must have, and runes of a quote.
const (
	mostGrounds = 3
	groundShare = 0.33
	groundQuote = 120
)

// lead is what a reader with one minute needs: the judgement and where it is
// heading, what speaks for it and against it, how the number comes about, and
// apart from all that how good its ground is.
func (p *page) lead() {
	if !p.open() {
		p.answer()
		return
	}
	p.paragraph(append(p.judgement(), p.trend())...)
	pieces := p.pieces(p.counted)
	p.paragraph(append(p.grounds("For it, above all: ", pieces, 1), p.grounds("Against it, above all: ", pieces, -1)...)...)
	p.paragraph(append([]Statement{p.baseRate()}, p.made()...)...)
	p.paragraph(p.confidence())
}

// paragraph adds one to the lead, unless it is empty.
func (p *page) paragraph(statements ...Statement) {
	if len(statements) > 0 {
		p.doc.Lead = append(p.doc.Lead, statements)
	}
}

// answer says why the question is closed: what reached it, whose ruling it is,
// or that its time is over.
func (p *page) answer() {
	q := p.a.GetQuestion()
	switch by := q.GetRuledBy(); {
	case by != nil:
		p.paragraph(Statement{Kind: Ruling, Parts: []Part{textf("Ruled by %s on %s%s: %s", by.GetAuthor(), day(by.GetRuleTime().AsTime()), from(by), ended(by.GetReason()))}})
	case q.GetResolution() == assessmentv1.Resolution_RESOLUTION_YES:
		p.paragraph(p.fact(nil, p.targetIDs(), text(capital(p.rungReached(q.GetMilestone()))+"."))...)
	default:
		p.paragraph(figure(text(capital(ended(q.GetResolutionReason())))))
	}
}

// from is when a ruling holds from, where that is another day than its own.
func from(by *assessmentv1.RuledBy) string {
	if since := day(by.GetEffectiveTime().AsTime()); by.GetEffectiveTime() != nil && since != day(by.GetRuleTime().AsTime()) {
		return ", to hold from " + since
	}
	return ""
}

// targetIDs are the claims on the target rung.
func (p *page) targetIDs() []string {
	i := slices.IndexFunc(p.a.GetMilestones(), func(m *assessmentv1.MilestoneStatus) bool { return m.GetTarget() })
	if i < 0 {
		return nil
	}
	return p.a.GetMilestones()[i].GetClaimIds()
}

// judgement is the number with its term, and what holds it where it is.
func (p *page) judgement() []Statement {
	a := p.a
	who, what := p.asked(a.GetQuestion().GetMilestone())
	said := []Statement{figure(append(likelihood(a.GetLikelihood(), a.GetProbability()), textf("%s will %s %s; the %s interval runs from %s to %s.",
		who, what, p.deadline(), p.coverage(), percent(a.GetProbabilityLow()), percent(a.GetProbabilityHigh())))...)}
	if len(p.counted) == 0 {
		rest := " and the time that has gone by"
		if a.GetQuestion().GetRolling() {
			rest = ""
		}
		said = append(said, gap(textf("No evidence counts so far, so that this is the base rate%s.", rest)))
	}
	if a.GetQuestion().GetRolling() {
		said = append(said, figure(text("The question has no deadline: it moves on with time and is never resolved.")))
	}
	if a.GetClamped() {
		said = append(said, figure(text("The number is held at the edge of the scale, which runs from 1% to 99%.")))
	}
	return said
}

// grounds names in a few words what the strongest passages of one side say.
func (p *page) grounds(lead string, pieces []piece, sign float64) []Statement {
	parts, told, most := []Part{text(lead)}, []string(nil), 0.0
	for _, x := range pieces {
		did := x.points * sign
		most = max(most, did)
		if did < negligible || did < groundShare*most || len(told) == mostGrounds {
			continue
		}
		words, marks := p.ground(x, sign)
		if slices.Contains(told, words.Text) || len(marks) == 0 {
			continue
		}
		if len(told) > 0 {
			parts = append(parts, text("; "))
		}
		told, parts = append(told, words.Text), append(append(append(parts, words), text(" ")), marks...)
	}
	if len(told) == 0 {
		return nil
	}
	return []Statement{{Kind: Fact, Parts: append(parts, text("."))}}
}

// ground is the strongest that a piece says on one side: in our words, or in
// its own where it says nothing of itself.
func (p *page) ground(x piece, sign float64) (Part, []Part) {
	for _, c := range x.claims {
		words := p.say(c.GetClaim(), p.alike(x.claims, c.GetClaim())...)
		if words != "" && c.GetPoints()*sign >= share*x.points*sign {
			return text(words), p.cite(c.GetClaimId())
		}
	}
	return Part{Quote, strings.TrimRight(excerpt(x.claims[0].GetClaim().GetEvidence().GetQuote(), groundQuote), ".")}, p.cite(x.claims[0].GetClaimId())
}

// coverage of the interval.
func (p *page) coverage() string {
	return percent(math.Erf(p.result.Input.Model.Interval.Z.Float() / math.Sqrt2))
}

// confidence says how good the ground is, without a word on the likelihood.
func (p *page) confidence() Statement {
	g, level := p.a.GetGrounds(), vocab.Words(p.a.GetConfidence())
	if g.GetEvidence() == 0 {
		return figure(text("Confidence is "), strong(level), text("."))
	}
	origins := plural(g.GetOrigins(), "known origin", "known origins")
	switch {
	case g.GetOrigins() > 0 && g.GetGradedOrigins() == g.GetOrigins():
		origins += " of fair reliability or better"
	case g.GetOrigins() > 0:
		origins += fmt.Sprintf(", %s of fair reliability or better", counted(g.GetGradedOrigins()))
	}
	parts := []string{plural(g.GetEvidence(), "piece of evidence", "pieces of evidence") + " from " + origins}
	if g.GetContradictions() > 0 {
		parts = append(parts, plural(g.GetContradictions(), "contradiction", "contradictions"))
	}
	if g.GetUnnamedShare() >= 0.005 {
		parts = append(parts, percent(g.GetUnnamedShare())+" of the evidence is the word of unnamed speakers")
	}
	return figure(text("Confidence is "), strong(level), textf(": %s; the newest is %s old.", strings.Join(parts, "; "), age(g.GetNewestAgeDays())))
}

// age of whole days.
func age(days int32) string {
	if days <= 0 {
		return "less than a day"
	}
	return plural(uint32(days), "day", "days")
}

func (p *page) baseRate() Statement {
	why := strings.TrimSuffix(strings.TrimSpace(p.a.GetPriorSource()), ".")
	if why != "" {
		why = " – " + why
	}
	return figure(textf("The base rate is %s%s.", percent(p.a.GetPriorProbability()), why))
}

// made names the terms that make the difference to the base rate, on both sides.
func (p *page) made() []Statement {
	raised, lowered := p.noted(1), p.noted(-1)
	switch {
	case len(raised) > 0 && len(lowered) > 0:
		return []Statement{figure(textf("From there it is raised most by %s, and lowered most by %s.", named(raised, " points"), named(lowered, "")))}
	case len(raised) > 0:
		return []Statement{figure(textf("From there it is raised most by %s.", named(raised, " points")))}
	case len(lowered) > 0:
		return []Statement{figure(textf("From there it is lowered most by %s.", named(lowered, " points")))}
	}
	return nil
}

// noted are up to three terms of one sign, the greatest first.
func (p *page) noted(sign float64) []*assessmentv1.Term {
	var terms []*assessmentv1.Term
	for _, t := range p.byPoints() {
		if t.GetPoints()*sign >= noted && len(terms) < 3 {
			terms = append(terms, t)
		}
	}
	return terms
}

// named lists terms with their points; the first says the unit.
func named(terms []*assessmentv1.Term, unit string) string {
	var names []string
	for _, t := range terms {
		names = append(names, fmt.Sprintf("%s (%s%s)", termName(t), points(t.GetPoints()), unit))
		unit = ""
	}
	return list(names)
}

// noted is the size in points from which a term is named in the lead.
const noted = 0.5

// byPoints are the terms, the greatest first.
func (p *page) byPoints() []*assessmentv1.Term {
	return slices.SortedStableFunc(slices.Values(p.a.GetTerms()), func(a, b *assessmentv1.Term) int {
		return -cmp.Compare(math.Abs(a.GetPoints()), math.Abs(b.GetPoints()))
	})
}

// termName within a sentence.
func termName(t *assessmentv1.Term) string {
	switch {
	case t.GetTimePressure():
		return "the time that has gone by"
	case t.GetMilestone() != 0:
		return rungName(t.GetMilestone())
	}
	return dimensionPhrase(t.GetDimension())
}

func (p *page) trend() Statement {
	t, now := p.a.GetTrend(), p.a.GetProbability()
	week, month := 100*(now-t.GetProbability_7D()), 100*(now-t.GetProbability_30D())
	if t.GetDirection_7D() == t.GetDirection_30D() {
		return figure(textf("The number has %s over seven days (%s points) and over thirty (%s).", movement(t.GetDirection_7D()), points(week), points(month)))
	}
	return figure(textf("Over seven days the number has %s (%s points), over thirty it has %s (%s).",
		movement(t.GetDirection_7D()), points(week), movement(t.GetDirection_30D()), points(month)))
}

func movement(d assessmentv1.TrendDirection) string {
	switch d {
	case assessmentv1.TrendDirection_TREND_DIRECTION_UP:
		return "risen"
	case assessmentv1.TrendDirection_TREND_DIRECTION_DOWN:
		return "fallen"
	default:
		return "held steady"
	}
}

// judgements are what people say beside the machine.
func (p *page) judgements(all []*assessmentv1.Judgement) {
	var said []Statement
	for _, j := range all {
		view := vocab.Words(j.GetLikelihood())
		if j.Probability != nil {
			view += " (" + probability(j.GetProbability()) + ")"
		}
		said = append(said, Statement{Kind: Ruling, Parts: []Part{
			strong(j.GetAuthor()), textf(" judges it %s, until %s: %s", view, lastDay(j.GetExpireTime().AsTime()), ended(j.GetRationale())),
		}})
	}
	p.section("judgements", "Judgement of people, beside the number", 2, Block{List: said})
}
