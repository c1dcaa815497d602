package link

import (
	"slices"
	"strings"
	"unicode"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

// name is one way to write an initiative.
type name struct {
	text string
	// company, when not empty, are terms of which one must stand in the text
	// as well. keyed asks for any key of the initiative beside the name.
	company []string
	keyed   bool
	how     string
}

// The rules by which names are made, as Mention.How tells them.
const (
	howName     = "name"
	howAlias    = "alias"
	howShort    = "name cut short"
	howAbout    = "name in the description"
	howAcronym  = "acronym"
	howInitials = "initials"
)

func (p *profile) addName(n name) {
	if _, known := p.byText[n.text]; known {
		return
	}
	if len([]rune(n.text)) > 1 && strings.IndexFunc(n.text, unicode.IsLetter) >= 0 {
		p.byText[n.text] = len(p.names)
		p.names = append(p.names, n)
	}
}

// addNames adds the full name, what articles cut it down to, and initials.
func (p *profile) addNames(full string, r *reader) {
	p.addName(name{text: full, how: howName})
	n := len(r.doc.Tokens)
	from, to := r.trim(n)
	for _, cut := range [...][2]int{{from, n}, {0, to}, {from, to}} {
		if cut[1]-cut[0] < 2 || cut[0] == 0 && cut[1] == n {
			continue
		}
		s := r.doc.Text(r.doc.SpanOf(cut[0], cut[1]))
		if r.isActor(cut[0], cut[1]) || p.isPlace(s) {
			continue
		}
		if telling := r.telling(cut[0], cut[1]); telling || r.content(cut[0], cut[1]) > 2 && !p.placeless {
			p.addName(name{text: s, keyed: !telling, how: howShort})
		}
	}
	for _, cut := range [...][2]int{{0, n}, {from, n}, {0, to}, {from, to}} {
		for _, small := range [...]bool{false, true} {
			if s := r.initials(cut[0], cut[1], small); len(s) >= 3 {
				p.addName(name{text: s, keyed: true, how: howInitials})
			}
		}
	}
	p.addProper(r)
}

// trim finds the name without the sponsor at its start and without what
// follows a preposition at its end.
func (r *reader) trim(n int) (from, to int) {
	for from < n && (r.actorAt[from] >= 0 || r.doc.Tokens[from].Is("the", "a", "new", "proposed", "planned") || r.doc.Tokens[from].Shape.Has(text.Possessive)) {
		from++
	}
	if from > 0 && from < n && r.doc.Tokens[from].Shape.Has(text.Punct) {
		from++
	}
	for to = from + 2; to < n; to++ {
		if r.doc.Tokens[to].Is("for", "in", "on", "of", "to", "with", "between", "against", "by", "-", "–") {
			break
		}
		if r.actorAt[to] >= 0 && to == n-1 {
			break
		}
	}
	return from, min(to, n)
}

func (r *reader) isActor(from, to int) bool {
	for i := from; i < to; i++ {
		if r.actorAt[i] < 0 {
			return false
		}
	}
	return true
}

// telling reports whether a part of a name says more than what many of its
// kind are called.
func (r *reader) telling(from, to int) bool {
	n := 0
	for i := from; i < to; i++ {
		t := r.doc.Tokens[i]
		if t.Shape.Has(text.Word) && !generic[t.Lower] && !function[t.Lower] && !describing[t.Lower] && r.actorAt[i] < 0 && (!isNoun(t.Lower) || n > 0) {
			n++
		}
	}
	return n >= 1 && to-from >= 3 || n >= 2
}

// content counts the words that are no function words.
func (r *reader) content(from, to int) int {
	n := 0
	for _, t := range r.doc.Tokens[from:to] {
		if t.Shape.Has(text.Word) && !function[t.Lower] {
			n++
		}
	}
	return n
}

func (r *reader) initials(from, to int, small bool) string {
	var b strings.Builder
	capitals, content := 0, 0
	for i := from; i < to; i++ {
		t := r.doc.Tokens[i]
		if !t.Shape.Has(text.Word) || t.Shape.Has(text.Possessive) {
			continue
		}
		for k, part := range strings.Split(t.Norm, "-") {
			first, _ := firstRune(part)
			switch {
			case !unicode.IsLetter(first) || k > 0 && !unicode.IsUpper(first):
			case unicode.IsUpper(first):
				b.WriteRune(first)
				capitals++
				content++
			case function[t.Lower] && !small:
			default:
				if !function[t.Lower] {
					content++
				}
				b.WriteRune(unicode.ToUpper(first))
			}
		}
	}
	if capitals < 3 || capitals < content {
		return ""
	}
	return b.String()
}

func firstRune(s string) (rune, bool) {
	for _, r := range s {
		return r, true
	}
	return 0, false
}

// addProper adds the word of a name that is a name by itself: one in capitals
// (AUKUS), one behind the noun (Operation Aspides), or capitals that end before
// lower-case words ("New START follow-on treaty").
func (p *profile) addProper(r *reader) {
	toks := r.doc.Tokens
	lower := false
	for _, t := range toks {
		lower = lower || t.Shape.Has(text.Word) && !t.Shape.Has(text.Capital) && !function[t.Lower]
	}
	for i, t := range toks {
		w := t.Norm
		if r.actorAt[i] >= 0 || !t.Shape.Has(text.Capital) || len(w) < 4 || generic[t.Lower] || isNoun(t.Lower) || geographic[t.Lower] {
			continue
		}
		switch {
		case isAcronym(w):
			p.addName(name{text: w, keyed: wordlike(w), how: howAcronym})
		case i > 0 && isNoun(toks[i-1].Lower) && (i == len(toks)-1 || toks[i+1].Is("in", "for", "of")):
			p.addName(name{text: w, keyed: true, how: howShort})
		}
		if lower && i > 0 && toks[i-1].Shape.Has(text.Capital) && r.actorAt[i-1] < 0 && i+1 < len(toks) && !toks[i+1].Shape.Has(text.Capital) && !function[toks[i-1].Lower] {
			p.addName(name{text: toks[i-1].Norm + " " + w, how: howShort})
		}
	}
}

// addAcronyms adds what a name has in parentheses: an acronym or another name.
func (p *profile) addAcronyms(parens []string) {
	for _, s := range parens {
		s = strings.TrimPrefix(s, "the ")
		if isAcronym(s) {
			p.addName(name{text: s, keyed: wordlike(s), how: howAcronym})
		} else if startsUpper(s) && strings.Contains(s, " ") {
			p.addName(name{text: s, how: howName})
		}
	}
}

// addAboutNames takes names out of the description: acronyms, capitals that
// end in a noun of the initiative's kind, what it is "called", resolutions.
func (p *profile) addAboutNames(r *reader) {
	toks := r.doc.Tokens
	for i, t := range toks {
		switch {
		case isAcronym(t.Norm) && (i == 0 || r.actorAt[i] < 0) && r.namedSo(i):
			p.addName(name{text: t.Norm, keyed: wordlike(t.Norm), how: howAcronym})
		case t.Is("resolution") && i+1 < len(toks) && len(toks[i+1].Norm) == 4 && allDigits(toks[i+1].Norm):
			p.addName(name{text: "Resolution " + toks[i+1].Norm, keyed: true, how: howAbout})
		}
	}
	for i := 0; i < len(toks); i++ {
		end := r.capitals(i)
		if end == i {
			continue
		}
		if s := r.doc.Text(r.doc.SpanOf(i, end)); end-i >= 2 && !r.isActor(i, end) && !p.isPlace(s) && r.own(i, end) {
			p.addName(name{text: s, keyed: !r.telling(i, end), how: howAbout})
			p.addNouns(r.lower()[i:end], aboutNoun)
			if last := toks[end-1]; end-i > 3 && !last.Shape.Has(text.Capital) {
				p.addName(name{text: r.doc.Text(r.doc.SpanOf(i, end-1)), keyed: true, how: howAbout})
			}
			if to := r.beforePreposition(i, end); to-i >= 2 && to < end && !r.isActor(i, to) {
				p.addName(name{text: r.doc.Text(r.doc.SpanOf(i, to)), keyed: !r.telling(i, to), how: howAbout})
			}
		}
		i = end
	}
}

// wordlike reports whether an acronym is short, or could be a word or several
// things, so that it needs company.
func wordlike(w string) bool {
	return len(w) < 4 || len(w) == 4 && strings.ContainsAny(w, "AEIOU")
}

// addExpansions adds what a description spells an acronym of the name out to:
// "SAFE", "Security Action for Europe".
func (p *profile) addExpansions(r *reader) {
	for _, n := range slices.Clone(p.names) {
		if n.how != howAcronym {
			continue
		}
		for i := range r.doc.Tokens {
			for last := i + 2; last <= len(r.doc.Tokens) && last <= i+len(n.text)+3; last++ {
				var lower []string
				for _, t := range r.doc.Tokens[i:last] {
					lower = append(lower, t.Lower)
				}
				if r.doc.Tokens[i].Shape.Has(text.Capital) && r.doc.Tokens[last-1].Shape.Has(text.Capital) && matchInitials(lower, []rune(strings.ToLower(n.text)), false) {
					p.addName(name{text: r.doc.Text(r.doc.SpanOf(i, last)), how: howAbout})
				}
			}
		}
	}
}

func (r *reader) beforePreposition(from, to int) int {
	for i := from; i < to; i++ {
		if function[r.doc.Tokens[i].Lower] {
			return i
		}
	}
	return to
}

// namedSo reports whether a description gives an acronym as the initiative's:
// it opens with it, calls it so, or has it in parentheses behind what is no
// name of another thing.
func (r *reader) namedSo(i int) bool {
	toks := r.doc.Tokens
	if i == 0 || toks[i-1].Is("called", "dubbed", "named", "as", "or") {
		return true
	}
	if toks[i-1].Norm != "(" {
		return false
	}
	k, capitals := i-2, 0
	for ; k >= 0 && capitals < 5 && toks[k].Shape.Has(text.Capital); k-- {
		capitals++
	}
	if capitals < 2 {
		return true
	}
	for j := k + 1; j < i-1; j++ {
		if s := stem(toks[j].Lower); r.p.stems[s] && !generic[toks[j].Lower] || r.p.nouns[toks[j].Lower] > 0 {
			return true
		}
	}
	return false
}

// capitals returns the end of the run of capitalised words at token i, small
// words inside and one noun of a class behind it included.
func (r *reader) capitals(i int) int {
	toks := r.doc.Tokens
	end := i
	for k := i; k < len(toks); k++ {
		t := toks[k]
		switch {
		case t.Shape.Has(text.Capital) && t.Shape.Has(text.Word) && !strings.HasSuffix(t.Lower, "-led"):
			end = k + 1
		case end == k && (end-i >= 2 || r.called(i)) && end > i && isNoun(t.Lower):
			return k + 1 // "Multinational Security Support mission"
		case k > i && t.Is("for", "of", "and", "the", "on", "in") && k-end < 2:
		default:
			return end
		}
	}
	return end
}

// own reports whether capitals in a description name the initiative: they hold
// a noun of its kind, or it is called so, and nothing says that it only stands
// under, after or beside them.
func (r *reader) own(from, to int) bool {
	toks := r.doc.Tokens
	for k := from - 1; k >= 0 && k >= from-3; k-- {
		if toks[k].Is("under", "of", "in", "within", "from", "after", "since", "against", "outside", "beyond", "unlike", "by", "between", "with", "on", "to") {
			return false
		}
	}
	called := r.called(from) || from == 0 && to-from >= 2 && to < len(toks) && toks[to].Is(",", ":")
	for k := from; k < to; k++ {
		for _, c := range classes[toks[k].Lower] {
			if called || r.p.class[c] || c == anyClass || r.p.class[anyClass] {
				return true
			}
		}
	}
	return called
}

// called reports whether a description says that what begins at token i is how
// the initiative is called.
func (r *reader) called(i int) bool {
	for k := i - 1; k >= 0 && k >= i-2; k-- {
		if r.doc.Tokens[k].Is("called", "dubbed", "named", "nicknamed", "as") {
			return k == i-1 || r.doc.Tokens[i-1].Is("the", "a", "an")
		}
	}
	return false
}

func allDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
