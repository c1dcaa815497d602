// Package accesstest makes issuers of tokens for tests, which sign what they
// are asked to, and policies in files.
package accesstest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

// Audience is the audience of tokens that do not say another.
const Audience = "barograph"

// Issuer signs tokens.
type Issuer struct {
	tb  testing.TB
	URL string
	ID  string // of the key
	Key *ecdsa.PrivateKey
}

// NewIssuer makes an issuer with a key of its own.
func NewIssuer(tb testing.TB, url string) *Issuer {
	tb.Helper()
	i := &Issuer{tb: tb, URL: url}
	i.Rotate("1")
	return i
}

// Rotate gives the issuer another key.
func (i *Issuer) Rotate(id string) {
	i.tb.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		i.tb.Fatal(err)
	}
	i.Key, i.ID = key, id
}

// Keys is the key set of issuers.
func Keys(issuers ...*Issuer) []byte {
	set := jose.JSONWebKeySet{}
	for _, i := range issuers {
		set.Keys = append(set.Keys, jose.JSONWebKey{Key: &i.Key.PublicKey, KeyID: i.ID, Algorithm: "ES256", Use: "sig"})
	}
	data, err := json.Marshal(set)
	if err != nil {
		panic(err) // the keys are ours
	}
	return data
}

// Claims are those of a token of a subject that holds for an hour, with changes;
// nil removes a claim.
func (i *Issuer) Claims(subject string, changes map[string]any) map[string]any {
	now := time.Now()
	claims := map[string]any{
		"iss": i.URL, "sub": subject, "aud": Audience, "iat": now.Unix(), "exp": now.Add(time.Hour).Unix(),
	}
	maps.Copy(claims, changes)
	maps.DeleteFunc(claims, func(_ string, value any) bool { return value == nil })
	return claims
}

// Token is a token of a subject; see [Issuer.Claims].
func (i *Issuer) Token(subject string, changes map[string]any) string {
	i.tb.Helper()
	return Sign(i.tb, jose.ES256, i.Key, i.ID, i.Claims(subject, changes))
}

// Sign signs claims with any key; without an id the token names none.
func Sign(tb testing.TB, algorithm jose.SignatureAlgorithm, key any, id string, claims map[string]any) string {
	tb.Helper()
	options := (&jose.SignerOptions{}).WithType("JWT")
	if id != "" {
		options = options.WithHeader("kid", id)
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: algorithm, Key: key}, options)
	if err != nil {
		tb.Fatal(err)
	}
	token, err := jwt.Signed(signer).Claims(claims).Serialize()
	if err != nil {
		tb.Fatal(err)
	}
	return token
}

// Write writes files into a new folder and returns the path of the first, which
// is the policy.
func Write(tb testing.TB, policy string, others map[string][]byte) string {
	tb.Helper()
	dir := tb.TempDir()
	path := filepath.Join(dir, "policy.yaml")
	Replace(tb, path, []byte(policy))
	for name, data := range others {
		Replace(tb, filepath.Join(dir, name), data)
	}
	return path
}

// Replace replaces a file at once, as a careful editor does.
func Replace(tb testing.TB, path string, data []byte) {
	tb.Helper()
	if err := os.WriteFile(path+"~", data, 0o600); err != nil {
		tb.Fatal(err)
	}
	if err := os.Rename(path+"~", path); err != nil {
		tb.Fatal(err)
	}
}
