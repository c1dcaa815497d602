package worker

import (
	"maps"
	"slices"
	"sync"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/ledger"
)

const (
	// leastCarried is the number of articles from which on the assessment of an
	// initiative is carried on from change to change. Below, from scratch takes a
	// few milliseconds and keeps no memory: most of very many initiatives are small.
	leastCarried = 50
	// mostChanged is the share of its articles, one in so many, from which on to
	// begin anew is faster than to carry on.
	mostChanged = 4
)

// articles are ids of articles.
type articles map[string]struct{}

// carried is the assessment of an initiative under one definition, which
// readers look at while the worker goes on.
type carried struct {
	definition *initiativev1.Initiative
	mu         sync.Mutex
	rolling    *assess.Rolling
	result     *assess.Result // as it was read last; nil when nobody did since it changed
}

// read is the present result, computed once for all who read it.
func (c *carried) read() assess.Result {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.result == nil {
		result := c.rolling.Result()
		c.result = &result
	}
	return *c.result
}

func (c *carried) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.result = nil
}

// shelf holds what is carried. The worker alone puts there and removes. The
// result of the one that was read last is kept: whoever reads one page, or one
// view of it, reads the next.
type shelf struct {
	mu     sync.RWMutex
	all    map[string]*carried
	recent *carried // nil before the first was read
}

// note makes c the one that was read last and gives back the one before, if
// that is another.
func (s *shelf) note(c *carried) (before *carried) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.recent != c {
		before, s.recent = s.recent, c
	}
	return before
}

func (s *shelf) get(id string) (*carried, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	c, ok := s.all[id]
	return c, ok
}

// put keeps c, or with nil nothing, under an id.
func (s *shelf) put(id string, c *carried) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c == nil {
		delete(s.all, id)
	} else {
		s.all[id] = c
	}
}

// Present is the assessment of an initiative with all of its evidence as it is
// published, or about to be, without computing it; false for an initiative that
// is computed from scratch each time. Safe for concurrent use.
func (w *Worker) Present(initiative string) (assess.Result, bool) {
	c, ok := w.carried.get(initiative)
	if !ok {
		return assess.Result{}, false
	}
	result := c.read()
	if before := w.carried.note(c); before != nil {
		before.forget()
	}
	return result, true
}

// touch notes that an initiative has to be published, and articles that changed;
// one that is another replica's is that one's to publish.
func (w *Worker) touch(initiative string, changed ...string) {
	if !w.view.Owns(initiative) {
		return
	}
	if w.dirty[initiative] == nil {
		w.dirty[initiative] = articles{}
	}
	for _, id := range changed {
		w.dirty[initiative][id] = struct{}{}
	}
}

// assess is what the ledger says of an initiative now, byte for byte what
// [assess.Assess] makes of a whole snapshot. Outline has no articles.
func (w *Worker) assess(id string, outline ledger.Snapshot) *assessmentv1.Assessment {
	c, ok := w.carried.get(id)
	changed := w.dirty[id]
	if !ok || c.definition != outline.Initiative || len(changed)*mostChanged > c.rolling.Articles() {
		snapshot, _ := w.Board.Snapshot(id)
		c = &carried{definition: outline.Initiative, rolling: assess.Open(assess.Input{
			Initiative: snapshot.Initiative, Articles: snapshot.Articles, Rulings: snapshot.Rulings, Model: w.Model, AsOf: snapshot.AsOf,
		})}
		changed = nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.result = nil
	if ids := slices.Collect(maps.Keys(changed)); len(ids) > 0 {
		c.rolling.Replace(ids, w.Board.Readings(id, ids))
	}
	c.rolling.Turn(outline.AsOf, outline.Rulings)
	if c.rolling.Articles() >= leastCarried {
		w.carried.put(id, c)
	} else {
		w.carried.put(id, nil)
	}
	return c.rolling.Assessment()
}
