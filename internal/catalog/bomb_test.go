package catalog_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/catalog"
)

// TestBombs: a file that stands for more than it holds is refused, at once.
func TestBombs(t *testing.T) {
	laughs := "a0: &a0 [lol, lol]\n"
	for i := 1; i < 40; i++ {
		laughs += fmt.Sprintf("a%d: &a%d [*a%d, *a%d, *a%d, *a%d]\n", i, i, i-1, i-1, i-1, i-1)
	}
	for name, text := range map[string]string{
		"aliases":        laughs + "initiatives: *a39\n",
		"an alias of it": "initiatives: &a\n- *a\n",
		"nesting":        strings.Repeat("[", 100_000),
		"nested maps":    "initiatives: " + strings.Repeat("{a: ", 100_000),
		"size":           strings.Repeat("#", 64<<20),
	} {
		began := time.Now()
		if _, err := catalog.Parse(strings.NewReader(text)); err == nil {
			t.Errorf("%s: taken", name)
		}
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("%s: refused after %s", name, took)
		}
	}
}
