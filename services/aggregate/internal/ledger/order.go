package ledger

import (
	"bytes"
	"cmp"
	"strconv"
	"strings"

	"google.golang.org/protobuf/proto"

	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
)

// definition is the newest word of the catalogue on one initiative; without an
// initiative it is deleted.
type definition struct {
	id         string
	revision   uint64
	initiative *initiativev1.Initiative
}

// compareDefinitions orders two words on one initiative: the greater one holds.
func compareDefinitions(a, b definition) int {
	if order := cmp.Or(
		cmp.Compare(a.revision, b.revision),
		compareBool(a.initiative == nil, b.initiative == nil),
	); order != 0 || a.initiative == b.initiative {
		return order
	}
	return compareBytes(a.initiative, b.initiative)
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	default:
		return -1
	}
}

// compareBytes orders two messages by their deterministic encoding.
func compareBytes(a, b proto.Message) int {
	options := proto.MarshalOptions{Deterministic: true}
	// Marshalling fails for invalid UTF-8 only, which no message that was
	// unmarshalled has; an empty encoding then still gives one order.
	left, _ := options.Marshal(a)
	right, _ := options.Marshal(b)
	return bytes.Compare(left, right)
}

// compareEngines orders engine versions such as "rules/0.9.1" by the semantic
// version behind the last slash (https://semver.org). Build metadata, such as
// the digest of an operator's actors, has no order: under it a newer catalogue
// decides. What is no version comes before everything that is one, by its text.
func compareEngines(a, b string) int {
	if a == b {
		return 0
	}
	left, leftOK := parseVersion(a)
	right, rightOK := parseVersion(b)
	if order := compareBool(leftOK, rightOK); order != 0 {
		return order
	}
	if leftOK {
		return left.compare(right)
	}
	return strings.Compare(a, b)
}

type version struct {
	core       [3]uint64
	prerelease []string
}

func parseVersion(engine string) (version, bool) {
	text := engine[strings.LastIndexByte(engine, '/')+1:]
	text, _, _ = strings.Cut(text, "+")
	text, prerelease, hasPrerelease := strings.Cut(text, "-")
	parts := strings.Split(text, ".")
	var v version
	if len(parts) != len(v.core) {
		return version{}, false
	}
	for i, part := range parts {
		n, err := strconv.ParseUint(part, 10, 64)
		if err != nil {
			return version{}, false
		}
		v.core[i] = n
	}
	if hasPrerelease {
		v.prerelease = strings.Split(prerelease, ".")
	}
	return v, true
}

func (v version) compare(other version) int {
	for i := range v.core {
		if order := cmp.Compare(v.core[i], other.core[i]); order != 0 {
			return order
		}
	}
	if order := compareBool(v.prerelease == nil, other.prerelease == nil); order != 0 {
		return order // a release comes after its pre-releases
	}
	for i := range min(len(v.prerelease), len(other.prerelease)) {
		if order := compareIdentifiers(v.prerelease[i], other.prerelease[i]); order != 0 {
			return order
		}
	}
	return cmp.Compare(len(v.prerelease), len(other.prerelease))
}

// compareIdentifiers orders numbers by value and before words.
func compareIdentifiers(a, b string) int {
	left, leftErr := strconv.ParseUint(a, 10, 64)
	right, rightErr := strconv.ParseUint(b, 10, 64)
	switch {
	case leftErr == nil && rightErr == nil:
		return cmp.Compare(left, right)
	case leftErr != nil && rightErr != nil:
		return strings.Compare(a, b)
	default:
		return compareBool(leftErr != nil, rightErr != nil)
	}
}
