package feed_test

import (
	"fmt"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	"github.com/barograph/barograph/services/ingest/internal/feed"
)

func TestHealth(t *testing.T) {
	now := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	s := &sourcev1.Source{Id: "a.example"}
	add := func(state sourcev1.FeedState, failures uint32, age time.Duration) {
		s.Feeds = append(s.Feeds, &sourcev1.Feed{Id: fmt.Sprintf("f%02d", len(s.GetFeeds())), Status: &sourcev1.FeedStatus{
			State: state, ConsecutiveFailures: failures, NewestContentTime: timestamppb.New(now.Add(-age)), LastError: "no answer",
		}})
	}
	if feed.Health([]*sourcev1.Source{s}) != nil {
		t.Error("a health without feeds")
	}
	add(sourcev1.FeedState_FEED_STATE_OK, 0, 0)
	add(sourcev1.FeedState_FEED_STATE_FROZEN, 0, time.Hour)
	add(sourcev1.FeedState_FEED_STATE_FROZEN, 0, 2*time.Hour)
	add(sourcev1.FeedState_FEED_STATE_FAILING, 2, 0)
	add(sourcev1.FeedState_FEED_STATE_FAILING, 7, 0)
	add(sourcev1.FeedState_FEED_STATE_REFUSED, 1, 0)
	add(sourcev1.FeedState_FEED_STATE_GONE, 0, 0)
	add(sourcev1.FeedState_FEED_STATE_PAUSED, 0, 0)
	add(sourcev1.FeedState_FEED_STATE_UNSPECIFIED, 0, 0)
	got := feed.Health([]*sourcev1.Source{s})
	if got.GetOk() != 1 || got.GetFrozen() != 2 || got.GetFailing() != 2 || got.GetRefused() != 1 || got.GetGone() != 1 || got.GetPaused() != 1 || got.GetPending() != 1 {
		t.Errorf("got %v", got)
	}
	var order []string
	for _, p := range got.GetWorst() {
		order = append(order, p.GetFeedId())
		if frozen := p.GetState() == sourcev1.FeedState_FEED_STATE_FROZEN; frozen == (p.GetProblem() != "") {
			t.Errorf("%s: problem %q", p.GetFeedId(), p.GetProblem())
		}
	}
	if want := "[f06 f05 f04 f03 f02 f01]"; fmt.Sprint(order) != want {
		t.Errorf("worst %v, want %s", order, want)
	}
	for range 20 {
		add(sourcev1.FeedState_FEED_STATE_GONE, 0, 0)
	}
	if n := len(feed.Health([]*sourcev1.Source{s}).GetWorst()); n != 10 {
		t.Errorf("%d are named", n)
	}
}
