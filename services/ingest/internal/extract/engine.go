package extract

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"github.com/barograph/barograph/services/ingest/internal/charset"
)

const (
	thoroughElements = 8_000
	enoughLetters    = 200 // fewer than these, and the next finder is asked, too
	surelyLetters    = 700 // or fewer than these while the page has much more
	muchMore         = 3   // times
)

// Engine is the [Extractor] of Barograph: go-trafilatura, then go-readability,
// then the page as a whole, and its own reading of what they found.
type Engine struct{ finders []finder }

var _ Extractor = (*Engine)(nil)

// New makes an engine. It may be used by any number of goroutines.
func New() *Engine {
	return &Engine{finders: []finder{thorough{thoroughElements}, readable{}, whole{}}}
}

// Extract reads one page, see [Extractor].
func (e *Engine) Extract(ctx context.Context, page Page) (*Document, error) {
	if len(page.Body) > MaxPageBytes {
		return nil, fmt.Errorf("%w: %d bytes, more than %d", ErrTooLarge, len(page.Body), MaxPageBytes)
	}
	text, encoding, evidence := charset.Decode(page.Body, page.ContentType)
	if !looksLikeHTML(text) {
		return nil, ErrNotHTML
	}
	root, statements, err := parse(text)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("extract article: %w", err)
	}
	d := &Document{Charset: encoding, CharsetEvidence: evidence}
	dropHidden(root)
	h := readHead(root, statements)
	foreign := d.address(h, page)
	d.Publisher = publisherOf(h)
	d.Title = titleOf(h, cmp.Or(h.first("og:site_name"), d.Publisher))
	d.Byline = bylineOf(root, h, d.Publisher)
	d.Language = languageOf(h)
	d.Description = cut(h.first("og:description", "description", "twitter:description"), 2000)
	if err := e.read(ctx, d, root, h); err != nil {
		return nil, err
	}
	d.dates(root, h, page)
	d.origin(h, page.URL, foreign)
	return d, nil
}

// looksLikeHTML refuses what has other signs: documents, pictures, feeds, JSON.
func looksLikeHTML(text []byte) bool {
	start := bytes.ToLower(bytes.TrimLeft(text[:min(len(text), 1<<10)], " \t\r\n"))
	for _, other := range [...]string{"%pdf", "{", "\x89png", "gif8", "pk\x03\x04", "<rss", "<feed", "<rdf:rdf", "<urlset", "<sitemapindex", "\xff\xd8"} {
		if bytes.HasPrefix(start, []byte(other)) {
			return false
		}
	}
	if bytes.HasPrefix(start, []byte("<?xml")) && !bytes.Contains(start, []byte("<html")) {
		for _, other := range [...]string{"<rss", "<feed", "<rdf:rdf", "<urlset", "<sitemapindex"} {
			if bytes.Contains(start, []byte(other)) {
				return false
			}
		}
	}
	return bytes.IndexByte(text, '<') >= 0 && bytes.Count(start, []byte{0}) < 16
}

// read fills in the text, what the editors say about it, and the barrier.
func (e *Engine) read(ctx context.Context, d *Document, root *html.Node, h *head) error {
	all := passages(root)
	best, most, total := (*page)(nil), -1, 0
	for _, p := range all {
		total += p.letters - p.linked
	}
	var address *url.URL
	if u, err := url.Parse(d.CanonicalURL); err == nil && d.CanonicalURL != "" {
		address = u
	}
	for _, f := range e.finders {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("extract article: %w", err)
		}
		content, err := f.find(root, address)
		if err != nil {
			continue // the next one may find it; that none did is said below
		}
		p := &page{all: append([]passage(nil), all...), title: keyOf(d.Title)}
		p.chosen = choose(p.all, content)
		p.mend()
		if n := p.letters(); best == nil || n > 2*most || most < enoughLetters && n > most {
			best, most, d.Method = p, n, f.name()
		}
		if most >= surelyLetters || most >= enoughLetters && (f.name() != "trafilatura" || muchMore*most > total) {
			break
		}
	}
	if best == nil {
		return ErrNoText
	}
	d.fill(best, h)
	d.barrier(h, best.all, best.chosen)
	if len(d.Blocks) == 0 && d.Barrier == BarrierNone {
		return ErrNoText
	}
	return nil
}

// letters of what is chosen.
func (p *page) letters() int {
	n := 0
	for i, one := range p.all {
		if p.chosen[i] {
			n += one.letters
		}
	}
	return n
}

// fill takes what is chosen, and the corrections that stand in the statements
// only.
func (d *Document) fill(p *page, h *head) {
	seen := ""
	for i, one := range p.all {
		if !p.chosen[i] {
			continue
		}
		d.Blocks = append(d.Blocks, one.Block)
		if one.Kind == Notice && isCorrection(one.Text) && !isStamp(one.Text) {
			d.Corrections = append(d.Corrections, one.Text)
			seen += one.key
		}
	}
	for _, s := range h.statements {
		for _, text := range s.corrections {
			if key := keyOf(text); key != "" && !strings.Contains(seen, key) {
				seen += key
				if !isCorrection(text) {
					text = "Correction: " + text
				}
				d.Corrections = append(d.Corrections, text)
				d.Blocks = append(d.Blocks, Block{Kind: Notice, Text: text})
			}
		}
	}
}
