package ingest_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/barograph/barograph/internal/bustest"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

// BenchmarkSubmitArticles is the way of new articles of about 5 KB from a
// client's stream into streams and index on disk.
func BenchmarkSubmitArticles(b *testing.B) {
	s := start(b, bustest.Start(b, bustest.Options{}))
	s.awaitReady(b)
	body := strings.Repeat("The leaders met again and said little. ", 125)
	stream, err := s.ingest.SubmitArticles(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		id := fmt.Sprint(n)
		if err := stream.Send(&ingestv1.SubmitArticlesRequest{Submission: &ingestv1.Submission{
			Url: "https://example.org/" + id, Text: id + " " + body,
		}}); err != nil {
			b.Fatal(err)
		}
	}
	got, err := stream.CloseAndRecv()
	if err != nil || got.GetAccepted() == 0 {
		b.Fatalf("%v, %v", got, err)
	}
	b.ReportMetric(float64(got.GetAccepted())/b.Elapsed().Seconds(), "articles/s")
}
