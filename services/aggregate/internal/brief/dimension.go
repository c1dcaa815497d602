package brief

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

// slight is the size of a passage's points below which a dimension that has
// nothing greater shares a list with the others of that kind.
const slight = 0.3

// dimensions lists each dimension with its evidence, the strongest first.
func (p *page) dimensions() {
	byDimension := make(map[taggingv1.Dimension][]*assessmentv1.Contribution)
	for _, c := range p.counted {
		byDimension[c.GetDimension()] = append(byDimension[c.GetDimension()], c)
	}
	terms := slices.DeleteFunc(slices.Clone(p.a.GetTerms()), func(t *assessmentv1.Term) bool {
		return t.GetDimension() == 0 || len(byDimension[t.GetDimension()]) == 0
	})
	slices.SortStableFunc(terms, func(a, b *assessmentv1.Term) int {
		return -cmp.Compare(math.Abs(a.GetPoints()), math.Abs(b.GetPoints()))
	})
	if len(terms) > 0 {
		p.heading("dimensions", "Dimensions")
	}
	var rest []Statement
	var nothing, ids []string // dimensions that move nothing, and their evidence
	for _, t := range terms {
		pieces := p.pieces(byDimension[t.GetDimension()])
		if math.Abs(pieces[0].points) < slight && math.Abs(t.GetPoints()) < negligible {
			nothing, ids = append(nothing, dimensionPhrase(t.GetDimension())), append(ids, pieces[0].ids()...)
			continue
		}
		if math.Abs(pieces[0].points) < slight && math.Abs(t.GetPoints()) < slight {
			rest = p.slightly(rest, t, pieces[0])
			continue
		}
		shown := consequential(pieces)
		title := fmt.Sprintf("%s: %s points", capital(dimensionName(t.GetDimension())), points(t.GetPoints()))
		switch {
		case shown == len(pieces):
		case shown == 1:
			title += fmt.Sprintf(" (the strongest of %d passages)", len(pieces))
		default:
			title += fmt.Sprintf(" (the strongest %d of %d passages)", shown, len(pieces))
		}
		p.section("dimension-"+vocab.Name(t.GetDimension()), title, 3, Block{List: p.tell(nil, pieces[:shown], netted)})
	}
	rest = p.fact(rest, ids, textf("The evidence on %s moves the number by less than a tenth of a point. ", list(nothing)))
	p.section("dimension-rest", "Of little weight", 3, Block{List: rest})
}

// consequential is how many passages of a dimension are told; one at least.
func consequential(pieces []piece) int {
	shown := 1
	for shown < len(pieces) && shown < perDimension && math.Abs(pieces[shown].points) >= minor {
		shown++
	}
	return shown
}

// slightly tells of a dimension by its strongest passage alone.
func (p *page) slightly(rest []Statement, t *assessmentv1.Term, x piece) []Statement {
	name := capital(dimensionName(t.GetDimension()))
	if p.quoted[passageOf(x.claims[0])] {
		return p.fact(rest, x.ids(), signed(t.GetPoints()), text(" "+name+", as quoted above. "))
	}
	parts := p.told(x, signed(t.GetPoints()))
	parts[1] = text(" " + name + ": ")
	return p.fact(rest, x.ids(), parts...)
}
