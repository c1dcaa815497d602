package transport_test

import (
	"crypto/x509"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"

	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/transport"
	"github.com/barograph/barograph/internal/transporttest"
)

// What is wrong with a folder is said at the start, by the name of the file.
func TestOpenSaysWhatIsWrong(t *testing.T) {
	ours := transporttest.NewAuthority(t, "ours")
	certificate, key := ours.Issue(transporttest.Wish{})
	_, otherKey := ours.Issue(transporttest.Wish{})
	expired, expiredKey := ours.Issue(transporttest.Wish{Life: -time.Minute})
	future, futureKey := ours.Issue(transporttest.Wish{Before: -time.Hour, Life: 2 * time.Hour})
	encrypted := []byte("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n")
	for _, tt := range []struct {
		name                          string
		certificate, key, authorities []byte
		want                          string
	}{
		{"nothing", nil, nil, nil, "ca.crt: no such file"},
		{"no authorities", certificate, key, nil, "ca.crt: no such file"},
		{"no key", certificate, nil, ours.PEM(), "tls.key: no such file"},
		{"no certificate", nil, key, ours.PEM(), "tls.crt: no such file"},
		{"another key", certificate, otherKey, ours.PEM(), "tls.key does not belong to tls.crt"},
		{"expired", expired, expiredKey, ours.PEM(), "tls.crt: expired at 2"},
		{"not yet", future, futureKey, ours.PEM(), "tls.crt: not valid before 2"},
		{"binary", []byte{0x30, 0x82}, key, ours.PEM(), "tls.crt: not PEM"},
		{"key as certificate", key, key, ours.PEM(), `tls.crt: has a block "PRIVATE KEY"`},
		{"certificate as key", certificate, certificate, ours.PEM(), "tls.key does not belong to tls.crt"},
		{"key as authority", certificate, key, key, `ca.crt: has a block "PRIVATE KEY"`},
		{"encrypted", certificate, encrypted, ours.PEM(), "tls.key: encrypted"},
		{"no DER within", []byte("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"), key, ours.PEM(), "tls.crt: certificate 1: "},
		{"huge", certificate, key, make([]byte, 2<<20), "ca.crt: larger than"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			folder := transporttest.NewFolder(t)
			folder.Put(tt.certificate, tt.key, tt.authorities)
			_, err := transport.Open(folder.Path, transport.Deps{Use: "grpc"})
			if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), folder.Path) {
				t.Errorf("Open = %v, want an error about %q and the folder", err, tt.want)
			}
		})
	}
	if _, err := transport.Open(filepath.Join(t.TempDir(), "none"), transport.Deps{}); err == nil {
		t.Error("a folder that is not there was opened")
	}
	if none, err := transport.Open("", transport.Deps{}); none != nil || err != nil || none.Client() != nil {
		t.Errorf("no folder is %v, %v; want plain text", none, err)
	}
	bare := transporttest.NewFolder(t)
	bare.Put(nil, nil, ours.PEM())
	if _, err := open(t, bare.Path).Server(transport.Default()); err == nil || !strings.Contains(err.Error(), "tls.crt") {
		t.Errorf("a server without a certificate: %v", err)
	}
}

// Comments and text between certificates, as openssl and bundles have them.
func TestTextAroundCertificatesIsFine(t *testing.T) {
	ours := transporttest.NewAuthority(t, "ours")
	certificate, key := ours.Issue(transporttest.Wish{})
	folder := transporttest.NewFolder(t)
	folder.Put(append([]byte("subject=CN = x\n"), certificate...), key, append([]byte("# ours\r\n"), append(ours.PEM(), "\n\n# end\n"...)...))
	open(t, folder.Path)
}

func TestWarnings(t *testing.T) {
	ours, theirs := transporttest.NewAuthority(t, "ours"), transporttest.NewAuthority(t, "theirs")
	for _, tt := range []struct {
		name string
		make func(f *transporttest.Folder)
		want string
	}{
		{"none", func(f *transporttest.Folder) { f.Fill(transporttest.Wish{}, ours) }, ""},
		{"key for everybody", func(f *transporttest.Folder) {
			f.Fill(transporttest.Wish{}, ours)
			if err := os.Chmod(filepath.Join(f.Path, transport.KeyFile), 0o604); err != nil {
				t.Fatal(err)
			}
		}, "tls.key can be read by everybody"},
		{"of another authority", func(f *transporttest.Folder) {
			certificate, key := ours.Issue(transporttest.Wish{})
			f.Put(certificate, key, theirs.PEM())
		}, "ca.crt does not vouch for tls.crt"},
		{"not for clients", func(f *transporttest.Folder) {
			f.Fill(transporttest.Wish{Usage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}, ours)
		}, "clientAuth"},
		{"about to expire", func(f *transporttest.Folder) {
			f.Fill(transporttest.Wish{Before: 10 * time.Hour, Life: time.Hour}, ours)
		}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			folder := transporttest.NewFolder(t)
			tt.make(folder)
			o := open(t, folder.Path)
			lines := o.logs.FilterMessage("certificates may not do").All()
			if tt.want == "" && len(lines) > 0 || tt.want != "" && (len(lines) != 1 || !strings.Contains(lines[0].ContextMap()["problem"].(string), tt.want)) {
				t.Errorf("warned %v, want %q", lines, tt.want)
			}
			if tt.name == "about to expire" {
				bustest.Eventually(t, "it is told that it was not renewed", func() bool {
					return o.logs.FilterMessage("certificate expires soon and was not renewed").Len() == 1
				})
			}
		})
	}
}

// Each set that is taken is in the log by its fingerprint, and its end in the
// metrics; the end itself is told once.
func TestLifeOfACertificateIsTold(t *testing.T) {
	ours := transporttest.NewAuthority(t, "ours")
	folder := transporttest.NewFolder(t)
	certificate, key := ours.Issue(transporttest.Wish{Life: time.Second})
	folder.Put(certificate, key, ours.PEM())
	o := open(t, folder.Path)
	loaded := o.logs.FilterMessage("certificates loaded").All()
	if len(loaded) != 1 {
		t.Fatalf("%d lines", len(loaded))
	}
	fields := loaded[0].ContextMap()
	if fields["use"] != "grpc" || fields["place"] != folder.Path || len(fields["fingerprint"].(string)) != 64 ||
		fields["not_after"] != leaf(t, certificate).NotAfter.UTC().Format(time.RFC3339) {
		t.Errorf("logged %v", fields)
	}
	if got, want := o.metric("barograph_tls_certificate_expiry_timestamp_seconds"), float64(leaf(t, certificate).NotAfter.Unix()); got != want {
		t.Errorf("expiry is %v, want %v", got, want)
	}
	if got := o.metric("barograph_tls_authority_expiry_timestamp_seconds"); got < float64(time.Now().Add(23*time.Hour).Unix()) {
		t.Errorf("expiry of the authority is %v", got)
	}
	bustest.Eventually(t, "its end is told", func() bool {
		return o.logs.FilterMessage("certificate has expired: peers refuse new connections").Len() == 1
	})
	folder.Fill(transporttest.Wish{}, ours)
	bustest.Eventually(t, "the next one is told", func() bool { return o.logs.FilterMessage("certificates loaded").Len() == 2 })
	if all := o.logs.All(); strings.Contains(all[len(all)-1].Message, "expired") {
		t.Errorf("the last line is %v", all[len(all)-1])
	}
}

// docs/metrics.md has a row for each metric, with its own words.
func TestMetricsAreDocumented(t *testing.T) {
	folder := transporttest.NewFolder(t)
	folder.Fill(transporttest.Wish{}, transporttest.NewAuthority(t, "ours"))
	families, err := open(t, folder.Path).registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("../../docs/metrics.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range families {
		row := fmt.Sprintf("| `%s` | %s | service, use | %s |", f.GetName(), strings.ToLower(f.GetType().String()), f.GetHelp())
		if !strings.Contains(string(page), row) {
			t.Errorf("docs/metrics.md lacks %s", row)
		}
	}
	if len(families) != strings.Count(string(page), "barograph_tls_") {
		t.Errorf("docs/metrics.md names other metrics than the %d that there are", len(families))
	}
}

// FuzzFolder: whatever is in the files, Open says what is wrong with them and
// shows nothing of the key, or has a pair that fits.
func FuzzFolder(f *testing.F) {
	ours := transporttest.NewAuthority(f, "ours")
	certificate, key := ours.Issue(transporttest.Wish{Life: 23 * time.Hour})
	f.Add(certificate, key, ours.PEM())
	f.Add(certificate[:len(certificate)-30], key, ours.PEM())
	f.Add(append(certificate, ours.PEM()...), key, []byte("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n"))
	f.Add([]byte("-----BEGIN "), []byte("-----BEGIN PRIVATE KEY-----\nDEK-Info: x\n\n-----END PRIVATE KEY-----\n"), []byte{})
	dir := f.TempDir()
	core, _ := observer.New(zap.DebugLevel)
	f.Fuzz(func(t *testing.T, certificate, key, authorities []byte) {
		for name, data := range map[string][]byte{transport.CertificateFile: certificate, transport.KeyFile: key, transport.AuthoritiesFile: authorities} {
			if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		c, err := transport.Open(dir, transport.Deps{Log: zap.New(core), Use: "grpc"})
		if err != nil {
			if !strings.Contains(err.Error(), "tls.") && !strings.Contains(err.Error(), "ca.crt") {
				t.Errorf("%q names no file", err)
			}
			if len(key) > 40 && strings.Contains(err.Error(), string(key[30:])) {
				t.Errorf("%q shows the key", err)
			}
			return
		}
		own, err := c.Own()
		if err != nil || own.PrivateKey == nil || time.Now().After(own.Leaf.NotAfter) {
			t.Errorf("took %v, %v", own.Leaf, err)
		}
		if pool, err := c.Authorities(); err != nil || pool.Equal(x509.NewCertPool()) {
			t.Errorf("trusts nobody: %v", err)
		}
	})
}
