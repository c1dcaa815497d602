package logging

import (
	"bytes"
	"regexp"

	"go.uber.org/zap/buffer"
	"go.uber.org/zap/zapcore"

	"github.com/barograph/barograph/internal/hostile"
)

// lines makes of every entry exactly one line that shows what it is: whatever is
// in a message, a field or an error, nothing in it ends the line, moves a cursor
// or reorders what is read. Passwords, and keys in queries, of addresses are
// taken out: errors of libraries quote the addresses that they were given.
type lines struct{ zapcore.Encoder }

// Clone is what zap asks for to add fields.
func (l lines) Clone() zapcore.Encoder { return lines{l.Encoder.Clone()} }

// EncodeEntry writes one line.
func (l lines) EncodeEntry(entry zapcore.Entry, fields []zapcore.Field) (*buffer.Buffer, error) {
	line, err := l.Encoder.EncodeEntry(entry, fields)
	if err != nil {
		return line, err
	}
	raw := bytes.TrimSuffix(line.Bytes(), []byte(zapcore.DefaultLineEnding))
	if harmlessLine(raw) {
		return line, nil
	}
	text := string(Redact(raw))
	line.Reset()
	line.AppendString(hostile.Escape(text))
	line.AppendString(zapcore.DefaultLineEnding)
	return line, nil
}

// harmlessLine is the fast path: printable ASCII without an address.
func harmlessLine(raw []byte) bool {
	for _, b := range raw {
		if b < 0x20 || b >= 0x7f {
			return false
		}
	}
	return !bytes.ContainsAny(raw, "@?&")
}

// What is secret in addresses, also where they stand within a text.
var (
	userInfo    = regexp.MustCompile(`([a-zA-Z][a-zA-Z0-9+.-]*://)[^\s/?#"'<>\\]*@`)
	secretQuery = regexp.MustCompile(`(?i)([?&](?:\\u0026)?[a-z0-9_.-]*(?:key|token|secret|passw(?:or)?d|pwd|auth|signature|sig|credential|session)[a-z0-9_.-]*=)[^&\s"'<>\\]+`)
)

// Redact takes user, password and the values of secret-looking parameters out
// of the addresses in a text.
func Redact(text []byte) []byte {
	text = userInfo.ReplaceAll(text, []byte("${1}***@"))
	return secretQuery.ReplaceAll(text, []byte("${1}***"))
}
