package transport_test

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"google.golang.org/grpc"

	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/transport"
	"github.com/barograph/barograph/internal/transporttest"
)

// Both sides get new certificates, then a new authority, as an operator would
// do it, while calls are made over old connections and new ones.
func TestRotationFailsNoCall(t *testing.T) {
	before, after := transporttest.NewAuthority(t, "before"), transporttest.NewAuthority(t, "after")
	folders := [2]*transporttest.Folder{transporttest.NewFolder(t), transporttest.NewFolder(t)}
	names := [2]string{"server", "client"}
	for i, f := range folders {
		f.Fill(transporttest.Wish{Name: names[i]}, before)
	}
	server, client := open(t, folders[0].Path), open(t, folders[1].Path)
	s := serve(t, serverOf(t, server.Certificates, transport.Default()))
	long, err := grpc.NewClient(s.address, grpc.WithTransportCredentials(client.Client()))
	if err != nil {
		t.Fatal(err)
	}
	defer long.Close()

	ctx, cancel := context.WithCancel(t.Context())
	var calls atomic.Int64
	var callers sync.WaitGroup
	for _, one := range []func() error{
		func() error { return call(t, s.address, client.Client()) },
		func() error { return check(long) },
	} {
		callers.Go(func() {
			for tick := time.NewTicker(2 * time.Millisecond); ctx.Err() == nil; <-tick.C {
				if err := one(); err != nil {
					t.Errorf("call: %v", err)
				}
				calls.Add(1)
			}
		})
	}
	more := func() {
		from := calls.Load()
		bustest.Eventually(t, "calls go on", func() bool { return calls.Load() > from+20 })
	}
	// put gives one side a certificate and authorities, and waits until it has them.
	put := func(side int, issuer *transporttest.Authority, trusted ...*transporttest.Authority) {
		certificate, key := issuer.Issue(transporttest.Wish{Name: names[side]})
		authorities := transporttest.Bundle(trusted...)
		folders[side].Put(certificate, key, authorities)
		of := [2]*opened{server, client}[side]
		of.showing(certificate)
		of.trusting(authorities)
		more()
	}
	more()
	for range 3 { // leaves
		put(0, before, before)
		put(1, before, before)
	}
	for _, step := range []func(side int){ // the authority
		func(side int) { put(side, before, before, after) },
		func(side int) { put(side, after, before, after) },
		func(side int) { put(side, after, after) },
	} {
		step(0)
		step(1)
	}
	cancel()
	callers.Wait()
	t.Logf("%d calls", calls.Load())

	stale := transporttest.NewFolder(t)
	stale.Fill(transporttest.Wish{Name: "client"}, before, after)
	if err := call(t, s.address, open(t, stale.Path).Client()); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("a caller of the former authority: %v, want it refused", err)
	}
	bustest.Eventually(t, "the stale caller alone is counted", func() bool { return server.metric("barograph_tls_handshakes_refused_total") == 1 })
}

// Files that do not fit together are never used, and somebody hears of it.
func TestBrokenFilesKeepTheLastGoodOnes(t *testing.T) {
	ours := transporttest.NewAuthority(t, "ours")
	certificate, key := ours.Issue(transporttest.Wish{Name: "fresh"})
	expired, expiredKey := ours.Issue(transporttest.Wish{Life: -time.Minute})
	authorities := transporttest.Bundle(ours, transporttest.NewAuthority(t, "other"))
	for _, tt := range []struct {
		name  string
		spoil func(f *transporttest.Folder)
		text  string
	}{
		{"half a certificate", func(f *transporttest.Folder) { f.Write(transport.CertificateFile, certificate[:len(certificate)/2]) }, "0 are whole"},
		{"the certificate without its key", func(f *transporttest.Folder) { f.Write(transport.CertificateFile, certificate) }, "does not belong"},
		{"half a key", func(f *transporttest.Folder) { f.Write(transport.KeyFile, key[:len(key)/2]) }, "tls.key: no PEM block"},
		{"the key without its certificate", func(f *transporttest.Folder) { f.Write(transport.KeyFile, key) }, "does not belong"},
		{"half of the authorities", func(f *transporttest.Folder) { f.Write(transport.AuthoritiesFile, authorities[:len(authorities)*3/4]) }, "1 are whole"},
		{"empty files", func(f *transporttest.Folder) { f.Put([]byte{}, []byte{}, []byte{}) }, "not PEM"},
		{"no certificate", func(f *transporttest.Folder) { f.Put(nil, nil, ours.PEM()) }, "tls.crt: no such file"},
		{"no authorities", func(f *transporttest.Folder) { f.Put(certificate, key, nil) }, "ca.crt: no such file"},
		{"expired", func(f *transporttest.Folder) { f.Put(expired, expiredKey, ours.PEM()) }, "expired"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			folder := transporttest.NewFolder(t)
			folder.Fill(transporttest.Wish{Name: "first"}, ours)
			o := open(t, folder.Path)
			s := serve(t, serverOf(t, o.Certificates, transport.Default()))
			failing := func() float64 { return o.metric("barograph_tls_reload_failing") }
			first, err := o.Own()
			if err != nil || failing() != 0 {
				t.Fatalf("%v, failing %v", err, failing())
			}
			tt.spoil(folder)
			bustest.Eventually(t, "the metric tells", func() bool { return failing() == 1 })
			if err := call(t, s.address, o.Client()); err != nil {
				t.Errorf("call: %v", err)
			}
			if own, err := o.Own(); err != nil || !own.Leaf.Equal(first.Leaf) {
				t.Errorf("another certificate is in use: %v", err)
			}
			lines := o.logs.FilterMessage("certificates could not be loaded, the last good ones stay in use").All()
			if len(lines) != 1 || lines[0].Level.String() != "error" || !strings.Contains(lines[0].ContextMap()["error"].(string), tt.text) {
				t.Errorf("logged %v, want one error about %q", lines, tt.text)
			}
			folder.Put(certificate, key, ours.PEM())
			o.showing(certificate)
			if failing() != 0 {
				t.Error("the metric still tells of the files before")
			}
		})
	}
}

// Writing the files one after the other, as scripts do, is safe as well.
func TestFilesMayComeOneByOne(t *testing.T) {
	before, after := transporttest.NewAuthority(t, "before"), transporttest.NewAuthority(t, "after")
	folder := transporttest.NewFolder(t)
	folder.Fill(transporttest.Wish{Name: "first"}, before)
	o := open(t, folder.Path)
	s := serve(t, serverOf(t, o.Certificates, transport.Default()))
	certificate, key := after.Issue(transporttest.Wish{Name: "second"})
	authorities := transporttest.Bundle(before, after)
	for _, step := range []struct {
		name string
		data []byte
	}{{transport.AuthoritiesFile, authorities}, {transport.CertificateFile, certificate}, {transport.KeyFile, key}} {
		for end := 0; end <= len(step.data); end += len(step.data)/4 + 1 {
			folder.Write(step.name, step.data[:end])
			if err := call(t, s.address, o.Client()); err != nil {
				t.Errorf("%s of %d bytes: %v", step.name, end, err)
			}
		}
		folder.Write(step.name, step.data)
		if err := call(t, s.address, o.Client()); err != nil {
			t.Errorf("%s is whole: %v", step.name, err)
		}
	}
	o.showing(certificate)
	o.trusting(authorities)
}
