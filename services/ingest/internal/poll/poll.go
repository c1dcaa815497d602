// Package poll reads the feeds: each when its time has come, through the polite
// client and the extractor, into the store. What it has taken in survives a
// crash, and what it could not have is tried again. One process of several does
// it, which holds the lease.
package poll

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/bus"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/ingest/internal/extract"
	"github.com/barograph/barograph/services/ingest/internal/schedule"
	"github.com/barograph/barograph/services/ingest/internal/web"
)

// Sources are what is to be read, and what is remembered of it.
type Sources interface {
	Ready(ctx context.Context) error
	Active() (sources []*sourcev1.Source, changed <-chan struct{})
	Of(declared, address string) *articlev1.Source
	PutStatus(ctx context.Context, source, feed string, s *sourcev1.FeedStatus) error
	Memory(ctx context.Context, source, feed string) ([]byte, error)
	PutMemory(ctx context.Context, source, feed string, memory []byte) error
}

// Fetcher asks for addresses.
type Fetcher interface {
	Fetch(ctx context.Context, request web.Request) (*web.Response, error)
}

// Store keeps articles.
type Store interface {
	Submit(ctx context.Context, a *articlev1.Article) (*ingestv1.SubmitArticleResponse, error)
	Retract(ctx context.Context, id, reason string) (revision uint32, changed bool, err error)
	Get(ctx context.Context, id string, revision uint32) (*articlev1.Article, *articlev1.Retraction, error)
}

// Lease sees to it that one process reads.
type Lease interface {
	Hold(ctx context.Context, lease bus.Lease, work func(ctx context.Context) error, log *zap.Logger) error
}

// Config says how to read. Start from [Default].
type Config struct {
	// Readers is how many feeds are read at once.
	Readers int
	// Turn is after how long a read makes way for another feed; what is left
	// comes with the next one.
	Turn time.Duration
	// Policy bounds the time between two reads where a feed does not.
	Policy schedule.Policy
	// MaxItems is how many new items of one read are taken, the newest, where a
	// feed does not say.
	MaxItems int
	// Revisits are the ages at which an article is looked at again, counted from
	// when it was read.
	Revisits []time.Duration
	// FrozenAfter is the least silence after which a feed is called frozen.
	FrozenAfter time.Duration
	// Outage is how long feeds rest at first when the store takes nothing; while
	// that lasts, up to 60 times as long.
	Outage time.Duration
	// Lease is after which time another process takes over from one that died.
	Lease time.Duration
}

// Default reads eight feeds at once and looks at each article again after an
// hour, six hours, a day and three days: most corrections come within a day.
func Default() Config {
	return Config{
		Readers: 8, Turn: 5 * time.Minute, Policy: schedule.Default(), MaxItems: 500,
		Revisits:    []time.Duration{time.Hour, 6 * time.Hour, 24 * time.Hour, 72 * time.Hour},
		FrozenAfter: 24 * time.Hour, Outage: 10 * time.Second, Lease: 15 * time.Second,
	}
}

// Validate says what is wrong.
func (c Config) Validate() error {
	if c.Readers < 1 || c.Turn <= 0 || c.MaxItems < 1 || c.FrozenAfter <= 0 || c.Outage <= 0 || c.Lease < 100*time.Millisecond {
		return errors.New("readers, turn, items, silence, rest and lease of the feeds must be positive")
	}
	for i, age := range c.Revisits {
		if age <= 0 || i > 0 && age <= c.Revisits[i-1] {
			return errors.New("the ages at which articles are looked at again must rise from above 0")
		}
	}
	return c.Policy.Validate()
}

// Deps is what a poller stands on.
type Deps struct {
	Sources   Sources
	Fetcher   Fetcher
	Extractor extract.Extractor
	Store     Store
	Lease     Lease
	// Now is the clock that dates of articles are checked against.
	Now func() time.Time
	// Clock says when feeds are due: the wall clock. It is another than Now since
	// that may stand still.
	Clock func() time.Time
	// Random draws from [0, 1); nil draws by the runtime.
	Random func() float64
	Log    *zap.Logger
}

// Poller reads feeds.
type Poller struct {
	Config
	Deps
	brake brake
}

// New makes a poller; nothing is read before [Poller.Run].
func New(cfg Config, deps Deps) (*Poller, error) {
	if err := cfg.Validate(); err != nil {
		return nil, fmt.Errorf("configure poller: %w", err)
	}
	if deps.Sources == nil || deps.Fetcher == nil || deps.Extractor == nil || deps.Store == nil || deps.Lease == nil || deps.Now == nil || deps.Clock == nil {
		return nil, errors.New("make poller: sources, fetcher, extractor, store, lease and both clocks are required")
	}
	if deps.Random == nil {
		deps.Random = rand.Float64
	}
	if deps.Log == nil {
		deps.Log = zap.NewNop()
	}
	deps.Log = deps.Log.Named("feeds")
	return &Poller{Config: cfg, Deps: deps, brake: brake{first: cfg.Outage}}, nil
}

// Run reads feeds until ctx ends, while this process holds the lease.
func (p *Poller) Run(ctx context.Context) error {
	lease := bus.Lease{Bucket: subject.BucketFeeds, Key: subject.FeedLeaseKey(), Time: p.Config.Lease}
	return p.Deps.Lease.Hold(ctx, lease, p.read, p.Log)
}
