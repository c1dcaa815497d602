package transport

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"syscall"
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"google.golang.org/grpc/credentials"

	"github.com/barograph/barograph/internal/logging"
)

// Client is what a gRPC client shows and whom it trusts; the server's certificate
// has to be for the name that was dialled. Without certificates it is nil, which
// stands for plain text.
func (c *Certificates) Client() credentials.TransportCredentials {
	if c == nil {
		return nil
	}
	return &handshaker{certificates: c}
}

// Server is what a gRPC server shows, and whom it takes as callers. Without
// certificates it is nil, which stands for plain text.
func (c *Certificates) Server(cfg Config) (credentials.TransportCredentials, error) {
	if c == nil {
		return nil, nil
	}
	if err := cfg.Validate(); err != nil {
		return nil, err
	}
	if !c.HasOwn() {
		return nil, fmt.Errorf("certificates in %s: a server needs one to show: %w", c.dir, missing(CertificateFile))
	}
	asks := tls.RequireAndVerifyClientCert
	if cfg.ClientCertificates == Optional {
		asks = tls.VerifyClientCertIfGiven
	}
	return &handshaker{certificates: c, asks: asks}, nil
}

// handshaker makes each handshake with the newest certificates, by the stock
// credentials of gRPC. They would keep the configuration that they are made with.
type handshaker struct {
	certificates *Certificates
	asks         tls.ClientAuthType // of a server
}

var _ credentials.TransportCredentials = (*handshaker)(nil)

// ClientHandshake meets a server.
func (h *handshaker) ClientHandshake(ctx context.Context, authority string, conn net.Conn) (net.Conn, credentials.AuthInfo, error) {
	m := h.certificates.current()
	return credentials.NewTLS(m.config()).ClientHandshake(ctx, authority, conn)
}

// ServerHandshake meets a caller.
func (h *handshaker) ServerHandshake(conn net.Conn) (net.Conn, credentials.AuthInfo, error) {
	m := h.certificates.current()
	cfg := m.config()
	cfg.ClientCAs, cfg.ClientAuth = m.authorities, h.asks
	// Whoever comes back is looked at again, by the authorities of that time.
	cfg.SessionTicketsDisabled = true
	meeting := &lingering{Conn: conn}
	secured, info, err := credentials.NewTLS(cfg).ServerHandshake(meeting)
	if err != nil {
		h.certificates.refused(conn, err)
		return nil, nil, err
	}
	meeting.met = true
	return secured, info, nil
}

// Info names the protocol.
func (h *handshaker) Info() credentials.ProtocolInfo {
	return credentials.ProtocolInfo{SecurityProtocol: "tls"}
}

// Clone is a copy; all share the certificates.
func (h *handshaker) Clone() credentials.TransportCredentials {
	clone := *h
	return &clone
}

// OverrideServerName is deprecated, and not needed: grpc.WithAuthority does it.
func (h *handshaker) OverrideServerName(string) error {
	return errors.New("override server name: use grpc.WithAuthority")
}

const (
	lingerTime  = time.Second
	lingerBytes = 64 << 10
)

// lingering is a connection that waits a little before it closes on a caller
// that was refused. The caller believes itself connected by then and has sent on;
// closed with that unread, it would hear "broken pipe" instead of the reason.
type lingering struct {
	net.Conn
	met bool
}

// Close closes the connection.
func (l *lingering) Close() error {
	if !l.met && l.SetReadDeadline(time.Now().Add(lingerTime)) == nil {
		_, _ = io.CopyN(io.Discard, l.Conn, lingerBytes) // until the caller has hung up
	}
	return l.Conn.Close()
}

// config is what both sides have in common.
func (m *material) config() *tls.Config {
	cfg := &tls.Config{MinVersion: tls.VersionTLS13, RootCAs: m.authorities}
	if m.own != nil {
		cfg.Certificates = []tls.Certificate{*m.own}
		// Shown also to a server that does not know its authority, which then says
		// so; the default would show none.
		cfg.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return m.own, nil }
	}
	return cfg
}

// refused counts a caller that did not get in. One that only looked whether the
// port is open is none.
func (c *Certificates) refused(conn net.Conn, err error) {
	if errors.Is(err, io.EOF) || errors.Is(err, syscall.ECONNRESET) {
		return
	}
	c.metrics.refused.Inc()
	c.refusals.Warn("caller refused", logging.Address(conn.RemoteAddr().String()), logging.Error(err))
}

const refusalsEvery = 10 * time.Second

// sampled logs the first line of a kind in a while: the others are counted only.
func sampled(log *zap.Logger) *zap.Logger {
	return log.WithOptions(zap.WrapCore(func(core zapcore.Core) zapcore.Core {
		return zapcore.NewSamplerWithOptions(core, refusalsEvery, 1, 0)
	}))
}
