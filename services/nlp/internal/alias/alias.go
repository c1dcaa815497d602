// Package alias finds many names in one text in one pass: a trie over tokens,
// leftmost-longest, across newlines, tolerant of possessives and of hyphenated
// suffixes, with rules for case and for names that count only in company.
package alias

import "github.com/barograph/barograph/services/nlp/internal/text"

// Case says how the letter case of a text must agree with a pattern.
type Case uint8

// The case rules.
const (
	// CaseAuto means CaseUpper for acronyms (US, ISF), CaseProper for other
	// single words (Turkey), and CaseAny for names of several words.
	CaseAuto Case = iota
	// CaseAny ignores case.
	CaseAny
	// CaseProper asks that every word that the pattern capitalises is
	// capitalised, or in capitals, in the text.
	CaseProper
	// CaseUpper asks for capitals throughout, with or without stops (US, U.S.).
	CaseUpper
)

// Pattern is one name to look for.
type Pattern[V comparable] struct {
	// Text is the name as written: "Board of Peace".
	Text string
	// Value is what the name stands for.
	Value V
	// Case is the case rule.
	Case Case
	// Near, when not empty, makes the name count only in documents in which
	// one of these terms occurs, or after another pattern of the same value
	// that needs no company has matched.
	Near []string
}

// Match is one occurrence of a pattern.
type Match[V comparable] struct {
	// Span is the name's place in the stored text, without possessive and
	// without hyphenated suffix ("U.S." in "U.S.-led").
	text.Span
	// First and Last are the tokens touched, half-open.
	First, Last int
	// Value is the pattern's value. Patterns with the same text and different
	// values give one match each.
	Value V
	// Pattern is the text of the pattern that matched.
	Pattern string
	// Prefix and Suffix are the other parts of a hyphenated word, in lower
	// case: "led" for "U.S.-led", "anti" for "anti-NATO".
	Prefix, Suffix string
	// Possessive is true when 's follows.
	Possessive bool
}
