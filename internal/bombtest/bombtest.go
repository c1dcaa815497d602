// Package bombtest has files that stand for more than they hold. It is for tests
// only: no program may import it.
package bombtest

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
)

// patience is far above what refusing takes, and far below what it would take to
// unfold a bomb.
const patience = 10 * time.Second

// YAML gives parse files of YAML or JSON with a key that it knows, and wants each
// to be refused at once.
func YAML(t *testing.T, key string, parse func(io.Reader) error) {
	t.Helper()
	laughs := "a0: &a0 [lol, lol]\n"
	for i := 1; i < 40; i++ {
		laughs += fmt.Sprintf("a%d: &a%d [*a%d, *a%d, *a%d, *a%d]\n", i, i, i-1, i-1, i-1, i-1)
	}
	for name, text := range map[string]string{
		"aliases":        laughs + key + ": *a39\n",
		"an alias of it": key + ": &a\n- *a\n",
		"nesting":        strings.Repeat("[", 100_000),
		"nested maps":    key + ": " + strings.Repeat("{a: ", 100_000),
		"size":           strings.Repeat("#", 64<<20),
	} {
		began := time.Now()
		if parse(strings.NewReader(text)) == nil {
			t.Errorf("%s: taken", name)
		}
		if took := time.Since(began); took > patience {
			t.Errorf("%s: refused after %s", name, took)
		}
	}
}
