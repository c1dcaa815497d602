// Package fault says of which kind an error is, so that one mapping leads to
// gRPC codes (package rpc) and one to Ack, Retry or Reject (package bus).
//
// Adapters wrap what domain packages return; domain packages themselves do not
// import it. It needs the standard library only.
package fault

import (
	"errors"
	"fmt"
)

// The kinds. An error that is none of them is internal: a defect of ours.
var (
	// ErrInvalid: the request or message is wrong and will stay so.
	ErrInvalid = errors.New("invalid")
	// ErrNotFound: what was asked for does not exist.
	ErrNotFound = errors.New("not found")
	// ErrExists: what was to be created exists already.
	ErrExists = errors.New("already exists")
	// ErrConflict: somebody else changed it meanwhile; read again and retry.
	ErrConflict = errors.New("conflict")
	// ErrPrecondition: it cannot be done to what is there, however often it is
	// tried; something else has to be changed first.
	ErrPrecondition = errors.New("not possible as it is")
	// ErrTransient: it may work later without anybody doing anything.
	ErrTransient = errors.New("temporarily unavailable")
	// ErrExhausted: there is no room, in a store or among the calls in flight,
	// and there may be some later. It is an ErrTransient, too.
	ErrExhausted = fmt.Errorf("no room: %w", ErrTransient)
	// ErrUnauthenticated: it is not known who asks, or what he shows cannot be
	// trusted.
	ErrUnauthenticated = errors.New("unauthenticated")
	// ErrDenied: it is known who asks, and he may not.
	ErrDenied = errors.New("denied")
)

// Field is one wrong field of a request.
type Field struct {
	Path    string // as in the proto, for example "article.text"
	Problem string // what is wrong with it, for a person
}

// Error is an error with a kind and a text that may be shown to the caller.
type Error struct {
	Kind    error   // one of the kinds above
	Reason  string  // UPPER_SNAKE_CASE constant that a program can switch on
	Message string  // what, why and what to do: safe to be sent to the caller
	Fields  []Field // wrong fields, for ErrInvalid
	// Info are facts that a program can use, by lowerCamelCase keys; sent.
	Info  map[string]string
	Cause error // logged, never sent; may be nil
}

// Error is the whole text, with the cause, for the log.
func (e *Error) Error() string {
	text := e.Kind.Error() + ": " + e.Message
	for _, f := range e.Fields {
		text += "; " + f.Path + ": " + f.Problem
	}
	if e.Cause != nil {
		text += ": " + e.Cause.Error()
	}
	return text
}

// Unwrap gives the kind and the cause to errors.Is and errors.As.
func (e *Error) Unwrap() []error {
	if e.Cause == nil {
		return []error{e.Kind}
	}
	return []error{e.Kind, e.Cause}
}

// Invalid is an ErrInvalid with the wrong fields, which may be none.
func Invalid(reason, message string, fields ...Field) *Error {
	return &Error{Kind: ErrInvalid, Reason: reason, Message: message, Fields: fields}
}

// NotFound is an ErrNotFound; the text is formatted.
func NotFound(reason, format string, args ...any) *Error {
	return &Error{Kind: ErrNotFound, Reason: reason, Message: fmt.Sprintf(format, args...)}
}

// Exists is an ErrExists; the text is formatted.
func Exists(reason, format string, args ...any) *Error {
	return &Error{Kind: ErrExists, Reason: reason, Message: fmt.Sprintf(format, args...)}
}

// Conflict is an ErrConflict; the text is formatted.
func Conflict(reason, format string, args ...any) *Error {
	return &Error{Kind: ErrConflict, Reason: reason, Message: fmt.Sprintf(format, args...)}
}

// Precondition is an ErrPrecondition; the text is formatted.
func Precondition(reason, format string, args ...any) *Error {
	return &Error{Kind: ErrPrecondition, Reason: reason, Message: fmt.Sprintf(format, args...)}
}

// Transient is an ErrTransient with its cause.
func Transient(reason, message string, cause error) *Error {
	return &Error{Kind: ErrTransient, Reason: reason, Message: message, Cause: cause}
}

// Exhausted is an ErrExhausted with its cause, which may be nil.
func Exhausted(reason, message string, cause error) *Error {
	return &Error{Kind: ErrExhausted, Reason: reason, Message: message, Cause: cause}
}
