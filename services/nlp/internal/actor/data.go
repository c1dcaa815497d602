package actor

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
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
	none  bool   // no office of a government
	party *entry // the actor is what this party is at the time
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
	people   map[string]*entry   // by full name
	parties  map[string]*entry   // by state and name
	terms    map[string]bool     // person, actor, role and start of a term: an operator's replaces ours
	dropped  map[string]bool     // holder and name that an operator took away
	patterns []alias.Pattern[*entry]
	claimed  map[string]claim // who a name stands for without company
	none     *entry
	trapped  map[string][]string // surface to the terms that make it something else
	given    map[string]bool
	states   []string
}

// claim is who took a name first.
type claim struct {
	e        *entry
	operator bool
	where    string
}

func newRecords() *records {
	return &records{
		names: map[string]string{GroupID: "Unnamed group"}, company: map[string][]string{}, people: map[string]*entry{}, parties: map[string]*entry{},
		terms: map[string]bool{}, dropped: map[string]bool{}, claimed: map[string]claim{}, none: &entry{none: true}, trapped: map[string][]string{}, given: map[string]bool{},
	}
}

// record is one line with the place that it came from.
type record struct {
	fields   []string
	file     string
	line     int
	operator bool // given at run time: it goes before the embedded ones
}

// wrong is what is wrong with one field of a record; field 0 is its kind.
type wrong struct {
	field int
	err   error
}

func (w *wrong) Error() string { return w.err.Error() }

func inField(n int, err error) error {
	if err == nil {
		return nil
	}
	return &wrong{field: n, err: err}
}

// at puts file, line and column, counted in bytes from 1, before an error.
func (r record) at(err error) error {
	column := 1
	w := &wrong{err: err}
	errors.As(err, &w)
	for i := 0; i < w.field && i < len(r.fields); i++ {
		column += len(r.fields[i]) + 1
	}
	return fmt.Errorf("%s:%d:%d: %w", r.file, r.line, column, w.err)
}

// kinds are the kinds of records in the order in which they are taken in, as
// later ones refer to earlier ones, each with the number of its fields.
var kinds = []struct {
	name   string
	fields int
}{{"drop", 3}, {"state", 9}, {"body", 6}, {"faction", 4}, {"party", 4}, {"office", 5}, {"person", 7}, {"none", 2}, {"trap", 3}, {"given", 2}}

func rank(kind string) int {
	for i, k := range kinds {
		if k.name == kind {
			return i
		}
	}
	return -1
}

// split cuts a file into records: lines of fields separated by tabs, the first
// being the record's kind, with # for comments.
func split(file, data string, operator bool) ([]record, error) {
	var out []record
	n := 0
	for line := range strings.Lines(data) {
		n++
		line = strings.TrimRight(line, " \r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		r := record{fields: strings.Split(line, "\t"), file: file, line: n, operator: operator}
		k := rank(r.fields[0])
		if k < 0 {
			return nil, r.at(fmt.Errorf("unknown kind of record %q", r.fields[0]))
		}
		if len(r.fields) != kinds[k].fields {
			return nil, r.at(inField(min(len(r.fields), kinds[k].fields)-1, fmt.Errorf("%s record has %d fields, want %d", r.fields[0], len(r.fields), kinds[k].fields)))
		}
		out = append(out, r)
	}
	return out, nil
}

// load takes in the embedded records and those of an operator, which go first:
// what they say of a name or a term replaces what we say.
func (r *records) load(more []Input) error {
	var all []record
	for _, in := range more {
		rs, err := split(in.Name, in.Data, true)
		if err != nil {
			return err
		}
		all = append(all, rs...)
	}
	files, err := fs.Glob(embedded, "data/*.tsv")
	if err != nil {
		return fmt.Errorf("list actors: %w", err)
	}
	for _, f := range files {
		data, err := embedded.ReadFile(f)
		if err != nil {
			return fmt.Errorf("open actors: %w", err)
		}
		rs, err := split(strings.TrimPrefix(f, "data/"), string(data), false)
		if err != nil {
			return err
		}
		all = append(all, rs...)
	}
	slices.SortStableFunc(all, func(a, b record) int { return rank(a.fields[0]) - rank(b.fields[0]) })
	for _, rec := range all {
		if err := r.take(rec); err != nil {
			return rec.at(err)
		}
	}
	return nil
}

var validID = regexp.MustCompile(`^[A-Z][A-Z0-9_]*(:[A-Z][A-Z0-9_]*)?$`)

func (r *records) take(rec record) error {
	f := rec.fields
	switch f[0] {
	case "drop":
		for _, n := range list(f[2]) {
			r.dropped[f[1]+"\x00"+fold(n)] = true
		}
		return nil
	case "state":
		return r.state(rec)
	case "body":
		return r.body(rec)
	case "faction":
		return r.faction(rec)
	case "party":
		return r.addParty(rec)
	case "person":
		return r.addPerson(rec)
	case "office":
		return r.addOffice(rec)
	case "none":
		return r.add(rec, 1, f[1], r.none, nil)
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
