// Package caller carries in a context.Context who calls an RPC: a certificate,
// the bearer of a token, or nobody known. Package rpc puts him there before
// the handler runs; limits, permissions, records and logs read him. It needs
// the standard library and the peer of gRPC only.
package caller

import (
	"context"
	"net"
	"strings"
	"unicode"
	"unicode/utf8"

	"google.golang.org/grpc/peer"
)

// MaxLength is how many bytes of a name or an issuer are kept.
const MaxLength = 256

// Kind is how it is known who calls.
type Kind string

// The kinds of caller.
const (
	// Anonymous: nothing is known but where the call comes from.
	Anonymous Kind = "anonymous"
	// Certificate: a certificate of a trusted authority, shown in TLS.
	Certificate Kind = "certificate"
	// Token: a token that a trusted issuer has signed.
	Token Kind = "token"
)

// Caller is who calls. Name and Issuer are safe to be logged and shown: at most
// [MaxLength] bytes of printable text.
type Caller struct {
	// Name is one of the certificate's names, the subject of the token, or the
	// network address without its port ("local" where there is none, as between
	// parts of one process). It is unique within its kind and issuer only.
	Name string
	Kind Kind
	// Issuer is who vouches for the name: the issuer of the token, the subject
	// of the authority that signed the certificate, "" for anonymous ones.
	Issuer string
	// Roles are what the policy lets him be, sorted; none without a policy.
	Roles []string
}

// Key tells callers apart: two have the same key only if they are the same.
func (c Caller) Key() string {
	return string(c.Kind) + "\x00" + c.Issuer + "\x00" + c.Name
}

type key struct{}

// With adds the caller. What is not printable in his name and issuer is
// replaced by "?", and the rest cut to [MaxLength].
func With(ctx context.Context, c Caller) context.Context {
	c.Name, c.Issuer = Clean(c.Name), Clean(c.Issuer)
	return context.WithValue(ctx, key{}, c)
}

// Of is the caller of the RPC that ctx belongs to; where none was added, an
// anonymous one with the network address of the peer.
func Of(ctx context.Context) Caller {
	if c, ok := ctx.Value(key{}).(Caller); ok {
		return c
	}
	return Caller{Name: address(ctx), Kind: Anonymous}
}

func address(ctx context.Context) string {
	p, ok := peer.FromContext(ctx)
	if !ok || p.Addr == nil {
		return "local"
	}
	switch p.Addr.Network() {
	case "tcp", "tcp4", "tcp6", "udp":
		if host, _, err := net.SplitHostPort(p.Addr.String()); err == nil {
			return Clean(host)
		}
	}
	return "local"
}

// Printable reports whether a name can be kept as it is.
func Printable(name string) bool { return name != "" && Clean(name) == name }

// Clean is a text that is safe to be logged and shown: what is not printable is
// replaced by "?", and the rest cut to [MaxLength].
func Clean(name string) string {
	name = strings.ToValidUTF8(name, "?")
	name = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return '?'
	}, name)
	if len(name) <= MaxLength {
		return name
	}
	end := MaxLength
	for !utf8.RuneStart(name[end]) {
		end--
	}
	return name[:end]
}
