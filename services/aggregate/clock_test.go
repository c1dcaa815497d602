package aggregate_test

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/bustest"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

const (
	published  = assessmentv1.SnapshotBasis_SNAPSHOT_BASIS_PUBLISHED
	recomputed = assessmentv1.SnapshotBasis_SNAPSHOT_BASIS_RECOMPUTED
)

// says is an article of one day of May that became known on another.
func says(article, actor string, stance taggingv1.Stance, happened, known int) reading {
	return reading{
		article: article, published: day(2026, 5, happened).Add(8 * time.Hour), known: day(2026, 5, known).Add(9 * time.Hour),
		claims: []*taggingv1.Claim{position("gaza-isf", actor, stance, 600)},
	}
}

func TestBothClocksOfAList(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	s, _ := startAt(t, server)
	s.define("gaza-isf")
	s.define("haiti-gsf")
	s.settle(conn)
	tell(t, conn, says("a", "USA", supports, 1, 2))
	early := s.settle(conn)
	tell(t, conn, says("b", "IDN", rejects, 1, 6)) // of before, known late
	s.settle(conn)
	list := func(req *assessmentv1.ListAssessmentsRequest) []*assessmentv1.Record {
		t.Helper()
		req.PageSize = 1
		var all []*assessmentv1.Record
		for {
			page, err := s.assessments.ListAssessments(t.Context(), req)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, page.GetRecords()...)
			if req.PageToken = page.GetNextPageToken(); req.GetPageToken() == "" {
				return all
			}
		}
	}
	known := list(&assessmentv1.ListAssessmentsRequest{AsKnownTime: stamp(day(2026, 5, 4))})
	if len(known) != 2 || !proto.Equal(known[0], early["gaza-isf"]) || !proto.Equal(known[1], early["haiti-gsf"]) {
		t.Errorf("as known on 4 May: %v", known)
	}
	if none := list(&assessmentv1.ListAssessmentsRequest{AsKnownTime: stamp(day(2026, 4, 1))}); len(none) != 0 {
		t.Errorf("known in April: %v", none)
	}
	asOf := list(&assessmentv1.ListAssessmentsRequest{AsOfTime: stamp(day(2026, 5, 4))})
	if len(asOf) != 2 || asOf[0].GetRevision() != 0 || asOf[0].GetAssessment().GetProbability() >= known[0].GetAssessment().GetProbability() {
		t.Errorf("as of 4 May the late article counts: %v", asOf)
	}
	_, err := s.assessments.ListAssessments(t.Context(), &assessmentv1.ListAssessmentsRequest{AsOfTime: stamp(noon()), AsKnownTime: stamp(noon())})
	wantError(t, err, "InvalidArgument", "INVALID_ARGUMENT")
}

func (s *service) explain(req *assessmentv1.ExplainAssessmentRequest) *assessmentv1.ExplainAssessmentResponse {
	s.tb.Helper()
	req.InitiativeId = "gaza-isf"
	explained, err := s.assessments.ExplainAssessment(s.tb.Context(), req)
	if err != nil {
		s.tb.Fatal(err)
	}
	return explained
}

func TestWhatWasPublishedIsExplainedFromTheLedgerOfThen(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	s, _ := startAt(t, server)
	definition := s.define("gaza-isf")
	s.define("haiti-gsf")
	tell(t, conn, says("a", "USA", supports, 1, 2), says("b", "IDN", supports, 1, 2))
	then := s.settle(conn)["gaza-isf"]
	gone := says("b", "IDN", supports, 1, 6)
	gone.retracted, gone.claims, gone.revision = true, nil, 1
	tell(t, conn, gone, says("c", "USA", rejects, 5, 6), says("d", "ITA", supports, 5, 6))
	definition.Prior.Probability = 0.5
	if _, err := s.initiatives.UpdateInitiative(t.Context(), &initiativev1.UpdateInitiativeRequest{Initiative: definition}); err != nil {
		t.Fatal(err)
	}
	now := s.settle(conn)["gaza-isf"]

	at := s.explain(&assessmentv1.ExplainAssessmentRequest{AsKnownTime: stamp(day(2026, 5, 4))})
	if !proto.Equal(at.GetAssessment(), then.GetAssessment()) || len(kindsOf(at)) != 3 {
		t.Errorf("explained is %v by %v", at.GetAssessment(), kindsOf(at))
	}
	wantSums(t, at)
	change := s.explain(&assessmentv1.ExplainAssessmentRequest{SinceKnownTime: stamp(day(2026, 5, 4))})
	if !proto.Equal(change.GetBefore(), then.GetAssessment()) || !proto.Equal(change.GetAssessment(), now.GetAssessment()) {
		t.Errorf("from %v to %v", change.GetBefore(), change.GetAssessment())
	}
	wantSums(t, change)
	want := []string{"ADDED ITA", "ADDED USA", "DECAY", "DEFINITION", "SUPERSEDED USA", "TIME_PRESSURE", "WITHDRAWN IDN"}
	if got := kindsOf(change); !slices.Equal(got, want) {
		t.Errorf("causes %v, want %v", got, want)
	}
	if same := s.explain(&assessmentv1.ExplainAssessmentRequest{SinceRevision: then.GetRevision()}); !proto.Equal(same, change) {
		t.Errorf("since revision %d: %v", then.GetRevision(), kindsOf(same))
	}
	looked, err := s.assessments.GetAssessment(t.Context(), &assessmentv1.GetAssessmentRequest{InitiativeId: "gaza-isf", Revision: then.GetRevision()})
	if err != nil || !proto.Equal(looked.GetRecord(), then) {
		t.Errorf("revision %d: %v, %v", then.GetRevision(), looked.GetRecord(), err)
	}
	_, err = s.assessments.GetAssessment(t.Context(), &assessmentv1.GetAssessmentRequest{InitiativeId: "gaza-isf", Revision: 99})
	wantError(t, err, "NotFound", "REVISION_NOT_FOUND")
	brief, err := s.assessments.GetBrief(t.Context(), &assessmentv1.GetBriefRequest{InitiativeId: "gaza-isf", AsKnownTime: stamp(day(2026, 5, 4))})
	if err != nil || len(brief.GetContent()) == 0 {
		t.Errorf("brief on what was published: %v, %v", brief, err)
	}
	_, err = s.assessments.ExplainAssessment(t.Context(), &assessmentv1.ExplainAssessmentRequest{InitiativeId: "gaza-isf", SinceKnownTime: stamp(day(2026, 4, 4))})
	wantError(t, err, "NotFound", "NOT_YET_KNOWN")
}

// An article that is read anew for a catalogue that changed was known before; what
// is then said of it was not.
func TestWhatABackFillSaysWasNotSaidBefore(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	s, at := startAt(t, server)
	s.define("gaza-isf")
	tell(t, conn, reading{article: "a", catalogue: 1, claims: []*taggingv1.Claim{position("gaza-isf", "USA", supports, 300)}})
	before := s.settle(conn)["gaza-isf"]
	at.set(noon().Add(2 * time.Hour))
	tell(t, conn, reading{article: "a", catalogue: 2, claims: []*taggingv1.Claim{position("gaza-isf", "USA", rejects, -900)}})
	after := s.settle(conn)["gaza-isf"]
	if after.GetHash() == before.GetHash() || !after.GetKnownTime().AsTime().Equal(noon().Add(2*time.Hour)) {
		t.Fatalf("published at %s: %v", after.GetKnownTime().AsTime(), after)
	}
	for hours, want := range map[int]*assessmentv1.Record{0: before, 1: before, 2: after, 3: after} {
		got, err := s.assessments.GetAssessment(t.Context(), &assessmentv1.GetAssessmentRequest{
			InitiativeId: "gaza-isf", AsKnownTime: stamp(noon().Add(time.Duration(hours) * time.Hour)),
		})
		if err != nil || !proto.Equal(got.GetRecord(), want) {
			t.Errorf("after %d hours: revision %d, %v, want %d", hours, got.GetRecord().GetRevision(), err, want.GetRevision())
		}
	}
	at.set(noon()) // a clock that was set back
	tell(t, conn, reading{article: "a", revision: 2, claims: []*taggingv1.Claim{position("gaza-isf", "USA", supports, 900)}})
	if last := s.settle(conn)["gaza-isf"]; last.GetKnownTime().AsTime().Before(after.GetKnownTime().AsTime()) {
		t.Errorf("published at %s, behind %s", last.GetKnownTime().AsTime(), after.GetKnownTime().AsTime())
	}
}

// kindsOf are the causes with their actors, sorted, each once.
func kindsOf(e *assessmentv1.ExplainAssessmentResponse) []string {
	var all []string
	for _, c := range e.GetChanges() {
		text := c.GetKind().String()[len("CHANGE_KIND_"):]
		if actor := c.GetContribution().GetClaim().GetActor(); actor != "" {
			text += " " + actor
		}
		all = append(all, text)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (s *service) timeline(basis assessmentv1.SnapshotBasis, from, to *timestamppb.Timestamp) *assessmentv1.GetTimelineResponse {
	s.tb.Helper()
	timeline, err := s.assessments.GetTimeline(s.tb.Context(), &assessmentv1.GetTimelineRequest{
		InitiativeId: "gaza-isf", StartTime: from, EndTime: to, Basis: basis,
	})
	if err != nil {
		s.tb.Fatal(err)
	}
	return timeline
}

func TestTimelineAndScorecardOfAnAnsweredQuestion(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	s, at := startAt(t, server)
	s.define("gaza-isf")
	s.define("haiti-gsf")
	s.settle(conn)
	if _, err := s.judgements.RecordJudgement(t.Context(), judge("ann", 0.9, day(2026, 5, 4))); err != nil {
		t.Fatal(err)
	}
	tell(t, conn, says("a", "USA", supports, 2, 2))
	s.settle(conn)
	tell(t, conn, says("b", "ITA", supports, 3, 4)) // known a day late
	s.settle(conn)
	at.set(day(2026, 5, 7).Add(12 * time.Hour))
	s.resolve(assessmentv1.Resolution_RESOLUTION_YES, stamp(day(2026, 5, 6)))

	known := s.timeline(published, stamp(day(2026, 4, 25)), nil)
	var days []int
	for _, p := range known.GetPoints() {
		days = append(days, p.GetAsOfTime().AsTime().AddDate(0, 0, -1).Day())
	}
	if want := []int{1, 2, 3, 4, 5, 6, 7}; !slices.Equal(days, want) {
		t.Fatalf("published on %v, want %v", days, want)
	}
	p := func(n int) float64 { return known.GetPoints()[n-1].GetProbability() }
	if p(1) >= p(2) || p(2) != p(3) || p(3) >= p(4) || p(4) != p(6) || p(7) != 1 {
		t.Errorf("published %v", known.GetPoints())
	}
	again := s.timeline(recomputed, stamp(day(2026, 5, 1)), stamp(day(2026, 5, 8)))
	if q := again.GetPoints(); len(q) != 7 || q[2].GetProbability() <= q[1].GetProbability() || q[4].GetResolution() != assessmentv1.Resolution_RESOLUTION_OPEN || q[6].GetProbability() != 1 {
		t.Errorf("recomputed %v", q)
	}
	if len(again.GetDevelopments()) != 2 || again.GetDevelopments()[0].GetActor() != "ITA" {
		t.Errorf("developments %v", again.GetDevelopments())
	}

	card, err := s.assessments.GetScorecard(t.Context(), &assessmentv1.GetScorecardRequest{})
	if err != nil || len(card.GetRows()) != 1 || card.GetOpen() != 1 {
		t.Fatalf("card %v, %v", card, err)
	}
	row, brier := card.GetRows()[0], 0.0
	for n := 1; n <= 5; n++ { // answered on the 6th
		brier += (1 - p(n)) * (1 - p(n)) / 5
	}
	if row.GetAssessed().GetForecasts() != 5 || math.Abs(row.GetAssessed().GetBrier()-brier) > 1e-12 || math.Abs(row.GetPrior().GetBrier()-0.36) > 1e-12 {
		t.Errorf("row %v, want Brier %v", row, brier)
	}
	if row.GetJudged().GetForecasts() != 3 || math.Abs(row.GetJudged().GetBrier()-0.01) > 1e-12 || row.GetAssessedWhenJudged().GetForecasts() != 3 {
		t.Errorf("judged %v beside %v", row.GetJudged(), row.GetAssessedWhenJudged())
	}
	hindsight, err := s.assessments.GetScorecard(t.Context(), &assessmentv1.GetScorecardRequest{InitiativeIds: []string{"gaza-isf"}, Basis: recomputed})
	if err != nil || hindsight.GetTotal().GetAssessed().GetForecasts() != 4 {
		t.Errorf("recomputed card %v, %v", hindsight, err)
	}
	s.resolve(assessmentv1.Resolution_RESOLUTION_VOID, nil)
	if card, err = s.assessments.GetScorecard(t.Context(), &assessmentv1.GetScorecardRequest{}); err != nil || len(card.GetRows()) != 0 || card.GetVoid() != 1 {
		t.Errorf("card of a void question %v, %v", card, err)
	}
}

// A timeline that would take long to compute has every n-th day.
func TestTimelineOfManyDaysAndClaimsIsThinned(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	s, _ := startAt(t, server)
	s.define("gaza-isf")
	for i := range 14 {
		a := reading{article: fmt.Sprint("a", i)}
		for n := range 10 {
			a.claims = append(a.claims, position("gaza-isf", fmt.Sprint("AC", n), supports, 600))
		}
		tell(t, conn, a)
	}
	s.settle(conn)
	last := day(2026, 5, 2)
	line := s.timeline(recomputed, stamp(last.AddDate(0, 0, -3660)), stamp(last)) // 140 claims
	points := line.GetPoints()
	if n := len(points); n != 1830 || !points[n-1].GetAsOfTime().AsTime().Equal(last) || !points[n-2].GetAsOfTime().AsTime().Equal(last.AddDate(0, 0, -2)) {
		t.Errorf("%d points, the last of %v", n, points[n-1].GetAsOfTime().AsTime())
	}
	_, err := s.assessments.GetTimeline(t.Context(), &assessmentv1.GetTimelineRequest{InitiativeId: "gaza-isf", StartTime: stamp(last), EndTime: stamp(last)})
	wantError(t, err, "InvalidArgument", "TIMELINE_SPAN")
}
