package main

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/nats-io/nats.go"
)

// secured connects over TLS with the files of a folder: ca.crt, and tls.crt with
// tls.key where the server asks for a certificate. They are read at every
// connection, so that new ones need no restart.
func secured(dir string) []nats.Option {
	if dir == "" {
		return nil
	}
	certificate, key := filepath.Join(dir, "tls.crt"), filepath.Join(dir, "tls.key")
	own := func() (tls.Certificate, error) { return tls.LoadX509KeyPair(certificate, key) }
	if _, err := os.Stat(certificate); errors.Is(err, fs.ErrNotExist) {
		own = nil
	}
	authorities := func() (*x509.CertPool, error) {
		data, err := os.ReadFile(filepath.Join(dir, "ca.crt"))
		if err != nil {
			return nil, err
		}
		pool := x509.NewCertPool()
		if !pool.AppendCertsFromPEM(data) {
			return nil, fmt.Errorf("%s: no certificate in ca.crt", dir)
		}
		return pool, nil
	}
	return []nats.Option{nats.Secure(&tls.Config{MinVersion: tls.VersionTLS13}), nats.ClientTLSConfig(own, authorities)}
}
