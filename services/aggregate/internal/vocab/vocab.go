// Package vocab turns the enumerations of the contracts into the words of the
// domain ("diplomatic_support") and back. Pure; any package may import it.
package vocab

import (
	"fmt"
	"strings"
	"unicode"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// Enum is a generated protobuf enumeration.
type Enum interface {
	~int32
	protoreflect.Enum
}

// Name is the value's name in lower case without the prefix of its enumeration:
// DIMENSION_FUNDING is "funding". An undefined number is its decimal digits.
func Name[E Enum](e E) string {
	value := e.Descriptor().Values().ByNumber(e.Number())
	if value == nil {
		return fmt.Sprint(int32(e))
	}
	return strings.ToLower(strings.TrimPrefix(string(value.Name()), prefix(e)))
}

// Words is Name with spaces in place of underscores.
func Words[E Enum](e E) string { return strings.ReplaceAll(Name(e), "_", " ") }

// Parse is the inverse of Name. It fails on unknown names and on "unspecified".
func Parse[E Enum](name string) (E, error) {
	var zero E
	full := protoreflect.Name(prefix(zero) + strings.ToUpper(name))
	value := zero.Descriptor().Values().ByName(full)
	if value == nil || value.Number() == 0 || name != strings.ToLower(name) {
		return zero, fmt.Errorf("parse %s: unknown name %q", zero.Descriptor().Name(), name)
	}
	return E(value.Number()), nil
}

// All returns the defined values in order of their numbers, without the unspecified one.
func All[E Enum]() []E {
	var zero E
	values := zero.Descriptor().Values()
	all := make([]E, 0, values.Len())
	for i := range values.Len() {
		if number := values.Get(i).Number(); number != 0 {
			all = append(all, E(number))
		}
	}
	return all
}

// prefix is the enumeration's name in upper snake case with a trailing underscore.
func prefix[E Enum](e E) string {
	var b strings.Builder
	for i, r := range string(e.Descriptor().Name()) {
		if i > 0 && unicode.IsUpper(r) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToUpper(r))
	}
	return b.String() + "_"
}
