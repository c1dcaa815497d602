// Package fieldmask applies an update to a resource as the update masks of the
// services mean it. Adapters and domain packages may import it; it needs
// protobuf only.
package fieldmask

import (
	"errors"
	"fmt"
	"slices"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// ErrPath tells that an update mask names something that cannot be updated.
var ErrPath = errors.New("not a field that can be updated")

// Merge is the message that an update makes of the current one: the fields that
// the paths name are taken from the update, also where it has them empty;
// without paths, or with "*", all of them are, but for the fixed ones, which
// stay as they are. It returns [ErrPath] for a path that is not a top-level
// field a client may set.
func Merge[M proto.Message](current, update M, paths []string, fixed ...string) (M, error) {
	merged := proto.CloneOf(current)
	into, from := merged.ProtoReflect(), proto.CloneOf(update).ProtoReflect()
	fields := into.Descriptor().Fields()
	if len(paths) == 0 || slices.Equal(paths, []string{"*"}) {
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
