package logging

import (
	"context"
	"sync"

	"go.uber.org/zap"
)

// mostNotes bounds what is added to one line.
const mostNotes = 32

type notesKey struct{}

// notes are the facts that are added to one line while a call is served.
type notes struct {
	mu     sync.Mutex
	fields []zap.Field
}

// WithNotes lets what is called add facts to the one line that the caller will
// log, by [Note]; taken gives what was added.
func WithNotes(ctx context.Context) (noting context.Context, taken func() []zap.Field) {
	n := &notes{}
	return context.WithValue(ctx, notesKey{}, n), func() []zap.Field {
		n.mu.Lock()
		defer n.mu.Unlock()
		return n.fields
	}
}

// Note adds facts to the line that a caller will log, and reports whether there
// is one: else who calls logs a line of its own. It may be called concurrently.
func Note(ctx context.Context, fields ...zap.Field) bool {
	n, ok := ctx.Value(notesKey{}).(*notes)
	if !ok {
		return false
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.fields = append(n.fields, fields[:min(len(fields), mostNotes-min(len(n.fields), mostNotes))]...)
	return true
}
