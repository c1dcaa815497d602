package access

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"
	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/logging"
)

// How keys are fetched.
const (
	refreshEvery = 15 * time.Minute // so long may a key live that was taken back
	fetchPause   = 30 * time.Second // between attempts, whatever callers ask for
	fetchTimeout = 10 * time.Second
	callPatience = 5 * time.Second // how long a call waits for a key that is new
)

// remote is the key set at an address. One goroutine, run, fetches it; calls
// read what is there, and ask for more at most every fetchPause.
type remote struct {
	issuerFile
	client *http.Client
	wanted chan struct{} // asks run to fetch

	mu      sync.Mutex
	set     *jose.JSONWebKeySet
	fetched time.Time     // when set came
	tried   time.Time     // when the last attempt began
	busy    bool          // an attempt is under way
	attempt chan struct{} // closed when it, or else the next one, has ended
}

func newRemote(definition issuerFile, open func(string) ([]byte, error)) (*remote, error) {
	config := &tls.Config{MinVersion: tls.VersionTLS12}
	if definition.CAFile != "" {
		pem, err := open(definition.CAFile)
		if err != nil {
			return nil, fmt.Errorf("ca_file: %w", err)
		}
		config.RootCAs = x509.NewCertPool()
		if !config.RootCAs.AppendCertsFromPEM(pem) {
			return nil, fmt.Errorf("ca_file %s: no certificate in it", definition.CAFile)
		}
	}
	return &remote{
		issuerFile: definition, wanted: make(chan struct{}, 1), attempt: make(chan struct{}),
		client: &http.Client{
			Timeout: fetchTimeout,
			Transport: &http.Transport{
				TLSClientConfig: config, Proxy: http.ProxyFromEnvironment, DisableKeepAlives: true, MaxResponseHeaderBytes: 64 << 10,
			},
			CheckRedirect: func(*http.Request, []*http.Request) error {
				return errors.New("keys are not fetched from where they were moved; write the new address")
			},
		},
	}, nil
}

// key is the key with an id. For one that is not there it waits for a fetch,
// unless there was one just before.
func (r *remote) key(ctx context.Context, id string) (jose.JSONWebKey, error) {
	key, found, ended := r.lookup(id)
	if found {
		return key, nil
	}
	if ended != nil {
		select {
		case r.wanted <- struct{}{}:
		default: // somebody asked already
		}
		ctx, cancel := context.WithTimeout(ctx, callPatience)
		defer cancel()
		select {
		case <-ended:
			if key, found, _ = r.lookup(id); found {
				return key, nil
			}
		case <-ctx.Done():
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.stale(time.Now()) {
		return key, fault.Transient("KEYS_UNAVAILABLE", "the keys of the token's issuer cannot be fetched at the moment, try again", nil)
	}
	return key, noKey(id)
}

// lookup finds a key in what is there; ended is closed when the attempt to fetch
// that is under way, or the next one, has ended, and nil when none may be made now.
func (r *remote) lookup(id string) (key jose.JSONWebKey, found bool, ended <-chan struct{}) {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := time.Now()
	if !r.stale(now) {
		key, found = find(r.set, id)
	}
	if r.busy || now.Sub(r.tried) >= fetchPause {
		ended = r.attempt
	}
	return key, found, ended
}

// stale reports whether the keys are too old to be trusted, or not there.
func (r *remote) stale(now time.Time) bool {
	return r.set == nil || now.Sub(r.fetched) > r.keepKeys()
}

func (r *remote) keepKeys() time.Duration {
	if r.KeepKeys > 0 {
		return r.KeepKeys
	}
	return keep
}

// run fetches the keys at once, when they are asked for, and every
// refreshEvery, until ctx ends.
func (r *remote) run(ctx context.Context, log *zap.Logger, failed func(error)) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-r.wanted:
		case <-timer.C:
		}
		r.mu.Lock()
		rest := fetchPause - time.Since(r.tried)
		r.mu.Unlock()
		if rest > 0 { // the question came while an attempt was under way
			timer.Reset(rest)
			continue
		}
		err := r.refresh(ctx)
		if ctx.Err() != nil {
			return
		}
		failed(err)
		next := refreshEvery
		if err != nil {
			next = fetchPause
			log.Error("keys of an issuer cannot be fetched, the last good ones are kept", zap.String(logging.KeyIssuer, r.Issuer), logging.Error(err))
		}
		timer.Reset(next)
	}
}

func (r *remote) refresh(ctx context.Context) error {
	r.mu.Lock()
	r.tried, r.busy = time.Now(), true
	r.mu.Unlock()
	ctx, cancel := context.WithTimeout(ctx, fetchTimeout)
	defer cancel()
	set, err := r.fetch(ctx)
	r.mu.Lock()
	defer r.mu.Unlock()
	if err == nil {
		r.set, r.fetched = set, time.Now()
	}
	close(r.attempt)
	r.busy = false
	r.attempt = make(chan struct{})
	return err
}

// fetch follows OpenID Connect Discovery 1.0, section 4, unless the address of
// the keys is known.
func (r *remote) fetch(ctx context.Context) (*jose.JSONWebKeySet, error) {
	address := r.KeysURL
	if r.Discover {
		var document struct {
			Issuer string `json:"issuer"`
			Keys   string `json:"jwks_uri"`
		}
		data, err := r.get(ctx, strings.TrimSuffix(r.Issuer, "/")+"/.well-known/openid-configuration")
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(data, &document); err != nil {
			return nil, fmt.Errorf("read the discovery document: %w", err)
		}
		if document.Issuer != r.Issuer {
			return nil, fmt.Errorf("the discovery document is of another issuer: %q", shortened(document.Issuer))
		}
		if !secure(document.Keys) {
			return nil, fmt.Errorf("the discovery document names no https:// address of keys: %q", shortened(document.Keys))
		}
		address = document.Keys
	}
	data, err := r.get(ctx, address)
	if err != nil {
		return nil, err
	}
	return parseKeys(data)
}

func (r *remote) get(ctx context.Context, address string) (data []byte, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, fmt.Errorf("ask for keys: %w", err)
	}
	request.Header.Set("Accept", "application/json")
	response, err := r.client.Do(request)
	if err != nil {
		return nil, fmt.Errorf("ask for keys: %w", err)
	}
	defer func() { err = errors.Join(err, response.Body.Close()) }()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("ask for keys: %s answers %s", address, response.Status)
	}
	data, err = io.ReadAll(io.LimitReader(response.Body, maxFileBytes+1))
	if err != nil {
		return nil, fmt.Errorf("ask for keys: %w", err)
	}
	if len(data) > maxFileBytes {
		return nil, fmt.Errorf("ask for keys: %s answers with more than %d bytes", address, maxFileBytes)
	}
	return data, nil
}
