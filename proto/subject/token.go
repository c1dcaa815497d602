package subject

import (
	"errors"
	"fmt"
	"strings"
)

// ErrToken tells that a token is not one that [Escape] writes.
var ErrToken = errors.New("not an escaped token")

const (
	escapeByte = '='
	hexDigits  = "0123456789abcdef"
)

// Escape turns any string into one subject token, which is also a valid key of
// a bucket. The bytes a-z, 0-9, '_' and '-' stand for themselves, every other
// byte is written as '=' and two lower-case hexadecimal digits, and the empty
// string is "=". Different strings give different tokens.
func Escape(key string) string {
	if key == "" {
		return string(escapeByte)
	}
	plain := true
	for i := 0; i < len(key); i++ {
		if !isPlain(key[i]) {
			plain = false
			break
		}
	}
	if plain {
		return key
	}
	var b strings.Builder
	b.Grow(len(key) + 8)
	for i := 0; i < len(key); i++ {
		c := key[i]
		if isPlain(c) {
			b.WriteByte(c)
			continue
		}
		b.WriteByte(escapeByte)
		b.WriteByte(hexDigits[c>>4])
		b.WriteByte(hexDigits[c&0xf])
	}
	return b.String()
}

// Unescape is the inverse of [Escape]. It returns [ErrToken] for a token that
// Escape would not have written, so that a key has one spelling only.
func Unescape(token string) (string, error) {
	switch token {
	case "":
		return "", fmt.Errorf("unescape empty token: %w", ErrToken)
	case string(escapeByte):
		return "", nil
	}
	var b strings.Builder
	b.Grow(len(token))
	for i := 0; i < len(token); i++ {
		c := token[i]
		if isPlain(c) {
			b.WriteByte(c)
			continue
		}
		if c != escapeByte || i+2 >= len(token) {
			return "", fmt.Errorf("unescape %q at byte %d: %w", token, i, ErrToken)
		}
		high, low := strings.IndexByte(hexDigits, token[i+1]), strings.IndexByte(hexDigits, token[i+2])
		if high < 0 || low < 0 {
			return "", fmt.Errorf("unescape %q at byte %d: %w", token, i, ErrToken)
		}
		decoded := byte(high<<4 | low)
		if isPlain(decoded) {
			return "", fmt.Errorf("unescape %q at byte %d: needless escape: %w", token, i, ErrToken)
		}
		b.WriteByte(decoded)
		i += 2
	}
	return b.String(), nil
}

func isPlain(c byte) bool {
	return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '_' || c == '-'
}
