package bustest

import (
	"crypto/tls"
	"path/filepath"

	"github.com/nats-io/nats-server/v2/server"

	"github.com/barograph/barograph/internal/transport"
)

// secure gives a server the certificates that its folder has now.
func (s *Server) secure(o *server.Options) {
	s.tb.Helper()
	if s.opts.TLSDir == "" {
		return
	}
	files := &server.TLSConfigOpts{
		CertFile: filepath.Join(s.opts.TLSDir, transport.CertificateFile), KeyFile: filepath.Join(s.opts.TLSDir, transport.KeyFile),
		CaFile: filepath.Join(s.opts.TLSDir, transport.AuthoritiesFile), Verify: true, MinVersion: tls.VersionTLS13,
	}
	var err error
	if o.TLSConfig, err = server.GenTLSConfig(files); err != nil {
		s.tb.Fatalf("certificates of the NATS server: %v", err)
	}
	o.TLS, o.TLSVerify, o.TLSTimeout = true, true, patience.Seconds()
}

// Reload has the server read its certificates again, as SIGHUP does.
func (s *Server) Reload() {
	s.tb.Helper()
	o := s.serverOptions()
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.nats.ReloadOptions(o); err != nil {
		s.tb.Fatalf("reload the NATS server: %v", err)
	}
}
