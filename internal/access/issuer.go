package access

import (
	"context"
	"crypto/rsa"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

const (
	maxKeys    = 100
	minRSABits = 2048
)

// issuer is who signs tokens, with defaults filled in.
type issuer struct {
	issuerFile
	fixed  *jose.JSONWebKeySet // of a file
	remote *remote             // from an address
}

func newIssuer(definition issuerFile, open func(string) ([]byte, error)) (*issuer, error) {
	i := &issuer{issuerFile: definition}
	if len(i.Algorithms) == 0 {
		i.Algorithms = usual
	}
	if i.Leeway == 0 {
		i.Leeway = leeway
	}
	if i.MaxAge == 0 {
		i.MaxAge = maxAge
	}
	if i.KeepKeys == 0 {
		i.KeepKeys = keep
	}
	if i.KeysFile == "" {
		var err error
		i.remote, err = newRemote(i.issuerFile, open)
		return i, err
	}
	data, err := open(i.KeysFile)
	if err != nil {
		return nil, fmt.Errorf("keys_file: %w", err)
	}
	if i.fixed, err = parseKeys(data); err != nil {
		return nil, fmt.Errorf("keys_file %s: %w", i.KeysFile, err)
	}
	return i, nil
}

// parseKeys reads a JSON Web Key Set. Keys that do not sign are left out; a
// secret among them is an error, since whoever reads the set could sign.
func parseKeys(data []byte) (*jose.JSONWebKeySet, error) {
	var raw struct {
		Keys []json.RawMessage `json:"keys"`
	}
	if err := json.Unmarshal(data, &raw); err != nil {
		return nil, fmt.Errorf("not a JSON Web Key Set: %w", err)
	}
	if len(raw.Keys) > maxKeys {
		return nil, fmt.Errorf("%d keys; at most %d can be", len(raw.Keys), maxKeys)
	}
	set := &jose.JSONWebKeySet{}
	seen := map[string]bool{}
	for n, text := range raw.Keys {
		var kind struct {
			Type string `json:"kty"`
			Use  string `json:"use"`
		}
		if err := json.Unmarshal(text, &kind); err != nil {
			return nil, fmt.Errorf("key %d: %w", n, err)
		}
		if kind.Type == "oct" {
			return nil, fmt.Errorf("key %d is a shared secret; only public keys can be", n)
		}
		if kind.Use != "" && kind.Use != "sig" {
			continue
		}
		var key jose.JSONWebKey
		if err := json.Unmarshal(text, &key); err != nil {
			if kind.Type == "RSA" || kind.Type == "EC" || kind.Type == "OKP" {
				return nil, fmt.Errorf("key %d: %w", n, err)
			}
			continue // of a kind to come
		}
		if err := usable(key); err != nil {
			return nil, fmt.Errorf("key %d: %w", n, err)
		}
		if seen[key.KeyID] {
			return nil, fmt.Errorf("key %d has the kid %q of another", n, key.KeyID)
		}
		seen[key.KeyID] = true
		set.Keys = append(set.Keys, key)
	}
	if len(set.Keys) == 0 {
		return nil, errors.New("there is no key to verify signatures with")
	}
	return set, nil
}

func usable(key jose.JSONWebKey) error {
	if !key.IsPublic() {
		return errors.New("it is a private key; only public keys belong here")
	}
	if public, ok := key.Key.(*rsa.PublicKey); ok && public.N.BitLen() < minRSABits {
		return fmt.Errorf("RSA with %d bits; at least %d are needed", public.N.BitLen(), minRSABits)
	}
	return nil
}

// verify returns what a token says if a key of the issuer signed it.
func (i *issuer) verify(ctx context.Context, token *jwt.JSONWebToken) (content, error) {
	header := token.Headers[0] // compact form has one
	if !slices.Contains(i.Algorithms, header.Algorithm) {
		return content{}, untrusted("algorithm %s is not allowed for %s", header.Algorithm, i.Issuer)
	}
	key, err := i.key(ctx, header.KeyID)
	if err != nil {
		return content{}, err
	}
	if key.Algorithm != "" && key.Algorithm != header.Algorithm {
		return content{}, untrusted("key %q is for %s, the token has %s", header.KeyID, key.Algorithm, header.Algorithm)
	}
	var c content
	if err := token.Claims(key.Key, &c.standard, &c.all); err != nil {
		return content{}, untrusted("verify signature: %w", err)
	}
	return c, nil
}

func (i *issuer) key(ctx context.Context, id string) (jose.JSONWebKey, error) {
	if i.remote != nil {
		return i.remote.key(ctx, id)
	}
	if key, ok := find(i.fixed, id); ok {
		return key, nil
	}
	return jose.JSONWebKey{}, noKey(id)
}

func noKey(id string) error { return untrusted("the issuer has no key %q", shortened(id)) }

// find is the key with an id; a token without one can only mean the only key.
func find(set *jose.JSONWebKeySet, id string) (jose.JSONWebKey, bool) {
	if set == nil {
		return jose.JSONWebKey{}, false
	}
	if id == "" && len(set.Keys) == 1 {
		return set.Keys[0], true
	}
	for _, key := range set.Keys {
		if id != "" && key.KeyID == id {
			return key, true
		}
	}
	return jose.JSONWebKey{}, false
}
