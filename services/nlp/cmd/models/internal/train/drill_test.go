package train_test

import (
	"testing"

	"github.com/barograph/barograph/services/nlp/cmd/models/internal/train"
)

// Drill sentences must be trees that the transition machine can build: one
// root, no cycle, no crossing arcs.
func TestDrill(t *testing.T) {
	sentences, err := train.Drill(2, 1)
	if err != nil {
		t.Fatal(err)
	}
	if len(sentences) < 80 {
		t.Fatalf("%d sentences", len(sentences))
	}
	for _, s := range sentences {
		n, roots := len(s.Forms), 0
		for i, h := range s.Heads {
			if int(h) == n {
				roots++
			}
			steps := 0
			for k := int(h); k < n; k = int(s.Heads[k]) {
				if steps++; k < 0 || steps > n {
					t.Fatalf("%q: word %d hangs in the air", s.Forms, i)
				}
			}
			for j, g := range s.Heads {
				a, b, c, d := min(i, int(h)), max(i, int(h)), min(j, int(g)), max(j, int(g))
				if a < c && c < b && b < d {
					t.Errorf("%q: arcs of %s and %s cross", s.Forms, s.Forms[i], s.Forms[j])
				}
			}
		}
		if roots != 1 {
			t.Errorf("%q: %d roots", s.Forms, roots)
		}
	}
}
