package hypertext

import (
	"sort"
	"unicode/utf8"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	"github.com/barograph/barograph/services/nlp"
)

// Sizes of the drawing in pixels.
const (
	letter   = 8  // of one letter of a word
	between  = 18 // of the gap between two words
	rise     = 22 // from one level of arcs to the next
	baseline = 40 // room for words and their tags below the arcs
	widest   = 80 // words up to which a tree is drawn
)

// treeView is a sentence's tree as arcs over its words.
type treeView struct {
	Width, Height, Text, Tags int // Text and Tags are the lines on which words and tags stand
	Words                     []nodeView
	Arcs                      []arcView
	Title                     string
}

type nodeView struct {
	X         int
	Form, Tag string
	Root      bool
}

// arcView goes up at From, over at Top and down with an arrow at To.
type arcView struct {
	From, To, Top, Bottom, Middle int
	Corner, End                   int // where its two bends begin on the way over
	Relation                      string
}

// newTree draws the arcs; nil where there is no tree, or too wide a one.
func newTree(words []nlp.ExplainedWord) *treeView {
	if len(words) < 2 || len(words) > widest {
		return nil
	}
	t := &treeView{Title: "The dependency tree of the sentence"}
	x := between / 2
	for _, w := range words {
		form := terminal.Clean(w.Form)
		width := letter * max(utf8.RuneCountInString(form), utf8.RuneCountInString(w.Tag), 3)
		t.Words = append(t.Words, nodeView{X: x + width/2, Form: form, Tag: w.Tag, Root: w.Head < 0})
		x += width + between
	}
	levels, highest := heights(words)
	t.Width, t.Height = x, rise*(highest+1)+baseline
	t.Text, t.Tags = t.Height-baseline+20, t.Height-baseline+35
	bottom := t.Height - baseline + 4
	for i, w := range words {
		if w.Head < 0 || w.Head >= len(words) || w.Head == i {
			continue
		}
		head, end := t.Words[w.Head].X, t.Words[i].X
		shift, bend := 5, 8
		if end < head {
			shift, bend = -5, -8
		}
		from := head + shift
		t.Arcs = append(t.Arcs, arcView{
			From: from, To: end, Top: bottom - rise*levels[i], Bottom: bottom, Middle: (from + end) / 2,
			Corner: from + bend, End: end - bend, Relation: w.Relation,
		})
	}
	return t
}

// heights gives each word's arc to its head a level, so that longer arcs run
// over those that they enclose.
func heights(words []nlp.ExplainedWord) (levels []int, highest int) {
	levels = make([]int, len(words))
	over := make([]int, len(words)) // highest arc above the gap behind each word
	order := make([]int, 0, len(words))
	for i, w := range words {
		if w.Head >= 0 && w.Head < len(words) && w.Head != i {
			order = append(order, i)
		}
	}
	span := func(i int) (lo, hi int) { return min(i, words[i].Head), max(i, words[i].Head) }
	sort.SliceStable(order, func(a, b int) bool {
		la, ha := span(order[a])
		lb, hb := span(order[b])
		return ha-la < hb-lb
	})
	for _, i := range order {
		lo, hi := span(i)
		for k := lo; k < hi; k++ {
			levels[i] = max(levels[i], over[k]+1)
		}
		for k := lo; k < hi; k++ {
			over[k] = levels[i]
		}
		highest = max(highest, levels[i])
	}
	return levels, highest
}
