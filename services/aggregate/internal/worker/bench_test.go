package worker_test

import (
	"fmt"
	"runtime"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"
	"pgregory.net/rapid"

	"github.com/barograph/barograph/internal/bus"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
	"github.com/barograph/barograph/services/aggregate/internal/worker"
)

// load is a worker over a ledger, and what it took to get there.
type load struct {
	*worker.Worker
	kept        *keeper
	initiatives int
	rebuild     float64 // seconds
	heap        uint64  // of the worker, the messages included
}

func rebuild(b *testing.B, ledger stream, initiatives int) load {
	b.Helper()
	before, start, kept := heap(), time.Now(), newKeeper()
	w, _ := begin(b, ledger, kept)
	took := time.Since(start).Seconds()
	return load{Worker: w, kept: kept, initiatives: initiatives, rebuild: took, heap: heap() - before}
}

// report prints what the ledger and its records take.
func (l load) report(b *testing.B, claims int) {
	sum, most := 0, 0
	for _, head := range l.kept.heads {
		size := proto.Size(head.Record)
		sum, most = sum+size, max(most, size)
	}
	b.ReportMetric(float64(claims)/b.Elapsed().Seconds(), "claims/s")
	b.ReportMetric(l.rebuild, "rebuild-s")
	b.ReportMetric(float64(l.heap)/(1<<20), "heap-MiB")
	b.ReportMetric(float64(sum)/float64(l.initiatives), "B/record")
	b.ReportMetric(float64(most), "most-B/record")
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// BenchmarkLargeInitiative is a stream of corrections to articles of one
// initiative with 100,000 claims, a message at a time and without the bus.
func BenchmarkLargeInitiative(b *testing.B) {
	var ledger stream
	i := rapid.Custom(assesstest.Initiative).Example(1)
	ledger.add(b, subject.InitiativeDefined.For(i.GetId()), &eventv1.InitiativeDefined{
		Initiative: i, CatalogueRevision: 1, KnownTime: timestamppb.New(assesstest.Start),
	})
	articles := assesstest.Ledger(100_000)
	for _, a := range articles {
		ledger.tell(b, a)
	}
	l := rebuild(b, ledger, 1)
	n, claims := 0, 0
	for b.Loop() {
		a := proto.CloneOf(articles[n*7919%len(articles)])
		a.Revision = uint32(n + 2)
		claims += len(a.GetClaims())
		if outcomes := l.Handle(b.Context(), []bus.Msg{ledger.tell(b, a)}); !isAck(outcomes[0]) {
			b.Fatal(outcomes[0])
		}
		n++
	}
	l.report(b, claims)
}

// BenchmarkTenThousandInitiatives is a stream of articles about twenty of
// 10,000 initiatives of ten claims each, a message at a time and without the bus.
func BenchmarkTenThousandInitiatives(b *testing.B) {
	const initiatives = 10_000
	var ledger stream
	for i := range initiatives {
		ledger.define(b, fmt.Sprint("initiative-", i), uint64(i+1), 0.4)
		for n := range 10 {
			ledger.read(b, fmt.Sprintf("a-%d-%d", i, n), fmt.Sprint("initiative-", i))
		}
	}
	l := rebuild(b, ledger, initiatives)
	n := 0
	for b.Loop() {
		msg := ledger.read(b, fmt.Sprint("news-", n), fmt.Sprint("initiative-", n%20*499))
		if outcomes := l.Handle(b.Context(), []bus.Msg{msg}); !isAck(outcomes[0]) {
			b.Fatal(outcomes[0])
		}
		n++
	}
	l.report(b, n)
}
