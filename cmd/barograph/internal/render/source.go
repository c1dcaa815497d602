package render

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
)

// Sources is a table of sources, each with a line for every feed, and one for
// what is wrong with it. Ages are told from now.
func Sources(style terminal.Style, all []*sourcev1.Source, now time.Time) string {
	p := &page{Style: style}
	if len(all) == 0 {
		p.line("No sources. `barograph sources create`, `apply` and `import-opml` define some; so does up --sources.")
		return p.String()
	}
	t := table{widths: []int{26, 8, -6, -11, -6, 0}}
	p.line("%s", p.Bold(t.row("SOURCE / FEED", "STATE", "NEWEST", "A DAY", "NEXT", "ADDRESS")))
	for _, s := range all {
		p.line("%s", terminal.Cut(terminal.Clean(s.GetId())+": "+sourceAbout(s), terminal.Columns))
		for _, feed := range s.GetFeeds() {
			p.feed(t, feed, now)
		}
	}
	return p.String()
}

func sourceAbout(s *sourcev1.Source) string {
	text := "reliability " + letter(s.GetReliability())
	if name := terminal.Clean(s.GetName()); name != "" && name != s.GetId() {
		text += ", " + name
	}
	if family := terminal.Clean(s.GetFamily()); family != "" && family != s.GetId() {
		text += ", of " + family
	}
	if s.GetManager() == sourcev1.Manager_MANAGER_FILE {
		text += ", by file"
	}
	if s.GetPaused() {
		text += ", paused"
	}
	return text
}

// letter is the Admiralty letter; F where none is given.
func letter(r articlev1.Reliability) string {
	if r == articlev1.Reliability_RELIABILITY_UNSPECIFIED {
		return "F"
	}
	return strings.ToUpper(word(r))
}

// feed adds the lines of a feed.
func (p *page) feed(t table, feed *sourcev1.Feed, now time.Time) {
	status := feed.GetStatus()
	p.line("%s", t.row("  "+terminal.Clean(feed.GetId()), word(status.GetState()), age(now, status.GetNewestContentTime()), pace(status),
		wait(now, status.GetNextAttemptTime()), strings.TrimPrefix(strings.TrimPrefix(terminal.Clean(feed.GetAddress()), "https://"), "file://")))
	switch status.GetState() {
	case sourcev1.FeedState_FEED_STATE_FAILING, sourcev1.FeedState_FEED_STATE_REFUSED, sourcev1.FeedState_FEED_STATE_GONE:
		p.wrapped("    ", p.Bad(failures(status))+" "+terminal.Clean(status.GetLastError()))
	case sourcev1.FeedState_FEED_STATE_FROZEN:
		p.wrapped("    ", p.Bad("nothing new for far longer than is its habit"))
	}
	if unread := unread(status); unread != "" {
		p.wrapped("    ", p.Dim(unread))
	}
}

// unread is what a feed lists that is no article; empty where there is nothing.
func unread(status *sourcev1.FeedStatus) string {
	var parts []string
	for _, part := range []struct {
		count uint64
		what  string
	}{
		{status.GetBarredItems(), "behind a wall"}, {status.GetFailedItems(), "given up"}, {uint64(status.GetOwedItems()), "owed"},
	} {
		if part.count > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", part.count, part.what))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "of " + plural(int(status.GetItems()), "item", "items") + " " + strings.Join(parts, ", ")
}

// age is how long ago something was: "3h".
func age(now time.Time, at *timestamppb.Timestamp) string {
	if at == nil {
		return none
	}
	return largest(now.Sub(at.AsTime()))
}

// wait is how long it is until something: "3h", "now" where it is due.
func wait(now time.Time, at *timestamppb.Timestamp) string {
	switch {
	case at == nil:
		return none
	case !at.AsTime().After(now):
		return "now"
	}
	return largest(at.AsTime().Sub(now))
}

// largest is a duration in its greatest unit.
func largest(d time.Duration) string {
	d = max(d, 0)
	for _, unit := range []struct {
		name string
		size time.Duration
	}{{"d", 24 * time.Hour}, {"h", time.Hour}, {"m", time.Minute}} {
		if d >= unit.size {
			return strconv.FormatInt(int64(d/unit.size), 10) + unit.name
		}
	}
	return strconv.FormatInt(int64(d/time.Second), 10) + "s"
}

// pace is how many items a day a feed has, against its habit where that is
// known.
func pace(status *sourcev1.FeedStatus) string {
	if status.GetItemsPerDay() == 0 && status.GetUsualItemsPerDay() == 0 {
		return none
	}
	text := perDay(status.GetItemsPerDay())
	if usual := status.GetUsualItemsPerDay(); usual > 0 {
		text += " of " + perDay(usual)
	}
	return text
}

func perDay(n float64) string {
	if n >= 10 {
		return fmt.Sprintf("%.0f", n)
	}
	return fmt.Sprintf("%.1f", n)
}

func failures(status *sourcev1.FeedStatus) string {
	if status.GetConsecutiveFailures() == 0 {
		return "last error:"
	}
	return plural(int(status.GetConsecutiveFailures()), "failure", "failures") + " in a row:"
}

// Source is one source in full.
func Source(style terminal.Style, s *sourcev1.Source) string {
	p := &page{Style: style}
	p.field("source", s.GetId())
	p.field("name", s.GetName())
	p.field("family", s.GetFamily())
	p.field("reliability", letter(s.GetReliability()))
	p.field("language", s.GetLanguage())
	p.field("paused", map[bool]string{true: "yes"}[s.GetPaused()])
	p.field("manager", map[bool]string{true: "the sources file of ingest", false: "clients"}[s.GetManager() == sourcev1.Manager_MANAGER_FILE])
	p.field("changed", moment(s.GetUpdateTime()))
	p.field("etag", s.GetEtag())
	for _, feed := range s.GetFeeds() {
		p.heading("feed " + terminal.Clean(feed.GetId()))
		p.wholeFeed(feed)
	}
	return p.String()
}

// field adds a line with a name and a value, unless that is empty.
func (p *page) field(name, value string) {
	if value = terminal.Clean(value); value != "" && value != none {
		p.wrapped(terminal.Left(name, 14), value)
	}
}

func (p *page) wholeFeed(feed *sourcev1.Feed) {
	status := feed.GetStatus()
	p.field("address", feed.GetAddress())
	p.field("moved to", status.GetMovedAddress())
	kind := word(feed.GetKind())
	if kind == none && status.GetDetectedKind() != 0 {
		kind = word(status.GetDetectedKind()) + ", as was found"
	}
	p.field("kind", kind)
	p.field("title", status.GetTitle())
	p.field("language", feed.GetLanguage())
	p.field("credentials", feed.GetCredentialsFile())
	p.field("robots.txt", map[bool]string{true: "not asked: the publisher permits"}[feed.GetPermitted()])
	state := word(status.GetState())
	if status.GetStateTime() != nil {
		state += " since " + moment(status.GetStateTime())
	}
	p.field("state", state)
	p.field("schedule", schedule(feed.GetSchedule(), status.GetInterval()))
	p.field("last read", moment(status.GetLastSuccessTime()))
	p.field("last attempt", attempt(status))
	p.field("next attempt", moment(status.GetNextAttemptTime()))
	p.field("newest", moment(status.GetNewestContentTime()))
	p.field("items a day", pace(status))
	if status.GetItems() > 0 || status.GetArticles() > 0 {
		p.field("so far", fmt.Sprintf("%d items, %d articles and revisions", status.GetItems(), status.GetArticles()))
	}
	p.field("not read", unread(status))
	if status.GetRetractions() > 0 {
		p.field("withdrawn", plural(int(status.GetRetractions()), "article", "articles"))
	}
	p.field("languages", byLanguage(status.GetLanguages()))
	if status.GetParseFailures() > 0 {
		p.field("unreadable", plural(int(status.GetParseFailures()), "time", "times")+" in a row")
	}
	if status.GetConsecutiveFailures() > 0 {
		p.field("failed", plural(int(status.GetConsecutiveFailures()), "time", "times")+" in a row")
	}
	if status.GetLastError() != "" {
		p.field("last error", status.GetLastError()+" ("+moment(status.GetLastErrorTime())+")")
	}
}

// byLanguage is the languages with how many articles each has, the most frequent first.
func byLanguage(counts map[string]uint64) string {
	tags := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	for i, tag := range tags {
		tags[i] = fmt.Sprintf("%s %d", tag, counts[tag])
	}
	return strings.Join(tags, ", ")
}

func attempt(status *sourcev1.FeedStatus) string {
	text := moment(status.GetLastAttemptTime())
	if text != none && status.GetHttpStatus() != 0 {
		text += fmt.Sprintf(", HTTP %d", status.GetHttpStatus())
	}
	return text
}

// schedule is how often a feed is read, and within which bounds.
func schedule(s *sourcev1.Schedule, now *durationpb.Duration) string {
	var parts []string
	if now != nil {
		parts = append(parts, "every "+span(now))
	}
	if s.GetMinInterval() != nil {
		parts = append(parts, "at least "+span(s.GetMinInterval())+" apart")
	}
	if s.GetMaxInterval() != nil {
		parts = append(parts, "at most "+span(s.GetMaxInterval())+" apart")
	}
	return strings.Join(parts, ", ")
}

func span(d *durationpb.Duration) string {
	text := d.AsDuration().Round(time.Second).String()
	if cut, ok := strings.CutSuffix(text, "m0s"); ok {
		text = cut + "m"
	}
	if cut, ok := strings.CutSuffix(text, "h0m"); ok {
		text = cut + "h"
	}
	return text
}
