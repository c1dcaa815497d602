package brief

import (
	"math"
	"strconv"
	"strings"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

// moved is the account from the base rate to the number, and the passages that
// did most of it.
func (p *page) moved() {
	pieces := p.pieces(p.counted)
	if p.open() {
		p.section("moved", "What moved it", 2, Block{Table: p.account()})
	} else if len(pieces) > 0 {
		p.heading("moved", "What moved it") // the answer owes nothing to the terms
	}
	for _, side := range []struct {
		id, title string
		sign      float64
	}{{"for", "Strongest for it", 1}, {"against", "Strongest against it", -1}} {
		var own []piece
		for _, x := range pieces {
			if x.points*side.sign >= negligible && len(own) < drivers {
				own = append(own, x)
			}
		}
		p.section(side.id, side.title, 3, Block{List: p.tell(nil, own, netted)})
	}
}

// account has a row for each term that matters; its points lead from the base
// rate to the number.
func (p *page) account() *Table {
	t := &Table{Columns: []string{"Term", "Points", "For", "Against", "Most of it"}}
	t.Rows = append(t.Rows, Row{Figure, [][]Part{cell(text("Base rate")), cell(strong(percent(p.a.GetPriorProbability()))), nil, nil, nil}})
	sum, small, count := 0.0, 0.0, 0
	for _, term := range p.byPoints() {
		sum += term.GetPoints()
		if math.Abs(term.GetPoints()) >= negligible {
			t.Rows = p.termRow(t.Rows, term)
		} else if term.GetLogOdds() != 0 {
			small, count = small+term.GetPoints(), count+1
		}
	}
	if math.Abs(small) >= negligible {
		t.Rows = append(t.Rows, Row{Figure, [][]Part{cell(text(capital(plural(uint32(count), "smaller term", "smaller terms")))), cell(signed(small)), nil, nil, nil}})
	}
	if rest := 100*(p.a.GetProbability()-p.a.GetPriorProbability()) - sum; math.Abs(rest) >= negligible {
		t.Rows = append(t.Rows, Row{Figure, [][]Part{cell(text("Edge of the scale")), cell(signed(rest)), nil, nil, nil}})
	}
	t.Rows = append(t.Rows, Row{Figure, [][]Part{cell(strong("Probability")), cell(strong(probability(p.a.GetProbability()))), nil, nil, nil}})
	return t
}

// termRow adds a term, with the passages that did most of it.
func (p *page) termRow(rows []Row, term *assessmentv1.Term) []Row {
	count := func(n uint32) []Part {
		if n == 0 {
			return nil
		}
		return cell(text(strconv.Itoa(int(n))))
	}
	name := capital(strings.TrimPrefix(termName(term), "the "))
	if term.GetMilestone() != 0 {
		name = "Milestone: " + vocab.Words(term.GetMilestone())
	}
	if term.GetTimePressure() {
		return append(rows, Row{Figure, [][]Part{cell(text(name)), cell(signed(term.GetPoints())), nil, nil, nil}})
	}
	var ids []string
	for _, c := range p.counted {
		if c.GetDimension() == term.GetDimension() && c.GetMilestone() == term.GetMilestone() && len(ids) < 2 {
			ids = append(ids, c.GetClaimId())
		}
	}
	marks := p.cite(ids...)
	if len(marks) == 0 {
		return rows
	}
	return append(rows, Row{Fact, [][]Part{cell(text(name)), cell(signed(term.GetPoints())), count(term.GetSupporting()), count(term.GetOpposing()), marks}})
}
