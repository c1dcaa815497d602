package quantity

import (
	"strings"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

// noun finds what is counted within the next few words, over adjectives and
// "of". "2,000 of the 5,000 troops" counts troops twice.
func (f *finder) noun(q *Quantity, end int) int {
	if q.Unit != "" || q.Noun != "" {
		return end
	}
	if u, last := f.money(end); last > 0 {
		q.Unit, q.Noun = u, f.word(last-1)
		return last
	}
	if last := f.percent(end); last > 0 {
		q.Noun = "percent"
		return last
	}
	for k := end; k < len(f.t) && k < end+5; k++ {
		w := f.word(k)
		if c := f.t[k].Norm[0]; '0' <= c && c <= '9' {
			if f.word(end) == "of" && !f.inner {
				f.inner = true
				whole, _ := f.at(k)
				f.inner = false
				q.Unit, q.Noun = whole.Unit, whole.Noun
			}
			return end
		}
		if u, last := f.unit(k); last > 0 {
			q.Unit, q.Noun = u, f.word(last-1)
			return last
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

// unit reads the name of a unit at token k, which may have more words than one:
// "police officers", "special forces".
func (f *finder) unit(k int) (string, int) {
	if f.word(k) == "special" && f.word(k+1) == "forces" {
		return Personnel, k + 2
	}
	u, ok := units[f.word(k)]
	if !ok {
		return "", 0
	}
	last := k + 1
	for range 2 {
		v, more := units[f.word(last)]
		if !more {
			break
		}
		u = v
		last++
	}
	return u, last
}

// percent reads "%", "per cent", "percentage points".
func (f *finder) percent(k int) int {
	switch f.word(k) {
	case "%", "percent", "pct", "pc":
		return k + 1
	case "per":
		if f.word(k+1) == "cent" {
			return k + 2
		}
	case "percentage":
		if strings.HasPrefix(f.word(k+1), "point") {
			return k + 2
		}
	}
	return 0
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
	if otherMoney[f.word(k)] || k < len(f.t) && otherCodes[f.t[k].Norm] {
		return "", k + 1
	}
	return "", 0
}
