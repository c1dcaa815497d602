package source

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"buf.build/go/protovalidate"
	"go.uber.org/zap"
	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/run"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	"github.com/barograph/barograph/proto/subject"
)

// Deps is what a registry needs.
type Deps struct {
	Conn *bus.Conn
	// Now stamps definitions.
	Now func() time.Time
	Log *zap.Logger
}

// Registry keeps the sources and how their feeds are doing, in two buckets.
// Reads come from a copy in memory that follows them; a write returns when the
// copy has it. It may be used by any number of goroutines, and by any number of
// processes on the same buckets.
type Registry struct {
	Deps
	validator protovalidate.Validator
	ready     chan struct{} // closed when the copy is complete and the file applied

	mu       sync.RWMutex
	sources  map[string]entry
	statuses map[feedKey]status
	changed  chan struct{} // closed and replaced at every change of a definition
}

// entry is the newest word on a source.
type entry struct {
	definition *sourcev1.Source // nil when it was deleted; never changed
	publisher  *articlev1.Source
	revision   uint64
}

type feedKey struct{ source, feed string }

type status struct {
	status   *sourcev1.FeedStatus // never changed
	revision uint64
}

// NewRegistry makes a registry; it answers once [Registry.Run] has filled it.
func NewRegistry(deps Deps) (*Registry, error) {
	if deps.Conn == nil || deps.Now == nil {
		return nil, errors.New("make registry of sources: connection and clock are required")
	}
	if deps.Log == nil {
		deps.Log = zap.NewNop()
	}
	deps.Log = deps.Log.Named("sources")
	validator, err := protovalidate.New()
	if err != nil {
		return nil, fmt.Errorf("make registry of sources: %w", err)
	}
	return &Registry{
		Deps: deps, validator: validator, ready: make(chan struct{}),
		sources: map[string]entry{}, statuses: map[feedKey]status{}, changed: make(chan struct{}),
	}, nil
}

// Run keeps the copy up to date until ctx ends. Before it says that the copy is
// complete it applies the sources file; nil means that there is none.
func (r *Registry) Run(ctx context.Context, file *Directory) error {
	definitions, statuses := make(chan struct{}), make(chan struct{})
	follow := func(bucket, keys string, each func(bus.Entry) error, filled chan struct{}) func(context.Context) error {
		complete := sync.OnceFunc(func() { close(filled) })
		return func(ctx context.Context) error {
			r.Conn.Watch(ctx, bus.Watch{Bucket: bucket, Keys: keys, Each: each, Complete: complete}, r.Log)
			return nil
		}
	}
	return run.Group(ctx,
		run.Task{Name: "definitions of sources", Run: follow(subject.BucketSources, ">", r.takeDefinition, definitions)},
		run.Task{Name: "status of feeds", Run: follow(subject.BucketFeeds, "*.*.status", r.takeStatus, statuses)},
		run.Task{Name: "sources file", Run: func(ctx context.Context) error {
			for _, filled := range []chan struct{}{definitions, statuses} {
				select {
				case <-filled:
				case <-ctx.Done():
					return nil
				}
			}
			if err := r.applyFile(ctx, file); err != nil || ctx.Err() != nil {
				return err
			}
			close(r.ready)
			return nil
		}},
	)
}

// Ready is nil when the copy is complete and the sources file is in it.
func (r *Registry) Ready(context.Context) error {
	select {
	case <-r.ready:
		return nil
	default:
		return fault.Transient("SOURCES_LOADING", "the sources are being read; try again in a moment", nil)
	}
}

func (r *Registry) takeDefinition(update bus.Entry) error {
	id, err := subject.Unescape(update.Key)
	if err != nil {
		return fmt.Errorf("decode key of source: %w", err)
	}
	next := entry{revision: update.Revision}
	if !update.Deleted {
		if next.definition, err = decode(update.Value, update.Revision); err != nil {
			return fmt.Errorf("source %s: %w", id, err)
		}
		next.publisher = publisher(next.definition)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if known, ok := r.sources[id]; ok && known.revision >= next.revision {
		return nil
	}
	r.sources[id] = next
	close(r.changed)
	r.changed = make(chan struct{})
	return nil
}

// Of tells the publisher of an article, see [Directory.Of].
func (r *Registry) Of(declared, address string) *articlev1.Source {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return of(declared, address, func(id string) *articlev1.Source { return r.sources[id].publisher })
}

// List returns the publishers that are defined, ordered by id.
func (r *Registry) List() []*articlev1.Source {
	r.mu.RLock()
	defer r.mu.RUnlock()
	var out []*articlev1.Source
	for _, id := range slices.Sorted(maps.Keys(r.sources)) {
		if p := r.sources[id].publisher; p != nil {
			out = append(out, proto.CloneOf(p))
		}
	}
	return out
}

// All are the sources with the status of their feeds, ordered by id.
func (r *Registry) All() []*sourcev1.Source {
	r.mu.RLock()
	defer r.mu.RUnlock()
	var out []*sourcev1.Source
	for _, id := range slices.Sorted(maps.Keys(r.sources)) {
		if definition := r.sources[id].definition; definition != nil {
			out = append(out, r.view(definition))
		}
	}
	return out
}

// Get is one source with the status of its feeds; a fault.ErrNotFound if there
// is none.
func (r *Registry) Get(id string) (*sourcev1.Source, error) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	definition := r.sources[id].definition
	if definition == nil {
		return nil, notDefined(id)
	}
	return r.view(definition), nil
}

// Active are the sources that have feeds to be read, each with these feeds
// alone and what is known of them, ordered by id. The channel is closed at the
// next change of a definition, not of a status.
func (r *Registry) Active() (sources []*sourcev1.Source, changed <-chan struct{}) {
	r.mu.RLock()
	changed = r.changed
	r.mu.RUnlock()
	for _, s := range r.All() {
		s.Feeds = slices.DeleteFunc(s.GetFeeds(), func(f *sourcev1.Feed) bool { return s.GetPaused() || f.GetPaused() })
		if len(s.GetFeeds()) > 0 {
			sources = append(sources, s)
		}
	}
	return sources, changed
}

func decode(value []byte, revision uint64) (*sourcev1.Source, error) {
	definition := &sourcev1.Source{}
	if err := proto.Unmarshal(value, definition); err != nil {
		return nil, fmt.Errorf("decode definition: %w", err)
	}
	definition.Etag = etag(revision)
	return definition, nil
}
