package transport

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"sync"
	"time"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/logging"
)

// Certificates are those of one folder. They are read again at the first
// handshake after an interval, and all the time while [Certificates.Watch] runs;
// a connection that is open keeps those that it was made with. Files that do not
// fit together, half-written ones among them, are never used: the last good ones
// stay. A nil *Certificates stands for plain text.
type Certificates struct {
	dir      string
	use      string
	log      *zap.Logger
	refusals *zap.Logger // sampled: callers can make as many as they like
	interval time.Duration
	metrics  *metrics

	mu       sync.Mutex
	material *material
	seen     [sha256.Size]byte // digest of the files when they were last looked at
	looked   time.Time
	problem  string // why the files are not in use; empty: they are
	told     expiry // what was said about the end of the material
}

// Open reads a folder and says what is wrong with it. Without one (empty) it
// returns nil, which stands for plain text.
func Open(dir string, deps Deps) (*Certificates, error) {
	if dir == "" {
		return nil, nil
	}
	if deps.Log == nil {
		deps.Log = zap.NewNop()
	}
	if deps.Interval <= 0 {
		deps.Interval = defaultInterval
	}
	log := deps.Log.Named("transport").With(zap.String(logging.KeyUse, deps.Use), zap.String(logging.KeyPlace, dir))
	c := &Certificates{dir: dir, use: deps.Use, log: log, refusals: sampled(log), interval: deps.Interval}
	c.look(time.Now())
	if c.material == nil {
		return nil, fmt.Errorf("certificates in %s: %s", dir, c.problem)
	}
	var err error
	if c.metrics, err = newMetrics(c, deps.Metrics); err != nil {
		return nil, err
	}
	return c, nil
}

// Watch reads the files whenever they change, and says so when they are about
// to expire, until ctx ends; it returns nil. A nil *Certificates waits.
func (c *Certificates) Watch(ctx context.Context) error {
	if c == nil {
		<-ctx.Done()
		return nil
	}
	tick := time.NewTicker(c.interval)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			c.current()
		case <-ctx.Done():
			return nil
		}
	}
}

// current is the newest set of certificates that fit together.
func (c *Certificates) current() *material {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := time.Now(); now.Sub(c.looked) >= c.interval {
		c.look(now)
		c.remind(now)
	}
	return c.material
}

// look reads the folder and takes what fits. The caller holds the lock.
func (c *Certificates) look(now time.Time) {
	found, err := read(c.dir)
	c.looked = now
	digest := found.digest()
	if err == nil && c.material != nil && c.problem == "" && digest == c.seen {
		return
	}
	c.seen = digest
	var fresh *material
	if err == nil {
		fresh, err = parse(found, now)
	}
	if err == nil && c.material != nil && c.material.own != nil && fresh.own == nil {
		err = missing(CertificateFile)
	}
	if err != nil {
		c.refuse(err)
		return
	}
	c.material, c.problem, c.told = fresh, "", expiryFar
	c.log.Info("certificates loaded", fresh.fields()...)
	for _, warning := range fresh.warnings {
		c.log.Warn("certificates may not do", zap.String(logging.KeyProblem, warning))
	}
}

// refuse keeps the material and says why, once.
func (c *Certificates) refuse(err error) {
	if problem := err.Error(); problem != c.problem {
		c.problem = problem
		if c.material != nil {
			c.log.Error("certificates could not be loaded, the last good ones stay in use", append(c.material.fields(), logging.Error(err))...)
		}
	}
}

// HasOwn says whether the process has a certificate to show.
func (c *Certificates) HasOwn() bool { return c != nil && c.current().own != nil }

// Own is the certificate of the process, as the nats client asks for it.
func (c *Certificates) Own() (tls.Certificate, error) {
	if m := c.current(); m.own != nil {
		return *m.own, nil
	}
	return tls.Certificate{}, fmt.Errorf("certificates in %s: %w", c.dir, missing(CertificateFile))
}

// Authorities are who is trusted, as the nats client asks for them.
func (c *Certificates) Authorities() (*x509.CertPool, error) { return c.current().authorities, nil }
