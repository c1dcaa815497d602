package deadletter

import "github.com/barograph/barograph/internal/bus"

// LetterOf reads a dead letter.
func LetterOf(msg bus.Msg) Letter { return letterOf(msg) }

// Match tells whether a filter lets a letter through.
func (f Filter) Match(l Letter) bool { return f.match(l) }
