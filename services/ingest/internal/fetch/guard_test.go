package fetch_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/barograph/barograph/internal/fetchtest"
	"github.com/barograph/barograph/services/ingest/internal/fetch"
	"github.com/barograph/barograph/services/ingest/internal/web"
)

func TestAddresses(t *testing.T) {
	reached := errors.New("dialled")
	f := open(t, fetch.Default(), fetch.Deps{Dial: func(context.Context, string, string) (net.Conn, error) { return nil, reached }})
	for _, host := range []string{
		"127.0.0.1", "127.1.2.3", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
		"169.254.169.254", "169.254.0.1", "100.64.0.1", "100.127.255.254", "192.0.0.1", "192.0.2.1", "192.88.99.1",
		"198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
		"168.63.129.16", "100.100.100.200",
		"[::]", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[::7f00:1]", "[fe80::1]", "[fe80::1%25eth0]", "[fc00::1]",
		"[fd00:ec2::254]", "[fec0::1]", "[ff02::1]", "[100::1]", "[64:ff9b::7f00:1]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b:1::1]",
		"[2001::1]", "[2001:db8::1]", "[2002:7f00:1::]", "[2002:a9fe:a9fe::1]", "[3fff::1]", "[5f00::1]",
	} {
		failure(t, f, web.Request{URL: "http://" + host + "/", Permitted: true}, web.Refused)
	}
	for _, host := range []string{"1.1.1.1", "172.32.0.1", "100.128.0.1", "[2606:4700::1111]", "[64:ff9b::101:101]", "[::ffff:8.8.8.8]"} {
		if got := failure(t, f, web.Request{URL: "http://" + host + "/", Permitted: true}, web.Network); !errors.Is(&got, reached) {
			t.Errorf("%s: %v", host, &got)
		}
	}
	for _, address := range []string{
		"", "/relative", "//host/path", "file:///etc/passwd", "gopher://a/", "ftp://a/", "http://", "http:///path", "http://u:p@a/",
		"http://a b/", "http://a\n/", "http://[::1/", "data:text/plain,x", "http://ex\u00e4mple.\u3000com\u0000/",
	} {
		got := failure(t, f, web.Request{URL: address}, web.Address)
		if got.Transient() {
			t.Errorf("%q is transient", address)
		}
	}
}

// TestResolvedAddresses looks names up in a name server of the test: what they
// resolve to is judged when the connection is made, each time.
func TestResolvedAddresses(t *testing.T) {
	s := fetchtest.Start(t)
	s.Handle("/", fetchtest.Text("text/plain", "inside"))
	_, port, err := net.SplitHostPort(s.URL[len("http://"):])
	if err != nil {
		t.Fatal(err)
	}
	names := &nameServer{answers: map[string][][]string{
		"private.test.":  {{"10.0.0.1"}},
		"metadata.test.": {{"169.254.169.254"}},
		"local.test.":    {{"127.0.0.1"}},
		"mixed.test.":    {{"10.0.0.1", "192.168.0.1"}},
		"rebind.test.":   {{"127.0.0.1"}, {"127.0.0.2"}}, // another answer from the second time on
		"mapped.test.":   {{"::ffff:127.0.0.1"}},
	}}
	deps := fetch.Deps{Resolver: names.resolver()}
	guarded := fetch.Default()
	f := open(t, guarded, deps)
	for _, name := range []string{"private", "metadata", "local", "mixed", "mapped"} {
		failure(t, f, web.Request{URL: "http://" + name + ".test:" + port + "/", Permitted: true}, web.Refused)
	}
	failure(t, f, web.Request{URL: "http://absent.test/", Permitted: true}, web.Network)
	if got := len(s.Requests("")); got != 0 {
		t.Fatalf("%d requests got through", got)
	}

	f = open(t, hasty(), deps)
	rebind := web.Request{URL: "http://rebind.test:" + port + "/", Permitted: true}
	if _, err := f.Fetch(t.Context(), rebind); err != nil {
		t.Fatal(err)
	}
	f.Close() // the connection that was made to the good address
	failure(t, f, rebind, web.Refused)

	s.Handle("/out", fetchtest.Redirect(http.StatusFound, "http://private.test/"))
	got := failure(t, f, web.Request{URL: s.URL + "/out", Permitted: true}, web.Refused)
	if got.URL != "http://private.test/" {
		t.Errorf("error is about %s", got.URL)
	}
}

// TestEnvironmentProxy shows that no proxy of the environment is used.
func TestEnvironmentProxy(t *testing.T) {
	proxy, s := fetchtest.Start(t), fetchtest.Start(t)
	for _, name := range []string{"HTTP_PROXY", "http_proxy", "ALL_PROXY"} {
		t.Setenv(name, proxy.URL)
	}
	get(t, open(t, hasty(), fetch.Deps{}), s.Handle("/", fetchtest.Text("text/plain", "x")))
	if got := len(proxy.Requests("")); got != 0 {
		t.Errorf("%d requests went to a proxy that nobody configured", got)
	}
}

// TestProxy shows that a configured one is, wherever it stands, and that it is
// not asked for what is refused on its face.
func TestProxy(t *testing.T) {
	proxy := fetchtest.Start(t)
	proxy.Handle("/page", fetchtest.Text("text/plain", "by proxy"))
	cfg := hasty()
	cfg.Networks, cfg.Proxy = nil, proxy.URL
	f := open(t, cfg, fetch.Deps{})
	if got := get(t, f, "http://news.test/page"); string(got.Body) != "by proxy" {
		t.Errorf("body %q", got.Body)
	}
	failure(t, f, web.Request{URL: "http://10.0.0.1/page"}, web.Refused)
}

// What readers of a feed's status see does not tell of this side's network.
func TestFailureLeavesInnerAddressesOut(t *testing.T) {
	for _, cause := range []error{
		&net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Name: "news.test", Server: "10.0.0.53:53", Err: "no such host"}},
		&net.OpError{Op: "dial", Net: "tcp", Addr: &net.TCPAddr{IP: net.IPv4(10, 0, 0, 7), Port: 443}, Err: errors.New("connection refused")},
	} {
		f := open(t, fetch.Default(), fetch.Deps{Dial: func(context.Context, string, string) (net.Conn, error) { return nil, cause }})
		got := failure(t, f, web.Request{URL: "http://1.1.1.1/", Permitted: true}, web.Network)
		if text := got.Text(); strings.Contains(text, "10.0.0.") || !errors.Is(&got, cause) {
			t.Errorf("%s", text)
		}
	}
}
