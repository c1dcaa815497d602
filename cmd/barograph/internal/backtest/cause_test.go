package backtest_test

import (
	"strings"
	"testing"

	"github.com/barograph/barograph/cmd/barograph/internal/backtest"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// TestAMoveIsToldByItsTerms: many small pieces on one dimension are a greater
// cause than one larger piece on another; each cause has its strongest passage,
// what went against the move is named as well, and the points sum to the move.
func TestAMoveIsToldByItsTerms(t *testing.T) {
	const consent, force = taggingv1.Dimension_DIMENSION_HOST_CONSENT, taggingv1.Dimension_DIMENSION_FORCE_GENERATION
	before, after := made(1, .3, ""), made(2, .4, "")
	piece := func(points float64, dimension taggingv1.Dimension, actor, quote string) *assessmentv1.Change {
		return &assessmentv1.Change{
			Kind: assessmentv1.ChangeKind_CHANGE_KIND_ADDED, Points: points, LogOdds: points,
			Contribution: &assessmentv1.Contribution{
				Dimension: dimension, Claim: &taggingv1.Claim{Actor: actor, Evidence: &taggingv1.Evidence{Quote: quote}},
				Article: &assessmentv1.ArticleReference{Source: "Gazette (made up)"},
			},
		}
	}
	rung := piece(3, 0, "", "The Council voted.")
	rung.Kind, rung.Milestone = assessmentv1.ChangeKind_CHANGE_KIND_OPEN_RUNGS, taggingv1.MilestoneKind_MILESTONE_KIND_MANDATED
	after.Change.PointsChange, after.Change.Changes = 10, []*assessmentv1.Change{
		piece(5, force, "NOR", "Norway sends 300."),
		piece(4, consent, "MLT", "Malta agrees."),
		piece(3.5, consent, "MLT", "Malta agrees again."),
		rung,
		piece(-3, taggingv1.Dimension_DIMENSION_FUNDING, "", "Nobody pays."),
		piece(-1.5, consent, "MLT", "Malta hesitates."),
		{Kind: assessmentv1.ChangeKind_CHANGE_KIND_DECAY, Points: -1},
	}
	series := &backtest.Series{Initiative: &initiativev1.Initiative{Id: "malta", Name: "Malta"}, Days: []backtest.Day{before, after}}
	move := series.Moves(1)[0]
	sum := 0.0
	for _, cause := range append(move.Causes, move.Against...) {
		sum += cause.Points
	}
	if sum != 10 {
		t.Errorf("the causes sum to %g points, the move is 10", sum)
	}
	plot := series.Plot()
	for _, want := range []string{
		"host consent +6 from 3 pieces, the strongest +4 added: MLT “Malta agrees.” (Gazette (made up)",
		"+5 added: force generation · NOR “Norway sends 300.”",
		"+3 more time, since rung mandated counts as reached “The Council voted.”",
		"−3 added: funding “Nobody pays.”",
		"−1.0 from all others, 1 for and against",
	} {
		if !strings.Contains(plot, want) {
			t.Errorf("the plot lacks %q", want)
		}
	}
	if strings.Index(plot, "host consent +6") > strings.Index(plot, "force generation") {
		t.Error("the greatest cause does not come first")
	}
}
