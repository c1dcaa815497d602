package explain

import (
	"slices"
	"sort"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// claims gives each claim its number and puts it to its sentence.
func (b *builder) claims() {
	b.numbers = map[string]int{}
	all := slices.Clone(b.Tagged.GetClaims())
	sort.SliceStable(all, func(x, y int) bool { // ids settle ties: they came in order of id
		sx, _ := b.predicate(all[x])
		sy, _ := b.predicate(all[y])
		if sx != sy {
			return sx < sy
		}
		return all[x].GetActor() < all[y].GetActor()
	})
	for i, c := range all {
		b.numbers[c.GetId()] = i + 1
		start, end := b.predicate(c)
		if k := b.sentenceAt(start); k < len(b.e.Sentences) {
			b.e.Sentences[k].Claims = append(b.e.Sentences[k].Claims, Claim{Claim: c, Number: i + 1, Start: start, End: end})
		}
	}
}

// predicate is the place of a claim's predicate, else where its evidence starts.
func (b *builder) predicate(c *taggingv1.Claim) (start, end int) {
	if b.Trace != nil {
		if t, ok := b.Trace.Tokens[c.GetId()]; ok && b.sentenceOf(t) >= 0 {
			return b.Doc.Tokens[t].Start, b.Doc.Tokens[t].End
		}
	}
	return int(c.GetEvidence().GetStartByte()), int(c.GetEvidence().GetStartByte())
}

// drops puts what was let go to its sentence, each only once.
func (b *builder) drops() {
	if b.Trace == nil {
		return
	}
	for _, d := range b.Trace.Drops {
		i := b.sentenceOf(d.Token)
		if i < 0 {
			continue
		}
		out := Drop{Start: b.Doc.Tokens[d.Token].Start, End: b.Doc.Tokens[d.Token].End, Rule: d.Rule, What: spaced(d.What), Reason: d.Reason}
		if s := &b.e.Sentences[i]; !slices.Contains(s.Dropped, out) {
			s.Dropped = append(s.Dropped, out)
		}
	}
	for i := range b.e.Sentences {
		ds := b.e.Sentences[i].Dropped
		sort.SliceStable(ds, func(x, y int) bool { return ds[x].Start < ds[y].Start })
	}
}
