package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// elsewhere reports whether an element lies in a part of the page that is not
// the article's: what readers write there, or what is said of other articles,
// must not pass for the publisher's word on this one. What holds the body
// itself is the article's, whatever it is called; body is nil before it is known.
func elsewhere(n, body *html.Node) bool {
	own := map[*html.Node]bool{}
	for b := body; b != nil; b = b.Parent {
		own[b] = true
	}
	for ; n != nil && !own[n]; n = n.Parent {
		switch n.DataAtom {
		case atom.Aside, atom.Nav:
			return true
		case atom.Article:
			if body != nil {
				return true // another one
			}
		case atom.Body, atom.Html:
			continue
		}
		for token := range strings.FieldsSeq(marks(n)) {
			for _, name := range [...]string{"comment", "disqus", "reply", "replies", "related", "recirc", "recommended", "most-read", "most-popular", "trending", "teaser"} {
				if strings.HasPrefix(token, name) {
					return true
				}
			}
		}
	}
	return false
}

// commented reports whether an element lies in what readers wrote below.
func commented(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n.DataAtom == atom.Body || n.DataAtom == atom.Html || n.DataAtom == atom.Main {
			return false
		}
		for token := range strings.FieldsSeq(marks(n)) {
			switch token {
			case "comment", "comments", "commentlist", "comment-list", "comments-list", "comment-body", "comment-content", "comment-text",
				"comments-area", "comments-section", "comment-section", "disqus_thread":
				return true
			}
		}
	}
	return false
}
