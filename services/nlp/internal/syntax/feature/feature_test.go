package feature_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/barograph/barograph/services/nlp/internal/syntax/feature"
)

func read(form string) feature.Word {
	var w feature.Word
	w.Read(form)
	return w
}

func TestWord(t *testing.T) {
	a, b, c := read("Troops"), read("troops"), read("hoops")
	if a.Lower != b.Lower || a.Form == b.Form || a.Shape == b.Shape || !a.Capital || b.Capital {
		t.Errorf("case: %+v %+v", a, b)
	}
	if b.Suffix[2] != c.Suffix[2] || b.Suffix[3] != c.Suffix[3] || b.Suffix[4] == c.Suffix[4] || b.Prefix[0] == c.Prefix[0] {
		t.Errorf("ends: %+v %+v", b, c)
	}
	if x, y := read("2,500"), read("8,000"); x != y || !x.Digit {
		t.Errorf("digits are not all one: %+v %+v", x, y)
	}
	if x, y := read(strings.Repeat("é", 200)), read(strings.Repeat("é", 300)); x != y {
		t.Errorf("the ends of very long words are looked at: %+v %+v", x, y)
	}
}

// The hashes are part of the model's format: a model trained before a change
// of templates would be read with other features. Who changes them trains anew
// and writes the new sums here.
func TestTemplatesAreTheModels(t *testing.T) {
	words := []feature.Word{read("Spain"), read("backs"), read("plan")}
	var out [feature.MostTagging]uint64
	sum := uint64(0)
	for i := range words {
		for _, f := range out[:feature.Tagging(words, i, feature.Start(), &out)] {
			sum = sum*31 + f
		}
	}
	if want := uint64(0x49de74a8c9890f54); sum != want {
		t.Errorf("tagger's features have sum %#x, want %#x", sum, want)
	}
}

func FuzzWord(f *testing.F) {
	f.Add("U.S.-led")
	f.Add("\xff\u0130\u1e9e")
	f.Fuzz(func(t *testing.T, form string) {
		if w := read(form); utf8.ValidString(form) && form != "" && w.Lower == 0 && w.Shape == 0 {
			t.Errorf("%q has no features", form)
		}
		if a, b := read(strings.Clone(form)), read(form); a != b {
			t.Errorf("%q reads in two ways", form)
		}
	})
}
