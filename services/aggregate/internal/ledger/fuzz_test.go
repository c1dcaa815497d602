package ledger_test

import (
	"testing"

	"github.com/barograph/barograph/services/aggregate/internal/ledger"
)

// FuzzEngines orders any three versions: one order for all, whatever was compared first.
func FuzzEngines(f *testing.F) {
	f.Add("rules/0.9.1", "rules/0.10.0", "rules/0.10.0-rc.1")
	f.Add("", "rules", "rules/1.0")
	f.Add("a/1.0.0-9", "a/1.0.0-10", "a/1.0.0-1x")
	f.Add("a/1.0.0-18446744073709551616", "a/1.0.0-2", "a/1.0.0-x")
	f.Add("a/1.0.0-01", "a/1.0.0-1+b", "a/1.0.0-")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		if ledger.CompareEngines(a, a) != 0 || ledger.CompareEngines(a, b) != -ledger.CompareEngines(b, a) {
			t.Fatalf("%q and %q: %d, and %d", a, b, ledger.CompareEngines(a, b), ledger.CompareEngines(b, a))
		}
		ab, bc, ac := ledger.CompareEngines(a, b), ledger.CompareEngines(b, c), ledger.CompareEngines(a, c)
		switch {
		case ab <= 0 && bc <= 0 && ac > 0, ab >= 0 && bc >= 0 && ac < 0, ab == 0 && bc != ac, bc == 0 && ab != ac:
			t.Fatalf("%q, %q, %q: %d, %d, %d", a, b, c, ab, bc, ac)
		}
	})
}
