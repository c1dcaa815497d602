package access

import (
	"context"
	"reflect"
	"sync"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/run"
)

// Run reads the files again when they change, and fetches keys, until ctx ends.
// A policy that cannot be used changes nothing: the last good one holds, and an
// error is logged once.
func (g *Guard) Run(ctx context.Context) {
	fetching := &fetchers{log: g.deps.Log, stale: func(err error) { g.metrics.note("keys", err) }}
	defer fetching.stop()
	fetching.follow(ctx, g.policy.Load())
	run.Repeat(ctx, g.cfg.Interval, func() error {
		err := g.reload()
		g.metrics.note("policy", err)
		fetching.follow(ctx, g.policy.Load())
		return err
	}, func(err error) {
		g.deps.Log.Error("access policy cannot be used, the last good one holds", logging.Error(err))
	})
}

func (g *Guard) reload() error {
	policy, err := ReadPolicy(g.cfg.Policy)
	if err != nil {
		return err
	}
	if policy.digest != g.policy.Load().digest {
		g.adopt(policy)
	}
	return nil
}

// adopt lets a policy hold from now on. Keys that were fetched for an issuer who
// is defined as before are kept.
func (g *Guard) adopt(policy *Policy) {
	if before := g.policy.Load(); before != nil {
		for name, now := range policy.issuers {
			if was := before.issuers[name]; was != nil && was.remote != nil && now.remote != nil && now.CAFile == "" &&
				reflect.DeepEqual(was.issuerFile, now.issuerFile) {
				now.remote = was.remote
			}
		}
	}
	g.policy.Store(policy)
	g.deps.Log.Info("access policy holds", zap.String(logging.KeyPlace, g.cfg.Policy), logging.Count(len(policy.file.Bindings)))
}

// fetchers runs one goroutine for each remote key set of a policy.
type fetchers struct {
	log     *zap.Logger
	stale   func(error)
	wait    sync.WaitGroup
	running map[*remote]context.CancelFunc
}

func (f *fetchers) follow(ctx context.Context, policy *Policy) {
	wanted := map[*remote]bool{}
	for _, i := range policy.issuers {
		if i.remote != nil {
			wanted[i.remote] = true
		}
	}
	if f.running == nil {
		f.running = map[*remote]context.CancelFunc{}
	}
	for r, cancel := range f.running {
		if !wanted[r] {
			cancel()
			delete(f.running, r)
		}
	}
	for r := range wanted {
		if f.running[r] != nil {
			continue
		}
		own, cancel := context.WithCancel(ctx)
		f.running[r] = cancel
		f.wait.Go(func() { r.run(own, f.log, f.stale) })
	}
}

func (f *fetchers) stop() {
	for _, cancel := range f.running {
		cancel()
	}
	f.wait.Wait()
}
