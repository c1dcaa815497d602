// Package correlation carries the correlation id and the W3C trace context of
// a piece of work in its context.Context. The id is born where the work enters
// the system and travels in gRPC metadata (package rpc) and message headers
// (package bus), so that one search in the logs finds every step.
package correlation

import (
	"context"
	"crypto/rand"
	"encoding/hex"

	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

const (
	// MaxLength is how many bytes of an id from outside are kept.
	MaxLength = 128
	// MaxTraceState is the longest tracestate that is passed on; the standard asks
	// for as much.
	MaxTraceState = 512
)

type (
	idKey      struct{}
	requestKey struct{}
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

// WithTraceParent adds the W3C trace context of whoever asked for the work, its
// traceparent and tracestate headers; a malformed or empty traceparent changes
// nothing, a tracestate that is malformed or longer than [MaxTraceState] is dropped.
// https://www.w3.org/TR/trace-context/
func WithTraceParent(ctx context.Context, traceparent, tracestate string) context.Context {
	if len(tracestate) > MaxTraceState {
		tracestate = ""
	}
	remote := propagation.TraceContext{}.Extract(context.Background(), headers{traceparent, tracestate}) //house:allow background: only what was extracted is looked at
	span := trace.SpanContextFromContext(remote)
	if !span.IsValid() {
		return ctx
	}
	return trace.ContextWithRemoteSpanContext(ctx, span)
}

// Unsampled takes back that whoever asked for the work has it traced; its trace id
// stays.
func Unsampled(ctx context.Context) context.Context {
	span := trace.SpanContextFromContext(ctx)
	if !span.IsSampled() {
		return ctx
	}
	return trace.ContextWithRemoteSpanContext(ctx, span.WithTraceFlags(span.TraceFlags().WithSampled(false)))
}

// TraceParent is the W3C traceparent header of the work that is done now, and
// TraceState the other one: of the innermost span, or where none is recorded, of
// whoever asked for it; "" where there is none.
func TraceParent(ctx context.Context) string {
	span := trace.SpanContextFromContext(ctx)
	if !span.IsValid() {
		return ""
	}
	return "00-" + span.TraceID().String() + "-" + span.SpanID().String() + "-" + (span.TraceFlags() & trace.FlagsSampled).String()
}

// TraceState is described at [TraceParent].
func TraceState(ctx context.Context) string {
	return trace.SpanContextFromContext(ctx).TraceState().String()
}

// TraceID is the trace id of the work, "" where there is none.
func TraceID(ctx context.Context) string {
	span := trace.SpanContextFromContext(ctx)
	if !span.IsValid() {
		return ""
	}
	return span.TraceID().String()
}

// SpanID is the id of the innermost span while it is recorded here, else "".
func SpanID(ctx context.Context) string {
	span := trace.SpanFromContext(ctx)
	if !span.IsRecording() {
		return ""
	}
	return span.SpanContext().SpanID().String()
}

// headers are the two headers of a trace context as OpenTelemetry reads them.
type headers struct{ parent, state string }

// Get gives a header.
func (h headers) Get(key string) string {
	if key == "traceparent" {
		return h.parent
	}
	return h.state
}

// Set is never called.
func (headers) Set(string, string) {}

// Keys lists the headers.
func (headers) Keys() []string { return []string{"traceparent", "tracestate"} }

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
