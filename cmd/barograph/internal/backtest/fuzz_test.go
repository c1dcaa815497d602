package backtest_test

import (
	"path"
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/cmd/barograph/internal/backtest"
)

// FuzzDate finds a day in the name of a file alone, and only one that stands there.
func FuzzDate(f *testing.F) {
	for _, name := range []string{"2026-05-01-cabinet.txt", `a\b/x2026-02-302026-02-28`, "2026-05-01/a.txt", "20260501", "", "2026-5-1", "９999-01-01"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		day, ok := backtest.Date(name)
		last := path.Base("/" + strings.ReplaceAll(name, `\`, "/"))
		if ok && (!strings.Contains(last, day.Format(time.DateOnly)) || !day.Equal(day.Truncate(24*time.Hour))) || !ok && !day.IsZero() {
			t.Fatalf("%q is %v, %t", name, day, ok)
		}
		if again, found := backtest.Date("x/" + name); found != ok || !again.Equal(day) {
			t.Fatalf("%q is %v, in a folder %v", name, day, again)
		}
	})
}
