package brief

import (
	"cmp"
	"math"
	"slices"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/explain"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

// counted are the contributions that count, strongest first.
func (p *page) counted() []*assessmentv1.Contribution {
	return slices.DeleteFunc(slices.Clone(p.result.Contributions), func(c *assessmentv1.Contribution) bool {
		return c.GetState() != assessmentv1.ContributionState_CONTRIBUTION_STATE_COUNTED
	})
}

// bullet is one piece of evidence with what it did.
func (p *page) bullet(c *assessmentv1.Contribution, did string) {
	p.line("- **%s** %s%s – %s%s %s", did, say(c.GetClaim()), p.quoteOnce(c),
		sourceName(c.GetArticle()), unnamed(c.GetClaim()), p.cite(c.GetClaimId()))
}

// unnamed names the kind of speaker when the speaker has no name.
func unnamed(c *taggingv1.Claim) string {
	switch class := c.GetAttribution().GetSpeakerClass(); class {
	case taggingv1.SpeakerClass_SPEAKER_CLASS_UNNAMED_OFFICIAL, taggingv1.SpeakerClass_SPEAKER_CLASS_UNNAMED_INSIDER,
		taggingv1.SpeakerClass_SPEAKER_CLASS_LEAKED_DOCUMENT, taggingv1.SpeakerClass_SPEAKER_CLASS_VAGUE_EXPERTS:
		return ", " + vocab.Words(class)
	}
	return ""
}

// moved lists what moved the probability away from the base rate.
func (p *page) moved() {
	for _, side := range []struct {
		title string
		sign  float64
	}{{"What speaks for it", 1}, {"What speaks against it", -1}} {
		shown := 0
		for _, c := range p.counted() {
			if c.GetPoints()*side.sign < negligible || shown == drivers {
				continue
			}
			if shown == 0 {
				p.line("\n## %s\n", side.title)
			}
			shown++
			p.bullet(c, points(c.GetPoints()))
		}
	}
	for _, term := range p.a.GetTerms() {
		if term.GetTimePressure() && math.Abs(term.GetPoints()) >= negligible {
			p.line("\nTime that has gone by: **%s** points.", points(term.GetPoints()))
		}
	}
}

// recent lists the strongest changes of the last seven days.
func (p *page) recent() {
	in := p.result.Input
	in.AsOf, in.Cut = in.AsOf.AddDate(0, 0, -7), in.AsOf.AddDate(0, 0, -7)
	change := explain.Change(assess.Assess(in), p.result)
	shown := 0
	for _, row := range change.GetChanges() {
		if math.Abs(row.GetPoints()) < negligible || shown == drivers {
			break
		}
		if shown == 0 {
			p.line("\n## What changed since %s: %s points\n", day(in.AsOf.Add(-1)), points(change.GetPointsChange()))
		}
		shown++
		if c := row.GetContribution(); c != nil && p.claims[c.GetClaimId()] != nil {
			p.bullet(c, points(row.GetPoints())+", "+vocab.Words(row.GetKind()))
			continue
		}
		p.line("- **%s** %s", points(row.GetPoints()), p.cause(row.GetKind()))
	}
}

// cause says in words what changed where no single piece of evidence did.
func (p *page) cause(k assessmentv1.ChangeKind) string {
	switch k {
	case assessmentv1.ChangeKind_CHANGE_KIND_DECAY:
		return "Older evidence lost weight."
	case assessmentv1.ChangeKind_CHANGE_KIND_DILUTION:
		return "New evidence took weight from what was there."
	case assessmentv1.ChangeKind_CHANGE_KIND_TIME_PRESSURE:
		return "Less time is left, or fewer rungs."
	case assessmentv1.ChangeKind_CHANGE_KIND_DEFINITION:
		return "The definition was changed."
	case assessmentv1.ChangeKind_CHANGE_KIND_MODEL:
		return "The model was changed."
	case assessmentv1.ChangeKind_CHANGE_KIND_CLAMP:
		if p.a.GetQuestion().GetResolution() != assessmentv1.Resolution_RESOLUTION_OPEN {
			return "The question was answered."
		}
		return "The scale ends here."
	default:
		return capital(vocab.Words(k)) + "."
	}
}

// dimensions lists each dimension with its evidence, the strongest first.
func (p *page) dimensions() {
	byDimension := make(map[taggingv1.Dimension][]*assessmentv1.Contribution)
	for _, c := range p.counted() {
		byDimension[c.GetDimension()] = append(byDimension[c.GetDimension()], c)
	}
	terms := slices.DeleteFunc(slices.Clone(p.a.GetTerms()), func(t *assessmentv1.Term) bool {
		return t.GetDimension() == 0 || len(byDimension[t.GetDimension()]) == 0
	})
	slices.SortStableFunc(terms, func(a, b *assessmentv1.Term) int {
		return -cmp.Compare(math.Abs(a.GetLogOdds()), math.Abs(b.GetLogOdds()))
	})
	if len(terms) > 0 {
		p.line("\n## Dimensions")
	}
	for _, t := range terms {
		pieces := byDimension[t.GetDimension()]
		p.line("\n### %s: %s points\n", capital(vocab.Words(t.GetDimension())), points(t.GetPoints()))
		shown := 0
		for _, c := range pieces {
			if shown > 0 && (shown == perDimension || math.Abs(c.GetPoints()) < minor) {
				break // what is left is of no consequence
			}
			shown++
			p.bullet(c, points(c.GetPoints()))
		}
		if more := len(pieces) - shown; more > 0 {
			p.line("- %d more; in all %d for and %d against.", more, t.GetSupporting(), t.GetOpposing())
		}
	}
}
