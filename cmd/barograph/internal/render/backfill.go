package render

import (
	"fmt"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// Backfill is how far the stored articles are read under the catalogue, and for
// which initiatives some are still to be read.
func Backfill(style terminal.Style, now *assessmentv1.GetBackfillResponse) string {
	p := &page{Style: style}
	all, current := now.GetArticles(), now.GetArticlesCurrent()
	if now.GetState() == assessmentv1.BackfillState_BACKFILL_STATE_COMPLETE {
		p.line("Back-fill complete: %s read under revision %d of the catalogue.", plural(int(all), "article", "articles"), now.GetCatalogueRevision())
		return p.String()
	}
	p.line("%s: %d of %s read under revision %d of the catalogue.", p.Bold("Back-fill "+word(now.GetState())),
		current, plural(int(all), "article", "articles"), now.GetCatalogueRevision())
	since := ""
	if now.GetStartTime() != nil {
		since = "since " + moment(now.GetStartTime())
	}
	p.line("%s%s", terminal.Bar(share(current, all), 30), since)
	if n := now.GetRequests(); n > 0 {
		p.line("Articles were asked for %s, last at %s.", plural(int(n), "time", "times"), moment(now.GetRequestTime()))
	}
	if len(now.GetInitiatives()) == 0 {
		p.line("No assessment waits for it.")
		return p.String()
	}
	t := table{widths: []int{30, -8, -22}}
	p.line("")
	p.line("%s", p.Bold(t.row("STILL TO BE READ FOR", "REVISION", "READ")))
	for _, i := range now.GetInitiatives() {
		p.line("%s", t.row(terminal.Clean(i.GetInitiativeId()), fmt.Sprint(i.GetCatalogueRevision()),
			fmt.Sprintf("%d of %d", i.GetArticlesCurrent(), all)))
	}
	p.omitted(now.GetInitiativesOmitted(), "those after them by id")
	return p.String()
}

// share is a part of a whole, 1 of nothing.
func share(part, whole uint64) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}
