package webhook

import (
	"context"
	"errors"
	"net/http"
)

// Serve answers a request: read says what it is, and handle does what is to be done about it. What
// fails is told to report, if there is one, and the sender learns no more than a status: that of an
// [Error], or 500, after which most services send a webhook again.
func Serve[E any](w http.ResponseWriter, r *http.Request, read func(*http.Request) (E, *Request, error),
	handle func(context.Context, E) error, report func(*http.Request, error)) {
	event, req, err := read(r)
	if err == nil {
		err = handle(r.Context(), event)
	}
	if err == nil {
		w.WriteHeader(req.Status)
		return
	}
	if report != nil {
		report(r, err)
	}
	status := http.StatusInternalServerError
	var wrong *Error
	if errors.As(err, &wrong) && wrong.StatusCode >= 400 && wrong.StatusCode <= 599 {
		status = wrong.StatusCode
		if wrong.Allow != "" {
			w.Header().Set("Allow", wrong.Allow)
		}
	}
	http.Error(w, http.StatusText(status), status)
}
