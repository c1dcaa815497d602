package brief

import (
	"fmt"
	"slices"
	"strings"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
)

// reasons that a message gives.
const reasons = 3

// Summarise composes what a message has room for: the headline, the trend and
// three reasons: for the movement of the last week, if there is one, else for
// the number.
func Summarise(r assess.Result) *Document {
	p := newPage(r)
	p.head()
	if !p.open() {
		p.answer()
		return p.doc
	}
	p.paragraph(p.trend())
	p.longest = shortQuote
	if p.a.GetTrend().GetDirection_7D() != assessmentv1.TrendDirection_TREND_DIRECTION_STEADY {
		_, change := p.since(7)
		if pieces := p.evidentPieces(change, reasons); len(pieces) > 0 {
			said, _ := p.causes(change, pieces)
			said = said[:min(len(said), 1)] // the rest is in the brief
			p.section("reasons", "What moved it in seven days", 2, Block{List: p.tell(said, pieces[:min(len(pieces), reasons-len(said))], netted)})
			return p.doc
		}
	}
	p.section("reasons", "Why", 2, Block{List: p.tell(nil, p.reasons(), netted)})
	return p.doc
}

// reasons are the strongest passage for it, the strongest against it, and the
// strongest of what is left; those of one side when the other has none.
func (p *page) reasons() []piece {
	pieces := p.pieces(p.counted)
	var chosen []piece
	take := func(fits func(piece) bool) {
		for i, x := range pieces {
			if fits(x) && len(chosen) < reasons {
				chosen, pieces = append(chosen, x), append(pieces[:i:i], pieces[i+1:]...)
				return
			}
		}
	}
	take(func(x piece) bool { return x.points >= negligible })
	take(func(x piece) bool { return x.points <= -negligible })
	for range reasons {
		take(func(x piece) bool { return x.points >= negligible || x.points <= -negligible })
	}
	return chosen
}

// Message writes the document as plain text for chat or mail: no markup, short
// lines of fact, and the sources below.
func (d *Document) Message() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	headline := clean(d.Name) + ": " + d.Verdict
	if d.Term != "" {
		headline += " (" + d.Term + ") " + d.Trend.Arrow + " " + d.Trend.Word
	}
	line("%s", headline)
	line("%s", clean(d.Question))
	if d.Term != "" {
		line("%s interval %s to %s, as of %s. Confidence: %s.", d.Coverage, percent(d.Now.GetProbabilityLow()), percent(d.Now.GetProbabilityHigh()), day(d.AsOf), d.Confidence)
	} else {
		line("As of %s.", day(d.AsOf))
	}
	for _, s := range slices.Concat(d.Lead...) {
		line("%s", flat(s.Parts))
	}
	for _, s := range d.Sections {
		line("\n%s:", s.Title)
		for _, block := range s.Blocks {
			for _, statement := range block.List {
				line("• %s", flat(statement.Parts))
			}
		}
	}
	if len(d.Articles) > 0 {
		line("")
	}
	for _, a := range d.Articles {
		line("[%d] %s", a.Number, strings.Join(a.origin(), ", "))
		for _, passage := range a.Passages {
			ids := passage.shortIDs()
			line("[%s] %s, %s %s", passage.Mark, passage.about(), map[bool]string{true: "claim", false: "claims"}[len(ids) == 1], strings.Join(ids, " "))
		}
	}
	return lines(b.String())
}

// origin of an article in a message: who, or else under which title, when and where.
func (a Article) origin() []string {
	parts := []string{sourceOr(clean(a.Source))}
	if title := clean(a.Title); parts[0] == sourceOr("") && title != "" {
		parts = append(parts, "“"+title+"”")
	}
	for _, part := range []string{a.Published, webAddress(a.URL)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

// flat writes parts without markup.
func flat(parts []Part) string {
	var b strings.Builder
	for i, part := range parts {
		switch part.Kind {
		case Quote:
			b.WriteString("“" + clean(part.Text) + "”")
		case Mark:
			if i > 0 && needsSpace(b.String()) {
				b.WriteByte(' ')
			}
			b.WriteString("[" + part.Text + "]")
		default:
			b.WriteString(clean(part.Text))
		}
	}
	return strings.TrimRight(b.String(), " ")
}
