package logging

import (
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
)

// Always makes a logger that writes every line, whatever the level is: who may
// change the level must not be able to silence what tells of changes.
func Always(log *zap.Logger) *zap.Logger {
	return log.WithOptions(zap.WrapCore(func(core zapcore.Core) zapcore.Core { return always{core} }))
}

type always struct{ zapcore.Core }

// Enabled is true.
func (always) Enabled(zapcore.Level) bool { return true }

// With adds fields.
func (a always) With(fields []zapcore.Field) zapcore.Core { return always{a.Core.With(fields)} }

// Check takes every entry.
func (a always) Check(entry zapcore.Entry, checked *zapcore.CheckedEntry) *zapcore.CheckedEntry {
	return checked.AddCore(entry, a)
}
