package store

import (
	"context"
	"errors"
	"fmt"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate/internal/catalogue"
	"github.com/barograph/barograph/services/aggregate/internal/feed"
)

// writeAttempts is how often an update without an etag is tried against others.
const writeAttempts = 10

// Since follows the copy, see [feed.Feed.Since]. Entries without a definition
// are deleted ones; revisions rise from entry to entry.
func (c *Catalogue) Since(cursor feed.Cursor) ([]feed.Change[catalogue.Entry], feed.Cursor, <-chan struct{}) {
	return c.entries.Since(cursor)
}

// All are the definitions, ordered by id, and the revision of the catalogue
// that they are of.
func (c *Catalogue) All() ([]*initiativev1.Initiative, uint64) {
	var (
		definitions []*initiativev1.Initiative
		revision    uint64
	)
	for _, change := range c.entries.All() {
		revision = max(revision, change.Value.Revision)
		if change.Value.Initiative != nil {
			definitions = append(definitions, change.Value.Initiative)
		}
	}
	return definitions, revision
}

// Get is one definition; a fault.ErrNotFound if there is none.
func (c *Catalogue) Get(id string) (*initiativev1.Initiative, error) {
	entry, _ := c.entries.Get(id)
	if entry.Initiative == nil {
		return nil, notDefined(id)
	}
	return entry.Initiative, nil
}

// Create adds a definition; a fault.ErrExists if the id is taken, a validation
// error if it breaks a rule of its proto.
func (c *Catalogue) Create(ctx context.Context, definition *initiativev1.Initiative) (catalogue.Entry, error) {
	stored := catalogue.Stored(definition)
	stored.CreateTime = timestamppb.New(c.now())
	entry, err := c.write(ctx, stored, 0)
	if errors.Is(err, fault.ErrConflict) {
		return entry, fault.Exists("INITIATIVE_EXISTS", "initiative %s exists already; use UpdateInitiative to change it", definition.GetId())
	}
	return entry, err
}

// Update changes the fields that the paths name (all without any) and says
// whether that changed anything. A fault.ErrNotFound if there is no such
// definition, unless it may be created; a fault.ErrConflict if the update has
// another etag than the definition; a fault.ErrInvalid for a wrong path.
func (c *Catalogue) Update(ctx context.Context, update *initiativev1.Initiative, paths []string, create bool) (catalogue.Entry, bool, error) {
	id := update.GetId()
	for attempt := 1; ; attempt++ {
		current, revision, err := c.read(ctx, id)
		missing := errors.Is(err, fault.ErrNotFound)
		switch {
		case missing && create:
			current = &initiativev1.Initiative{Id: id, CreateTime: timestamppb.New(c.now())}
		case err != nil:
			return catalogue.Entry{}, false, err
		}
		if err := checkETag(id, update.GetEtag(), revision); err != nil {
			return catalogue.Entry{}, false, err
		}
		merged, err := catalogue.Merge(current, update, paths)
		if err != nil {
			return catalogue.Entry{}, false, fault.Invalid("UPDATE_MASK", "the update mask is wrong",
				fault.Field{Path: "update_mask", Problem: err.Error()})
		}
		if !missing && catalogue.Same(current, merged) {
			return catalogue.Entry{ID: id, Initiative: current, Revision: revision}, false, nil
		}
		entry, err := c.write(ctx, merged, revision)
		if !errors.Is(err, fault.ErrConflict) {
			return entry, err == nil, err
		}
		if update.GetEtag() != "" || attempt == writeAttempts {
			return catalogue.Entry{}, false, changedMeanwhile(id)
		}
	}
}

// Delete removes a definition and returns its last entry, the deletion. A
// fault.ErrNotFound if there is none, a fault.ErrConflict if it has another
// etag than the one given.
func (c *Catalogue) Delete(ctx context.Context, id, etag string) (catalogue.Entry, error) {
	for attempt := 1; ; attempt++ {
		_, revision, err := c.read(ctx, id)
		if err != nil {
			return catalogue.Entry{}, err
		}
		if err := checkETag(id, etag, revision); err != nil {
			return catalogue.Entry{}, err
		}
		bucket, err := c.bucket(ctx)
		if err != nil {
			return catalogue.Entry{}, err
		}
		err = bucket.Delete(ctx, subject.InitiativeKey(id), revision)
		if err == nil {
			return c.await(ctx, id, revision+1) // the deletion has a revision of its own
		}
		if !errors.Is(err, fault.ErrConflict) {
			return catalogue.Entry{}, fmt.Errorf("delete initiative %s: %w", id, err)
		}
		if etag != "" || attempt == writeAttempts {
			return catalogue.Entry{}, changedMeanwhile(id)
		}
	}
}

// read reads a definition from the bucket itself, with its revision.
func (c *Catalogue) read(ctx context.Context, id string) (*initiativev1.Initiative, uint64, error) {
	bucket, err := c.bucket(ctx)
	if err != nil {
		return nil, 0, err
	}
	value, revision, err := bucket.Get(ctx, subject.InitiativeKey(id))
	if errors.Is(err, fault.ErrNotFound) {
		return nil, 0, notDefined(id)
	}
	if err != nil {
		return nil, 0, fmt.Errorf("read initiative %s: %w", id, err)
	}
	definition, err := decodeDefinition(value, revision)
	return definition, revision, err
}

// write stores a definition in place of a revision and waits for the copy.
func (c *Catalogue) write(ctx context.Context, definition *initiativev1.Initiative, revision uint64) (catalogue.Entry, error) {
	stored := catalogue.Stored(definition)
	stored.UpdateTime = timestamppb.New(c.now())
	if err := c.validator.Validate(stored); err != nil {
		return catalogue.Entry{}, err
	}
	value, err := proto.MarshalOptions{Deterministic: true}.Marshal(stored)
	if err != nil {
		return catalogue.Entry{}, fmt.Errorf("encode initiative %s: %w", stored.GetId(), err)
	}
	bucket, err := c.bucket(ctx)
	if err != nil {
		return catalogue.Entry{}, err
	}
	revision, err = bucket.Put(ctx, subject.InitiativeKey(stored.GetId()), value, revision)
	if err != nil {
		return catalogue.Entry{}, fmt.Errorf("write initiative %s: %w", stored.GetId(), err)
	}
	return c.await(ctx, stored.GetId(), revision)
}

// await waits until the copy has a revision of an initiative, so that who wrote
// reads what it wrote.
func (c *Catalogue) await(ctx context.Context, id string, revision uint64) (catalogue.Entry, error) {
	for {
		_, _, changed := c.entries.Since(^feed.Cursor(0)) // before looking, so that no change is missed
		if entry, ok := c.entries.Get(id); ok && entry.Revision >= revision {
			return entry, nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return catalogue.Entry{}, fmt.Errorf("await revision %d of the catalogue: %w", revision, ctx.Err())
		}
	}
}

func (c *Catalogue) bucket(ctx context.Context) (*bus.Bucket, error) {
	return c.conn.Bucket(ctx, subject.BucketInitiatives)
}

func checkETag(id, etag string, revision uint64) error {
	if etag == "" || revision != 0 && etag == catalogue.ETag(revision) {
		return nil
	}
	return fault.Conflict("ETAG_MISMATCH", "initiative %s is not at version %s any more; read it again and retry", id, etag)
}

func changedMeanwhile(id string) error {
	return fault.Conflict("CHANGED_MEANWHILE", "initiative %s was changed by somebody else meanwhile; read it again and retry", id)
}

func notDefined(id string) error {
	return fault.NotFound("INITIATIVE_NOT_FOUND", "initiative %q is not defined; ListInitiatives has those that are", id)
}
