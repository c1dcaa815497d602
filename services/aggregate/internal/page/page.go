// Package page writes and reads the tokens of paged lists. A token says behind
// which key the next page begins, and belongs to one list with one set of
// filters: whoever changes the filters starts again. It is pure.
package page

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"unicode/utf8"
)

// DefaultSize is the size of a page when a request does not say.
const DefaultSize = 100

// MaxSize is the greatest size of a page.
const MaxSize = 1000

const (
	tokenVersion = 1
	headSize     = 1 + 8 // version, sum over scope and key
)

// ErrToken tells that a token was not made by this list with these filters.
var ErrToken = errors.New("not a page token of this list with these filters")

// Token is the token of the page behind key. The scope names the list and its
// filters.
func Token(scope, key string) string {
	raw := make([]byte, headSize, headSize+len(key))
	raw[0] = tokenVersion
	binary.BigEndian.PutUint64(raw[1:], sum(scope, key))
	return base64.RawURLEncoding.EncodeToString(append(raw, key...))
}

// Key is the key that a token of the same scope was made from; the empty token
// gives the empty key, the beginning. It returns [ErrToken] for every text that
// [Token] did not make for this scope.
func Key(scope, token string) (string, error) {
	if token == "" {
		return "", nil
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil {
		return "", fmt.Errorf("decode page token: %w: %w", ErrToken, err)
	}
	if len(raw) < headSize || raw[0] != tokenVersion || !utf8.Valid(raw[headSize:]) {
		return "", fmt.Errorf("decode page token: %w", ErrToken)
	}
	key := string(raw[headSize:])
	if Token(scope, key) != token { // of another list, or written in another way: line breaks are let through by the decoder
		return "", fmt.Errorf("check page token: %w", ErrToken)
	}
	return key, nil
}

// Size is the number of items of a page for what a request asks: 0 means
// [DefaultSize], more than [MaxSize] means that.
func Size(asked int32) int {
	if asked <= 0 {
		return DefaultSize
	}
	return min(int(asked), MaxSize)
}

// sum guards against tokens of other lists and typing errors; it is no secret.
func sum(scope, key string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(scope))
	h.Write([]byte{0})
	h.Write([]byte(key))
	return h.Sum64()
}
