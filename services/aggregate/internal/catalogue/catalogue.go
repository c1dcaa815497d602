// Package catalogue has the rules of the catalogue of initiatives: what an
// update changes, and when two definitions say the same. It is pure.
package catalogue

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
)

// ErrMask tells that an update mask names something that cannot be updated.
var ErrMask = errors.New("not a field that can be updated")

// Entry is the newest word of the catalogue on one initiative.
type Entry struct {
	// ID is Initiative.id.
	ID string
	// Initiative is the definition; nil when it was deleted.
	Initiative *initiativev1.Initiative
	// Revision of the catalogue that this word is.
	Revision uint64
}

// ETag is the version of a definition as clients see it.
func ETag(revision uint64) string { return strconv.FormatUint(revision, 10) }

// Stored is a definition as it is kept: without its etag, which only the
// bucket knows.
func Stored(definition *initiativev1.Initiative) *initiativev1.Initiative {
	stored := proto.CloneOf(definition)
	stored.Etag = ""
	return stored
}

// Same says whether two definitions are equal but for when they were written
// and their version.
func Same(a, b *initiativev1.Initiative) bool {
	left, right := Stored(a), Stored(b)
	left.CreateTime, left.UpdateTime = nil, nil
	right.CreateTime, right.UpdateTime = nil, nil
	return proto.Equal(left, right)
}

// Merge is the definition that an update makes of the current one: the fields
// that the paths name are taken from the update, also where it has them empty;
// without paths, or with "*", all of them are. It returns [ErrMask] for a path
// that is not a top-level field a client may set. The times are those of the
// current definition.
func Merge(current, update *initiativev1.Initiative, paths []string) (*initiativev1.Initiative, error) {
	merged := proto.CloneOf(current)
	into, from := merged.ProtoReflect(), proto.CloneOf(update).ProtoReflect()
	if len(paths) == 0 || slices.Equal(paths, []string{"*"}) {
		paths = updatable(into.Descriptor())
	}
	for _, path := range paths {
		field := into.Descriptor().Fields().ByName(protoreflect.Name(path))
		if field == nil || !isUpdatable(field) {
			return nil, fmt.Errorf("update %q: %w", path, ErrMask)
		}
		if from.Has(field) {
			into.Set(field, from.Get(field))
		} else {
			into.Clear(field)
		}
	}
	return merged, nil
}

func updatable(message protoreflect.MessageDescriptor) []string {
	var names []string
	for i := range message.Fields().Len() {
		if field := message.Fields().Get(i); isUpdatable(field) {
			names = append(names, string(field.Name()))
		}
	}
	return names
}

// isUpdatable says whether clients may change a field: not the identity, and
// not what the server sets.
func isUpdatable(field protoreflect.FieldDescriptor) bool {
	switch field.Name() {
	case "id", "create_time", "update_time", "etag":
		return false
	}
	return true
}
