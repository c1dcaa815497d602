package assess_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"google.golang.org/protobuf/proto"
	"pgregory.net/rapid"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
)

// diary is a ledger of one initiative that changes, and the rolling assessment
// that is told only what changed.
type diary struct {
	in       assess.Input
	articles map[string]*taggingv1.TaggedArticle
	next     int
	rolling  *assess.Rolling
}

// anyArticle draws an article, half of them with what is rare or absurd.
func anyArticle(t *rapid.T, number int) *taggingv1.TaggedArticle {
	if rapid.Bool().Draw(t, "wild") {
		return assesstest.Wild(t, number)
	}
	return assesstest.Article(t, number)
}

// pick draws the ids of some articles that are there.
func (d *diary) pick(t *rapid.T) []string {
	ids := slices.Sorted(maps.Keys(d.articles))
	if len(ids) == 0 {
		return nil
	}
	return rapid.SliceOfNDistinct(rapid.SampledFrom(ids), 1, min(3, len(ids)), rapid.ID[string]).Draw(t, "which")
}

// tell hands over what changed, in an order of its own, some of it twice.
func (d *diary) tell(t *rapid.T, ids []string) {
	var readings []*taggingv1.TaggedArticle
	for _, id := range rapid.Permutation(ids).Draw(t, "order") {
		if reading, ok := d.articles[id]; ok {
			readings = append(readings, reading)
		}
	}
	for range rapid.IntRange(1, 2).Draw(t, "times") {
		d.rolling.Replace(append(ids, ids...), readings)
	}
}

func (d *diary) add(t *rapid.T) {
	var ids []string
	for range rapid.IntRange(1, 4).Draw(t, "how many") {
		d.next++
		a := anyArticle(t, d.next)
		d.articles[a.GetArticleId()] = a
		ids = append(ids, a.GetArticleId())
	}
	d.tell(t, ids)
}

// revise takes other readings of articles: a correction, a newer tagger, a newer catalogue.
func (d *diary) revise(t *rapid.T) {
	ids := d.pick(t)
	for _, id := range ids {
		var number int
		if _, err := fmt.Sscanf(id, "%x", &number); err != nil {
			t.Fatal(err)
		}
		next := anyArticle(t, number-1)
		next.Revision = d.articles[id].GetRevision() + 1
		if rapid.Bool().Draw(t, "other claims only") {
			claims := next.GetClaims()
			next = proto.CloneOf(d.articles[id])
			next.Claims, next.CatalogueRevision = claims, next.GetCatalogueRevision()+1
		}
		d.articles[id] = next
	}
	d.tell(t, ids)
}

func (d *diary) retract(t *rapid.T) {
	ids := d.pick(t)
	for _, id := range ids {
		delete(d.articles, id)
	}
	d.tell(t, ids)
}

func (d *diary) turn(t *rapid.T) {
	d.in.AsOf = d.in.AsOf.AddDate(0, 0, rapid.IntRange(0, 40).Draw(t, "days")-10)
	if rapid.Bool().Draw(t, "ruled") {
		d.in.Rulings = append(slices.Clone(d.in.Rulings), ruling(t, d.in, uint64(len(d.in.Rulings)+1)))
	}
	d.rolling.Turn(d.in.AsOf, d.in.Rulings)
}

// ruling draws what an operator decides.
func ruling(t *rapid.T, in assess.Input, revision uint64) *assessmentv1.Ruling {
	r := decide(revision, rapid.SampledFrom(assesstest.Actors()).Draw(t, "actor"),
		taggingv1.ConditionKind(rapid.Int32Range(1, 13).Draw(t, "condition")), taggingv1.ConditionState(rapid.Int32Range(0, 3).Draw(t, "state")), "2026-02-01")
	if rapid.Bool().Draw(t, "answer") {
		r = answer(revision, assessmentv1.Resolution(rapid.Int32Range(1, 4).Draw(t, "resolution")), "2026-02-01")
		r.Milestone, r.Deadline = in.Initiative.GetQuestion().GetMilestone(), in.Initiative.GetQuestion().GetDeadline()
	}
	return r
}

func (d *diary) redefine(t *rapid.T) {
	d.in.Initiative = assesstest.Initiative(t)
	d.open()
}

func (d *diary) open() {
	in := d.in
	in.Articles = slices.Collect(maps.Values(d.articles))
	d.rolling = assess.Open(in)
}

// Whatever happens to a ledger, what is carried on from change to change is
// what the ledger gives from scratch, byte for byte.
func TestRollingEqualsFromScratch(t *testing.T) {
	model := defaultModel(t)
	rapid.Check(t, func(t *rapid.T) {
		d := &diary{in: draw(t, model, 0), articles: map[string]*taggingv1.TaggedArticle{}}
		for range rapid.IntRange(0, 10).Draw(t, "at first") {
			d.next++
			a := anyArticle(t, d.next)
			d.articles[a.GetArticleId()] = a
		}
		d.open()
		actions := map[string]func(*rapid.T){
			"add": d.add, "revise": d.revise, "retract": d.retract, "turn": d.turn, "redefine": d.redefine,
			"": func(t *rapid.T) {
				in := d.in
				in.Articles = slices.Collect(maps.Values(d.articles))
				same(t, d.rolling, assess.Assess(in))
			},
		}
		t.Repeat(actions)
	})
}
