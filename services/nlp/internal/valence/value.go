package valence

import "github.com/barograph/barograph/services/nlp/internal/reading"

// Most is the greatest value; the least is its negative.
const Most = 1000

// Value is what a phrase or a clause says.
type Value struct {
	// Milli is from -Most, as bad as can be, to Most; 0 says nothing.
	Milli int
	// Trail is how it came about, from the outermost word inwards.
	Trail reading.Trail
}

// with returns v as seen through the word at a token, with another value.
func (v Value) with(milli int, rule string, token int) Value {
	trail := append(reading.Trail{{Rule: rule, Token: token}}, v.Trail...)
	return Value{Milli: max(-Most, min(Most, milli)), Trail: trail}
}

// stronger returns the value of greater size; of two of one size the worse,
// since what is wrong is said in passing and what is right at length.
func stronger(a, b Value) Value {
	x, y := abs(a.Milli), abs(b.Milli)
	if y > x || y == x && b.Milli < a.Milli {
		return b
	}
	return a
}

func abs(x int) int { return max(x, -x) }
