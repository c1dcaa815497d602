package aggregate_test

import (
	"fmt"
	"testing"
	"time"

	"go.uber.org/zap"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate"
)

// BenchmarkRestart starts the service on a ledger of 10,000 initiatives with an
// article each, on a server with its storage in files, until it is ready.
func BenchmarkRestart(b *testing.B) {
	const initiatives = 10_000
	server := bustest.Start(b, bustest.Options{Dir: b.TempDir()})
	conn := server.Connect("test")
	batch := bus.NewPublisher(conn).Batch()
	var articles []reading
	for n := range initiatives {
		i := initiative(fmt.Sprint("i", n))
		data, err := proto.Marshal(&eventv1.InitiativeDefined{Initiative: i, CatalogueRevision: uint64(n + 1), KnownTime: timestamppb.New(noon())})
		if err == nil {
			err = batch.Add(b.Context(), bus.Message{
				Subject: subject.InitiativeDefined.For(i.GetId()), MsgID: subject.InitiativeMsgID(subject.InitiativeDefined, i.GetId(), uint64(n+1)), Data: data,
			})
		}
		if err != nil {
			b.Fatal(err)
		}
		articles = append(articles, reading{article: fmt.Sprint("a", n), catalogue: initiatives, claims: []*taggingv1.Claim{position(i.GetId(), "IDN", supports, 667)}})
	}
	if _, err := batch.Flush(b.Context()); err != nil {
		b.Fatal(err)
	}
	tell(b, conn, articles...)
	open := func() {
		s := launch(b, server, func(_ *aggregate.Config, d *aggregate.Deps) {
			d.Log = zap.NewNop() // the relay reports that the catalogue has none of these
		})
		for range time.Tick(time.Millisecond) { // longer than bustest waits
			response, err := s.assessments.GetLedgerStatus(b.Context(), &assessmentv1.GetLedgerStatusRequest{})
			if err == nil && response.GetArticles() == initiatives || b.Context().Err() != nil {
				break
			}
		}
		s.stop()
	}
	began := time.Now()
	open()
	first := time.Since(began).Seconds()
	for b.Loop() {
		open()
	}
	b.ReportMetric(first, "first-start-s")
	b.ReportMetric(initiatives/first, "records/s")
}
