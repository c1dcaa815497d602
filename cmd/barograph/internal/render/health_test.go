package render_test

import (
	"testing"
	"time"

	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
)

func feedHealth() *operationsv1.FeedHealth {
	return &operationsv1.FeedHealth{
		Ok: 46, Failing: 2, Frozen: 2, Gone: 1, Pending: 1,
		Worst: []*operationsv1.FeedProblem{
			{SourceId: "gone.example", FeedId: "rss", State: sourcev1.FeedState_FEED_STATE_GONE, StateTime: at("2026-04-30T12:00:00Z"), Problem: "410 Gone\x1b[2J"},
			{
				SourceId: "down.example", FeedId: "rss", State: sourcev1.FeedState_FEED_STATE_FAILING, StateTime: at("2026-05-01T09:00:00Z"), ConsecutiveFailures: 7,
				Problem: "the server answered 502 Bad Gateway, and has done so for every address of the host that was asked for",
			},
			{SourceId: "old.example", FeedId: "rss", State: sourcev1.FeedState_FEED_STATE_FROZEN, NewestContentTime: at("2026-04-20T12:00:00Z")},
			{SourceId: "undated.example", FeedId: "rss", State: sourcev1.FeedState_FEED_STATE_FROZEN},
		},
	}
}

func TestNoFeedsHaveNoHealth(t *testing.T) {
	if got := render.Feeds(terminal.Style{}, nil, time.Now()); got != "" {
		t.Errorf("got %q", got)
	}
}
