package when

import (
	"strconv"
	"strings"
	"time"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

var monthNames = map[string]time.Month{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}

var dayNames = map[string]time.Weekday{
	"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 0,
}

// shortDays count only before a date: "Fri 5 Dec".
var shortDays = set("mon tue tues wed thu thur thurs fri sat sun")

var smallNumbers = map[string]int{
	"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "eighteen": 18, "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90,
}

// seasons by their first month in the north.
var seasons = map[string]time.Month{"spring": 3, "summer": 6, "autumn": 9, "winter": 12}

var ordinals = map[string]int{"first": 1, "second": 2, "third": 3, "fourth": 4}

var (
	// monthCues may stand before a month that stands alone: it is then no verb, name or march.
	monthCues = set("in by since until till during of from before after early mid late last next this through to and for between throughout beginning end ending")
	yearCues  = set("in by since until till during of from before after early mid late through to and for between throughout around beginning end ending year")
	future    = set("will shall would 'll plan plans planned planning expect expects expected due scheduled set hope hopes hoped slated supposed aim aims intend intends intended going tomorrow meet meets begin begins start starts vote votes expire expires ends end takes opens opening must")
	past      = set("said told was were had has have did been came went met held took gave made got saw sent spoke began became left led won lost kept broke fell rose drew stood wrote ago last visited put")
)

// openers are the words with which an expression can begin; all others are passed over at once.
var openers = func() map[string]bool {
	m := set("early mid late earlier later end beginning middle start last next this coming recent past today tonight yesterday tomorrow q1 q2 q3 q4 fy fiscal financial year month christmas")
	for w := range monthNames {
		m[w], m[w+"."] = true, true
	}
	for w := range dayNames {
		m[w] = true
	}
	for w := range shortDays {
		m[w], m[w+"."] = true, true
	}
	for w := range seasons {
		m[w] = true
	}
	for w := range ordinals {
		m[w] = true
	}
	for w := range smallNumbers {
		m[w] = true
	}
	return m
}()

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// month reads a month's name. "May" and "March" must be capitalised, as all must.
func month(t text.Token) (time.Month, bool) {
	if !t.Shape.Has(text.Capital) {
		return 0, false
	}
	m, ok := monthNames[strings.TrimSuffix(t.Lower, ".")]
	return m, ok
}

// dayNumber reads 1 to 31, with an ordinal ending or without.
func dayNumber(t text.Token) (int, bool) {
	s := t.Lower
	for _, end := range [...]string{"st", "nd", "rd", "th"} {
		s = strings.TrimSuffix(s, end)
	}
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 1 && n <= 31 && len(s) <= 2
}

// year reads a year from 1900 to 2099.
func year(t text.Token) (int, bool) { return yearOf(t.Norm) }

func yearOf(s string) (int, bool) {
	if len(s) != 4 || s[:2] != "19" && s[:2] != "20" {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

// count reads a small number in digits or words.
func count(t text.Token) (int, bool) {
	if n, ok := smallNumbers[t.Lower]; ok {
		return n, true
	}
	n, err := strconv.Atoi(t.Norm)
	return n, err == nil && n > 0 && n < 1000
}
