package command_test

import (
	"net"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/cmd/barograph/internal/command"
)

// FuzzFlags reads a text as every kind of flag that the commands parse themselves: what is taken is within its bounds and
// can be sent, what means the same in two flags is the same, and a moment written as RFC 3339 is read back.
func FuzzFlags(f *testing.F) {
	for _, text := range []string{
		"2026-05-01", "2026-05-01T12:00:00Z", "9998-12-31T23:59:59-23:59", "1900-01-01", "9999-12-31", "0001-01-01", "7d", "99999d", "-1d", "1200", "18446744073709551616",
		"60%", "0.6", "NaN", "1e1%", "0x1p-1", "127.0.0.1:7401", "[::1]:1", "a:65536", "dns:///a", "very likely", "force-generation", "mandated", "", "2026-02-30",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		flags := command.ReadFlags(text)
		for name, at := range map[string]*time.Time{"moment": flags.Moment, "start": flags.Start, "past": flags.Past, "position": flags.Position} {
			if at == nil || at.IsZero() { // a number of days, or a sequence
				continue
			}
			if err := timestamppb.New(*at).CheckValid(); err != nil || at.Location() != time.UTC || at.Year() < 1900 {
				t.Fatalf("%s %q is %v, %v", name, text, at, err)
			}
		}
		if at := flags.Moment; at != nil {
			if flags.Start == nil || flags.Past == nil || !flags.Past.Equal(*at) || flags.Sequence == 0 && (flags.Position == nil || !flags.Position.Equal(*at)) {
				t.Fatalf("%q is %+v", text, flags)
			}
			if ahead := at.Sub(*flags.Start); ahead != 0 && ahead != 24*time.Hour {
				t.Fatalf("%q begins %v before it ends", text, ahead)
			}
			if again := command.ReadFlags(at.Format(time.RFC3339Nano)); at.Year() <= 9998 && (again.Moment == nil || !again.Moment.Equal(*at)) {
				t.Fatalf("%q is %v, and read back %v", text, at, again.Moment)
			}
		}
		if flags.Days < 0 || flags.Days > 99_999 || flags.Probability != nil && !(*flags.Probability >= 0.01 && *flags.Probability <= 0.99) {
			t.Fatalf("%q is %+v", text, flags)
		}
	})
}

// FuzzWords reads a text as an address and as what has a name: an error repeats nothing that could steer a terminal, and
// what is taken is never the value that stands for none.
func FuzzWords(f *testing.F) {
	for _, text := range []string{
		"127.0.0.1:7401", "[::1]:1", "a:65536", "a:0", ":7401", "dns:///a", "unix:/a", "very likely", "force-generation", "DIMENSION_FORCE_GENERATION", "mandated",
		"unspecified", "", "\x1b[2J", "a\nb", "DIMENSION_DIMENSION_FUNDING",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		term, dimension, rung, errs := command.ReadWords(text)
		for i, value := range []int32{term, dimension, rung} {
			if text != "" && (value == 0) != (errs[i] != nil) || text == "" && (value != 0 || errs[i] != nil) {
				t.Fatalf("%q is %d, %v", text, value, errs[i])
			}
		}
		if err := command.CheckAddress(text); err == nil && !strings.Contains(text, ":///") && !strings.HasPrefix(text, "unix:") {
			if _, port, err := net.SplitHostPort(text); err != nil || port == "" {
				t.Fatalf("address %q: %v", text, err)
			}
		}
		for _, err := range append(errs[:], command.CheckAddress(text)) {
			if err != nil && strings.ContainsAny(err.Error(), "\x1b\n\r\x00\u202e") {
				t.Fatalf("%q: %q", text, err)
			}
		}
	})
}
