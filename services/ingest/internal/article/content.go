package article

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"

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
	var b strings.Builder
	b.Grow(len(text))
	space := false
	for _, r := range norm.NFC.String(text) {
		switch {
		case r == '\u200b' || r == '\ufeff' || r == '\u00ad' || r == 0:
			// zero-width space, byte order mark, soft hyphen: seen by nobody
		case unicode.IsSpace(r):
			space = true
		default:
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(r)
		}
	}
	return b.String()
}
