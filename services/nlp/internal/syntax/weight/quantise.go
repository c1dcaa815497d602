package weight

import "math"

// Weights are stored in eight bits by square-root companding: the code is
// proportional to the root of the weight, so that the many small weights keep
// their proportions and the few large ones their rank.
const (
	largest = 127     // of a code, either sign
	unit    = 1 << 18 // value of the largest code: sums of 256 of them fit 32 bits
)

// code returns the code of a weight as a share of the largest one, -1 to 1.
func code(share float64) int8 {
	c := math.Round(largest * math.Sqrt(math.Abs(share)))
	if share < 0 {
		c = -c
	}
	return int8(max(-largest, min(largest, c)))
}

// codebook returns the values of all codes, indexed by the code's bits.
func codebook() (values [256]int32) {
	for c := -largest; c <= largest; c++ {
		share := float64(c) / largest
		values[uint8(int8(c))] = int32(math.Round(share * math.Abs(share) * unit))
	}
	return values
}
