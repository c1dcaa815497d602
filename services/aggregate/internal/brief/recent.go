package brief

import (
	"cmp"
	"math"
	"slices"
	"time"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/explain"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

// changes that are told of one span of time.
const changes = 5

// recent tells what changed the number in the last seven days; when no evidence
// did, in the last thirty.
func (p *page) recent() {
	for _, days := range []int{7, 30} {
		from, change := p.since(days)
		pieces := p.evidentPieces(change, changes)
		if len(pieces) == 0 && days == 7 {
			continue
		}
		var said []Statement
		if len(pieces) == 0 {
			said = append(said, gap(text("No new evidence in thirty days.")))
		}
		ahead, behind := p.causes(change, pieces)
		said = append(p.tell(append(said, ahead...), pieces, func(x piece) Part { return changed(change, x) }), behind...)
		p.section("changed", "What changed since "+lastDay(from)+": "+points(change.GetPointsChange())+" points", 3, Block{List: said})
		return
	}
}

// since is when the last days began, and the change since.
func (p *page) since(days int) (time.Time, *assessmentv1.ExplainAssessmentResponse) {
	from := p.result.Input.AsOf.AddDate(0, 0, -days)
	return from, explain.Change(p.result.Aged(from, from), p.result)
}

// evident reports a change that a passage made.
func (p *page) evident(row *assessmentv1.Change) bool {
	return math.Abs(row.GetPoints()) >= negligible && row.GetContribution() != nil && row.GetMilestone() == 0 && p.claims[row.GetContribution().GetClaimId()] != nil
}

// evidentPieces are the greatest changes that passages made, those of a passage
// of one kind together.
func (p *page) evidentPieces(change *assessmentv1.ExplainAssessmentResponse, most int) []piece {
	byKind := make(map[assessmentv1.ChangeKind][]*assessmentv1.Contribution)
	did := make(map[string]float64)
	for _, row := range change.GetChanges() {
		if p.evident(row) {
			id := row.GetContribution().GetClaimId()
			byKind[row.GetKind()], did[id] = append(byKind[row.GetKind()], p.claims[id]), row.GetPoints()
		}
	}
	var pieces []piece
	for _, kind := range vocab.All[assessmentv1.ChangeKind]() {
		for _, x := range p.pieces(byKind[kind]) {
			x.points, x.changed = 0, kind != assessmentv1.ChangeKind_CHANGE_KIND_ADDED
			for _, c := range x.claims {
				x.points += did[c.GetClaimId()]
			}
			if math.Abs(x.points) >= negligible {
				pieces = append(pieces, x)
			}
		}
	}
	slices.SortStableFunc(pieces, strongest)
	return pieces[:min(most, len(pieces))]
}

// changed is what a piece did to the change, and how unless it is new.
func changed(change *assessmentv1.ExplainAssessmentResponse, x piece) Part {
	did := netted(x)
	for _, row := range change.GetChanges() {
		if row.GetMilestone() == 0 && row.GetContribution().GetClaimId() == x.claims[0].GetClaimId() && row.GetKind() != assessmentv1.ChangeKind_CHANGE_KIND_ADDED {
			did.Text += ", " + vocab.Words(row.GetKind())
		}
	}
	return did
}

// caused is a statement of what changed by how many points.
type caused struct {
	statement Statement
	points    float64
}

// causes are what no passage did, each kind once, the greatest first: what did
// more than the strongest passage, and the rest.
func (p *page) causes(change *assessmentv1.ExplainAssessmentResponse, pieces []piece) (ahead, behind []Statement) {
	var all []caused
	leads := func(points float64) bool { return len(pieces) > 0 && math.Abs(points) > math.Abs(pieces[0].points) }
	sum := make(map[assessmentv1.ChangeKind]float64)
	for _, row := range change.GetChanges() {
		switch {
		case p.evident(row):
		case row.GetKind() == assessmentv1.ChangeKind_CHANGE_KIND_OPEN_RUNGS:
			for _, s := range p.openRungs(row, leads(row.GetPoints())) {
				all = append(all, caused{s, row.GetPoints()})
			}
		default:
			sum[row.GetKind()] += row.GetPoints()
		}
	}
	for _, kind := range vocab.All[assessmentv1.ChangeKind]() {
		if cause := p.cause(kind); cause != "" && math.Abs(sum[kind]) >= negligible {
			all = append(all, caused{figure(signed(sum[kind]), text(" "+cause)), sum[kind]})
		}
	}
	slices.SortStableFunc(all, func(a, b caused) int { return -cmp.Compare(math.Abs(a.points), math.Abs(b.points)) })
	for _, c := range all {
		if leads(c.points) {
			ahead = append(ahead, c.statement)
		} else {
			behind = append(behind, c.statement)
		}
	}
	return ahead, behind
}

// openRungs is what time pressure changed by because of a rung, with the report
// that decides on it, which is quoted where it comes ahead of all others; nothing
// where none does any more.
func (p *page) openRungs(row *assessmentv1.Change, quoted bool) []Statement {
	if math.Abs(row.GetPoints()) < negligible {
		return nil
	}
	told := " With " + rungName(row.GetMilestone()) + " behind it, the time that has gone by weighs less"
	if row.GetPoints() < 0 {
		told = " With " + rungName(row.GetMilestone()) + " ahead of it again, the time that has gone by weighs more"
	}
	parts := []Part{signed(row.GetPoints()), text(told + ". ")}
	if c := p.claims[row.GetContribution().GetClaimId()]; c != nil && quoted {
		if quote := p.quoteOnce(c, p.longest); quote != nil {
			parts = []Part{signed(row.GetPoints()), text(told + ": "), quote[0], text(" – " + origin(c) + " ")}
		}
	}
	return p.fact(nil, []string{row.GetContribution().GetClaimId()}, parts...)
}

// cause says in words what changed where no single passage did.
func (p *page) cause(k assessmentv1.ChangeKind) string {
	switch k {
	case assessmentv1.ChangeKind_CHANGE_KIND_DECAY:
		return "Older evidence lost weight."
	case assessmentv1.ChangeKind_CHANGE_KIND_DILUTION:
		return "New evidence took weight from what was there."
	case assessmentv1.ChangeKind_CHANGE_KIND_TIME_PRESSURE:
		return "Less time is left to the deadline."
	case assessmentv1.ChangeKind_CHANGE_KIND_DEFINITION:
		return "The definition was changed."
	case assessmentv1.ChangeKind_CHANGE_KIND_MODEL:
		return "The model was changed."
	case assessmentv1.ChangeKind_CHANGE_KIND_CLAMP:
		if !p.open() {
			return "The question was answered."
		}
		return "The scale ends here."
	case assessmentv1.ChangeKind_CHANGE_KIND_WITHDRAWN:
		return "Evidence was retracted or revised away."
	}
	return ""
}
