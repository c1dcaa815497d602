package worker

import (
	"maps"
	"slices"

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

// carried is the assessment of an initiative under one definition.
type carried struct {
	definition *initiativev1.Initiative
	rolling    *assess.Rolling
}

// touch notes that an initiative has to be published, and articles that changed.
func (w *Worker) touch(initiative string, changed ...string) {
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
	c, ok := w.carried[id]
	changed := w.dirty[id]
	if ok && c.definition == outline.Initiative && len(changed)*mostChanged <= c.rolling.Articles() {
		ids := slices.Collect(maps.Keys(changed))
		c.rolling.Replace(ids, w.Board.Readings(id, ids))
		c.rolling.Turn(outline.AsOf, outline.Rulings)
	} else {
		snapshot, _ := w.Board.Snapshot(id)
		c = carried{definition: outline.Initiative, rolling: assess.Open(assess.Input{
			Initiative: snapshot.Initiative, Articles: snapshot.Articles, Rulings: snapshot.Rulings, Model: w.Model, AsOf: snapshot.AsOf,
		})}
	}
	if c.rolling.Articles() >= leastCarried {
		w.carried[id] = c
	} else {
		delete(w.carried, id)
	}
	return c.rolling.Assessment()
}
