package e2e_test

import (
	"context"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
)

// What `-o json` prints is the protojson of the message that the service
// answers with: a program reads it with the contract.
func TestJSONIsTheMessage(t *testing.T) {
	inBoth(t, func(t *testing.T, start starter) {
		s := start(t, options{dir: folder(t), initiatives: catalogue(t)})
		s.submit(articles(t)...)
		s.settle()
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		const id = "gaza-isf"
		service, models := s.clients.Assessments(), s.clients.Models()
		answer := func(m proto.Message, err error) proto.Message {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
			return m
		}
		record, err := service.GetAssessment(ctx, &assessmentv1.GetAssessmentRequest{InitiativeId: id})
		if err != nil {
			t.Fatal(err)
		}
		for line, want := range map[string]proto.Message{
			"list":                              answer(service.ListAssessments(ctx, &assessmentv1.ListAssessmentsRequest{})),
			"assess " + id:                      record.GetRecord(),
			"explain " + id:                     answer(service.ExplainAssessment(ctx, &assessmentv1.ExplainAssessmentRequest{InitiativeId: id})),
			"evidence --all --limit 1000 " + id: answer(service.ListEvidence(ctx, &assessmentv1.ListEvidenceRequest{InitiativeId: id, PageSize: 1000})),
			"timeline " + id:                    answer(service.GetTimeline(ctx, &assessmentv1.GetTimelineRequest{InitiativeId: id})),
			"scorecard":                         answer(service.GetScorecard(ctx, &assessmentv1.GetScorecardRequest{})),
			"brief " + id:                       answer(service.GetBrief(ctx, &assessmentv1.GetBriefRequest{InitiativeId: id, Format: assessmentv1.BriefFormat_BRIEF_FORMAT_MARKDOWN})),
			"positions " + id:                   part(record, "positions"),
			"commitments " + id:                 part(record, "commitments"),
			"conditions " + id:                  part(record, "conditions"),
			"contradictions " + id:              part(record, "contradictions"),
			"model show":                        answer(models.GetModel(ctx, &assessmentv1.GetModelRequest{})),
			"model compare":                     answer(models.CompareModels(ctx, &assessmentv1.CompareModelsRequest{})),
			"backfill":                          answer(service.GetBackfill(ctx, &assessmentv1.GetBackfillRequest{})),
			"initiatives list":                  answer(s.clients.Initiatives().ListInitiatives(ctx, &initiativev1.ListInitiativesRequest{})),
		} {
			out, notes, code := s.cli(ctx, "", append(strings.Fields(line), "-o", "json")...)
			got := want.ProtoReflect().New().Interface()
			if err := protojson.Unmarshal([]byte(out), got); code != 0 || err != nil || !proto.Equal(got, want) {
				t.Errorf("%s: exit %d, %s, %v\n%.500s", line, code, notes, err, out)
			}
		}
	})
}

// part is an assessment with one of its lists alone.
func part(answer *assessmentv1.GetAssessmentResponse, list string) *assessmentv1.Assessment {
	whole := answer.GetRecord().GetAssessment()
	a := &assessmentv1.Assessment{
		InitiativeId: whole.GetInitiativeId(), InitiativeName: whole.GetInitiativeName(), AsOfTime: whole.GetAsOfTime(), ModelVersion: whole.GetModelVersion(),
	}
	switch list {
	case "positions":
		a.Positions, a.PositionsOmitted = whole.GetPositions(), whole.GetPositionsOmitted()
	case "commitments":
		a.Commitments, a.CommitmentsOmitted, a.CommitmentTotals = whole.GetCommitments(), whole.GetCommitmentsOmitted(), whole.GetCommitmentTotals()
	case "conditions":
		for _, p := range whole.GetPositions() {
			if len(p.GetConditions()) > 0 {
				a.Positions = append(a.Positions, p)
			}
		}
	case "contradictions":
		a.Contradictions, a.ContradictionsOmitted = whole.GetContradictions(), whole.GetContradictionsOmitted()
	}
	return a
}
