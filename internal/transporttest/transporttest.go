// Package transporttest gives tests certificate authorities of their own, and
// folders of certificates that are replaced as Kubernetes does. It is for tests
// only: no program may import it.
package transporttest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"net/url"
	"testing"
	"time"
)

// Authority signs certificates.
type Authority struct {
	tb   testing.TB
	name string
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

// NewAuthority makes an authority that is valid for a day.
func NewAuthority(tb testing.TB, name string) *Authority {
	tb.Helper()
	a := &Authority{tb: tb, name: name, key: newKey(tb)}
	template := &x509.Certificate{
		SerialNumber: serial(tb), Subject: pkix.Name{CommonName: name},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	a.cert = a.sign(template, template, &a.key.PublicKey, a.key)
	return a
}

// PEM is the certificate of the authority.
func (a *Authority) PEM() []byte { return encode("CERTIFICATE", a.cert.Raw) }

// Wish is what a certificate is to be; the zero value is good for an hour, for
// both sides, and for localhost with its addresses.
type Wish struct {
	Name    string // common name, and a DNS name
	Names   []string
	URI     string        // such as spiffe://example.org/ns/barograph/sa/nlp; empty: none
	Before  time.Duration // how long ago it began; 0 is an hour
	Life    time.Duration // from now; 0 is an hour, negative has expired
	Usage   []x509.ExtKeyUsage
	Nowhere bool // not valid for localhost
}

// Issue signs a certificate and returns it with its key.
func (a *Authority) Issue(w Wish) (certificate, key []byte) {
	a.tb.Helper()
	if w.Life == 0 {
		w.Life = time.Hour
	}
	if w.Before == 0 {
		w.Before = time.Hour
	}
	if w.Usage == nil {
		w.Usage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth}
	}
	own := newKey(a.tb)
	template := &x509.Certificate{
		SerialNumber: serial(a.tb), Subject: pkix.Name{CommonName: w.Name},
		NotBefore: time.Now().Add(-w.Before), NotAfter: time.Now().Add(w.Life),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: w.Usage, DNSNames: w.Names,
	}
	if w.Name != "" {
		template.DNSNames = append(template.DNSNames, w.Name)
	}
	if w.URI != "" {
		uri, err := url.Parse(w.URI)
		if err != nil {
			a.tb.Fatal(err)
		}
		template.URIs = []*url.URL{uri}
	}
	if !w.Nowhere {
		template.DNSNames = append(template.DNSNames, "localhost")
		template.IPAddresses = []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback}
	}
	signed := a.sign(template, a.cert, &own.PublicKey, a.key)
	der, err := x509.MarshalPKCS8PrivateKey(own)
	if err != nil {
		a.tb.Fatal(err)
	}
	return encode("CERTIFICATE", signed.Raw), encode("PRIVATE KEY", der)
}

func (a *Authority) sign(template, parent *x509.Certificate, public *ecdsa.PublicKey, key *ecdsa.PrivateKey) *x509.Certificate {
	a.tb.Helper()
	der, err := x509.CreateCertificate(rand.Reader, template, parent, public, key)
	if err != nil {
		a.tb.Fatal(err)
	}
	signed, err := x509.ParseCertificate(der)
	if err != nil {
		a.tb.Fatal(err)
	}
	return signed
}

func newKey(tb testing.TB) *ecdsa.PrivateKey {
	tb.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		tb.Fatal(err)
	}
	return key
}

func serial(tb testing.TB) *big.Int {
	tb.Helper()
	n, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		tb.Fatal(err)
	}
	return n
}

func encode(kind string, der []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})
}
