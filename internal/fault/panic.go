package fault

import (
	"errors"
	"fmt"
	"runtime"
)

// Panicked is the error of a handler that panicked with v. Of the value only
// what the Go runtime says is kept: any other may quote the article that was
// read, which belongs in no log. The stack says where it was.
func Panicked(v any) error {
	var cause runtime.Error
	if err, ok := v.(error); ok && errors.As(err, &cause) {
		return fmt.Errorf("handler panicked: %w", cause)
	}
	return fmt.Errorf("handler panicked with a %T; the stack in the log says where", v)
}
