// Package hypertext shows how articles were read as one page for a browser: the
// text with what was found in it marked, the claims beside their sentences, and
// every decision behind a fold. The page is one file that needs no server, no
// script and nothing from elsewhere. Whatever comes from an article is escaped
// and freed of characters that reorder or hide text.
package hypertext

import (
	"embed"
	"fmt"
	"html/template"
	"io"

	"github.com/barograph/barograph/services/nlp"
)

//go:embed page.tmpl article.tmpl sentence.tmpl style.css
var files embed.FS

// Write writes the page of some articles, in their order.
func Write(out io.Writer, articles []*nlp.Explanation) error {
	style, err := files.ReadFile("style.css")
	if err != nil {
		return fmt.Errorf("read style: %w", err)
	}
	page, err := template.New("page.tmpl").Funcs(template.FuncMap{"minus": minus}).ParseFS(files, "*.tmpl")
	if err != nil {
		return fmt.Errorf("parse page: %w", err)
	}
	view := pageView{Style: template.CSS(style)} //nolint:gosec // our own file
	for i, e := range articles {
		view.Articles = append(view.Articles, newArticle(e, i+1))
	}
	view.Title = "How Barograph read"
	if len(view.Articles) == 1 {
		view.Title = view.Articles[0].Title
	}
	if err := page.Execute(out, view); err != nil {
		return fmt.Errorf("write page: %w", err)
	}
	return nil
}

// pageView is what the template of the page shows.
type pageView struct {
	Title    string
	Style    template.CSS
	Articles []articleView
}

// minus subtracts for the drawings, whatever the type of the numbers.
func minus(a, b any) (int64, error) {
	x, err := whole(a)
	if err != nil {
		return 0, err
	}
	y, err := whole(b)
	return x - y, err
}

func whole(v any) (int64, error) {
	switch n := v.(type) {
	case int:
		return int64(n), nil
	case int64:
		return n, nil
	}
	return 0, fmt.Errorf("subtract %T", v)
}
