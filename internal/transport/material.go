package transport

import (
	"bytes"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"slices"
	"time"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/logging"
)

// clockSkew is how far a certificate may be ahead of this machine's clock.
const clockSkew = 5 * time.Minute

// material is one set of certificates that fit together.
type material struct {
	own         *tls.Certificate // nil: this process shows none
	authorities *x509.CertPool
	trustExpiry time.Time // of the authority that expires last
	warnings    []string
}

// parse makes material of files, or says what is wrong with them.
func parse(f files, now time.Time) (*material, error) {
	trusted, err := certificates(AuthoritiesFile, f.authorities)
	if err != nil {
		return nil, err
	}
	m := &material{authorities: x509.NewCertPool()}
	for _, c := range trusted {
		m.authorities.AddCert(c)
		if c.NotAfter.After(m.trustExpiry) {
			m.trustExpiry = c.NotAfter
		}
	}
	if !m.trustExpiry.After(now) {
		return nil, fmt.Errorf("%s: expired at %s", AuthoritiesFile, at(m.trustExpiry))
	}
	if f.certificate == nil && f.key == nil {
		return m, nil
	}
	if m.own, err = pair(f, now); err != nil {
		return nil, err
	}
	m.warnings = warnings(m, f.exposed, now)
	return m, nil
}

// pair is the certificate of the process with its key.
func pair(f files, now time.Time) (*tls.Certificate, error) {
	chain, err := certificates(CertificateFile, f.certificate)
	if err != nil {
		return nil, err
	}
	if err := checkKey(f.key); err != nil {
		return nil, err
	}
	leaf := chain[0]
	switch {
	case now.After(leaf.NotAfter):
		return nil, fmt.Errorf("%s: expired at %s", CertificateFile, at(leaf.NotAfter))
	case leaf.NotBefore.After(now.Add(clockSkew)):
		return nil, fmt.Errorf("%s: not valid before %s; is the clock right?", CertificateFile, at(leaf.NotBefore))
	}
	own, err := tls.X509KeyPair(f.certificate, f.key)
	if err != nil {
		return nil, fmt.Errorf("%s does not belong to %s: %w", KeyFile, CertificateFile, err)
	}
	own.Leaf = leaf
	return &own, nil
}

func checkKey(data []byte) error {
	if data == nil {
		return missing(KeyFile)
	}
	block, _ := pem.Decode(data)
	switch {
	case block == nil:
		return fmt.Errorf("%s: no PEM block, or only a part of one", KeyFile)
	case block.Type == "ENCRYPTED PRIVATE KEY" || block.Headers["DEK-Info"] != "":
		return fmt.Errorf("%s: encrypted; a service has nobody to ask for the password", KeyFile)
	}
	return nil
}

// certificates reads every certificate of a file. A block that is cut off or
// damaged is an error, where the decoder would pass over it.
func certificates(name string, data []byte) ([]*x509.Certificate, error) {
	if data == nil {
		return nil, missing(name)
	}
	var all []*x509.Certificate
	begun := bytes.Count(data, []byte("-----BEGIN "))
	for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
		if block.Type != "CERTIFICATE" {
			return nil, fmt.Errorf("%s: has a block %q among the certificates", name, block.Type)
		}
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, fmt.Errorf("%s: certificate %d: %w", name, len(all)+1, err)
		}
		all = append(all, c)
	}
	switch {
	case begun == 0:
		return nil, fmt.Errorf("%s: not PEM", name)
	case len(all) != begun:
		return nil, fmt.Errorf("%s: %d PEM blocks begin and %d are whole", name, begun, len(all))
	}
	return all, nil
}

var errMissing = errors.New("no such file")

func missing(name string) error { return fmt.Errorf("%s: %w", name, errMissing) }

// warnings are what may be meant, and mostly is not.
func warnings(m *material, exposed bool, now time.Time) []string {
	var all []string
	if exposed {
		all = append(all, KeyFile+" can be read by everybody on this machine")
	}
	between := x509.NewCertPool()
	for _, der := range m.own.Certificate[1:] {
		if c, err := x509.ParseCertificate(der); err == nil {
			between.AddCert(c)
		}
	}
	options := x509.VerifyOptions{
		Roots: m.authorities, Intermediates: between, CurrentTime: now.Add(clockSkew), KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny},
	}
	if _, err := m.own.Leaf.Verify(options); err != nil {
		all = append(all, AuthoritiesFile+" does not vouch for "+CertificateFile+": peers with the same "+AuthoritiesFile+" refuse it")
	}
	usage := m.own.Leaf.ExtKeyUsage
	if len(usage) > 0 && !slices.Contains(usage, x509.ExtKeyUsageClientAuth) && !slices.Contains(usage, x509.ExtKeyUsageAny) {
		all = append(all, CertificateFile+" is not meant for clients (extended key usage clientAuth): servers refuse it")
	}
	return all
}

// fields are how a log line names the certificate of the process.
func (m *material) fields() []zap.Field {
	if m.own == nil {
		return nil
	}
	sum := sha256.Sum256(m.own.Leaf.Raw)
	return []zap.Field{zap.String(logging.KeyFingerprint, hex.EncodeToString(sum[:])), zap.String(logging.KeyNotAfter, at(m.own.Leaf.NotAfter))}
}

func at(t time.Time) string { return t.UTC().Format(time.RFC3339) }
