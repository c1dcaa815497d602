package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// page is what is chosen of the passages of one page, and mended.
type page struct {
	all    []passage
	chosen []bool
	title  string // its key
	body   *html.Node
}

// mend adds what finders are known to miss and drops what they are known to
// take too much.
func (p *page) mend() {
	p.dropComments()
	p.chunks()
	p.body = region(p.all, p.chosen)
	p.captions()
	p.wholes()
	p.headings()
	p.dropTitle()
	p.dropLinks()
	p.dropFurniture()
	p.notices()
}

// dropComments drops what readers wrote.
func (p *page) dropComments() {
	for i, one := range p.all {
		if p.chosen[i] && commented(one.node) {
			p.chosen[i] = false
		}
	}
}

// span is the range of what is chosen.
func (p *page) span() (from, to int) {
	from, to = -1, -1
	for i, c := range p.chosen {
		if c {
			if from < 0 {
				from = i
			}
			to = i
		}
	}
	return from, to
}

// chunks adds parts of the page that have the same class as the part from which
// most paragraphs come: publishers cut texts to put advertisements between.
func (p *page) chunks() {
	weight := map[string]int{}
	total := 0
	for i, one := range p.all {
		if p.chosen[i] {
			total += one.letters
			weight[chunkOf(one.node)] += one.letters
		}
	}
	for i, one := range p.all {
		sign := chunkOf(one.node)
		if !p.chosen[i] && sign != "" && 3*weight[sign] > total && 2*one.linked < one.letters && one.letters > 40 {
			p.chosen[i] = true
		}
	}
}

// chunkOf is the tag and class of the element around a paragraph, where it has
// a class that speaks of a text.
func chunkOf(n *html.Node) string {
	if n == nil || n.DataAtom != atom.P || n.Parent == nil {
		return ""
	}
	class := strings.ToLower(attribute(n.Parent, "class"))
	for _, word := range [...]string{"body", "article", "content", "story", "text"} {
		if strings.Contains(class, word) {
			return n.Parent.Data + " " + class
		}
	}
	return ""
}

// captions adds the captions of pictures inside the text and right before it.
func (p *page) captions() {
	from, to := p.span()
	around := articleAround(p.body)
	for i, one := range p.all {
		if one.Kind == Caption && !p.chosen[i] && i >= from-3 && i <= to && 2*one.linked < one.letters {
			p.chosen[i] = i > from || below(one.node, around)
		}
	}
}

// wholes adds what is missing of lists and quotations of which a part was
// taken, and tables inside the text, whose short cells finders lose.
func (p *page) wholes() {
	taken := map[*html.Node]bool{}
	for i, one := range p.all {
		if p.chosen[i] {
			taken[unitOf(one.node)] = true
		}
	}
	delete(taken, nil)
	from, to := p.span()
	for i, one := range p.all {
		if p.chosen[i] || 2*one.linked >= one.letters || !below(one.node, p.body) {
			continue
		}
		p.chosen[i] = taken[unitOf(one.node)] || one.Kind == Row && from < i && i < to
	}
}

// unitOf is the list or quotation of which an element is a part, or nil.
func unitOf(n *html.Node) *html.Node {
	for depth := 0; n != nil && depth < 8; n, depth = n.Parent, depth+1 {
		switch n.DataAtom {
		case atom.Ul, atom.Ol, atom.Blockquote:
			return n
		}
	}
	return nil
}

// headings adds cross-heads that stand right before a chosen passage, in the
// same element.
func (p *page) headings() {
	from, _ := p.span()
	for i := from + 1; i > 0 && i+1 < len(p.all); i++ {
		one, next := p.all[i], p.all[i+1]
		if one.Kind == Heading && !p.chosen[i] && p.chosen[i+1] && one.linked == 0 && one.node.Parent == next.node.Parent {
			p.chosen[i] = true
		}
	}
}

// dropTitle drops the headline: the document has it as its title.
func (p *page) dropTitle() {
	for i, one := range p.all {
		if p.chosen[i] && p.title != "" && (one.key == p.title || one.Kind == Heading && one.Level == 1 && len(one.key) > 12 &&
			(strings.Contains(p.title, one.key) || strings.Contains(one.key, p.title))) {
			p.chosen[i] = false
		}
	}
}

// dropLinks drops what is nothing but links: lists of other articles at the
// end, and lines that lead there.
func (p *page) dropLinks() {
	_, to := p.span()
	for i := to; i >= 0; i-- {
		one := p.all[i]
		if !p.chosen[i] {
			continue
		}
		if 10*one.linked < 8*one.letters && !(one.Kind == Heading && i < to) {
			break
		}
		p.chosen[i] = false
	}
	for i, one := range p.all {
		if p.chosen[i] && 10*one.linked >= 9*one.letters && (one.Text == strings.ToUpper(one.Text) || leadsAway(one.Text)) {
			p.chosen[i] = false
		}
	}
}

// leadsAway: the words that open a link to another article.
func leadsAway(text string) bool {
	low := strings.ToLower(text)
	for _, opening := range [...]string{"read more", "read also", "also read", "more:", "related", "see also", "see more", "watch:", "click here", "read:", "listen:", "subscribe"} {
		if strings.HasPrefix(low, opening) {
			return true
		}
	}
	return false
}

// dropFurniture drops lines that belong to the page.
func (p *page) dropFurniture() {
	for i, one := range p.all {
		if p.chosen[i] && (furniture[strings.Trim(strings.ToLower(one.Text), " .:!?…»›>")] || pointsToItself(one.Text)) {
			p.chosen[i] = false
		}
	}
}

// pointsToItself: the line that WordPress adds to the articles of its feeds.
func pointsToItself(text string) bool {
	return strings.HasPrefix(text, "The post ") && strings.Contains(text, " appeared first on ")
}

var furniture = map[string]bool{
	"advertisement": true, "advertisements": true, "continue reading below": true, "story continues below advertisement": true,
	"story continues below": true, "article continues below": true, "article continues after ad": true, "continue reading": true,
	"read more": true, "tags": true, "share": true, "share this": true, "share this article": true, "share this story": true,
	"sponsored": true, "thanks for signing up": true, "thank you": true, "comments": true, "related": true, "related articles": true,
	"related stories": true, "like this story? share it with a friend": true, "sign up": true, "loading": true, "print": true,
	"an error has occurred, please try again later": true, "click to share": true, "follow us": true, "trending now": true,
}
