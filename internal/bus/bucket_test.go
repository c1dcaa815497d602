package bus_test

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"sync"
	"testing"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/proto/subject"
)

func bucket(t *testing.T) *bus.Bucket {
	t.Helper()
	b, err := start(t).Bucket(t.Context(), subject.BucketAssessments)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestBucketNeverOverwritesUnawares(t *testing.T) {
	b, ctx := bucket(t), t.Context()
	key := subject.HeadKey("gaza-isf")
	if _, _, err := b.Get(ctx, key); !errors.Is(err, fault.ErrNotFound) {
		t.Fatalf("Get of nothing = %v, want fault.ErrNotFound", err)
	}
	first, err := b.Put(ctx, key, []byte("1"), 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Put(ctx, key, []byte("x"), 0); !errors.Is(err, fault.ErrConflict) {
		t.Errorf("Put where a key exists = %v, want fault.ErrConflict", err)
	}
	second, err := b.Put(ctx, key, []byte("2"), first)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Put(ctx, key, []byte("x"), first); !errors.Is(err, fault.ErrConflict) {
		t.Errorf("Put over an old revision = %v, want fault.ErrConflict", err)
	}
	if err := b.Delete(ctx, key, first); !errors.Is(err, fault.ErrConflict) {
		t.Errorf("Delete of an old revision = %v, want fault.ErrConflict", err)
	}
	if value, revision, err := b.Get(ctx, key); err != nil || string(value) != "2" || revision != second {
		t.Errorf("Get = %q at %d, %v; want 2 at %d", value, revision, err, second)
	}
	if err := b.Delete(ctx, key, second); err != nil {
		t.Fatal(err)
	}
	if _, _, err := b.Get(ctx, key); !errors.Is(err, fault.ErrNotFound) {
		t.Errorf("Get after Delete = %v, want fault.ErrNotFound", err)
	}
	if _, err := b.Put(ctx, key, []byte("3"), 0); err != nil {
		t.Errorf("Put after Delete = %v", err)
	}
	if err := b.Set(ctx, key, []byte("4")); err != nil {
		t.Errorf("Set over a value = %v", err)
	}
	if err := b.Set(ctx, "unwritten", []byte("5")); err != nil {
		t.Errorf("Set of nothing = %v", err)
	}
	if value, _, err := b.Get(ctx, key); err != nil || string(value) != "4" {
		t.Errorf("Get after Set = %q, %v; want 4", value, err)
	}
	if _, err := b.Put(ctx, "large", bytes.Repeat([]byte("x"), 600<<10), 0); !errors.Is(err, fault.ErrInvalid) {
		t.Errorf("Put of a large value = %v, want fault.ErrInvalid", err)
	}
}

func TestModifyLosesNoUpdate(t *testing.T) {
	b, ctx := bucket(t), t.Context()
	var wait sync.WaitGroup
	const writers, each = 4, 10
	for range writers {
		wait.Go(func() {
			for range each {
				if _, err := b.Modify(ctx, "count", func(old []byte) ([]byte, error) {
					n, err := strconv.Atoi("0" + string(old))
					return []byte(strconv.Itoa(n + 1)), err
				}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	if value, _, err := b.Get(ctx, "count"); err != nil || string(value) != strconv.Itoa(writers*each) {
		t.Errorf("count = %s, %v; want %d", value, err, writers*each)
	}
	no := errors.New("no")
	if _, err := b.Modify(ctx, "count", func([]byte) ([]byte, error) { return nil, no }); !errors.Is(err, no) {
		t.Errorf("Modify = %v, want the error of the change", err)
	}
}

func TestKeys(t *testing.T) {
	b, ctx := bucket(t), t.Context()
	for _, key := range []string{"a.head", "b.head", "a.shard.1"} {
		if _, err := b.Put(ctx, key, []byte("x"), 0); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		filters, want []string
	}{
		{nil, []string{"a.head", "a.shard.1", "b.head"}},
		{[]string{"*.head"}, []string{"a.head", "b.head"}},
		{[]string{"c.>"}, nil},
	} {
		got, err := b.Keys(ctx, tt.filters...)
		slices.Sort(got)
		if err != nil || !slices.Equal(got, tt.want) {
			t.Errorf("Keys(%q) = %q, %v; want %q", tt.filters, got, err, tt.want)
		}
	}
}
