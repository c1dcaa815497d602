// Package dateparser stands in for github.com/markusmobius/go-dateparser, which
// go-htmldate calls in its extensive search only. Barograph never asks for that
// search, and the real package builds the calendars of 200 languages whenever a
// program that links it starts: 0.2 CPU seconds and 60 MB, for every command
// (docs/adr/0019-no-date-parser-of-all-languages.md). It has what go-htmldate
// names, and nothing else.
package dateparser

import (
	"errors"
	"time"
)

// ParserType chooses what a Parser understands.
type ParserType uint8

// The types that go-htmldate asks for.
const (
	CustomFormat ParserType = iota
	AbsoluteTime
)

// PreferredDateSource says how to complete a date.
type PreferredDateSource uint8

// The preference that go-htmldate states.
const (
	CurrentPeriod PreferredDateSource = iota
	Past
)

// Configuration of a Parser.
type Configuration struct {
	// CurrentTime is the clock for dates without a year; go-htmldate reads it.
	CurrentTime time.Time
	// PreferredDateSource is not used here.
	PreferredDateSource PreferredDateSource
	// StrictParsing is not used here.
	StrictParsing bool
}

// Parser finds no dates.
type Parser struct {
	// ParserTypes are not used here.
	ParserTypes []ParserType
}

// Date is what a Parser returns.
type Date struct {
	// Time is always zero here.
	Time time.Time
}

// errNone is the only answer.
var errNone = errors.New("dates in words of other languages are not read")

// Parse finds no date.
//
//house:allow fuzz: it reads nothing
func (*Parser) Parse(*Configuration, string, ...string) (Date, error) { return Date{}, errNone }
