package rpcapi

import (
	"context"
	"fmt"
	"strings"

	"github.com/barograph/barograph/internal/fault"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/page"
)

// ListEvidence returns a page of the claims on an initiative.
func (s *Assessments) ListEvidence(_ context.Context, req *assessmentv1.ListEvidenceRequest) (*assessmentv1.ListEvidenceResponse, error) {
	snapshot, err := s.snapshot(req.GetInitiativeId())
	if err != nil {
		return nil, err
	}
	after, err := pageKey(evidenceScope(req), req.GetPageToken())
	if err != nil {
		return nil, err
	}
	result, err := s.assess(snapshot, "as_of_time", req.GetAsOfTime())
	if err != nil {
		return nil, err
	}
	var matching []*assessmentv1.Contribution
	for _, c := range result.Contributions {
		if matches(req, c) && ofRung(req.GetMilestone(), result.Assessment.GetQuestion().GetMilestone(), c) {
			matching = append(matching, c)
		}
	}
	if matching, err = behind(matching, after); err != nil {
		return nil, err
	}
	response := &assessmentv1.ListEvidenceResponse{Contributions: matching}
	if limit := page.Size(req.GetPageSize()); len(matching) > limit {
		response.Contributions = matching[:limit]
		response.NextPageToken = page.Token(evidenceScope(req), evidenceKey(matching[limit-1]))
	}
	return response, nil
}

func matches(req *assessmentv1.ListEvidenceRequest, c *assessmentv1.Contribution) bool {
	return (req.GetDimension() == 0 || c.GetDimension() == req.GetDimension()) &&
		(req.GetActor() == "" || c.GetClaim().GetActor() == req.GetActor()) &&
		strings.HasPrefix(c.GetArticle().GetId(), req.GetArticleId()) && strings.HasPrefix(c.GetClaimId(), req.GetClaimId()) &&
		(!req.GetCountedOnly() || c.GetState() == assessmentv1.ContributionState_CONTRIBUTION_STATE_COUNTED)
}

// ofRung reports what counts for a rung below the target, which has a term of
// its own, and what is said of the target or a later one.
func ofRung(rung, target taggingv1.MilestoneKind, c *assessmentv1.Contribution) bool {
	if rung < target {
		return rung == 0 || c.GetMilestone() == rung
	}
	return c.GetClaim().GetMilestone().GetKind() == rung
}

// behind is what follows a piece of evidence. Between two pages an article may
// come and move everything; a piece that is gone has no place to go on from.
func behind(all []*assessmentv1.Contribution, key string) ([]*assessmentv1.Contribution, error) {
	if key == "" {
		return all, nil
	}
	for i, c := range all {
		if evidenceKey(c) == key {
			return all[i+1:], nil
		}
	}
	return nil, fault.Conflict("PAGE_TOKEN_STALE", "the evidence changed and the last one of the page before is gone; start with an empty page token")
}

// evidenceKey tells pieces of evidence apart: a claim may count once in a
// dimension and once for a rung.
func evidenceKey(c *assessmentv1.Contribution) string {
	return fmt.Sprintf("%s/%d/%d", c.GetClaimId(), c.GetDimension(), c.GetMilestone())
}

func evidenceScope(req *assessmentv1.ListEvidenceRequest) string {
	return strings.Join([]string{
		"evidence", req.GetInitiativeId(), fmt.Sprint(req.GetAsOfTime().GetSeconds(), req.GetAsOfTime().GetNanos()),
		fmt.Sprint(req.GetDimension().Number()), req.GetActor(), req.GetArticleId(), fmt.Sprint(req.GetCountedOnly()),
		fmt.Sprint(req.GetMilestone().Number()), req.GetClaimId(),
	}, "\x00")
}
