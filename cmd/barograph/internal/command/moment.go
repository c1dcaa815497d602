package command

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"
)

// moment is a point in time on the command line: RFC 3339, or a day, which
// means its end in UTC, so that the day itself counts.
type moment struct{ time.Time }

// Years that a moment may lie in. No news is older, and the last day of the last
// one still ends in a year of four digits, as a timestamp must.
const firstYear, lastYear = 1900, 9998

// UnmarshalText parses the flag; kong calls it.
func (m *moment) UnmarshalText(text []byte) error {
	t, err := time.Parse(time.DateOnly, string(text))
	isDay := err == nil
	if !isDay {
		t, err = time.Parse(time.RFC3339, string(text))
	}
	switch t = t.UTC(); {
	case err != nil:
		return fmt.Errorf("%q is neither a day (2026-05-01) nor RFC 3339 (2026-05-01T12:00:00Z)", text)
	case t.Year() < firstYear || t.Year() > lastYear:
		return fmt.Errorf("%q is out of range: years from %d to %d", text, firstYear, lastYear)
	}
	if isDay {
		t = t.AddDate(0, 0, 1)
	}
	m.Time = t
	return nil
}

// proto is nil for a moment that was not given.
func (m moment) proto() *timestamppb.Timestamp {
	if m.IsZero() {
		return nil
	}
	return timestamppb.New(m.Time)
}

// past is a [moment], or a number of days before another ("7d").
type past struct {
	moment
	before bool // days were given
	days   int
}

var daysBefore = regexp.MustCompile(`^(\d{1,5})d$`) // below 274 years

// UnmarshalText parses the flag; kong calls it.
func (p *past) UnmarshalText(text []byte) error {
	if match := daysBefore.FindSubmatch(text); match != nil {
		days, err := strconv.Atoi(string(match[1]))
		p.before, p.days = true, days
		return err
	}
	if err := p.moment.UnmarshalText(text); err != nil {
		return fmt.Errorf("%w, nor a number of days (7d)", err)
	}
	return nil
}
