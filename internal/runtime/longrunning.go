package runtime

import (
	"errors"
	"net/http"
	"strings"
)

// How Azure's services report on long-running operations (the Resource Manager's asynchronous
// guidelines and the REST guidelines of the data planes). Which way it is, is decided by the first
// response:
//
//	Azure-AsyncOperation   a status document: {"status", "error"}; the result is elsewhere
//	Operation-Location     the same, and it may hold the result ("result") or say where it is
//	                       ("resourceLocation")
//	Location, with 202     202 until it is done, then the result
//	none of them           PUT and PATCH: the resource itself, by its properties.provisioningState
//
// Where the result of an operation is expected, a 202 may say that it is not ready (armFinal): some
// services report success before the result can be had.
type armKind string

const (
	armAsync     armKind = "async"
	armOperation armKind = "operation"
	armLocation  armKind = "location"
	armBody      armKind = "body"
	armFinal     armKind = "final"
	armDone      armKind = "done" // the first response was the last
)

// armState is what is known of an operation. URLs are absolute.
type armState struct {
	method   string
	kind     armKind
	state    string // as the service calls it
	poll     string // where to look
	location string // the Location header, where the result may be
	original string // what was called
	resource string // resourceLocation of the status document
	job      *Job   // armJob
}

// token packs what is known of an operation.
func (s *armState) token(operation, origin string, version versionParam) string {
	name := ""
	if version.in == InQuery {
		name = version.name
	}
	return packToken("lro", operation, origin, s.method, string(s.kind), s.state, s.poll, s.location, s.original, name)
}

const (
	stateInProgress = "InProgress"
	stateSucceeded  = "Succeeded"
)

var errNoPollURL = errors.New("202 without Azure-AsyncOperation, Operation-Location or Location: no way to follow the operation")

// beginArm reads the first response.
func beginArm(resp *Response) (armState, error) {
	s := armState{method: resp.op.Method, kind: armDone, state: stateSucceeded, original: resp.url.String()}
	if resp.StatusCode == http.StatusNoContent {
		return s, nil
	}
	s.state = stateInProgress
	s.location = resp.link("Location")
	switch {
	case resp.link("Azure-Asyncoperation") != "":
		s.kind, s.poll = armAsync, resp.link("Azure-Asyncoperation")
	case resp.link("Operation-Location") != "":
		s.kind, s.poll = armOperation, resp.link("Operation-Location")
	case resp.StatusCode == http.StatusAccepted && s.location != "":
		s.kind, s.poll = armLocation, s.location
	case s.method == http.MethodPut || s.method == http.MethodPatch:
		s.kind, s.poll = armBody, s.original
		s.state = provisioning(resp, stateInProgress)
	case resp.StatusCode == http.StatusAccepted:
		return s, errNoPollURL
	default:
		s.kind, s.state = armDone, stateSucceeded
	}
	return s, nil
}

// link is a header that holds a URL, made absolute; "" when it is not there or no URL.
func (r *Response) link(name string) string {
	text, _ := r.headerText(name)
	if text = strings.TrimSpace(text); text == "" {
		return ""
	}
	u, err := parseLink(text)
	if err != nil {
		return ""
	}
	return r.place().ResolveReference(u).String()
}

// provisioning is the state of a resource by its body. One without a provisioningState is finished
// when the status is 200, else in the given state.
func provisioning(resp *Response, otherwise string) string {
	body := resp.peek()
	if s := scalar(lookup(body, "properties", "provisioningState")); s != "" {
		return s
	}
	if s := scalar(lookup(body, "provisioningState")); s != "" {
		return s
	}
	if resp.StatusCode == http.StatusOK || resp.StatusCode == http.StatusNoContent {
		return stateSucceeded
	}
	return otherwise
}

var errNoStatus = errors.New("the status document has no status")

// look takes in the answer to a poll. An answer that cannot be read changes nothing, so that
// another look can follow.
func (s *armState) look(resp *Response) error {
	switch s.kind {
	case armAsync, armOperation:
		return s.lookStatus(resp)
	case armLocation, armFinal:
		s.lookLocation(resp)
	case armJob:
		return s.lookJob(resp)
	default:
		if err := resp.wholeJSON(); err != nil {
			return err
		}
		s.state = provisioning(resp, stateInProgress)
	}
	return nil
}

// lookLocation reads the answer of a Location, or of the place of the result: the result itself,
// unless the status is 202. A state in the body of a 202 counts at a Location, where Azure's SDKs
// believe it, but not where the result is expected.
func (s *armState) lookLocation(resp *Response) {
	if l := resp.link("Location"); l != "" {
		s.poll, s.location = l, l
	}
	switch {
	case resp.StatusCode != http.StatusAccepted:
		s.state = provisioning(resp, stateSucceeded)
	case s.kind == armFinal:
		s.state = stateInProgress
	default:
		s.state = provisioning(resp, stateInProgress)
	}
}

// expect goes on looking at the place of the result, whose answer resp says that it is not ready.
func (s *armState) expect(place string, resp *Response) {
	s.kind, s.poll = armFinal, place
	s.lookLocation(resp)
}

// wholeJSON is the error of a body that is there but is not JSON.
func (r *Response) wholeJSON() error {
	if len(r.body) == 0 {
		return nil
	}
	return r.undecodable(wholeJSON(r.peek()))
}

// lookStatus reads a status document.
func (s *armState) lookStatus(resp *Response) error {
	if err := resp.wholeJSON(); err != nil {
		return err
	}
	if l := resp.link("Location"); l != "" {
		s.location = l
	}
	for _, name := range []string{"Azure-Asyncoperation", "Operation-Location"} {
		if l := resp.link(name); l != "" && (name == "Operation-Location") == (s.kind == armOperation) {
			s.poll = l
		}
	}
	body := resp.peek()
	status := scalar(lookup(body, "status"))
	if status == "" {
		// as some services say it there
		status = scalar(lookup(body, "properties", "provisioningState"))
	}
	switch {
	case status != "":
		s.state = status
	case resp.StatusCode == http.StatusNoContent:
		s.state = stateSucceeded
	case resp.StatusCode == http.StatusAccepted:
		s.state = stateInProgress
	default:
		return resp.undecodable(errNoStatus)
	}
	s.resource = ""
	if r := scalar(lookup(body, "resourceLocation")); r != "" {
		if u, err := parseLink(r); err == nil {
			s.resource = resp.place().ResolveReference(u).String()
		}
	}
	return nil
}

func (s *armState) succeeded() bool {
	if s.job != nil {
		return oneOf(s.job.Done, s.state)
	}
	return strings.EqualFold(s.state, stateSucceeded)
}

// failed reports whether the operation ended without success.
func (s *armState) failed() bool {
	if s.job != nil {
		return oneOf(s.job.Failed, s.state)
	}
	return strings.EqualFold(s.state, "Failed") || strings.EqualFold(s.state, "Canceled") || strings.EqualFold(s.state, "Cancelled")
}

func (s *armState) done() bool { return s.succeeded() || s.failed() }

// final is where the result of an operation that succeeded is to be got; "" when the last response
// holds it. empty says that it does not.
func (s *armState) final(via FinalState, empty bool) string {
	writes := s.method == http.MethodPut || s.method == http.MethodPatch
	switch s.kind {
	case armAsync, armOperation:
		switch {
		case via == FinalStateOriginalURI:
			return s.original
		case via == FinalStateLocation && s.location != "":
			return s.location
		case s.kind == armOperation && s.resource != "":
			return s.resource
		case writes:
			return s.original
		case via == FinalStateAsyncOperation, via == FinalStateOperationLocation, s.method == http.MethodDelete:
			return ""
		}
		return s.location
	case armLocation:
		if via == FinalStateOriginalURI || writes && empty {
			return s.original
		}
	case armFinal, armJob:
		return ""
	default:
		if writes && empty {
			return s.original
		}
	}
	return ""
}
