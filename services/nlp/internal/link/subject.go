package link

import (
	"slices"
	"strings"

	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// mostSenses bounds how many different things of one name are told apart when a
// catalogue is compiled; what else has the name stands alone.
const mostSenses = 64

// subject is what one or more initiatives ask about.
type subject struct {
	profile     *profile
	initiatives []int // ascending
}

// subjects brings together the initiatives that ask about the same thing: those
// that share a name, an alias or an acronym and do not contradict each other in
// place, parties, sponsors or kind. Such a thing is looked for once, under all
// the names and keys of its definitions. They are in the order of their first
// initiatives.
func subjects(sorted []*initiativev1.Initiative, profiles []*profile) []subject {
	type sense struct{ subject, initiative int } // the first of the subject with the name
	var out []subject
	senses := map[string][]sense{}
	for i, p := range profiles {
		names := p.bearing(sorted[i])
		at := -1
		for _, n := range names {
			for _, o := range senses[n] {
				if at < 0 && p.same(sorted[i], profiles[o.initiative], sorted[o.initiative], n) {
					at = o.subject
				}
			}
		}
		if at < 0 {
			at = len(out)
			out = append(out, subject{profile: p})
		}
		out[at].initiatives = append(out[at].initiatives, i)
		for _, n := range names {
			known := slices.ContainsFunc(senses[n], func(o sense) bool { return o.subject == at })
			if !known && len(senses[n]) < mostSenses {
				senses[n] = append(senses[n], sense{at, i})
			}
		}
	}
	for _, s := range out {
		for _, i := range s.initiatives[1:] {
			s.profile.merge(profiles[i])
		}
	}
	return out
}

// bearing are the names by which initiatives are compared, as keys: those that
// the definition writes itself, and the title without what makes it a question.
func (p *profile) bearing(in *initiativev1.Initiative) []string {
	title, out := splitParentheses(in.GetName())
	out = append(out, title)
	for _, a := range in.GetAliases() {
		out = append(out, a.GetText())
	}
	for i, s := range out {
		out[i] = text.Key(strings.TrimPrefix(s, "the "))
	}
	out = append(out, undated(text.Parse("", title)))
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(s string) bool { return s == "" })
}

// asking words set the term, the target or the stage that a question is about.
var asking = words(`deployed deploys deployment operational mandated mandate funded pledged endorsed authorised authorized commanded sustained
	first contingent full strength reached target end year spring summer autumn winter quarter men troops soldiers`)

// undated is a title as a key without what sets a date, a number or a stage, up
// to which two questions about one thing have the same; empty where too little
// is left to tell.
func undated(title *text.Document) string {
	var out []string
	named := false
	for _, t := range title.Tokens {
		year := len(t.Norm) >= 4 && strings.Trim(t.Norm, "0123456789,") == "" // or a target
		if t.Shape.Has(text.Word) && !year && !function[t.Lower] && !calendar[t.Lower] && !asking[t.Lower] {
			out = append(out, text.Key(t.Norm))
			named = named || isAcronym(t.Norm) && !wordlike(t.Norm)
		}
	}
	if len(out) < 2 && !named {
		return ""
	}
	return strings.Join(out, " ")
}

// same reports whether two initiatives that have a name in common ask about the
// same thing. A name that needs company, and one that is made of everyday words,
// says so only beside a place or a party in common.
func (p *profile) same(a *initiativev1.Initiative, q *profile, b *initiativev1.Initiative, shared string) bool {
	switch {
	case a.GetClass() != "" && b.GetClass() != "" && a.GetClass() != b.GetClass(),
		apart(a.GetRoles().GetSponsors(), b.GetRoles().GetSponsors()),
		apart(p.formsOf(place, placeValue), q.formsOf(place, placeValue)),
		apart(p.formsOf(party, partyValue), q.formsOf(party, partyValue)),
		len(p.class) > 0 && len(q.class) > 0 && !shares(p.class, q.class),
		apart(p.spelt(shared), q.spelt(shared)):
		return false
	case p.weak(shared) || q.weak(shared):
		return meet(p.formsOf(place, 0), q.formsOf(place, 0)) || meet(p.formsOf(party, 0), q.formsOf(party, 0))
	}
	return true
}

// weak reports whether a name, given as a key, counts only in company.
func (p *profile) weak(key string) bool {
	for _, n := range p.names {
		if text.Key(n.text) == key && (n.keyed || len(n.company) > 0) {
			return true
		}
	}
	return false
}

// formsOf are the names of the keys of a role that are worth at least a value.
func (p *profile) formsOf(r role, least float64) []string {
	var out []string
	for _, k := range p.keys {
		if k.role == r && k.value >= least {
			for _, f := range k.forms {
				out = append(out, text.Key(f))
			}
		}
	}
	return out
}

// spelt are the names of an initiative that an acronym, given as a key, stands
// for; none when it is no acronym.
func (p *profile) spelt(key string) []string {
	if strings.Contains(key, " ") {
		return nil
	}
	var out []string
	for _, n := range p.names {
		words := strings.Fields(strings.ToLower(n.text))
		for cut := len(words); cut >= 2; cut-- { // "... for Lebanon" behind it
			if matchInitials(words[:cut], []rune(strings.ReplaceAll(key, "-", "")), false) {
				out = append(out, text.Key(strings.Join(words[:cut], " ")))
				break
			}
		}
	}
	return out
}

// apart reports whether both lists say something and have nothing in common.
func apart(a, b []string) bool { return len(a) > 0 && len(b) > 0 && !meet(a, b) }

func meet(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

func shares(a, b map[nounClass]bool) bool {
	for c := range a {
		if b[c] {
			return true
		}
	}
	return false
}

// merge adds what another definition of the same thing says of it.
func (p *profile) merge(q *profile) {
	for _, n := range q.names {
		p.addName(n)
	}
	known := map[string]bool{}
	for _, k := range p.keys {
		known[k.id()] = true
	}
	for _, k := range q.keys {
		if !known[k.id()] {
			p.add(k)
		}
	}
	for w, v := range q.nouns {
		p.nouns[w] = max(p.nouns[w], v)
	}
	for c := range q.class {
		p.class[c] = true
	}
	for _, sets := range [...][2]map[string]bool{{p.stems, q.stems}, {p.common, q.common}, {p.actors, q.actors}} {
		for w := range sets[1] {
			sets[0][w] = true
		}
	}
	if p.head == "" && len(p.nouns) == 0 {
		p.head = q.head
	}
	p.parties = max(p.parties, q.parties)
	p.placeless = p.placeless && q.placeless
}

// id tells keys apart.
func (k key) id() string { return string(rune('0'+k.role)) + text.Key(k.forms[0]) }
