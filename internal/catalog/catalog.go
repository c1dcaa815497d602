// Package catalog reads and writes the catalogue of initiatives as people keep
// it: a YAML or JSON file. Services and the command line import it; what a
// definition means is stated in barograph/initiative/v1/initiative.proto.
//
//	initiatives:
//	  - id: gaza-isf                      # required: a-z, 0-9 and hyphens
//	    name: International Stabilization Force for Gaza   # required
//	    about: one line that says what it is
//	    class: multinational_force        # base-rate class of the prior
//	    aliases:
//	      - Gaza stabilization force
//	      - {text: ISF, near: [Gaza, Hamas]}   # counts only near one of these
//	    places: [Gaza, Rafah]
//	    roles: {sponsors: [USA], host: [PSE], adversaries: [HAMAS], veto_players: [ISR], sought: [IDN]}
//	    seeks: {troops: 20000, money: {quantity: 5e9, unit: USD}}
//	    question: {milestone: deployed, start: 2025-10-10, by: 2026-06-30}
//	    prior: {probability: 0.35, source: why this base rate}
//	    alert: {threshold: 0.1, hysteresis: 0.04}   # moves of the probability that are told
//
// A bare list of initiatives is read too. Whatever is left out stays unset:
// the tagger derives aliases and places from name and about, the assessment
// takes deployed as the milestone, the day of the definition as the start, and
// a rolling horizon in place of a deadline.
//
// `by: 2026-06-30` includes that day: the deadline, which is exclusive, is
// 2026-07-01T00:00:00Z. An RFC 3339 time is taken as the deadline itself.
// A sought amount without a unit counts personnel (troops, police, trainers),
// items (equipment) or countries (basing, airlift, logistics, command,
// political); money has to name its currency.
package catalog

import (
	"errors"
	"fmt"
	"io"

	"go.yaml.in/yaml/v3"

	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
)

// MaxBytes is the greatest size of a catalogue file.
const MaxBytes = 4 << 20

// topKey is the one key of the file.
const topKey = "initiatives"

// Error is one thing that is wrong in a catalogue file.
type Error struct {
	Line    int    // counted from 1; 0 when the place is not known
	Column  int    // counted from 1; 0 when the place is not known
	Path    string // of the value, for example initiatives[0].seeks.troops
	Problem string // what is wrong and what is expected, for a person
}

// Error names the place and the problem.
func (e *Error) Error() string {
	text := e.Problem
	if e.Path != "" {
		text = e.Path + ": " + text
	}
	switch {
	case e.Line == 0:
		return text
	case e.Column == 0:
		return fmt.Sprintf("line %d: %s", e.Line, text)
	}
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, text)
}

// Parse reads a catalogue, YAML or JSON. It returns the definitions in the
// order of the file, or every error that it found, joined; each is an [*Error]
// unless r itself failed. Fields that it does not know are errors, and so are
// ids that occur twice.
func Parse(r io.Reader) ([]*initiativev1.Initiative, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read catalogue: %w", err)
	}
	if len(data) > MaxBytes {
		return nil, &Error{Problem: fmt.Sprintf("the file is larger than %d bytes", MaxBytes)}
	}
	root, err := document(data)
	if err != nil {
		return nil, err
	}
	d := &decoder{}
	initiatives := d.catalogue(root)
	if len(d.errs) > 0 {
		return nil, errors.Join(d.errs...)
	}
	return initiatives, nil
}

func (d *decoder) catalogue(root *yaml.Node) []*initiativev1.Initiative {
	var initiatives []*initiativev1.Initiative
	ids := map[string]int{}
	list := func(at place) {
		d.list(at, func(at place) {
			initiative, id := d.initiative(at)
			if line, taken := ids[initiative.GetId()]; taken {
				d.fail(id, "%q is defined twice, first on line %d", initiative.GetId(), line)
			} else if initiative.GetId() != "" {
				ids[initiative.GetId()] = id.node.Line
			}
			initiatives = append(initiatives, initiative)
		})
	}
	at := place{node: root, path: topKey}
	if root.Kind == yaml.SequenceNode {
		list(at)
		return initiatives
	}
	at.path = ""
	if d.mapping(at, map[string]func(place){topKey: list}) && len(root.Content) == 0 {
		d.fail(at, "the key %q is missing", topKey)
	}
	return initiatives
}
