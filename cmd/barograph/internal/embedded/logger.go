package embedded

import "go.uber.org/zap"

// logger takes the server's lines into our log: its notices at debug, since
// they are about a server that nobody administers.
type logger struct{ log *zap.SugaredLogger }

func (l *logger) Noticef(format string, v ...any) { l.log.Debugf(format, v...) }
func (l *logger) Warnf(format string, v ...any)   { l.log.Warnf(format, v...) }
func (l *logger) Errorf(format string, v ...any)  { l.log.Errorf(format, v...) }

// Fatalf does not end the process: the caller sees that the server is not ready.
func (l *logger) Fatalf(format string, v ...any) { l.log.Errorf(format, v...) }
func (l *logger) Debugf(format string, v ...any) { l.log.Debugf(format, v...) }
func (l *logger) Tracef(format string, v ...any) { l.log.Debugf(format, v...) }
