package access

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
	"google.golang.org/grpc/metadata"

	"github.com/barograph/barograph/internal/caller"
)

// maxTokenBytes bounds a token before anything in it is looked at.
const maxTokenBytes = 8 << 10

// algorithms are those that can be allowed: signatures by a private key. A key
// that both sides know could be taken from one of them.
var algorithms = []string{
	"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
}

// usual are allowed where the policy does not say.
var usual = []string{"RS256", "ES256"}

// claims are what a token says that was verified.
type claims struct {
	issuer, subject string
	all             map[string]any
}

// has reports whether the claim at a path is a text, or a list with it.
func (c *claims) has(path claimPath, value string) bool {
	var at any = c.all
	for _, name := range path {
		within, ok := at.(map[string]any)
		if !ok {
			return false
		}
		at = within[name]
	}
	switch at := at.(type) {
	case string:
		return at == value
	case []any:
		for _, one := range at {
			if one == value {
				return true
			}
		}
	}
	return false
}

// bearer is the token that came with a call, if anything did.
func bearer(ctx context.Context) (token string, shown bool, err error) {
	md, _ := metadata.FromIncomingContext(ctx)
	headers := md.Get("authorization")
	switch {
	case len(headers) == 0:
		return "", false, nil
	case len(headers) > 1:
		return "", true, malformed("more than one authorization header")
	case len(headers[0]) > maxTokenBytes:
		return "", true, malformed("the authorization header is too long")
	}
	scheme, token, _ := strings.Cut(headers[0], " ")
	if !strings.EqualFold(scheme, "bearer") {
		return "", true, malformed("the scheme is not Bearer")
	}
	if !compact(token) {
		return "", true, malformed("not a signed token in compact form")
	}
	return token, true, nil
}

// compact reports whether a text has the form of a signed token: three parts of
// base64url. The decoder would let line breaks through.
func compact(token string) bool {
	if strings.Count(token, ".") != 2 || strings.HasPrefix(token, ".") || strings.HasSuffix(token, ".") {
		return false
	}
	return strings.IndexFunc(token, func(r rune) bool {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '-' || r == '_' || r == '.')
	}) < 0
}

// token is the identity that a token gives.
func (p *Policy) token(ctx context.Context, raw string, now time.Time) (Identity, error) {
	allowed := make([]jose.SignatureAlgorithm, len(algorithms))
	for i, name := range algorithms {
		allowed[i] = jose.SignatureAlgorithm(name)
	}
	token, err := jwt.ParseSigned(raw, allowed)
	if err != nil {
		return Identity{}, untrusted("parse: %w", err)
	}
	var unverified jwt.Claims
	if err := token.UnsafeClaimsWithoutVerification(&unverified); err != nil {
		return Identity{}, untrusted("read claims: %w", err)
	}
	from := p.issuers[unverified.Issuer]
	if from == nil {
		return Identity{}, untrusted("no such issuer: %q", shortened(unverified.Issuer))
	}
	verified, err := from.verify(ctx, token)
	if err != nil {
		return Identity{}, err
	}
	expires, err := from.validate(verified.standard, now)
	if err != nil {
		return Identity{}, err
	}
	subject := verified.standard.Subject
	if !caller.Printable(subject) {
		return Identity{}, untrusted("the subject is missing, too long or cannot be printed")
	}
	return Identity{
		Caller:  caller.Caller{Name: subject, Kind: caller.Token, Issuer: from.Issuer},
		Expires: expires, claims: &claims{issuer: from.Issuer, subject: subject, all: verified.all},
	}, nil
}

func shortened(text string) string { return text[:min(len(text), caller.MaxLength)] }

// content is what a verified token holds.
type content struct {
	standard jwt.Claims
	all      map[string]any
}

// validate checks when and for whom a token is, and says when it ends.
func (i *issuer) validate(c jwt.Claims, now time.Time) (time.Time, error) {
	if c.Expiry == nil || c.IssuedAt == nil {
		return time.Time{}, untrusted("exp and iat are required")
	}
	err := c.ValidateWithLeeway(jwt.Expected{Issuer: i.Issuer, AnyAudience: i.Audiences, Time: now}, i.Leeway)
	expires := c.Expiry.Time()
	if oldest := c.IssuedAt.Time().Add(i.MaxAge); oldest.Before(expires) {
		expires = oldest
	}
	expires = expires.Add(i.Leeway)
	switch {
	case errors.Is(err, jwt.ErrInvalidAudience):
		return expires, unauthenticated("TOKEN_AUDIENCE", "the token is meant for another service", "audience %q", c.Audience)
	case errors.Is(err, jwt.ErrNotValidYet), errors.Is(err, jwt.ErrIssuedInTheFuture):
		return expires, unauthenticated("TOKEN_NOT_YET_VALID", "the token is not valid yet; are the clocks right?", "%w", err)
	case errors.Is(err, jwt.ErrExpired), err == nil && now.After(expires):
		return expires, errExpired
	case err != nil:
		return expires, untrusted("validate: %w", err)
	}
	return expires, nil
}
