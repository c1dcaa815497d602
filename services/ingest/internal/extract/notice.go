package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/barograph/barograph/services/ingest/internal/notice"
)

// maxNotice is the length in bytes of the longest notice.
const maxNotice = 1500

// isCorrection reports whether a line is a notice of the editors about the text.
func isCorrection(text string) bool {
	if len(text) > maxNotice {
		return false
	}
	if notice.Find(text).Kind != notice.None {
		return true
	}
	bare := strings.ReplaceAll(strings.TrimLeft(strings.ToLower(text), "(*[•- "), "’", "'")
	for _, opening := range [...]string{"this article ", "this story ", "this post ", "this report ", "this piece "} {
		rest, ok := strings.CutPrefix(bare, opening)
		if ok && anyPrefix(rest, "was updated", "has been updated", "was amended", "has been amended", "was corrected", "has been corrected") {
			return true
		}
	}
	return anyPrefix(bare, "an earlier version of th", "a previous version of th", "editor's note", "editors' note", "this version corrects", "this version updates")
}

// isStamp reports whether a line says when the text was published or updated,
// and nothing else.
func isStamp(text string) bool {
	low := strings.ToLower(text)
	return len(low) <= 100 && strings.ContainsAny(low, "0123456789") && !strings.Contains(low, "add") && !strings.Contains(low, "correct") &&
		!strings.HasSuffix(low, ".") && anyPrefix(low, stampOpenings[:]...)
}

var stampOpenings = [...]string{
	"updated", "last updated", "last modified", "published", "first published", "originally published", "posted on", "posted:", "publication date",
}

// stampDate reads the date of such a line.
func stampDate(text string) (Role, string) {
	low := strings.ToLower(text)
	for _, opening := range stampOpenings {
		if rest, ok := strings.CutPrefix(low, opening); ok {
			role := RolePublished
			if strings.HasPrefix(opening, "updated") || strings.HasPrefix(opening, "last") {
				role = RoleUpdated
			}
			rest = strings.TrimPrefix(strings.Trim(rest, " :"), "on ")
			return role, strings.TrimSpace(strings.TrimPrefix(rest, "at "))
		}
	}
	return RolePublished, ""
}

func anyPrefix(s string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// notices adds the notices of the editors, and the times of publication and
// update near the text: tagging and revisions need them, finders drop them.
func (p *page) notices() {
	from, _ := p.span()
	around := articleAround(p.body)
	for i, one := range p.all {
		correction := isCorrection(one.Text)
		if 2*one.linked >= one.letters || !correction && (!isStamp(one.Text) || i < from-25 || !below(one.node, around)) || elsewhere(one.node, p.body) {
			continue
		}
		p.chosen[i], p.all[i].Kind = true, Notice
	}
}

// articleAround is the article element, or the main one, in which a body lies.
func articleAround(n *html.Node) *html.Node {
	found := n
	for ; n != nil; n = n.Parent {
		if n.DataAtom == atom.Article {
			return n
		}
		if n.DataAtom == atom.Main {
			found = n
		}
	}
	return found
}
