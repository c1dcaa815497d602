package quantity

import (
	"strconv"
	"strings"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

// ones are number words below a hundred that stand alone or start a compound.
var ones = map[string]float64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

// scales multiply what stands before them; the short forms come glued to digits too.
var scales = map[string]float64{
	"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12,
	"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12,
}

// vagueScales stand for an unknown number: "thousands of soldiers".
var vagueScales = map[string]bool{"dozens": true, "scores": true, "hundreds": true, "thousands": true, "millions": true, "billions": true, "tens": true}

// number reads a figure at token i: its value and the token behind it; end is 0 without one.
func (f *finder) number(i int) (value float64, end int) {
	if i >= len(f.t) {
		return 0, 0
	}
	if f.t[i].Shape.Has(text.Digit) {
		return f.digits(i)
	}
	if v, end := f.half(i); end > 0 {
		return v, end
	}
	v, end := spelled(f.t, i)
	if end > 0 && f.matches(end, []string{"and", "a", "half"}) && scales[f.word(end+3)] >= 1e3 {
		return (v + 0.5) * scales[f.word(end+3)], end + 4 // one and a half billion
	}
	return v, end
}

// half reads "half a million", "a quarter of a million".
func (f *finder) half(i int) (float64, int) {
	for _, part := range [...]struct {
		words []string
		value float64
	}{{[]string{"half", "a"}, 0.5}, {[]string{"a", "quarter", "of", "a"}, 0.25}, {[]string{"half", "of", "a"}, 0.5}} {
		end := i + len(part.words)
		if f.matches(i, part.words) && scales[f.word(end)] >= 12 && len(f.word(end)) >= 5 {
			return part.value * scales[f.word(end)], end + 1
		}
	}
	return 0, 0
}

// digits reads 20,000 or 20 000 or 2.3bn or 1.2-billion, and a scale word behind it.
func (f *finder) digits(i int) (float64, int) {
	v, glued, ok := figure(f.t[i].Lower)
	if !ok {
		return 0, 0
	}
	if glued {
		return v, i + 1
	}
	end := i + 1
	for f.groups(i, end) {
		group, _, _ := figure(f.t[end].Lower)
		v = v*1000 + group
		end++
	}
	return scaled(f.t, v, end)
}

// groups reports whether token end goes on with the figure that starts at token
// i as a group of three digits behind a space: a space that does not break, or
// any before 000.
func (f *finder) groups(i, end int) bool {
	if end >= len(f.t) || len(f.t[i].Norm) > 3 || len(f.t[end].Norm) != 3 || strings.Trim(f.t[i].Norm+f.t[end].Norm, "0123456789") != "" {
		return false
	}
	switch gap := f.raw[f.t[end-1].End:f.t[end].Start]; gap {
	case "\u00a0", "\u202f", "\u2009":
		return true
	default:
		return gap == " " && f.t[end].Norm == "000"
	}
}

// inWord reads the figure of a compound: "15,000", "two-thousand".
func inWord(w string) (float64, bool) {
	if v, _, ok := figure(w); ok {
		return v, true
	}
	if v, ok := word(w); ok {
		return v, true
	}
	parts := strings.Split(w, "-")
	if len(parts) > 6 {
		return 0, false
	}
	t := make([]text.Token, len(parts))
	for i, p := range parts {
		t[i].Lower = p
	}
	v, end := spelled(t, 0)
	return v, end == len(parts)
}

// figure reads one token in digits; glued is true when a scale was part of it.
func figure(s string) (v float64, glued, ok bool) {
	s = strings.TrimPrefix(s, "us") // $US1 billion
	cut := len(s)
	for k := range len(s) {
		if c := s[k]; (c < '0' || c > '9') && c != '.' && c != ',' {
			cut = k
			break
		}
	}
	suffix := s[cut:]
	if long, hyphened := strings.CutPrefix(suffix, "-"); hyphened && len(long) >= 5 {
		suffix = long
	}
	scale, glued := scales[suffix]
	if suffix != "" && !glued {
		return 0, false, false
	}
	if strings.Contains(s[:cut], ",") && !grouped(s[:cut]) {
		return 0, false, false
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(s[:cut], ",", ""), 64)
	if err != nil {
		return 0, false, false
	}
	if glued {
		v *= scale
	}
	return v, glued, true
}

// grouped: every comma is followed by exactly three digits: 1,200 but not 1,20.
func grouped(s string) bool {
	whole, _, _ := strings.Cut(s, ".")
	parts := strings.Split(whole, ",")
	for k, p := range parts {
		if k > 0 && len(p) != 3 || k == 0 && (p == "" || len(p) > 3) {
			return false
		}
	}
	return true
}

// scaled multiplies by the scale words at token i.
func scaled(t []text.Token, v float64, i int) (float64, int) {
	for i < len(t) {
		m, ok := scales[t[i].Lower]
		if !ok || len(t[i].Lower) == 1 && !t[i].Shape.Has(text.Word) || t[i].Is("k", "m", "b") {
			break
		}
		v *= m
		i++
	}
	return v, i
}

// spelled reads "twenty-six", "two hundred and fifty thousand", "a dozen".
func spelled(t []text.Token, i int) (float64, int) {
	total, part, end := 0.0, 0.0, 0
	k := i
	if t[i].Is("a", "an") {
		if i+1 >= len(t) || scales[t[i+1].Lower] == 0 || len(t[i+1].Lower) < 5 {
			return 0, 0
		}
		part, k = 1, i+1
	}
	for ; k < len(t); k++ {
		w := t[k].Lower
		if v, ok := word(w); ok {
			if part > 0 && !(v < 10 && int(part)%10 == 0 && int(part)%100 != 0 || int(part)%100 == 0) {
				break
			}
			part += v
			end = k + 1
			continue
		}
		m, ok := scales[w]
		if ok && len(w) >= 5 && (part > 0 || total > 0) {
			if m >= 1e3 {
				total, part = (total+part)*m, 0
			} else {
				part *= m
			}
			end = k + 1
			continue
		}
		if w == "and" && end == k && int(part)%100 == 0 && part > 0 && k+1 < len(t) {
			if _, ok := word(t[k+1].Lower); ok && !(k+2 < len(t) && t[k+2].Lower == "hundred") {
				continue // but "five hundred and eight hundred" are two
			}
		}
		break
	}
	if end == 0 {
		return 0, 0
	}
	return total + part, end
}

// word reads one number word, hyphenated compounds included.
func word(w string) (float64, bool) {
	if v, ok := ones[w]; ok {
		return v, true
	}
	a, b, ok := strings.Cut(w, "-")
	if !ok {
		return 0, false
	}
	x, okx := ones[a]
	y, oky := ones[b]
	if okx && oky && x >= 20 && y < 10 && y > 0 {
		return x + y, true
	}
	return 0, false
}
