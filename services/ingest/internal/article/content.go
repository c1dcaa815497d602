package article

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// ContentHash is the SHA-256 of the normalised title and text, 64 lower-case
// hex digits. It is equal for texts that differ in nothing but white space,
// invisible characters and the composition of accents (Unicode form C).
func ContentHash(title, text string) string {
	hash := sha256.New()
	hash.Write([]byte(fold(title)))
	hash.Write([]byte{0}) // occurs in neither
	hash.Write([]byte(fold(text)))
	return hex.EncodeToString(hash.Sum(nil))
}

// fold puts a text into form C, with one space between words and none around.
func fold(text string) string {
	text = norm.NFC.String(text)
	var b strings.Builder
	b.Grow(len(text))
	run := 0 // where the characters begin that are still to be copied
	space := false
	for i := 0; i < len(text); {
		c, size := classify(text[i:])
		if c == visible {
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
		} else {
			b.WriteString(text[run:i])
			run = i + size
			space = space || c == white
		}
		i += size
	}
	b.WriteString(text[run:])
	return b.String()
}

// isBlank says whether there is nothing to be seen in a text.
func isBlank(text string) bool {
	for len(text) > 0 {
		c, size := classify(text)
		if c == visible {
			return false
		}
		text = text[size:]
	}
	return true
}

type class int

const (
	visible class = iota
	white
	hidden // seen by nobody
)

// classify looks at the first character of a text, and tells its size in bytes.
func classify(text string) (class, int) {
	r, size := rune(text[0]), 1
	if r >= utf8.RuneSelf {
		r, size = utf8.DecodeRuneInString(text)
	}
	switch {
	case r > ' ' && r < utf8.RuneSelf && r != 0x7f:
		return visible, size
	case r == 0 || r == '\u200b' || r == '\ufeff' || r == '\u00ad': // zero-width space, byte order mark, soft hyphen
		return hidden, size
	case unicode.IsSpace(r):
		return white, size
	}
	return visible, size
}
