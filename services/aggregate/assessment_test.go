package aggregate_test

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/bustest"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// dated is a claim of another day.
func dated(c *taggingv1.Claim, date string) *taggingv1.Claim {
	c.EventTime = &taggingv1.EventTime{Date: date, Precision: taggingv1.DatePrecision_DATE_PRECISION_DAY}
	return c
}

func TestAsOfLeavesOutWhatCameLater(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	s := start(t, server)
	s.define("gaza-isf")
	early := reading{article: "early", claims: []*taggingv1.Claim{dated(position("gaza-isf", "USA", supports, 600), "2026-04-10")}}
	tell(t, conn, early)
	s.settle(conn)
	asOf := &assessmentv1.GetAssessmentRequest{InitiativeId: "gaza-isf", AsOfTime: stamp(day(2026, 4, 20))}
	want, err := s.assessments.GetAssessment(t.Context(), asOf)
	if err != nil {
		t.Fatal(err)
	}
	tell(t, conn, reading{article: "late", claims: []*taggingv1.Claim{dated(position("gaza-isf", "IDN", rejects, -900), "2026-04-28")}})
	s.settle(conn)
	got, err := s.assessments.GetAssessment(t.Context(), asOf)
	if err != nil || got.GetRecord().GetRevision() != 0 ||
		got.GetRecord().GetAssessment().GetProbability() != want.GetRecord().GetAssessment().GetProbability() {
		t.Errorf("as of 20 April: %v, %v, want %v", got.GetRecord().GetAssessment().GetProbability(), err, want.GetRecord().GetAssessment().GetProbability())
	}
	if as := got.GetRecord().GetAssessment().GetAsOfTime(); !proto.Equal(as, asOf.GetAsOfTime()) {
		t.Errorf("as of %v", as.AsTime())
	}

	explained, err := s.assessments.ExplainAssessment(t.Context(), &assessmentv1.ExplainAssessmentRequest{InitiativeId: "gaza-isf", SinceTime: asOf.GetAsOfTime()})
	if err != nil {
		t.Fatal(err)
	}
	if !proto.Equal(explained.GetBefore(), got.GetRecord().GetAssessment()) {
		t.Error("the change is not explained from the as-of state")
	}
	wantSums(t, explained)
	if !slices.ContainsFunc(explained.GetChanges(), func(c *assessmentv1.Change) bool {
		return c.GetKind() == assessmentv1.ChangeKind_CHANGE_KIND_ADDED && c.GetContribution().GetClaim().GetActor() == "IDN"
	}) {
		t.Errorf("the late article is not among the changes: %v", explained.GetChanges())
	}
	fromPrior, err := s.assessments.ExplainAssessment(t.Context(), &assessmentv1.ExplainAssessmentRequest{InitiativeId: "gaza-isf"})
	if err != nil || fromPrior.GetBefore() != nil {
		t.Fatalf("from the prior: %v", err)
	}
	wantSums(t, fromPrior)
}

// wantSums checks that the rows of an explanation sum to the change.
func wantSums(t *testing.T, e *assessmentv1.ExplainAssessmentResponse) {
	t.Helper()
	var logOdds, points float64
	for _, c := range e.GetChanges() {
		logOdds += c.GetLogOdds()
		points += c.GetPoints()
	}
	if math.Abs(logOdds-e.GetLogOddsChange()) > 1e-9 || math.Abs(points-e.GetPointsChange()) > 1e-7 || len(e.GetChanges()) == 0 {
		t.Errorf("%d rows sum to %v and %v, want %v and %v", len(e.GetChanges()), logOdds, points, e.GetLogOddsChange(), e.GetPointsChange())
	}
}

func TestBriefSpeaksOfTheAssessmentAsOfItsTime(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	s := start(t, server)
	s.define("gaza-isf")
	tell(t, conn, reading{article: "early", claims: []*taggingv1.Claim{dated(position("gaza-isf", "USA", supports, 600), "2026-04-10")}})
	s.settle(conn)
	now, err := s.assessments.GetBrief(t.Context(), &assessmentv1.GetBriefRequest{InitiativeId: "gaza-isf", Format: assessmentv1.BriefFormat_BRIEF_FORMAT_MARKDOWN})
	if err != nil || !strings.HasPrefix(now.GetContentType(), "text/markdown") {
		t.Fatalf("brief of type %q, %v", now.GetContentType(), err)
	}
	before, err := s.assessments.GetBrief(t.Context(), &assessmentv1.GetBriefRequest{InitiativeId: "gaza-isf", AsOfTime: stamp(day(2026, 4, 1))})
	if err != nil {
		t.Fatal(err)
	}
	const quote = "words early 0"
	if !strings.Contains(now.GetContent(), quote) || !strings.Contains(now.GetContent(), "Force gaza-isf") || strings.Contains(before.GetContent(), quote) {
		t.Errorf("brief now:\n%s\nbefore:\n%s", now.GetContent(), before.GetContent())
	}
}

func day(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

func TestEvidenceIsFilteredAndPaged(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	s := start(t, server)
	s.define("gaza-isf")
	for i := range 9 {
		tell(t, conn, reading{article: fmt.Sprint("a", i), claims: []*taggingv1.Claim{
			position("gaza-isf", fmt.Sprint("AC", i%3), supports, int32(100+50*i)),
			dated(position("gaza-isf", "USA", supports, 200), "2026-06-01"), // lies ahead
		}})
	}
	s.settle(conn)
	ctx := t.Context()
	all, err := s.assessments.ListEvidence(ctx, &assessmentv1.ListEvidenceRequest{InitiativeId: "gaza-isf"})
	if err != nil || len(all.GetContributions()) != 18 || all.GetNextPageToken() != "" {
		t.Fatalf("%d pieces of evidence, token %q, %v", len(all.GetContributions()), all.GetNextPageToken(), err)
	}
	for _, tt := range []struct {
		name string
		req  *assessmentv1.ListEvidenceRequest
		keep func(*assessmentv1.Contribution) bool
	}{
		{"all", &assessmentv1.ListEvidenceRequest{}, func(*assessmentv1.Contribution) bool { return true }},
		{"actor", &assessmentv1.ListEvidenceRequest{Actor: "AC1"}, func(c *assessmentv1.Contribution) bool { return c.GetClaim().GetActor() == "AC1" }},
		{"article", &assessmentv1.ListEvidenceRequest{ArticleId: "a3"}, func(c *assessmentv1.Contribution) bool { return c.GetArticle().GetId() == "a3" }},
		{"counted", &assessmentv1.ListEvidenceRequest{CountedOnly: true}, func(c *assessmentv1.Contribution) bool {
			return c.GetState() == assessmentv1.ContributionState_CONTRIBUTION_STATE_COUNTED
		}},
		{"dimension", &assessmentv1.ListEvidenceRequest{Dimension: taggingv1.Dimension_DIMENSION_FUNDING}, func(c *assessmentv1.Contribution) bool {
			return c.GetDimension() == taggingv1.Dimension_DIMENSION_FUNDING
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var want, got []string
			for _, c := range all.GetContributions() {
				if tt.keep(c) {
					want = append(want, c.GetClaimId())
				}
			}
			tt.req.InitiativeId, tt.req.PageSize = "gaza-isf", 2
			for pages := 0; pages == 0 || tt.req.PageToken != ""; pages++ {
				page, err := s.assessments.ListEvidence(ctx, tt.req)
				if err != nil || len(page.GetContributions()) > 2 {
					t.Fatalf("page %d: %d items, %v", pages, len(page.GetContributions()), err)
				}
				for _, c := range page.GetContributions() {
					got = append(got, c.GetClaimId())
				}
				tt.req.PageToken = page.GetNextPageToken()
			}
			if !slices.Equal(got, want) {
				t.Errorf("paged %v, want %v", got, want)
			}
		})
	}
	first, err := s.assessments.ListEvidence(ctx, &assessmentv1.ListEvidenceRequest{InitiativeId: "gaza-isf", PageSize: 2})
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.assessments.ListEvidence(ctx, &assessmentv1.ListEvidenceRequest{InitiativeId: "gaza-isf", Actor: "AC1", PageToken: first.GetNextPageToken()})
	wantError(t, err, "InvalidArgument", "PAGE_TOKEN")
	for i := range 9 {
		tell(t, conn, reading{article: fmt.Sprint("a", i), retracted: true})
	}
	s.settle(conn)
	_, err = s.assessments.ListEvidence(ctx, &assessmentv1.ListEvidenceRequest{InitiativeId: "gaza-isf", PageToken: first.GetNextPageToken()})
	wantError(t, err, "Aborted", "PAGE_TOKEN_STALE")
}

func TestUnknownInitiativesAreNotFound(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	s := start(t, server)
	ctx := t.Context()
	for name, call := range map[string]func() error{
		"get": func() error {
			_, err := s.assessments.GetAssessment(ctx, &assessmentv1.GetAssessmentRequest{InitiativeId: "nothing"})
			return err
		},
		"as known": func() error {
			_, err := s.assessments.GetAssessment(ctx, &assessmentv1.GetAssessmentRequest{InitiativeId: "nothing", AsKnownTime: stamp(noon())})
			return err
		},
		"explain": func() error {
			_, err := s.assessments.ExplainAssessment(ctx, &assessmentv1.ExplainAssessmentRequest{InitiativeId: "nothing"})
			return err
		},
		"brief": func() error {
			_, err := s.assessments.GetBrief(ctx, &assessmentv1.GetBriefRequest{InitiativeId: "nothing"})
			return err
		},
		"evidence": func() error {
			_, err := s.assessments.ListEvidence(ctx, &assessmentv1.ListEvidenceRequest{InitiativeId: "nothing"})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) { wantError(t, call(), "NotFound", "INITIATIVE_NOT_FOUND") })
	}
	_, err := s.assessments.GetAssessment(ctx, &assessmentv1.GetAssessmentRequest{InitiativeId: "x", AsOfTime: stamp(noon()), AsKnownTime: stamp(noon())})
	wantError(t, err, "InvalidArgument", "INVALID_ARGUMENT")
}

func TestWrongTimesAreRefused(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	s := start(t, server)
	s.define("gaza-isf")
	s.settle(conn)
	never := &timestamppb.Timestamp{Seconds: 1 << 60}
	_, err := s.assessments.GetAssessment(t.Context(), &assessmentv1.GetAssessmentRequest{InitiativeId: "gaza-isf", AsOfTime: never})
	wantError(t, err, "InvalidArgument", "INVALID_TIME")
	_, err = s.assessments.GetAssessment(t.Context(), &assessmentv1.GetAssessmentRequest{InitiativeId: "gaza-isf", AsKnownTime: never})
	wantError(t, err, "InvalidArgument", "INVALID_TIME")
	_, err = s.assessments.ExplainAssessment(t.Context(), &assessmentv1.ExplainAssessmentRequest{
		InitiativeId: "gaza-isf", AsOfTime: stamp(noon()), SinceTime: stamp(noon()),
	})
	wantError(t, err, "InvalidArgument", "SINCE_TIME")
}

func TestAssessmentsAreListedInPages(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	s := start(t, server)
	for i := range 5 {
		s.define(fmt.Sprint("initiative-", i))
	}
	s.settle(conn)
	var got []string
	for token, pages := "", 0; pages == 0 || token != ""; pages++ {
		page, err := s.assessments.ListAssessments(t.Context(), &assessmentv1.ListAssessmentsRequest{PageSize: 2, PageToken: token})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range page.GetRecords() {
			got = append(got, r.GetAssessment().GetInitiativeId())
		}
		token = page.GetNextPageToken()
	}
	if want := []string{"initiative-0", "initiative-1", "initiative-2", "initiative-3", "initiative-4"}; !slices.Equal(got, want) {
		t.Errorf("listed %v", got)
	}
}

func TestWatchFollowsAssessmentsAndDeletions(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	s := start(t, server)
	s.define("gaza-isf")
	s.define("ukraine-mnf")
	s.settle(conn)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	watch, err := s.assessments.WatchAssessments(ctx, &assessmentv1.WatchAssessmentsRequest{InitiativeIds: []string{"gaza-isf"}})
	if err != nil {
		t.Fatal(err)
	}
	next := func() *assessmentv1.WatchAssessmentsResponse {
		t.Helper()
		step, err := watch.Recv()
		if err != nil {
			t.Fatal(err)
		}
		return step
	}
	if step := next(); step.GetRecord().GetRevision() != 1 {
		t.Errorf("first step %v", step)
	}
	if step := next(); !step.GetSnapshotComplete() {
		t.Errorf("second step %v", step)
	}
	tell(t, conn, reading{article: "a", claims: []*taggingv1.Claim{position("gaza-isf", "USA", supports, 600), position("ukraine-mnf", "GBR", supports, 600)}})
	if step := next(); step.GetRecord().GetRevision() != 2 || step.GetRecord().GetAssessment().GetInitiativeId() != "gaza-isf" {
		t.Errorf("third step %v", step)
	}
	if _, err := s.initiatives.DeleteInitiative(t.Context(), &initiativev1.DeleteInitiativeRequest{Id: "gaza-isf"}); err != nil {
		t.Fatal(err)
	}
	if step := next(); step.GetDeletedId() != "gaza-isf" {
		t.Errorf("fourth step %v", step)
	}
	_, err = s.assessments.GetAssessment(t.Context(), &assessmentv1.GetAssessmentRequest{InitiativeId: "gaza-isf"})
	wantError(t, err, "NotFound", "INITIATIVE_NOT_FOUND")

	// Defined again, its claims are still in the ledger, and its revisions go on.
	changed := initiative("gaza-isf")
	changed.Prior.Probability = 0.2
	if _, err := s.initiatives.CreateInitiative(t.Context(), &initiativev1.CreateInitiativeRequest{Initiative: changed}); err != nil {
		t.Fatal(err)
	}
	if r := next().GetRecord(); r.GetRevision() != 4 || r.GetAssessment().GetGrounds().GetArticles() != 1 {
		t.Errorf("fifth step: revision %d with %d articles", r.GetRevision(), r.GetAssessment().GetGrounds().GetArticles())
	}
}

func TestSlowWatcherHoldsUpNobodyAndMissesNothing(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	s := start(t, server)
	s.define("gaza-isf")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	watch, err := s.assessments.WatchAssessments(ctx, &assessmentv1.WatchAssessmentsRequest{})
	if err != nil {
		t.Fatal(err)
	}
	const rounds = 60 // of records that together overflow every buffer on the way
	var last *assessmentv1.Record
	for i := range rounds {
		var all []reading
		for j := range 20 {
			all = append(all, reading{article: fmt.Sprint("a", j), revision: uint32(i + 1), claims: []*taggingv1.Claim{
				position("gaza-isf", fmt.Sprint("AC", j), supports, int32(10+i)),
			}})
		}
		tell(t, conn, all...)
		last = s.settle(conn)["gaza-isf"] // returns although nobody reads
	}
	var revision uint64
	for revision < last.GetRevision() {
		step, err := watch.Recv()
		if err != nil {
			t.Fatal(err)
		}
		if r := step.GetRecord(); r != nil {
			if r.GetRevision() != revision+1 && revision > 0 {
				t.Fatalf("revision went from %d to %d", revision, r.GetRevision())
			}
			revision = r.GetRevision()
		}
	}
}
