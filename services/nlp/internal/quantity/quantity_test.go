package quantity_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/barograph/barograph/services/nlp/internal/quantity"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

func show(d *text.Document) string {
	var out []string
	for _, q := range quantity.Find(d) {
		fig := "?"
		if q.Known {
			fig = fmt.Sprintf("%g", q.Min)
			if q.Max != q.Min {
				fig += fmt.Sprintf("..%g", q.Max)
			}
		}
		s := fmt.Sprintf("[%s] %s", d.Text(q.Span), fig)
		if q.Unit != "" {
			s += " " + q.Unit
		} else if q.Noun != "" {
			s += " (" + q.Noun + ")"
		}
		s += [...]string{"", " <=", " <", " >=", " >"}[q.Bound]
		if q.Approx {
			s += " ~"
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestFind(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"troops", "Aldova will send 20,000 troops.", "[20,000 troops] 20000 personnel"},
		{"adjectives before the noun", "Some 1,200 lightly armed Aldovan soldiers left.", "[Some 1,200 lightly armed Aldovan soldiers] 1200 personnel ~"},
		{"up to is min = max", "It offered up to 8,000 men.", "[up to 8,000 men] 8000 personnel <="},
		{"fewer than", "Fewer than 300 officers came.", "[Fewer than 300 officers] 300 personnel <"},
		{"no more than", "No more than 500 trainers would go.", "[No more than 500 trainers] 500 personnel <="},
		{"at least", "At least 40 nations attended.", "[At least 40 nations] 40 countries >="},
		{"words", "Twenty-six countries signed.", "[Twenty-six countries] 26 countries"},
		{"long words", "two hundred and fifty thousand soldiers", "[two hundred and fifty thousand soldiers] 250000 personnel"},
		{"a thousand", "A thousand police arrived.", "[A thousand police] 1000 personnel"},
		{"a dozen", "a dozen helicopters", "[a dozen helicopters] 12 items"},
		{"vague", "They spoke of a few hundred soldiers and thousands of volunteers.", "[a few hundred soldiers] ? personnel; [thousands of volunteers] ? personnel"},
		{"tens of thousands", "tens of thousands of troops", "[tens of thousands of troops] ? personnel"},
		{"range with en dash", "between 10 and 12 countries, 3,000–5,000 troops", "[between 10 and 12 countries] 10..12 countries; [3,000–5,000 troops] 3000..5000 personnel"},
		{"range that scales both", "It costs $5 to $7 million.", "[$5 to $7 million] 5e+06..7e+06 USD"},
		{"range with to", "13,000 to 16,000 personnel", "[13,000 to 16,000 personnel] 13000..16000 personnel"},
		{"range of words that scales both", "between ten and fifteen thousand soldiers", "[between ten and fifteen thousand soldiers] 10000..15000 personnel"},
		{"range that keeps its scale", "between 500 and 2,000 soldiers", "[between 500 and 2,000 soldiers] 500..2000 personnel"},
		{"two-state is no number of states", "a two-state solution", ""},
		{"dollars, code behind the sign", "It paid $US3 billion.", "[$US3 billion] 3e+09 USD"},
		{"dollars", "The bill is $2.3 billion.", "[$2.3 billion] 2.3e+09 USD"},
		{"glued scale", "London gave £4m and Brussels €500m, Tokyo ¥3bn.", "[£4m] 4e+06 GBP; [€500m] 5e+08 EUR; [¥3bn] 3e+09 JPY"},
		{"other dollars", "A$800 million, C$200m, US$15m and 30 million Australian dollars", "[A$800 million] 8e+08 AUD; [C$200m] 2e+08 CAD; [US$15m] 1.5e+07 USD; [30 million Australian dollars] 3e+07 AUD"},
		{"dollars that are no unit", "HK$400 a week", "[HK$400] 400 (hk$)"},
		{"euros in words", "900 million euros", "[900 million euros] 9e+08 EUR"},
		{"strong", "the 15,000-strong force of the 17-nation bloc", "[15,000-strong] 15000 personnel; [17-nation] 17 countries"},
		{"other nouns", "after 60 days, 12 months", "[60 days] 60 (days); [12 months] 12 (months)"},
		{"percent", "48 per cent and 61% agreed", "[48 per cent] 48 (percent); [61%] 61 (percent)"},
		{"names are no figures", "Resolution 2803 and Article 5 of Chapter VII, No. 10", ""},
		{"dates are no figures", "on Oct. 28, 2025, 5 March and in 2026, at 06:12", ""},
		{"a year that is a figure", "It sent 2,000 soldiers in 2000.", "[2,000 soldiers] 2000 personnel"},
		{"small pronouns are no figures", "One of the two said so.", ""},
		{"figures of a word", "the 20-point plan and F-35s", ""},
		{"jets", "26 F-35s and 12 fighter jets", "[26 F-35s] 26 items; [12 fighter jets] 12 items"},
		{"nearly", "nearly 400 people", "[nearly 400 people] 400 personnel < ~"},
		{"bare figure", "The first wave would be around 1,200 by then.", "[around 1,200] 1200 ~"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := show(text.Parse("", c.in)); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestRange(t *testing.T) {
	if lo, hi := (quantity.Quantity{}).Range(); lo != nil || hi != nil {
		t.Error("a vague figure has a range")
	}
	lo, hi := quantity.Quantity{Known: true, Min: 3, Max: 5}.Range()
	if lo == nil || hi == nil || *lo != 3 || *hi != 5 {
		t.Errorf("got %v..%v, want 3..5", lo, hi)
	}
}

// Any integer written with thousands separators is read back.
func TestDigitsRoundTrip(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(10, 9_999_999).Draw(rt, "n")
		s := fmt.Sprint(n)
		for i := len(s) - 3; i > 0; i -= 3 {
			s = s[:i] + "," + s[i:]
		}
		q := quantity.Find(text.Parse("", "They sent "+s+" soldiers."))
		if len(q) != 1 || q[0].Min != float64(n) || q[0].Unit != quantity.Personnel {
			rt.Fatalf("%s: got %+v", s, q)
		}
	})
}

func FuzzFind(f *testing.F) {
	f.Add("between 10 and 12 thousand of $5 to 7bn")
	f.Add("a few hundred of 1,2,3 - 4")
	f.Fuzz(func(t *testing.T, s string) {
		d := text.Parse("", s)
		end := 0
		for _, q := range quantity.Find(d) {
			if q.Start < end || q.End > len(s) || q.Start >= q.End || q.Min > q.Max || q.First >= q.Last {
				t.Fatalf("bad quantity %+v in %q", q, s)
			}
			end = q.End
		}
	})
}

func BenchmarkFind(b *testing.B) {
	body := strings.Repeat("Aldova will send up to 20,000 lightly armed soldiers and $2.3 billion, its envoy told ten nations on Tuesday.\n", 200)
	d := text.Parse("", body)
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		quantity.Find(d)
	}
}
