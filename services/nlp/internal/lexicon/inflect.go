package lexicon

import "strings"

// verbForms returns the forms of a verb: base, third person, past, past
// participle and present participle, in US and UK spelling, without repeats.
func verbForms(lemma string) []string {
	if head, tail, phrasal := strings.Cut(lemma, "+"); phrasal {
		var out []string
		for _, f := range verbForms(head) {
			out = append(out, f+" "+strings.ReplaceAll(tail, "+", " "))
		}
		return out
	}
	out := []string{lemma, thirdPerson(lemma)}
	if irregular, ok := irregularVerbs[lemma]; ok {
		out = append(out, strings.Fields(irregular)...)
	} else {
		out = append(out, pastForms(lemma)...)
	}
	out = append(out, gerunds(lemma)...)
	return spellings(out)
}

func thirdPerson(v string) string {
	switch {
	case hasSuffix(v, "s", "x", "z", "ch", "sh", "o"):
		return v + "es"
	case strings.HasSuffix(v, "y") && !vowelBefore(v):
		return v[:len(v)-1] + "ies"
	}
	return v + "s"
}

func pastForms(v string) []string {
	switch {
	case strings.HasSuffix(v, "e"):
		return []string{v + "d"}
	case strings.HasSuffix(v, "y") && !vowelBefore(v):
		return []string{v[:len(v)-1] + "ied"}
	case doubles(v):
		return []string{v + v[len(v)-1:] + "ed"}
	case optionalDouble(v):
		return []string{v + "ed", v + v[len(v)-1:] + "ed"}
	}
	return []string{v + "ed"}
}

func gerunds(v string) []string {
	switch {
	case strings.HasSuffix(v, "ie"):
		return []string{v[:len(v)-2] + "ying"}
	case hasSuffix(v, "ee", "oe", "ye"):
		return []string{v + "ing"}
	case strings.HasSuffix(v, "e") && len(v) > 2:
		return []string{v[:len(v)-1] + "ing"}
	case doubles(v):
		return []string{v + v[len(v)-1:] + "ing"}
	case optionalDouble(v):
		return []string{v + "ing", v + v[len(v)-1:] + "ing"}
	}
	return []string{v + "ing"}
}

// nounForms returns singular and plural in both spellings.
func nounForms(noun string) []string {
	words := strings.Fields(noun)
	last := len(words) - 1
	plural := words[last]
	switch {
	case irregularNouns[plural] != "":
		plural = irregularNouns[plural]
	case hasSuffix(plural, "s", "x", "z", "ch", "sh"):
		plural += "es"
	case strings.HasSuffix(plural, "y") && !vowelBefore(plural):
		plural = plural[:len(plural)-1] + "ies"
	default:
		plural += "s"
	}
	words[last] = plural
	return spellings([]string{noun, strings.Join(words, " ")})
}

// spellings adds the other side of the Atlantic to each form.
func spellings(forms []string) []string {
	var out []string
	seen := map[string]bool{}
	add := func(s string) {
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	for _, f := range forms {
		add(f)
		for _, p := range spellingPairs {
			for _, w := range [2][2]string{{p[0], p[1]}, {p[1], p[0]}} {
				if strings.Contains(f, w[0]) {
					add(strings.Replace(f, w[0], w[1], 1))
				}
			}
		}
		if respelled, ok := swapIze(f); ok {
			add(respelled)
		}
	}
	return out
}

// swapIze turns -ise- into -ize- and back in verbs and their nouns
// (authorise, authorised, authorisation), where the stem is long enough to be
// one of these and not rise, wise, size or promise.
func swapIze(f string) (string, bool) {
	for _, word := range sIzeExceptions {
		if strings.HasPrefix(f, word) {
			return "", false
		}
	}
	for _, end := range []string{"e", "ed", "es", "ing", "ation", "ations", "er", "ers"} {
		for _, w := range [2][2]string{{"is", "iz"}, {"iz", "is"}} {
			if s := w[0] + end; strings.HasSuffix(f, s) && len(f) > len(s)+3 {
				return f[:len(f)-len(s)] + w[1] + end, true
			}
		}
	}
	return "", false
}

func hasSuffix(s string, ends ...string) bool {
	for _, e := range ends {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

func isVowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// vowelBefore reports whether a vowel precedes the last letter.
func vowelBefore(s string) bool { return len(s) > 1 && isVowel(s[len(s)-2]) }

// doubles reports whether the last consonant doubles: short one-syllable
// verbs (ban, slip) and those stressed on the last syllable (commit, defer).
func doubles(v string) bool {
	if len(v) < 3 || !closedSyllable(v) {
		return false
	}
	for _, stressed := range stressedLast {
		if v == stressed {
			return true
		}
	}
	vowels := 0
	for i := range len(v) {
		if isVowel(v[i]) {
			vowels++
		}
	}
	return vowels == 1
}

// optionalDouble holds for -el and -al, doubled in UK spelling only (cancel, signal).
func optionalDouble(v string) bool {
	return len(v) > 4 && hasSuffix(v, "el", "al") && closedSyllable(v)
}

func closedSyllable(v string) bool {
	n := len(v)
	return !isVowel(v[n-1]) && strings.IndexByte("wxy", v[n-1]) < 0 && isVowel(v[n-2]) && !isVowel(v[n-3])
}
