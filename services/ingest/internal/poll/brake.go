package poll

import (
	"math"
	"sync"
	"time"
)

// longestRest is how many times the first rest the longest is.
const longestRest = 60

// brake slows all feeds down while the store takes nothing: publishers are not
// asked again and again for what cannot be kept. Then one feed at a time is
// tried, after ever longer rests.
type brake struct {
	first    time.Duration // rest
	mu       sync.Mutex
	failures int
	until    time.Time // of the rest
}

// failed takes in that the store took nothing. What fails during a rest was
// begun before it, and says nothing new.
func (b *brake) failed(now time.Time, chance float64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if now.Before(b.until) {
		return
	}
	factor := min(math.Exp2(float64(min(b.failures, 30))), longestRest)
	b.failures++
	b.until = now.Add(time.Duration(float64(b.first) * factor * (0.75 + chance/2)))
}

// passed takes in that the store took something.
func (b *brake) passed() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.failures, b.until = 0, time.Time{}
}

// readers is how many feeds may be read at once, and when that may change.
func (b *brake) readers(now time.Time, most int) (int, time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.failures == 0:
		return most, time.Time{}
	case now.Before(b.until):
		return 0, b.until
	case now.After(b.until.Add(longestRest * b.first)): // nobody had anything to store
		b.failures = 0
		return most, time.Time{}
	}
	return 1, time.Time{}
}
