// Package points shares the change of a probability among the causes of the
// change of its log-odds. It is pure.
package points

import "math"

// noise is the size of a change of log-odds that is rounding.
const noise = 1e-11

// Rate is how many percentage points a unit of log-odds is worth on the way from
// some log-odds to others: every cause gets its log-odds times the rate, so that
// the shares sum to the change of the probability before the clamp. On no way at
// all it is the slope there.
func Rate(from, to float64) float64 {
	q0, q1 := expit(from), expit(to)
	if math.Abs(to-from) > noise {
		return 100 * (q1 - q0) / (to - from)
	}
	return 100 * q1 * (1 - q1)
}

func expit(l float64) float64 { return 1 / (1 + math.Exp(-l)) }
