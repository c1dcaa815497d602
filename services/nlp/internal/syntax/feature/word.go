package feature

import (
	"unicode"
	"unicode/utf8"
)

// Word is what the templates look at in one word: hashes of its forms and parts.
type Word struct {
	// Form is the word with its case; Lower without. Digits are all one in both.
	Form, Lower uint64
	// Shape is the pattern of capitals, letters, digits and marks.
	Shape uint64
	// Prefix holds the first one to three bytes, Suffix the last one to five, in lower case.
	Prefix [3]uint64
	Suffix [5]uint64
	// Class is what the tag dictionary knows of the word, 0 for nothing.
	Class uint64
	// Capital and Digit: starts with an upper-case letter; has a digit.
	Capital, Digit bool
}

// longest is how many bytes of a word are looked at.
const longest = 64

// Read fills w from a form; Class is left for the caller to set.
func (w *Word) Read(form string) {
	var lower, exact, shape [longest + utf8.UTFMax]byte
	n, m, k := 0, 0, 0
	*w = Word{}
	var last, before byte
	for i, r := range form {
		if n >= longest || m >= longest {
			break
		}
		kind := byte('.')
		switch {
		case unicode.IsUpper(r):
			kind = 'X'
			w.Capital = w.Capital || i == 0
		case unicode.IsLetter(r):
			kind = 'x'
		case unicode.IsDigit(r):
			kind, r = '0', '0'
			w.Digit = true
		case r < utf8.RuneSelf:
			kind = byte(r)
		}
		if kind != last || kind != before {
			shape[k] = kind
			k++
		}
		last, before = kind, last
		n += utf8.EncodeRune(lower[n:], unicode.ToLower(r))
		m += utf8.EncodeRune(exact[m:], r)
	}
	w.Form, w.Lower, w.Shape = hashBytes(exact[:m]), hashBytes(lower[:n]), hashBytes(shape[:k])
	for i := range w.Prefix {
		w.Prefix[i] = hashBytes(lower[:min(i+1, n)])
	}
	for i := range w.Suffix {
		w.Suffix[i] = hashBytes(lower[max(0, n-i-1):n])
	}
}
