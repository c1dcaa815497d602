package train

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/barograph/barograph/services/nlp/internal/syntax"
	"github.com/barograph/barograph/services/nlp/internal/syntax/feature"
	"github.com/barograph/barograph/services/nlp/internal/syntax/weight"
)

// labelSet numbers the labels that the tagger learns.
type labelSet struct {
	labels  []syntax.Label
	numbers map[syntax.Label]uint8
}

// rarest is how often a label must occur to be learned; a rarer one counts as
// the most frequent label of its universal part of speech.
const rarest = 8

func newLabelSet(sentences []Sentence) labelSet {
	count := map[syntax.Label]int{}
	for _, s := range sentences {
		for _, l := range s.Labels {
			count[l]++
		}
	}
	all := make([]syntax.Label, 0, len(count))
	for l := range count {
		all = append(all, l)
	}
	slices.SortFunc(all, func(a, b syntax.Label) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a.POS, b.POS), cmp.Compare(a.Tag, b.Tag))
	})
	set := labelSet{numbers: map[syntax.Label]uint8{}}
	main := map[syntax.POS]uint8{}
	for _, l := range all {
		if first, ok := main[l.POS]; ok && count[l] < rarest {
			set.numbers[l] = first
			continue
		}
		n := uint8(len(set.labels))
		set.labels, set.numbers[l] = append(set.labels, l), n
		if _, ok := main[l.POS]; !ok {
			main[l.POS] = n
		}
	}
	return set
}

// number returns the label's number; an unknown one counts as label 0.
func (s labelSet) number(l syntax.Label) uint8 { return s.numbers[l] }

// commonest is how often a word must occur to be in the tag dictionary: of
// rarer words the tagger shall learn to judge by form and context.
const commonest = 4

// classes makes the tag dictionary: words with the set of labels that they
// have in at least one of thirty cases.
func classes(sentences []Sentence, set labelSet) map[uint64]uint16 {
	counts := map[uint64]map[uint8]int{}
	for _, s := range sentences {
		for i, f := range s.Forms {
			var w feature.Word
			w.Read(f)
			if counts[w.Lower] == nil {
				counts[w.Lower] = map[uint8]int{}
			}
			counts[w.Lower][set.number(s.Labels[i])]++
		}
	}
	keys := map[uint64]string{}
	for w, c := range counts {
		if k := class(c); k != "" {
			keys[w] = k
		}
	}
	names := map[string]uint16{}
	for _, k := range keys {
		names[k] = 0
	}
	sorted := make([]string, 0, len(names))
	for k := range names {
		sorted = append(sorted, k)
	}
	slices.Sort(sorted)
	for i, k := range sorted {
		names[k] = uint16(i + 1)
	}
	out := map[uint64]uint16{}
	for w, k := range keys {
		out[w] = names[k]
	}
	return out
}

// class names a word's set of labels, "" for a word too rare to tell.
func class(count map[uint8]int) string {
	total := 0
	var labels []uint8
	for _, n := range count {
		total += n
	}
	for l, n := range count {
		if n*30 >= total {
			labels = append(labels, l)
		}
	}
	if total < commonest {
		return ""
	}
	slices.Sort(labels)
	return fmt.Sprint(labels)
}

// trainTagger trains a tagger and freezes it, alone, into a model.
func trainTagger(sentences []Sentence, set labelSet, r Recipe, seed uint64) (*syntax.Model, error) {
	known := classes(sentences, set)
	facts := syntax.Facts(set.labels)
	var runs [][]weight.Feature
	for run := range r.TaggerRuns {
		p := newPerceptron()
		random := rand.New(rand.NewPCG(seed, uint64(run)))
		order := random.Perm(len(sentences))
		var words []feature.Word
		for range r.TaggerEpochs {
			random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
			for _, k := range order {
				words = readWords(words, sentences[k].Forms, known)
				p.learnTags(words, sentences[k].Labels, set, facts)
			}
		}
		runs = append(runs, p.average(r.TaggerUpdates))
	}
	return syntax.New(syntax.Parts{Labels: set.labels, Classes: known, Tagger: weight.Build(sum(runs))})
}

func readWords(words []feature.Word, forms []string, known map[uint64]uint16) []feature.Word {
	words = slices.Grow(words[:0], len(forms))[:len(forms)]
	for i, f := range forms {
		words[i].Read(f)
		if c := known[words[i].Lower]; c > 0 {
			words[i].Class = feature.Hash(uint64(c))
		}
	}
	return words
}

// learnTags tags a sentence with the weights of the moment, each word after
// the tags given so far, right or wrong, and learns from every error.
func (p *perceptron) learnTags(words []feature.Word, labels []syntax.Label, set labelSet, facts *feature.Labels) {
	var out [feature.MostTagging]uint64
	var scores weight.Scores
	h := feature.Start()
	for i := range words {
		features := out[:feature.Tagging(words, i, h, &out)]
		p.score(features, &scores)
		best := uint8(0)
		for l := range set.labels {
			if scores[l] > scores[best] {
				best = uint8(l)
			}
		}
		p.step++
		if good := set.number(labels[i]); good != best {
			p.update(features, good, best)
		}
		h.Next(best, facts)
	}
}
