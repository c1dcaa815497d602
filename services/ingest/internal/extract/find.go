package extract

import (
	"fmt"
	"net/url"

	"github.com/go-shiori/go-readability"
	"github.com/markusmobius/go-htmldate"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// finder finds the part of a page that is its article. What it returns is a
// tree of its own; the page's tree stays as it was.
type finder interface {
	name() string
	find(root *html.Node, address *url.URL) (*html.Node, error)
}

// thorough is go-trafilatura. Its time grows with the square of the number of
// elements, so larger pages are not given to it.
type thorough struct{ maxElements int }

var (
	_ finder = thorough{}
	_ finder = readable{}
	_ finder = whole{}
)

func (thorough) name() string { return "trafilatura" }

func (t thorough) find(root *html.Node, address *url.URL) (*html.Node, error) {
	n := 0
	for range elements(root) {
		if n++; n > t.maxElements {
			return nil, fmt.Errorf("%w: more than %d", ErrTooComplex, t.maxElements)
		}
	}
	result, err := trafilatura.ExtractDocument(root, trafilatura.Options{
		OriginalURL: address, ExcludeComments: true, HtmlDateOverride: &htmldate.Result{},
	})
	if err != nil {
		return nil, fmt.Errorf("find article: %w", err)
	}
	return result.ContentNode, nil
}

// readable is go-readability, the fallback: in about linear time, with less
// precision.
type readable struct{}

func (readable) name() string { return "readability" }

func (readable) find(root *html.Node, address *url.URL) (*html.Node, error) {
	parser := readability.NewParser()
	result, err := parser.ParseDocument(root, address)
	if err != nil {
		return nil, fmt.Errorf("find article: %w", err)
	}
	if result.Node == nil {
		return nil, fmt.Errorf("find article: %w", ErrNoText)
	}
	return result.Node, nil
}

// whole takes all of the page, for pages of which nothing else makes sense.
type whole struct{}

func (whole) name() string { return "page" }

func (whole) find(root *html.Node, _ *url.URL) (*html.Node, error) { return root, nil }
