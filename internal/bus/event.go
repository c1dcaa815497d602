package bus

import (
	"context"
	"maps"
	"net/url"
	"strings"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/barograph/barograph/internal/correlation"
	"github.com/barograph/barograph/proto/subject"
)

// Event is the CloudEvents 1.0 context of a message, in binary mode.
// https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/nats-protocol-binding.md
type Event struct {
	ID     string    // deterministic, the message id
	Source string    // "/barograph/<service>"
	Type   string    // subject.Kind.Type
	Time   time.Time // when it happened; zero if not said
}

// eventOf reads the context; attributes that are absent or malformed are empty.
func eventOf(h nats.Header) Event {
	e := Event{
		ID:     decode(h.Get(subject.HeaderCEID)),
		Source: decode(h.Get(subject.HeaderCESource)),
		Type:   decode(h.Get(subject.HeaderCEType)),
	}
	if t, err := time.Parse(time.RFC3339Nano, decode(h.Get(subject.HeaderCETime))); err == nil {
		e.Time = t
	}
	return e
}

// headers are those of m as it is sent by service: its own, over those of
// CloudEvents, of the correlation in ctx, and of the message id.
func headers(ctx context.Context, m Message, service string) nats.Header {
	h := nats.Header{
		subject.HeaderMsgID:         {m.MsgID},
		subject.HeaderCEID:          {encode(m.MsgID)},
		subject.HeaderCESource:      {encode("/barograph/" + service)},
		subject.HeaderCESpecVersion: {subject.CESpecVersion},
		subject.HeaderContentType:   {subject.ContentType},
	}
	if p, err := subject.Parse(m.Subject); err == nil {
		h[subject.HeaderCEType] = []string{encode(p.Kind.Type())}
		h[subject.HeaderCESubject] = []string{encode(p.Key)}
	}
	if !m.Time.IsZero() {
		h[subject.HeaderCETime] = []string{m.Time.UTC().Format(time.RFC3339Nano)}
	}
	if id := correlation.ID(ctx); id != "" {
		h[subject.HeaderCorrelationID] = []string{id}
	}
	if trace := correlation.TraceParent(ctx); trace != "" {
		h[subject.HeaderTraceParent] = []string{trace}
		if state := correlation.TraceState(ctx); state != "" {
			h[subject.HeaderTraceState] = []string{state}
		}
	}
	maps.Copy(h, m.Header)
	return h
}

// encode writes an attribute as a header value: space, quotation mark, percent
// sign and everything but printable ASCII are percent-encoded.
func encode(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if c := s[i]; c <= ' ' || c >= 0x7f || c == '"' || c == '%' {
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&0xf])
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func decode(s string) string {
	if out, err := url.PathUnescape(s); err == nil {
		return out
	}
	return ""
}
