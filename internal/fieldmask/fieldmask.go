// Package fieldmask applies an update to a resource as the update masks of the
// services mean it. Adapters and domain packages may import it; it needs
// protobuf only.
package fieldmask

import (
	"errors"
	"fmt"
	"iter"
	"slices"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// ErrPath tells that an update mask names something that cannot be updated.
var ErrPath = errors.New("not a field that can be updated")

// Merge is the message that an update makes of the current one: the fields that
// the paths name are taken from the update, also where it has them empty;
// without paths, or with "*", all of them are, but for the fixed ones, which
// stay as they are. Of fields that only a newer version knows, those that the
// update has are taken with all others, and the current ones stay where the
// update has none: to tell an empty one from one that its sender does not know
// either takes who knows it. It returns [ErrPath] for a path that is not a
// top-level field a client may set.
func Merge[M proto.Message](current, update M, paths []string, fixed ...string) (M, error) {
	merged := proto.CloneOf(current)
	into, from := merged.ProtoReflect(), proto.CloneOf(update).ProtoReflect()
	fields := into.Descriptor().Fields()
	if len(paths) == 0 || slices.Equal(paths, []string{"*"}) {
		into.SetUnknown(replaceUnknown(into.GetUnknown(), from.GetUnknown()))
		paths = nil
		for i := range fields.Len() {
			if name := string(fields.Get(i).Name()); !slices.Contains(fixed, name) {
				paths = append(paths, name)
			}
		}
	}
	for _, path := range paths {
		field := fields.ByName(protoreflect.Name(path))
		if field == nil || slices.Contains(fixed, path) {
			return merged, fmt.Errorf("update %q: %w", path, ErrPath)
		}
		if from.Has(field) {
			into.Set(field, from.Get(field))
		} else {
			into.Clear(field)
		}
	}
	return merged, nil
}

// replaceUnknown is the fields of next, and those of current with other numbers.
func replaceUnknown(current, next protoreflect.RawFields) protoreflect.RawFields {
	replaced := map[protowire.Number]bool{}
	for number := range fields(next) {
		replaced[number] = true
	}
	out := slices.Clone(next)
	for number, field := range fields(current) {
		if !replaced[number] {
			out = append(out, field...)
		}
	}
	return out
}

// fields are encoded fields with their numbers. What is unknown was parsed before:
// it is well formed.
func fields(raw protoreflect.RawFields) iter.Seq2[protowire.Number, []byte] {
	return func(yield func(protowire.Number, []byte) bool) {
		for len(raw) > 0 {
			number, _, size := protowire.ConsumeField(raw)
			if size < 0 || !yield(number, raw[:size]) {
				return
			}
			raw = raw[size:]
		}
	}
}
