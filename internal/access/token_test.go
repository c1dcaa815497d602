package access_test

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"github.com/barograph/barograph/internal/access"
	"github.com/barograph/barograph/internal/accesstest"
	"github.com/barograph/barograph/internal/caller"
)

func TestATokenSaysWhoCalls(t *testing.T) {
	issuer := accesstest.NewIssuer(t, home)
	guard, _ := guarded(t, usual, map[string][]byte{"keys.json": accesstest.Keys(issuer)})
	for name, header := range map[string]string{
		"as usual":             "Bearer " + issuer.Token("ann", nil),
		"the scheme in lower":  "bearer " + issuer.Token("ann", nil),
		"and mixed case":       "bEaReR " + issuer.Token("ann", nil),
		"one of two audiences": "Bearer " + issuer.Token("ann", map[string]any{"aud": []string{"other", "barograph"}}),
		"no key named":         "Bearer " + accesstest.Sign(t, jose.ES256, issuer.Key, "", issuer.Claims("ann", nil)),
		"expired just now":     "Bearer " + issuer.Token("ann", map[string]any{"exp": time.Now().Add(-5 * time.Second).Unix()}),
		"valid in a moment":    "Bearer " + issuer.Token("ann", map[string]any{"nbf": time.Now().Add(5 * time.Second).Unix()}),
	} {
		id, err := guard.Authenticate(with(t.Context(), header))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if id.Name != "ann" || id.Kind != caller.Token || id.Issuer != home || len(id.Roles) != 1 || id.Roles[0] != "reader" {
			t.Errorf("%s: %+v", name, id.Caller)
		}
		if err := guard.Authorise(id, getIt); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if got := reason(t, guard.Authorise(id, submitIt)); got != "PERMISSION_DENIED" {
			t.Errorf("%s: submits: %q", name, got)
		}
	}
}

// forged are headers that must not let anybody in, with the reason for each.
func forged(t *testing.T, issuer *accesstest.Issuer) map[string]struct {
	headers []string
	want    string
} {
	t.Helper()
	other := accesstest.NewIssuer(t, "https://other.example.org")
	impostor := accesstest.NewIssuer(t, home)
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	public, err := x509.MarshalPKIXPublicKey(&issuer.Key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	secret := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: public})
	part := func(v any) string {
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return base64.RawURLEncoding.EncodeToString(text)
	}
	claims := part(issuer.Claims("ann", nil))
	good := issuer.Token("ann", nil)
	parts := strings.Split(good, ".")
	own, err := (&jose.JSONWebKey{Key: &impostor.Key.PublicKey, KeyID: "1"}).MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	embedded, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.ES256, Key: impostor.Key},
		(&jose.SignerOptions{}).WithHeader("kid", "1").WithHeader("jwk", json.RawMessage(own)))
	if err != nil {
		t.Fatal(err)
	}
	signed, err := embedded.Sign(must(json.Marshal(issuer.Claims("ann", nil))))
	if err != nil {
		t.Fatal(err)
	}
	withOwnKey, err := signed.CompactSerialize()
	if err != nil {
		t.Fatal(err)
	}
	hour := func(n int) int64 { return time.Now().Add(time.Duration(n) * time.Hour).Unix() }
	change := func(changes map[string]any) []string { return []string{"Bearer " + issuer.Token("ann", changes)} }
	return map[string]struct {
		headers []string
		want    string
	}{
		"no signature at all":          {[]string{"Bearer " + part(map[string]string{"alg": "none"}) + "." + claims + "."}, "TOKEN_MALFORMED"},
		"alg none with a signature":    {[]string{"Bearer " + part(map[string]string{"alg": "none", "kid": "1"}) + "." + claims + ".AAAA"}, "TOKEN_UNTRUSTED"},
		"alg None":                     {[]string{"Bearer " + part(map[string]string{"alg": "None", "kid": "1"}) + "." + claims + ".AAAA"}, "TOKEN_UNTRUSTED"},
		"HS256 with the public key":    {[]string{"Bearer " + accesstest.Sign(t, jose.HS256, secret, "1", issuer.Claims("ann", nil))}, "TOKEN_UNTRUSTED"},
		"an algorithm not allowed":     {[]string{"Bearer " + accesstest.Sign(t, jose.PS256, rsaKey, "1", issuer.Claims("ann", nil))}, "TOKEN_UNTRUSTED"},
		"RS256 for a key of ES256":     {[]string{"Bearer " + accesstest.Sign(t, jose.RS256, rsaKey, "1", issuer.Claims("ann", nil))}, "TOKEN_UNTRUSTED"},
		"a kid that is not there":      {[]string{"Bearer " + accesstest.Sign(t, jose.ES256, issuer.Key, "2", issuer.Claims("ann", nil))}, "TOKEN_UNTRUSTED"},
		"a kid that is a path":         {[]string{"Bearer " + accesstest.Sign(t, jose.ES256, issuer.Key, "../../../dev/null", issuer.Claims("ann", nil))}, "TOKEN_UNTRUSTED"},
		"another key of the same kid":  {[]string{"Bearer " + impostor.Token("ann", nil)}, "TOKEN_UNTRUSTED"},
		"a key that it brings along":   {[]string{"Bearer " + withOwnKey}, "TOKEN_UNTRUSTED"},
		"another issuer":               {[]string{"Bearer " + other.Token("ann", nil)}, "TOKEN_UNTRUSTED"},
		"another issuer's key":         {[]string{"Bearer " + other.Token("ann", map[string]any{"iss": home})}, "TOKEN_UNTRUSTED"},
		"an issuer that is longer":     {change(map[string]any{"iss": home + "/"}), "TOKEN_UNTRUSTED"},
		"no issuer":                    {change(map[string]any{"iss": nil}), "TOKEN_UNTRUSTED"},
		"another audience":             {change(map[string]any{"aud": "other"}), "TOKEN_AUDIENCE"},
		"no audience":                  {change(map[string]any{"aud": nil}), "TOKEN_AUDIENCE"},
		"expired":                      {change(map[string]any{"exp": hour(-1)}), "CREDENTIALS_EXPIRED"},
		"never expires":                {change(map[string]any{"exp": nil}), "TOKEN_UNTRUSTED"},
		"expires as text":              {change(map[string]any{"exp": "2999"}), "TOKEN_UNTRUSTED"},
		"issued at no time":            {change(map[string]any{"iat": nil}), "TOKEN_UNTRUSTED"},
		"issued in the future":         {change(map[string]any{"iat": hour(1), "exp": hour(2)}), "TOKEN_NOT_YET_VALID"},
		"not yet valid":                {change(map[string]any{"nbf": hour(1)}), "TOKEN_NOT_YET_VALID"},
		"too old, however long":        {change(map[string]any{"iat": hour(-25), "exp": hour(24)}), "CREDENTIALS_EXPIRED"},
		"no subject":                   {change(map[string]any{"sub": nil}), "TOKEN_UNTRUSTED"},
		"a subject with a line break":  {change(map[string]any{"sub": "ann\n{\"level\":\"info\"}"}), "TOKEN_UNTRUSTED"},
		"a subject that turns around":  {change(map[string]any{"sub": "ann\u202enna"}), "TOKEN_UNTRUSTED"},
		"a subject that is too long":   {change(map[string]any{"sub": strings.Repeat("a", 257)}), "TOKEN_UNTRUSTED"},
		"a changed claim":              {[]string{"Bearer " + parts[0] + "." + part(issuer.Claims("root", nil)) + "." + parts[2]}, "TOKEN_UNTRUSTED"},
		"a cut signature":              {[]string{"Bearer " + good[:len(good)-4]}, "TOKEN_UNTRUSTED"},
		"a huge token":                 {[]string{"Bearer " + issuer.Token("ann", map[string]any{"groups": strings.Repeat("a", 10000)})}, "TOKEN_MALFORMED"},
		"two headers":                  {[]string{"Bearer " + good, "Bearer " + good}, "TOKEN_MALFORMED"},
		"two tokens in one":            {[]string{"Bearer " + good + ", Bearer " + good}, "TOKEN_MALFORMED"},
		"a good one and an empty one":  {[]string{"Bearer " + good, ""}, "TOKEN_MALFORMED"},
		"an empty header":              {[]string{""}, "TOKEN_MALFORMED"},
		"the scheme alone":             {[]string{"Bearer"}, "TOKEN_MALFORMED"},
		"the scheme and a blank":       {[]string{"Bearer "}, "TOKEN_MALFORMED"},
		"two blanks":                   {[]string{"Bearer  " + good}, "TOKEN_MALFORMED"},
		"no scheme":                    {[]string{good}, "TOKEN_MALFORMED"},
		"another scheme":               {[]string{"Basic YW5uOmFubg=="}, "TOKEN_MALFORMED"},
		"a line break within":          {[]string{"Bearer " + good[:20] + "\n" + good[20:]}, "TOKEN_MALFORMED"},
		"padding":                      {[]string{"Bearer " + good + "="}, "TOKEN_MALFORMED"},
		"JSON instead of compact form": {[]string{`Bearer {"payload":"` + claims + `","signatures":[]}`}, "TOKEN_MALFORMED"},
		"an encrypted token":           {[]string{"Bearer " + good + ".a.b"}, "TOKEN_MALFORMED"},
		"not base64":                   {[]string{"Bearer a.b.c"}, "TOKEN_UNTRUSTED"},
		"a claim twice": {[]string{"Bearer " + raw(t, issuer,
			`{"iss":"`+home+`","sub":"bob","sub":"ann","aud":"barograph","iat":1,"exp":9999999999}`)}, "TOKEN_UNTRUSTED"},
	}
}

func must(data []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return data
}

// raw signs a text as it is.
func raw(t *testing.T, issuer *accesstest.Issuer, payload string) string {
	t.Helper()
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.ES256, Key: issuer.Key}, (&jose.SignerOptions{}).WithHeader("kid", issuer.ID))
	if err != nil {
		t.Fatal(err)
	}
	signed, err := signer.Sign([]byte(payload))
	if err != nil {
		t.Fatal(err)
	}
	token, err := signed.CompactSerialize()
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func TestForgedTokensLetNobodyIn(t *testing.T) {
	issuer := accesstest.NewIssuer(t, home)
	guard, logs := guarded(t, usual, map[string][]byte{"keys.json": accesstest.Keys(issuer)})
	for name, c := range forged(t, issuer) {
		t.Run(name, func(t *testing.T) {
			id, err := guard.Authenticate(with(t.Context(), c.headers...))
			if got := reason(t, err); got != c.want {
				t.Errorf("reason %q, want %q (%v)", got, c.want, err)
			}
			if id.Kind != caller.Anonymous || len(id.Roles) > 0 {
				t.Errorf("he is %+v", id)
			}
			if err == nil {
				return
			}
			for _, header := range c.headers {
				if _, token, _ := strings.Cut(header, " "); len(token) > 8 && strings.Contains(err.Error(), token) {
					t.Errorf("the error holds the token: %v", err)
				}
			}
		})
	}
	for _, line := range logs.All() {
		if strings.Contains(line.Message, "eyJ") {
			t.Errorf("a token is logged: %v", line)
		}
	}
}

func TestClaimsAndPrefixesBind(t *testing.T) {
	issuer := accesstest.NewIssuer(t, home)
	guard, _ := guarded(t, `
issuers:
  - {issuer: https://login.example.org, audiences: [barograph], keys_file: keys.json}
bindings:
  - roles: [editor]
    tokens: [{issuer: https://login.example.org, claim: groups, value: desk}]
  - roles: [operator]
    tokens: [{issuer: https://login.example.org, claim: [realm_access, roles], value: ops}]
  - roles: [submitter]
    tokens: [{issuer: https://login.example.org, subject_prefix: "system:serviceaccount:feeds:"}]
  - methods: [barograph.ingest.v1.IngestService/ReplayArticles]
    tokens: [{issuer: https://login.example.org, subject: aggregate}]
`, map[string][]byte{"keys.json": accesstest.Keys(issuer)})
	for name, c := range map[string]struct {
		subject string
		claims  map[string]any
		want    string
	}{
		"in a list":          {"a", map[string]any{"groups": []string{"x", "desk"}}, "editor"},
		"as a text":          {"a", map[string]any{"groups": "desk"}, "editor"},
		"within another":     {"a", map[string]any{"realm_access": map[string]any{"roles": []string{"ops"}}}, "operator"},
		"both":               {"a", map[string]any{"groups": "desk", "realm_access": map[string]any{"roles": "ops"}}, "editor operator"},
		"a longer value":     {"a", map[string]any{"groups": "desks"}, ""},
		"many in one text":   {"a", map[string]any{"groups": "x desk"}, ""},
		"a number":           {"a", map[string]any{"groups": 1}, ""},
		"a map":              {"a", map[string]any{"groups": map[string]any{"desk": true}}, ""},
		"a name with a dot":  {"a", map[string]any{"realm_access.roles": "ops"}, ""},
		"below the prefix":   {"system:serviceaccount:feeds:wire", nil, "submitter"},
		"the prefix itself":  {"system:serviceaccount:feeds:", nil, ""},
		"beside the prefix":  {"system:serviceaccount:feedsx:wire", nil, ""},
		"the case of a name": {"System:serviceaccount:feeds:wire", nil, ""},
	} {
		id, err := guard.Authenticate(with(t.Context(), "Bearer "+issuer.Token(c.subject, c.claims)))
		if got := strings.Join(id.Roles, " "); err != nil || got != c.want {
			t.Errorf("%s: roles %q, %v; want %q", name, got, err, c.want)
		}
	}
	id, err := guard.Authenticate(with(t.Context(), "Bearer "+issuer.Token("aggregate", nil)))
	if err != nil || guard.Authorise(id, replayIt) != nil || guard.Authorise(id, submitIt) == nil {
		t.Errorf("a method of its own: %v, %v, %v", err, guard.Authorise(id, replayIt), guard.Authorise(id, submitIt))
	}
}

func TestWhoIsNotKnownGetsWhatThePolicyGivesEverybody(t *testing.T) {
	guard, _ := guarded(t, "anonymous: [reader]", nil)
	id, err := guard.Authenticate(context.Background())
	if err != nil || guard.Authorise(id, getIt) != nil {
		t.Errorf("read: %v, %v", err, guard.Authorise(id, getIt))
	}
	if got := reason(t, guard.Authorise(id, submitIt)); got != "CREDENTIALS_MISSING" {
		t.Errorf("submit: %q", got)
	}
	if err := guard.Authorise(id, "/grpc.health.v1.Health/Check"); err != nil {
		t.Errorf("health: %v", err)
	}
	for _, method := range []string{"/x.Y/Z", "/grpc.channelz.v1.Channelz/GetServers", "/barograph.ingest.v1.IngestService/Get", "/", ""} {
		if guard.Authorise(id, method) == nil {
			t.Errorf("%q is allowed", method)
		}
	}
}

func BenchmarkGuard(b *testing.B) {
	issuer := accesstest.NewIssuer(b, home)
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		b.Fatal(err)
	}
	keys := must(json.Marshal(jose.JSONWebKeySet{Keys: []jose.JSONWebKey{
		{Key: &issuer.Key.PublicKey, KeyID: "1"}, {Key: &rsaKey.PublicKey, KeyID: "2"},
	}}))
	guard, _ := guarded(b, usual, map[string][]byte{"keys.json": keys})
	for name, token := range map[string]string{
		"ES256": issuer.Token("ann", nil),
		"RS256": accesstest.Sign(b, jose.RS256, rsaKey, "2", issuer.Claims("ann", nil)),
	} {
		b.Run(name, func(b *testing.B) { benchmark(with(b.Context(), "Bearer "+token), b, guard) })
	}
}

func benchmark(ctx context.Context, b *testing.B, guard *access.Guard) {
	b.ReportAllocs()
	for b.Loop() {
		id, err := guard.Authenticate(ctx)
		if err == nil {
			err = guard.Authorise(id, getIt)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}
