package feed

import (
	"cmp"
	"slices"
	"time"

	"github.com/barograph/barograph/services/ingest/internal/syndication"
	"github.com/barograph/barograph/services/ingest/internal/web"
)

// News are the items that were not taken in yet, or not in this version, oldest
// first, at most so many of the newest. The rest of the list stays remembered
// for as long as it is listed.
func (m *Memory) News(items []syndication.Item, most int) []syndication.Item {
	m.Marks.keep(items)
	var news []syndication.Item
	for _, item := range items {
		if !m.Marks.Has(item) {
			news = append(news, item)
		}
	}
	// Feeds list the newest first; so do those that do not date their items.
	slices.Reverse(news)
	slices.SortStableFunc(news, func(a, b syndication.Item) int {
		if a.Published.Time.IsZero() || b.Published.Time.IsZero() {
			return 0
		}
		return a.Published.Time.Compare(b.Published.Time)
	})
	return newest(news, most)
}

// Taken notes that an item needs nothing more for now.
func (m *Memory) Taken(item syndication.Item) {
	m.Marks.Mark(item)
	m.Pending = slices.DeleteFunc(m.Pending, func(p Pending) bool { return p.Item.ID == item.ID })
}

// retries are how long an item waits after each failure; then it is given up.
func retries() []time.Duration {
	return []time.Duration{2 * time.Minute, 15 * time.Minute, time.Hour, 6 * time.Hour, 24 * time.Hour}
}

// Owe notes that an item could not be had, and says whether it is tried again.
// A moment that the host asks for is kept; busy tells that nothing was tried.
func (m *Memory) Owe(item syndication.Item, now, notBefore time.Time, busy bool) bool {
	at := slices.IndexFunc(m.Pending, func(p Pending) bool { return p.Item.ID == item.ID })
	if at < 0 {
		item.Content, item.Summary = "", "" // the page is what is wanted; what the feed has may be long
		m.Pending = append(m.Pending, Pending{Item: item})
		at = len(m.Pending) - 1
	}
	p := &m.Pending[at]
	p.Item.Title, p.Item.Link = item.Title, item.Link
	if waits := retries(); p.Attempts == len(waits) && !busy {
		m.Pending = slices.Delete(m.Pending, at, at+1)
		m.Marks.Mark(item)
		return false
	} else if busy {
		p.Due = now
	} else {
		p.Due = now.Add(waits[p.Attempts])
		p.Attempts++
	}
	if p.Due.Before(notBefore) {
		p.Due = notBefore
	}
	m.Marks.Mark(item) // it is owed by this list now, not by the feed
	return true
}

// Owed are the items whose time has come, the longest due first.
func (m *Memory) Owed(now time.Time) []syndication.Item {
	var due []Pending
	for _, p := range m.Pending {
		if !p.Due.After(now) {
			due = append(due, p)
		}
	}
	slices.SortStableFunc(due, func(a, b Pending) int { return a.Due.Compare(b.Due) })
	items := make([]syndication.Item, len(due))
	for i, p := range due {
		items[i] = p.Item
	}
	return items
}

// Watch notes that an article is to be looked at again, after the first of the
// ages, then the next, each counted from when it was first read; without ages
// not at all.
func (m *Memory) Watch(item syndication.Item, article string, validators web.Validators, now time.Time, ages []time.Duration) {
	m.Unwatch(article)
	if len(ages) == 0 {
		return
	}
	item.Content, item.Summary = "", ""
	m.Revisits = append(m.Revisits, Revisit{Item: item, Article: article, Validators: validators, Due: now.Add(ages[0])})
}

// Unwatch forgets an article.
func (m *Memory) Unwatch(article string) {
	m.Revisits = slices.DeleteFunc(m.Revisits, func(r Revisit) bool { return r.Article == article })
}

// Again notes that an article was looked at again, with the validators of that
// answer. After the last of the ages it is forgotten.
func (m *Memory) Again(article string, validators web.Validators, now time.Time, ages []time.Duration) {
	at := slices.IndexFunc(m.Revisits, func(r Revisit) bool { return r.Article == article })
	if at < 0 {
		return
	}
	r := &m.Revisits[at]
	if r.Stage++; r.Stage >= len(ages) {
		m.Revisits = slices.Delete(m.Revisits, at, at+1)
		return
	}
	r.Validators = validators
	r.Due = now.Add(ages[r.Stage] - ages[r.Stage-1])
}

// Stale are the articles to look at again, at most so many, the longest due first.
func (m *Memory) Stale(now time.Time, most int) []Revisit {
	var due []Revisit
	for _, r := range m.Revisits {
		if !r.Due.After(now) {
			due = append(due, r)
		}
	}
	slices.SortStableFunc(due, func(a, b Revisit) int { return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.Article, b.Article)) })
	return due[:min(len(due), most)]
}

// Next is when the first pending item or revisit is due; zero if there is none.
func (m *Memory) Next() time.Time {
	var next time.Time
	take := func(due time.Time) {
		if next.IsZero() || due.Before(next) {
			next = due
		}
	}
	for _, p := range m.Pending {
		take(p.Due)
	}
	for _, r := range m.Revisits {
		take(r.Due)
	}
	return next
}
