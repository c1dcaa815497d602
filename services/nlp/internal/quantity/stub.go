package quantity

import "github.com/barograph/barograph/services/nlp/internal/text"

// Find returns the figures of doc in text order, without overlap, outside
// furniture. Dates, ordinals and numbers that are names (Resolution 2803,
// Article 5) are no figures.
func Find(doc *text.Document) []Quantity { return nil }
