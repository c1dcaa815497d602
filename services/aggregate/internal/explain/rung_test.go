package explain_test

import (
	"math"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"
	"pgregory.net/rapid"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
	"github.com/barograph/barograph/services/aggregate/internal/explain"
)

const (
	mandated = taggingv1.MilestoneKind_MILESTONE_KIND_MANDATED
	reached  = taggingv1.MilestoneState_MILESTONE_STATE_REACHED
	failed   = taggingv1.MilestoneState_MILESTONE_STATE_FAILED
)

// rungReport is a page of a publisher that says where the mandate stands.
func rungReport(id, date, letter string, state taggingv1.MilestoneState) *taggingv1.TaggedArticle {
	return assesstest.News(id, date, id, letter, assesstest.Quoted(assesstest.Rung(mandated, state), "the Council, says "+id))
}

// onlyRow of a kind; nil without one.
func onlyRow(t *testing.T, e *assessmentv1.ExplainAssessmentResponse, kind assessmentv1.ChangeKind) *assessmentv1.Change {
	t.Helper()
	var found *assessmentv1.Change
	for _, row := range e.GetChanges() {
		if row.GetKind() == kind && found != nil {
			t.Fatalf("two rows %v", kind)
		} else if row.GetKind() == kind {
			found = row
		}
	}
	return found
}

// TestARungThatCountsNowSaysWhoSaysSo: an unknown page's word does not make the
// mandate, a fair report does. What that takes off the time pressure is told by
// the rung and by the report that tipped it, apart from the day that went by.
func TestARungThatCountsNowSaysWhoSaysSo(t *testing.T) {
	initiative := proto.CloneOf(rapid.Custom(assesstest.Initiative).Example(0))
	initiative.Question.Milestone = taggingv1.MilestoneKind_MILESTONE_KIND_DEPLOYED
	initiative.Question.StartTime = timestamppb.New(assesstest.Day("2026-01-01"))
	initiative.Question.Deadline = timestamppb.New(assesstest.Day("2026-12-31"))
	hint, report := rungReport("hint", "2026-03-01", "", reached), rungReport("report", "2026-03-05", "C", reached)
	state := func(date string, articles ...*taggingv1.TaggedArticle) assess.Result {
		return assess.Assess(assess.Input{Initiative: initiative, Articles: articles, Model: model(t), AsOf: assesstest.Day(date)})
	}
	before, after := state("2026-03-05", hint), state("2026-03-06", hint, report)
	change := explain.Change(before, after)
	row := onlyRow(t, change, assessmentv1.ChangeKind_CHANGE_KIND_OPEN_RUNGS)
	if row.GetMilestone() != mandated || row.GetContribution().GetClaimId() != report.GetClaims()[0].GetId() || row.GetLogOdds() <= 0 || row.GetPoints() <= 0 {
		t.Errorf("the rung's row is %v", row)
	}
	if day := onlyRow(t, change, assessmentv1.ChangeKind_CHANGE_KIND_TIME_PRESSURE); day.GetLogOdds() >= 0 || day.GetContribution() != nil {
		t.Errorf("the day's row is %v", day)
	}
	back := explain.Change(after, state("2026-03-06", hint))
	if row := onlyRow(t, back, assessmentv1.ChangeKind_CHANGE_KIND_OPEN_RUNGS); row.GetMilestone() != mandated || row.GetLogOdds() >= 0 {
		t.Errorf("after the report's retraction the rung's row is %v", row)
	}
	denied := explain.Change(after, state("2026-03-06", hint, report, rungReport("denial", "2026-03-05", "A", failed)))
	if row := onlyRow(t, denied, assessmentv1.ChangeKind_CHANGE_KIND_OPEN_RUNGS); row.GetContribution().GetArticle().GetSource() != "denial" {
		t.Errorf("after a denial the rung's row is %v", row)
	}
}

// TestTimePressureIsTimeOrRungs: its two rows are all of its change, and the
// rungs have none unless the highest that is reached is another one.
func TestTimePressureIsTimeOrRungs(t *testing.T) {
	m := model(t)
	pressure := func(r assess.Result) float64 {
		for _, term := range r.Assessment.GetTerms() {
			if term.GetTimePressure() {
				return term.GetLogOdds()
			}
		}
		return 0
	}
	rapid.Check(t, func(t *rapid.T) {
		in := assess.Input{Initiative: assesstest.Initiative(t), Articles: assesstest.Articles(t, 6), Model: m, AsOf: assesstest.AsOf(t)}
		before := assess.Assess(in)
		in.Articles = append(in.Articles, assesstest.Article(t, 100))
		in.AsOf = in.AsOf.AddDate(0, 0, rapid.IntRange(0, 40).Draw(t, "days"))
		after := assess.Assess(in)
		sum := 0.0
		for _, row := range explain.Change(before, after).GetChanges() {
			switch rungs := row.GetKind() == assessmentv1.ChangeKind_CHANGE_KIND_OPEN_RUNGS; {
			case rungs != (row.GetMilestone() != 0):
				t.Fatalf("row %v of rung %v", row.GetKind(), row.GetMilestone())
			case rungs, row.GetKind() == assessmentv1.ChangeKind_CHANGE_KIND_TIME_PRESSURE:
				sum += row.GetLogOdds()
			}
		}
		if want := pressure(after) - pressure(before); math.Abs(sum-want) > 1e-9 {
			t.Fatalf("rows of time pressure sum to %.12f, it changed by %.12f", sum, want)
		}
	})
}
