package rpcapi

import (
	"context"

	"google.golang.org/protobuf/types/known/timestamppb"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/board"
)

// mostBehind bounds the initiatives in an answer on the back-fill.
const mostBehind = 1000

// GetBackfill says how far the stored articles are read under the catalogue.
func (s *Assessments) GetBackfill(context.Context, *assessmentv1.GetBackfillRequest) (*assessmentv1.GetBackfillResponse, error) {
	if err := s.ready(); err != nil {
		return nil, err
	}
	doing, status, behind := s.board.Backfill()
	response := &assessmentv1.GetBackfillResponse{
		State: backfillState(doing, status.ArticlesCurrent == status.Articles), CatalogueRevision: status.CatalogueRevision,
		Articles: status.Articles, ArticlesCurrent: status.ArticlesCurrent,
	}
	if response.GetState() != assessmentv1.BackfillState_BACKFILL_STATE_COMPLETE {
		response.Requests = uint32(doing.Requests)
		if !doing.Since.IsZero() {
			response.StartTime = timestamppb.New(doing.Since)
		}
		if !doing.Asked.IsZero() {
			response.RequestTime = timestamppb.New(doing.Asked)
		}
	}
	for i, b := range behind {
		if i == mostBehind {
			response.InitiativesOmitted = uint32(len(behind) - mostBehind)
			break
		}
		response.Initiatives = append(response.Initiatives, &assessmentv1.InitiativeBackfill{
			InitiativeId: b.Initiative, CatalogueRevision: b.Revision, ArticlesCurrent: b.ArticlesCurrent,
		})
	}
	return response, nil
}

func backfillState(doing board.Backfill, complete bool) assessmentv1.BackfillState {
	switch {
	case complete:
		return assessmentv1.BackfillState_BACKFILL_STATE_COMPLETE
	case !doing.Enabled:
		return assessmentv1.BackfillState_BACKFILL_STATE_DISABLED
	case doing.Stalled:
		return assessmentv1.BackfillState_BACKFILL_STATE_STALLED
	case doing.Requests > 0:
		return assessmentv1.BackfillState_BACKFILL_STATE_RUNNING
	}
	return assessmentv1.BackfillState_BACKFILL_STATE_PENDING
}
