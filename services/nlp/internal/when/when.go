// Package when finds dates and times of events in a text and puts them on the
// calendar, given the day on which the text was published. It knows no clock.
package when

import (
	"time"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

// Precision is the granularity of a date.
type Precision uint8

// The precisions.
const (
	// Day precision.
	Day Precision = iota
	// Month precision; also weeks, quarters, seasons and "late August".
	Month
	// Year precision.
	Year
)

// String returns "day", "month" or "year".
func (p Precision) String() string { return [...]string{"day", "month", "year"}[min(p, Year)] }

// Relation says how an event relates to the date.
type Relation uint8

// The relations.
const (
	// On or in the date.
	On Relation = iota
	// By the date at the latest; also until, before, no later than.
	By
	// Since the date; also from, after.
	Since
	// Between From and To, both named in the text.
	Between
)

// Date is one date expression.
type Date struct {
	// Span covers the expression without its preposition.
	text.Span
	// First and Last index Document.Tokens, half-open.
	First, Last int
	// From and To are the first and the last day meant, inclusive, midnight
	// UTC. Both are zero when the text needs a reference day and has none.
	From, To time.Time
	// Precision is the granularity of the text.
	Precision Precision
	// Relation is taken from the preposition.
	Relation Relation
	// Relative is true when the reference day was needed (weekdays, last week, 28 October without a year).
	Relative bool
}

// Known reports whether the date could be put on the calendar.
func (d Date) Known() bool { return !d.From.IsZero() }

// Value returns the date as the domain writes it: 2006-01-02, 2006-01 or 2006
// by precision, or "" when unknown.
func (d Date) Value() string {
	if !d.Known() {
		return ""
	}
	return d.From.Format([...]string{"2006-01-02", "2006-01", "2006"}[min(d.Precision, Year)])
}

// Before reports whether the whole date lies before day t.
func (d Date) Before(t time.Time) bool { return d.Known() && d.To.Before(t) }

// After reports whether the whole date lies after day t.
func (d Date) After(t time.Time) bool { return d.Known() && d.From.After(t) }
