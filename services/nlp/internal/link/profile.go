package link

import (
	"slices"
	"strings"
	"time"
	"unicode"

	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// Gazetteer knows the actors of the world; [actor.Resolver] is one.
type Gazetteer interface {
	// Find returns the actors that a text names.
	Find(doc *text.Document, at time.Time) []actor.Mention
	// Surfaces returns the names under which an actor is known.
	Surfaces(id string) []string
}

var _ Gazetteer = (*actor.Resolver)(nil)

// role says what a key is to an initiative.
type role uint8

const (
	topic   role = iota // what it is about
	place               // where it is to be
	party               // one of those between whom it is
	sponsor             // whose it is
)

// key is one thing by which a description shows that it means the initiative.
type key struct {
	value float64
	role  role
	// proper forms count only capitalised.
	proper bool
	forms  []string
}

// The values of keys and nouns. A description links when they add up to firm:
// the initiative's noun and its place, or two words of its name and a noun.
const (
	placeValue   = 2.0
	partyValue   = 1.25
	sponsorValue = 1.0
	topicValue   = 1.5
	aboutValue   = 0.75 // of a word of the description
	genericValue = 0.5  // of each generic word, up to mostGeneric
	mostGeneric  = 1.0
	ownNoun      = 1.0  // the noun of the initiative's own name
	aboutNoun    = 0.75 // the noun of its description
	kinNoun      = 0.5  // another noun of the same class
	looseNoun    = 0.25 // a noun that fits everything
)

// mostKeys bounds the keys of an initiative; what follows in a long
// description says less than what stands first.
const mostKeys = 64

// profile is what the linker knows of one initiative.
type profile struct {
	id     string
	names  []name
	byText map[string]int // index of names
	keys   []key
	nouns  map[string]float64 // nouns by which it is called, singular and plural
	class  map[nounClass]bool
	head   string          // stem of the name's last word, where it has no noun of a class
	stems  map[string]bool // of all words of name and description
	common map[string]bool // stems of its generic words
	actors map[string]bool // ids that its definition names
	// parties is the number of parties in the name.
	parties int
	// coined names are two capitalised words.
	coined bool
	// placeless initiatives have no place of their own.
	placeless bool
}

// newProfile derives what articles may call an initiative from its definition.
func newProfile(in *initiativev1.Initiative, g Gazetteer) *profile {
	p := &profile{id: in.GetId(), byText: map[string]int{}, nouns: map[string]float64{}, class: map[nounClass]bool{}, stems: map[string]bool{}, common: map[string]bool{}, actors: map[string]bool{}}
	title, parens := splitParentheses(in.GetName())
	n := &reader{p: p, g: g, doc: text.Parse("", title)}
	for _, place := range in.GetPlaces() {
		p.addPlace(place, g)
	}
	n.name()
	for _, a := range in.GetAliases() {
		p.addName(name{text: a.GetText(), company: a.GetNear(), how: howAlias})
		if len(a.GetNear()) == 0 && p.akin(a.GetText()) {
			p.addNouns(strings.Fields(strings.ToLower(a.GetText())), ownNoun)
		}
	}
	b := &reader{p: p, g: g, doc: text.Parse("", in.GetAbout())}
	b.about()
	for _, id := range in.GetRoles().GetSponsors() {
		p.addActor(id, sponsor, sponsorValue, nil, g)
	}
	p.placeless = !slices.ContainsFunc(p.keys, func(k key) bool { return k.role == place || k.role == party })
	for _, k := range p.keys {
		if k.role == party && k.value >= partyValue {
			p.parties++
		}
	}
	p.coined = len(n.doc.Tokens) == 2 && n.doc.Tokens[0].Shape.Has(text.Capital) && n.doc.Tokens[1].Shape.Has(text.Capital)
	p.addNames(title, n)
	p.addAcronyms(parens)
	p.addAboutNames(b)
	p.addExpansions(b)
	return p
}

// splitParentheses takes what stands in parentheses out of a name.
func splitParentheses(s string) (rest string, inside []string) {
	for {
		open := strings.IndexByte(s, '(')
		if open < 0 {
			break
		}
		end := strings.IndexByte(s[open:], ')')
		if end < 0 {
			break
		}
		inside = append(inside, strings.TrimSpace(s[open+1:open+end]))
		s = s[:open] + " " + s[open+end+1:]
	}
	return strings.Join(strings.Fields(s), " "), inside
}

func (p *profile) add(k key) {
	if len(p.keys) < mostKeys && len(k.forms) > 0 {
		p.keys = append(p.keys, k)
	}
}

// addActor adds an actor of the definition with all its names.
func (p *profile) addActor(id string, r role, value float64, also []string, g Gazetteer) {
	if p.actors[id] {
		return
	}
	p.actors[id] = true
	p.add(key{value: value, role: r, proper: true, forms: append(g.Surfaces(id), also...)})
}

// addPlace adds a place by its name, and by what the gazetteer knows of it.
func (p *profile) addPlace(name string, g Gazetteer) {
	if strings.TrimSpace(name) == "" || p.isPlace(name) {
		return
	}
	forms := append([]string{name}, adjectives(name)...)
	for _, m := range g.Find(text.Parse("", name), time.Time{}) {
		if m.First == 0 && (m.Kind == actor.State || m.Kind == actor.Metonym) && m.Len() == len(name) && m.Kind == actor.State {
			forms = append(forms, g.Surfaces(m.ID)...)
			p.actors[m.ID] = true
		}
	}
	p.add(key{value: placeValue, role: place, proper: true, forms: forms})
}

func (p *profile) isPlace(s string) bool {
	s = strings.TrimPrefix(s, "the ")
	for _, k := range p.keys {
		for _, f := range k.forms {
			if k.role == place && strings.EqualFold(f, s) {
				return true
			}
		}
	}
	return false
}

// addNouns takes the last noun of a class among the words as the initiative's
// own. A noun that fits everything counts only when there is no other.
func (p *profile) addNouns(lower []string, value float64) {
	found := -1
	for i, w := range lower {
		if function[w] && found >= 0 && value == ownNoun {
			break // "Framework for Prosperity": the noun stands before
		}
		if !isNoun(w) {
			continue
		}
		if found >= 0 && value < ownNoun {
			break // the first noun of a description is what it is
		}
		found = i
	}
	if found < 0 {
		return
	}
	w := lower[found]
	if value == ownNoun {
		for _, o := range lower[:found] { // "sanctions package" is sanctions too
			if isNoun(o) && !loose(o) && loose(w) {
				p.nouns[o], p.nouns[plural(o)] = aboutNoun, aboutNoun
			}
		}
	}
	for _, c := range classes[w] {
		if c != anyClass || len(p.class) == 0 {
			p.class[c] = true
		}
	}
	for _, f := range [...]string{w, plural(w), strings.TrimSuffix(w, "s")} {
		if isNoun(f) && p.nouns[f] < value {
			p.nouns[f] = value
		}
	}
	if e := strings.TrimSuffix(w, "e"); p.class[reformClass] && isNoun(e+"ed") {
		p.nouns[e+"ed"], p.nouns[e+"ing"] = value, value
	}
}

// party counts a key towards the two parties that tell a pact: those of the
// name where it has two, else those of the description too.
func (p *profile) party(k *key) int {
	if k.role == party && (k.value >= partyValue || p.parties < 2) {
		return 1
	}
	return 0
}

// akin reports whether a name holds a noun of the initiative's kind, or the
// kind is not known yet.
func (p *profile) akin(s string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(s)) {
		for _, c := range classes[w] {
			if p.class[c] {
				return true
			}
		}
	}
	return len(p.class) == 0
}

// loose reports whether a noun fits everything.
func loose(w string) bool {
	for _, c := range classes[w] {
		if c == anyClass {
			return true
		}
	}
	return false
}

// fit is how well a noun in lower case stands for the initiative; 0 is not at all.
func (p *profile) fit(w string) float64 {
	if v := p.nouns[w]; v > 0 {
		return v
	}
	if p.head != "" && stem(w) == p.head {
		return ownNoun
	}
	if people[w] && p.class[forceClass] {
		return looseNoun
	}
	for _, c := range classes[w] {
		switch {
		case p.class[c], c == pactClass && p.class[guaranteeClass], c == guaranteeClass && p.class[pactClass]:
			return kinNoun // a guarantee may be given as a pact, and the other way round
		case c == anyClass || p.class[anyClass] || len(p.class) == 0:
			return looseNoun
		}
	}
	return 0
}

// adjectives guesses the adjectives of a place of one word that no gazetteer
// knows. Forms that do not exist do no harm.
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

func startsUpper(s string) bool {
	for _, r := range s {
		return unicode.IsUpper(r)
	}
	return false
}

// isAcronym reports whether a word is written like one: three capitals or
// more, figures and a hyphen allowed (START, G7X, MNF-U).
func isAcronym(w string) bool {
	upper := 0
	for _, r := range w {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsDigit(r), r == '-':
		default:
			return false
		}
	}
	return upper >= 3
}
