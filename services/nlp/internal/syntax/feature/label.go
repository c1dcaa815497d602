package feature

// Kind is a set of facts about a tag that templates count.
type Kind uint8

// Facts about tags.
const (
	// Verb: a verb, auxiliary or modal.
	Verb Kind = 1 << iota
	// Finite: a finite one.
	Finite
	// Break: punctuation.
	Break
	// Comma: a comma or another mark inside a sentence.
	Comma
	// Quote: a quotation mark.
	Quote
)

// Label is a tag of the tagger as the templates see it.
type Label struct {
	// Coarse is the number of its universal part of speech.
	Coarse uint8
	Kind   Kind
}

// Labels are all tags by number.
type Labels [256]Label

// Next moves the history past a word with the tag.
func (h *History) Next(tag uint8, labels *Labels) {
	h.Before, h.Last = h.Last, tag
	switch k := labels[tag].Kind; {
	case k&Break != 0:
		h.Verb = 0
	case k&Verb != 0:
		h.Verb = tag + 1
		h.Finite = h.Finite || k&Finite != 0
	}
}

// Reset makes the sentence ready for n words, without tags; memory is reused.
func (s *Sentence) Reset(n int) {
	if cap(s.Words) < n+1 {
		m := n + n/2 + 1
		s.Words, s.Tags, s.Coarse = make([]Word, m), make([]uint8, m), make([]uint8, m)
		s.Commas, s.Quotes, s.Verbs = make([]uint8, m), make([]uint8, m), make([]uint8, m)
	}
	s.Words, s.Tags, s.Coarse = s.Words[:n], s.Tags[:n], s.Coarse[:n]
	s.Commas, s.Quotes, s.Verbs = s.Commas[:n+1], s.Quotes[:n+1], s.Verbs[:n+1]
}

// Count derives from Tags what else the parser's templates need. Counts stop short of overflow.
func (s *Sentence) Count(labels *Labels) {
	var commas, quotes, verbs uint8
	for i, tag := range s.Tags {
		l := labels[tag]
		s.Coarse[i] = l.Coarse
		s.Commas[i], s.Quotes[i], s.Verbs[i] = commas, quotes, verbs
		if l.Kind&Comma != 0 && commas < 250 {
			commas++
		}
		if l.Kind&Quote != 0 {
			quotes ^= 1
		}
		if l.Kind&Finite != 0 && verbs < 250 {
			verbs++
		}
	}
	n := len(s.Tags)
	s.Commas[n], s.Quotes[n], s.Verbs[n] = commas, quotes, verbs
}
