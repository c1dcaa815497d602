package rpcapi

import (
	"context"
	"slices"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/fault"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
)

// ResolveQuestion answers the question of an initiative.
func (s *Judgements) ResolveQuestion(ctx context.Context, req *assessmentv1.ResolveQuestionRequest) (*assessmentv1.ResolveQuestionResponse, error) {
	result, effective, err := s.beforeRuling(ctx, req.GetInitiativeId(), req.GetEffectiveTime())
	if err != nil {
		return nil, err
	}
	question := result.Assessment.GetQuestion()
	ruling := &assessmentv1.Ruling{
		InitiativeId: req.GetInitiativeId(), Subject: &assessmentv1.Ruling_Resolution{Resolution: req.GetResolution()},
		Author: req.GetAuthor(), RecordedBy: recorder(ctx), Reason: req.GetReason(), EffectiveTime: effective, Milestone: question.GetMilestone(),
	}
	if !question.GetRolling() {
		ruling.Deadline = question.GetDeadline()
	}
	stored, err := s.rule(ctx, ruling)
	if err != nil {
		return nil, err
	}
	return &assessmentv1.ResolveQuestionResponse{Ruling: stored}, nil
}

// RuleCondition says where a condition stands.
func (s *Judgements) RuleCondition(ctx context.Context, req *assessmentv1.RuleConditionRequest) (*assessmentv1.RuleConditionResponse, error) {
	result, effective, err := s.beforeRuling(ctx, req.GetInitiativeId(), req.GetEffectiveTime())
	if err != nil {
		return nil, err
	}
	if !states(result, req.GetActor(), req.GetKind()) {
		return nil, fault.NotFound("CONDITION_NOT_FOUND", "nobody by that id has stated such a condition on %s; its positions have those that are",
			req.GetInitiativeId())
	}
	stored, err := s.rule(ctx, &assessmentv1.Ruling{
		InitiativeId: req.GetInitiativeId(), Author: req.GetAuthor(), RecordedBy: recorder(ctx), Reason: req.GetReason(), EffectiveTime: effective,
		Subject: &assessmentv1.Ruling_Condition{Condition: &assessmentv1.ConditionRuling{
			Actor: req.GetActor(), Kind: req.GetKind(), State: req.GetState(),
		}},
	})
	if err != nil {
		return nil, err
	}
	return &assessmentv1.RuleConditionResponse{Ruling: stored}, nil
}

// ListRulings returns a page of the rulings on an initiative.
func (s *Judgements) ListRulings(ctx context.Context, req *assessmentv1.ListRulingsRequest) (*assessmentv1.ListRulingsResponse, error) {
	id := req.GetInitiativeId()
	if err := s.ready(ctx, id); err != nil {
		return nil, err
	}
	all := slices.Clone(s.people.Rulings(id))
	slices.Reverse(all)
	items, next, err := newestFirst(all, (*assessmentv1.Ruling).GetRevision, "rulings\x00"+id, req)
	if err != nil {
		return nil, err
	}
	return &assessmentv1.ListRulingsResponse{Rulings: items, NextPageToken: next}, nil
}

// beforeRuling is the assessment that a ruling is about, and the time from
// which it is to hold.
func (s *Judgements) beforeRuling(ctx context.Context, id string, asked *timestamppb.Timestamp) (assess.Result, *timestamppb.Timestamp, error) {
	if err := s.ready(ctx, id); err != nil {
		return assess.Result{}, nil, err
	}
	now := s.now()
	if asked == nil {
		asked = timestamppb.New(now)
	}
	from, err := moment("effective_time", asked)
	if err != nil {
		return assess.Result{}, nil, err
	}
	if from.After(now) {
		return assess.Result{}, nil, fault.Invalid("EFFECTIVE_TIME", "nothing is decided ahead of its time",
			fault.Field{Path: "effective_time", Problem: "must not be after " + now.UTC().Format(time.RFC3339)})
	}
	snapshot, err := s.assessments.snapshot(id)
	if err != nil {
		return assess.Result{}, nil, err
	}
	result, err := s.assessments.assess(snapshot, "", nil)
	return result, asked, err
}

// rule stores a ruling and waits until it is in the assessment, for a while: it
// will be, whatever the caller does.
func (s *Judgements) rule(ctx context.Context, ruling *assessmentv1.Ruling) (*assessmentv1.Ruling, error) {
	board := s.assessments.board
	stored, err := s.people.Rule(ctx, ruling, board.RulingRevision(ruling.GetInitiativeId()))
	if err != nil {
		return nil, err
	}
	const atMost, every = 5 * time.Second, 10 * time.Millisecond
	ctx, cancel := context.WithTimeout(ctx, atMost)
	defer cancel()
	tick := time.NewTicker(every)
	defer tick.Stop()
	for board.RulingRevision(stored.GetInitiativeId()) < stored.GetRevision() {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return stored, nil //nolint:nilerr // it is stored; only the wait is over
		}
	}
	_ = board.AwaitPublished(ctx, board.Status().Sequence) // as above
	return stored, nil
}

// states reports whether an actor, or with an empty id anybody, has stated a
// condition of a kind.
func states(result assess.Result, actor string, kind taggingv1.ConditionKind) bool {
	return slices.ContainsFunc(result.Contributions, func(c *assessmentv1.Contribution) bool {
		claim := c.GetClaim()
		if actor != "" && claim.GetActor() != actor {
			return false
		}
		return claim.GetCondition().GetKind() == kind || slices.ContainsFunc(claim.GetPosition().GetConditions(), func(condition *taggingv1.Condition) bool {
			return condition.GetKind() == kind
		})
	})
}
