package correlation_test

import (
	"strings"
	"testing"

	"github.com/barograph/barograph/internal/correlation"
)

func TestWith(t *testing.T) {
	for _, tt := range []struct{ name, id, want string }{
		{"plain", "c-1", "c-1"},
		{"empty", "", ""},
		{"what breaks headers and logs", "a\r\nb c\x00é", "abc"},
		{"nothing usable", "\n\n", ""},
		{"too long", strings.Repeat("x", 500), strings.Repeat("x", correlation.MaxLength)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := correlation.ID(correlation.With(t.Context(), tt.id)); got != tt.want {
				t.Errorf("ID = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestEnsure(t *testing.T) {
	ctx := correlation.Ensure(t.Context())
	if len(correlation.ID(ctx)) != 32 {
		t.Errorf("ID = %q, want 32 digits", correlation.ID(ctx))
	}
	if again := correlation.Ensure(ctx); correlation.ID(again) != correlation.ID(ctx) {
		t.Error("Ensure replaced an id")
	}
	if other := correlation.Ensure(t.Context()); correlation.ID(other) == correlation.ID(ctx) {
		t.Error("two ids are the same")
	}
}

func FuzzTraceID(f *testing.F) {
	f.Add("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
	f.Add("")
	f.Add("00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01")
	f.Fuzz(func(t *testing.T, header string) {
		ctx := correlation.WithTraceParent(t.Context(), header, "a=b")
		id := correlation.TraceID(ctx)
		if id != "" && (len(id) != 32 || strings.Trim(id, "0123456789abcdef") != "" || !strings.Contains(header, id)) {
			t.Fatalf("TraceID(%q) = %q", header, id)
		}
		got := correlation.TraceParent(ctx)
		if (got == "") != (id == "") || got != "" && (len(got) != 55 || got[:3] != "00-" || got[3:52] != header[3:52]) {
			t.Fatalf("TraceParent of %q = %q", header, got)
		}
		if again := correlation.TraceParent(correlation.WithTraceParent(t.Context(), got, "")); again != got {
			t.Fatalf("TraceParent of %q = %q", got, again)
		}
	})
}

func TestTraceStateIsBounded(t *testing.T) {
	const parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
	for _, tt := range []struct{ state, want string }{
		{"vendor=1,other=2", "vendor=1,other=2"}, {"", ""}, {"not a state", ""}, {"a=" + strings.Repeat("x", 600), ""},
	} {
		ctx := correlation.WithTraceParent(t.Context(), parent, tt.state)
		if got := correlation.TraceState(ctx); got != tt.want || correlation.TraceParent(ctx) != parent {
			t.Errorf("state %q is passed on as %q with %q", tt.state, got, correlation.TraceParent(ctx))
		}
	}
	if id := correlation.SpanID(correlation.WithTraceParent(t.Context(), parent, "")); id != "" {
		t.Errorf("span %q of somebody else is said to be recorded here", id)
	}
}
