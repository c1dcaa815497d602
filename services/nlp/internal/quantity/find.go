package quantity

import (
	"strings"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

// Find returns the figures of doc in text order, without overlap, outside
// furniture. Dates, ordinals and numbers that are names (Resolution 2803,
// Article 5) are no figures.
func Find(doc *text.Document) []Quantity {
	var out []Quantity
	for i := range doc.Sentences {
		s := doc.Sentences[i]
		f := finder{t: doc.Tokens[s.First:s.Last], raw: doc.Raw}
		for k := 0; k < len(f.t); {
			q, end := f.at(k)
			if end <= k {
				k++
				continue
			}
			q.First += s.First
			q.Last += s.First
			q.Span = doc.SpanOf(q.First, q.Last)
			out = append(out, q)
			k = end
		}
	}
	return out
}

// finder reads the tokens of one sentence.
type finder struct {
	t   []text.Token
	raw string // the text that the tokens' spans lie in

	inner bool // reading the figure of which another is a part
}

// at reads a quantity whose figure, currency sign or vague word starts at k.
func (f *finder) at(k int) (Quantity, int) {
	if q, end := f.vague(k); end > 0 {
		return f.finish(q, end)
	}
	if q, end := f.compound(k); end > 0 {
		return f.bound(q), end
	}
	unit, from := f.currency(k)
	v, end := f.number(from)
	if end == 0 || f.named(k, from, end, unit) {
		return Quantity{}, 0
	}
	q := Quantity{First: k, Last: end, Known: true, Min: v, Max: v, Unit: unit}
	if f.prefixed(k) {
		q.First--
	}
	if unit == "" && from > k {
		q.Noun = f.foreign(q.First) // money, though in no unit of ours
	}
	if hi, last := f.upper(&q, end); last > 0 {
		q.Max, end = hi, last
	}
	return f.finish(q, end)
}

// finish adds the noun behind the figure and the bound before it.
func (f *finder) finish(q Quantity, end int) (Quantity, int) {
	end = f.rounded(&q, end)
	q.Last = f.noun(&q, end)
	end = q.Last
	if q.Unit == "" && q.Noun == "" && q.Known && q.Min < 10 {
		return Quantity{}, 0 // "one of them", "the two": no figure worth keeping
	}
	return f.bound(q), end
}

// foreign names the currency at token k that is no unit of ours: "nz$", "nok".
func (f *finder) foreign(k int) string {
	if f.word(k+1) == "$" {
		return f.word(k) + "$"
	}
	return f.word(k)
}

// rounded reads "or so", "or more", "or fewer" behind the figure.
func (f *finder) rounded(q *Quantity, end int) int {
	if f.word(end) != "or" {
		return end
	}
	switch f.word(end + 1) {
	case "so":
		q.Approx = true
	case "more":
		q.Bound = AtLeast
	case "fewer", "less":
		q.Bound = AtMost
	default:
		return end
	}
	return end + 2
}

// currency reads a sign or code before the figure: "$", "US$", "A$".
func (f *finder) currency(k int) (unit string, from int) {
	t := f.t[k]
	if t.Shape.Has(text.Currency) {
		unit = currencies[t.Norm]
		if f.prefixed(k) {
			unit = dollars[f.t[k-1].Lower]
		}
		return unit, k + 1
	}
	if u, ok := currencies[t.Lower]; ok && t.Shape.Has(text.Upper) {
		return u, k + 1
	}
	if otherCodes[t.Norm] && k+1 < len(f.t) && f.t[k+1].Shape.Has(text.Digit) {
		return "", k + 1
	}
	return "", k
}

// prefixed reports whether letters are glued to the dollar sign at k: "A$".
func (f *finder) prefixed(k int) bool {
	if k == 0 || f.t[k].Norm != "$" || f.t[k].Shape.Has(text.SpaceBefore) {
		return false
	}
	_, known := dollars[f.t[k-1].Lower]
	return known || otherDollars[f.t[k-1].Lower]
}

// named: a date, a year, a resolution, an ordinal, a clock time, an age.
func (f *finder) named(k, from, end int, unit string) bool {
	if unit != "" || from > k {
		return false
	}
	t := f.t[from]
	if f.blocked(k) && !(f.t[k-1].Is("march", "no", "number", "mar", "day", "group", "act") && strings.Contains(t.Norm, ",")) {
		return true
	}
	if end < len(f.t) && (months[f.t[end].Lower] && f.t[end].Shape.Has(text.Capital) || clocks[f.word(end)]) {
		return true
	}
	if strings.ContainsAny(t.Norm, ":/") || f.aged(k, end) || f.model(k, end) {
		return true
	}
	if end == from+1 && isYear(t.Norm) {
		_, counted := units[f.word(end)]
		return !counted
	}
	return f.t[from].Lower == "one" && end == from+1 && (end >= len(f.t) || units[f.word(end)] == "")
}

// blocked reports whether the word before token k makes a name of its figure,
// also over the figures of a list: "resolutions 1701 and 2803".
func (f *finder) blocked(k int) bool {
	for k >= 2 && f.t[k-2].Shape.Has(text.Digit) && (f.t[k-1].Is("and", ",", "or", "-")) {
		k -= 2
	}
	if k == 0 {
		return false
	}
	return blockers[f.t[k-1].Lower] || f.t[k-1].Norm == "+" || f.word(k-1) == "of" && f.word(k-2) == "group" && f.t[k-2].Shape.Has(text.Capital)
}

// aged: "Ann Lee, 45, a teacher".
func (f *finder) aged(k, end int) bool {
	return k >= 2 && f.word(k-1) == "," && f.t[k-2].Shape.Has(text.Capital) && end == k+1 && len(f.t[k].Norm) == 2 && f.word(end) == "," &&
		end+1 < len(f.t) && !f.t[end+1].Shape.Has(text.Capital)
}

// model: "Leopard 2 tanks", where the figure belongs to the name.
func (f *finder) model(k, end int) bool {
	return k >= 2 && end == k+1 && len(f.t[k].Norm) == 1 && f.t[k].Shape.Has(text.Digit) && f.t[k-1].Shape.Has(text.Capital|text.Word) && f.t[k-1].Sentence == f.t[k].Sentence
}

func isYear(s string) bool {
	return len(s) == 4 && (strings.HasPrefix(s, "19") || strings.HasPrefix(s, "20")) && strings.Trim(s, "0123456789") == ""
}

func (f *finder) word(k int) string {
	if k < 0 || k >= len(f.t) {
		return ""
	}
	return f.t[k].Lower
}

// upper reads the second figure of a range: "10-12", "10 to 12", "between 10
// and 12". "5 to 7 million" scales both.
func (f *finder) upper(q *Quantity, end int) (float64, int) {
	sep := f.word(end)
	between := q.First > 0 && f.t[q.First-1].Lower == "between"
	if sep != "-" && sep != "to" && sep != "—" && sep != "or" && !(sep == "and" && between) {
		return 0, 0
	}
	unit, from := q.Unit, end+1
	if from < len(f.t) && f.t[from].Shape.Has(text.Currency) {
		unit, from = f.currency(from)
	}
	v, last := f.number(from)
	if last == 0 || unit != q.Unit || isYear(f.word(from)) && !between {
		return 0, 0
	}
	lo := q.Min
	if lo < 1000 && v >= 1e3 && v/1e3 >= lo {
		for _, scale := range [...]float64{1e9, 1e6, 1e3} {
			if v >= scale {
				lo *= scale
				break
			}
		}
	}
	if v < lo {
		return 0, 0
	}
	q.Min = lo
	return v, last
}

// vague reads "a few hundred", "several thousand", "thousands", "dozens".
func (f *finder) vague(k int) (Quantity, int) {
	q := Quantity{First: k}
	w := f.word(k)
	if vagueScales[w] {
		end := k + 1
		for f.word(end) == "of" && vagueScales[f.word(end+1)] {
			end += 2
		}
		return q, end
	}
	at := k
	if w == "a" && (f.word(k+1) == "few" || f.word(k+1) == "couple") {
		at = k + 1
	}
	if !f.isVague(at) {
		return Quantity{}, 0
	}
	end := at + 1
	for end < len(f.t) && (scales[f.word(end)] >= 12 && len(f.word(end)) > 2 || f.word(end) == "of" && end == at+1 && f.word(at) == "couple") {
		end++
	}
	if end == at+1 {
		return Quantity{}, 0 // "several" without a scale is no figure
	}
	return q, end
}

func (f *finder) isVague(k int) bool {
	switch f.word(k) {
	case "few", "several", "couple", "many", "some":
		return k+1 < len(f.t) && (len(f.word(k+1)) > 2 && scales[f.word(k+1)] >= 12 || f.word(k+1) == "of")
	}
	return false
}

// compound reads "15,000-strong", "20-nation", "two-thousand-strong": figure
// and noun in one token, and "900-plus" before its noun.
func (f *finder) compound(k int) (Quantity, int) {
	t := f.t[k]
	if !t.Shape.Has(text.Hyphenated) {
		return Quantity{}, 0
	}
	i := strings.LastIndexByte(t.Lower, '-')
	last := t.Lower[i+1:]
	unit, ok := strengths[last]
	if !ok && last != "plus" && last != "odd" {
		return Quantity{}, 0
	}
	v, ok := inWord(t.Lower[:i])
	if !ok {
		return Quantity{}, 0
	}
	q := Quantity{First: k, Last: k + 1, Known: true, Min: v, Max: v, Unit: unit, Noun: last}
	switch last {
	case "plus":
		q.Bound, q.Noun = AtLeast, ""
		q.Last = f.noun(&q, k+1)
	case "odd":
		q.Approx, q.Noun = true, ""
		q.Last = f.noun(&q, k+1)
	}
	return q, q.Last
}
