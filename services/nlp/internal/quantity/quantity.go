// Package quantity finds figures with their units in a text: soldiers, money,
// countries, pieces of equipment, in digits or words, as ranges and bounds.
package quantity

import "github.com/barograph/barograph/services/nlp/internal/text"

// Units of the domain; other counted things have Unit "" and keep their Noun.
const (
	Personnel = "personnel"
	Countries = "countries"
	Items     = "items"
	USD       = "USD"
	EUR       = "EUR"
	GBP       = "GBP"
	AUD       = "AUD"
	JPY       = "JPY"
	CAD       = "CAD"
)

// Bound says on which side a figure is open.
type Bound uint8

// The bounds.
const (
	// Exact or merely rounded figures.
	Exact Bound = iota
	// AtMost: up to, as many as, a maximum of.
	AtMost
	// Below: fewer than, less than, under.
	Below
	// AtLeast: at least, a minimum of.
	AtLeast
	// Above: more than, over, upwards of.
	Above
)

// Quantity is one figure.
type Quantity struct {
	// Span covers the figure with its bound words and its noun.
	text.Span
	// First and Last index Document.Tokens, half-open.
	First, Last int
	// Known is false for vague figures ("a few hundred", "thousands of"); Min and Max are then 0.
	Known bool
	// Min and Max are the figure in units; equal unless the text gives a range.
	// "Up to N" and "fewer than N" give Min = Max = N: the bound is in Bound.
	Min, Max float64
	// Unit is one of the unit constants, or empty.
	Unit string
	// Noun is the counted noun in lower case ("troops", "days"), or empty.
	Noun string
	// Bound says on which side the figure is open.
	Bound Bound
	// Approx is true for about, around, roughly, nearly, some.
	Approx bool
}

// Range returns the figure as the domain wants it: nil, nil when it is vague.
func (q Quantity) Range() (lo, hi *float64) {
	if !q.Known {
		return nil, nil
	}
	return &q.Min, &q.Max
}
