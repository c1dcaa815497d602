package actor

import (
	"bufio"
	"embed"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"

	"github.com/barograph/barograph/services/nlp/internal/alias"
)

//go:embed data/*.tsv
var embedded embed.FS

// entry is what a name stands for.
type entry struct {
	id      string
	kind    Kind
	sector  string
	role    string
	none    bool    // a name that is no actor
	speaker bool    // can speak without a further word
	person  *person // of a Leader
	party   []term  // terms in government, of a party
	isParty bool
}

// person is somebody with offices over time.
type person struct {
	name    string
	offices []office
}

type office struct {
	actor, role string
	term
	none bool // no office of a government
}

// term is a span of days; a zero from or to is open.
type term struct{ from, to time.Time }

func (t term) holds(at time.Time) bool {
	if at.IsZero() {
		return t.to.IsZero()
	}
	return !at.Before(t.from) && (t.to.IsZero() || at.Before(t.to))
}

// records is all data, as read.
type records struct {
	names    map[string]string   // id to name
	company  map[string][]string // id to the names that accompany a "~Name"
	people   map[string]*entry
	patterns []alias.Pattern[*entry]
	none     *entry
	trapped  map[string][]string // surface to the terms that make it something else
	given    map[string]bool
	states   []string
}

// load reads records in the format of this package's data files: lines of
// fields separated by tabs, the first being the record's kind (state, body,
// faction, party, person, office, none, trap, given), with # for comments. The
// head of each file under data says what its fields are.
func (r *records) load(name string, in io.Reader) error {
	sc := bufio.NewScanner(in)
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimRight(sc.Text(), " \r")
		if line == "" || line[0] == '#' {
			continue
		}
		if err := r.record(strings.Split(line, "\t")); err != nil {
			return fmt.Errorf("read actors: %s line %d: %w", name, n, err)
		}
	}
	if err := sc.Err(); err != nil {
		return fmt.Errorf("read actors: %s: %w", name, err)
	}
	return nil
}

// fieldCount is the number of fields of each kind of record, its own name included.
var fieldCount = map[string]int{"state": 9, "body": 6, "faction": 4, "party": 4, "person": 7, "office": 5, "none": 2, "trap": 3, "given": 2}

var validID = regexp.MustCompile(`^[A-Z][A-Z0-9_]*(:[A-Z][A-Z0-9_]*)?$`)

func (r *records) record(f []string) error {
	want, ok := fieldCount[f[0]]
	if !ok {
		return fmt.Errorf("unknown kind of record %q", f[0])
	}
	if len(f) != want {
		return fmt.Errorf("%s record has %d fields, want %d", f[0], len(f), want)
	}
	switch f[0] {
	case "state":
		return r.state(f)
	case "body":
		return r.body(f)
	case "faction":
		return r.faction(f)
	case "party":
		return r.addParty(f)
	case "person":
		return r.addPerson(f)
	case "office":
		return r.addOffice(f)
	case "none":
		r.add(f[1], r.none, nil)
	case "trap":
		r.trapped[strings.ToLower(f[1])] = list(f[2])
	case "given":
		for _, n := range list(f[1]) {
			r.given[n] = true
		}
	}
	return nil
}

func list(field string) []string {
	if field == "-" || field == "" {
		return nil
	}
	return strings.Split(field, "|")
}

// add makes patterns of a list of names; those with ~ need company.
func (r *records) add(field string, e *entry, company []string) {
	for _, n := range list(field) {
		p := alias.Pattern[*entry]{Text: n, Value: e, Case: alias.CaseProper}
		if rest, ok := strings.CutPrefix(n, "~"); ok {
			p.Text, p.Near = rest, company
		}
		// British papers write Nato, Unrwa and Caricom; shorter acronyms are words (Who, Us).
		if single(p.Text) && strings.ToUpper(p.Text) == p.Text && len(p.Text) < 5 {
			p.Case = alias.CaseUpper
		}
		r.patterns = append(r.patterns, p)
	}
}

func single(s string) bool { return !strings.ContainsAny(s, " -") }

func checkID(id string) error {
	if !validID.MatchString(id) {
		return fmt.Errorf("id %q is not of the form ABC or ABC:FACTION", id)
	}
	return nil
}

func (r *records) state(f []string) error {
	id := f[1]
	if err := checkID(id); err != nil {
		return err
	}
	r.names[id] = f[2]
	r.states = append(r.states, id)
	company := append([]string{f[2]}, list(f[3])...)
	company = append(company, list(f[4])...)
	r.company[id] = append(r.company[id], company...)
	state := &entry{id: id, kind: State, sector: "GOV"}
	r.add(f[2], state, nil)
	r.add(f[3], state, company)
	r.add(f[4], &entry{id: id, kind: Demonym}, company)
	r.add(f[5], &entry{id: id, kind: People}, company)
	r.add(f[6], &entry{id: id, kind: Metonym, sector: "GOV", role: "capital", speaker: true}, company)
	r.add(f[7], &entry{id: id, kind: Metonym, sector: "GOV", role: "seat", speaker: true}, company)
	r.add(f[8], &entry{id: chamber(id), kind: Faction, sector: "LEG", speaker: true}, company)
	return nil
}

// chamber is the id of a state's legislature.
func chamber(state string) string {
	if state == "USA" {
		return "USA:CONGRESS"
	}
	return state + ":PARLIAMENT"
}

func (r *records) body(f []string) error {
	if err := checkID(f[1]); err != nil {
		return err
	}
	e := &entry{id: f[1], sector: f[3], speaker: true}
	switch f[2] {
	case "body":
		e.kind = Body
	case "armed":
		e.kind = Armed
	default:
		return fmt.Errorf("body is of kind %q, want body or armed", f[2])
	}
	r.names[e.id] = f[4]
	r.company[e.id] = append(r.company[e.id], f[4])
	for _, n := range list(f[5]) {
		if !strings.HasPrefix(n, "~") {
			r.company[e.id] = append(r.company[e.id], n)
		}
	}
	r.add(f[4], e, nil)
	r.add(f[5], e, r.company[e.id])
	return nil
}

func (r *records) faction(f []string) error {
	if err := checkID(f[1]); err != nil {
		return err
	}
	r.add(f[3], &entry{id: f[1], kind: Faction, sector: f[2], speaker: true}, r.company[base(f[1])])
	return nil
}

func (r *records) addParty(f []string) error {
	e := &entry{id: f[1], kind: Faction, sector: "PTY", speaker: true, isParty: true}
	for _, t := range strings.Split(f[3], ",") {
		if t == "-" {
			continue
		}
		from, to, ok := strings.Cut(t, "..")
		if !ok {
			return fmt.Errorf("term %q is not of the form from..to", t)
		}
		var span term
		var err error
		if span.from, err = day(from); err != nil {
			return err
		}
		if span.to, err = day(to); err != nil {
			return err
		}
		e.party = append(e.party, span)
	}
	r.add(f[2], e, r.company[f[1]])
	return nil
}

func (r *records) addPerson(f []string) error {
	if err := checkID(f[3]); err != nil {
		return err
	}
	o := office{actor: f[3], role: f[4], none: f[5] == "none"}
	var err error
	if !o.none {
		if o.from, err = day(f[5]); err != nil {
			return err
		}
	}
	if o.to, err = day(f[6]); err != nil {
		return err
	}
	e := r.people[f[1]]
	if e == nil {
		e = &entry{kind: Leader, speaker: true, person: &person{name: f[1]}}
		r.people[f[1]] = e
		r.add(f[1], e, nil)
	}
	r.add(f[2], e, []string{f[1]})
	for _, n := range list(f[2]) {
		if strings.ContainsAny(n, " ") && !strings.HasPrefix(n, "~") {
			// another full name is company for the surname too
			r.addShort(f[2], e, n)
		}
	}
	e.person.offices = append(e.person.offices, o)
	return nil
}

func (r *records) addShort(names string, e *entry, full string) {
	for _, n := range list(names) {
		if strings.HasPrefix(n, "~") {
			r.add(n, e, []string{full})
		}
	}
}

func (r *records) addOffice(f []string) error {
	if err := checkID(f[1]); err != nil {
		return err
	}
	r.add(f[4], &entry{id: f[1], kind: Office, sector: f[2], role: f[3], speaker: true}, r.company[f[1]])
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

// base is the id without its faction.
func base(id string) string {
	b, _, _ := strings.Cut(id, ":")
	return b
}
