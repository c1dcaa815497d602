package link

import (
	"strings"
	"time"

	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// reader reads a name or a description into keys.
type reader struct {
	p   *profile
	g   Gazetteer
	doc *text.Document
	// actorAt is the index of the actor that a token belongs to, or -1.
	actorAt []int
	actors  []actor.Mention
}

func (r *reader) findActors() {
	r.actorAt = make([]int, len(r.doc.Tokens))
	for i := range r.actorAt {
		r.actorAt[i] = -1
	}
	for _, m := range r.g.Find(r.doc, time.Time{}) {
		m, ok := r.bare(m)
		if !ok {
			continue
		}
		for i := m.First; i < m.Last; i++ {
			r.actorAt[i] = len(r.actors)
		}
		r.actors = append(r.actors, m)
	}
}

// bare cuts an office ("EU naval mission", "Kosovo force") down to the actor
// whose it is; in a definition such words say what the initiative is.
func (r *reader) bare(m actor.Mention) (actor.Mention, bool) {
	if m.ID == actor.GroupID {
		return m, false
	}
	if m.Kind == actor.Leader || m.Last-m.First == 1 {
		return m, true
	}
	id, _, _ := strings.Cut(m.ID, ":")
	forms := r.g.Surfaces(id)
	for last := m.Last; last > m.First; last-- {
		s := r.doc.SpanOf(m.First, last)
		for _, f := range forms {
			if strings.EqualFold(f, strings.ReplaceAll(r.doc.Text(s), ".", "")) || strings.EqualFold(f, r.doc.Text(s)) {
				if found := r.g.Find(text.Parse("", f), time.Time{}); last < m.Last && len(found) > 0 {
					m.Kind = found[0].Kind
				}
				m.ID, m.Last, m.Span = id, last, s
				return m, true
			}
		}
	}
	return m, m.Kind != actor.Office && m.Kind != actor.Faction
}

// lower returns the words in lower case, empty where they belong to an actor.
func (r *reader) lower() []string {
	var out []string
	for i, t := range r.doc.Tokens {
		if r.actorAt[i] >= 0 {
			out = append(out, "")
		} else {
			out = append(out, t.Lower)
		}
	}
	return out
}

// name reads an initiative's name.
func (r *reader) name() {
	r.findActors()
	r.p.addNouns(r.lower(), ownNoun)
	if len(r.p.nouns) == 0 {
		r.headless()
	}
	r.pairs()
	r.nameActors()
	for i := 0; i < len(r.doc.Tokens); i++ {
		if end := r.region(i); end > i {
			if s := r.doc.Text(r.doc.SpanOf(i, end)); !r.p.isPlace(s) {
				forms := []string{s}
				if two := strings.Fields(s); len(two) == 2 && nameable[strings.ToLower(two[1])] && !plain[strings.ToLower(two[0])] {
					forms = append(forms, two[0])
				}
				r.p.add(key{value: placeValue, role: place, proper: true, forms: forms})
			}
			i = end - 1
			continue
		}
		r.word(i, topicValue, true)
	}
}

// headless takes the last word of a name without a noun of any class as what it
// is: "Somaliland recognition". It counts in every form, as a verb too.
func (r *reader) headless() {
	head := ""
	for i, w := range r.lower() {
		if function[w] && head != "" {
			break
		}
		if t := r.doc.Tokens[i]; t.Shape.Has(text.Word) && !t.Shape.Has(text.Upper) && !function[w] && len(w) > leastStem+1 {
			head = w
		}
	}
	if head != "" && len(r.doc.Tokens) > 1 {
		r.p.head = stem(head)
	}
}

// nameActors gives the actors of a name their roles: the one behind a
// preposition is the place, those before it are sponsors; several without a
// preposition are parties; one alone is a place when it is a state and the
// owner when it is a body.
func (r *reader) nameActors() {
	behind := -1
	for i, m := range r.actors {
		if m.First > 0 && r.doc.Tokens[m.First-1].Is("for", "in", "on", "to", "with", "over", "of", "the") && m.First > 1 {
			behind = i
			break
		}
	}
	for i, m := range r.actors {
		also := []string{r.doc.Text(m.Span)}
		if m.Person != "" {
			also = append(also, m.Person, m.Person[strings.LastIndexByte(m.Person, ' ')+1:])
		}
		body := m.Kind != actor.State && m.Kind != actor.Metonym
		if m.First == 0 && r.doc.Tokens[0].Shape.Has(text.Upper) {
			body = true // "US strategy": its owner
		}
		if r.p.class[reformClass] || r.p.head != "" {
			body = false // what is reformed or recognised is the place
		}
		switch {
		case behind >= 0 && i < behind, behind < 0 && len(r.actors) == 1 && body:
			value := sponsorValue
			if behind < 0 {
				value = topicValue
			}
			r.p.addActor(m.ID, sponsor, value, also, r.g)
		case behind >= 0 && i == behind && (len(r.actors)-behind) == 1, len(r.actors) == 1:
			r.p.addActor(m.ID, place, placeValue, also, r.g)
		default:
			r.p.addActor(m.ID, party, partyValue, also, r.g)
		}
	}
}

// pairs makes parties of the states and bodies that a hyphen joins.
func (r *reader) pairs() {
	for i, t := range r.doc.Tokens {
		if !t.Shape.Has(text.Hyphenated) {
			continue
		}
		var found []actor.Mention
		parts := strings.Split(t.Norm, "-")
		for _, w := range parts {
			for _, m := range r.g.Find(text.Parse("", w), time.Time{}) {
				if m.First == 0 && m.ID != actor.GroupID {
					found = append(found, m)
				}
			}
		}
		if len(found) < 2 {
			continue
		}
		for k, m := range found {
			r.p.addActor(m.ID, party, partyValue, []string{parts[min(k, len(parts)-1)]}, r.g)
		}
		r.actorAt[i] = len(r.actors)
		r.actors = append(r.actors, found[0])
	}
}

// word makes a key of a word that is no actor, noun or function word.
func (r *reader) word(i int, value float64, named bool) {
	t := r.doc.Tokens[i]
	if !t.Shape.Has(text.Word) || r.actorAt[i] >= 0 && !named {
		return
	}
	for _, w := range strings.Split(t.Lower, "-") {
		s := stem(w)
		if w == "" || function[w] || len(w) < 3 && !t.Shape.Has(text.Upper) {
			continue
		}
		r.p.stems[s] = true
		switch {
		case r.actorAt[i] >= 0:
			if a := r.actors[r.actorAt[i]]; a.Last-a.First > 2 && a.Kind == actor.Body && !generic[w] && !isNoun(w) {
				r.p.add(key{value: value, role: topic, forms: []string{w}}) // a word of a long name
			}
		case s == r.p.head:
		case generic[w], named && loose(w) && r.p.nouns[w] == 0:
			r.p.common[joined(s)] = true
		case calendar[w], t.Shape.Has(text.Digit), isNoun(w) && (r.p.nouns[w] > 0 || value < topicValue), describing[w]:
		case r.has(s):
		default:
			r.p.add(key{value: value, role: topic, forms: []string{w}})
		}
	}
}

// describing words say how a thing is done, told or planned, not what it is.
var describing = words(`new proposed planned plan led backed brokered announced signed agreed called known strong based related general against
	set deploy replace include including designed meant aim aimed help helping keep make outside tied theatre part line future follow-on
	million billion december november october september august july june april march february january year years day after before poor big small own`)

func (r *reader) has(s string) bool {
	for _, k := range r.p.keys {
		if k.role == topic && stem(k.forms[0]) == s {
			return true
		}
	}
	return false
}

// region reads a geographic name that the gazetteer does not know: capitals
// that end in a word such as Sea, or that stand behind "in" or "for".
func (r *reader) region(i int) int {
	t := r.doc.Tokens[i]
	if r.actorAt[i] >= 0 || !t.Shape.Has(text.Capital) {
		return i
	}
	end := i
	for end < len(r.doc.Tokens) && r.actorAt[end] < 0 && r.doc.Tokens[end].Shape.Has(text.Capital) {
		end++
		if geographic[r.doc.Tokens[end-1].Lower] && end-i >= 2 {
			return end
		}
	}
	if i == 0 || end-i > 3 || end < len(r.doc.Tokens) {
		return i
	}
	if prev := r.doc.Tokens[i-1]; !prev.Is("for", "in", "across", "-") && (!prev.Is("to", "of") || end < len(r.doc.Tokens)) {
		return i
	}
	for k := i; k < end; k++ {
		if w := r.doc.Tokens[k].Lower; isNoun(w) || generic[w] || abstract(w) {
			return i
		}
	}
	return end
}

// geographic nouns end the names of regions.
var geographic = words(`sea seas ocean oceans hemisphere gulf strait straits river lake lakes bay peninsula desert mountains islands coast delta archipelago strip bank heights valley horn basin arctic`)

// nameable are geographic nouns that writers leave out: the Chagos, the Kuban.
var nameable = words(`sea islands peninsula delta basin valley archipelago`)

// plain words before a geographic noun are no name without it.
var plain = words(`black red white yellow dead high north south east west great long open deep`)

// abstract reports whether a word names a quality rather than a place.
func abstract(w string) bool {
	for _, s := range [...]string{"ity", "ment", "tion", "sion", "ness", "ism", "ship", "ance", "ence", "growth", "future"} {
		if strings.HasSuffix(w, s) {
			return true
		}
	}
	return false
}

// about reads the line that says what an initiative is.
func (r *reader) about() {
	r.findActors()
	if len(r.p.nouns) == 0 || len(r.p.class) == 1 && r.p.class[anyClass] {
		r.p.addNouns(r.lower(), aboutNoun)
	} else {
		r.kinNouns()
	}
	for i, m := range r.actors {
		_ = i
		value, as := aboutValue, party
		if leading[m.Suffix] {
			as = sponsor
		}
		r.p.addActor(m.ID, as, value, []string{r.doc.Text(m.Span)}, r.g)
	}
	for i := 0; i < len(r.doc.Tokens); i++ {
		if end := r.region(i); end > i {
			r.p.add(key{value: sponsorValue, role: place, proper: true, forms: []string{r.doc.Text(r.doc.SpanOf(i, end))}})
			i = end - 1
			continue
		}
		if r.called(i) && r.doc.Tokens[i].Shape.Has(text.Capital) {
			r.word(i, topicValue, false)
		} else {
			r.word(i, aboutValue, false)
		}
	}
}

// leading suffixes make a sponsor of whom they follow.
var leading = words(`led backed brokered sponsored funded`)

// kinNouns takes over the first noun of the description when it stands in the
// class of the name's own.
func (r *reader) kinNouns() {
	for _, w := range r.lower() {
		for _, c := range classes[w] {
			if r.p.class[c] && r.p.nouns[w] == 0 && c != anyClass {
				r.p.nouns[w] = aboutNoun
				return
			}
		}
	}
}
