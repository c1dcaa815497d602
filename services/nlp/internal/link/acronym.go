package link

import (
	"strings"
	"unicode"

	"github.com/barograph/barograph/services/nlp/internal/alias"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// definition is what a text itself says that an acronym stands for.
type definition struct {
	means map[int]bool // initiatives whose words it expands to
	other bool         // it expands to something else
}

// definitions reads "Internal Security Forces (ISF)" and "ISF (Internal
// Security Forces)" for the acronyms among the matches.
func (s *scan) definitions(matches []alias.Match[int]) map[string]definition {
	out := map[string]definition{}
	done := map[ref]bool{}
	for _, m := range matches {
		n := s.nameOf(m)
		if !single(m) || !isAcronym(n.text) || done[ref{m.Value, n.text}] {
			continue
		}
		done[ref{m.Value, n.text}] = true
		d, seen := out[n.text]
		if !seen {
			d.means = map[int]bool{}
		}
		for _, doc := range [...]*text.Document{s.doc, s.context.doc} {
			for _, words := range expansions(doc, n.text) {
				if s.linker.profiles[m.Value].expands(words) {
					d.means[m.Value] = true
				} else {
					d.other = true
				}
			}
		}
		out[n.text] = d
	}
	return out
}

// expansions returns the words, in lower case, that a text gives for an acronym.
func expansions(doc *text.Document, acronym string) [][]string {
	var out [][]string
	toks := doc.Tokens
	for i := range toks {
		if toks[i].Norm != acronym && strings.ReplaceAll(toks[i].Norm, ".", "") != acronym {
			continue
		}
		if i >= 3 && toks[i-1].Norm == "(" {
			if w := spelt(toks, i-2, -1, acronym); w != nil {
				out = append(out, w)
			}
		}
		if i >= 4 && toks[i-1].Is("or") && toks[i-2].Norm == "," {
			if w := spelt(toks, i-3, -1, acronym); w != nil {
				out = append(out, w)
			}
		}
		if i+3 < len(toks) && toks[i+1].Norm == "(" {
			if w := spelt(toks, i+2, 1, acronym); w != nil {
				out = append(out, w)
			}
		}
	}
	return out
}

// spelt returns the words from token i in a direction whose initials spell the
// acronym, small words left aside, or nil.
func spelt(toks []text.Token, i, step int, acronym string) []string {
	letters := []rune(strings.ToLower(strings.ReplaceAll(acronym, "-", "")))
	var out []string
	for k := i; k >= 0 && k < len(toks) && len(out) < 2*len(letters); k += step {
		if toks[k].Shape.Has(text.Possessive) {
			continue
		}
		if toks[k].Shape.Has(text.Punct) {
			break
		}
		out = append(out, toks[k].Lower)
		if matchInitials(out, letters, step < 0) {
			return out
		}
	}
	return nil
}

func matchInitials(words []string, letters []rune, reversed bool) bool {
	k := 0
	for n := range words {
		w := words[n]
		if reversed {
			w = words[len(words)-1-n]
		}
		for j, part := range strings.Split(w, "-") {
			r, ok := firstRune(part)
			if !ok {
				continue
			}
			if k < len(letters) && unicode.ToLower(r) == letters[k] {
				k++
			} else if !function[w] && j == 0 {
				return false
			}
		}
	}
	return k == len(letters)
}

// expands reports whether the words are those of the initiative's definition,
// small and generic ones aside.
func (p *profile) expands(words []string) bool {
	known, unknown := 0, 0
	for _, w := range words {
		for _, part := range strings.Split(w, "-") {
			switch s := stem(part); {
			case part == "" || function[part]:
			case p.stems[s], p.common[joined(s)], p.nouns[part] > 0, p.fit(part) >= kinNoun && len(classes[part]) > 0:
				known++
			default:
				unknown++
			}
		}
	}
	return known > 0 && unknown*3 <= known
}

// contains reports whether one of the terms stands in a line, or for -1 anywhere.
func contains(doc *text.Document, line int, terms []string) bool {
	var b strings.Builder
	b.WriteByte(' ')
	for i := range doc.Tokens {
		if t := &doc.Tokens[i]; (line < 0 || t.Line == line) && t.Shape.Has(text.Word) {
			b.WriteString(strings.ReplaceAll(t.Lower, "-", " "))
			b.WriteByte(' ')
		}
	}
	words := b.String()
	for _, c := range terms {
		if strings.Contains(words, " "+strings.ReplaceAll(strings.ToLower(c), "-", " ")+" ") {
			return true
		}
	}
	return false
}
