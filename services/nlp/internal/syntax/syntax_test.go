package syntax_test

import (
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/barograph/barograph/services/nlp/internal/syntax"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

var load = sync.OnceValues(syntax.Load)

func model(t testing.TB) *syntax.Model {
	t.Helper()
	m, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// check fails unless the tree is one: a single root, heads in range, no
// cycle, every subtree a run of words, every look-up in agreement with the heads.
func check(t interface{ Fatalf(string, ...any) }, tree *syntax.Tree) {
	roots := 0
	for i, w := range tree.Words {
		if w.Head < -1 || w.Head >= len(tree.Words) || w.Head == i {
			t.Fatalf("word %d has head %d of %d", i, w.Head, len(tree.Words))
		}
		if w.Head == -1 {
			roots++
			if tree.Root() != i {
				t.Fatalf("root is %d, want %d", tree.Root(), i)
			}
		}
		steps := 0
		for h := i; h >= 0; h = tree.Words[h].Head {
			if steps++; steps > len(tree.Words) {
				t.Fatalf("word %d is in a cycle", i)
			}
			if !tree.Dominates(h, i) {
				t.Fatalf("the subtree of %d lacks %d", h, i)
			}
		}
		first, last := tree.Subtree(i)
		size := 0
		for k := range tree.Words {
			if under(tree, k, i) {
				size++
			}
		}
		if size != last-first {
			t.Fatalf("subtree of %d has %d words in [%d,%d)", i, size, first, last)
		}
		for c := range tree.Children(i) {
			if tree.Words[c].Head != i {
				t.Fatalf("child %d of %d has head %d", c, i, tree.Words[c].Head)
			}
		}
	}
	if len(tree.Words) > 0 && roots != 1 {
		t.Fatalf("%d roots", roots)
	}
}

func under(tree *syntax.Tree, word, ancestor int) bool {
	for ; word >= 0; word = tree.Words[word].Head {
		if word == ancestor {
			return true
		}
	}
	return false
}

// parse reads every sentence of a text and checks the trees.
func parse(t interface{ Fatalf(string, ...any) }, p *syntax.Parser, raw string) {
	doc := text.Parse("", raw)
	var tree syntax.Tree
	for i, s := range doc.Sentences {
		p.Parse(doc, i, &tree)
		check(t, &tree)
		for _, w := range tree.Words {
			if w.Token < s.First || w.Token >= s.Last {
				t.Fatalf("word %q is of token %d, outside of its sentence", w.Form, w.Token)
			}
			if h := tree.WordOf(w.Token); h < 0 || tree.Words[h].Token != w.Token {
				t.Fatalf("word of token %d is %d", w.Token, h)
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"", "-", "* - U.S.-led, non-U.N.-backed", "He can’t—won't—go. \"Why?\"", "\xff\xfe cannot\u0301 ", "a-b-c-d-e-f-g",
		"France cannot agree (it said) to \"this\".", strings.Repeat("(", 400), strings.Repeat("and so ", 300), "don't n't 's ’s",
	} {
		f.Add(s)
	}
	p := model(f).NewParser()
	f.Fuzz(func(t *testing.T, s string) { parse(t, p, s) })
}

func TestAnyWords(t *testing.T) {
	p := model(t).NewParser()
	words := []string{"the", "France", "said", "not", "that", ",", ".", "\"", "troops", "to", "'s", "", "\xff", "if", "8,000", "—"}
	rapid.Check(t, func(r *rapid.T) {
		forms := rapid.SliceOf(rapid.SampledFrom(words)).Draw(r, "forms")
		var tree syntax.Tree
		p.ParseWords(forms, &tree)
		if len(tree.Words) != len(forms) {
			r.Fatalf("%d words of %d", len(tree.Words), len(forms))
		}
		check(r, &tree)
	})
}

func TestSameTreeEveryTime(t *testing.T) {
	a, b := model(t).NewParser(), model(t).NewParser()
	doc := text.Parse("", sample)
	var x, y syntax.Tree
	for i := range doc.Sentences {
		a.Parse(doc, i, &x)
	}
	for i := range doc.Sentences { // a has a past, b has none
		a.Parse(doc, i, &x)
		b.Parse(doc, i, &y)
		for k := range x.Words {
			if x.Words[k] != y.Words[k] {
				t.Fatalf("sentence %d, word %d: %+v and %+v", i, k, x.Words[k], y.Words[k])
			}
		}
	}
}

const sample = `Kenya has said it is ready to send 1,000 police officers to Haiti, if other countries pay for them.
"We can't do this alone," the foreign minister told reporters in Nairobi on Monday.
The U.S.-backed mission, which the Security Council approved last October, hasn't begun; according to diplomats, neither Jamaica nor the Bahamas will go first.
Canada, France and Brazil back the plan but have ruled out sending soldiers.`

func TestNoAllocation(t *testing.T) {
	p := model(t).NewParser()
	doc := text.Parse("", sample)
	var tree syntax.Tree
	sum := 0
	read := func() {
		for i := range doc.Sentences {
			p.Parse(doc, i, &tree)
			for c := range tree.Children(tree.Root()) {
				sum += c
			}
		}
	}
	read()
	if n := testing.AllocsPerRun(20, read); n != 0 {
		t.Errorf("%v allocations a run, want none", n)
	}
	if sum == 0 {
		t.Error("no root has children")
	}
}

func BenchmarkParse(b *testing.B) {
	p := model(b).NewParser()
	doc := text.Parse("", sample)
	var tree syntax.Tree
	words := 0
	b.ReportAllocs()
	for b.Loop() {
		for i := range doc.Sentences {
			p.Parse(doc, i, &tree)
			words += len(tree.Words)
		}
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := syntax.Load(); err != nil {
			b.Fatal(err)
		}
	}
}
