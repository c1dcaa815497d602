package brief_test

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/barograph/barograph/services/aggregate/internal/brief"
)

// written is the sum of the points in a table, as a reader would add them up.
func written(t *rapid.T, table *brief.Table) (sum float64, rows int) {
	for _, row := range table.Rows {
		for _, part := range slices.Concat(row.Cells...) {
			if part.Kind != brief.Points {
				continue
			}
			v, err := strconv.ParseFloat(strings.NewReplacer("−", "-", "±", "").Replace(part.Text), 64)
			if err != nil {
				t.Fatal(err)
			}
			sum, rows = sum+v, rows+1
		}
	}
	return sum, rows
}

// What the brief writes down leads from the base rate to the number, but for
// the rounding of each row.
func TestTheAccountAddsUpToTheNumber(t *testing.T) {
	m := model(t)
	rapid.Check(t, func(t *rapid.T) {
		r := drawn(t, m)
		for _, section := range brief.Write(r, brief.Beside{}).Sections {
			if section.ID != "moved" || len(section.Blocks) == 0 {
				continue
			}
			sum, rows := written(t, section.Blocks[0].Table)
			want := 100 * (r.Assessment.GetProbability() - r.Assessment.GetPriorProbability())
			if tolerance := 0.05*float64(rows) + 0.05; math.Abs(sum-want) > tolerance {
				t.Errorf("%d rows sum to %.2f points, the number moved by %.2f", rows, sum, want)
			}
		}
	})
}
