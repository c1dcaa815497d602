package when_test

import (
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/cputest"
	"github.com/barograph/barograph/services/nlp/internal/text"
	"github.com/barograph/barograph/services/nlp/internal/when"
)

// patience is what no reading of such a text comes near, and any quadratic one exceeds.
const patience = 20 * time.Second

// Texts that tempt the reader into looking at every pair of their parts.
func TestExtremes(t *testing.T) {
	for name, part := range map[string]string{
		"dates":    "May 3-",
		"years":    "2024-",
		"ranges":   "May to ",
		"weekdays": "on Monday ",
		"ends":     "end of the ",
		"words":    "early mid- ",
		"quarters": "the first quarter of ",
		"windows":  "the next few ",
		"numbers":  "3 ",
		"cues":     "will ",
	} {
		t.Run(name, func(t *testing.T) {
			raw := strings.Repeat(part, 1<<18/len(part))
			start := cputest.Spent(t)
			d := text.Parse("", raw)
			when.Find(d, published)
			if took := cputest.Spent(t) - start; took > patience {
				t.Errorf("took %s", took)
			}
		})
	}
}
