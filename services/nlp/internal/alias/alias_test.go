package alias_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/barograph/barograph/services/nlp/internal/alias"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

func build(t testing.TB, patterns ...alias.Pattern[string]) *alias.Trie[string] {
	t.Helper()
	trie, err := alias.New(patterns)
	if err != nil {
		t.Fatal(err)
	}
	return trie
}

func show(d *text.Document, ms []alias.Match[string]) string {
	var out []string
	for _, m := range ms {
		s := fmt.Sprintf("%s=%s", d.Text(m.Span), m.Value)
		if m.Prefix != "" || m.Suffix != "" {
			s += fmt.Sprintf("[%s|%s]", m.Prefix, m.Suffix)
		}
		if m.Possessive {
			s += "'s"
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestFind(t *testing.T) {
	trie := build(t,
		alias.Pattern[string]{Text: "US", Value: "USA"},
		alias.Pattern[string]{Text: "Kenya", Value: "KEN"},
		alias.Pattern[string]{Text: "Turkey", Value: "TUR"},
		alias.Pattern[string]{Text: "Türkiye", Value: "TUR"},
		alias.Pattern[string]{Text: "NATO", Value: "NATO"},
		alias.Pattern[string]{Text: "Harbor Stabilization Force", Value: "force"},
		alias.Pattern[string]{Text: "stabilization force", Value: "short"},
		alias.Pattern[string]{Text: "Council of the Isles", Value: "council"},
		alias.Pattern[string]{Text: "Council", Value: "other"},
		alias.Pattern[string]{Text: "Guinea-Bissau", Value: "GNB"},
		alias.Pattern[string]{Text: "White Hall", Value: "hall", Case: alias.CaseProper},
		alias.Pattern[string]{Text: "HSF", Value: "force", Near: []string{"Portmere", "Council of the Isles"}},
	)
	cases := []struct{ name, in, want string }{
		{"possessive, curly", "Kenya’s men met Türkiye's envoy.", "Kenya=KEN's; Türkiye=TUR's"},
		{"hyphenated suffix", "The U.S.-led and Kenya-led missions, anti-NATO talk.", "U.S.=USA[|led]; Kenya=KEN[|led]; NATO=NATO[anti|]"},
		{"two states in one word", "A US-Kenya pact.", "US=USA[|kenya]; Kenya=KEN[us|]"},
		{"non-breaking hyphen", "The Kenya‑led force.", "Kenya=KEN[|led]"},
		{"acronym case", "Give us a chance, said the US.", "US=USA"},
		{"proper case", "They ate turkey in Turkey. TURKEY SAYS NO.", "Turkey=TUR; TURKEY=TUR"},
		{"proper case of two words", "a white hall near White Hall", "White Hall=hall"},
		{"longest wins", "The harbour stabilisation force left.", "harbour stabilisation force=force"},
		{"shorter when longer fails", "Council of the Elders and a stabilization force", "Council=other; stabilization force=short"},
		{"across a newline", "The Council of\nthe Isles met.", "Council of\nthe Isles=council"},
		{"not across a sentence", "The harbor. Stabilization force is late.", "Stabilization force=short"},
		{"hyphen tolerance", "Guinea Bissau agreed.", "Guinea Bissau=GNB"},
		{"no company", "The HSF is late.", ""},
		{"company anywhere in the text", "The HSF is late. Portmere waits.", "HSF=force"},
		{"company of a full name before", "The Harbor Stabilization Force came. The HSF left.", "Harbor Stabilization Force=force; HSF=force"},
		{"full name after does not help", "The HSF left. The Harbor Stabilization Force came.", "Harbor Stabilization Force=force"},
		{"furniture is skipped", "Read more: Kenya sends men\n\nKenya waits for word.", "Kenya=KEN"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := text.Parse("", c.in)
			if got := show(d, trie.Find(d)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestTitleGivesCompany(t *testing.T) {
	trie := build(t, alias.Pattern[string]{Text: "HSF", Value: "force", Near: []string{"Portmere"}})
	d := text.Parse("Portmere waits", "The HSF is late.")
	if got := trie.Find(d, text.Parse("", d.Title)); len(got) != 1 {
		t.Fatalf("with the title as context: %d matches, want 1", len(got))
	}
}

func TestSameTextTwoValues(t *testing.T) {
	trie := build(t, alias.Pattern[string]{Text: "the pact", Value: "a"}, alias.Pattern[string]{Text: "the pact", Value: "b"})
	d := text.Parse("", "They signed the pact.")
	if got := show(d, trie.Find(d)); got != "the pact=a; the pact=b" {
		t.Fatal(got)
	}
}

func TestNewRejectsEmpty(t *testing.T) {
	if _, err := alias.New([]alias.Pattern[string]{{Text: " — "}}); err == nil {
		t.Fatal("a pattern without a word was accepted")
	}
}

// Every pattern planted between other words is found at its place, and
// matches of different starts never overlap.
func TestPlantedPatternsAreFound(t *testing.T) {
	names := []string{"Aldova", "Board of Ports", "QXF", "Östermark", "Isle Nine Pact"}
	var patterns []alias.Pattern[string]
	for _, n := range names {
		patterns = append(patterns, alias.Pattern[string]{Text: n, Value: n})
	}
	trie := build(t, patterns...)
	rapid.Check(t, func(rt *rapid.T) {
		var b strings.Builder
		var want []string
		for range rapid.IntRange(1, 12).Draw(rt, "n") {
			if rapid.Bool().Draw(rt, "plant") {
				n := rapid.SampledFrom(names).Draw(rt, "name")
				b.WriteString(n)
				want = append(want, n)
			} else {
				b.WriteString(rapid.SampledFrom([]string{"troops", "said", "“we", "agree”", "of", "pact", "board"}).Draw(rt, "word"))
			}
			b.WriteString(rapid.SampledFrom([]string{" ", ", ", "’s ", " — "}).Draw(rt, "gap"))
		}
		d := text.Parse("", "So "+b.String())
		var got []string
		end := 0
		for _, m := range trie.Find(d) {
			if m.Start < end {
				rt.Fatalf("overlap at %d", m.Start)
			}
			end = m.End
			got = append(got, d.Text(m.Span))
		}
		if strings.Join(got, "|") != strings.Join(want, "|") {
			rt.Fatalf("got %q want %q in %q", got, want, d.Raw)
		}
	})
}

// A name in a compound comes with the parts beside it, so that a chain of names
// would give the square of its length.
func TestChainOfHyphens(t *testing.T) {
	trie, err := alias.New([]alias.Pattern[int]{{Text: "Orr", Value: 1}})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{2, 32, 33, 50_000} {
		size, raw := 0, strings.Repeat("Orr-", n-1)+"Orr"
		for _, m := range trie.Find(text.Parse("", raw)) {
			size += len(m.Prefix) + len(m.Suffix)
		}
		if size > 32*len(raw) {
			t.Errorf("%d bytes beside the names of %d", size, len(raw))
		}
		if n <= 32 && size == 0 {
			t.Errorf("no names in a chain of %d", n)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("The U.S.-led Board of\nPorts’ men", "Board of Ports")
	f.Add("a--b ‑led \xff", "b-led")
	f.Fuzz(func(t *testing.T, body, pattern string) {
		trie, err := alias.New([]alias.Pattern[int]{{Text: pattern, Value: 1}, {Text: "US", Value: 2, Near: []string{"b"}}})
		if err != nil {
			return
		}
		d := text.Parse("", body)
		for _, m := range trie.Find(d) {
			if m.Start < 0 || m.End > len(body) || m.Start >= m.End || m.First >= m.Last {
				t.Fatalf("bad match %+v", m)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	var patterns []alias.Pattern[int]
	for i := range 20000 {
		patterns = append(patterns, alias.Pattern[int]{Text: fmt.Sprintf("Name%d Family%d", i%700, i), Value: i})
	}
	trie, err := alias.New(patterns)
	if err != nil {
		b.Fatal(err)
	}
	body := strings.Repeat("The envoy of Name12 Family712 told reporters on Tuesday that “the stabilisation force” would wait for Name3’s mandate. ", 200)
	d := text.Parse("", body)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		trie.Find(d)
	}
}
