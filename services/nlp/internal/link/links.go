package link

import (
	"maps"
	"slices"
	"sort"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

// Links is what a document says about which initiatives. Of initiatives that ask
// about the same thing the mentions and sentences name the first; [Links.Readings]
// has them for the others.
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
	same   map[int][]int // by the first: all that ask about the same thing
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
func (l *Links) settle(doc *text.Document, sc *scan) {
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
		if w := weights[i]; w.explicit > 0 || l.titled[i] {
			l.Found = append(l.Found, i)
			if l.main(i, w, total) {
				l.Central = append(l.Central, i)
			}
		}
	}
	l.Sentences = newTies(l, doc, sc).read()
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

// late is the sentence from which on a first mention no longer stands in the
// opening: a lead of a few sentences leads up to the subject, a longer one is
// about something else.
const late = 5

// opening is the initiative in focus before the first mention: the title's,
// else the first central one if the opening mentions it.
func (l *Links) opening(doc *text.Document) int {
	for _, i := range l.Central {
		if l.titled[i] {
			return i
		}
	}
	for _, m := range l.Mentions {
		if l.IsCentral(m.Initiative) && doc.Tokens[m.First].Sentence < late {
			return m.Initiative
		}
	}
	return -1
}
