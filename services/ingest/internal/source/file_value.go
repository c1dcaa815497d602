package source

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
	"google.golang.org/protobuf/types/known/durationpb"
)

// fields are the readers of the fields of a mapping.
type fields map[string]func(value *yaml.Node)

// each gives every key of a mapping with its value; nothing in place of a
// mapping is one without keys.
func (p *parser) each(at *yaml.Node, field func(key, value *yaml.Node)) {
	if isNull(at) {
		return
	}
	if at.Kind != yaml.MappingNode {
		p.fail(at, "expected a mapping")
		return
	}
	for i := 0; i+1 < len(at.Content); i += 2 {
		field(at.Content[i], at.Content[i+1])
	}
}

// mapping reads a mapping of known fields; the hint says which are known.
func (p *parser) mapping(at *yaml.Node, known fields, hint string) {
	seen := map[string]bool{}
	p.each(at, func(key, value *yaml.Node) {
		read, ok := known[key.Value]
		switch {
		case !ok:
			p.fail(key, "unknown field %q; %s", key.Value, cmp.Or(hint, "known are "+strings.Join(slices.Sorted(maps.Keys(known)), ", ")))
		case seen[key.Value]:
			p.fail(key, "%q is given twice", key.Value)
		case value.Kind == yaml.ScalarNode && !isNull(value) && (value.Value == "" || len(value.Value) > 2048):
			p.fail(value, "%s needs a text of at most 2048 bytes", key.Value)
		default:
			read(value)
		}
		seen[key.Value] = true
	})
}

func isNull(at *yaml.Node) bool { return at.Kind == yaml.ScalarNode && at.Tag == "!!null" }

func (p *parser) text(into *string) func(*yaml.Node) {
	return func(at *yaml.Node) {
		if at.Kind != yaml.ScalarNode || isNull(at) {
			p.fail(at, "expected a text")
			return
		}
		*into = at.Value
	}
}

func (p *parser) truth(into **bool) func(*yaml.Node) {
	return func(at *yaml.Node) {
		value, err := strconv.ParseBool(at.Value)
		if err != nil || at.Tag != "!!bool" {
			p.fail(at, "expected true or false")
			return
		}
		*into = &value
	}
}

// duration reads "90s", "5m", "12h", "7d" and sums of them.
func (p *parser) duration(into **durationpb.Duration) func(*yaml.Node) {
	return func(at *yaml.Node) {
		days, rest, found := strings.Cut(at.Value, "d")
		if !found {
			days, rest = "0", at.Value
		}
		whole, err := strconv.ParseUint(days, 10, 16)
		part, partErr := time.ParseDuration(cmp.Or(rest, "0"))
		if err != nil || partErr != nil || at.Kind != yaml.ScalarNode || part < 0 {
			p.fail(at, "%q is no duration; write 90s, 5m, 12h or 7d", at.Value)
			return
		}
		*into = durationpb.New(time.Duration(whole)*24*time.Hour + part)
	}
}

// durations reads a list of them.
func (p *parser) durations(into *[]*durationpb.Duration) func(*yaml.Node) {
	return func(at *yaml.Node) {
		if at.Kind != yaml.SequenceNode {
			p.fail(at, "expected a list of durations, as [1h, 6h, 1d]")
			return
		}
		for _, node := range at.Content {
			var one *durationpb.Duration
			if p.duration(&one)(node); one != nil {
				*into = append(*into, one)
			}
		}
	}
}

// count reads a whole number, of bytes also with KiB, MiB or GiB behind it.
func (p *parser) count(at *yaml.Node, bytes bool, bits int) uint64 {
	digits, unit := strings.ReplaceAll(at.Value, "_", ""), uint64(1)
	for i, name := range []string{"KiB", "MiB", "GiB"} {
		if cut, ok := strings.CutSuffix(digits, name); ok && bytes {
			digits, unit = strings.TrimSpace(cut), 1<<(10*(i+1))
		}
	}
	number, err := strconv.ParseUint(digits, 10, bits)
	if at.Kind != yaml.ScalarNode || err != nil || number > 1<<40 {
		example := "100"
		if bytes {
			example = "20MiB"
		}
		p.fail(at, "%q is no number; write for example %s", at.Value, example)
		return 0
	}
	return number * unit
}
