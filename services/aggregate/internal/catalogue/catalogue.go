// Package catalogue has the rules of the catalogue of initiatives: what an
// update changes, and when two definitions say the same. It is pure.
package catalogue

import (
	"strconv"

	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/fieldmask"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
)

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

// Merge is the definition that an update makes of the current one, see
// [fieldmask.Merge]. What the server sets stays as it is. It returns
// [fieldmask.ErrPath] for a path that is not a top-level field a client may set.
func Merge(current, update *initiativev1.Initiative, paths []string) (*initiativev1.Initiative, error) {
	merged, err := fieldmask.Merge(current, update, paths, "id", "create_time", "update_time", "etag")
	if err != nil {
		return nil, err
	}
	return merged, nil
}
