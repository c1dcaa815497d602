package actor

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/barograph/barograph/services/nlp/internal/alias"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// fold brings a name into the form in which names are compared: lower case,
// without diacritics and stops.
func fold(name string) string { return strings.ReplaceAll(text.Key(name), ".", "") }

// add makes patterns of a list of names in field n; those with ~ need company.
func (r *records) add(rec record, n int, field string, e *entry, company []string) error {
	for _, name := range list(field) {
		if strings.HasPrefix(name, "+") {
			continue // company only
		}
		p := alias.Pattern[*entry]{Text: name, Value: e, Case: alias.CaseProper}
		rest, shy := strings.CutPrefix(name, "~")
		if shy {
			p.Text, p.Near = rest, company
		}
		if !rec.operator && (r.dropped[e.holder()+"\x00"+fold(p.Text)] || r.dropped[e.holder()+"\x00*"]) {
			continue
		}
		if !shy {
			ok, err := r.claim(rec, p.Text, e)
			if err != nil {
				return inField(n, err)
			}
			if !ok {
				continue
			}
		}
		// British papers write Nato, Unrwa and Caricom; shorter acronyms are words (Who, Us).
		if single(p.Text) && strings.ToUpper(p.Text) == p.Text && len(p.Text) < 5 {
			p.Case = alias.CaseUpper
		}
		if !strings.ContainsFunc(p.Text, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) {
			return inField(n, fmt.Errorf("name %q holds no word", p.Text))
		}
		r.patterns = append(r.patterns, p)
	}
	return nil
}

// holder is what a drop record calls the holder of a name: an actor's id or a
// person's full name; empty for a name that is no actor.
func (e *entry) holder() string {
	if e.person != nil {
		return e.person.name
	}
	return e.id
}

// claim takes a name for an entry. Two people may share a name, since terms
// and company tell them apart; else a name has one meaning, the operator's
// before ours. It is false for a name that an operator has given away.
func (r *records) claim(rec record, name string, e *entry) (bool, error) {
	key := fold(name)
	old, ok := r.claimed[key]
	if !ok {
		r.claimed[key] = claim{e: e, operator: rec.operator, where: fmt.Sprintf("%s:%d", rec.file, rec.line)}
		return true, nil
	}
	same := old.e == e || old.e.id == e.id && old.e.none == e.none && old.e.person == nil && e.person == nil
	if same || old.e.person != nil && e.person != nil {
		return true, nil
	}
	if old.operator != rec.operator {
		return rec.operator, nil
	}
	return false, fmt.Errorf("name %q stands for %s already (%s); put ~ before one of them", name, old.e.holder(), old.where)
}

func single(s string) bool { return !strings.ContainsAny(s, " -") }

func checkID(id string) error {
	if !validID.MatchString(id) {
		return fmt.Errorf("id %q is not of the form ABC or ABC:FACTION", id)
	}
	return nil
}

// day reads YYYY, YYYY-MM, YYYY-MM-DD, or "-" and "" for an open end.
func day(s string) (time.Time, error) {
	if s == "-" || s == "" {
		return time.Time{}, nil
	}
	for _, layout := range [...]string{time.DateOnly, "2006-01", "2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("date %q is not YYYY, YYYY-MM or YYYY-MM-DD", s)
}

// span reads both ends of a term, in fields n and n+1.
func span(from, to string, n int) (term, error) {
	var t term
	var err error
	if t.from, err = day(from); err != nil {
		return t, inField(n, err)
	}
	if t.to, err = day(to); err != nil {
		return t, inField(n+1, err)
	}
	if !t.to.IsZero() && t.to.Before(t.from) {
		return t, inField(n+1, fmt.Errorf("term ends on %s, before it begins on %s", to, from))
	}
	return t, nil
}

// base is the id without its faction.
func base(id string) string {
	b, _, _ := strings.Cut(id, ":")
	return b
}

// chamber is the id of a state's legislature.
func chamber(state string) string {
	if state == "USA" {
		return "USA:CONGRESS"
	}
	return state + ":PARLIAMENT"
}
