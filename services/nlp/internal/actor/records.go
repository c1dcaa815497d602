package actor

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

func (r *records) state(rec record) error {
	f := rec.fields
	id := f[1]
	if err := checkID(id); err != nil {
		return inField(1, err)
	}
	if _, ok := r.names[id]; !ok {
		r.names[id] = f[2]
	}
	r.states = append(r.states, id)
	company := []string{f[2]}
	for _, n := range append(list(f[3]), list(f[4])...) {
		if !strings.HasPrefix(n, "~") {
			company = append(company, strings.TrimPrefix(n, "+"))
		}
	}
	for _, n := range list(f[6]) {
		if !strings.HasPrefix(n, "~") && !strings.HasPrefix(n, "+") {
			r.company[id] = append(r.company[id], n) // of factions and offices, not of the state's own names
		}
	}
	r.company[id] = append(r.company[id], company...)
	state := &entry{id: id, kind: State, sector: "GOV"}
	fields := []struct {
		n int
		e *entry
	}{
		{2, state}, {3, state},
		{4, &entry{id: id, kind: Demonym}},
		{5, &entry{id: id, kind: People}},
		{6, &entry{id: id, kind: Metonym, sector: "GOV", role: "capital", speaker: true}},
		{7, &entry{id: id, kind: Metonym, sector: "GOV", role: "seat", speaker: true}},
		{8, &entry{id: chamber(id), kind: Faction, sector: "LEG", speaker: true}},
	}
	for _, x := range fields {
		if err := r.add(rec, x.n, f[x.n], x.e, company); err != nil {
			return err
		}
	}
	return nil
}

func (r *records) body(rec record) error {
	f := rec.fields
	if err := checkID(f[1]); err != nil {
		return inField(1, err)
	}
	e := &entry{id: f[1], sector: f[3], speaker: true}
	switch f[2] {
	case "body":
		e.kind = Body
	case "armed":
		e.kind = Armed
	default:
		return inField(2, fmt.Errorf("body is of kind %q, want body or armed", f[2]))
	}
	if _, ok := r.names[e.id]; !ok {
		r.names[e.id] = f[4]
	}
	for _, n := range append(list(f[4]), list(f[5])...) {
		if !strings.HasPrefix(n, "~") {
			r.company[e.id] = append(r.company[e.id], strings.TrimPrefix(n, "+"))
		}
	}
	if err := r.add(rec, 4, f[4], e, nil); err != nil {
		return err
	}
	return r.add(rec, 5, f[5], e, r.company[e.id])
}

func (r *records) faction(rec record) error {
	f := rec.fields
	if err := checkID(f[1]); err != nil {
		return inField(1, err)
	}
	if err := r.known(f[1]); err != nil {
		return inField(1, err)
	}
	return r.add(rec, 3, f[3], &entry{id: f[1], kind: Faction, sector: f[2], speaker: true}, r.company[base(f[1])])
}

// known: the actor is a state or a body of some record.
func (r *records) known(id string) error {
	if _, ok := r.names[base(id)]; !ok {
		return fmt.Errorf("actor %q is no state or body of any record", base(id))
	}
	return nil
}

func (r *records) addParty(rec record) error {
	f := rec.fields
	if err := r.known(f[1]); err != nil {
		return inField(1, err)
	}
	e := &entry{id: f[1], kind: Faction, sector: "PTY", speaker: true, isParty: true}
	for _, t := range strings.Split(f[3], ",") {
		if t == "-" {
			continue
		}
		from, to, ok := strings.Cut(t, "..")
		if !ok {
			return inField(3, fmt.Errorf("term %q is not of the form from..to", t))
		}
		s, err := span(from, to, 3)
		if err != nil {
			return inField(3, fmt.Errorf("term %q: %s", t, err.Error()))
		}
		e.party = append(e.party, s)
	}
	for _, n := range list(f[2]) {
		if key := f[1] + "\x00" + strings.TrimPrefix(n, "~"); r.parties[key] == nil {
			r.parties[key] = e
		}
	}
	return r.add(rec, 2, f[2], e, r.company[f[1]])
}

func (r *records) addPerson(rec record) error {
	f := rec.fields
	if err := checkID(f[3]); err != nil {
		return inField(3, err)
	}
	if err := r.known(f[3]); err != nil {
		return inField(3, err)
	}
	if !rec.operator && r.dropped[f[1]+"\x00*"] {
		return nil
	}
	o := office{actor: f[3], role: f[4], none: f[5] == "none"}
	from := f[5]
	if name, ok := strings.CutPrefix(f[5], "@"); ok {
		if o.party = r.parties[base(f[3])+"\x00"+name]; o.party == nil {
			return inField(5, fmt.Errorf("no party of %s is called %q", base(f[3]), name))
		}
		from = "-"
	} else if o.none {
		from = "-"
	}
	var err error
	if o.term, err = span(from, f[6], 5); err != nil {
		return err
	}
	e := r.people[f[1]]
	if e == nil {
		e = &entry{kind: Leader, speaker: true, person: &person{name: f[1]}}
		r.people[f[1]] = e
		if err := r.add(rec, 1, f[1], e, nil); err != nil {
			return err
		}
	}
	if err := r.also(rec, e); err != nil {
		return err
	}
	key := strings.Join([]string{f[1], f[3], f[4], f[5]}, "\x00")
	if r.terms[key] {
		if rec.operator {
			return inField(1, fmt.Errorf("term of %s as %s of %s from %s is given twice", f[1], f[4], f[3], f[5]))
		}
		return nil // an operator has given this term another end
	}
	r.terms[key] = true
	e.person.offices = append(e.person.offices, o)
	return nil
}

// also adds a person's other names; each full name is company for the short ones.
func (r *records) also(rec record, e *entry) error {
	full := []string{rec.fields[1]}
	for _, n := range list(rec.fields[2]) {
		if strings.Contains(n, " ") && !strings.HasPrefix(n, "~") {
			full = append(full, n)
		}
	}
	return r.add(rec, 2, rec.fields[2], e, full)
}

func (r *records) addOffice(rec record) error {
	f := rec.fields
	if err := checkID(f[1]); err != nil {
		return inField(1, err)
	}
	if err := r.known(f[1]); err != nil {
		return inField(1, err)
	}
	return r.add(rec, 4, f[4], &entry{id: f[1], kind: Office, sector: f[2], role: f[3], speaker: true}, r.company[f[1]])
}

// surnames lists the people by the last of their names, and by the first where
// that may stand for them.
func (r *records) surnames() map[string][]*person {
	out := map[string][]*person{}
	for _, name := range slices.Sorted(maps.Keys(r.people)) {
		p := r.people[name].person
		f := strings.Fields(name)
		out[fold(f[len(f)-1])] = append(out[fold(f[len(f)-1])], p)
		if len(f) > 1 && givenFirst[base(p.offices[0].actor)] {
			out[fold(f[0])] = append(out[fold(f[0])], p)
		}
	}
	return out
}
