package brief

import (
	"fmt"
	"strings"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
)

// longest quote in runes; a longer one is cut at a word.
const longest = 300

// page is a brief in the making. It numbers evidence in the order of its first
// mention; a claim that is gone cannot be cited, and what it proved is not said.
type page struct {
	strings.Builder
	result assess.Result
	a      *assessmentv1.Assessment
	claims map[string]*assessmentv1.Contribution
	number map[string]int
	cited  []*assessmentv1.Contribution
}

func newPage(r assess.Result) *page {
	p := &page{result: r, a: r.Assessment, claims: make(map[string]*assessmentv1.Contribution, len(r.Contributions)), number: make(map[string]int)}
	for _, c := range r.Contributions {
		p.claims[c.GetClaimId()] = c
	}
	return p
}

// line writes one line.
func (p *page) line(format string, args ...any) { fmt.Fprintf(p, format+"\n", args...) }

// cite names the claims as evidence, for example "[E1][E4]". Unknown claims are left out.
func (p *page) cite(ids ...string) string {
	var marks strings.Builder
	for _, id := range ids {
		c, ok := p.claims[id]
		if !ok {
			continue
		}
		if p.number[id] == 0 {
			p.cited = append(p.cited, c)
			p.number[id] = len(p.cited)
		}
		fmt.Fprintf(&marks, "[E%d]", p.number[id])
	}
	return marks.String()
}

// evidence lists what was cited.
func (p *page) evidence() {
	if len(p.cited) == 0 {
		return
	}
	p.line("\n## Evidence\n")
	for i, c := range p.cited {
		article := c.GetArticle()
		parts := []string{quote(c.GetClaim().GetEvidence().GetQuote())}
		if article.GetTitle() != "" {
			parts = append(parts, "*"+plain(article.GetTitle())+"*")
		}
		parts = append(parts, fmt.Sprintf("%s, grade %s", sourceName(article), grade(c)))
		if t := article.GetPublishedTime(); t != nil {
			parts = append(parts, day(t.AsTime()))
		}
		if url := article.GetUrl(); url != "" {
			parts = append(parts, "<"+strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20", "\n", "").Replace(url)+">")
		}
		p.line("- **[E%d]** %s · `%s`", i+1, strings.Join(parts, " · "), c.GetClaimId())
	}
}

// grade is the Admiralty grade, letter and digit, for example "B2".
func grade(c *assessmentv1.Contribution) string {
	letter := "F"
	if r := c.GetReliability(); r > 0 {
		letter = string(rune('A' + int32(r) - 1))
	}
	return fmt.Sprintf("%s%d", letter, c.GetCredibility())
}

func sourceName(article *assessmentv1.ArticleReference) string {
	if name := article.GetSource(); name != "" {
		return plain(name)
	}
	return "source unknown"
}

// quote puts a passage between quotation marks, on one line, without markup.
func quote(text string) string {
	words := []rune(plain(text))
	if len(words) > longest {
		cut := string(words[:longest])
		if space := strings.LastIndexByte(cut, ' '); space > 0 {
			cut = cut[:space]
		}
		return "“" + strings.TrimRight(cut, `\`) + " …”"
	}
	return "“" + string(words) + "”"
}

// plain makes any text safe within a line of Markdown, a table cell included.
func plain(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	var b strings.Builder
	for _, r := range text {
		if strings.ContainsRune("\\`*_[]<>|#", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
