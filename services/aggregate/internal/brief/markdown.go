package brief

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Markdown writes the document in CommonMark with tables.
func (d *Document) Markdown() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("# %s: %s", plain(d.Name), strings.TrimSpace(d.Verdict+" "+d.Trend.Arrow))
	line("\n*As of %s · %s · model %s*", day(d.AsOf), plain(d.Question), plain(d.Model))
	for _, statements := range d.Lead {
		line("\n%s", paragraph(statements))
	}
	for _, s := range d.Sections {
		line("\n%s %s", strings.Repeat("#", s.Level), plain(s.Title))
		for _, block := range s.Blocks {
			line("")
			switch {
			case block.Table != nil:
				b.WriteString(table(block.Table))
			case len(block.List) > 0:
				for _, statement := range block.List {
					line("- %s", inline(statement.Parts))
				}
			default:
				line("%s", paragraph(block.Paragraph))
			}
		}
	}
	if len(d.Articles) > 0 {
		line("\n## Evidence")
	}
	for _, a := range d.Articles {
		line("\n**[%d]** %s\n", a.Number, strings.Join(a.reference(), " · "))
		for _, passage := range a.Passages {
			line("- **[%s]** %s · %s · `%s`", passage.Mark, inline([]Part{{Quote, excerpt(passage.Quote, wholeQuote)}}), passage.about(), strings.Join(passage.shortIDs(), "` `"))
		}
	}
	return lines(b.String())
}

// wholeQuote in the list of evidence, in runes: a sentence is never cut, a
// passage that never ends is.
const wholeQuote = 1000

// reference of an article in Markdown.
func (a Article) reference() []string {
	var parts []string
	for _, part := range []string{a.Title, sourceOr(a.Source), a.Published} {
		if part != "" {
			parts = append(parts, plain(part))
		}
	}
	parts = append(parts, "source "+plain(reliability(a.Reliability)))
	if link := webAddress(a.URL); link != "" {
		parts = append(parts, "<"+link+">")
	}
	return parts
}

// about is the grade and the kind of speaker.
func (p Passage) about() string {
	if p.Speaker == "" {
		return p.Grade
	}
	return p.Grade + ", " + p.Speaker
}

// webAddress is an address that can be linked without harm; empty for others.
func webAddress(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	u.User = nil
	return strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20", "|", "%7C").Replace(clean(u.String()))
}

// paragraph joins statements.
func paragraph(statements []Statement) string {
	var sentences []string
	for _, s := range statements {
		sentences = append(sentences, inline(s.Parts))
	}
	return strings.Join(sentences, " ")
}

func inline(parts []Part) string {
	var b strings.Builder
	for i, part := range parts {
		if part.Kind == Mark && i > 0 && needsSpace(b.String()) {
			b.WriteByte(' ')
		}
		switch part.Kind {
		case Strong, Points:
			b.WriteString("**" + plain(part.Text) + "**")
		case Quote:
			b.WriteString("“" + plain(part.Text) + "”")
		case Mark:
			b.WriteString("[" + part.Text + "]")
		default:
			b.WriteString(plain(part.Text))
		}
	}
	return strings.TrimRight(b.String(), " ")
}

// needsSpace before a mark: unless there is one, or another mark.
func needsSpace(before string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	return last != ' ' && last != ']'
}

func table(t *Table) string {
	var b strings.Builder
	row := func(cells []string) { b.WriteString("| " + strings.Join(cells, " | ") + " |\n") }
	var head []string
	for _, column := range t.Columns {
		head = append(head, plain(column))
	}
	row(head)
	row(slices.Repeat([]string{"---"}, len(head)))
	for _, r := range t.Rows {
		var cells []string
		for _, c := range r.Cells {
			cells = append(cells, inline(c))
		}
		row(cells)
	}
	return b.String()
}

// entity is what would be read as one character.
var entity = regexp.MustCompile(`^&(#|[A-Za-z])`)

// plain makes any text safe within a line of Markdown, a table cell included;
// spaces at its ends stay.
func plain(words string) string {
	words = clean(words)
	var b strings.Builder
	for i, r := range words {
		if strings.ContainsRune("\\`*_[]<>|#~", r) || r == '&' && entity.MatchString(words[i:]) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
