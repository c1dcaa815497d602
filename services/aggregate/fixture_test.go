package aggregate_test

import (
	"context"
	"fmt"
	"net"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
	"go.uber.org/zap"
	"go.uber.org/zap/zaptest"
	"google.golang.org/grpc"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/test/bufconn"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/rpc"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// noon is when the tests take place.
func noon() time.Time { return time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC) }

// service is one running service with clients.
type service struct {
	tb          testing.TB
	health      grpc_health_v1.HealthClient
	initiatives initiativev1.InitiativeServiceClient
	assessments assessmentv1.AssessmentServiceClient
	judgements  assessmentv1.JudgementServiceClient
	models      assessmentv1.ModelServiceClient
	stop        func() // ends Run and waits for it
}

// start runs a service on a server until the test ends, and waits until it is
// ready.
func start(tb testing.TB, server *bustest.Server, change ...func(*aggregate.Config, *aggregate.Deps)) *service {
	tb.Helper()
	s := launch(tb, server, change...)
	s.await()
	return s
}

// launch runs a service without waiting.
func launch(tb testing.TB, server *bustest.Server, change ...func(*aggregate.Config, *aggregate.Deps)) *service {
	tb.Helper()
	cfg := aggregate.Default()
	cfg.GRPC.DrainDelay = 0
	cfg.BatchWait, cfg.BackfillInterval = 5*time.Millisecond, 10*time.Millisecond
	lis := bufconn.Listen(1 << 20)
	deps := aggregate.Deps{
		Bus: server.Connect("aggregate"), Listener: lis, Now: noon,
		Log: zaptest.NewLogger(tb, zaptest.Level(zap.ErrorLevel)),
	}
	for _, c := range change {
		c(&cfg, &deps)
	}
	made, err := aggregate.New(cfg, deps)
	if err != nil {
		tb.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- made.Run(ctx) }()
	conn, err := rpc.Dial("passthrough:///aggregate", nil, grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) {
		return lis.DialContext(ctx)
	}))
	if err != nil {
		tb.Fatal(err)
	}
	s := &service{
		tb: tb, health: grpc_health_v1.NewHealthClient(conn), initiatives: initiativev1.NewInitiativeServiceClient(conn), assessments: assessmentv1.NewAssessmentServiceClient(conn),
		judgements: assessmentv1.NewJudgementServiceClient(conn), models: assessmentv1.NewModelServiceClient(conn),
		stop: sync.OnceFunc(func() {
			cancel()
			if err := <-done; err != nil {
				tb.Errorf("Run = %v", err)
			}
			if err := conn.Close(); err != nil {
				tb.Errorf("close client: %v", err)
			}
		}),
	}
	tb.Cleanup(s.stop)
	return s
}

// await waits until both services answer.
func (s *service) await() {
	s.tb.Helper()
	bustest.Eventually(s.tb, "the service is ready", func() bool {
		_, err := s.assessments.ListAssessments(s.tb.Context(), &assessmentv1.ListAssessmentsRequest{})
		if err == nil {
			_, err = s.initiatives.ListInitiatives(s.tb.Context(), &initiativev1.ListInitiativesRequest{})
		}
		return err == nil
	})
}

// define creates an initiative.
func (s *service) define(id string) *initiativev1.Initiative {
	s.tb.Helper()
	resp, err := s.initiatives.CreateInitiative(s.tb.Context(), &initiativev1.CreateInitiativeRequest{Initiative: initiative(id)})
	if err != nil {
		s.tb.Fatalf("create %s: %v", id, err)
	}
	return resp.GetInitiative()
}

func initiative(id string) *initiativev1.Initiative {
	return &initiativev1.Initiative{
		Id: id, Name: "Force " + id,
		Roles: &initiativev1.Roles{Sponsors: []string{"USA"}, VetoPlayers: []string{"ISR"}, Sought: []string{"IDN"}},
		Question: &initiativev1.Question{
			Milestone: taggingv1.MilestoneKind_MILESTONE_KIND_DEPLOYED,
			StartTime: timestamppb.New(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)),
			Deadline:  timestamppb.New(time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)),
		},
		Prior: &initiativev1.Prior{Probability: 0.4, Source: "test"},
	}
}

// settle waits until the service has taken the whole ledger into account, with
// what its catalogue has to say, and returns its records by initiative.
func (s *service) settle(conn *bus.Conn) map[string]*assessmentv1.Record {
	s.tb.Helper()
	ctx := s.tb.Context()
	bustest.Eventually(s.tb, "the ledger is settled", func() bool {
		catalogue, err := s.initiatives.ListInitiatives(ctx, &initiativev1.ListInitiativesRequest{})
		if err != nil {
			return false
		}
		status, err := s.assessments.GetLedgerStatus(ctx, &assessmentv1.GetLedgerStatusRequest{})
		if err != nil || status.GetCatalogueRevision() != catalogue.GetCatalogueRevision() {
			return false
		}
		last, err := conn.LastSeq(ctx, subject.StreamLedger)
		if err != nil || status.GetSequence() != last {
			return false
		}
		info, err := conn.JetStream().Consumer(ctx, subject.StreamLedger, subject.DurableLedger)
		return err == nil && info.CachedInfo().NumAckPending == 0 && info.CachedInfo().NumPending == 0
	})
	list, err := s.assessments.ListAssessments(ctx, &assessmentv1.ListAssessmentsRequest{})
	if err != nil {
		s.tb.Fatal(err)
	}
	records := map[string]*assessmentv1.Record{}
	for _, r := range list.GetRecords() {
		records[r.GetAssessment().GetInitiativeId()] = r
	}
	return records
}

// reading is an article with one claim on each initiative.
type reading struct {
	article    string
	revision   uint32
	retracted  bool
	catalogue  uint64
	engine     string // empty: the first
	known      time.Time
	published  time.Time // zero: shortly before noon
	claims     []*taggingv1.Claim
	quote      string // of all claims; empty: each its own
	repetition int    // told apart by message id only
}

func position(initiative, actor string, stance taggingv1.Stance, impact int32) *taggingv1.Claim {
	return &taggingv1.Claim{
		InitiativeId: initiative, Actor: actor,
		Body:      &taggingv1.Claim_Position{Position: &taggingv1.Position{Stance: stance}},
		Dimension: taggingv1.Dimension_DIMENSION_DIPLOMATIC_SUPPORT, ImpactMilli: impact,
		Factuality:  taggingv1.Factuality_FACTUALITY_CERTAIN,
		Attribution: &taggingv1.Attribution{Chain: []string{"AUTHOR", actor}, SpeakerClass: taggingv1.SpeakerClass_SPEAKER_CLASS_NAMED_OFFICIAL, Speaker: actor},
		EventTime:   &taggingv1.EventTime{Date: "2026-04-30", Precision: taggingv1.DatePrecision_DATE_PRECISION_DAY},
	}
}

func (r reading) tagged() *taggingv1.TaggedArticle {
	known := r.known
	if known.IsZero() {
		known = noon()
	}
	published := r.published
	if published.IsZero() {
		published = noon().Add(-2 * time.Hour)
	}
	engine := r.engine
	if engine == "" {
		engine = "rules/0.1.0"
	}
	a := &taggingv1.TaggedArticle{
		ArticleId: r.article, Revision: max(r.revision, 1), Retracted: r.retracted, KnownTime: timestamppb.New(known),
		PublishedTime: timestamppb.New(published), Title: "Headline of " + r.article,
		Source:        &articlev1.Source{Id: r.article + ".example", Name: r.article, Family: r.article, Reliability: articlev1.Reliability_RELIABILITY_B},
		EngineVersion: engine, CatalogueRevision: r.catalogue,
	}
	for i, c := range r.claims {
		claim := proto.CloneOf(c)
		claim.Id = fmt.Sprintf("%s-%d-%d", r.article, a.Revision, i)
		claim.Evidence = &taggingv1.Evidence{
			ArticleId: r.article, Revision: a.Revision, StartByte: uint32(100 * i), EndByte: uint32(100*i + 20),
			StartRune: uint32(100 * i), EndRune: uint32(100*i + 20), Quote: fmt.Sprintf("words %s %d", r.article, i),
		}
		if r.quote != "" {
			claim.Evidence.Quote = r.quote
		}
		a.Claims = append(a.Claims, claim)
	}
	return a
}

// tell publishes readings to the ledger.
func tell(tb testing.TB, conn *bus.Conn, readings ...reading) {
	tb.Helper()
	batch := bus.NewPublisher(conn).Batch()
	for _, r := range readings {
		a := r.tagged()
		data, err := proto.Marshal(&eventv1.ArticleTagged{TaggedArticle: a})
		if err != nil {
			tb.Fatal(err)
		}
		id := subject.TaggedMsgID(a.GetArticleId(), uint64(a.GetRevision()), a.GetEngineVersion(), a.GetCatalogueRevision(), a.GetRetracted())
		if r.repetition > 0 {
			id += fmt.Sprint(":again:", r.repetition)
		}
		err = batch.Add(tb.Context(), bus.Message{Subject: subject.ArticleTagged.For(a.GetArticleId()), MsgID: id, Data: data})
		if err != nil {
			tb.Fatal(err)
		}
	}
	if _, err := batch.Flush(tb.Context()); err != nil {
		tb.Fatal(err)
	}
}

// events are the records published for an initiative, in order.
func events(tb testing.TB, conn *bus.Conn, initiative string) []*assessmentv1.Record {
	tb.Helper()
	var records []*assessmentv1.Record
	_, err := conn.ReadAll(tb.Context(), subject.StreamAssessments, 1, func(msg bus.Msg) error {
		event := &eventv1.AssessmentUpdated{}
		if err := proto.Unmarshal(msg.Data, event); err != nil {
			return err
		}
		if want := subject.AssessmentMsgID(subject.AssessmentUpdated, initiative, event.GetRecord().GetRevision()); msg.MsgID != want {
			tb.Errorf("message id %q, want %q", msg.MsgID, want)
		}
		records = append(records, event.GetRecord())
		return nil
	}, subject.AssessmentUpdated.For(initiative))
	if err != nil {
		tb.Fatal(err)
	}
	return records
}
