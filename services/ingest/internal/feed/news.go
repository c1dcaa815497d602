package feed

import (
	"cmp"
	"encoding/json"
	"slices"
	"time"

	"github.com/barograph/barograph/services/ingest/internal/syndication"
	"github.com/barograph/barograph/services/ingest/internal/web"
)

// News are the items that were not taken in yet, or not in this version, oldest
// first, at most so many of the newest; more tells that there are others. Of a
// list that is longer than what can be remembered only the newest count.
func (m *Memory) News(items []syndication.Item, most int) (news []syndication.Item, more bool) {
	listed := newest(oldestFirst(items), maxMarks)
	m.Marks.keep(listed)
	for _, item := range listed {
		if !m.Marks.Has(item) {
			news = append(news, item)
		}
	}
	return newest(news, most), len(news) > most
}

// oldestFirst orders a list, and leaves out what is there twice. Feeds list the
// newest first; that counts where some have no date.
func oldestFirst(items []syndication.Item) []syndication.Item {
	seen, dated := make(map[uint64]bool, len(items)), true
	listed := make([]syndication.Item, 0, len(items))
	for _, item := range items {
		if k := key(item); !seen[k] {
			seen[k] = true
			listed = append(listed, item)
			dated = dated && !item.Published.Time.IsZero()
		}
	}
	slices.Reverse(listed)
	if dated {
		slices.SortStableFunc(listed, func(a, b syndication.Item) int { return a.Published.Time.Compare(b.Published.Time) })
	}
	return listed
}

// Taken notes that an item of the feed needs nothing more in this version: it is
// an article, or none, or owed by the list of pending items.
func (m *Memory) Taken(item syndication.Item) { m.Marks.Mark(item) }

// Settle takes an item off the list of those that are owed.
func (m *Memory) Settle(item syndication.Item) {
	m.Pending = slices.DeleteFunc(m.Pending, func(p Pending) bool { return p.Item.ID == item.ID })
}

// retries are how long an item waits after each failure; then it is given up.
func retries() []time.Duration {
	return []time.Duration{2 * time.Minute, 15 * time.Minute, time.Hour, 6 * time.Hour, 24 * time.Hour}
}

// Room says whether an item could be owed. Without room it has to stay with the
// feed.
func (m *Memory) Room(item syndication.Item) bool {
	if m.pending(item) >= 0 {
		return true
	}
	size := weight(slim(item, maxKept))
	for i := range m.Pending {
		p := &m.Pending[i]
		if p.weight == 0 {
			p.weight = weight(p.Item)
		}
		size += p.weight
	}
	return len(m.Pending) < maxPending && size <= maxOwed
}

// weight is how much an item takes at most, encoded.
func weight(item syndication.Item) int {
	value, err := json.Marshal(item)
	if err != nil { // a date that JSON does not take
		return maxOwed
	}
	return len(value)
}

func (m *Memory) pending(item syndication.Item) int {
	return slices.IndexFunc(m.Pending, func(p Pending) bool { return p.Item.ID == item.ID })
}

// Hold puts an item on the list of those that are owed before it is looked at,
// so that it is not lost when the process ends and the feed does not list it any
// more after that. Not where there is no room for it with its text; again tells
// that another version of it was taken before.
func (m *Memory) Hold(item syndication.Item, again bool, now time.Time) bool {
	if len(item.Content) > maxKept || len(item.Summary) > maxKept || item.Link == "" || !m.Owe(item, now, now, true) {
		return false
	}
	m.Pending[m.pending(item)].Again = again
	m.Taken(item)
	return true
}

// Owe notes that an item could not be had, and says whether it is tried again:
// not after the last of the retries, and not where there is no room for it. A
// moment that the host asks for is kept; busy tells that nothing was tried.
func (m *Memory) Owe(item syndication.Item, now, notBefore time.Time, busy bool) bool {
	if !m.Room(item) {
		return false
	}
	p := Pending{}
	at := m.pending(item)
	if at >= 0 {
		p = m.Pending[at]
	}
	p.Item, p.Due, p.weight = slim(item, maxKept), now, 0
	if waits := retries(); !busy {
		if p.Attempts >= len(waits) {
			m.Settle(item)
			return false
		}
		p.Due = now.Add(waits[p.Attempts])
		p.Attempts++
	}
	if p.Due.Before(notBefore) {
		p.Due = notBefore
	}
	if at < 0 {
		m.Pending = append(m.Pending, p)
	} else {
		m.Pending[at] = p
	}
	return true
}

// slim is what is needed of an item when its feed is not at hand; text that is
// longer than so many bytes is left out.
func slim(item syndication.Item, text int) syndication.Item {
	if len(item.Content) > text {
		item.Content = ""
	}
	if item.Content != "" || len(item.Summary) > text {
		item.Summary = ""
	}
	item.Title, item.Author, item.Language = cut(item.Title, 500), cut(item.Author, 200), cut(item.Language, 35)
	item.Source.Name, item.Source.Address = cut(item.Source.Name, 200), cut(item.Source.Address, 500)
	item.Categories = nil
	return item
}

// Owed are the items whose time has come, the longest due first.
func (m *Memory) Owed(now time.Time) []Pending {
	var due []Pending
	for _, p := range m.Pending {
		if !p.Due.After(now) {
			due = append(due, p)
		}
	}
	slices.SortStableFunc(due, func(a, b Pending) int { return a.Due.Compare(b.Due) })
	return due
}

// Watch notes that an article is to be looked at again, after the first of the
// ages, then the next, each counted from when it was first read; without ages
// not at all.
func (m *Memory) Watch(r Revisit, now time.Time, ages []time.Duration) {
	m.Unwatch(r.Article)
	if len(ages) == 0 || len(r.Item.Link) > maxAddress {
		return
	}
	r.Item, r.Stage, r.Due = slim(r.Item, 0), 0, now.Add(ages[0])
	m.Revisits = append(m.Revisits, r)
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

// Later puts off looking at an article again: nothing was tried.
func (m *Memory) Later(article string, until time.Time) {
	for i := range m.Revisits {
		if m.Revisits[i].Article == article {
			m.Revisits[i].Due = until
		}
	}
}

// Watched is the article of an item that is to be looked at again; empty if there
// is none.
func (m *Memory) Watched(item syndication.Item) string {
	for _, r := range m.Revisits {
		if r.Item.ID == item.ID {
			return r.Article
		}
	}
	return ""
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
