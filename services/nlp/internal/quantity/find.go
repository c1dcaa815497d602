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
		f := finder{t: doc.Tokens[s.First:s.Last]}
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
type finder struct{ t []text.Token }

// at reads a quantity whose figure, currency sign or vague word starts at k.
func (f *finder) at(k int) (Quantity, int) {
	if q, end := f.vague(k); end > 0 {
		return f.finish(q, end)
	}
	if q, end := f.compound(k); end > 0 {
		return f.bound(q), end
	}
	unit, from := f.currency(k)
	v, end := number(f.t, from)
	if end == 0 || f.named(k, from, end, unit) {
		return Quantity{}, 0
	}
	q := Quantity{First: k, Last: end, Known: true, Min: v, Max: v, Unit: unit}
	if f.prefixed(k) {
		q.First--
	}
	if hi, last := f.upper(&q, end); last > 0 {
		q.Max, end = hi, last
	}
	return f.finish(q, end)
}

// finish adds the noun behind the figure and the bound before it.
func (f *finder) finish(q Quantity, end int) (Quantity, int) {
	q.Last = end
	end = f.noun(&q, end)
	q.Last = end
	if q.Unit == "" && q.Noun == "" && q.Known && q.Min < 10 {
		return Quantity{}, 0 // "one of them", "the two": no figure worth keeping
	}
	return f.bound(q), end
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

// named: a date, a year, a resolution, an ordinal, a clock time.
func (f *finder) named(k, from, end int, unit string) bool {
	if unit != "" {
		return false
	}
	t := f.t[from]
	if k > 0 && blockers[f.t[k-1].Lower] && !(f.t[k-1].Is("march", "no", "number", "mar", "day", "group", "act") && strings.Contains(t.Norm, ",")) {
		return true
	}
	if end < len(f.t) && months[f.t[end].Lower] && (f.t[end].Shape.Has(text.Capital)) {
		return true
	}
	if strings.ContainsAny(t.Norm, ":/") {
		return true
	}
	if end == from+1 && isYear(t.Norm) {
		_, counted := units[f.word(end)]
		return !counted
	}
	return f.t[from].Lower == "one" && (end >= len(f.t) || units[f.word(end)] == "")
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
	v, last := number(f.t, from)
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

// compound reads "15,000-strong", "20-nation": figure and noun in one token.
func (f *finder) compound(k int) (Quantity, int) {
	t := f.t[k]
	if !t.Shape.Has(text.Hyphenated) {
		return Quantity{}, 0
	}
	i := strings.LastIndexByte(t.Lower, '-')
	unit, ok := strengths[t.Lower[i+1:]]
	if !ok {
		return Quantity{}, 0
	}
	part := t
	part.Lower, part.Norm = t.Lower[:i], t.Norm[:i]
	v, end := number([]text.Token{part}, 0)
	if end == 0 {
		return Quantity{}, 0
	}
	return Quantity{First: k, Last: k + 1, Known: true, Min: v, Max: v, Unit: unit, Noun: t.Lower[i+1:]}, k + 1
}

// noun finds what is counted within the next few words, over adjectives and "of".
func (f *finder) noun(q *Quantity, end int) int {
	if q.Unit != "" {
		return end
	}
	if u, last := f.money(end); last > 0 {
		q.Unit, q.Noun = u, f.word(last-1)
		return last
	}
	for k := end; k < len(f.t) && k < end+5; k++ {
		w := f.word(k)
		if u, ok := units[w]; ok {
			q.Unit, q.Noun = u, w
			return k + 1
		}
		if w == "%" || w == "percent" || w == "per" {
			q.Noun = "percent"
			if w == "per" && f.word(k+1) == "cent" {
				k++
			}
			return k + 1
		}
		if f.t[k].Shape.Has(text.Punct) || stops[w] {
			break
		}
		if k == end && strings.HasSuffix(w, "s") && len(w) > 3 && !f.t[k].Shape.Has(text.Capital) {
			q.Noun = w
			return k + 1
		}
	}
	return end
}

// stops end the search for a noun.
var stops = map[string]bool{
	"in": true, "on": true, "at": true, "for": true, "to": true, "and": true, "or": true, "but": true, "by": true, "with": true, "from": true, "that": true, "who": true, "which": true, "is": true,
	"are": true, "was": true, "were": true, "will": true, "would": true, "has": true, "have": true, "had": true, "said": true, "not": true, "than": true, "as": true, "if": true, "when": true,
}

// money reads "dollars", "Australian dollars", "euros" behind the figure.
func (f *finder) money(k int) (string, int) {
	if w := f.word(k + 1); w == "dollars" || w == "dollar" {
		if u, ok := dollars[f.word(k)]; ok {
			return u, k + 2
		}
		if otherDollars[f.word(k)] {
			return "", k + 2
		}
	}
	if u, ok := currencies[f.word(k)]; ok {
		return u, k + 1
	}
	return "", 0
}

// bounds are the words before a figure, longest first.
var bounds = []struct {
	words  []string
	bound  Bound
	approx bool
}{
	{[]string{"no", "more", "than"}, AtMost, false}, {[]string{"not", "more", "than"}, AtMost, false}, {[]string{"no", "fewer", "than"}, AtLeast, false}, {[]string{"no", "less", "than"}, AtLeast, false},
	{[]string{"as", "many", "as"}, AtMost, false}, {[]string{"as", "much", "as"}, AtMost, false}, {[]string{"a", "maximum", "of"}, AtMost, false}, {[]string{"a", "minimum", "of"}, AtLeast, false},
	{[]string{"in", "excess", "of"}, Above, false}, {[]string{"fewer", "than"}, Below, false}, {[]string{"less", "than"}, Below, false}, {[]string{"more", "than"}, Above, false},
	{[]string{"up", "to"}, AtMost, false}, {[]string{"upwards", "of"}, Above, false}, {[]string{"at", "least"}, AtLeast, false}, {[]string{"at", "most"}, AtMost, false}, {[]string{"close", "to"}, Exact, true},
	{[]string{"under"}, Below, false}, {[]string{"below"}, Below, false}, {[]string{"over"}, Above, false}, {[]string{"above"}, Above, false}, {[]string{"exceeding"}, Above, false}, {[]string{"maximum"}, AtMost, false},
	{[]string{"about"}, Exact, true}, {[]string{"around"}, Exact, true}, {[]string{"roughly"}, Exact, true}, {[]string{"approximately"}, Exact, true}, {[]string{"nearly"}, Below, true}, {[]string{"almost"}, Below, true},
	{[]string{"some"}, Exact, true}, {[]string{"an", "estimated"}, Exact, true}, {[]string{"estimated"}, Exact, true}, {[]string{"between"}, Exact, false}, {[]string{"circa"}, Exact, true},
}

// bound takes in the bound words before the figure; two may stand together
// ("up to about 20,000").
func (f *finder) bound(q Quantity) Quantity {
	for range 2 {
		for _, b := range bounds {
			at := q.First - len(b.words)
			if at < 0 || !f.matches(at, b.words) {
				continue
			}
			q.First = at
			q.Approx = q.Approx || b.approx
			if b.bound != Exact {
				q.Bound = b.bound
			}
			break
		}
	}
	return q
}

func (f *finder) matches(at int, words []string) bool {
	for i, w := range words {
		if f.t[at+i].Lower != w {
			return false
		}
	}
	return true
}
