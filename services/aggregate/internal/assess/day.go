package assess

import (
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

const secondsPerDay = 86400

// dayOf is the UTC day of t, counted from 1970-01-01.
func dayOf(t time.Time) int {
	seconds := t.Unix()
	if seconds < 0 {
		return int((seconds - secondsPerDay + 1) / secondsPerDay)
	}
	return int(seconds / secondsPerDay)
}

// startOf is the first moment of a day.
func startOf(day int) time.Time { return time.Unix(int64(day)*secondsPerDay, 0).UTC() }

// dateOf writes a day as YYYY-MM-DD.
func dateOf(day int) string { return startOf(day).Format(time.DateOnly) }

// known is the time of a message field; ok is false when it is unset.
func known(t *timestamppb.Timestamp) (time.Time, bool) {
	if t == nil || !t.IsValid() {
		return time.Time{}, false
	}
	return t.AsTime(), true
}

// eventDays are the first and the last day on which the claimed event may lie.
//
// A date in the text counts to its precision: a month may be any of its days.
// Nothing that a text tells can lie after its publication, so that the span
// ends there (an announced date is when something is to happen, the claim is
// that it was announced). Without a date in the text the event is the
// publication of the story.
func eventDays(e *taggingv1.EventTime, published, story int) (first, last int) {
	if e.GetBasis() != taggingv1.DateBasis_DATE_BASIS_TEXT {
		return story, story
	}
	start, err := time.Parse(time.DateOnly, e.GetDate())
	if err != nil {
		return story, story
	}
	end := start
	switch e.GetPrecision() {
	case taggingv1.DatePrecision_DATE_PRECISION_MONTH:
		end = start.AddDate(0, 1, -start.Day())
	case taggingv1.DatePrecision_DATE_PRECISION_YEAR:
		end = time.Date(start.Year(), 12, 31, 0, 0, 0, 0, time.UTC)
	}
	return min(dayOf(start), published), min(dayOf(end), published)
}
