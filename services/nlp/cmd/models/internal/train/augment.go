package train

import (
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/barograph/barograph/services/nlp/internal/syntax"
)

// augment returns altered copies of some sentences, as news headings are
// written: all capitals, capital initials, no closing stop.
func augment(sentences []Sentence, share float64, seed uint64) []Sentence {
	random := rand.New(rand.NewPCG(seed, 4))
	var out []Sentence
	for i := range sentences {
		s := &sentences[i]
		if len(s.Forms) < 4 || random.Float64() >= share {
			continue
		}
		c := *s
		change := initials
		if random.IntN(3) == 0 {
			change = strings.ToUpper
		}
		c.Forms = make([]string, len(s.Forms))
		for k, f := range s.Forms {
			c.Forms[k] = f
			if open(s.Labels[k].POS) || utf8.RuneCountInString(f) > 3 {
				c.Forms[k] = change(f)
			}
		}
		out = append(out, c.unstopped())
	}
	return out
}

func open(p syntax.POS) bool {
	return p == syntax.NOUN || p == syntax.VERB || p == syntax.ADJ || p == syntax.ADV || p == syntax.PROPN || p == syntax.PRON
}

func initials(f string) string {
	r, n := utf8.DecodeRuneInString(f)
	return string(unicode.ToUpper(r)) + f[n:]
}

// unstopped returns the sentence without its closing stop, if nothing depends on that.
func (s Sentence) unstopped() Sentence {
	last := len(s.Forms) - 1
	if s.Forms[last] != "." || int(s.Heads[last]) == len(s.Forms) {
		return s
	}
	heads := make([]int16, last)
	for i := range heads {
		switch h := int(s.Heads[i]); h {
		case last:
			return s
		case len(s.Forms):
			heads[i] = int16(last)
		default:
			heads[i] = int16(h)
		}
	}
	return Sentence{Forms: s.Forms[:last], Labels: s.Labels[:last], Heads: heads, Relations: s.Relations[:last]}
}
