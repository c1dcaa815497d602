package catalog

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// place is a value in the file and how to name it.
type place struct {
	node *yaml.Node
	path string
}

func (p place) key(name string, node *yaml.Node) place {
	if p.path != "" {
		name = p.path + "." + name
	}
	return place{node: node, path: name}
}

// decoder walks the nodes and collects what is wrong with them.
type decoder struct {
	errs []error
}

func (d *decoder) fail(at place, format string, args ...any) {
	d.errs = append(d.errs, &Error{
		Line: at.node.Line, Column: at.node.Column, Path: at.path, Problem: fmt.Sprintf(format, args...),
	})
}

// lineOf finds the line in a message of the YAML scanner, which gives it in
// its text only.
var lineOf = regexp.MustCompile(`^(?:yaml: )?line (\d+): (?s:(.*))$`)

// document parses the one document of the file.
func document(data []byte) (*yaml.Node, error) {
	if !utf8.Valid(data) {
		return nil, &Error{Problem: "the file is not valid UTF-8"}
	}
	dec := yaml.NewDecoder(bytes.NewReader(unescapeJSON(data)))
	var doc, next yaml.Node
	switch err := dec.Decode(&doc); {
	case errors.Is(err, io.EOF):
		return nil, &Error{Problem: "the file is empty; expected the key \"initiatives\""}
	case err != nil:
		return nil, syntaxError(err)
	}
	switch err := dec.Decode(&next); {
	case err == nil:
		return nil, &Error{Line: next.Line, Column: next.Column, Problem: "a second document; a catalogue is one"}
	case !errors.Is(err, io.EOF):
		return nil, syntaxError(err)
	}
	return doc.Content[0], nil
}

// jsonEscape finds the escapes of JSON that YAML does not know, and steps over
// the others.
var jsonEscape = regexp.MustCompile(`\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|.)`)

// unescapeJSON makes a JSON text YAML: solidus and surrogate pairs are written
// out. Any other text is returned as it is.
func unescapeJSON(data []byte) []byte {
	if !json.Valid(data) {
		return data
	}
	return jsonEscape.ReplaceAllFunc(data, func(escape []byte) []byte {
		if string(escape) == `\/` {
			return []byte{'/'}
		}
		if len(escape) != len(`\ud83d\ude00`) {
			return escape
		}
		high, _ := strconv.ParseUint(string(escape[2:6]), 16, 16)
		low, _ := strconv.ParseUint(string(escape[8:12]), 16, 16)
		return utf8.AppendRune(nil, utf16.DecodeRune(rune(high), rune(low)))
	})
}

func syntaxError(err error) error {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	if m := lineOf.FindStringSubmatch(text); m != nil {
		if line, err := strconv.Atoi(m[1]); err == nil {
			return &Error{Line: line, Problem: "not YAML: " + m[2]}
		}
	}
	return &Error{Problem: "not YAML: " + text}
}

// mapping calls the function of each key that is there, in the order of the
// file, and reports whether at is a mapping.
func (d *decoder) mapping(at place, fields map[string]func(place)) bool {
	if !d.is(at, yaml.MappingNode, "a mapping") {
		return false
	}
	seen := map[string]int{}
	for i := 0; i+1 < len(at.node.Content); i += 2 {
		key, value := at.node.Content[i], at.node.Content[i+1]
		here := at.key(key.Value, key)
		decode, known := fields[key.Value]
		switch line, twice := seen[key.Value]; {
		case key.Kind != yaml.ScalarNode:
			d.fail(at.key("?", key), "a key has to be a plain word")
		case !known:
			d.fail(here, "unknown field; known are %s", strings.Join(slices.Sorted(maps.Keys(fields)), ", "))
		case twice:
			d.fail(here, "given twice, first on line %d", line)
		case value.Kind == yaml.ScalarNode && value.Tag == "!!null":
			// `about:` with nothing behind it is the same as no about.
		default:
			decode(at.key(key.Value, value))
		}
		seen[key.Value] = key.Line
	}
	return true
}

// list calls item for each value of a sequence.
func (d *decoder) list(at place, item func(place)) {
	if !d.is(at, yaml.SequenceNode, "a list") {
		return
	}
	for i, node := range at.node.Content {
		item(place{node: node, path: fmt.Sprintf("%s[%d]", at.path, i)})
	}
}

// text reads a scalar as it is written, so that NO and 2026 are words too.
func (d *decoder) text(at place) string {
	if !d.is(at, yaml.ScalarNode, "a text") {
		return ""
	}
	return at.node.Value
}

// number reads a finite decimal number; digits may be grouped with '_'.
func (d *decoder) number(at place) float64 {
	if !d.is(at, yaml.ScalarNode, "a number") {
		return 0
	}
	digits := strings.ReplaceAll(at.node.Value, "_", "")
	value, err := strconv.ParseFloat(digits, 64)
	if err != nil || math.IsInf(value, 0) || math.IsNaN(value) || strings.ContainsAny(digits, "xXpP") {
		d.fail(at, "%q is not a number", at.node.Value)
		return 0
	}
	return value
}

func (d *decoder) is(at place, kind yaml.Kind, want string) bool {
	switch {
	case at.node.Kind == kind:
		return true
	case at.node.Kind == yaml.AliasNode:
		d.fail(at, "anchors and aliases are not supported, write the value out")
	default:
		d.fail(at, "expected %s", want)
	}
	return false
}
