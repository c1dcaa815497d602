package ingest_test

import (
	"fmt"
	"testing"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
)

// TestArticlesTakeTheirSourceAsItIs: a change at run time counts for what is
// submitted after it.
func TestArticlesTakeTheirSourceAsItIs(t *testing.T) {
	s := startReady(t)
	of := func(url string) string {
		t.Helper()
		id := s.submit(t, &ingestv1.Submission{Url: url, Text: "Text of " + url + "."}).GetArticleId()
		got, err := s.ingest.GetArticle(t.Context(), &ingestv1.GetArticleRequest{ArticleId: id})
		if err != nil {
			t.Fatal(err)
		}
		source := got.GetArticle().GetSource()
		return fmt.Sprint(source.GetId(), " ", source.GetFamily(), " ", source.GetReliability())
	}
	if got := of("https://www.a.example/1"); got != "a.example  RELIABILITY_F" {
		t.Errorf("before: %s", got)
	}
	definition := &sourcev1.Source{Id: "a.example", Family: "group", Reliability: articlev1.Reliability_RELIABILITY_C}
	if _, err := s.sources.CreateSource(t.Context(), &sourcev1.CreateSourceRequest{Source: definition}); err != nil {
		t.Fatal(err)
	}
	if got := of("https://www.a.example/2"); got != "a.example group RELIABILITY_C" {
		t.Errorf("created: %s", got)
	}
	definition.Reliability = articlev1.Reliability_RELIABILITY_D
	update := &sourcev1.UpdateSourceRequest{Source: definition, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"reliability"}}}
	if _, err := s.sources.UpdateSource(t.Context(), update); err != nil {
		t.Fatal(err)
	}
	if got := of("https://www.a.example/3"); got != "a.example group RELIABILITY_D" {
		t.Errorf("updated: %s", got)
	}
	if _, err := s.sources.DeleteSource(t.Context(), &sourcev1.DeleteSourceRequest{Id: "a.example"}); err != nil {
		t.Fatal(err)
	}
	if got := of("https://www.a.example/4"); got != "a.example  RELIABILITY_F" {
		t.Errorf("deleted: %s", got)
	}
	if got := of("https://www.reuters.com/1"); got != "reuters.com thomson-reuters RELIABILITY_B" {
		t.Errorf("of the file: %s", got)
	}
}

func TestSourceServicePagesAndRefuses(t *testing.T) {
	s := startReady(t)
	for i := range 5 {
		source := &sourcev1.Source{Id: fmt.Sprintf("s%d.example", i), Feeds: []*sourcev1.Feed{{Address: fmt.Sprintf("https://s%d.example/rss", i)}}}
		if _, err := s.sources.CreateSource(t.Context(), &sourcev1.CreateSourceRequest{Source: source}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.sources.PauseSource(t.Context(), &sourcev1.PauseSourceRequest{Id: "s3.example"}); err != nil {
		t.Fatal(err)
	}
	list := func(states ...sourcev1.FeedState) (ids string) {
		t.Helper()
		for token := ""; ; {
			page, err := s.sources.ListSources(t.Context(), &sourcev1.ListSourcesRequest{PageSize: 2, PageToken: token, States: states})
			if err != nil {
				t.Fatal(err)
			}
			for _, source := range page.GetSources() {
				ids += source.GetId() + " "
			}
			if token = page.GetNextPageToken(); token == "" {
				return ids
			}
		}
	}
	if got := list(); got != "reuters.com s0.example s1.example s2.example s3.example s4.example " {
		t.Errorf("all: %s", got)
	}
	if got := list(sourcev1.FeedState_FEED_STATE_PENDING); got != "s0.example s1.example s2.example s4.example " {
		t.Errorf("pending: %s", got)
	}
	if got := list(sourcev1.FeedState_FEED_STATE_PAUSED); got != "s3.example " {
		t.Errorf("paused: %s", got)
	}
	if _, err := s.sources.ListSources(t.Context(), &sourcev1.ListSourcesRequest{PageToken: "?"}); status.Code(err) != codes.InvalidArgument {
		t.Errorf("a wrong page token: %v", err)
	}
	_, err := s.sources.UpdateSource(t.Context(), &sourcev1.UpdateSourceRequest{Source: &sourcev1.Source{Id: "reuters.com", Name: "Mine"}})
	if status.Code(err) != codes.FailedPrecondition || reason(err) != "MANAGED_BY_FILE" {
		t.Errorf("a change of what the file says: %v", err)
	}
	_, err = s.sources.UpdateSource(t.Context(), &sourcev1.UpdateSourceRequest{Source: &sourcev1.Source{Name: "Mine"}, AllowMissing: true})
	if status.Code(err) != codes.InvalidArgument {
		t.Errorf("an update without an id: %v", err)
	}
	_, err = s.sources.UpdateSource(t.Context(), &sourcev1.UpdateSourceRequest{
		Source: &sourcev1.Source{Id: "x.example", Feeds: []*sourcev1.Feed{{Address: "https://x.example/", Language: string(make([]byte, 36))}}}, AllowMissing: true,
	})
	if status.Code(err) != codes.InvalidArgument {
		t.Errorf("an update that breaks a rule of the proto: %v", err)
	}
}

func reason(err error) string {
	for _, detail := range status.Convert(err).Details() {
		if info, ok := detail.(*errdetails.ErrorInfo); ok {
			return info.GetReason()
		}
	}
	return ""
}
