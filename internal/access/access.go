// Package access says who calls an RPC and whether he may. Who: by the
// certificate that he shows in TLS, or by a token that a trusted issuer signed.
// What he may: by roles that one policy file gives to names, default deny.
//
// Package rpc asks it on every call. docs/security.md is its manual.
package access

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/caller"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/telemetry"
)

// interval is how often files and calls are looked at.
const interval = 5 * time.Second

// Config is the part of a service's configuration that is about who may call it.
type Config struct {
	Policy string `env:"ACCESS_POLICY" shared:"true" help:"policy file, YAML, that says who may call what (docs/security.md); read again when it changes; empty: whoever can connect may call everything"`
	// Interval is how often the files are looked at, and calls that go on; 0 is
	// every 5 seconds.
	Interval time.Duration
}

// Deps is what a guard needs.
type Deps struct {
	Log     *zap.Logger
	Metrics telemetry.Registerer // nil: nobody sees them
	// Now is the clock; nil is the machine's.
	Now func() time.Time
}

// Guard decides about calls. It is safe for concurrent use.
type Guard struct {
	cfg     Config
	deps    Deps
	metrics *metrics
	policy  atomic.Pointer[Policy]
}

// New reads the policy; a wrong one is an error that names every line that is.
func New(cfg Config, deps Deps) (*Guard, error) {
	if cfg.Policy == "" {
		return nil, errors.New("make guard: a policy is required")
	}
	if deps.Log == nil {
		deps.Log = zap.NewNop()
	}
	deps.Log = deps.Log.Named("access")
	if deps.Now == nil {
		deps.Now = time.Now
	}
	if cfg.Interval == 0 {
		cfg.Interval = interval
	}
	counts, err := newMetrics(deps.Metrics)
	if err != nil {
		return nil, fmt.Errorf("make guard: %w", err)
	}
	policy, err := ReadPolicy(cfg.Policy)
	if err != nil {
		return nil, err
	}
	g := &Guard{cfg: cfg, deps: deps, metrics: counts}
	g.adopt(policy)
	return g, nil
}

// Identity is who calls, with what the policy may ask about him.
type Identity struct {
	caller.Caller
	// Expires is when what he showed loses its force; zero is never.
	Expires time.Time

	names  *names  // of a certificate
	claims *claims // of a token
}

// Authenticate says who makes a call with the peer and metadata of ctx. A token
// counts more than a certificate, and a bad one is an error whatever else is
// shown. Who shows nothing is anonymous. Errors are fault.ErrUnauthenticated,
// or fault.ErrTransient while the keys of the issuer are not there.
func (g *Guard) Authenticate(ctx context.Context) (Identity, error) {
	policy := g.policy.Load()
	id, err := g.identify(ctx, policy)
	if err != nil {
		g.count(err)
		return Identity{Caller: caller.Of(ctx)}, err
	}
	id.Roles = texts(policy.roles(id))
	return id, nil
}

func (g *Guard) identify(ctx context.Context, policy *Policy) (Identity, error) {
	raw, shown, err := bearer(ctx)
	if err != nil {
		return Identity{}, err
	}
	if shown {
		return policy.token(ctx, raw, g.deps.Now())
	}
	if cert := certificateOf(ctx); cert != nil {
		return certified(cert, g.deps.Now())
	}
	return Identity{Caller: caller.Of(ctx)}, nil
}

// Interval is how often calls that go on are to be authorised again.
func (g *Guard) Interval() time.Duration { return g.cfg.Interval }

// Authorise says whether the policy that now holds lets a caller make a call;
// method is its full name. Errors are fault.ErrUnauthenticated for who has not
// said who he is, or whose word has expired, and fault.ErrDenied.
func (g *Guard) Authorise(id Identity, method string) error {
	err := g.authorise(id, method)
	if err != nil {
		g.count(err)
	}
	return err
}

func (g *Guard) authorise(id Identity, method string) error {
	if Open(method) {
		return nil
	}
	if !id.Expires.IsZero() && g.deps.Now().After(id.Expires) {
		return errExpired
	}
	policy := g.policy.Load()
	if policy.Allows(policy.roles(id), method) || policy.direct(id, method) {
		return nil
	}
	if id.Kind == caller.Anonymous {
		return errMissing
	}
	return denied(method, policy.methods[method])
}

func (g *Guard) count(err error) {
	if f := new(fault.Error); errors.As(err, &f) {
		g.metrics.refused.WithLabelValues(f.Reason).Inc()
	}
}
