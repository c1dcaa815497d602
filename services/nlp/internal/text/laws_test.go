package text_test

import (
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

// lawful checks everything that holds of every document.
func lawful(t interface{ Fatalf(string, ...any) }, d *text.Document) {
	end := 0
	runes, valid := []rune(d.Raw), utf8.ValidString(d.Raw)
	for i, k := range d.Tokens {
		if k.Start < end || k.End <= k.Start || k.End > len(d.Raw) {
			t.Fatalf("token %d %+v behind %d in %q", i, k, end, d.Raw)
		}
		end = k.End
		within(t, d, k.Span, valid)
		start, stop := d.Runes(k.Span)
		if valid && string(runes[start:stop]) != d.Text(k.Span) {
			t.Fatalf("runes %d:%d do not give %q", start, stop, d.Text(k.Span))
		}
		if k.Norm == "" || strings.ContainsAny(k.Norm, " \n") && len(k.Norm) == 1 {
			t.Fatalf("token %d has the form %q", i, k.Norm)
		}
		if !d.Lines[k.Line].Contains(k.Span) {
			t.Fatalf("token %q lies outside its line", k.Norm)
		}
	}
	next := 0
	for i, s := range d.Sentences {
		if s.First < next || s.Last <= s.First || s.Last > len(d.Tokens) || s.Span != d.SpanOf(s.First, s.Last) {
			t.Fatalf("sentence %d %+v behind %d", i, s, next)
		}
		next = s.Last
		at := s.First
		for _, c := range d.Clauses(i) {
			if c.First != at || c.Last <= c.First {
				t.Fatalf("clauses of %q do not tile it", d.Text(s.Span))
			}
			at = c.Last
		}
		if at != s.Last {
			t.Fatalf("clauses of %q end at %d, not %d", d.Text(s.Span), at, s.Last)
		}
	}
	for i, k := range d.Tokens {
		if k.Sentence >= 0 && !d.Lines[k.Line].Kind.Evidence() {
			t.Fatalf("token %d of a %s line is in a sentence", i, d.Lines[k.Line].Kind)
		}
	}
	for _, q := range d.Quotes {
		within(t, d, q.Span, valid)
		if !q.Contains(q.Inner) {
			t.Fatalf("quote %+v", q)
		}
	}
}

// within: spans never cut a rune.
func within(t interface{ Fatalf(string, ...any) }, d *text.Document, s text.Span, valid bool) {
	if s.Start < 0 || s.End > len(d.Raw) || s.Start > s.End {
		t.Fatalf("span %+v of %d bytes", s, len(d.Raw))
	}
	if valid && !utf8.ValidString(d.Text(s)) {
		t.Fatalf("span %+v cuts a rune of %q", s, d.Raw)
	}
}

var pieces = []string{
	"Orr", "’s", "Türkiye", "Tu\u0308rkiye", "U.S.", "-led", "“", "”", "\"", "'", "‘", "’", "—", " – ", "--", "…", "...", ".", "!", "?", ",", ";", ":", "(", ")", "\n", "\n\n", "\r\n", " ", "\u00a0", "\u200b", "\u00ad",
	"• ", "- ", "1. ", "20,000", "$", "£4m", "can't", "if", "but", "that", "which", "said", "has", "The", "No.", "Gen.", "Q ", "MR. ORR: ", "Read more:", "Similar articles", "21.52 GMT", "PARIS, Jan 6 (IW) - ", "日本", "é", "\ufeff",
}

func TestLaws(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		raw := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 60).Draw(rt, "pieces"), rapid.SampledFrom([]string{"", " "}).Draw(rt, "gap"))
		title := rapid.SampledFrom([]string{"", "Orr Türkiye said"}).Draw(rt, "title")
		lawful(rt, text.Parse(title, raw))
	})
}

func FuzzParse(f *testing.F) {
	f.Add("", "The U.S.-led force—“never,” it said. Orr’s\r\nmen…")
	f.Add("Title of it all", "Title of it all\n\n• a\n1. b\n\xff\xfe 'x' \u0301")
	f.Fuzz(func(t *testing.T, title, raw string) {
		d := text.Parse(title, raw)
		lawful(t, d)
		text.MinHash(d)
		text.CheckEnglish(title, raw)
		text.Key(raw)
	})
}

// The seed articles lie beside the checkout on some machines only.
func TestSeeds(t *testing.T) {
	files, _ := filepath.Glob("../../../../../shared/seeds/*.txt")
	if len(files) == 0 {
		t.Skip("SKIPPED: the seed articles are not beside this checkout")
	}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		d := text.Parse("", string(raw))
		lawful(t, d)
		if s := text.CheckEnglish("", d.Raw); !s.Supported {
			t.Errorf("%s: %s", filepath.Base(f), s.Reason)
		}
		for _, s := range sentences(d) {
			for _, debris := range []string{"Similar articles", "Share with your circle", "Write A Comment", "min read"} {
				if strings.Contains(s, debris) {
					t.Errorf("%s: furniture in a sentence: %q", filepath.Base(f), s)
				}
			}
			if strings.HasSuffix(s, " U.S.") && len(s) < 10 {
				t.Errorf("%s: cut behind an abbreviation: %q", filepath.Base(f), s)
			}
		}
		for _, q := range d.Quotes {
			if !q.Closed {
				t.Errorf("%s: unclosed quote %q", filepath.Base(f), d.Text(q.Span))
			}
		}
	}
}

func TestCheckEnglish(t *testing.T) {
	cases := []struct {
		name, body string
		want       bool
	}{
		{"english", "The council of the isles has agreed that a force will be sent to the harbour before the end of the year.", true},
		{"german", "Der Rat der Inseln hat beschlossen, dass vor dem Ende des Jahres eine Truppe in den Hafen entsandt wird, sagte er.", false},
		{"dutch", "De raad van de eilanden heeft besloten dat er voor het einde van het jaar een macht naar de haven wordt gestuurd.", false},
		{"french", "Le conseil des îles a décidé qu’une force serait envoyée au port avant la fin de l’année, a dit le ministre.", false},
		{"spanish", "El consejo de las islas ha decidido que se enviará una fuerza al puerto antes de que termine el año, dijo.", false},
		{"indonesian", "Dewan kepulauan telah memutuskan bahwa pasukan akan dikirim ke pelabuhan sebelum akhir tahun ini, kata menteri.", false},
		{"russian", "Совет островов решил, что силы будут отправлены в порт до конца года, сказал министр в столице.", false},
		{"arabic", "قرر مجلس الجزر إرسال قوة إلى الميناء قبل نهاية العام الحالي بحسب الوزير", false},
		{"short english", "Norway backs the mission.", true},
		{"short without stop words", "Norway pledges soldiers.", true},
		{"a foreign name in a short text", "Le Monde says that the mission has begun.", true},
		{"short german", "Norwegen unterstützt die Mission nicht.", false},
		{"short french", "La Norvège soutient la mission pour Malte.", false},
		{"short spanish", "Noruega apoya la misión en el puerto.", false},
		{"short russian", "Норвегия поддерживает миссию.", false},
		{"empty", "", false},
		{"list of names", strings.Repeat("Orr Tarn Ode Wu Reed ", 10), false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := text.CheckEnglish("", c.body)
			if got.Supported != c.want || got.Supported == (got.Reason != "") {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestMinHash(t *testing.T) {
	para := func(seed uint64, n int) string {
		r := rand.New(rand.NewPCG(seed, 1))
		var b strings.Builder
		for range n {
			b.WriteString([]string{"envoy", "harbour", "isle", "council", "fleet", "vote", "truce", "pact"}[r.IntN(8)])
			b.WriteString(string(rune('a' + r.IntN(26))))
			b.WriteByte(' ')
		}
		return b.String() + "ended."
	}
	common := para(1, 400)
	a := text.MinHash(text.Parse("", "By Ann Orr\n\n"+common+"\nRead more: x"))
	b := text.MinHash(text.Parse("", "PORTMERE, Jan 6 (IW) - "+strings.ToUpper(common[:1])+common[1:]+"\n\n© Isles Post"))
	if s := text.Similarity(a, b); s < 0.9 {
		t.Errorf("one story in two dresses: similarity %.2f, want at least 0.9", s)
	}
	if s := text.Similarity(a, text.MinHash(text.Parse("", para(2, 400)))); s > 0.15 {
		t.Errorf("two stories: similarity %.2f, want at most 0.15", s)
	}
	if s := text.Similarity(text.MinHash(text.Parse("", "")), text.MinHash(text.Parse("", ""))); s != 0 {
		t.Errorf("empty texts: similarity %.2f, want 0", s)
	}
}

// The estimate lies near the true Jaccard similarity of the shingles.
func TestMinHashEstimatesJaccard(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(150, 500).Draw(rt, "words")
		keep := rapid.IntRange(0, n).Draw(rt, "kept")
		words := func(salt, from, to int) []string {
			var out []string
			for i := from; i < to; i++ {
				out = append(out, "w"+string(rune('a'+i%26))+string(rune('a'+i/26%26))+string(rune('a'+salt)))
			}
			return out
		}
		a := words(0, 0, n)
		b := append(words(0, 0, keep), words(1, keep, n)...)
		shingles := func(w []string) map[string]bool {
			m := map[string]bool{}
			for i := 0; i+2 < len(w); i++ {
				m[strings.Join(w[i:i+3], " ")] = true
			}
			return m
		}
		sa, sb := shingles(a), shingles(b)
		both := 0
		for s := range sa {
			if sb[s] {
				both++
			}
		}
		want := float64(both) / float64(len(sa)+len(sb)-both)
		got := text.Similarity(text.MinHash(text.Parse("", strings.Join(a, " ")+".")), text.MinHash(text.Parse("", strings.Join(b, " ")+".")))
		if math.Abs(got-want) > 0.25 {
			rt.Fatalf("estimate %.2f, true %.2f", got, want)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	raw := strings.Repeat("The envoy of the U.S.-led force told reporters on Tuesday that “nobody” would wait for Orr’s mandate, if it came at all.\n\n", 200)
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		text.Parse("", raw)
	}
}

func BenchmarkMinHash(b *testing.B) {
	d := text.Parse("", strings.Repeat("The envoy of the force told reporters on Tuesday that nobody would wait for a mandate.\n\n", 50))
	b.SetBytes(int64(len(d.Raw)))
	for b.Loop() {
		text.MinHash(d)
	}
}

// Paragraphs as long as those of newspapers.
func BenchmarkParseLong(b *testing.B) {
	para := strings.Repeat("The envoy of the U.S.-led force told reporters on Tuesday that “nobody” would wait for Orr’s mandate, if it came at all. ", 4)
	raw := strings.Repeat(para+"\n\n", 50)
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		text.Parse("Envoy of the force speaks to reporters", raw)
	}
}
