package aggregate_test

import (
	"sync/atomic"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/bustest"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate"
)

// clock is a clock that a test sets.
type clock struct{ at atomic.Pointer[time.Time] }

func (c *clock) set(t time.Time) { c.at.Store(&t) }

func (c *clock) now() time.Time { return *c.at.Load() }

// startAt runs a service by a clock that stands at noon.
func startAt(t *testing.T, server *bustest.Server) (*service, *clock) {
	t.Helper()
	c := &clock{}
	c.set(noon())
	return start(t, server, func(_ *aggregate.Config, d *aggregate.Deps) { d.Now = c.now }), c
}

func judge(author string, p float64, until time.Time) *assessmentv1.RecordJudgementRequest {
	return &assessmentv1.RecordJudgementRequest{
		InitiativeId: "gaza-isf", Author: author, Rationale: "what I heard", Probability: proto.Float64(p), ExpireTime: stamp(until),
	}
}

func (s *service) record(id string) *assessmentv1.Record {
	s.tb.Helper()
	answer, err := s.assessments.GetAssessment(s.tb.Context(), &assessmentv1.GetAssessmentRequest{InitiativeId: id})
	if err != nil {
		s.tb.Fatal(err)
	}
	return answer.GetRecord()
}

func TestJudgementStandsBesideTheNumberAndEnds(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	s, at := startAt(t, server)
	s.define("gaza-isf")
	s.settle(conn)
	before := s.record("gaza-isf")
	made, err := s.judgements.RecordJudgement(t.Context(), judge("ann", 0.7, noon().AddDate(0, 0, 10)))
	if err != nil {
		t.Fatal(err)
	}
	j := made.GetJudgement()
	if j.GetNumber() != 1 || j.GetLikelihood() != assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_LIKELY ||
		j.GetState() != assessmentv1.JudgementState_JUDGEMENT_STATE_IN_FORCE ||
		j.GetAssessedProbability() != before.GetAssessment().GetProbability() || j.GetAssessedRevision() != before.GetRevision() {
		t.Errorf("recorded %v beside %v", j, before)
	}
	after := s.record("gaza-isf")
	if len(after.GetJudgements()) != 1 || !proto.Equal(after.GetJudgements()[0], j) {
		t.Errorf("beside the record: %v", after.GetJudgements())
	}
	after.Judgements = nil
	if !proto.Equal(before, after) {
		t.Errorf("a judgement changed the record from %v to %v", before, after)
	}
	if published := events(t, conn, "gaza-isf"); len(published) != int(before.GetRevision()) {
		t.Errorf("a judgement published something: %d events", len(published))
	}
	if _, err := s.judgements.RecordJudgement(t.Context(), judge("bob", 0.2, noon().AddDate(0, 0, 3))); err != nil {
		t.Fatal(err)
	}
	at.set(noon().AddDate(0, 0, 5)) // bob's is over
	if got := s.record("gaza-isf").GetJudgements(); len(got) != 1 || got[0].GetAuthor() != "ann" {
		t.Errorf("in force after five days: %v", got)
	}
	if _, err := s.judgements.RecordJudgement(t.Context(), judge("ann", 0.3, noon().AddDate(0, 0, 20))); err != nil {
		t.Fatal(err)
	}
	s.wantJudgements("SUPERSEDED", "EXPIRED", "IN_FORCE")
	if _, err := s.judgements.WithdrawJudgement(t.Context(), &assessmentv1.WithdrawJudgementRequest{InitiativeId: "gaza-isf", Number: 3, Reason: "misread"}); err != nil {
		t.Fatal(err)
	}
	s.wantJudgements("SUPERSEDED", "EXPIRED", "WITHDRAWN")
	_, err = s.judgements.WithdrawJudgement(t.Context(), &assessmentv1.WithdrawJudgementRequest{InitiativeId: "gaza-isf", Number: 1, Reason: "too"})
	wantError(t, err, "Aborted", "JUDGEMENT_ENDED")

	s.stop() // history is kept
	s, at = startAt(t, server)
	at.set(noon().AddDate(0, 0, 6))
	s.wantJudgements("SUPERSEDED", "EXPIRED", "WITHDRAWN")
	known, err := s.assessments.GetAssessment(t.Context(), &assessmentv1.GetAssessmentRequest{InitiativeId: "gaza-isf", AsKnownTime: stamp(noon().AddDate(0, 0, 1))})
	if err != nil || len(known.GetRecord().GetJudgements()) != 2 {
		t.Errorf("as known a day later: %v, %v", known.GetRecord().GetJudgements(), err)
	}
}

// wantJudgements checks the states of all judgements by number, in pages of one.
func (s *service) wantJudgements(states ...string) {
	s.tb.Helper()
	req := &assessmentv1.ListJudgementsRequest{InitiativeId: "gaza-isf", PageSize: 1}
	for number := len(states); number > 0; number-- {
		list, err := s.judgements.ListJudgements(s.tb.Context(), req)
		if err != nil || len(list.GetJudgements()) != 1 {
			s.tb.Fatalf("page %v, %v", list, err)
		}
		got := list.GetJudgements()[0]
		if got.GetNumber() != uint64(number) || got.GetState().String() != "JUDGEMENT_STATE_"+states[number-1] {
			s.tb.Errorf("judgement %d is %v, want %d to be %s", got.GetNumber(), got.GetState(), number, states[number-1])
		}
		req.PageToken = list.GetNextPageToken()
	}
	if req.GetPageToken() != "" {
		s.tb.Error("there are more judgements")
	}
}

func TestJudgementsAreChecked(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	s, _ := startAt(t, server)
	s.define("gaza-isf")
	s.settle(server.Connect("test"))
	for name, test := range map[string]struct {
		change       func(*assessmentv1.RecordJudgementRequest)
		code, reason string
	}{
		"over already": {func(r *assessmentv1.RecordJudgementRequest) { r.ExpireTime = stamp(noon()) }, "InvalidArgument", "EXPIRE_TIME"},
		"another term": {func(r *assessmentv1.RecordJudgementRequest) {
			r.Likelihood = assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_UNLIKELY
		}, "InvalidArgument", "LIKELIHOOD"},
		"no judgement": {func(r *assessmentv1.RecordJudgementRequest) { r.Probability = nil }, "InvalidArgument", "INVALID_ARGUMENT"},
		"no author":    {func(r *assessmentv1.RecordJudgementRequest) { r.Author = "" }, "InvalidArgument", "INVALID_ARGUMENT"},
		"not defined":  {func(r *assessmentv1.RecordJudgementRequest) { r.InitiativeId = "other" }, "NotFound", "INITIATIVE_NOT_FOUND"},
	} {
		t.Run(name, func(t *testing.T) {
			req := judge("ann", 0.7, noon().AddDate(0, 0, 1))
			test.change(req)
			_, err := s.judgements.RecordJudgement(t.Context(), req)
			wantError(t, err, test.code, test.reason)
		})
	}
}

func (s *service) resolve(resolution assessmentv1.Resolution, effective *timestamppb.Timestamp) *assessmentv1.Ruling {
	s.tb.Helper()
	answer, err := s.judgements.ResolveQuestion(s.tb.Context(), &assessmentv1.ResolveQuestionRequest{
		InitiativeId: "gaza-isf", Resolution: resolution, Author: "operator", Reason: "the first contingent arrived", EffectiveTime: effective,
	})
	if err != nil {
		s.tb.Fatal(err)
	}
	return answer.GetRuling()
}

func TestOperatorResolvesAndTakesItBack(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	s, _ := startAt(t, server)
	s.define("gaza-isf")
	s.settle(conn)
	ruling := s.resolve(assessmentv1.Resolution_RESOLUTION_YES, nil)
	record := s.record("gaza-isf") // the answer came when the assessment had it
	q := record.GetAssessment().GetQuestion()
	if q.GetResolution() != assessmentv1.Resolution_RESOLUTION_YES || record.GetAssessment().GetProbability() != 1 ||
		q.GetRuledBy().GetAuthor() != "operator" || !proto.Equal(q.GetRuledBy().GetRuleTime(), ruling.GetRuleTime()) {
		t.Errorf("question %v", q)
	}
	_, err := s.judgements.ResolveQuestion(t.Context(), &assessmentv1.ResolveQuestionRequest{
		InitiativeId: "gaza-isf", Resolution: assessmentv1.Resolution_RESOLUTION_NO, Author: "o", Reason: "r", EffectiveTime: stamp(noon().Add(time.Hour)),
	})
	wantError(t, err, "InvalidArgument", "EFFECTIVE_TIME")
	s.stop() // a ruling is in the ledger, and read again
	s, _ = startAt(t, server)
	if again := s.settle(conn)["gaza-isf"]; !proto.Equal(again, record) {
		t.Errorf("after a restart %v, want %v", again, record)
	}
	s.resolve(assessmentv1.Resolution_RESOLUTION_OPEN, nil)
	if q := s.record("gaza-isf").GetAssessment().GetQuestion(); q.GetResolution() != assessmentv1.Resolution_RESOLUTION_OPEN {
		t.Errorf("question %v", q)
	}
	list, err := s.judgements.ListRulings(t.Context(), &assessmentv1.ListRulingsRequest{InitiativeId: "gaza-isf"})
	if err != nil || len(list.GetRulings()) != 2 || list.GetRulings()[0].GetRevision() != 2 || !proto.Equal(list.GetRulings()[1], ruling) {
		t.Errorf("history %v, %v", list, err)
	}
}

func TestOperatorClosesACondition(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	s, _ := startAt(t, server)
	s.define("gaza-isf")
	conditional := position("gaza-isf", "IDN", supports, 600)
	conditional.GetPosition().Conditions = []*taggingv1.Condition{{Kind: taggingv1.ConditionKind_CONDITION_KIND_UN_MANDATE}}
	tell(t, conn, reading{article: "a", claims: []*taggingv1.Claim{conditional}})
	open := s.settle(conn)["gaza-isf"]
	req := &assessmentv1.RuleConditionRequest{
		InitiativeId: "gaza-isf", Actor: "IDN", Kind: taggingv1.ConditionKind_CONDITION_KIND_UN_MANDATE,
		State: taggingv1.ConditionState_CONDITION_STATE_MET, Author: "operator", Reason: "adopted last night",
	}
	if _, err := s.judgements.RuleCondition(t.Context(), req); err != nil {
		t.Fatal(err)
	}
	met := s.record("gaza-isf")
	condition := met.GetAssessment().GetPositions()[0].GetConditions()[0]
	if condition.GetState() != req.GetState() || condition.GetRuledBy().GetReason() != req.GetReason() ||
		met.GetAssessment().GetProbability() <= open.GetAssessment().GetProbability() {
		t.Errorf("condition %v, probability from %v to %v", condition, open.GetAssessment().GetProbability(), met.GetAssessment().GetProbability())
	}
	req.State = taggingv1.ConditionState_CONDITION_STATE_UNSPECIFIED
	if _, err := s.judgements.RuleCondition(t.Context(), req); err != nil {
		t.Fatal(err)
	}
	if again := s.record("gaza-isf"); again.GetHash() != open.GetHash() {
		t.Errorf("left to the evidence again it is %v, was %v", again.GetAssessment().GetPositions(), open.GetAssessment().GetPositions())
	}
	req.Actor = "ITA"
	_, err := s.judgements.RuleCondition(t.Context(), req)
	wantError(t, err, "NotFound", "CONDITION_NOT_FOUND")
}
