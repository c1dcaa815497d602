package command

import "time"

// Flags is what a text means as the value of each kind of flag; nil where it is none of that kind.
type Flags struct {
	Moment, Start, Past, Position *time.Time
	Days                          int
	Sequence                      uint64
	Probability                   *float64
}

// ReadFlags reads a text as each kind of flag.
func ReadFlags(text string) Flags {
	var (
		f           Flags
		at          moment
		from        start
		since       past
		to          position
		probability probability
	)
	for _, one := range []struct {
		err  error
		time *time.Time
		into **time.Time
	}{
		{at.UnmarshalText([]byte(text)), &at.Time, &f.Moment}, {from.UnmarshalText([]byte(text)), &from.Time, &f.Start},
		{since.UnmarshalText([]byte(text)), &since.Time, &f.Past}, {to.UnmarshalText([]byte(text)), &to.Time, &f.Position},
	} {
		if one.err == nil {
			*one.into = one.time
		}
	}
	f.Days, f.Sequence = since.days, to.sequence
	if probability.UnmarshalText([]byte(text)) == nil {
		f.Probability = probability.value
	}
	return f
}

// CheckAddress says why a text is no address of a service.
func CheckAddress(text string) error { return checkAddress("ingest-address", text) }

// ReadWords are the numbers that a text names: a term of likelihood, a dimension, a rung; 0 for none.
func ReadWords(text string) (term, dimension, rung int32, errs [3]error) {
	a, errA := parseTerm(text)
	b, errB := parseDimension(text)
	c, errC := parseRung(text)
	return int32(a), int32(b), int32(c), [3]error{errA, errB, errC}
}
