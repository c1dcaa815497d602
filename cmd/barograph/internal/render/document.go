package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	"github.com/barograph/barograph/services/ingest"
)

// Document is what was read from a page: its facts, then the text as tagging
// gets it.
func Document(style terminal.Style, d *ingest.Document) string {
	p := &page{Style: style}
	title := terminal.Clean(d.Title)
	if title == "" {
		title = "(no title)"
	}
	p.wrapped("", p.Bold(title))
	if !d.Article() {
		p.wrapped("", "No article: "+d.Barrier.String()+", "+terminal.Clean(d.BarrierEvidence)+".")
	}
	origin := d.WireOrigin
	if origin != "" {
		origin += " (" + d.WireEvidence + ")"
	}
	for _, fact := range [][2]string{
		{"byline", d.Byline}, {"publisher", d.Publisher}, {"wire origin", origin}, {"published", dateWords(d.Published)},
		{"updated", dateWords(d.Updated)}, {"address", d.CanonicalURL}, {"language", d.Language},
		{"read", d.Method + ", " + d.Charset + " (" + d.CharsetEvidence + ")"},
	} {
		if fact[1] != "" {
			p.wrapped(terminal.Left(fact[0], 13), terminal.Clean(fact[1]))
		}
	}
	p.line("")
	return p.String() + terminal.CleanLines(d.Text()) + "\n"
}

func dateWords(d ingest.Date) string {
	switch {
	case d.IsZero():
		return ""
	case d.Day:
		return d.Time.Format(time.DateOnly) + " (day only; " + d.How + ")"
	case !d.Zoned:
		return d.Time.Format("2006-01-02 15:04:05") + " (no zone told, taken for UTC; " + d.How + ")"
	}
	return d.Time.Format(time.RFC3339) + " (" + d.How + ")"
}

// documentView is a document as JSON.
type documentView struct {
	Title           string      `json:"title"`
	Byline          string      `json:"byline"`
	Publisher       string      `json:"publisher"`
	WireOrigin      string      `json:"wire_origin"`
	WireEvidence    string      `json:"wire_evidence"`
	CanonicalURL    string      `json:"canonical_url"`
	Language        string      `json:"language"`
	Description     string      `json:"description"`
	Published       *dateView   `json:"published"`
	Updated         *dateView   `json:"updated"`
	Dates           []dateView  `json:"dates"`
	Corrections     []string    `json:"corrections"`
	Barrier         string      `json:"barrier"`
	BarrierEvidence string      `json:"barrier_evidence"`
	Charset         string      `json:"charset"`
	CharsetEvidence string      `json:"charset_evidence"`
	Method          string      `json:"method"`
	Blocks          []blockView `json:"blocks"`
	Text            string      `json:"text"`
}

type dateView struct {
	Role  string    `json:"role"`
	Time  time.Time `json:"time"`
	Day   bool      `json:"day"`
	Zoned bool      `json:"zoned"`
	Basis string    `json:"basis"`
	How   string    `json:"how"`
	Raw   string    `json:"raw"`
}

type blockView struct {
	Kind   string `json:"kind"`
	Level  int    `json:"level,omitempty"`
	Number int    `json:"number,omitempty"`
	Text   string `json:"text"`
}

// DocumentJSON is a document with all that is known of it, as indented JSON.
func DocumentJSON(d *ingest.Document) (string, error) {
	v := documentView{
		Title: d.Title, Byline: d.Byline, Publisher: d.Publisher, WireOrigin: d.WireOrigin, WireEvidence: d.WireEvidence,
		CanonicalURL: d.CanonicalURL, Language: d.Language, Description: d.Description, Published: newDateView(d.Published),
		Updated: newDateView(d.Updated), Dates: []dateView{}, Corrections: append([]string{}, d.Corrections...), Barrier: d.Barrier.String(),
		BarrierEvidence: d.BarrierEvidence, Charset: d.Charset, CharsetEvidence: d.CharsetEvidence, Method: d.Method,
		Blocks: []blockView{}, Text: d.Text(),
	}
	for _, one := range d.Dates {
		v.Dates = append(v.Dates, *newDateView(one))
	}
	for _, b := range d.Blocks {
		v.Blocks = append(v.Blocks, blockView{b.Kind.String(), b.Level, b.Number, b.Text})
	}
	return encodeView(v, "  ")
}

func newDateView(d ingest.Date) *dateView {
	if d.IsZero() {
		return nil
	}
	return &dateView{d.Role.String(), d.Time, d.Day, d.Zoned, d.Basis.String(), d.How, d.Raw}
}

// DocumentLine is a document as one line of JSON Lines, with the fields of an
// article that is handed over.
func DocumentLine(d *ingest.Document) (string, error) {
	published := ""
	switch {
	case d.Published.Day:
		published = d.Published.Time.Format(time.DateOnly)
	case !d.Published.IsZero():
		published = d.Published.Time.Format(time.RFC3339)
	}
	return encodeView(struct {
		URL       string `json:"url,omitempty"`
		Source    string `json:"source,omitempty"`
		Title     string `json:"title,omitempty"`
		Byline    string `json:"byline,omitempty"`
		Published string `json:"published,omitempty"`
		Language  string `json:"language,omitempty"`
		Text      string `json:"text"`
	}{d.CanonicalURL, d.Publisher, d.Title, d.Byline, published, d.Language, d.Text()}, "")
}

// encodeView writes JSON that no terminal is harmed by.
func encodeView(v any, indent string) (string, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	if err := e.Encode(v); err != nil {
		return "", fmt.Errorf("encode document: %w", err)
	}
	return terminal.EscapeJSON(strings.TrimSuffix(b.String(), "\n")) + "\n", nil
}
