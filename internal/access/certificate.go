package access

import (
	"context"
	"crypto/x509"
	"errors"
	"time"

	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/peer"

	"github.com/barograph/barograph/internal/caller"
)

// names are what a certificate is for.
type names struct {
	uris, dns []string
	common    string
}

// certificateOf is the client's certificate, if TLS has verified one. One that
// was only shown counts for nothing.
func certificateOf(ctx context.Context) *x509.Certificate {
	p, ok := peer.FromContext(ctx)
	if !ok {
		return nil
	}
	info, ok := p.AuthInfo.(credentials.TLSInfo)
	if !ok || len(info.State.VerifiedChains) == 0 || len(info.State.VerifiedChains[0]) == 0 {
		return nil
	}
	return info.State.VerifiedChains[0][0]
}

// Certified reports whether TLS has verified a certificate of the caller.
func Certified(ctx context.Context) bool { return certificateOf(ctx) != nil }

// certified is the identity that a verified certificate gives: by its first
// URI, else its first DNS name, else its common name.
func certified(cert *x509.Certificate, now time.Time) (Identity, error) {
	if now.After(cert.NotAfter) { // it was verified when the connection was made
		return Identity{}, errExpired
	}
	n := &names{dns: cert.DNSNames, common: cert.Subject.CommonName}
	for _, uri := range cert.URIs {
		n.uris = append(n.uris, uri.String())
	}
	for _, name := range append(append(append([]string(nil), n.uris...), n.dns...), n.common) {
		if name == "" {
			continue
		}
		if !caller.Printable(name) {
			return Identity{}, unnamed(errors.New("its name cannot be printed or is too long"))
		}
		return Identity{
			Caller:  caller.Caller{Name: name, Kind: caller.Certificate, Issuer: cert.Issuer.String()},
			Expires: cert.NotAfter, names: n,
		}, nil
	}
	return Identity{}, unnamed(errors.New("it has no name"))
}

func unnamed(why error) error {
	return unauthenticated("CERTIFICATE_NAME", "the client certificate names nobody", "%w", why)
}
