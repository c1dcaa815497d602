package brief

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
)

// Longest quotes in runes, within the text and in the list of evidence; what
// is longer is cut at a word.
const (
	shortQuote = 180
	longQuote  = 200
)

// page is a brief in the making. It numbers passages in the order of their
// first mention; a claim that is gone cannot be cited, and what it proved is
// not said.
type page struct {
	strings.Builder
	result assess.Result
	a      *assessmentv1.Assessment
	claims map[string]*assessmentv1.Contribution
	number map[passage]int
	quoted map[passage]bool
	cited  []cited
}

// passage of an article. Several claims may rest on one.
type passage struct{ article, quote string }

func passageOf(c *assessmentv1.Contribution) passage {
	return passage{c.GetArticle().GetId(), c.GetClaim().GetEvidence().GetQuote()}
}

// cited is a passage with the claims that were cited for it.
type cited struct {
	first *assessmentv1.Contribution
	ids   []string
}

func newPage(r assess.Result) *page {
	p := &page{result: r, a: r.Assessment, claims: make(map[string]*assessmentv1.Contribution, len(r.Contributions)), number: make(map[passage]int), quoted: make(map[passage]bool)}
	for _, c := range r.Contributions {
		p.claims[c.GetClaimId()] = c
	}
	return p
}

// quoteOnce is ": “…”" where the passage is quoted for the first time; after
// that its number stands for it.
func (p *page) quoteOnce(c *assessmentv1.Contribution) string {
	if p.quoted[passageOf(c)] {
		return ""
	}
	p.quoted[passageOf(c)] = true
	return ": " + quote(c.GetClaim().GetEvidence().GetQuote())
}

// line writes one line.
func (p *page) line(format string, args ...any) { fmt.Fprintf(p, format+"\n", args...) }

// cite names the passages of the claims, for example "[E1][E4]". Unknown
// claims are left out.
func (p *page) cite(ids ...string) string {
	var marks []string
	for _, id := range ids {
		c, ok := p.claims[id]
		if !ok {
			continue
		}
		key := passageOf(c)
		if p.number[key] == 0 {
			p.cited = append(p.cited, cited{first: c})
			p.number[key] = len(p.cited)
		}
		entry := &p.cited[p.number[key]-1]
		if !slices.Contains(entry.ids, id) {
			entry.ids = append(entry.ids, id)
		}
		if mark := fmt.Sprintf("[E%d]", p.number[key]); !slices.Contains(marks, mark) {
			marks = append(marks, mark)
		}
	}
	return strings.Join(marks, "")
}

// evidence lists what was cited, with the ids of the claims.
func (p *page) evidence() {
	if len(p.cited) == 0 {
		return
	}
	p.line("\n## Evidence\n")
	for i, entry := range p.cited {
		c, article := entry.first, entry.first.GetArticle()
		parts := []string{quoteUpTo(c.GetClaim().GetEvidence().GetQuote(), longQuote)}
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
		p.line("- **[E%d]** %s · `%s`", i+1, strings.Join(parts, " · "), strings.Join(entry.ids, "` `"))
	}
}

// grade is the Admiralty grade, letter and digit, for example "B2".
func grade(c *assessmentv1.Contribution) string {
	letter := "F"
	if r := c.GetReliability(); r > 0 {
		letter = string('A' + rune(r) - 1)
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
// Marks within it become single ones, and a passage from within a sentence
// begins with an ellipsis.
func quote(text string) string { return quoteUpTo(text, shortQuote) }

func quoteUpTo(text string, most int) string {
	text = opened(strings.Join(strings.Fields(singleMarks.Replace(text)), " "))
	if runes := []rune(text); len(runes) > most {
		cut := string(runes[:most])
		if space := strings.LastIndexByte(cut, ' '); space > 0 {
			cut = cut[:space]
		}
		text = cut + " …"
	}
	return "“" + plain(text) + "”"
}

// singleMarks turns marks within a quote into the marks of the second level.
var singleMarks = strings.NewReplacer("“", "‘", "”", "’")

// opened begins a passage from within a sentence with an ellipsis, in place of
// the punctuation that it was cut off at.
func opened(text string) string {
	rest := strings.TrimLeft(text, " ,;:.)!?–—-’")
	first, _ := utf8.DecodeRuneInString(rest)
	if rest != text || unicode.IsLower(first) {
		return "… " + rest
	}
	return text
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
