package fetch

import (
	"container/list"
	"context"
	"fmt"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// host is what is remembered of one host: how fast it may be asked, and its
// robots.txt by scheme.
type host struct {
	key   string
	slots chan struct{}
	asks  chan struct{} // held by who reads robots.txt
	rate  *rate.Limiter
	users int // retrievals that hold or wait for it; guarded by the table

	mu     sync.Mutex
	pause  time.Time // no request before
	robots map[string]*robotsFile
}

// table holds the hosts asked last, in bounded memory: the one that was not
// used for longest goes first, one in use never.
type table struct {
	cfg Config

	mu     sync.Mutex
	hosts  map[string]*list.Element
	order  *list.List // front: used last
	robots int        // bytes of all robots.txt
}

func newTable(cfg Config) *table {
	return &table{cfg: cfg, hosts: map[string]*list.Element{}, order: list.New()}
}

// hold returns the host; it stays in the table until release.
func (t *table) hold(key string) *host {
	t.mu.Lock()
	defer t.mu.Unlock()
	element, ok := t.hosts[key]
	if !ok {
		element = t.order.PushFront(&host{
			key: key, slots: make(chan struct{}, t.cfg.Concurrency), asks: make(chan struct{}, 1),
			rate:   rate.NewLimiter(rate.Limit(t.cfg.Rate), t.cfg.Burst),
			robots: map[string]*robotsFile{},
		})
		t.hosts[key] = element
	}
	t.order.MoveToFront(element)
	h := element.Value.(*host) //nolint:forcetypeassert // the list holds nothing else
	h.users++
	return h
}

func (t *table) release(h *host) {
	t.mu.Lock()
	defer t.mu.Unlock()
	h.users--
	t.shrink()
}

// grown notes how the robots.txt of a held host changed the total.
func (t *table) grown(bytes int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.robots += bytes
	t.shrink()
}

// shrink forgets idle hosts until the bounds hold. A pause of such a host is
// lost with it, but the feed's own schedule still keeps to it.
func (t *table) shrink() {
	for element := t.order.Back(); element != nil; {
		if t.order.Len() <= t.cfg.MaxHosts && t.robots <= t.cfg.MaxRobotsBytes {
			return
		}
		previous := element.Prev()
		if h := element.Value.(*host); h.users == 0 { //nolint:forcetypeassert // the list holds nothing else
			t.order.Remove(element)
			delete(t.hosts, h.key)
			t.robots -= h.robotsBytes()
		}
		element = previous
	}
}

func (h *host) robotsBytes() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	size := 0
	for _, file := range h.robots {
		size += file.size()
	}
	return size
}

// enter waits for a turn at the host and returns how to leave it. A turn that
// would come later than maxWait is refused at once with a busy error.
func (h *host) enter(ctx context.Context, maxWait time.Duration) (func(), error) {
	start := time.Now()
	if wait := h.paused(start); wait > maxWait {
		return nil, &busy{host: h.key, until: start.Add(wait)}
	}
	timer := time.NewTimer(maxWait)
	defer timer.Stop()
	select {
	case h.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	case <-timer.C:
		return nil, &busy{host: h.key, until: time.Now().Add(maxWait)}
	}
	leave := func() { <-h.slots }
	if err := h.await(ctx, start.Add(maxWait)); err != nil {
		leave()
		return nil, err
	}
	return leave, nil
}

// await waits for the rate and for the end of a pause, if they come before the limit.
func (h *host) await(ctx context.Context, limit time.Time) error {
	now := time.Now()
	turn := h.rate.ReserveN(now, 1)
	wait := max(turn.DelayFrom(now), h.paused(now))
	if now.Add(wait).After(limit) {
		turn.CancelAt(now)
		return &busy{host: h.key, until: now.Add(wait)}
	}
	if wait == 0 {
		return nil
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		turn.Cancel()
		return context.Cause(ctx)
	}
}

// paused is how long the host still wants to be left alone.
func (h *host) paused(now time.Time) time.Duration {
	h.mu.Lock()
	defer h.mu.Unlock()
	return max(h.pause.Sub(now), 0)
}

// rest leaves the host alone until a moment; an earlier one does not shorten it.
func (h *host) rest(until time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if until.After(h.pause) {
		h.pause = until
	}
}

// slow keeps to the Crawl-delay that a host asks for.
func (h *host) slow(delay time.Duration, cfg Config) {
	limit, burst := rate.Limit(cfg.Rate), cfg.Burst
	if delay > 0 {
		limit, burst = min(limit, rate.Every(delay)), 1
	}
	if h.rate.Limit() != limit {
		h.rate.SetLimit(limit)
	}
	if h.rate.Burst() != burst {
		h.rate.SetBurst(burst)
	}
}

// busy says until when a host has to be left alone.
type busy struct {
	host  string
	until time.Time
}

func (b *busy) Error() string {
	return fmt.Sprintf("%s is to be left alone until %s", b.host, b.until.UTC().Format(time.RFC3339))
}
