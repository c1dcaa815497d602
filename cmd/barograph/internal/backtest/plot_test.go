package backtest_test

import (
	"encoding/csv"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/cmd/barograph/internal/backtest"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

var update = flag.Bool("update", false, "write the golden files")

// TestGolden shows made-up days, which neither the tagger nor the model had a
// part in: the plot, the table and the summary as people get them.
func TestGolden(t *testing.T) {
	result := madeUp()
	var table strings.Builder
	if err := result.WriteCSV(&table); err != nil {
		t.Fatal(err)
	}
	golden(t, "plot.svg", result.Series[0].Plot())
	golden(t, "days.csv", table.String())
	golden(t, "summary.txt", result.Summary(terminal.Style{}))
}

// TestPlotIsWellFormed whatever an article says.
func TestPlotIsWellFormed(t *testing.T) {
	for _, days := range []int{1, 2, 40, 400, 4000} {
		series := &backtest.Series{Initiative: &initiativev1.Initiative{Id: "x", Name: "<Force> & \u202eco"}}
		for i := range days {
			series.Days = append(series.Days, made(i, 0.2+0.6*float64(i%2), "“<script>” ]]> \x1b[31m & co"))
		}
		decoder := xml.NewDecoder(strings.NewReader(series.Plot()))
		for {
			token, err := decoder.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%d days: %v", days, err)
			}
			if start, ok := token.(xml.StartElement); ok && start.Name.Local == "script" {
				t.Fatalf("%d days: an article got a script in", days)
			}
		}
	}
}

func TestCSVReadsBack(t *testing.T) {
	result := madeUp()
	result.Series[0].Days[2].Change.Changes[0].Contribution.Article.Source = "=cmd()"
	var table strings.Builder
	if err := result.WriteCSV(&table); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(table.String())).ReadAll()
	if err != nil || len(rows) != 1+len(result.Series[0].Days) {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if source := rows[3][len(rows[3])-1]; strings.HasPrefix(source, "=") {
		t.Errorf("a spreadsheet would run %q", source)
	}
}

// madeUp is a mandate that raises, a withdrawal that lowers, and a deadline.
func madeUp() *backtest.Result {
	series := &backtest.Series{Initiative: &initiativev1.Initiative{Id: "harbour-watch", Name: "Harbour Watch Mission (made up)"}}
	for i, p := range []float64{.3, .3, .52, .53, .54, .54, .53, .33, .32, .31, .3, .29, .28, .27, 0} {
		series.Days = append(series.Days, made(i, p, "The Council authorised the mission."))
	}
	for i, day := range series.Days {
		if i >= 2 {
			day.Assessment.Milestones = []*assessmentv1.MilestoneStatus{{
				Kind: taggingv1.MilestoneKind_MILESTONE_KIND_MANDATED, State: taggingv1.MilestoneState_MILESTONE_STATE_REACHED}}
		}
		if i >= 7 {
			day.Assessment.Milestones = append(day.Assessment.Milestones, &assessmentv1.MilestoneStatus{
				Kind:  taggingv1.MilestoneKind_MILESTONE_KIND_DEPLOYED,
				State: taggingv1.MilestoneState_MILESTONE_STATE_FAILED, Setback: "stalled"})
		}
	}
	last := series.Days[len(series.Days)-1]
	last.Assessment.Question.Resolution = assessmentv1.Resolution_RESOLUTION_NO
	last.Assessment.Question.ResolutionReason = "the deadline passed"
	last.Change.Changes = []*assessmentv1.Change{{Kind: assessmentv1.ChangeKind_CHANGE_KIND_CLAMP, Points: last.Change.GetPointsChange()}}
	return &backtest.Result{Model: "additive/0", Engine: "test/0", Articles: 2, Series: []*backtest.Series{series}}
}

// made is a day of which a passage is the cause.
func made(i int, p float64, quote string) backtest.Day {
	date := time.Date(2025, 12, 28, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i)
	day := backtest.Day{Date: date, Assessment: &assessmentv1.Assessment{
		Probability: p, ProbabilityLow: max(p-.2, 0), ProbabilityHigh: min(p+.2, 1), PriorProbability: .3, ModelVersion: "additive/0",
		Likelihood: assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_UNLIKELY, Confidence: assessmentv1.Confidence_CONFIDENCE_LOW,
		Grounds: &assessmentv1.Grounds{Evidence: uint32(i), Origins: 1},
		Question: &assessmentv1.QuestionState{
			Milestone: taggingv1.MilestoneKind_MILESTONE_KIND_DEPLOYED, Resolution: assessmentv1.Resolution_RESOLUTION_OPEN,
			Deadline: timestamppb.New(time.Date(2026, 1, 11, 0, 0, 0, 0, time.UTC)),
		},
	}}
	if i == 0 {
		return day
	}
	points := []float64{0, 0, 22, 1, 1, 0, -1, -20, -1, -1, -1, -1, -1, -1, -27}[min(i, 14)]
	if i == 2 || i == 7 {
		day.News = 1
	}
	day.Change = &assessmentv1.ExplainAssessmentResponse{PointsChange: points, Changes: []*assessmentv1.Change{{
		Kind: assessmentv1.ChangeKind_CHANGE_KIND_ADDED, Points: points, Contribution: &assessmentv1.Contribution{
			Dimension: taggingv1.Dimension_DIMENSION_LEGAL_MANDATE,
			Claim:     &taggingv1.Claim{Actor: "UNSC", Evidence: &taggingv1.Evidence{Quote: quote}},
			Article:   &assessmentv1.ArticleReference{Source: "Gazette (made up)", PublishedTime: timestamppb.New(date)},
		},
	}}}
	return day
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs from the golden file; run go test -update and look at the difference", path)
	}
}
