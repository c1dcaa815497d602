package rpcapi

import (
	"context"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/fault"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/board"
	"github.com/barograph/barograph/services/aggregate/internal/judgement"
	"github.com/barograph/barograph/services/aggregate/internal/ledger"
	"github.com/barograph/barograph/services/aggregate/internal/record"
)

// History finds and follows what was published; see store.Assessments.
type History interface {
	KnownAt(ctx context.Context, initiative string, at time.Time) (*assessmentv1.Record, error)
	Revision(ctx context.Context, initiative string, revision uint64) (*assessmentv1.Record, error)
	Published(ctx context.Context, initiative string, note func(*assessmentv1.Record)) error
	Daily(ctx context.Context, initiative string, note func(*assessmentv1.Record)) error
	Follow(ctx context.Context, f record.Follow) error
}

// Present has the assessments that are kept at hand with all their evidence; see
// worker.Worker.
type Present interface {
	Present(initiative string) (assess.Result, bool)
}

// Assessments serves AssessmentService.
type Assessments struct {
	assessmentv1.UnimplementedAssessmentServiceServer
	board   *board.Board
	present Present
	history History
	past    Past
	people  People
	model   *assess.Model
	now     func() time.Time
}

// Deps is what the service of the assessments needs.
type Deps struct {
	Board   *board.Board
	Present Present
	History History
	Past    Past
	People  People
	Model   *assess.Model
	Now     func() time.Time // says which judgements are in force
}

// NewAssessments makes the service.
func NewAssessments(d Deps) *Assessments {
	return &Assessments{board: d.Board, present: d.Present, history: d.History, past: d.Past, people: d.People, model: d.Model, now: d.Now}
}

// beside is a record with the judgements of people in force at a time.
func (s *Assessments) beside(r *assessmentv1.Record, at time.Time) *assessmentv1.Record {
	judgements := judgement.InForce(s.people.Judgements(r.GetAssessment().GetInitiativeId()), at)
	if len(judgements) == 0 {
		return r
	}
	return &assessmentv1.Record{
		Assessment: r.GetAssessment(), Hash: r.GetHash(), Revision: r.GetRevision(), KnownTime: r.GetKnownTime(),
		LedgerSequence: r.GetLedgerSequence(), PreviousProbability: r.PreviousProbability, Judgements: judgements,
		PreviousModelVersion: r.GetPreviousModelVersion(),
	}
}

// GetAssessment returns the published assessment, one as of another event time,
// or one as it was known.
func (s *Assessments) GetAssessment(ctx context.Context, req *assessmentv1.GetAssessmentRequest) (*assessmentv1.GetAssessmentResponse, error) {
	id := req.GetInitiativeId()
	if err := s.defined(id); err != nil {
		return nil, err
	}
	if req.GetRevision() != 0 {
		record, err := s.history.Revision(ctx, id, req.GetRevision())
		if err != nil {
			return nil, err
		}
		return &assessmentv1.GetAssessmentResponse{Record: s.beside(record, record.GetKnownTime().AsTime())}, nil
	}
	if req.GetAsKnownTime() != nil || req.GetAsOfTime() != nil {
		snapshot, err := s.snapshot(id)
		if err != nil {
			return nil, err
		}
		record, err := s.earlier(ctx, snapshot, req)
		return &assessmentv1.GetAssessmentResponse{Record: record}, err
	}
	current, ok := s.board.Record(id)
	if !ok {
		return nil, fault.Transient("ASSESSMENT_PENDING", "the first assessment is being made; try again in a moment", nil)
	}
	return &assessmentv1.GetAssessmentResponse{Record: s.beside(current, s.now())}, nil
}

// timed is a request about an earlier time by one of the two clocks.
type timed interface {
	GetAsOfTime() *timestamppb.Timestamp
	GetAsKnownTime() *timestamppb.Timestamp
}

// earlier is the record of an initiative by the clock that a request names.
func (s *Assessments) earlier(ctx context.Context, from ledger.Snapshot, req timed) (*assessmentv1.Record, error) {
	if req.GetAsKnownTime() != nil {
		at, err := moment("as_known_time", req.GetAsKnownTime())
		if err != nil {
			return nil, err
		}
		known, err := s.history.KnownAt(ctx, from.Initiative.GetId(), at)
		if err != nil {
			return nil, err
		}
		return s.beside(known, at), nil
	}
	result, err := s.assess(from, "as_of_time", req.GetAsOfTime())
	if err != nil {
		return nil, err
	}
	return s.beside(&assessmentv1.Record{
		Assessment: result.Assessment, Hash: assess.Hash(result.Assessment),
		KnownTime: timestamppb.New(from.Clock), LedgerSequence: from.Sequence,
	}, result.Input.AsOf), nil
}

// GetLedgerStatus says how far the ledger is in the assessments.
func (s *Assessments) GetLedgerStatus(_ context.Context, req *assessmentv1.GetLedgerStatusRequest) (*assessmentv1.GetLedgerStatusResponse, error) {
	status := s.board.Published()
	response := &assessmentv1.GetLedgerStatusResponse{
		Sequence: status.Sequence, Articles: status.Articles, Claims: status.Claims,
		CatalogueRevision: status.CatalogueRevision, ArticlesCurrent: status.ArticlesCurrent,
	}
	if !status.Clock.IsZero() {
		response.Clock = timestamppb.New(status.Clock)
	}
	if req.GetWithLanguages() {
		response.Languages = languages(s.board.Languages())
	}
	return response, nil
}

func (s *Assessments) ready() error {
	if s.board.Rebuilt() {
		return nil
	}
	return fault.Transient("REBUILDING", "the ledger is being read; try again in a moment", nil)
}

// defined refuses an initiative that is not, at less than a snapshot costs.
func (s *Assessments) defined(id string) error {
	if err := s.ready(); err != nil {
		return err
	}
	if _, ok := s.board.Outline(id); !ok {
		return undefined(id)
	}
	return nil
}

// snapshot is the ledger's state of a defined initiative.
func (s *Assessments) snapshot(id string) (ledger.Snapshot, error) {
	if err := s.ready(); err != nil {
		return ledger.Snapshot{}, err
	}
	snapshot, ok := s.board.Snapshot(id)
	if !ok {
		return ledger.Snapshot{}, undefined(id)
	}
	return snapshot, nil
}

func undefined(id string) error {
	return fault.NotFound("INITIATIVE_NOT_FOUND", "initiative %q is not defined; ListInitiatives has those that are", id)
}

// assess computes the assessment as of the time in a field of a request, unset
// as of the ledger's clock.
func (s *Assessments) assess(from ledger.Snapshot, field string, asOf *timestamppb.Timestamp) (assess.Result, error) {
	at := from.AsOf
	if asOf != nil {
		var err error
		if at, err = moment(field, asOf); err != nil {
			return assess.Result{}, err
		}
	}
	if present, ok := s.atHand(from); ok {
		if at.Equal(present.Input.AsOf) {
			return present, nil
		}
		return present.As(at), nil
	}
	return assess.Assess(s.input(from, at)), nil
}

// atHand is the present assessment where it need not be computed, and is under
// the definition of the snapshot.
func (s *Assessments) atHand(from ledger.Snapshot) (assess.Result, bool) {
	present, ok := s.present.Present(from.Initiative.GetId())
	return present, ok && present.Input.Initiative == from.Initiative
}

func (s *Assessments) input(from ledger.Snapshot, asOf time.Time) assess.Input {
	return assess.Input{Initiative: from.Initiative, Articles: from.Articles, Rulings: from.Rulings, Model: s.model, AsOf: asOf}
}

// moment reads a time of a request.
func moment(field string, t *timestamppb.Timestamp) (time.Time, error) {
	if err := t.CheckValid(); err != nil {
		return time.Time{}, fault.Invalid("INVALID_TIME", "a time of the request is none",
			fault.Field{Path: field, Problem: err.Error()})
	}
	return t.AsTime(), nil
}
