package render_test

import (
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

func TestViewsOfOnePart(t *testing.T) {
	plain, a := terminal.Style{}, gaza().GetAssessment()
	empty := &assessmentv1.Assessment{InitiativeId: "red-sea", InitiativeName: "Red Sea mission", AsOfTime: at("2026-05-02T00:00:00Z")}
	decided := ruled()
	a.PositionsOmitted, a.CommitmentsOmitted, a.ContradictionsOmitted = 3, 2, 1
	for name, got := range map[string]string{
		"positions":            render.Positions(plain, a),
		"positions-none":       render.Positions(plain, empty),
		"commitments":          render.Commitments(plain, a),
		"commitments-none":     render.Commitments(plain, empty),
		"conditions":           render.Conditions(plain, decided.GetAssessment()),
		"conditions-none":      render.Conditions(plain, empty),
		"contradictions":       render.Contradictions(plain, a),
		"contradictions-none":  render.Contradictions(plain, empty),
		"ledger":               render.Ledger(plain, []*assessmentv1.Contribution{pledge(), copied(), refusal()}, 7),
		"claims":               render.Claims(plain, []*assessmentv1.Contribution{pledge(), copied()}),
		"timeline":             render.Timeline(plain, timeline()),
		"scorecard":            render.Scorecard(plain, scorecard()),
		"scorecard-none":       render.Scorecard(plain, &assessmentv1.GetScorecardResponse{Open: 7}),
		"judgements":           render.Judgements(plain, judgements()),
		"judgements-none":      render.Judgements(plain, nil),
		"rulings":              render.Rulings(plain, rulings()),
		"assess-judged":        render.Assessment(plain, decided),
		"list-judged":          render.Assessments(plain, []*assessmentv1.Record{decided}),
		"explain-every-reason": render.Explanation(plain, reasons(), render.Reasons{All: true, Since: "revision 7"}),
	} {
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

func TestPartsAreLosslessJSON(t *testing.T) {
	part := &assessmentv1.Assessment{InitiativeId: "gaza-isf", Positions: gaza().GetAssessment().GetPositions()}
	text, err := render.PartJSON(part, "positions", "commitments")
	if err != nil || strings.Contains(text, `"probability"`) || !strings.Contains(text, `"commitments": []`) {
		t.Fatalf("%s, %v", text, err)
	}
	got := &assessmentv1.Assessment{}
	if err := protojson.Unmarshal([]byte(text), got); err != nil || !proto.Equal(got, part) {
		t.Errorf("read back %v, %v", got, err)
	}
}

// ruled is an assessment that an operator answered, with a condition decided and
// a judgement beside it.
func ruled() *assessmentv1.Record {
	r := gaza()
	by := &assessmentv1.RuledBy{
		Author: "ann\x1b[31m", Reason: "the first contingent took over the base", EffectiveTime: at("2026-04-20T00:00:00Z"), RuleTime: at("2026-05-01T12:00:00Z"),
	}
	q := r.GetAssessment().GetQuestion()
	q.Resolution, q.ResolutionReason, q.RuledBy = assessmentv1.Resolution_RESOLUTION_YES, by.GetReason(), by
	for _, position := range r.GetAssessment().GetPositions() {
		for _, c := range position.GetConditions() {
			c.State, c.RuledBy = taggingv1.ConditionState_CONDITION_STATE_BREACHED, by
		}
	}
	r.Judgements = judgements()[:2]
	return r
}

// reasons is an explanation whose rows say what became different, of a question
// that was answered.
func reasons() *assessmentv1.ExplainAssessmentResponse {
	e := explanation()
	e.GetAssessment().GetQuestion().Resolution = assessmentv1.Resolution_RESOLUTION_YES
	e.GetAssessment().Milestones = []*assessmentv1.MilestoneStatus{
		{Kind: taggingv1.MilestoneKind_MILESTONE_KIND_MANDATED, State: taggingv1.MilestoneState_MILESTONE_STATE_REACHED, ClaimIds: []string{"77aa00bb11cc", "ffff"}},
	}
	row := func(kind assessmentv1.ChangeKind, change func(before, now *assessmentv1.Contribution)) {
		before, now := pledge(), pledge()
		change(before, now)
		e.Changes = append(e.Changes, &assessmentv1.Change{Kind: kind, LogOdds: 0.1, Points: 1, Contribution: now, Before: before})
	}
	row(assessmentv1.ChangeKind_CHANGE_KIND_STRENGTHENED, func(before, now *assessmentv1.Contribution) {
		before.Credibility, before.Impact, before.Weight, now.Impact, now.Weight = 3, 0.333, 0.2, 1, 0.4
	})
	row(assessmentv1.ChangeKind_CHANGE_KIND_SUPERSEDED, func(_, now *assessmentv1.Contribution) {
		now.State, now.ReplacedBy = assessmentv1.ContributionState_CONTRIBUTION_STATE_SUPERSEDED, "5f2b0c1e9a7d"
	})
	e.Changes = append(e.Changes, &assessmentv1.Change{Kind: assessmentv1.ChangeKind_CHANGE_KIND_ADDED, LogOdds: 0.3, Points: 3, Pieces: 812})
	row(assessmentv1.ChangeKind_CHANGE_KIND_WEAKENED, func(_, _ *assessmentv1.Contribution) {})
	e.Changes = append(e.Changes,
		&assessmentv1.Change{Kind: assessmentv1.ChangeKind_CHANGE_KIND_OPEN_RUNGS, LogOdds: 0.2, Points: 2, Milestone: pledged, Contribution: pledge()},
		&assessmentv1.Change{Kind: assessmentv1.ChangeKind_CHANGE_KIND_OPEN_RUNGS, LogOdds: -0.2, Points: -2, Milestone: pledged})
	return e
}

const pledged = taggingv1.MilestoneKind_MILESTONE_KIND_PLEDGED

// TestReasons: a move by evidence names the grade that changed, one by a rung
// names the rung and quotes who says so.
func TestReasons(t *testing.T) {
	before, now := pledge(), pledge()
	before.Credibility = 3
	for name, test := range map[string]struct {
		change *assessmentv1.Change
		want   render.Reason
	}{
		"confirmed": {
			&assessmentv1.Change{Kind: assessmentv1.ChangeKind_CHANGE_KIND_STRENGTHENED, Contribution: now, Before: before},
			render.Reason{What: "strengthened (B3 → B2): force generation · IDN troops prepared, 8,000 personnel"},
		},
		"rung": {
			&assessmentv1.Change{Kind: assessmentv1.ChangeKind_CHANGE_KIND_OPEN_RUNGS, LogOdds: 1, Milestone: pledged, Contribution: now},
			render.Reason{What: "more time, since rung pledged counts as reached"},
		},
		"rung lost": {
			&assessmentv1.Change{Kind: assessmentv1.ChangeKind_CHANGE_KIND_OPEN_RUNGS, LogOdds: -1, Milestone: pledged},
			render.Reason{What: "less time, since rung pledged no longer counts as reached"},
		},
	} {
		got := render.ReasonOf(test.change)
		if got.What != test.want.What || (test.change.GetContribution() != nil) != (got.Quote != "") {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func judgements() []*assessmentv1.Judgement {
	return []*assessmentv1.Judgement{
		{
			Number: 3, Author: "bob", Rationale: strings.Repeat("heard in the room ", 8), Likelihood: assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_VERY_LIKELY,
			JudgeTime: at("2026-05-01T12:00:00Z"), ExpireTime: at("2026-06-01T00:00:00Z"), AssessedProbability: 0.57, AssessedRevision: 7,
			State: assessmentv1.JudgementState_JUDGEMENT_STATE_IN_FORCE,
		},
		{
			Number: 2, Author: "ann", Rationale: "the talks go worse", Probability: proto.Float64(0.4), Likelihood: assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_UNLIKELY,
			JudgeTime: at("2026-04-20T12:00:00Z"), ExpireTime: at("2026-07-01T00:00:00Z"), AssessedProbability: 0.6, AssessedRevision: 5,
			State: assessmentv1.JudgementState_JUDGEMENT_STATE_IN_FORCE,
		},
		{
			Number: 1, Author: "ann", Rationale: "first impression", Probability: proto.Float64(0.8), Likelihood: assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_VERY_LIKELY,
			JudgeTime: at("2026-04-01T12:00:00Z"), ExpireTime: at("2026-07-01T00:00:00Z"), AssessedProbability: 0.6, AssessedRevision: 2,
			State: assessmentv1.JudgementState_JUDGEMENT_STATE_WITHDRAWN, EndTime: at("2026-04-03T12:00:00Z"), WithdrawReason: "hearsay",
		},
	}
}

func rulings() []*assessmentv1.Ruling {
	ruling := func(revision uint64) *assessmentv1.Ruling {
		return &assessmentv1.Ruling{
			Author: "ann", Reason: "it was declared", Revision: revision, EffectiveTime: at("2026-04-20T00:00:00Z"), RuleTime: at("2026-05-01T12:00:00Z"),
			Milestone: taggingv1.MilestoneKind_MILESTONE_KIND_DEPLOYED, Deadline: at("2026-10-01T00:00:00Z"),
		}
	}
	condition := func(revision uint64, actor string, state taggingv1.ConditionState) *assessmentv1.Ruling {
		r := ruling(revision)
		r.Subject = &assessmentv1.Ruling_Condition{Condition: &assessmentv1.ConditionRuling{
			Actor: actor, Kind: taggingv1.ConditionKind_CONDITION_KIND_UN_MANDATE, State: state,
		}}
		return r
	}
	yes, open := ruling(1), ruling(2)
	yes.Subject = &assessmentv1.Ruling_Resolution{Resolution: assessmentv1.Resolution_RESOLUTION_YES}
	open.Subject = &assessmentv1.Ruling_Resolution{Resolution: assessmentv1.Resolution_RESOLUTION_OPEN}
	return []*assessmentv1.Ruling{condition(4, "", 0), condition(3, "IDN", taggingv1.ConditionState_CONDITION_STATE_MET), open, yes}
}

func timeline() *assessmentv1.GetTimelineResponse {
	point := func(day string, p float64) *assessmentv1.TimelinePoint {
		return &assessmentv1.TimelinePoint{AsOfTime: at(day + "T00:00:00Z"), Probability: p, ProbabilityLow: p - 0.1, ProbabilityHigh: p + 0.1}
	}
	last := point("2026-05-05", 0.9)
	last.Resolution = assessmentv1.Resolution_RESOLUTION_YES
	return &assessmentv1.GetTimelineResponse{
		DevelopmentsOmitted: 4,
		Points:              []*assessmentv1.TimelinePoint{point("2026-05-01", 0.4), point("2026-05-02", 0.4), point("2026-05-03", 0.405), point("2026-05-04", 0.5), last},
		Developments: []*assessmentv1.Development{{
			EventTime: &taggingv1.EventTime{Date: "2026-04-20"}, ClaimId: "77aa0c55e2d3", Evidence: &taggingv1.Evidence{Quote: "The truce holds"},
		}, {
			EventTime: &taggingv1.EventTime{Date: "2026-05-02", Precision: taggingv1.DatePrecision_DATE_PRECISION_DAY},
			ClaimId:   "9a1f0c55e2d3", Actor: "IDN", LogOdds: 0.2, Evidence: &taggingv1.Evidence{Quote: "Indonesia readies 8,000 troops"},
		}},
	}
}

func scorecard() *assessmentv1.GetScorecardResponse {
	row := func(id string, n uint32) *assessmentv1.ScorecardRow {
		return &assessmentv1.ScorecardRow{
			InitiativeId: id, Resolution: assessmentv1.Resolution_RESOLUTION_YES, Assessed: &assessmentv1.Score{Forecasts: n, Brier: 0.115, LogScore: -0.41},
			Prior: &assessmentv1.Score{Forecasts: n, Brier: 0.36, LogScore: -0.92}, Even: &assessmentv1.Score{Forecasts: n, Brier: 0.25, LogScore: -0.69},
		}
	}
	judged := row("haiti-gsf", 200)
	judged.Judged, judged.AssessedWhenJudged = &assessmentv1.Score{Forecasts: 9, Brier: 0.05, LogScore: -0.2}, &assessmentv1.Score{Forecasts: 9, Brier: 0.1, LogScore: -0.4}
	return &assessmentv1.GetScorecardResponse{
		Rows: []*assessmentv1.ScorecardRow{judged, row("a-very-long-identifier-of-an-initiative", 1100)}, Total: row("", 1300), Open: 5, Void: 1, Unforecast: 2,
		Reliability: []*assessmentv1.ReliabilityBin{
			{Likelihood: assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_UNLIKELY, Lower: 0.2, Upper: 0.45},
			{Likelihood: assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_LIKELY, Lower: 0.55, Upper: 0.8, Forecasts: 1300, Questions: 2, MeanProbability: 0.67, ObservedShare: 1},
		},
	}
}

// TestListNamesWhatWasRead: the one line of an initiative names what was read in
// words, though something that was inferred moves it more.
func TestListNamesWhatWasRead(t *testing.T) {
	read, guess := pledge(), refusal()
	read.LogOdds, guess.LogOdds = 0.1, -0.3
	guess.Claim.ConfidenceMilli = 290
	record := gaza()
	record.Assessment.Contributions = []*assessmentv1.Contribution{guess, read}
	if got := render.Update(terminal.Style{}, record); !strings.Contains(got, "▲ force generation") {
		t.Errorf("it names what was inferred:\n%s", got)
	}
	record.Assessment.Contributions = record.Assessment.Contributions[:1]
	if got := render.Update(terminal.Style{}, record); !strings.Contains(got, "▼") {
		t.Errorf("with nothing else it does not name what was inferred:\n%s", got)
	}
}
