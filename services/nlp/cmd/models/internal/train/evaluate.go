package train

import (
	"fmt"
	"strings"
	"time"

	"github.com/barograph/barograph/services/nlp/internal/syntax"
)

// Scores are shares, 0 to 1, of the words of a corpus, with the treebank's own words.
type Scores struct {
	// UPOS and XPOS are words with the right part of speech, UAS and LAS words
	// with the right head, and with the right head and universal relation.
	UPOS, XPOS, UAS, LAS float64
	// Strict is LAS with subtypes.
	Strict float64
	// Relations holds the F1 of the relations asked for, in that order.
	Relations []float64
	// Speed is in words per second of one core, tagging and parsing.
	Speed float64
}

// Probe is a kind of arc whose F1 is measured.
type Probe struct {
	Name string
	Is   func(form string, relation syntax.Relation, mark string) bool
}

// Probes are the arcs on which the service's reading rests.
func Probes() []Probe {
	relation := func(want ...syntax.Relation) func(string, syntax.Relation, string) bool {
		return func(_ string, r syntax.Relation, _ string) bool {
			for _, w := range want {
				if r == w {
					return true
				}
			}
			return false
		}
	}
	return []Probe{
		{"nsubj", relation(syntax.Nsubj)},
		{"nsubj:pass", relation(syntax.NsubjPass)},
		{"obj", relation(syntax.Obj)},
		{"not", func(f string, r syntax.Relation, _ string) bool { return r == syntax.Advmod && negation(f) }},
		{"aux", relation(syntax.Aux)},
		{"if", func(_ string, r syntax.Relation, mark string) bool { return r.Base() == syntax.Advcl && mark == "if" }},
		{"ccomp", relation(syntax.Ccomp)},
		{"xcomp", relation(syntax.Xcomp)},
		{"obl:agent", relation(syntax.OblAgent)},
		{"conj", relation(syntax.Conj)},
		{"appos", relation(syntax.Appos)},
	}
}

func negation(form string) bool {
	switch strings.ToLower(form) {
	case "not", "n't", "never":
		return true
	}
	return false
}

// Clock tells the time, for measuring speed.
type Clock func() time.Time

// Evaluate measures the model on a corpus.
func Evaluate(m *syntax.Model, c Corpus, now Clock) Scores {
	parser := m.NewParser()
	var tree syntax.Tree
	probes := Probes()
	counts := make([]count, len(probes))
	var total, upos, xpos, uas, las, strict int
	start := now()
	for i := range c.Sentences {
		parser.ParseWords(c.Sentences[i].Forms, &tree)
	}
	speed := float64(c.Words()) / now().Sub(start).Seconds()
	for i := range c.Sentences {
		s := &c.Sentences[i]
		parser.ParseWords(s.Forms, &tree)
		for k, w := range tree.Words {
			head, relation := gold(s, k)
			total++
			upos += one(w.POS == s.Labels[k].POS)
			xpos += one(w.Tag == s.Labels[k].Tag)
			uas += one(w.Head == head)
			las += one(w.Head == head && w.Relation.Base() == relation.Base())
			strict += one(w.Head == head && w.Relation == relation)
			for j, p := range probes {
				g := p.Is(w.Form, relation, markOf(s, k))
				is := p.Is(w.Form, w.Relation, treeMark(&tree, k))
				counts[j].gold += one(g)
				counts[j].found += one(is)
				counts[j].right += one(g && is && w.Head == head)
			}
		}
	}
	share := func(n int) float64 { return float64(n) / float64(total) }
	out := Scores{UPOS: share(upos), XPOS: share(xpos), UAS: share(uas), LAS: share(las), Strict: share(strict), Speed: speed}
	for _, n := range counts {
		out.Relations = append(out.Relations, n.f1())
	}
	return out
}

type count struct{ gold, found, right int }

func (c count) f1() float64 {
	if c.right == 0 {
		return 0
	}
	return 2 * float64(c.right) / float64(c.gold+c.found)
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// gold returns the head, -1 for the root, and the relation of word k.
func gold(s *Sentence, k int) (int, syntax.Relation) {
	head := int(s.Heads[k])
	if head == len(s.Forms) {
		head = -1
	}
	return head, syntax.Relation(s.Relations[k])
}

func markOf(s *Sentence, k int) string {
	for i, h := range s.Heads {
		if int(h) == k && syntax.Relation(s.Relations[i]) == syntax.Mark {
			return strings.ToLower(s.Forms[i])
		}
	}
	return ""
}

func treeMark(t *syntax.Tree, k int) string {
	if m := t.Child(k, syntax.Mark); m >= 0 {
		return strings.ToLower(t.Words[m].Form)
	}
	return ""
}

// String gives the scores in one line, in percent.
func (s Scores) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "UPOS %.2f XPOS %.2f UAS %.2f LAS %.2f (with subtypes %.2f) %.0f words/s;", 100*s.UPOS, 100*s.XPOS, 100*s.UAS, 100*s.LAS, 100*s.Strict, s.Speed)
	for i, p := range Probes() {
		fmt.Fprintf(&b, " %s %.1f", p.Name, 100*s.Relations[i])
	}
	return b.String()
}
