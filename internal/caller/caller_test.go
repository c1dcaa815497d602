package caller_test

import (
	"context"
	"net"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"google.golang.org/grpc/peer"

	"github.com/barograph/barograph/internal/caller"
)

func TestOfWithoutACallerIsTheAddressOfThePeer(t *testing.T) {
	ctx := context.Background()
	for name, c := range map[string]struct {
		addr net.Addr
		want string
	}{
		"IPv4":        {&net.TCPAddr{IP: net.IPv4(192, 0, 2, 7), Port: 4711}, "192.0.2.7"},
		"IPv6":        {&net.TCPAddr{IP: net.ParseIP("2001:db8::1"), Port: 1}, "2001:db8::1"},
		"unix socket": {&net.UnixAddr{Name: "@", Net: "unix"}, "local"},
		"no address":  {nil, "local"},
	} {
		got := caller.Of(peer.NewContext(ctx, &peer.Peer{Addr: c.addr}))
		if got.Name != c.want || got.Kind != caller.Anonymous {
			t.Errorf("%s: %+v, want %s", name, got, c.want)
		}
	}
	if got := caller.Of(ctx); got.Name != "local" || got.Kind != caller.Anonymous {
		t.Errorf("without a peer: %+v", got)
	}
}

func TestKeyTellsCallersApart(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range []caller.Caller{
		{Name: "ann", Kind: caller.Token, Issuer: "one"},
		{Name: "ann", Kind: caller.Token, Issuer: "two"},
		{Name: "ann", Kind: caller.Certificate, Issuer: "one"},
		{Name: "bob", Kind: caller.Token, Issuer: "one"},
	} {
		got := caller.Of(caller.With(context.Background(), c))
		if got.Name != c.Name || got.Issuer != c.Issuer || got.Kind != c.Kind {
			t.Errorf("Of(With(%+v)) = %+v", c, got)
		}
		if seen[got.Key()] {
			t.Errorf("%+v has the key of another", c)
		}
		seen[got.Key()] = true
	}
}

func FuzzNamesAreBoundedAndPrintable(f *testing.F) {
	f.Add("spiffe://cluster.local/ns/barograph/sa/nlp")
	f.Add("ann\nlevel=error msg=forged")
	f.Add("ann\u202egro.elpmaxe")
	f.Add("\xff\x00\x1b[31m")
	f.Add(strings.Repeat("ü", caller.MaxLength))
	f.Fuzz(func(t *testing.T, name string) {
		got := caller.Of(caller.With(context.Background(), caller.Caller{Name: name, Issuer: name}))
		for _, text := range []string{got.Name, got.Issuer} {
			if len(text) > caller.MaxLength || !utf8.ValidString(text) {
				t.Fatalf("%q became %q", name, text)
			}
			if strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) {
				t.Fatalf("%q became %q, which cannot all be printed", name, text)
			}
		}
		if caller.Printable(name) && got.Name != name {
			t.Fatalf("%q became %q", name, got.Name)
		}
	})
}
