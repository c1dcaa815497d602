package syntax

import (
	"strings"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

// The treebanks write dashes between clauses in many ways; they are one to us.
const dash = "--"

// appendToken appends the syntactic words of a document token: hyphenated
// words are cut as the treebanks cut them (U.S. - led), cannot is two words.
func appendToken(words []Word, tok *text.Token, index int) []Word {
	form := tok.Norm
	switch {
	case form == "":
		return append(words, Word{Form: "_", Token: index})
	case tok.Shape.Has(text.Dash):
		return append(words, Word{Form: dash, Token: index})
	case tok.Shape.Has(text.Hyphenated):
		return appendHyphenated(words, form, index)
	}
	if at := joined(tok.Lower); at > 0 && at < len(form) {
		return append(words, Word{Form: form[:at], Token: index}, Word{Form: form[at:], Token: index})
	}
	return append(words, Word{Form: Normal(form), Token: index})
}

// joined returns where a word that the treebanks count as two is cut, 0 for others.
func joined(lower string) int {
	switch lower {
	case "cannot", "gonna", "gotta", "wanna":
		return 3
	}
	return 0
}

// mostParts bounds the words of one token: a longer chain of hyphens is no word.
const mostParts = 9

func appendHyphenated(words []Word, form string, index int) []Word {
	if strings.Count(form, "-") > mostParts/2 || strings.Contains(form, "://") || strings.Contains(form, "@") {
		return append(words, Word{Form: form, Token: index})
	}
	rest := form
	for {
		at := hyphen(rest)
		if at < 0 {
			return append(words, Word{Form: rest, Token: index})
		}
		words = append(words, Word{Form: rest[:at], Token: index}, Word{Form: rest[at : at+1], Token: index})
		rest = rest[at+1:]
	}
}

// hyphen returns where the first part of a hyphenated word ends, -1 where it is
// one word: after a prefix (non-member, co-founder) and between digits and letters of a name (F-16).
func hyphen(form string) int {
	for at := 0; at < len(form); at++ {
		if form[at] != '-' {
			continue
		}
		if at == 0 || at == len(form)-1 {
			return -1
		}
		before := form[:at]
		if isPrefix(before) || len(before) == 1 {
			continue
		}
		return at
	}
	return -1
}

// isPrefix reports whether the treebanks keep the hyphen after s inside the word.
func isPrefix(s string) bool {
	for _, p := range prefixes {
		if len(s) == len(p) && strings.EqualFold(s, p) {
			return true
		}
	}
	return false
}

var prefixes = [...]string{
	"anti", "bi", "co", "counter", "cross", "de", "e", "ex", "inter", "mid", "mini", "multi", "neo", "non", "over", "pan",
	"post", "pre", "pro", "quasi", "re", "semi", "socio", "sub", "tri", "ultra", "un", "vice",
}

// Normal returns the form under which the model knows a word: curly quotation
// marks straight, long dashes as two hyphens, an ellipsis as three stops.
func Normal(form string) string {
	switch form {
	case "“", "”", "„", "«", "»", "``", "''", "‘‘", "’’":
		return `"`
	case "‘", "’", "‚", "`", "´":
		return "'"
	case "—", "―", "–", "--", "---":
		return dash
	case "…":
		return "..."
	}
	if strings.ContainsRune(form, '’') {
		return strings.ReplaceAll(form, "’", "'")
	}
	return form
}

// opening reports whether a token only opens a line (a bullet) and says nothing.
func opening(form string) bool {
	switch form {
	case "*", "•", "·", "-", "--", "–", "—", "▪", "►", "|":
		return true
	}
	return false
}
