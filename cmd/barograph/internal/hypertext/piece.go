package hypertext

import (
	"sort"
	"strconv"
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	"github.com/barograph/barograph/services/nlp"
)

// piece is a run of a sentence: plain text, or a mark around other pieces.
type piece struct {
	Text   string
	Class  string
	Title  string
	Label  string    // shown behind the mark
	Refs   []refView // claims whose predicate this is
	Pieces []piece
}

// levels orders the categories from the outermost mark to the innermost. Marks
// of one category never nest; an outer one cuts an inner one where they cross.
var levels = []nlp.ExplainedCategory{
	nlp.MarkQuote, nlp.MarkCondition, nlp.MarkInitiative, nlp.MarkActor, nlp.MarkDate, nlp.MarkFigure, nlp.MarkCommitment,
	nlp.MarkStance, nlp.MarkMilestone, nlp.MarkDimension, nlp.MarkSpeech, nlp.MarkValence, nlp.MarkModality, predicate,
}

// predicate marks the word on which a claim rests.
const predicate nlp.ExplainedCategory = "predicate"

// pieces cuts a sentence by its marks.
func pieces(text string, s nlp.ExplainedSentence, article string) []piece {
	c := cutter{text: text, layers: make([][]layerMark, len(levels))}
	for level, category := range levels {
		for _, m := range s.Marks {
			if m.Category == category {
				c.add(level, newMark(m))
			}
		}
		if category == predicate {
			for _, claim := range s.Claims {
				c.add(level, layerMark{start: claim.Start, end: claim.End, class: string(predicate), refs: []refView{newRef(article, claim.Number)}})
			}
		}
	}
	return c.cut(s.Start, s.End, 0)
}

// layerMark is a mark on its level.
type layerMark struct {
	start, end         int
	class, title, note string
	refs               []refView
}

func newMark(m nlp.ExplainedMark) layerMark {
	title := string(m.Category)
	if m.Value != "" {
		title += ": " + m.Value
	}
	if m.Why != "" {
		title += " (" + m.Why + ")"
	}
	out := layerMark{start: m.Start, end: m.End, class: string(m.Category), title: terminal.Clean(title)}
	switch m.Category {
	case nlp.MarkActor:
		out.note = terminal.Clean(m.Value)
	case nlp.MarkDimension:
		switch {
		case strings.HasSuffix(m.Value, "raises"):
			out.class, out.note = out.class+" raises", "▲"
		case strings.HasSuffix(m.Value, "lowers"):
			out.class, out.note = out.class+" lowers", "▼"
		}
	case nlp.MarkMilestone:
		if !strings.HasPrefix(m.Value, "act of") {
			out.note = "⚑"
		}
	}
	return out
}

// cutter cuts a text by layers of marks that do not overlap within a layer.
type cutter struct {
	text   string
	layers [][]layerMark
}

// add puts a mark on a level, in text order; what the mark before it covers is
// left to that one, which then says both.
func (c *cutter) add(level int, m layerMark) {
	layer := c.layers[level]
	if n := len(layer); n > 0 && m.start < layer[n-1].end {
		last := &layer[n-1]
		if m.title != "" && !strings.Contains(last.title, m.title) {
			last.title += "; " + m.title
		}
		last.refs = append(last.refs, m.refs...)
		if m.start, m.refs = last.end, nil; m.start >= m.end {
			return
		}
	}
	c.layers[level] = append(layer, m)
}

// cut returns the pieces of text[from:to] from a level inwards.
func (c *cutter) cut(from, to, level int) []piece {
	if from >= to {
		return nil
	}
	if level == len(c.layers) {
		return []piece{{Text: terminal.CleanLines(c.text[from:to])}}
	}
	layer := c.layers[level]
	var out []piece
	for i := sort.Search(len(layer), func(i int) bool { return layer[i].end > from }); i < len(layer) && layer[i].start < to; i++ {
		m := layer[i]
		start, end := max(m.start, from), min(m.end, to)
		out = append(out, c.cut(from, start, level+1)...)
		p := piece{Class: m.class, Title: m.title, Pieces: c.cut(start, end, level+1)}
		if end == m.end { // the last of its parts carries its label
			p.Label, p.Refs = m.note, m.refs
		}
		out = append(out, p)
		from = end
	}
	return append(out, c.cut(from, to, level+1)...)
}

func number(n int) string { return strconv.Itoa(n) }
