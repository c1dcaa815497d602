package render_test

import (
	"strings"
	"testing"

	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

func result(version string, p float64, term assessmentv1.LikelihoodTerm) *assessmentv1.ModelResult {
	return &assessmentv1.ModelResult{ModelVersion: version, Probability: p, ProbabilityLow: p - 0.1, ProbabilityHigh: p + 0.1, Likelihood: term}
}

func sides(revision uint64) *assessmentv1.CompareModelsResponse {
	const likely, even = assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_LIKELY, assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_ROUGHLY_EVEN_CHANCE
	c := &assessmentv1.ModelComparison{
		InitiativeId: "gaza-isf", Revision: revision, AsOfTime: at("2026-05-02T00:00:00Z"),
		Before: result("additive/0.4.0", 0.5, even), After: result("ours/1+0badcafe", 0.6, likely),
		Terms: []*assessmentv1.ShiftDriver{
			{Owner: &assessmentv1.ShiftDriver_TimePressure{TimePressure: true}, Points: 12},
			{Owner: &assessmentv1.ShiftDriver_Dimension{Dimension: taggingv1.Dimension_DIMENSION_FUNDING}, Points: -2},
		},
	}
	answer := &assessmentv1.CompareModelsResponse{Comparisons: []*assessmentv1.ModelComparison{c}}
	if revision == 0 {
		answer.Parameters = []*assessmentv1.ParameterChange{
			{Path: "dimensions.funding", Before: "0.7", After: "1.2"}, {Path: "hops[3]", After: "0.1"}, {Path: "prior.source", Before: "a \x1b[31mred", After: strings.Repeat("long ", 40)},
		}
		c.Parameters = []*assessmentv1.ParameterEffect{
			{Cause: &assessmentv1.ParameterEffect_Group{Group: "dimensions"}, Points: -2}, {Cause: &assessmentv1.ParameterEffect_Group{Group: "tau"}, Points: 13},
			{Cause: &assessmentv1.ParameterEffect_Clamp{Clamp: true}, Points: -1},
		}
	}
	return answer
}

func TestComparisonsAndBackfills(t *testing.T) {
	pages := map[string]string{
		"compare-file":      render.Comparisons(terminal.Style{}, sides(0), "ours.yaml"),
		"compare-published": render.Comparisons(terminal.Style{}, sides(7), ""),
		"compare-none":      render.Comparisons(terminal.Style{}, &assessmentv1.CompareModelsResponse{}, ""),
		"backfill-none":     render.Backfill(terminal.Style{}, &assessmentv1.GetBackfillResponse{State: assessmentv1.BackfillState_BACKFILL_STATE_COMPLETE, CatalogueRevision: 7, Articles: 21, ArticlesCurrent: 21}),
		"backfill": render.Backfill(terminal.Style{}, &assessmentv1.GetBackfillResponse{
			State: assessmentv1.BackfillState_BACKFILL_STATE_RUNNING, CatalogueRevision: 9, Articles: 21, ArticlesCurrent: 5,
			StartTime: at("2026-05-01T12:00:00Z"), RequestTime: at("2026-05-01T12:01:00Z"), Requests: 2,
			Initiatives:        []*assessmentv1.InitiativeBackfill{{InitiativeId: "red-sea", CatalogueRevision: 8, ArticlesCurrent: 7}},
			InitiativesOmitted: 3,
		}),
	}
	for name, got := range pages {
		t.Run(name, func(t *testing.T) {
			golden(t, name, got)
			for i, line := range strings.Split(got, "\n") {
				if w := terminal.Width(line); w > terminal.Columns {
					t.Errorf("line %d is %d columns wide: %s", i+1, w, line)
				}
			}
		})
	}
}

// Whoever follows the number sees where another model came in.
func TestAnotherModelIsSaid(t *testing.T) {
	update := render.Update(terminal.Style{}, &assessmentv1.Record{
		PreviousModelVersion: "additive/0.4.0", Assessment: &assessmentv1.Assessment{InitiativeId: "gaza-isf", ModelVersion: "ours/1+0badcafe"},
	})
	line := render.Timeline(terminal.Style{}, &assessmentv1.GetTimelineResponse{Points: []*assessmentv1.TimelinePoint{
		{AsOfTime: at("2026-05-01T00:00:00Z"), ModelVersion: "additive/0.4.0"}, {AsOfTime: at("2026-05-02T00:00:00Z"), ModelVersion: "ours/1+0badcafe"},
		{AsOfTime: at("2026-05-03T00:00:00Z"), ModelVersion: "ours/1+0badcafe"},
	}})
	shift := render.Shift(terminal.Style{}, &assessmentv1.Shift{Reasons: []*assessmentv1.ShiftReason{
		{Change: &assessmentv1.ShiftReason_Model{Model: &assessmentv1.ModelChange{Before: "additive/0.4.0", After: "ours/1+0badcafe"}}},
	}})
	const change = "additive/0.4.0 → ours/1+0badcafe"
	if !strings.Contains(update, "another model: "+change) || strings.Count(line, "model ours/1+0badcafe") != 1 || !strings.Contains(shift, "another model, "+change) {
		t.Errorf("update\n%s\ntimeline\n%s\nshift\n%s", update, line, shift)
	}
}
