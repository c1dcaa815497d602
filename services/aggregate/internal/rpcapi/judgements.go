package rpcapi

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/barograph/barograph/internal/caller"
	"github.com/barograph/barograph/internal/fault"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/judgement"
	"github.com/barograph/barograph/services/aggregate/internal/page"
)

// People keeps judgements and rulings; see store.Judgements.
type People interface {
	Ready(ctx context.Context) error
	Judgements(initiative string) []*assessmentv1.Judgement
	Rulings(initiative string) []*assessmentv1.Ruling
	Record(ctx context.Context, j *assessmentv1.Judgement) (*assessmentv1.Judgement, error)
	Withdraw(ctx context.Context, initiative string, number uint64, reason, by string) error
	Rule(ctx context.Context, ruling *assessmentv1.Ruling, after uint64) (*assessmentv1.Ruling, error)
}

// Judgements serves JudgementService.
type Judgements struct {
	assessmentv1.UnimplementedJudgementServiceServer
	assessments *Assessments
	people      People
	now         func() time.Time
}

// NewJudgements makes the service on that of the assessments.
func NewJudgements(a *Assessments, p People, now func() time.Time) *Judgements {
	return &Judgements{assessments: a, people: p, now: now}
}

// RecordJudgement records a judgement with what the machine says now.
func (s *Judgements) RecordJudgement(ctx context.Context, req *assessmentv1.RecordJudgementRequest) (*assessmentv1.RecordJudgementResponse, error) {
	id := req.GetInitiativeId()
	if err := s.ready(ctx, id); err != nil {
		return nil, err
	}
	until, err := moment("expire_time", req.GetExpireTime())
	if err != nil {
		return nil, err
	}
	if !until.After(s.now()) {
		return nil, fault.Invalid("EXPIRE_TIME", "a judgement holds for a time to come",
			fault.Field{Path: "expire_time", Problem: "must be after " + s.now().UTC().Format(time.RFC3339)})
	}
	term, err := judgement.Term(req.Probability, req.GetLikelihood())
	if err != nil {
		return nil, fault.Invalid("LIKELIHOOD", "probability and likelihood do not say the same",
			fault.Field{Path: "likelihood", Problem: err.Error()})
	}
	shown, _ := s.assessments.board.Record(id)
	stored, err := s.people.Record(ctx, &assessmentv1.Judgement{
		InitiativeId: id, Author: req.GetAuthor(), RecordedBy: recorder(ctx), Rationale: req.GetRationale(), Probability: req.Probability,
		Likelihood: term, ExpireTime: req.GetExpireTime(),
		AssessedProbability: shown.GetAssessment().GetProbability(), AssessedRevision: shown.GetRevision(),
	})
	if err != nil {
		return nil, err
	}
	return &assessmentv1.RecordJudgementResponse{Judgement: s.stored(id, stored.GetNumber())}, nil
}

// WithdrawJudgement ends a judgement.
func (s *Judgements) WithdrawJudgement(ctx context.Context, req *assessmentv1.WithdrawJudgementRequest) (*assessmentv1.WithdrawJudgementResponse, error) {
	id := req.GetInitiativeId()
	if err := s.ready(ctx, id); err != nil {
		return nil, err
	}
	if j := s.stored(id, req.GetNumber()); j != nil && j.GetState() != assessmentv1.JudgementState_JUDGEMENT_STATE_IN_FORCE {
		return nil, fault.Conflict("JUDGEMENT_ENDED", "judgement %d on %s ended on %s already", j.GetNumber(), id,
			j.GetEndTime().AsTime().Format(time.RFC3339))
	}
	if err := s.people.Withdraw(ctx, id, req.GetNumber(), req.GetReason(), recorder(ctx)); err != nil {
		return nil, err
	}
	return &assessmentv1.WithdrawJudgementResponse{Judgement: s.stored(id, req.GetNumber())}, nil
}

// recorder is who calls, where that is known: what he says of himself need not
// be true.
func recorder(ctx context.Context) string {
	if who := caller.Of(ctx); who.Kind != caller.Anonymous {
		return who.Name
	}
	return ""
}

// stored is a judgement as it stands now; nil when there is none.
func (s *Judgements) stored(id string, number uint64) *assessmentv1.Judgement {
	for _, j := range judgement.At(s.people.Judgements(id), s.now()) {
		if j.GetNumber() == number {
			return j
		}
	}
	return nil
}

// ListJudgements returns a page of the judgements on an initiative.
func (s *Judgements) ListJudgements(ctx context.Context, req *assessmentv1.ListJudgementsRequest) (*assessmentv1.ListJudgementsResponse, error) {
	id := req.GetInitiativeId()
	if err := s.ready(ctx, id); err != nil {
		return nil, err
	}
	all := judgement.At(s.people.Judgements(id), s.now())
	if req.GetInForceOnly() {
		all = judgement.InForce(s.people.Judgements(id), s.now())
	}
	items, next, err := newestFirst(all, (*assessmentv1.Judgement).GetNumber, fmt.Sprint("judgements\x00", id, req.GetInForceOnly()), req)
	if err != nil {
		return nil, err
	}
	return &assessmentv1.ListJudgementsResponse{Judgements: items, NextPageToken: next}, nil
}

// ready says whether the service knows the initiative and what is said on it.
func (s *Judgements) ready(ctx context.Context, id string) error {
	if err := s.people.Ready(ctx); err != nil {
		return err
	}
	_, err := s.assessments.snapshot(id)
	return err
}

// paged is a request for a page.
type paged interface {
	GetPageSize() int32
	GetPageToken() string
}

// newestFirst is the page of a list of falling numbers that a request asks for.
func newestFirst[T any](all []T, number func(T) uint64, scope string, req paged) (items []T, next string, err error) {
	key, err := pageKey(scope, req.GetPageToken())
	if err != nil {
		return nil, "", err
	}
	if after, err := strconv.ParseUint(key, 10, 64); err == nil {
		for len(all) > 0 && number(all[0]) >= after {
			all = all[1:]
		}
	}
	if limit := page.Size(req.GetPageSize()); len(all) > limit {
		return all[:limit], page.Token(scope, strconv.FormatUint(number(all[limit-1]), 10)), nil
	}
	return all, "", nil
}
