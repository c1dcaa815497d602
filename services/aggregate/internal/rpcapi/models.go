package rpcapi

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/fault"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/compare"
	"github.com/barograph/barograph/services/aggregate/internal/ledger"
)

// Models serves ModelService.
type Models struct {
	assessmentv1.UnimplementedModelServiceServer
	assessments *Assessments
}

// NewModels makes the service on that of the assessments.
func NewModels(a *Assessments) *Models { return &Models{assessments: a} }

// GetModel returns the model that assessments are computed with.
func (s *Models) GetModel(context.Context, *assessmentv1.GetModelRequest) (*assessmentv1.GetModelResponse, error) {
	model := s.assessments.model
	return &assessmentv1.GetModelResponse{Version: model.Version, File: model.File()}, nil
}

// CompareModels puts two versions of each assessment side by side.
func (s *Models) CompareModels(ctx context.Context, req *assessmentv1.CompareModelsRequest) (*assessmentv1.CompareModelsResponse, error) {
	if err := s.assessments.ready(); err != nil {
		return nil, err
	}
	ids, next, err := s.page(req)
	if err != nil {
		return nil, err
	}
	response := &assessmentv1.CompareModelsResponse{NextPageToken: next}
	if req.GetModelFile() == "" {
		response.Comparisons, err = s.published(ctx, ids)
		return response, err
	}
	other, err := assess.ReadModel([]byte(req.GetModelFile()))
	if err != nil {
		return nil, fault.Invalid("MODEL_FILE", "the model file cannot be used", fault.Field{Path: "model_file", Problem: err.Error()})
	}
	for _, d := range s.assessments.model.Differences(other) {
		response.Parameters = append(response.Parameters, &assessmentv1.ParameterChange{Path: d.Path, Before: d.Before, After: d.After})
	}
	response.Comparisons, err = s.computed(ctx, ids, req.GetAsOfTime(), other)
	return response, err
}

// page are the ids of a page, all of them defined.
func (s *Models) page(req *assessmentv1.CompareModelsRequest) (ids []string, next string, err error) {
	all := s.assessments.board.Initiatives()
	if len(req.GetInitiativeIds()) > 0 {
		all = slices.Compact(slices.Sorted(slices.Values(req.GetInitiativeIds())))
		for _, id := range all {
			if _, err := s.outline(id); err != nil {
				return nil, "", err
			}
		}
	}
	scope := fmt.Sprintf("models %q %x %d.%d", req.GetInitiativeIds(), sha256.Sum256([]byte(req.GetModelFile())),
		req.GetAsOfTime().GetSeconds(), req.GetAsOfTime().GetNanos())
	after, err := pageKey(scope, req.GetPageToken())
	if err != nil {
		return nil, "", err
	}
	ids, next = cut(all, func(id string) string { return id }, scope, after, req.GetPageSize())
	return ids, next, nil
}

func (s *Models) outline(id string) (ledger.Snapshot, error) {
	outline, ok := s.assessments.board.Outline(id)
	if !ok {
		return outline, undefined(id)
	}
	return outline, nil
}

// computed compares the model in use with another one, both now.
func (s *Models) computed(ctx context.Context, ids []string, asOf *timestamppb.Timestamp, other *assess.Model) ([]*assessmentv1.ModelComparison, error) {
	var all []*assessmentv1.ModelComparison
	for _, id := range ids {
		snapshot, defined := s.assessments.board.Snapshot(id)
		if !defined { // deleted since
			continue
		}
		at := snapshot.AsOf
		if asOf != nil {
			var err error
			if at, err = moment("as_of_time", asOf); err != nil {
				return nil, err
			}
		}
		if ctx.Err() != nil {
			return nil, fault.Transient("COMPARISON_TIME", "the comparison takes longer than the call may; ask for fewer initiatives at a time", ctx.Err())
		}
		all = append(all, compare.Models(s.assessments.input(snapshot, at), other))
	}
	return all, nil
}

// published compares what was published last with another model with what the
// model in use makes of the ledger of then.
func (s *Models) published(ctx context.Context, ids []string) ([]*assessmentv1.ModelComparison, error) {
	var records []*assessmentv1.Record
	through := map[string]uint64{}
	for _, id := range ids {
		var last *assessmentv1.Record
		err := s.assessments.history.Published(ctx, id, func(r *assessmentv1.Record) {
			if r.GetAssessment().GetModelVersion() != s.assessments.model.Version {
				last = r
			}
		})
		if err != nil {
			return nil, err
		}
		if last != nil {
			records, through[id] = append(records, last), last.GetLedgerSequence()
		}
	}
	if len(records) == 0 {
		return nil, nil
	}
	then, err := s.assessments.past.Snapshots(ctx, through)
	if err != nil {
		return nil, err
	}
	all := make([]*assessmentv1.ModelComparison, len(records))
	for i, r := range records {
		a := r.GetAssessment()
		all[i] = compare.Published(r, assess.Assess(s.assessments.input(then[a.GetInitiativeId()], a.GetAsOfTime().AsTime())).Assessment)
	}
	return all, nil
}
