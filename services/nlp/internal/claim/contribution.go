package claim

import (
	"strings"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/quantity"
	"github.com/barograph/barograph/services/nlp/internal/reading"
)

// contribution is what is given and how much, and by whom, where that is
// another actor than the verb's subject: "Chad offered soldiers, and Benin police".
type contribution struct {
	kind   taggingv1.CommitmentKind
	figure *quantity.Quantity
	owner  []string
}

// leastBare is the least figure without a noun that counts soldiers.
const leastBare = 20

// contributions reads what a verb's object, or the subject of an arrival, names.
func (r *reader) contributions(h lexicon.Hit, c *reading.Clause, status taggingv1.CommitmentStatus) []contribution {
	first, last := h.First, r.objectEnd(h, c)
	if status >= taggingv1.CommitmentStatus_COMMITMENT_STATUS_PREPARED && status <= taggingv1.CommitmentStatus_COMMITMENT_STATUS_WITHDRAWN || h.Entry.Has("bare") {
		first = c.First
	}
	type slot struct {
		kind  taggingv1.CommitmentKind
		owner string
	}
	var out []contribution
	seen := map[slot]bool{}
	add := func(k taggingv1.CommitmentKind, q *quantity.Quantity, at int) {
		owner := r.ownerOf(h, at)
		key := slot{k, strings.Join(owner, ",")}
		if !seen[key] {
			seen[key] = true
			out = append(out, contribution{k, q, owner})
		}
	}
	for _, q := range r.FiguresIn(first, last) {
		figure := q
		k, ok := r.kindOfFigure(q, last)
		if !ok && h.Entry.Has("bare") && q.Unit == "" && q.Noun == "" && q.Min >= leastBare {
			k, ok, figure.Unit = taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, true, quantity.Personnel
		}
		if ok {
			add(k, &figure, q.First)
		}
	}
	nouns := r.HitsIn("contribution", first, last)
	for i, n := range nouns {
		k, known := kinds[n.Entry.Value]
		if !known {
			continue // an industrial base is no base
		}
		if i+1 < len(nouns) && nouns[i+1].First == n.Last && k != taggingv1.CommitmentKind_COMMITMENT_KIND_TRAINERS {
			continue // "police trainers" are trainers
		}
		if overlapsFigure(out, n) || r.setAside(n, first, status, len(out) > 0) {
			continue
		}
		add(k, nil, n.First)
	}
	if len(out) == 0 && h.Entry.Has("bare") {
		out = append(out, contribution{kind: taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS})
	}
	if strings.HasPrefix(h.Entry.Text, "{train}") || r.training(h) {
		return []contribution{{kind: taggingv1.CommitmentKind_COMMITMENT_KIND_TRAINERS}}
	}
	return narrow(out, status)
}

// training holds when what is promised is to train others.
func (r *reader) training(h lexicon.Hit) bool {
	for t := h.First; t < min(h.Last+6, r.Doc.Sentences[r.Doc.Tokens[h.First].Sentence].Last); t++ {
		if r.Doc.Tokens[t].Is("train") && t > 0 && (t < h.Last || r.Doc.Tokens[t-1].Is("to", "will", "would", ",")) {
			return true
		}
	}
	return false
}

// objectEnd is where the verb's object ends: at the clause's end, or further
// where the next clauses only go on with an enumeration.
func (r *reader) objectEnd(h lexicon.Hit, c *reading.Clause) int {
	last := min(r.Doc.Sentences[c.Sentence].Last, h.Last+18)
	for t := max(h.Last, c.Last); t < last; t++ {
		k := r.ClauseAt(t)
		if k < 0 || r.Clauses[k].First != t {
			continue
		}
		m := r.Clauses[k].Marker
		goesOn := m == "," || m == "and" || m == ", and" || m == "or" || m == ""
		if !goesOn || r.VerbIn(t, min(r.Clauses[k].Last, last)) {
			return t
		}
	}
	return last
}

// ownerOf returns the actor that stands between the verb and a contribution and
// opens a new member of the enumeration.
func (r *reader) ownerOf(h lexicon.Hit, at int) []string {
	ms := r.ActorsIn(h.Last, at)
	for k := len(ms) - 1; k >= 0; k-- {
		m := r.Actors[ms[k]]
		if m.Kind == actor.Demonym || m.Place || m.First == 0 || at-m.Last > 3 {
			continue
		}
		if r.Doc.Tokens[m.First-1].Is("and", ",", ";", "while", "but") {
			return []string{m.ID}
		}
	}
	return nil
}

// narrow keeps the most specific kinds: "forces" beside "police" are police,
// and a refusal is of the first thing named.
func narrow(in []contribution, status taggingv1.CommitmentStatus) []contribution {
	if status == taggingv1.CommitmentStatus_COMMITMENT_STATUS_DECLINED && len(in) > 1 {
		return in[:1]
	}
	if len(in) > 3 {
		return in[:3]
	}
	return in
}

func overlapsFigure(cs []contribution, n lexicon.Hit) bool {
	for _, c := range cs {
		if c.figure != nil && c.figure.First < n.Last && n.First < c.figure.Last+1 {
			return true
		}
	}
	return false
}

// kindOfFigure tells what a figure counts: money by its unit, people by the
// noun beside it.
func (r *reader) kindOfFigure(q quantity.Quantity, last int) (taggingv1.CommitmentKind, bool) {
	switch q.Unit {
	case quantity.USD, quantity.EUR, quantity.GBP, quantity.AUD, quantity.JPY, quantity.CAD:
		return taggingv1.CommitmentKind_COMMITMENT_KIND_MONEY, true
	case quantity.Countries:
		return 0, false
	}
	for _, n := range r.HitsIn("contribution", q.First, min(q.Last+2, last)) {
		k, known := kinds[n.Entry.Value]
		return k, known
	}
	if q.Unit == quantity.Personnel {
		return taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, true
	}
	return 0, false
}

// setAside reports whether a thing is named but not given: "police and no
// soldiers", "money for the training of police".
func (r *reader) setAside(n lexicon.Hit, first int, status taggingv1.CommitmentStatus, another bool) bool {
	declined := status == taggingv1.CommitmentStatus_COMMITMENT_STATUS_DECLINED
	if n.First > 0 && r.Doc.Tokens[n.First-1].Is("no", "not") {
		return !declined
	}
	for t := n.First - 1; another && t >= first && t >= n.First-3; t-- {
		if r.Doc.Tokens[t].Is("for") {
			return true
		}
	}
	return false
}
