package feed_test

import (
	"slices"
	"strconv"
	"sync"
	"testing"

	"github.com/barograph/barograph/services/aggregate/internal/feed"
)

func keys(changes []feed.Change[int]) []string {
	var out []string
	for _, c := range changes {
		text := c.Key + "=" + strconv.Itoa(c.Value)
		if c.Deleted {
			text = c.Key + " deleted"
		}
		out = append(out, text)
	}
	return out
}

func TestSinceGivesTheLatestOfEachKeyInOrder(t *testing.T) {
	f := feed.New[int]()
	f.Put("a", 1)
	f.Put("b", 1)
	f.Put("a", 2)
	f.Delete("unknown")
	changes, cursor, changed := f.Since(0)
	if got, want := keys(changes), []string{"b=1", "a=2"}; !slices.Equal(got, want) {
		t.Fatalf("Since(0) = %v, want %v", got, want)
	}
	select {
	case <-changed:
		t.Fatal("changed is closed without a change")
	default:
	}
	f.Delete("b")
	<-changed
	changes, cursor, _ = f.Since(cursor)
	if got, want := keys(changes), []string{"b deleted"}; !slices.Equal(got, want) {
		t.Fatalf("Since = %v, want %v", got, want)
	}
	if changes, _, _ := f.Since(cursor); len(changes) != 0 {
		t.Fatalf("Since the end = %v, want nothing", keys(changes))
	}
	if got, want := keys(f.All()), []string{"a=2"}; !slices.Equal(got, want) {
		t.Fatalf("All = %v, want %v", got, want)
	}
	if v, ok := f.Get("b"); ok || v != 0 {
		t.Fatalf("Get of a deleted key = %d, %v", v, ok)
	}
	f.Delete("b")
	if changes, _, _ := f.Since(cursor); len(changes) != 0 {
		t.Fatalf("deleting twice told readers %v", keys(changes))
	}
}

func TestReadersNeverMissTheLastValue(t *testing.T) {
	const last = 500
	f := feed.New[int]()
	var readers sync.WaitGroup
	for range 8 {
		readers.Go(func() {
			var cursor feed.Cursor
			seen := 0
			for seen < last {
				changes, next, changed := f.Since(cursor)
				for _, c := range changes {
					if c.Value < seen {
						t.Errorf("value fell from %d to %d", seen, c.Value)
						return
					}
					seen = c.Value
				}
				if cursor = next; seen < last {
					<-changed
				}
			}
		})
	}
	for i := range last + 1 {
		f.Put("a", i)
	}
	readers.Wait()
}
