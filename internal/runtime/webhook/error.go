package webhook

import (
	"fmt"
	"net/http"
)

// Error says what is wrong with a request that was to be a webhook. It tells neither secrets nor
// what a signature should have been.
type Error struct {
	// StatusCode is how the request is to be answered: 400, 401, 405, 413 or 415; 500 when it is
	// the receiver who is not set up.
	StatusCode int
	Reason     string
	Allow      string // of a 405: the methods that are allowed, as the header of that name has them
	Err        error  // what it comes from; nil for nothing
}

// Error returns what is wrong.
func (e *Error) Error() string {
	if e.Err != nil {
		return "webhook: " + e.Reason + ": " + e.Err.Error()
	}
	return "webhook: " + e.Reason
}

// Unwrap returns what the error comes from.
func (e *Error) Unwrap() error { return e.Err }

// Is reports whether the error is [ErrSignature], which all are that answer 401.
func (e *Error) Is(target error) bool {
	return target == ErrSignature && e.StatusCode == http.StatusUnauthorized
}

// ErrSignature is what the error of a request that is not signed as it must be is to errors.Is: the
// signature is missing, wrong, or too old.
var ErrSignature error = &Error{Reason: "not signed as it must be"}

// unsigned is the error of a request whose signature does not hold.
func unsigned(format string, args ...any) error {
	return &Error{StatusCode: http.StatusUnauthorized, Reason: fmt.Sprintf(format, args...)}
}

// misused is the error of a receiver that is not set up.
func misused(format string, args ...any) error {
	return &Error{StatusCode: http.StatusInternalServerError, Reason: fmt.Sprintf(format, args...)}
}

func tooLarge(most int64) error {
	return &Error{StatusCode: http.StatusRequestEntityTooLarge, Reason: fmt.Sprintf("the body is larger than %d bytes", most)}
}
