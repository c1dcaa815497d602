package assess

import (
	"fmt"
	"math/bits"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Milli is a parameter in thousandths.
type Milli int64

// one is 1 in thousandths.
const one Milli = 1000

// Float is the parameter in units.
func (m Milli) Float() float64 { return float64(m) / float64(one) }

// UnmarshalYAML reads a decimal number with at most three decimals, exactly.
func (m *Milli) UnmarshalYAML(node *yaml.Node) error {
	value, err := parseMilli(node.Value)
	if err != nil || node.Kind != yaml.ScalarNode {
		return fmt.Errorf("line %d: parse number %q: want a decimal with at most three decimals", node.Line, node.Value)
	}
	*m = value
	return nil
}

func parseMilli(text string) (Milli, error) {
	digits, negative := strings.CutPrefix(text, "-")
	whole, fraction, dotted := strings.Cut(digits, ".")
	if len(fraction) > 3 || dotted && fraction == "" || len(whole) > 12 {
		return 0, strconv.ErrSyntax
	}
	value, err := strconv.ParseUint(whole+fraction+"000"[len(fraction):], 10, 63)
	if err != nil {
		return 0, err
	}
	if negative {
		return -Milli(value), nil
	}
	return Milli(value), nil
}

// nano is 1 in the unit of weights; weights g are integers in thousand
// millionths, impacts x in thousandths, so g x is in units of 1e-12.
const (
	nano int64 = 1_000_000_000
	pico int64 = nano * int64(one)
)

// times scales a non-negative weight by a non-negative parameter, rounded half up.
func times(weight int64, by Milli) int64 { return (weight*int64(by) + int64(one)/2) / int64(one) }

// scale is value * numerator / denominator in 128 bits, rounded towards 0, for
// 0 <= numerator <= denominator.
func scale(value, numerator, denominator int64) int64 {
	negative := value < 0
	if negative {
		value = -value
	}
	high, low := bits.Mul64(uint64(value), uint64(numerator))
	quotient, _ := bits.Div64(high, low, uint64(denominator))
	if negative {
		return -int64(quotient)
	}
	return int64(quotient)
}

// halving holds 2^(-2^-(k+1)) for k = 0..15 in units of 2^-32, rounded.
var halving = [16]uint64{
	3037000500, 3611622603, 3938502376, 4112874773, 4202935003, 4248701965, 4271771996, 4283353945,
	4289156690, 4292061010, 4293513907, 4294240540, 4294603903, 4294785595, 4294876445, 4294921870,
}

// decay is weight * 2^(-days/halfLife) in integers, the same on every machine.
// A half-life of 0 means no decay; days <= 0 as well.
func decay(weight int64, days, halfLife int) int64 {
	if halfLife <= 0 || days <= 0 || weight == 0 {
		return weight
	}
	whole := days / halfLife
	if whole > 62 {
		return 0
	}
	fraction := uint64(days%halfLife) << len(halving) / uint64(halfLife)
	factor := uint64(1) << 32
	for k, half := range halving {
		if fraction&(1<<(len(halving)-1-k)) != 0 {
			factor = (factor*half + 1<<31) >> 32
		}
	}
	return scale(weight, int64(factor), 1<<32) >> whole
}
