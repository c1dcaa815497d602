package feature

// MostTagging is how many features Tagging gives at most.
const MostTagging = 56

// edge stands for the words and tags before and after the sentence.
var edge = [2]Word{
	{Form: Hash(1), Lower: Hash(2), Shape: Hash(3), Class: Hash(4)},
	{Form: Hash(5), Lower: Hash(6), Shape: Hash(7), Class: Hash(8)},
}

const edgeTag = 255

func wordAt(words []Word, i int) *Word {
	switch {
	case i < 0:
		return &edge[0]
	case i >= len(words):
		return &edge[1]
	}
	return &words[i]
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

// Tagging writes the features of word i into out and returns how many they are.
func Tagging(words []Word, i int, h History, out *[MostTagging]uint64) int {
	w := &words[i]
	a, b := wordAt(words, i-1), wordAt(words, i-2)
	c, d := wordAt(words, i+1), wordAt(words, i+2)
	t1, t2 := Hash(uint64(h.Last)), Hash(uint64(h.Before))
	verb := uint64(h.Verb) << 1
	if h.Finite {
		verb |= 1
	}
	verb = Hash(verb + 512)
	n, template := 0, uint64(1000)
	add := func(x, y, z uint64) {
		out[n] = join(template, x, y, z)
		n, template = n+1, template+1
	}
	add(w.Form, 0, 0)
	add(w.Lower, 0, 0)
	add(w.Shape, 0, 0)
	for _, p := range w.Prefix {
		add(p, 0, 0)
	}
	for _, s := range w.Suffix {
		add(s, 0, 0)
	}
	add(w.Class, 0, 0)
	add(a.Lower, 0, 0)
	add(b.Lower, 0, 0)
	add(c.Lower, 0, 0)
	add(d.Lower, 0, 0)
	add(c.Class, 0, 0)
	add(d.Class, 0, 0)
	add(t1, 0, 0)
	add(t1, t2, 0)
	add(t1, w.Lower, 0)
	add(t1, w.Class, 0)
	add(t1, t2, w.Class)
	add(t1, t2, w.Suffix[2])
	add(t1, c.Lower, 0)
	add(t1, c.Class, w.Suffix[2])
	add(a.Lower, w.Lower, 0)
	add(w.Lower, c.Lower, 0)
	add(w.Class, c.Class, 0)
	add(t1, w.Class, c.Class)
	add(w.Class, c.Class, d.Class)
	add(a.Lower, c.Lower, 0)
	add(b.Lower, a.Lower, 0)
	add(c.Lower, d.Lower, 0)
	add(c.Suffix[2], w.Suffix[2], 0)
	add(c.Suffix[1], w.Class, 0)
	add(a.Suffix[2], w.Suffix[2], 0)
	add(a.Shape, w.Shape, c.Shape)
	add(w.Suffix[2], t1, 0)
	add(w.Suffix[1], c.Class, t1)
	add(w.Suffix[2], w.Shape, 0)
	add(w.Shape, t1, 0)
	add(w.Shape, c.Shape, t1)
	add(verb, w.Class, 0)
	add(verb, w.Suffix[1], t1)
	add(verb, w.Lower, 0)
	add(verb, t1, c.Class)
	add(t2, w.Class, c.Class)
	add(c.Shape, w.Class, 0)
	return n
}
