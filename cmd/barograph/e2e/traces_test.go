package e2e_test

import (
	"context"
	"strings"
	"testing"

	"google.golang.org/grpc/metadata"

	"github.com/barograph/barograph/internal/otlptest"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

const (
	callerTrace  = "4bf92f3577b34da6a3ce929d0e0e4736"
	callerParent = "00-" + callerTrace + "-00f067aa0ba902b7-01"
)

// TestOneTraceLeadsThroughAllServices submits an article in a trace of its
// caller's, and finds the spans of all services in it, down to the assessments.
func TestOneTraceLeadsThroughAllServices(t *testing.T) {
	inBoth(t, func(t *testing.T, start starter) {
		collector := otlptest.Start(t)
		s := start(t, options{dir: folder(t), initiatives: catalogue(t), traces: collector.URL})
		all := articles(t)
		ctx := metadata.AppendToOutgoingContext(t.Context(), "traceparent", callerParent, "tracestate", "vendor=1")
		_, err := s.clients.Ingest().SubmitArticle(ctx, &ingestv1.SubmitArticleRequest{Submission: all[0]})
		if err != nil {
			t.Fatal(err)
		}
		s.settle()
		stream, err := s.clients.Ingest().SubmitArticles(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := stream.Send(&ingestv1.SubmitArticlesRequest{Submission: all[1]}); err != nil {
			t.Fatal(err)
		}
		if _, err := stream.CloseAndRecv(); err != nil {
			t.Fatal(err)
		}
		hostile := metadata.AppendToOutgoingContext(t.Context(), "traceparent", "00-"+strings.Repeat("0", 32)+"-xxxxxxxxxxxxxxxx-01", "tracestate", strings.Repeat("a=b,", 4000))
		if _, err := s.clients.Ingest().SubmitArticle(hostile, &ingestv1.SubmitArticleRequest{Submission: all[0]}); err != nil {
			t.Errorf("a hostile trace context ends a call: %v", err)
		}
		missing := ""
		defer func() {
			if t.Failed() {
				t.Logf("%s is missing in\n%s", missing, collector.Waterfall(callerTrace))
			}
		}()
		eventually(t, "the spans of all services are there", func(context.Context) bool {
			trace := collector.Trace(callerTrace)
			for _, want := range [][2]string{
				{"ingest", "barograph.ingest.v1.IngestService/SubmitArticle"}, {"ingest", "accept"}, {"ingest", "publish article.accepted"},
				{"nlp", "process ARTICLES"}, {"nlp", "tag"}, {"nlp", "publish article.tagged"},
				{"aggregate", "process LEDGER"}, {"aggregate", "fold LEDGER"}, {"aggregate", "assess"}, {"aggregate", "publish assessment.updated"},
			} {
				if missing = want[1]; !hasSpan(trace, want[0], want[1]) {
					return false
				}
			}
			return hasSpan(collector.Spans(), "ingest", "barograph.ingest.v1.IngestService/SubmitArticles")
		})
		t.Logf("\n%s", collector.Waterfall(callerTrace))
		apart := 0
		for _, span := range collector.Spans() {
			for key, value := range span.Attributes {
				if len(value) > 20 && strings.Contains(all[0].GetText()+all[0].GetTitle(), value) {
					t.Errorf("text of the article is in %s of %s: %q", key, span.Name, value)
				}
			}
			// Each article of a stream is a trace of its own, and names the call that brought it.
			if span.Name == "accept" && span.Parent == "" && len(span.Links) == 1 {
				apart++
			}
		}
		if apart != 1 {
			t.Errorf("%d articles of a stream are in a trace of their own", apart)
		}
	})
}

func hasSpan(all []otlptest.Span, service, name string) bool {
	for _, s := range all {
		if s.Service == service && s.Name == name {
			return true
		}
	}
	return false
}
