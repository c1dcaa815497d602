package link

import (
	"strings"
	"unicode"

	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
)

// profile is what the linker knows of one initiative.
type profile struct {
	id        string
	names     []name
	places    []string
	heads     map[string]bool // nouns by which it is composed, singular and plural
	class     nounClass
	modifiers map[string]bool // lower-case words of its names beside head and places
}

// name is one way to write it; company is what must stand in the text as well.
// A weak name is a description that may fit another initiative of its class too.
type name struct {
	text    string
	company []string
	weak    bool
}

// newProfile derives what articles may call an initiative from its definition.
func newProfile(in *initiativev1.Initiative) profile {
	p := profile{id: in.GetId(), heads: map[string]bool{}, modifiers: map[string]bool{}}
	p.places = append(p.places, in.GetPlaces()...)
	p.addPlaces(in.GetName())
	p.addNouns(in.GetName())
	for _, a := range in.GetAliases() {
		p.names = append(p.names, name{text: a.GetText(), company: a.GetNear()})
		if len(a.GetNear()) == 0 {
			p.addNouns(a.GetText())
		}
	}
	p.addName(in.GetName())
	p.fromAbout(in.GetAbout())
	p.classFrom(in.GetAbout())
	p.describe(in.GetName())
	p.describe(in.GetAbout())
	return p
}

// addName adds the full name and what articles cut it down to: without the
// place at its end, without the sponsor at its start, and its initials.
func (p *profile) addName(full string) {
	p.names = append(p.names, name{text: full})
	head := full
	for _, prep := range []string{" for ", " in ", " to ", " of "} {
		if i := strings.Index(full, prep); i > 0 && p.isPlace(full[i+len(prep):]) {
			head = full[:i]
		}
	}
	for _, place := range p.places {
		head = strings.TrimSuffix(strings.TrimSuffix(head, " "+place), " -")
	}
	words := strings.Fields(head)
	if head != full && len(words) >= 2 {
		company := p.places
		if len(words) >= 3 && capitalised(words) && telling(words) {
			company = nil
		}
		p.names = append(p.names, name{text: head, company: company})
	}
	if len(words) >= 3 && capitalised(words) {
		p.names = append(p.names, name{text: initials(words), company: append([]string{head}, p.places...)})
	}
}

// addPlaces reads places from a name: the capitals behind its preposition, or
// at its end when the noun stands before them.
func (p *profile) addPlaces(full string) {
	words := strings.Fields(full)
	for i, w := range words {
		if i == 0 || !startsUpper(w) {
			continue
		}
		prev := strings.ToLower(words[i-1])
		behind := prev == "for" || prev == "in" || prev == "to" || prev == "of" || prev == "the" && i > 1
		afterNoun := classOf(prev) != noClass || prev == "-"
		if behind || afterNoun {
			end := i
			for end < len(words) && startsUpper(words[end]) && classOf(strings.ToLower(words[end])) == noClass {
				end++
			}
			if place := strings.Join(words[i:end], " "); place != "" && !p.isPlace(place) {
				p.places = append(p.places, place)
			}
		}
	}
	for i := 0; i+1 < len(words); i++ { // "US Western Hemisphere strategy"
		if two := words[i] + " " + words[i+1]; i > 0 && startsUpper(words[i]) && startsUpper(words[i+1]) &&
			classOf(strings.ToLower(words[i+1])) == noClass && i+2 < len(words) && !startsUpper(words[i+2]) && !p.isPlace(two) {
			p.places = append(p.places, two)
		}
	}
}

// addNouns takes the last noun of a known class as head and the words before
// it as modifiers.
func (p *profile) addNouns(text string) {
	words := strings.Fields(strings.ToLower(text))
	for i := len(words) - 1; i >= 0; i-- {
		c := classOf(words[i])
		if c == noClass || c == anyClass {
			continue
		}
		if p.class == noClass {
			p.class = c
		}
		if c == p.class {
			for _, form := range bothNumbers(words[i]) {
				p.heads[form] = true
			}
			for _, m := range words[:i] {
				if !p.isPlace(m) && len(m) > 3 {
					p.modifiers[m] = true
				}
			}
		}
		return
	}
}

// company returns what must stand beside a name.
func (p *profile) company(text string) []string {
	for _, n := range p.names {
		if n.text == text {
			return n.company
		}
	}
	return nil
}

// weak reports whether a name is only a description.
func (p *profile) weak(text string) bool {
	for _, n := range p.names {
		if n.text == text {
			return n.weak
		}
	}
	return false
}

// classFrom takes the class of an initiative whose names hold no noun, such as
// an acronym, from the first noun of its description.
func (p *profile) classFrom(about string) {
	for _, w := range strings.Fields(strings.ToLower(about)) {
		if c := classOf(strings.Trim(w, ".,;:()")); p.class == noClass && c != noClass && c != anyClass {
			p.class = c
		}
	}
}

func (p *profile) isPlace(s string) bool {
	s = strings.TrimPrefix(s, "the ")
	for _, place := range p.places {
		if strings.EqualFold(place, s) {
			return true
		}
	}
	return false
}

func initials(words []string) string {
	var b strings.Builder
	for _, w := range words {
		r := []rune(w)[0]
		if unicode.IsUpper(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func capitalised(words []string) bool {
	for _, w := range words {
		if !startsUpper(w) && len(w) > 3 {
			return false
		}
	}
	return true
}

func startsUpper(s string) bool {
	for _, r := range s {
		return unicode.IsUpper(r)
	}
	return false
}

func allDigits(s string) bool {
	s = strings.TrimRight(s, ".,;)")
	return s != "" && strings.Trim(s, "0123456789") == ""
}
