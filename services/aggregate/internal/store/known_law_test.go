package store_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"go.uber.org/zap"
	"google.golang.org/protobuf/proto"
	"pgregory.net/rapid"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/fault"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/record"
	"github.com/barograph/barograph/services/aggregate/internal/store"
)

// chronicle is what was published of some initiatives, as somebody noted it who
// was there.
type chronicle struct {
	tb    testing.TB
	conn  *bus.Conn
	store *store.Assessments
	ids   []string
	heads map[string]record.Head
	noted map[string][]*assessmentv1.Record
}

// publish saves a next revision, at times with a crash between record and event.
func (c *chronicle) publish(t *rapid.T, minute int) {
	id := rapid.SampledFrom(c.ids).Draw(t, "initiative")
	next := revision(id, uint64(len(c.noted[id])+1), rapid.Float64Range(0.01, 0.99).Draw(t, "probability"), known(minute))
	if rapid.IntRange(0, 4).Draw(t, "crash") == 0 {
		crashAfter(c.tb, c.conn, c.heads[id], next)
		c.heads[id] = load(c.tb, c.store, id)
	} else {
		c.heads[id] = save(c.tb, c.store, c.heads[id], next)
	}
	c.noted[id] = append(c.noted[id], proto.CloneOf(next))
}

// at is what was noted last at or before a time; nil for nothing.
func (c *chronicle) at(id string, t time.Time) (last *assessmentv1.Record) {
	for _, r := range c.noted[id] {
		if !r.GetKnownTime().AsTime().After(t) {
			last = r
		}
	}
	return last
}

// Property 7: whatever was published, and whenever somebody asks, what was known
// at a time is what had been published by then, byte for byte.
func TestWhatWasKnownIsWhatWasPublished(t *testing.T) {
	conn := bustest.Start(t, bustest.Options{}).Connect("aggregate")
	round := 0
	rapid.Check(t, func(rt *rapid.T) {
		round++ // all rounds share a stream: each reads between the events of the others
		c := &chronicle{tb: t, conn: conn, store: store.NewAssessments(conn, zap.NewNop()), heads: map[string]record.Head{}, noted: map[string][]*assessmentv1.Record{}}
		for i := range rapid.IntRange(1, 3).Draw(rt, "initiatives") {
			c.ids = append(c.ids, fmt.Sprintf("g-%d-%d", round, i))
		}
		minute := 0
		for range rapid.IntRange(0, 12).Draw(rt, "revisions") {
			minute += rapid.IntRange(0, 3).Draw(rt, "minutes")
			c.publish(rt, minute)
		}
		for range 10 {
			id := rapid.SampledFrom(c.ids).Draw(rt, "asked for")
			at := known(0).Add(time.Duration(rapid.IntRange(-2, 2*minute+2).Draw(rt, "half minutes")) * time.Minute / 2)
			want := c.at(id, at)
			got, err := c.store.KnownAt(t.Context(), id, at)
			if want == nil && !errors.Is(err, fault.ErrNotFound) || want != nil && (err != nil || !proto.Equal(got, want)) {
				rt.Fatalf("%s at %s: got %v, %v, want %v", id, at, got, err, want)
			}
		}
	})
}
