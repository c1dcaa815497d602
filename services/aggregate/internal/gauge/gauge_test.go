package gauge_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"google.golang.org/protobuf/types/known/timestamppb"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/gauge"
	"github.com/barograph/barograph/services/aggregate/internal/ledger"
)

// board shows what it is told to.
type board struct {
	status  ledger.Status
	records []*assessmentv1.Record
}

func (b board) Published() ledger.Status        { return b.status }
func (b board) Records() []*assessmentv1.Record { return b.records }

func TestAssessmentsAreTold(t *testing.T) {
	shown := board{status: ledger.Status{Sequence: 9, Articles: 5, ArticlesCurrent: 3, Claims: 7, Clock: time.Unix(1500, 0)}}
	for n := range 3 {
		shown.records = append(shown.records, &assessmentv1.Record{
			Assessment: &assessmentv1.Assessment{InitiativeId: fmt.Sprint("i", n), Probability: 0.25 * float64(n)}, KnownTime: timestamppb.New(time.Unix(1000+int64(n), 0)),
		})
	}
	want := `
# HELP barograph_assessment_probability_ratio probability of the published assessment, 0 to 1
# TYPE barograph_assessment_probability_ratio gauge
barograph_assessment_probability_ratio{initiative_id="i0"} 0
barograph_assessment_probability_ratio{initiative_id="i1"} 0.25
barograph_assessment_probability_ratio{initiative_id="i2"} 0.5
# HELP barograph_initiatives initiatives with a published assessment
# TYPE barograph_initiatives gauge
barograph_initiatives 3
# HELP barograph_ledger_articles_behind articles in force that are still to be read under the newest catalogue
# TYPE barograph_ledger_articles_behind gauge
barograph_ledger_articles_behind 2
# HELP barograph_ledger_clock_timestamp_seconds the newest time that an article became known, or tick of the clock, in Unix seconds; missing while the ledger is empty
# TYPE barograph_ledger_clock_timestamp_seconds gauge
barograph_ledger_clock_timestamp_seconds 1500
# HELP barograph_ledger_sequence last sequence of the ledger that the assessments take into account; missing, as all of the ledger, while it is being read
# TYPE barograph_ledger_sequence gauge
barograph_ledger_sequence 9
`
	names := []string{
		"barograph_assessment_probability_ratio", "barograph_initiatives", "barograph_ledger_articles_behind", "barograph_ledger_clock_timestamp_seconds", "barograph_ledger_sequence",
	}
	if err := testutil.CollectAndCompare(gauge.NewAssessments(shown), strings.NewReader(want), names...); err != nil {
		t.Error(err)
	}
}

// A ledger that is being read is not told as an empty one.
func TestLedgerIsBeingRead(t *testing.T) {
	if n := testutil.CollectAndCount(gauge.NewAssessments(board{}), "barograph_ledger_sequence", "barograph_ledger_articles", "barograph_ledger_claims"); n != 0 {
		t.Errorf("%d series", n)
	}
}

// However many initiatives there are, Prometheus keeps a bounded number of series.
func TestInitiativesAreTooMany(t *testing.T) {
	var shown board
	for n := range gauge.MaxInitiatives + 50 {
		shown.records = append(shown.records, &assessmentv1.Record{Assessment: &assessmentv1.Assessment{InitiativeId: fmt.Sprint(n)}})
	}
	if n := testutil.CollectAndCount(gauge.NewAssessments(shown), "barograph_assessment_probability_ratio"); n != gauge.MaxInitiatives {
		t.Errorf("%d series", n)
	}
}

func TestShiftsAreCountedByReason(t *testing.T) {
	registry := prometheus.NewRegistry()
	counts := gauge.NewCounts()
	if err := counts.Register(registry); err != nil {
		t.Fatal(err)
	}
	rise := &assessmentv1.ShiftReason{Change: &assessmentv1.ShiftReason_Probability{Probability: 0.2}}
	rung := &assessmentv1.ShiftReason{Change: &assessmentv1.ShiftReason_Milestone{}}
	counts.Published(nil)
	counts.Published(&assessmentv1.Shift{Reasons: []*assessmentv1.ShiftReason{rise, rung, rung}})
	counts.Delay(3 * time.Second)
	want := `
# HELP barograph_assessments_published_total assessments that this process published because they changed
# TYPE barograph_assessments_published_total counter
barograph_assessments_published_total 2
# HELP barograph_assessment_shifts_total shifts of assessments that this process published, by reason: probability, milestone, veto_player, contradiction, resolution or model; one shift may have several
# TYPE barograph_assessment_shifts_total counter
barograph_assessment_shifts_total{reason="contradiction"} 0
barograph_assessment_shifts_total{reason="milestone"} 1
barograph_assessment_shifts_total{reason="model"} 0
barograph_assessment_shifts_total{reason="probability"} 1
barograph_assessment_shifts_total{reason="resolution"} 0
barograph_assessment_shifts_total{reason="veto_player"} 0
`
	if err := testutil.GatherAndCompare(registry, strings.NewReader(want), "barograph_assessments_published_total", "barograph_assessment_shifts_total"); err != nil {
		t.Error(err)
	}
}
