// Package exit says with which code the command line ends. Scripts may rely on
// the codes; `barograph --help` lists them.
package exit

import "fmt"

// Codes of the process.
const (
	OK          = 0 // done
	Failure     = 1 // it failed, or a part of it did
	Usage       = 2 // wrong flag, argument, file or request
	NotFound    = 3 // what was asked for does not exist
	Unavailable = 4 // a service cannot be reached, is not ready or did not answer in time
	Conflict    = 5 // it exists already, is in use, or was changed meanwhile
	Denied      = 6 // you may not, or the service does not know who you are
)

// Legend explains the codes to people.
const Legend = "Exit codes: 0 done · 1 failed, at least in part · 2 wrong usage or request · 3 not found · " +
	"4 service unavailable · 5 exists, in use or changed meanwhile · 6 not permitted · 128+n ended by signal n."

// Error is an error with a code.
type Error struct {
	Code int
	Err  error
}

// Error is the text of the error within.
func (e *Error) Error() string { return e.Err.Error() }

// Unwrap gives the error within.
func (e *Error) Unwrap() error { return e.Err }

// ExitCode is the code.
func (e *Error) ExitCode() int { return e.Code }

// Errorf makes an error with a code, as fmt.Errorf does.
func Errorf(code int, format string, args ...any) error {
	return &Error{Code: code, Err: fmt.Errorf(format, args...)}
}
