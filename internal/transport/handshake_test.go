package transport_test

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"net"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"

	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/transport"
	"github.com/barograph/barograph/internal/transporttest"
)

// pair is a certificate for the standard library; without a key only its leaf.
func pair(t *testing.T, certificate, key []byte) *tls.Certificate {
	t.Helper()
	block, _ := pem.Decode(certificate)
	parsed, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	if key == nil {
		return &tls.Certificate{Leaf: parsed}
	}
	own, err := tls.X509KeyPair(certificate, key)
	if err != nil {
		t.Fatal(err)
	}
	return &own
}

// Who gets in, by what callers show and what the server asks for.
func TestCallers(t *testing.T) {
	ours, theirs := transporttest.NewAuthority(t, "ours"), transporttest.NewAuthority(t, "theirs")
	folder := transporttest.NewFolder(t)
	folder.Fill(transporttest.Wish{Name: "server"}, ours)
	shown := func(a *transporttest.Authority, w transporttest.Wish) *tls.Certificate {
		certificate, key := a.Issue(w)
		return pair(t, certificate, key)
	}
	good := shown(ours, transporttest.Wish{Name: "caller"})
	self := transporttest.NewAuthority(t, "self")
	old := raw(good, ours.PEM())
	old.MaxVersion = tls.VersionTLS12
	const never, notRequired, always = 0, 1, 2
	for _, tt := range []struct {
		name  string
		creds credentials.TransportCredentials
		in    int
		text  string
	}{
		{"good", credentials.NewTLS(raw(good, ours.PEM())), always, ""},
		{"no certificate", credentials.NewTLS(raw(nil, ours.PEM())), notRequired, "certificate required"},
		{"of another authority", credentials.NewTLS(raw(shown(theirs, transporttest.Wish{Name: "caller"}), ours.PEM())), never, "unknown certificate authority"},
		{"signed by itself", credentials.NewTLS(raw(shown(self, transporttest.Wish{Name: "caller"}), ours.PEM())), never, "unknown certificate authority"},
		{"expired", credentials.NewTLS(raw(shown(ours, transporttest.Wish{Name: "caller", Life: -time.Minute}), ours.PEM())), never, "expired certificate"},
		{"not valid yet", credentials.NewTLS(raw(shown(ours, transporttest.Wish{Name: "caller", Before: -time.Minute}), ours.PEM())), never, "expired certificate"},
		{"meant for servers", credentials.NewTLS(raw(shown(ours, transporttest.Wish{Usage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}), ours.PEM())), never, "bad certificate"},
		{"TLS 1.2", credentials.NewTLS(old), never, "protocol version"},
		{"plain text", insecure.NewCredentials(), never, "server preface"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			for mode, required := range map[string]bool{transport.Require: true, transport.Optional: false} {
				server := open(t, folder.Path)
				err := call(t, serve(t, serverOf(t, server.Certificates, transport.Config{ClientCertificates: mode})).address, tt.creds)
				want := tt.in == always || tt.in == notRequired && !required
				if (err == nil) != want || err != nil && !strings.Contains(err.Error(), tt.text) {
					t.Errorf("%s: %v, want in %t or an error about %q", mode, err, want, tt.text)
				}
				bustest.Eventually(t, "callers that are refused are counted and told", func() bool {
					counted, told := server.metric("barograph_tls_handshakes_refused_total"), server.logs.FilterMessage("caller refused").Len()
					return (counted == 1 && told == 1) != want
				})
			}
		})
	}
}

// Whom our clients talk to.
func TestServers(t *testing.T) {
	ours, theirs := transporttest.NewAuthority(t, "ours"), transporttest.NewAuthority(t, "theirs")
	client := transporttest.NewFolder(t)
	client.Fill(transporttest.Wish{Name: "client"}, ours)
	bare := transporttest.NewFolder(t)
	bare.Put(nil, nil, ours.PEM())
	server := func(a *transporttest.Authority, w transporttest.Wish) credentials.TransportCredentials {
		certificate, key := a.Issue(w)
		return credentials.NewTLS(&tls.Config{Certificates: []tls.Certificate{*pair(t, certificate, key)}, NextProtos: []string{"h2"}, MinVersion: tls.VersionTLS12})
	}
	twelve := func() credentials.TransportCredentials {
		certificate, key := ours.Issue(transporttest.Wish{})
		return credentials.NewTLS(&tls.Config{Certificates: []tls.Certificate{*pair(t, certificate, key)}, NextProtos: []string{"h2"}, MaxVersion: tls.VersionTLS12})
	}
	for _, tt := range []struct {
		name   string
		server credentials.TransportCredentials
		host   string
		text   string // empty: a call succeeds
	}{
		{"good, by address", server(ours, transporttest.Wish{Name: "server"}), "127.0.0.1", ""},
		{"good, by name", server(ours, transporttest.Wish{Name: "server"}), "localhost", ""},
		{"wrong address", server(ours, transporttest.Wish{Name: "server", Nowhere: true}), "127.0.0.1", "certificate for 127.0.0.1"},
		{"wrong name", server(ours, transporttest.Wish{Name: "server", Nowhere: true}), "localhost", "not localhost"},
		{"of another authority", server(theirs, transporttest.Wish{Name: "server"}), "127.0.0.1", "unknown authority"},
		{"expired", server(ours, transporttest.Wish{Life: -time.Minute}), "127.0.0.1", "expired"},
		{"meant for clients", server(ours, transporttest.Wish{Usage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}}), "127.0.0.1", "incompatible key usage"},
		{"TLS 1.2", twelve(), "127.0.0.1", "protocol version"},
		{"plain text", insecure.NewCredentials(), "127.0.0.1", "does not look like a TLS handshake"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			address := serve(t, tt.server).address
			address = tt.host + address[strings.LastIndex(address, ":"):]
			for _, folder := range []*transporttest.Folder{client, bare} {
				err := call(t, address, open(t, folder.Path).Client())
				if (err == nil) != (tt.text == "") || err != nil && !strings.Contains(err.Error(), tt.text) {
					t.Errorf("call = %v, want an error about %q", err, tt.text)
				}
			}
		})
	}
}

// A probe that only connects is no caller.
func TestOpenPortIsNoCaller(t *testing.T) {
	folder := transporttest.NewFolder(t)
	folder.Fill(transporttest.Wish{}, transporttest.NewAuthority(t, "ours"))
	server := open(t, folder.Path)
	s := serve(t, serverOf(t, server.Certificates, transport.Default()))
	for range 3 {
		conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", s.address)
		if err != nil {
			t.Fatal(err)
		}
		if err := conn.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := call(t, s.address, insecure.NewCredentials()); err == nil {
		t.Error("plain text was served")
	}
	bustest.Eventually(t, "the caller in plain text is counted", func() bool { return server.metric("barograph_tls_handshakes_refused_total") == 1 })
}
