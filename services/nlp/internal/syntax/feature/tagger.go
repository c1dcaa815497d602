package feature

// MostTagging is how many features Tagging gives at most.
const MostTagging = 56

const edgeTag = 255

// neighbour is what the templates look at in the words around.
type neighbour struct{ lower, class, shape, suffix2, suffix3 uint64 }

// near returns the word at i, or what stands for the words before and after the sentence.
func near(words []Word, i int) neighbour {
	switch {
	case i < 0:
		return neighbour{lower: Hash(2), class: Hash(4), shape: Hash(3)}
	case i >= len(words):
		return neighbour{lower: Hash(6), class: Hash(8), shape: Hash(7)}
	}
	w := &words[i]
	return neighbour{w.Lower, w.Class, w.Shape, w.Suffix[1], w.Suffix[2]}
}

// History is what the tagger knows of the words before the current one.
type History struct {
	// Last and Before are the tags of the last word and of that before it.
	Last, Before uint8
	// Verb is the tag of the last verb or modal since the last mark of punctuation, 0 for none.
	Verb uint8
	// Finite is whether the sentence has had a finite verb.
	Finite bool
}

// Start is the history at the start of a sentence.
func Start() History { return History{Last: edgeTag, Before: edgeTag} }

func (h History) verb() uint64 {
	verb := uint64(h.Verb) << 1
	if h.Finite {
		verb |= 1
	}
	return Hash(verb + 512)
}

// Tagging writes the features of word i into out and returns how many they are.
func Tagging(words []Word, i int, h History, out *[MostTagging]uint64) int {
	w := &words[i]
	a, b, c, d := near(words, i-1), near(words, i-2), near(words, i+1), near(words, i+2)
	t1, t2 := Hash(uint64(h.Last)), Hash(uint64(h.Before))
	verb := h.verb()
	n, template := 0, uint64(1000)
	add := func(x, y, z uint64) {
		out[n] = join(template, x, y, z)
		n, template = n+1, template+1
	}
	add(w.Form, 0, 0)
	add(w.Lower, 0, 0)
	add(w.Shape, 0, 0)
	for _, part := range [...]uint64{w.Prefix[0], w.Prefix[1], w.Prefix[2], w.Suffix[0], w.Suffix[1], w.Suffix[2], w.Suffix[3], w.Suffix[4]} {
		add(part, 0, 0)
	}
	add(w.Class, 0, 0)
	add(a.lower, 0, 0)
	add(b.lower, 0, 0)
	add(c.lower, 0, 0)
	add(d.lower, 0, 0)
	add(c.class, 0, 0)
	add(d.class, 0, 0)
	add(t1, 0, 0)
	add(t1, t2, 0)
	add(t1, w.Lower, 0)
	add(t1, w.Class, 0)
	add(t1, t2, w.Class)
	add(t1, t2, w.Suffix[2])
	add(t1, c.lower, 0)
	add(t1, c.class, w.Suffix[2])
	add(a.lower, w.Lower, 0)
	add(w.Lower, c.lower, 0)
	add(w.Class, c.class, 0)
	add(t1, w.Class, c.class)
	add(w.Class, c.class, d.class)
	add(a.lower, c.lower, 0)
	add(b.lower, a.lower, 0)
	add(c.lower, d.lower, 0)
	add(c.suffix3, w.Suffix[2], 0)
	add(c.suffix2, w.Class, 0)
	add(a.suffix3, w.Suffix[2], 0)
	add(a.shape, w.Shape, c.shape)
	add(w.Suffix[2], t1, 0)
	add(w.Suffix[1], c.class, t1)
	add(w.Suffix[2], w.Shape, 0)
	add(w.Shape, t1, 0)
	add(w.Shape, c.shape, t1)
	add(verb, w.Class, 0)
	add(verb, w.Suffix[1], t1)
	add(verb, w.Lower, 0)
	add(verb, t1, c.class)
	add(t2, w.Class, c.class)
	add(c.shape, w.Class, 0)
	return n
}
