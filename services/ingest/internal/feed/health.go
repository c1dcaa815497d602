package feed

import (
	"cmp"
	"slices"

	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
)

// maxWorst is how many feeds a health names.
const maxWorst = 10

// Health is how the feeds of all sources are doing together, with those that
// somebody should look at, the worst first; nil where there are no feeds.
func Health(sources []*sourcev1.Source) *operationsv1.FeedHealth {
	health, found := &operationsv1.FeedHealth{}, false
	for _, s := range sources {
		for _, f := range s.GetFeeds() {
			found = true
			if count(health, f.GetStatus().GetState()) {
				health.Worst = append(health.Worst, problem(s, f))
			}
		}
	}
	if !found {
		return nil
	}
	slices.SortFunc(health.Worst, worse)
	health.Worst = health.Worst[:min(len(health.Worst), maxWorst)]
	return health
}

// count counts a state, and says whether somebody should look at the feed.
func count(h *operationsv1.FeedHealth, state sourcev1.FeedState) bool {
	switch state {
	case sourcev1.FeedState_FEED_STATE_OK:
		h.Ok++
	case sourcev1.FeedState_FEED_STATE_PAUSED:
		h.Paused++
	case sourcev1.FeedState_FEED_STATE_FAILING:
		h.Failing++
		return true
	case sourcev1.FeedState_FEED_STATE_FROZEN:
		h.Frozen++
		return true
	case sourcev1.FeedState_FEED_STATE_REFUSED:
		h.Refused++
		return true
	case sourcev1.FeedState_FEED_STATE_GONE:
		h.Gone++
		return true
	default:
		h.Pending++
	}
	return false
}

func problem(s *sourcev1.Source, f *sourcev1.Feed) *operationsv1.FeedProblem {
	status := f.GetStatus()
	p := &operationsv1.FeedProblem{
		SourceId: s.GetId(), FeedId: f.GetId(), State: status.GetState(), StateTime: status.GetStateTime(),
		ConsecutiveFailures: status.GetConsecutiveFailures(), NewestContentTime: status.GetNewestContentTime(),
	}
	if status.GetState() != sourcev1.FeedState_FEED_STATE_FROZEN {
		p.Problem = status.GetLastError()
	}
	return p
}

// severity orders states: what will not pass by itself comes first.
func severity(s sourcev1.FeedState) int {
	return slices.Index([]sourcev1.FeedState{
		sourcev1.FeedState_FEED_STATE_GONE, sourcev1.FeedState_FEED_STATE_REFUSED,
		sourcev1.FeedState_FEED_STATE_FAILING, sourcev1.FeedState_FEED_STATE_FROZEN,
	}, s)
}

func worse(a, b *operationsv1.FeedProblem) int {
	return cmp.Or(
		cmp.Compare(severity(a.GetState()), severity(b.GetState())),
		cmp.Compare(b.GetConsecutiveFailures(), a.GetConsecutiveFailures()),
		a.GetNewestContentTime().AsTime().Compare(b.GetNewestContentTime().AsTime()),
		cmp.Compare(a.GetSourceId(), b.GetSourceId()), cmp.Compare(a.GetFeedId(), b.GetFeedId()),
	)
}
