package run

import (
	"context"
	"time"
)

// Repeat looks again and again, with a pause before each look, until ctx ends. An
// error that a look returns is handed to complain, but not again while the next
// looks return the same.
func Repeat(ctx context.Context, pause time.Duration, look func() error, complain func(error)) {
	var complaint string
	for Wait(ctx, pause) {
		err := look()
		switch {
		case err == nil:
			complaint = ""
		case err.Error() != complaint:
			complaint = err.Error()
			complain(err)
		}
	}
}
