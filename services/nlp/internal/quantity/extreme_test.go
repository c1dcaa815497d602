package quantity_test

import (
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/cputest"
	"github.com/barograph/barograph/services/nlp/internal/quantity"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// patience is what no reading of such a text comes near, and any quadratic one exceeds.
const patience = 20 * time.Second

// Texts that tempt the reader into looking at every pair of their parts.
func TestExtremes(t *testing.T) {
	for name, part := range map[string]string{
		"one figure":         "1",
		"figures and words":  "between two hundred and ",
		"hundreds":           "hundred ",
		"ands":               "one hundred and ",
		"currencies":         "$",
		"groups":             "1 000 ",
		"ranges":             "1-",
		"halves":             "half a ",
		"numbers of numbers": "2 of the ",
		"hyphens":            "2-",
		"commas":             "1,",
		"blocked":            "resolution 1, ",
		"codes":              "NOK 5 ",
	} {
		t.Run(name, func(t *testing.T) {
			raw := strings.Repeat(part, 1<<18/len(part))
			start := cputest.Spent(t)
			d := text.Parse("", raw)
			quantity.Find(d)
			if took := cputest.Spent(t) - start; took > patience {
				t.Errorf("took %s", took)
			}
		})
	}
}
