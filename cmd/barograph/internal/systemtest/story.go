package systemtest

import (
	"fmt"
	"time"

	"github.com/barograph/barograph/internal/fetchtest"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

// Story is an invented article about an initiative of the demo's catalogue: the
// same for the same number, and another for another.
func Story(n int, at time.Time) fetchtest.Article {
	pick := func(list []string, n int) string { return list[n%len(list)] }
	states := []string{"Indonesia", "Egypt", "Turkey", "Azerbaijan", "Pakistan", "Morocco", "Kazakhstan", "Jordan", "Italy"}
	acts := []string{"said on Tuesday that it would send %d soldiers to", "refused on Tuesday to send %d soldiers to", "offered on Tuesday to train %d officers of",
		"said on Tuesday that parliament had approved %d soldiers for", "put off on Tuesday a decision about %d soldiers for"}
	forces := []string{"the International Stabilization Force for Gaza", "the Gang Suppression Force in Haiti", "the Multinational Force Ukraine"}
	a := fetchtest.Story(n, at)
	state, force := pick(states, n/2), pick(forces, n)
	a.Title = fmt.Sprintf("%s and %s: report %d", state, force, n)
	a.Paragraphs[0] = state + " " + fmt.Sprintf(pick(acts, n/3), 100+n) + " " + force + "."
	a.Paragraphs[1] = fmt.Sprintf("A spokesman for the foreign ministry of %s said in statement %d that the government backed %s. %s", state, n, force, a.Paragraphs[1])
	return a
}

// Again is the submission of a stored article.
func Again(a *articlev1.Article) *ingestv1.Submission {
	return &ingestv1.Submission{
		ExternalId: a.GetExternalId(), Url: a.GetUrl(), Source: a.GetSource().GetId(), Title: a.GetTitle(), Byline: a.GetByline(),
		Language: a.GetLanguage(), Text: a.GetText(), PublishedTime: a.GetPublishedTime(), PublishedBasis: a.GetPublishedBasis(),
		PublishedDayOnly: a.GetPublishedDayOnly(), UpdatedTime: a.GetUpdatedTime(), UpdatedBasis: a.GetUpdatedBasis(),
		RetrievedTime: a.GetRetrievedTime(), Origin: a.GetOrigin(), Feed: a.GetFeed(),
	}
}
