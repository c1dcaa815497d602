package syndication

import (
	"net/url"
	"regexp"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// resolve makes a link absolute; empty for what is no page of the web.
func (d *document) resolve(link string) string {
	link = strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' {
			return -1 // as browsers do
		}
		return r
	}, strings.TrimSpace(link))
	if link == "" {
		return ""
	}
	u, err := url.Parse(link)
	if err != nil {
		return ""
	}
	u = d.base.ResolveReference(u)
	if !isPage(u.String()) {
		return ""
	}
	return u.String()
}

func isPage(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" && u.User == nil
}

// plain is the text of what may be HTML, on one line.
func plain(text string) string {
	if strings.ContainsAny(text, "<&") {
		text = stripTags(text)
	}
	return strings.Join(strings.Fields(text), " ")
}

// stripTags drops tags and resolves entities. Titles are often escaped twice, so
// that an entity is left after the parser resolved one.
func stripTags(text string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.WriteString(html.UnescapeString(string(z.Raw())))
		}
	}
}

var (
	zoned   = regexp.MustCompile(`(?i)(?:Z|[+-]\d{2}:?\d{2}|\b(?:UTC?|GMT|[ECMP][SD]T|C?E[SD]T|W?EST|BST|IST|JST|MSK|HKT|SGT|A[EWC]?[SD]T|NZ[SD]T)(?:[+-]\d+)?(?:\s*\(.*\))?)\s*$`)
	clocked = regexp.MustCompile(`\d{1,2}:\d{2}|T\d{4}`)
)

// Years between which news is dated.
const (
	firstYear = 1990
	lastYear  = 2100
)

// date is a date, with what the parser of feeds made of it: that knows all their
// spellings, but not which of them name a zone.
func (d *document) date(text string, known *time.Time) Date {
	text = strings.TrimSpace(text)
	if text == "" {
		return Date{}
	}
	out := Date{Text: text[:min(len(text), 100)]}
	out.Text = strings.ToValidUTF8(out.Text, "")
	parsed, ok := parseDate(text, known)
	if !ok || parsed.Year() < firstYear || parsed.Year() > lastYear {
		d.problem("%q is no date of news", out.Text)
		return out
	}
	out.Time, out.Zoned, out.Day = parsed.UTC(), zoned.MatchString(text), !clocked.MatchString(text)
	return out
}

// machineDates are spellings of sitemaps, and some that the parser of feeds
// leaves out.
var machineDates = []string{
	time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02 15:04:05Z07:00", "20060102T150405Z",
	"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02", "20060102", "2006-01", "2006",
}

func parseDate(text string, known *time.Time) (time.Time, bool) {
	if known != nil {
		return *known, true
	}
	for _, layout := range machineDates {
		if parsed, err := time.Parse(layout, text); err == nil {
			return parsed, true
		}
	}
	return time.Time{}, false
}
