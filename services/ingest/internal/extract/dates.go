package extract

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/markusmobius/go-htmldate"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
)

const (
	maxAhead = 24 * time.Hour // as in package article
	maxDates = 24
)

const (
	structured = articlev1.TimeBasis_TIME_BASIS_STRUCTURED_DATA
	metadata   = articlev1.TimeBasis_TIME_BASIS_METADATA
)

// basis tells microdata from other marks.
func (t timed) basis() articlev1.TimeBasis {
	if strings.Contains(t.marks, "datepublished") || strings.Contains(t.marks, "datemodified") {
		return structured
	}
	return articlev1.TimeBasis_TIME_BASIS_MARKUP
}

// earliest is the first day that a page may say of an article, as ingest refuses
// earlier ones (docs/sources.md).
var earliest = time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)

// publishedMetas and updatedMetas are the names under which pages state dates,
// most believable first.
var (
	publishedMetas = []string{
		"article:published_time", "og:article:published_time", "article:published", "datepublished", "parsely-pub-date", "sailthru.date",
		"cxenseparse:recs:publishtime", "cxenseparse:publishtime", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created",
		"dc.date", "dcterms.date", "bt:pubdate", "article.published", "article_date_original", "pubdate", "publishdate", "publish-date",
		"publish_date", "publication_date", "citation_publication_date", "rnews:datepublished", "originalpublicationdate", "og:published_time",
		"iso-8601-publish-date", "displaydate", "date",
	}
	updatedMetas = []string{
		"article:modified_time", "og:article:modified_time", "article:modified", "datemodified", "dc.date.modified", "dcterms.modified",
		"article.updated", "bt:moddate", "lastmod", "last-modified", "revision_date", "rnews:datemodified", "og:updated_time",
	}
)

// dates lists what the page says of its dates, and the first believable of each
// kind.
func (d *Document) dates(root *html.Node, h *head, page Page) {
	for _, s := range h.statements {
		if s.article {
			d.date(RolePublished, s.published, "json-ld datePublished", structured)
			d.date(RoleUpdated, s.updated, "json-ld dateModified", structured)
		}
	}
	for role, names := range map[Role][]string{RolePublished: publishedMetas, RoleUpdated: updatedMetas} {
		for _, name := range names {
			d.date(role, h.first(name), "meta "+name, metadata)
		}
	}
	for _, s := range h.statements {
		if !s.article {
			d.date(RolePublished, s.published, "json-ld page datePublished", structured)
			d.date(RoleUpdated, s.updated, "json-ld page dateModified", structured)
		}
	}
	for _, t := range h.times {
		d.timeElement(t)
	}
	for _, b := range d.Blocks {
		if b.Kind == Notice && isStamp(b.Text) {
			role, raw := stampDate(b.Text)
			d.date(role, raw, "line “"+b.Text+"”", articlev1.TimeBasis_TIME_BASIS_MARKUP)
		}
	}
	d.Published = d.firstDate(RolePublished, page.Retrieved)
	if d.Published.IsZero() {
		d.guessDate(root, page)
		d.Published = d.firstDate(RolePublished, page.Retrieved)
	}
	d.Updated = d.firstDate(RoleUpdated, page.Retrieved)
	if d.Updated.Time.Before(d.Published.Time.Add(-maxAhead)) {
		d.Updated = Date{} // the template's, or the site's
	}
	slices.SortStableFunc(d.Dates, func(a, b Date) int { return cmp.Compare(a.Role, b.Role) })
}

func (d *Document) date(role Role, raw, how string, basis articlev1.TimeBasis) {
	if raw == "" || len(d.Dates) >= maxDates {
		return
	}
	if one, ok := parseDate(raw); ok {
		one.Role, one.How, one.Basis = role, how, basis
		d.Dates = append(d.Dates, one)
	}
}

// timeElement reads a time element by what its author called it.
func (d *Document) timeElement(t timed) {
	says := t.marks + strings.ToLower(t.text)
	switch {
	case strings.Contains(says, "updat") || strings.Contains(says, "modif"):
		d.date(RoleUpdated, t.value, "time element", t.basis())
	case strings.Contains(says, "publi") || strings.Contains(says, "posted") || strings.Contains(says, "entry-date") ||
		strings.Contains(t.marks, "byline") || strings.Contains(t.marks, "timestamp"):
		d.date(RolePublished, t.value, "time element", t.basis())
	}
}

// guessDate asks htmldate, which looks at the address and through the text and
// finds days only. The parts of the page about other articles are taken out.
func (d *Document) guessDate(root *html.Node, page Page) {
	n := 0
	var others []*html.Node
	for e := range elements(root) {
		if n++; n > thoroughElements {
			return
		}
		if e.DataAtom == atom.Aside || e.DataAtom == atom.Nav || e.DataAtom == atom.Footer {
			others = append(others, e)
		}
	}
	for _, e := range others {
		e.Parent.RemoveChild(e)
	}
	latest := page.Retrieved.Add(maxAhead)
	if page.Retrieved.IsZero() {
		latest = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	result, err := htmldate.FromDocument(root, htmldate.Options{UseOriginalDate: true, URL: page.URL, MaxDate: latest, SkipExtensiveSearch: true})
	if err != nil || result.IsZero() || eitherWay(result.SrcString) {
		return
	}
	basis := articlev1.TimeBasis_TIME_BASIS_TEXT
	if result.SrcString == page.URL {
		basis = articlev1.TimeBasis_TIME_BASIS_ADDRESS
	}
	y, m, day := result.DateTime.Date()
	d.Dates = append(d.Dates, Date{
		Time: time.Date(y, m, day, 0, 0, 0, 0, time.UTC), Day: true, How: "htmldate", Basis: basis, Raw: cut(result.SrcString, maxDateBytes),
	})
}

var digitsOnly = regexp.MustCompile(`\b(\d{1,2})[/-](\d{1,2})[/-]\d{4}\b`)

// eitherWay: "03/05/2031" is a day of March for some and of May for others.
func eitherWay(raw string) bool {
	m := digitsOnly.FindStringSubmatch(raw)
	if m == nil {
		return false
	}
	a, _ := strconv.Atoi(m[1])
	b, _ := strconv.Atoi(m[2])
	return a != b && a <= 12 && b <= 12
}

// firstDate is the first believable date of a kind.
func (d *Document) firstDate(role Role, retrieved time.Time) Date {
	for _, one := range d.Dates {
		if one.Role == role && believable(one.Time, retrieved) {
			return one
		}
	}
	return Date{}
}

// believable: not before newspapers, not after the page was read, and not the
// zero of a clock.
func believable(t, retrieved time.Time) bool {
	return t.After(earliest) && (retrieved.IsZero() || !t.After(retrieved.Add(maxAhead))) && t.Unix() != 0
}
