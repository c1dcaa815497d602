package main_test

import (
	"context"
	"net"
	"slices"
	"testing"
	"time"

	"go.uber.org/zap"
	"google.golang.org/grpc"
	"google.golang.org/grpc/test/bufconn"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"
	"pgregory.net/rapid"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/rpc"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate"
)

// known is what the service said of the initiatives after one piece of news.
type known struct {
	at      time.Time
	records map[string]*assessmentv1.Record
}

// knownThen tells the service the demo's news in order, each on its day, and
// notes what it says. Later it gives that again for any time, to the byte.
func knownThen(t *testing.T, l ledger, _ []aggregate.Assessed) {
	news := slices.Clone(l.readings)
	slices.SortStableFunc(news, func(a, b *taggingv1.TaggedArticle) int {
		return a.GetPublishedTime().AsTime().Compare(b.GetPublishedTime().AsTime())
	})
	service, conn := serveDemo(t, l, news[0].GetPublishedTime().AsTime().AddDate(0, 0, -1))
	var said []known
	for _, reading := range news {
		told := proto.CloneOf(reading)
		told.KnownTime = told.PublishedTime
		said = append(said, tellDemo(t, service, conn, told))
	}
	rapid.Check(t, func(t *rapid.T) {
		last := said[len(said)-1].at
		at := last.Add(time.Duration(rapid.Int64Range(0, int64(last.Sub(said[0].at))).Draw(t, "before the last")) * -1)
		if n := rapid.IntRange(0, 2*len(said)-1).Draw(t, "at the very time"); n < len(said) {
			at = said[n].at
		}
		now, _ := slices.BinarySearchFunc(said, at, func(k known, at time.Time) int { // behind those of the same time
			if k.at.After(at) {
				return 1
			}
			return -1
		})
		for id, want := range said[now-1].records {
			got, err := service.GetAssessment(context.Background(), &assessmentv1.GetAssessmentRequest{InitiativeId: id, AsKnownTime: timestamppb.New(at)})
			if err != nil || !proto.Equal(got.GetRecord(), want) {
				t.Fatalf("%s as known at %s: %v, %v; said was %v", id, at, got, err, want)
			}
		}
	})
}

// serveDemo runs the service with the demo's initiatives, whose clock stands at
// a time until the end of the test.
func serveDemo(t *testing.T, l ledger, at time.Time) (assessmentv1.AssessmentServiceClient, *bus.Conn) {
	t.Helper()
	server, lis := bustest.Start(t, bustest.Options{}), bufconn.Listen(1<<20)
	cfg := aggregate.Default()
	cfg.GRPC.DrainDelay, cfg.BatchWait = 0, 5*time.Millisecond
	made, err := aggregate.New(cfg, aggregate.Deps{
		Bus: server.Connect("aggregate"), Listener: lis, Log: zap.NewNop(), Now: func() time.Time { return at }, Initiatives: l.initiatives,
	})
	if err != nil {
		t.Fatal(err)
	}
	client, err := rpc.Dial("passthrough:///aggregate", nil, grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) {
		return lis.DialContext(ctx)
	}))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- made.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("Run = %v", err)
		}
		if err := client.Close(); err != nil {
			t.Errorf("close client: %v", err)
		}
	})
	service := assessmentv1.NewAssessmentServiceClient(client)
	bustest.Eventually(t, "all initiatives are assessed", func() bool {
		list, err := service.ListAssessments(ctx, &assessmentv1.ListAssessmentsRequest{})
		return err == nil && len(list.GetRecords()) == len(l.initiatives)
	})
	return service, server.Connect("test")
}

// tellDemo publishes a reading, and returns what is said once it is in the ledger.
func tellDemo(t *testing.T, service assessmentv1.AssessmentServiceClient, conn *bus.Conn, reading *taggingv1.TaggedArticle) known {
	t.Helper()
	data, err := proto.Marshal(&eventv1.ArticleTagged{TaggedArticle: reading})
	if err != nil {
		t.Fatal(err)
	}
	batch := bus.NewPublisher(conn).Batch()
	err = batch.Add(t.Context(), bus.Message{
		Subject: subject.ArticleTagged.For(reading.GetArticleId()), Data: data,
		MsgID: subject.TaggedMsgID(reading.GetArticleId(), uint64(reading.GetRevision()), reading.GetEngineVersion(), reading.GetCatalogueRevision(), false),
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := batch.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	bustest.Eventually(t, "the reading is in the ledger", func() bool {
		last, err := conn.LastSeq(t.Context(), subject.StreamLedger)
		if err != nil {
			return false
		}
		consumer, err := conn.JetStream().Consumer(t.Context(), subject.StreamLedger, subject.DurableLedger)
		if err != nil || consumer.CachedInfo().NumAckPending > 0 || consumer.CachedInfo().NumPending > 0 {
			return false
		}
		status, err := service.GetLedgerStatus(t.Context(), &assessmentv1.GetLedgerStatusRequest{})
		return err == nil && status.GetSequence() == last
	})
	k := known{at: reading.GetKnownTime().AsTime(), records: map[string]*assessmentv1.Record{}}
	list, err := service.ListAssessments(t.Context(), &assessmentv1.ListAssessmentsRequest{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range list.GetRecords() {
		k.records[r.GetAssessment().GetInitiativeId()] = r
	}
	return k
}
