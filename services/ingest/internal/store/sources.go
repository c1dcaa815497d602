package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"

	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/fault"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	"github.com/barograph/barograph/proto/subject"
)

// maxCachedSources bounds the memory of sources that are known to be noted.
const maxCachedSources = 10_000

// sourceCache remembers which sources the index has, as they were last written.
type sourceCache struct {
	mu    sync.Mutex
	noted map[string]string
}

func (c *sourceCache) has(id, value string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.noted[id] == value && value != ""
}

func (c *sourceCache) add(id, value string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.noted == nil || len(c.noted) >= maxCachedSources {
		c.noted = map[string]string{}
	}
	c.noted[id] = value
}

// noteSource keeps the source of an article in the index.
func (s *Store) noteSource(ctx context.Context, source *articlev1.Source) error {
	value, err := proto.MarshalOptions{Deterministic: true}.Marshal(source)
	if err != nil {
		return fmt.Errorf("encode source %s: %w", source.GetId(), err)
	}
	if s.sources.has(source.GetId(), string(value)) {
		return nil
	}
	key := subject.IndexKey("source", source.GetId())
	old, revision, err := s.Index.Get(ctx, key)
	if err != nil && !errors.Is(err, fault.ErrNotFound) {
		return err
	}
	if revision == 0 || !bytes.Equal(old, value) {
		_, err := s.Index.Put(ctx, key, value, revision)
		if err != nil && !errors.Is(err, fault.ErrConflict) { // a conflict: noted by somebody else
			return err
		}
	}
	s.sources.add(source.GetId(), string(value))
	return nil
}

// Sources lists the sources that articles came from, in no particular order, as
// they were described when their last article was stored.
func (s *Store) Sources(ctx context.Context) ([]*articlev1.Source, error) {
	keys, err := s.Index.Keys(ctx, "source.*")
	if err != nil {
		return nil, unavailable(fmt.Errorf("list sources: %w", err))
	}
	var out []*articlev1.Source
	for _, key := range keys {
		value, _, err := s.Index.Get(ctx, key)
		if errors.Is(err, fault.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, unavailable(fmt.Errorf("list sources: %w", err))
		}
		source := &articlev1.Source{}
		if err := proto.Unmarshal(value, source); err != nil {
			return nil, fmt.Errorf("list sources: decode %s: %w", key, err)
		}
		out = append(out, source)
	}
	return out, nil
}
