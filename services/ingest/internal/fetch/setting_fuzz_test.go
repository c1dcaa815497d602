package fetch_test

import (
	"net/http"
	"net/netip"
	"testing"

	"golang.org/x/net/http/httpguts"

	"github.com/barograph/barograph/services/ingest/internal/fetch"
)

// FuzzCredential reads the line of a file of credentials: what is taken is one header that can be sent as it is, and none
// that says where the request goes or where it ends.
func FuzzCredential(f *testing.F) {
	for _, line := range []string{
		"basic user:pass:word", "Bearer s3cret", "header X-Api-Key: s3cret", "header Host: a", "header tRANSFER-encoding: chunked",
		"header a: b\r\nHost: c", "bearer \x00", "basic :", "header : x", "bearer", "", "header X-Ä: x",
	} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		name, value, ok := fetch.ParseCredential(line)
		if !ok {
			return
		}
		if value == "" || !httpguts.ValidHeaderFieldName(name) || !httpguts.ValidHeaderFieldValue(value) {
			t.Fatalf("%q sends %q: %q", line, name, value)
		}
		switch http.CanonicalHeaderKey(name) {
		case "Host", "Content-Length", "Transfer-Encoding", "Connection", "Upgrade":
			t.Fatalf("%q sends %q", line, name)
		}
	})
}

// FuzzNetwork reads a network that may be reached: it holds the address that was written, and is read back the same.
func FuzzNetwork(f *testing.F) {
	for _, text := range []string{"10.0.0.0/8", " 127.0.0.1", "::1", "fe80::1%eth0", "::ffff:10.0.0.1/104", "10.1.2.3/8", "10.0.0.0/33", "", "0.0.0.0/0"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		network, err := fetch.ParseNetwork(text)
		if err != nil {
			return
		}
		prefix, err := netip.ParsePrefix(network)
		if err != nil || prefix != prefix.Masked() {
			t.Fatalf("%q became %q, %v", text, network, err)
		}
		if again, err := fetch.ParseNetwork(network); err != nil || again != network {
			t.Fatalf("%q became %q, which became %q, %v", text, network, again, err)
		}
	})
}
