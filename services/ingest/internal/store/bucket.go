package store

import (
	"context"
	"sync"

	"github.com/barograph/barograph/internal/bus"
)

// Bucket is an [Index] on a bucket of NATS. It is opened when it is first
// needed, since a service may start before its server.
type Bucket struct {
	conn *bus.Conn
	name string

	mu     sync.Mutex
	bucket *bus.Bucket
}

var _ Index = (*Bucket)(nil)

// NewBucket names a bucket; nothing is asked of the server yet.
func NewBucket(conn *bus.Conn, name string) *Bucket { return &Bucket{conn: conn, name: name} }

func (b *Bucket) open(ctx context.Context) (*bus.Bucket, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.bucket == nil {
		bucket, err := b.conn.Bucket(ctx, b.name)
		if err != nil {
			return nil, err
		}
		b.bucket = bucket
	}
	return b.bucket, nil
}

// Get is bus.Bucket.Get.
func (b *Bucket) Get(ctx context.Context, key string) ([]byte, uint64, error) {
	bucket, err := b.open(ctx)
	if err != nil {
		return nil, 0, err
	}
	return bucket.Get(ctx, key)
}

// Put is bus.Bucket.Put.
func (b *Bucket) Put(ctx context.Context, key string, value []byte, revision uint64) (uint64, error) {
	bucket, err := b.open(ctx)
	if err != nil {
		return 0, err
	}
	return bucket.Put(ctx, key, value, revision)
}

// Keys is bus.Bucket.Keys.
func (b *Bucket) Keys(ctx context.Context, filters ...string) ([]string, error) {
	bucket, err := b.open(ctx)
	if err != nil {
		return nil, err
	}
	return bucket.Keys(ctx, filters...)
}
