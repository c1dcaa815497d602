package claim

import (
	"sort"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/reading"
	"github.com/barograph/barograph/services/nlp/internal/valence"
)

// Read returns the claims of an article, ordered by id. The catalogue must be
// in the order that the article's links index. What was let go is recorded in
// the trace, which may be nil. Once over returns an error there is no time left,
// and nothing is returned.
func Read(a *reading.Article, source *articlev1.Article, catalogue Catalogue, trace *Trace, over func() error) []*taggingv1.Claim {
	r := &reader{Article: a, source: source, catalogue: catalogue, trace: trace, index: newIndex(), valence: valence.New(a.Doc, a.Hits, a.Tree)}
	for _, step := range []func(){
		r.readCommitments,
		r.readPositions,
		r.readVerdicts,
		r.readEnumerations,
		r.readAttitudes,
		r.readDeeds,
		r.readRosters,
		r.readCausatives,
		r.readPerceived,
		r.readConditions,
		r.readLimits,
		r.readMilestones,
		r.readEvents,
		r.readSchedules,
		r.readDimensions,
		r.readTopics,
		r.readRoles,
		r.outweighed,
	} {
		if over() != nil {
			return nil
		}
		step()
	}
	return r.finish()
}

// finish keeps the surest draft of each passage and slot and completes it.
func (r *reader) finish() []*taggingv1.Claim {
	type key struct {
		initiative, sentence int
		kind, slot           string
	}
	best := map[key]int{}
	var order []key
	for i, d := range r.drafts {
		k := key{d.initiative, r.Doc.Tokens[d.token].Sentence, d.kind, d.slot}
		j, seen := best[k]
		switch {
		case !seen:
			order = append(order, k)
			best[k] = i
		case d.confidence > r.drafts[j].confidence:
			r.weaker(r.drafts[j], d)
			best[k] = i
		default:
			r.weaker(d, r.drafts[j])
		}
	}
	ordinals := map[string]int{}
	claims := make([]*taggingv1.Claim, 0, len(order))
	for _, k := range order { // text order within a kind, so that ordinals are stable
		c := r.complete(r.drafts[best[k]], ordinals)
		r.keep(c.GetId(), r.drafts[best[k]].token)
		claims = append(claims, c)
	}
	sort.Slice(claims, func(a, b int) bool { return claims[a].GetId() < claims[b].GetId() })
	return claims
}
