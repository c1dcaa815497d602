package brief

import (
	"fmt"
	"slices"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
)

// page is a brief in the making. It numbers articles and their passages in the
// order of their first mention; a claim that is gone cannot be cited, and what
// it proved is not said.
type page struct {
	result assess.Result
	a      *assessmentv1.Assessment
	noun   string // of the initiative, for example "the force"
	claims map[string]*assessmentv1.Contribution
	// counted are the contributions that count, strongest first; of is all of a passage.
	counted []*assessmentv1.Contribution
	of      map[passage][]*assessmentv1.Contribution
	// articles and passages by what they are, to their place in doc.Articles.
	articles map[string]int
	passages map[passage]int
	quoted   map[passage]bool
	disputed map[string]bool // claims that another account contradicts
	longest  int             // runes of a quote
	doc      *Document
}

// passage of an article. Several claims may rest on one.
type passage struct{ article, quote string }

func passageOf(c *assessmentv1.Contribution) passage {
	return passage{c.GetArticle().GetId(), c.GetClaim().GetEvidence().GetQuote()}
}

func newPage(r assess.Result) *page {
	p := &page{
		result: r, a: r.Assessment, noun: noun(r.Input.Initiative.GetClass()), claims: make(map[string]*assessmentv1.Contribution, len(r.Contributions)),
		articles: make(map[string]int), passages: make(map[passage]int), quoted: make(map[passage]bool), disputed: make(map[string]bool), longest: longQuote,
		of: make(map[passage][]*assessmentv1.Contribution), doc: &Document{},
	}
	for _, c := range r.Contributions {
		p.claims[c.GetClaimId()] = c
		p.of[passageOf(c)] = append(p.of[passageOf(c)], c)
		if c.GetState() == assessmentv1.ContributionState_CONTRIBUTION_STATE_COUNTED {
			p.counted = append(p.counted, c)
		}
	}
	for _, c := range p.a.GetContradictions() {
		for _, id := range slices.Concat(c.GetClaimIds(), c.GetAgainstClaimIds()) {
			p.disputed[id] = true
		}
	}
	return p
}

// section adds a section of those blocks, and columns, that have something to say.
func (p *page) section(id, title string, level int, blocks ...Block) {
	blocks = slices.DeleteFunc(blocks, func(b Block) bool {
		return len(b.Paragraph) == 0 && len(b.List) == 0 && (b.Table == nil || len(b.Table.Rows) == 0)
	})
	for _, b := range blocks {
		if b.Table != nil {
			b.Table.fill()
		}
	}
	if len(blocks) > 0 {
		p.doc.Sections = append(p.doc.Sections, Section{ID: id, Title: title, Level: level, Blocks: blocks})
	}
}

// fill drops the columns in which no row has anything; the first stays.
func (t *Table) fill() {
	for i := len(t.Columns) - 1; i > 0; i-- {
		if slices.ContainsFunc(t.Rows, func(r Row) bool {
			return slices.ContainsFunc(r.Cells[i], func(part Part) bool { return part.Text != "" })
		}) {
			continue
		}
		t.Columns = slices.Delete(t.Columns, i, i+1)
		for n := range t.Rows {
			t.Rows[n].Cells = slices.Delete(t.Rows[n].Cells, i, i+1)
		}
	}
}

// heading adds a section that only heads those below it.
func (p *page) heading(id, title string) {
	p.doc.Sections = append(p.doc.Sections, Section{ID: id, Title: title, Level: 2})
}

// cite numbers the passages of the claims, each once. Unknown claims are left out.
func (p *page) cite(ids ...string) []Part {
	var marks []Part
	for _, id := range ids {
		c, ok := p.claims[id]
		if !ok {
			continue
		}
		mark := Part{Mark, p.passage(c).Mark}
		if !slices.Contains(marks, mark) {
			marks = append(marks, mark)
		}
	}
	return marks
}

// passage is the entry of the claim's passage, made when it is cited first.
func (p *page) passage(c *assessmentv1.Contribution) *Passage {
	ref := c.GetArticle()
	at, ok := p.articles[ref.GetId()]
	if !ok {
		at = len(p.doc.Articles)
		p.articles[ref.GetId()] = at
		p.doc.Articles = append(p.doc.Articles, Article{
			Number: at + 1, Title: ref.GetTitle(), Source: ref.GetSource(), URL: ref.GetUrl(), Reliability: letter(c), Published: published(ref),
		})
	}
	article := &p.doc.Articles[at]
	key := passageOf(c)
	place, ok := p.passages[key]
	if !ok {
		place = len(article.Passages)
		p.passages[key] = place
		article.Passages = append(article.Passages, Passage{
			Mark: fmt.Sprintf("%d.%d", at+1, place+1), Grade: grade(c), Speaker: unnamed(c.GetClaim()), Quote: c.GetClaim().GetEvidence().GetQuote(),
		})
	}
	entry := &article.Passages[place]
	if !slices.Contains(entry.ClaimIDs, c.GetClaimId()) {
		entry.ClaimIDs = append(entry.ClaimIDs, c.GetClaimId())
	}
	return entry
}

// fact is a statement that rests on claims; it is not made without any.
func (p *page) fact(list []Statement, ids []string, parts ...Part) []Statement {
	marks := p.cite(ids...)
	if len(marks) == 0 {
		return list
	}
	return append(list, Statement{Kind: Fact, Parts: append(parts, marks...)})
}

func figure(parts ...Part) Statement { return Statement{Kind: Figure, Parts: parts} }

func gap(parts ...Part) Statement { return Statement{Kind: Gap, Parts: parts} }

func text(words string) Part { return Part{Plain, words} }

func textf(format string, args ...any) Part { return Part{Plain, fmt.Sprintf(format, args...)} }

func strong(text string) Part { return Part{Strong, text} }

// cell of a table.
func cell(parts ...Part) []Part { return parts }
