package text

// ClauseKind is the relation of a clause to its sentence as far as its
// introducing word tells.
type ClauseKind uint8

// The kinds of clauses.
const (
	// Main clauses have no introducing word, or a co-ordinating one.
	Main ClauseKind = iota
	// Condition: if, unless, provided that, only if, as long as, in case.
	Condition
	// Contrast: but, yet, while, whereas, although, despite.
	Contrast
	// Reason: because, since, as a result of.
	Reason
	// Time: when, after, before, until, once.
	Time
	// Relative: which, who, whose, where.
	Relative
	// Content: that, whether, how: what is said, thought or asked.
	Content
	// Purpose: so that, in order to.
	Purpose
	// Aside: between dashes or in parentheses.
	Aside
)

// String returns the kind's name in lower case.
func (k ClauseKind) String() string {
	names := [...]string{"main", "condition", "contrast", "reason", "time", "relative", "content", "purpose", "aside"}
	if int(k) < len(names) {
		return names[k]
	}
	return "unknown"
}

// Clause is a run of tokens [First, Last) of one sentence.
//
// This is a cut by punctuation and introducing words, not a parse: clauses
// tile the sentence in order and never nest.
type Clause struct {
	Span
	// First and Last index Document.Tokens, half-open.
	First, Last int
	// Marker is the introducing word or phrase in lower case ("provided that"),
	// or the mark ("—", ";") when there is no word, or "" for the opening clause.
	Marker string
	// Kind is derived from Marker.
	Kind ClauseKind
}
