package worker

import (
	"time"

	"github.com/barograph/barograph/services/aggregate/internal/ledger"
)

// mostNews bounds what is kept of one initiative while its assessment cannot be
// published: then only the oldest are measured, which wait longest.
const mostNews = 1 << 12

// news is when the articles were accepted that an assessment, by initiative, is
// to take into account and does not yet.
type news map[string][]time.Time

// add notes an article that was read for the first time. What is read anew under
// another catalogue, and what the ledger had at the start, says nothing of how
// long news takes.
func (n news) add(touched ledger.Touched, fact ledger.Fact, live bool) {
	accepted := fact.Article.GetKnownTime()
	if !live || !touched.News || accepted == nil {
		return
	}
	for id := range touched.Initiatives {
		if len(n[id]) < mostNews {
			n[id] = append(n[id], accepted.AsTime())
		}
	}
}

// published tells how long each took, and forgets it.
func (n news) published(initiative string, now time.Time, tell func(time.Duration)) {
	for _, accepted := range n[initiative] {
		if tell != nil {
			tell(max(0, now.Sub(accepted))) // clocks of two machines may differ
		}
	}
	delete(n, initiative)
}
