package render

import (
	"fmt"
	"strings"
	"time"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
)

// mostWorst is how many feeds are named.
const mostWorst = 3

// Feeds is a line on how the feeds are doing, and one for each of the worst; ages
// are told from now. It is empty where there are none.
func Feeds(style terminal.Style, health *operationsv1.FeedHealth, now time.Time) string {
	if health == nil {
		return ""
	}
	p := &page{Style: style}
	total, parts := 0, []string(nil)
	for _, c := range []struct {
		number uint32
		state  string
	}{
		{health.GetOk(), "ok"}, {health.GetFailing(), "failing"}, {health.GetFrozen(), "frozen"}, {health.GetRefused(), "refused"},
		{health.GetGone(), "gone"}, {health.GetPending(), "pending"}, {health.GetPaused(), "paused"},
	} {
		total += int(c.number)
		if c.number > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", c.number, c.state))
		}
	}
	p.line("%s: %s", plural(total, "feed", "feeds"), strings.Join(parts, ", "))
	worst := health.GetWorst()
	for _, w := range worst[:min(len(worst), mostWorst)] {
		p.wrapped("  ", p.Bad(word(w.GetState()))+" "+terminal.Clean(w.GetSourceId())+", feed "+terminal.Clean(w.GetFeedId())+": "+feedProblem(w, now))
	}
	bad := int(health.GetFailing() + health.GetFrozen() + health.GetRefused() + health.GetGone())
	if more := bad - min(len(worst), mostWorst); more > 0 {
		p.line("  and %d more: `barograph sources list` shows them", more)
	}
	return p.String()
}

// feedProblem is what is wrong, for how long.
func feedProblem(w *operationsv1.FeedProblem, now time.Time) string {
	if w.GetState() == sourcev1.FeedState_FEED_STATE_FROZEN {
		if w.GetNewestContentTime() == nil {
			return "nothing new for far longer than is its habit"
		}
		return "nothing new for " + age(now, w.GetNewestContentTime()) + ", far longer than is its habit"
	}
	var parts []string
	if w.GetConsecutiveFailures() > 1 {
		parts = append(parts, fmt.Sprintf("%d times in a row", w.GetConsecutiveFailures()))
	}
	if w.GetStateTime() != nil {
		parts = append(parts, "for "+age(now, w.GetStateTime()))
	}
	if problem := terminal.Clean(w.GetProblem()); problem != "" {
		parts = append(parts, problem)
	}
	return strings.Join(parts, ", ")
}
