package tag_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"github.com/barograph/barograph/internal/cputest"
)

// budget is a context that ends once it was asked so many times.
type budget struct {
	context.Context
	left atomic.Int64
}

func (b *budget) Err() error {
	if b.left.Add(-1) < 0 {
		return context.DeadlineExceeded
	}
	return nil
}

// A tagger asks for the time often enough to end soon, wherever it is then, and
// never returns what is not whole.
func TestEndsWhenTheTimeIsOver(t *testing.T) {
	tg := tagger(t, invented)
	a := article("", stuffed(dense["gifts"], 1<<16))
	whole := tg.Tag(a)
	start := cputest.Spent(t)
	tg.Tag(a)
	all := cputest.Spent(t) - start
	for _, left := range []int64{0, 1, 2, 5, 20} {
		ctx := &budget{Context: t.Context()}
		ctx.left.Store(left)
		start := cputest.Spent(t)
		got, err := tg.TagContext(ctx, a)
		if !errors.Is(err, context.DeadlineExceeded) || got != nil {
			t.Errorf("with %d looks at the clock: %v, %v", left, got, err)
		}
		if took := cputest.Spent(t) - start; took > all/2 {
			t.Errorf("with %d looks at the clock it took %s of %s", left, took, all)
		}
	}
	ctx := &budget{Context: t.Context()}
	ctx.left.Store(1 << 40)
	got, err := tg.TagContext(ctx, a)
	if err != nil || len(got.GetClaims()) != len(whole.GetClaims()) {
		t.Errorf("with all the time: %d claims of %d, %v", len(got.GetClaims()), len(whole.GetClaims()), err)
	}
	if asked := (1 << 40) - ctx.left.Load(); asked < 300 {
		t.Errorf("a text of hundreds of sentences looked at the clock %d times only", asked)
	}
}
