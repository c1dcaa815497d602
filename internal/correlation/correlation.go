// Package correlation carries the correlation id and the W3C trace context of
// a piece of work in its context.Context. The id is born where the work enters
// the system and travels in gRPC metadata (package rpc) and message headers
// (package bus), so that one search in the logs finds every step.
package correlation

import (
	"context"
	"crypto/rand"
	"encoding/hex"
)

// MaxLength is how many bytes of an id from outside are kept.
const MaxLength = 128

type (
	idKey      struct{}
	requestKey struct{}
	traceKey   struct{}
)

// New makes a random id of 32 hexadecimal digits.
func New() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails, see crypto/rand
	return hex.EncodeToString(b[:])
}

// With adds a correlation id; an empty id changes nothing. Bytes that are not
// printable ASCII are dropped and the rest is cut to [MaxLength], since the id
// goes into headers and logs.
func With(ctx context.Context, id string) context.Context {
	if id = clean(id); id == "" {
		return ctx
	}
	return context.WithValue(ctx, idKey{}, id)
}

// ID is the correlation id, or "" where there is none.
func ID(ctx context.Context) string { return value(ctx, idKey{}) }

// Ensure returns ctx with a correlation id, a new one if it had none.
func Ensure(ctx context.Context) context.Context {
	if ID(ctx) != "" {
		return ctx
	}
	return With(ctx, New())
}

// WithRequest adds the id of one RPC, which is not passed on.
func WithRequest(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestKey{}, clean(id))
}

// RequestID is the id of the RPC being served, or "".
func RequestID(ctx context.Context) string { return value(ctx, requestKey{}) }

// WithTraceParent adds a W3C traceparent header; an empty or malformed one
// changes nothing.
func WithTraceParent(ctx context.Context, header string) context.Context {
	if TraceID(header) == "" {
		return ctx
	}
	return context.WithValue(ctx, traceKey{}, header)
}

// TraceParent is the W3C traceparent header, or "".
func TraceParent(ctx context.Context) string { return value(ctx, traceKey{}) }

// TraceID is the trace id within a traceparent header (version 00:
// "00-<32 hex>-<16 hex>-<2 hex>"), or "" if the header is malformed.
// https://www.w3.org/TR/trace-context/#traceparent-header
func TraceID(header string) string {
	if len(header) < 55 {
		return ""
	}
	for i := range 55 {
		c := header[i]
		dash := i == 2 || i == 35 || i == 52
		if dash != (c == '-') || !dash && !('0' <= c && c <= '9' || 'a' <= c && c <= 'f') {
			return ""
		}
	}
	return header[3:35]
}

func value(ctx context.Context, key any) string {
	s, _ := ctx.Value(key).(string)
	return s
}

func clean(id string) string {
	out := make([]byte, 0, min(len(id), MaxLength))
	for i := 0; i < len(id) && len(out) < MaxLength; i++ {
		if id[i] > ' ' && id[i] < 0x7f {
			out = append(out, id[i])
		}
	}
	return string(out)
}
