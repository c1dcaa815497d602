package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"buf.build/go/protovalidate"
	"go.uber.org/zap"
	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/run"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate/internal/catalogue"
	"github.com/barograph/barograph/services/aggregate/internal/feed"
)

// retryPause is the time between attempts to reach the bucket.
const retryPause = time.Second

// Catalogue keeps the definitions of initiatives. The revision of the catalogue
// is the sequence of the bucket's last change. Reads come from a copy in memory
// that follows the bucket; a write returns when the copy has it.
type Catalogue struct {
	conn      *bus.Conn
	now       func() time.Time
	log       *zap.Logger
	validator protovalidate.Validator
	entries   *feed.Feed[catalogue.Entry] // deleted ones stay, as entries without a definition
	ready     chan struct{}               // closed when the copy is complete
}

// NewCatalogue makes the store on a connection; now stamps definitions.
func NewCatalogue(conn *bus.Conn, now func() time.Time, log *zap.Logger) (*Catalogue, error) {
	validator, err := protovalidate.New()
	if err != nil {
		return nil, fmt.Errorf("make catalogue: %w", err)
	}
	return &Catalogue{
		conn: conn, now: now, log: log.Named("catalogue"), validator: validator,
		entries: feed.New[catalogue.Entry](), ready: make(chan struct{}),
	}, nil
}

// Run keeps the copy up to date until ctx ends. Before it says that the copy is
// complete it creates the seeds that are missing; it overwrites nothing.
func (c *Catalogue) Run(ctx context.Context, seeds []*initiativev1.Initiative) error {
	filled := make(chan struct{})
	complete := sync.OnceFunc(func() { close(filled) })
	return run.Group(ctx,
		run.Task{Name: "catalogue copy", Run: func(ctx context.Context) error {
			c.Follow(ctx, false, c.apply, complete)
			return nil
		}},
		run.Task{Name: "catalogue seeds", Run: func(ctx context.Context) error {
			select {
			case <-filled:
			case <-ctx.Done():
				return nil
			}
			if err := c.seed(ctx, seeds); err != nil {
				return err
			}
			close(c.ready)
			return nil
		}},
	)
}

// Ready is nil when the copy is complete and the seeds are in it.
func (c *Catalogue) Ready(context.Context) error {
	select {
	case <-c.ready:
		return nil
	default:
		return fault.Transient("CATALOGUE_LOADING", "the catalogue is being read; try again in a moment", nil)
	}
}

// seed creates the definitions that do not exist.
func (c *Catalogue) seed(ctx context.Context, seeds []*initiativev1.Initiative) error {
	for _, definition := range seeds {
		for {
			_, err := c.Create(ctx, definition)
			if err == nil || errors.Is(err, fault.ErrExists) {
				break
			}
			if !errors.Is(err, fault.ErrTransient) {
				return fmt.Errorf("seed initiative %s: %w", definition.GetId(), err)
			}
			c.log.Warn("initiative not seeded, trying again", logging.InitiativeID(definition.GetId()), logging.Error(err))
			if !run.Wait(ctx, retryPause) {
				return nil
			}
		}
	}
	return nil
}

// Follow gives every change of the bucket to note, in their order, beginning
// with the newest of each initiative (with history: with all that the bucket
// still has), and calls complete when those that were there are through. It
// returns when ctx ends, and begins again where the bucket cannot be reached.
func (c *Catalogue) Follow(ctx context.Context, history bool, note func(catalogue.Entry), complete func()) {
	c.conn.Watch(ctx, bus.Watch{
		Bucket: subject.BucketInitiatives, Keys: ">", History: history, Complete: complete,
		Each: func(update bus.Entry) error {
			entry, err := decodeEntry(update)
			if err == nil {
				note(entry)
			}
			return err
		},
	}, c.log)
}

// apply takes a change into the copy.
func (c *Catalogue) apply(entry catalogue.Entry) {
	if known, ok := c.entries.Get(entry.ID); !ok || known.Revision < entry.Revision {
		c.entries.Put(entry.ID, entry)
	}
}

func decodeEntry(kv bus.Entry) (catalogue.Entry, error) {
	id, err := subject.Unescape(kv.Key)
	if err != nil {
		return catalogue.Entry{}, fmt.Errorf("decode key of initiative: %w", err)
	}
	entry := catalogue.Entry{ID: id, Revision: kv.Revision}
	if kv.Deleted {
		return entry, nil
	}
	entry.Initiative, err = decodeDefinition(kv.Value, kv.Revision)
	if err != nil {
		return catalogue.Entry{}, fmt.Errorf("initiative %s: %w", id, err)
	}
	return entry, nil
}

func decodeDefinition(value []byte, revision uint64) (*initiativev1.Initiative, error) {
	definition := &initiativev1.Initiative{}
	if err := proto.Unmarshal(value, definition); err != nil {
		return nil, fmt.Errorf("decode definition: %w", err)
	}
	definition.Etag = catalogue.ETag(revision)
	return definition, nil
}
