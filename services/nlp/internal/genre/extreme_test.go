package genre_test

import (
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/cputest"
	"github.com/barograph/barograph/services/nlp/internal/genre"
)

// patience is what no reading of such a text comes near, and any quadratic one exceeds.
const patience = 20 * time.Second

// Texts that tempt the reader into looking at every pair of their parts.
func TestExtremes(t *testing.T) {
	for name, part := range map[string]string{
		"words":     "an official ",
		"said":      "said a senior official ",
		"labels":    "Q: a? b.\n",
		"clocks":    "14.05 GMT They sail now.\n",
		"lines":     "Opinion | Analysis\n",
		"authors":   "Ann is a \n",
		"media":     "as reported by The ",
		"questions": "Why?\n",
	} {
		t.Run(name, func(t *testing.T) {
			raw := strings.Repeat(part, 1<<18/len(part))
			start := cputest.Spent(t)
			a := read(t, "", "", raw)
			genre.Kind(a)
			genre.Anonymous(a)
			genre.Origins(a)
			if took := cputest.Spent(t) - start; took > patience {
				t.Errorf("took %s", took)
			}
		})
	}
}
