package bus_test

import (
	"testing"
	"unicode/utf8"

	"github.com/nats-io/nats.go"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/correlation"
	"github.com/barograph/barograph/proto/subject"
)

// Headers come from whoever may publish: reading them must not fail, and what
// goes into a context must be fit for headers again.
func FuzzEvent(f *testing.F) {
	f.Add("a%20b", "2026-05-01T12:00:00Z", "c-1", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
	f.Add("%", "%zz", "\n", "")
	f.Fuzz(func(t *testing.T, id, at, corr, trace string) {
		msg := bus.Msg{Header: nats.Header{
			subject.HeaderCEID: {id}, subject.HeaderCETime: {at},
			subject.HeaderCorrelationID: {corr}, subject.HeaderTraceParent: {trace},
		}}
		if event := msg.Event(); len(event.ID) > len(id) {
			t.Errorf("id %q became longer: %q", id, event.ID)
		}
		ctx := msg.Context(t.Context())
		got := correlation.ID(ctx)
		if got == "" || !utf8.ValidString(got) || len(got) > correlation.MaxLength {
			t.Errorf("correlation id %q of %q", got, corr)
		}
	})
}
