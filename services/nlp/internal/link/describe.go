package link

import (
	"strings"
)

// telling reports whether a name says more than what many of its kind are called.
func telling(words []string) bool {
	for _, w := range words {
		switch l := strings.ToLower(w); l {
		case "international", "multinational", "security", "support", "stabilization", "stabilisation", "assistance", "peace", "protection", "joint", "united", "nations", "national", "global", "regional", "us", "new", "the", "of", "for", "and", "strategic", "defence", "defense", "economic", "comprehensive":
		default:
			if classOf(l) == noClass {
				return true
			}
		}
	}
	return false
}

// fromAbout adds the proper names in the description: two or more capitalised
// words that are not only places or states, acronyms aside.
func (p *profile) fromAbout(about string) {
	if i := strings.Index(strings.ToLower(about), "resolution "); i >= 0 {
		if n := strings.Fields(about[i+len("resolution "):]); len(n) > 0 && allDigits(n[0]) {
			p.names = append(p.names, name{text: "Resolution " + strings.TrimRight(n[0], ".,;)"), company: p.places})
		}
	}
	for _, run := range capitalRuns(about) {
		last := strings.ToLower(run[len(run)-1])
		if len(run) >= 2 && classOf(last) != noClass && !p.isPlace(strings.Join(run, " ")) && distinct(run) {
			p.names = append(p.names, name{text: strings.Join(run, " ")})
			p.addNouns(strings.Join(run, " "))
		}
	}
}

// describe adds descriptions: a noun of a class with the lower-case words that
// lead up to it ("international security force", "reassurance force"), with
// what it is of ("coalition of the willing"), and with who leads it ("Kenya-led
// mission"). They count beside a place of the initiative; longer ones of an
// initiative without places count alone, but weakly.
func (p *profile) describe(s string) {
	words := strings.Fields(s)
	led := ""
	for i, w := range words {
		bare := strings.Trim(w, ".,;:()\"“”")
		if strings.HasSuffix(bare, "-led") || strings.HasSuffix(bare, "-backed") {
			led = bare
		}
		class := classOf(strings.ToLower(bare))
		if class == noClass || class == anyClass || class != p.class && p.class != noClass {
			continue
		}
		first := i
		for first > 0 && i-first < 3 && describes(words[first-1]) {
			first--
		}
		p.addDescription(words[first:i], bare)
		if led != "" {
			p.names = append(p.names, name{text: led + " " + bare, company: p.places, weak: len(p.places) == 0})
		}
		if bare == w && i+3 < len(words) && words[i+1] == "of" && words[i+2] == "the" && !startsUpper(words[i+3]) {
			p.names = append(p.names, name{text: bare + " of the " + strings.Trim(words[i+3], ".,;:"), company: p.places, weak: true})
		}
	}
}

func (p *profile) addDescription(before []string, head string) {
	switch {
	case len(before) == 0:
	case len(p.places) > 0:
		p.names = append(p.names, name{text: strings.Join(before, " ") + " " + head, company: p.places, weak: true})
	case len(before) >= 2:
		p.names = append(p.names, name{text: strings.Join(before, " ") + " " + head, weak: true})
	}
}

// describes reports whether a word can lead up to a noun: a lower-case word
// that is no function word.
func describes(w string) bool {
	switch w {
	case "the", "a", "an", "of", "for", "in", "to", "by", "and", "or", "that", "which", "with", "its", "called", "not", "one", "on", "at", "from":
		return false
	}
	return !startsUpper(w) && !strings.ContainsAny(w, ".,;:()") && w != "-"
}

// distinct reports whether a run of capitals is more than a kind of document
// that every state has.
func distinct(run []string) bool {
	generic := map[string]bool{"national": true, "security": true, "us": true, "u.s.": true, "strategy": true, "un": true, "council": true, "resolution": true, "the": true, "american": true}
	for _, w := range run {
		if !generic[strings.ToLower(w)] && !allDigits(w) {
			return true
		}
	}
	return false
}

// adjectives guesses the adjectives of a place of one word: Elbonia gives
// Elbonian, Malta Maltese. Forms that do not exist do no harm.
func adjectives(place string) []string {
	if strings.ContainsAny(place, " -") || len(place) < 4 {
		return nil
	}
	stem := strings.TrimRight(place, "aeiou")
	out := []string{place + "n", place + "an", place + "ian", place + "nian"}
	if len(stem) >= 3 && stem != place {
		out = append(out, stem+"an", stem+"ian", stem+"ese", stem+"i")
	}
	return out
}

func capitalRuns(s string) [][]string {
	var runs [][]string
	var run []string
	flush := func() {
		if len(run) > 0 {
			runs = append(runs, run)
		}
		run = nil
	}
	for _, w := range strings.Fields(s) {
		bare := strings.Trim(w, ".,;:()\"“”")
		class := classOf(strings.ToLower(bare))
		switch {
		case startsUpper(bare) && !strings.HasSuffix(bare, "-led"):
			run = append(run, bare)
		case len(run) >= 2 && class != noClass && !startsUpper(bare):
			run = append(run, bare) // "Multinational Security Support mission"
			flush()
		default:
			flush()
		}
		if bare != w && strings.ContainsAny(w[len(w)-1:], ".,;:)") {
			flush()
		}
	}
	flush()
	return runs
}
