package link

import (
	"maps"
	"slices"
	"sort"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

// Reach says how close a sentence is tied to an initiative.
type Reach uint8

// The reaches, closest first.
const (
	// Direct: the sentence mentions it.
	Direct Reach = iota
	// Paragraph: another sentence of its paragraph does.
	Paragraph
	// Carried: the article is about it and nothing else came between. A
	// sentence that names one of its places is tied as by its paragraph.
	Carried
)

// Focus ties a sentence to an initiative.
type Focus struct {
	// Initiative indexes the catalogue.
	Initiative int
	// Reach says how closely.
	Reach Reach
}

// Links is what a document says about which initiatives.
type Links struct {
	// Mentions are in text order, without overlap.
	Mentions []Mention
	// Found are the initiatives that the text mentions, ascending.
	Found []int
	// Central are those of Found that are a main subject, ascending.
	Central []int
	// Sentences gives the focus of each of the document's sentences, closest
	// first; empty when it speaks of none.
	Sentences [][]Focus

	titled map[int]bool
}

// IsCentral reports whether initiative i is a main subject.
func (l *Links) IsCentral(i int) bool {
	k := sort.SearchInts(l.Central, i)
	return k < len(l.Central) && l.Central[k] == i
}

// weigh is what one initiative has in the text.
type weigh struct {
	explicit, generic, lead int
	sentences               map[int]bool
}

// settle decides what is central and ties the sentences.
func (l *Links) settle(doc *text.Document, linker *Linker, sc *scan) {
	weights := map[int]*weigh{}
	total := max(len(doc.Sentences), 1)
	for _, m := range l.Mentions {
		w := weights[m.Initiative]
		if w == nil {
			w = &weigh{sentences: map[int]bool{}}
			weights[m.Initiative] = w
		}
		sentence := doc.Tokens[m.First].Sentence
		w.sentences[sentence] = true
		if m.Kind == Generic {
			w.generic++
			continue
		}
		w.explicit++
		if sentence >= 0 && (sentence < 3 || sentence*5 < total) {
			w.lead++
		}
	}
	for _, i := range slices.Sorted(maps.Keys(weights)) {
		if w := weights[i]; w.explicit > 0 {
			l.Found = append(l.Found, i)
			if l.main(i, w, total) {
				l.Central = append(l.Central, i)
			}
		}
	}
	l.focus(doc, sc)
}

// main holds for what the title names, what the opening names and the text
// comes back to, and what a large part of the sentences mention.
func (l *Links) main(i int, w *weigh, total int) bool {
	n := len(w.sentences)
	switch {
	case l.titled[i]:
		return true
	case len(l.titled) > 0:
		return w.lead > 0 && w.explicit >= 2 && n*8 >= total || n*3 >= total
	case w.lead > 0 && (w.explicit >= 2 || n >= 3):
		return true
	case w.explicit >= 3 && n*6 >= total:
		return true
	}
	alone := len(l.Mentions) == w.explicit+w.generic
	return n*3 >= total || alone && (n >= 3 || w.lead > 0)
}

// focus ties every sentence to initiatives: to those that it mentions, else to
// the last one that its paragraph mentioned, else to the central one last
// spoken of.
func (l *Links) focus(doc *text.Document, sc *scan) {
	l.Sentences = make([][]Focus, len(doc.Sentences))
	bySentence := map[int][]int{}
	for _, m := range l.Mentions {
		s := doc.Tokens[m.First].Sentence
		bySentence[s] = append(bySentence[s], m.Initiative)
	}
	scene, set := map[[2]int]bool{}, map[int]bool{}
	for _, h := range sc.hits {
		sentence := doc.Tokens[h.first].Sentence
		for _, at := range h.postings {
			if linker := sc.linker.profiles[at.initiative]; linker.keys[at.key].role == place {
				scene[[2]int{sentence, at.initiative}] = true
				if h.first > 0 && doc.Tokens[h.first-1].Is("in", "inside", "across", "around") {
					set[sentence] = true
				}
			}
		}
	}
	carried, paragraph, line := l.opening(), -1, -1
	for s := range doc.Sentences {
		if doc.Sentences[s].Line != line {
			line, paragraph = doc.Sentences[s].Line, -1
		}
		here := bySentence[s]
		seen := map[int]bool{}
		for _, i := range here {
			if !seen[i] {
				seen[i] = true
				l.Sentences[s] = append(l.Sentences[s], Focus{i, Direct})
			}
		}
		if carried >= 0 && len(here) > 0 && !seen[carried] && !l.anyCentral(here) {
			l.Sentences[s] = append(l.Sentences[s], Focus{carried, Paragraph}) // a side glance at another initiative
		}
		switch {
		case len(here) > 0:
			if paragraph = here[len(here)-1]; carried >= 0 && !l.IsCentral(paragraph) {
				paragraph = carried
			}
			if l.IsCentral(paragraph) && (len(l.titled) == 0 || l.titled[paragraph]) {
				carried = paragraph // what the title names is what the text comes back to
			}
		case set[s] && !scene[[2]int{s, paragraph}] && !scene[[2]int{s, carried}]:
			// it is set in the place of another initiative, and about what is there
		case paragraph >= 0:
			l.Sentences[s] = []Focus{{paragraph, Paragraph}}
		case carried >= 0:
			reach := Carried
			if scene[[2]int{s, carried}] {
				reach = Paragraph
			}
			l.Sentences[s] = []Focus{{carried, reach}}
		}
	}
}

func (l *Links) anyCentral(initiatives []int) bool {
	for _, i := range initiatives {
		if l.IsCentral(i) {
			return true
		}
	}
	return false
}

// opening is the initiative in focus before the first mention: the title's,
// else the first central one.
func (l *Links) opening() int {
	for _, i := range l.Central {
		if l.titled[i] {
			return i
		}
	}
	for _, m := range l.Mentions {
		if l.IsCentral(m.Initiative) {
			return m.Initiative
		}
	}
	return -1
}
