package when

import (
	"time"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

// Find returns the date expressions of doc in text order, without overlap,
// outside furniture. The reference is the publication time; with a zero
// reference only full dates are put on the calendar.
func Find(doc *text.Document, reference time.Time) []Date { return nil }
