package archive_test

import (
	"testing"
	"time"

	"github.com/barograph/barograph/services/ingest/internal/archive"
)

// FuzzParseTime: a time that is read is one instant in UTC, whatever its spelling; a day is its beginning; and what
// is read is read again from its usual spelling.
func FuzzParseTime(f *testing.F) {
	for _, value := range []string{
		"", "null", "1777593600", "1777593600.5", "1777593600000", "1e300", "-0x1p-2", "2026-05-01", "20260501", "20260501120000",
		"2026-05-01T12:00:00Z", "2026-05-01 12:00:00 +0200", "Fri, 01 May 2026 12:00:00 GMT", "May 1, 2026", "0000-01-01", "9999-12-31T23:59:59-12:00",
	} {
		f.Add(value)
	}
	f.Fuzz(func(t *testing.T, value string) {
		read, day, err := archive.ParseTime(value)
		if err != nil || read.IsZero() {
			if !read.IsZero() || day {
				t.Errorf("%q is %v, a day: %v, and %v", value, read, day, err)
			}
			return
		}
		if read.Location() != time.UTC {
			t.Errorf("%q is %v, not in UTC", value, read)
		}
		if day && !read.Equal(read.Truncate(24*time.Hour)) {
			t.Errorf("the day %q begins at %v", value, read)
		}
		if year := read.Year(); year < 0 || year > 9999 {
			return // no spelling of RFC 3339; ingest refuses such dates
		}
		again, _, err := archive.ParseTime(read.Format(time.RFC3339Nano))
		if err != nil || !again.Equal(read) {
			t.Errorf("%q is %v, and that is %v, %v", value, read, again, err)
		}
	})
}
