package effect

import (
	"slices"
	"strings"

	"github.com/barograph/barograph/services/nlp/internal/syntax"
)

// Word is a word of a sentence as the features see it.
type Word struct {
	// Stem is the word's stem, or one of the masks actorMask, nameMask and numberMask.
	Stem string
	// POS, Relation and Head are those of the tree; Head is -1 for the root.
	POS      syntax.POS
	Relation syntax.Relation
	Head     int
	// Denied holds for words with a negation of their own.
	Denied bool
}

// Mark is what the lexicon knows of a word: "valence:hinder" at word 3.
type Mark struct {
	Class string
	Word  int
}

// Sentence is what is weighed.
type Sentence struct {
	Words []Word
	Marks []Mark
	// Helps and Hurts are the values of the clause that says the best, and the
	// worst, in thousandths, both at least 0 (see package valence).
	Helps, Hurts int
	// Said counts the clauses that say something good less those that say something bad.
	Said int
}

// Feature is something about a sentence that has a weight.
type Feature struct {
	// Name is unique to what it stands for: "w=delay", "a=delay>obj>vote".
	Name string
	// Count is how much of it there is, in thousandths.
	Count int
}

// mostCount bounds a feature, so that repetition is no argument.
const mostCount = 3000

// Features lists what is weighed of a sentence, each name once, by name.
func Features(s Sentence) []Feature {
	counts := map[string]int{}
	add := func(parts ...string) { counts[strings.Join(parts, "")] += 1000 }
	denied := s.denials()
	for i, w := range s.Words {
		if w.POS == syntax.PUNCT || w.POS == syntax.SYM {
			continue
		}
		add("w=", w.Stem)
		if denied[i] && (w.POS == syntax.NOUN || w.POS == syntax.VERB || w.POS == syntax.ADJ) {
			add("n=", w.Stem)
		}
		if i+1 < len(s.Words) {
			add("b=", w.Stem, "_", s.Words[i+1].Stem)
		}
		switch {
		case w.Head < 0:
			add("r=", w.Stem)
		case content(w.POS):
			add("a=", s.Words[w.Head].Stem, ">", w.Relation.Base().String(), ">", w.Stem)
		}
	}
	for _, m := range s.Marks {
		if m.Word >= 0 && m.Word < len(denied) && denied[m.Word] {
			add("h=", m.Class, "/n")
			continue
		}
		add("h=", m.Class)
	}
	s.classTies(add)
	counts["v+"], counts["v-"], counts["said"] = mostCount*s.Helps/1000, mostCount*s.Hurts/1000, 1000*s.Said
	return sorted(counts)
}

// classTies adds the ties between words of which the lexicon knows what they do to
// an undertaking, and to the words beside them, by class: "hinder>obj>good".
func (s Sentence) classTies(add func(parts ...string)) {
	class := make([]string, len(s.Words))
	for _, m := range s.Marks {
		if m.Word >= 0 && m.Word < len(class) && strings.HasPrefix(m.Class, "valence:") {
			class[m.Word] = m.Class[len("valence:"):]
		}
	}
	for i, w := range s.Words {
		h := w.Head
		if h < 0 || class[i] == "" && class[h] == "" {
			continue
		}
		a, b := class[h], class[i]
		if a == "" {
			a = s.Words[h].Stem
		}
		if b == "" {
			if !content(w.POS) {
				continue
			}
			b = s.Words[i].Stem
		}
		add("c=", a, ">", w.Relation.Base().String(), ">", b)
	}
}

func sorted(counts map[string]int) []Feature {
	out := make([]Feature, 0, len(counts))
	for name, n := range counts {
		if n != 0 {
			out = append(out, Feature{Name: name, Count: min(n, mostCount)})
		}
	}
	slices.SortFunc(out, func(a, b Feature) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// content reports whether a word's tie to its head is worth a feature.
func content(p syntax.POS) bool {
	switch p {
	case syntax.NOUN, syntax.VERB, syntax.ADJ, syntax.ADV, syntax.PROPN, syntax.PRON, syntax.PART, syntax.DET:
		return true
	}
	return false
}

// reach is how many heads up a negation is looked for.
const reach = 4

// denials tells for each word whether it, or what governs it, is denied.
func (s Sentence) denials() []bool {
	out := make([]bool, len(s.Words))
	for i, w := range s.Words {
		out[i] = w.Denied
		switch w.Relation.Base() {
		case syntax.Obj, syntax.Xcomp, syntax.Ccomp, syntax.Obl, syntax.Nmod, syntax.Amod, syntax.Acl, syntax.Advmod, syntax.Conj:
		default:
			continue
		}
		for h, k := w.Head, 0; h >= 0 && k < reach && !out[i]; h, k = s.Words[h].Head, k+1 {
			out[i] = s.Words[h].Denied
		}
	}
	return out
}
