package ingest_test

import (
	"testing"

	"github.com/barograph/barograph/internal/bustest"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
)

// The pipeline tells how the feeds are doing, and names what somebody should
// look at: here an address that may not be asked.
func TestPipelineTellsOfFeeds(t *testing.T) {
	s := startReady(t)
	if _, err := s.sources.CreateSource(t.Context(), &sourcev1.CreateSourceRequest{Source: &sourcev1.Source{
		Id: "a.example", Feeds: []*sourcev1.Feed{
			{Id: "private", Address: "http://10.0.0.1/feed"}, {Id: "resting", Address: "https://a.example/feed", Paused: new(true)},
		},
	}}); err != nil {
		t.Fatal(err)
	}
	bustest.Eventually(t, "the feed is refused", func() bool {
		got, err := s.pipeline.GetPipeline(t.Context(), &operationsv1.GetPipelineRequest{})
		if err != nil {
			t.Fatal(err)
		}
		h := got.GetFeeds()
		return h.GetRefused() == 1 && h.GetPaused() == 1 && len(h.GetWorst()) == 1 && h.GetWorst()[0].GetFeedId() == "private" && h.GetWorst()[0].GetProblem() != ""
	})
}
