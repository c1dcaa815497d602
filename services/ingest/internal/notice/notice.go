// Package notice finds what publishers write at the head or the foot of a text
// about the text itself: that it was corrected, updated, or is withdrawn. Pure.
package notice

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// Kind is what a notice says.
type Kind int

// The kinds of notice.
const (
	// None: there is no notice.
	None Kind = iota
	// Update: something was added.
	Update
	// Correction: something was wrong and is mended.
	Correction
	// Withdrawal: the publisher stands by the text no more.
	Withdrawal
)

// Notice is the first and weightiest that a text has.
type Notice struct {
	Kind Kind
	// Text is the line, at most 500 bytes; empty for None.
	Text string
}

const (
	// longest is how many bytes a line may have and still be a notice of
	// withdrawal by its wording alone: a report about a retraction is longer.
	longest = 400
	// kept is how many bytes of a line are returned.
	kept = 500
)

// Find reads every line of a text. Withdrawals outrank corrections, and these
// updates; of equals the first counts.
func Find(text string) Notice {
	var found Notice
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if kind := of(line); kind > found.Kind {
			found = Notice{Kind: kind, Text: cut(line)}
		}
	}
	return found
}

// The labels that stand before a colon, a dash or in brackets at the beginning
// of a line, and the sentences with which publishers withdraw. A sentence about
// somebody else's retraction does not begin with "this article".
var (
	withdrawalLabel = regexp.MustCompile(`(?i)^[\[(*]*\s*(retraction|retracted|withdrawn|kill notice|mandatory kill)\s*(\([^)]*\))?\s*([:\])–—-]|$)`)
	withdrawalText  = regexp.MustCompile(`(?i)^[\[(*]*\s*(editor['’]s note\s*[:–—-]\s*)?(this|the) (article|story|report|piece|post) (was|has been|is) (retracted|withdrawn|removed|taken down|pulled|deleted|unpublished)\b`)
	correctionLabel = regexp.MustCompile(`(?i)^[\[(*]*\s*(corrections?( and clarifications?)?|corrected|clarifications?|corrigendum|erratum)\s*(\([^)]*\)|,? (on )?[^:.]{0,40})?\s*[:–—]`)
	correctionText  = regexp.MustCompile(`(?i)^[\[(*]*\s*(editor['’]s note\s*[:–—-]\s*)?(this|an earlier|a previous) (article|story|report|piece|post|version)\b.{0,80}\b(amended|corrected|incorrectly|misstated|wrongly|in error|to correct|to clarify)\b`)
	wireText        = regexp.MustCompile(`(?i)^\((corrects|clarifies|refiles|recasts to correct)\b`) // how agencies open a corrected text
	updateLabel     = regexp.MustCompile(`(?i)^[\[(*]*\s*updates?d?\s*(\([^)]*\)|,? (on )?[^:.]{0,40})?\s*[:–—]`)
)

func of(line string) Kind {
	switch {
	case line == "":
		return None
	case withdrawalLabel.MatchString(line), len(line) <= longest && withdrawalText.MatchString(line):
		return Withdrawal
	case correctionLabel.MatchString(line), correctionText.MatchString(line), wireText.MatchString(line):
		return Correction
	case updateLabel.MatchString(line):
		return Update
	}
	return None
}

func cut(line string) string {
	if len(line) <= kept {
		return line
	}
	end := kept
	for end > 0 && !utf8.RuneStart(line[end]) {
		end--
	}
	return line[:end]
}
