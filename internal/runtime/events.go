package runtime

import (
	"bytes"
	stdjson "encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// Event is one server-sent event (HTML standard, section 9.2).
type Event struct {
	Type  string // "message" unless the event names one
	Data  string // lines joined by "\n"
	ID    string // the last one seen
	Retry time.Duration
}

// NewEvents reads server-sent events. decode turns one into a value within a budget; one for which
// it returns nil is skipped, and io.EOF ends the stream.
//
// A stream whose connection breaks goes on behind the last event that had an id: see reopen.
func NewEvents[T any](resp *Response, decode func(Event, json.Budget) (*T, error)) *Stream[*T] {
	events := &eventSource{resp: resp, eventReader: eventReader{lines: newLineReader(resp)}}
	if resp.call != nil {
		events.id = resp.call.after
		events.dispatched = events.id
	}
	s := &Stream[*T]{resp: resp, err: resp.isSequence(eventStream)}
	s.next = func() (*T, error) {
		for {
			e, err := events.next()
			if err != nil {
				return nil, err
			}
			if v, err := decode(e, resp.Budget(len(e.Data))); v != nil || err != nil {
				s.event = e
				return v, err
			}
		}
	}
	return s
}

// eventReader follows the standard's interpretation of an event stream.
type eventReader struct {
	lines      *lineReader
	id         string        // the last one that a line has said
	dispatched string        // the same of the last event that was whole
	retry      time.Duration // the last one that a line has said; 0: none has
	begun      bool
}

func (r *eventReader) next() (Event, error) {
	e := Event{ID: r.id}
	var data []byte
	seen := false
	for {
		line, err := r.lines.next()
		if err != nil {
			return Event{}, err // what is not ended by a blank line is no event
		}
		if !r.begun {
			line, r.begun = bytes.TrimPrefix(line, []byte("\xEF\xBB\xBF")), true
		}
		if len(line) == 0 {
			r.dispatched = r.id
			if seen {
				e.Data = string(bytes.TrimSuffix(data, []byte("\n")))
				e.Type, e.ID = orDefault(e.Type, "message"), r.id
				return e, nil
			}
			e.Type = ""
			continue
		}
		name, val, _ := bytes.Cut(line, []byte(":"))
		val = bytes.TrimPrefix(val, []byte(" "))
		switch string(name) {
		case "data":
			if int64(len(data)+len(val)) > r.lines.limit {
				return Event{}, ErrTooLarge
			}
			data, seen = append(append(data, val...), '\n'), true
		case "event":
			e.Type = string(val)
		case "id":
			if bytes.IndexByte(val, 0) < 0 {
				r.id = string(val)
			}
		case "retry":
			if ms, err := strconv.ParseUint(string(val), 10, 31); err == nil {
				e.Retry = time.Duration(ms) * time.Millisecond
				r.retry = e.Retry
			}
		}
	}
}

// doneText is what many services send when nothing follows. It is no JSON, whatever is wanted.
const doneText = "[DONE]"

// EventText is the data of a server-sent event, for [NewEvents].
func EventText(e Event, _ json.Budget) (*string, error) { return &e.Data, nil }

// EventJSON decodes the data of server-sent events, for [NewEvents]. Events without data are
// skipped, and "[DONE]" ends the stream: no value is written like that.
func EventJSON[T any](read func(*T, *json.Reader)) func(Event, json.Budget) (*T, error) {
	return func(e Event, budget json.Budget) (*T, error) {
		switch e.Data {
		case "":
			return nil, nil
		case doneText:
			return nil, io.EOF
		}
		v := new(T)
		return v, budget.DecodeFunc([]byte(e.Data), func(r *json.Reader) { read(v, r) })
	}
}

// EventObject decodes server-sent events as the objects that OpenAPI 3.2 describes them by: event,
// data, and where they were sent id and retry. The data of the known types of events is JSON,
// except for those in texts; of others it is JSON where it can be. "[DONE]" ends the stream, as it
// does for [EventJSON].
func EventObject[T any](known, texts []string, read func(*T, *json.Reader)) func(Event, json.Budget) (*T, error) {
	return func(e Event, budget json.Budget) (*T, error) {
		isText := slices.Contains(texts, e.Type)
		switch {
		case isText:
		case e.Data == doneText:
			return nil, io.EOF
		case e.Data != "" && !stdjson.Valid([]byte(e.Data)):
			if isText = !slices.Contains(known, e.Type); !isText {
				return nil, fmt.Errorf("the data of the event %q is no JSON", oneLine(e.Type, 64))
			}
		}
		object, err := e.object(isText)
		if err != nil {
			return nil, err
		}
		v := new(T)
		return v, budget.DecodeFunc(object, func(r *json.Reader) { read(v, r) })
	}
}

// object is an event as JSON, of which the data, unless it is a text, is JSON already.
func (e Event) object(isText bool) ([]byte, error) {
	own := struct {
		Event string             `json:"event"`
		Data  stdjson.RawMessage `json:"data,omitempty"`
		ID    string             `json:"id,omitempty"`
		Retry int64              `json:"retry,omitempty"`
	}{e.Type, stdjson.RawMessage(e.Data), e.ID, e.Retry.Milliseconds()}
	if isText {
		own.Data, _ = stdjson.Marshal(e.Data) // a string always can be
	}
	return stdjson.Marshal(own)
}

// Until makes the event whose data is done end a stream.
func Until[T any](done string, decode func(Event, json.Budget) (*T, error)) func(Event, json.Budget) (*T, error) {
	return func(e Event, budget json.Budget) (*T, error) {
		if e.Data == done {
			return nil, io.EOF
		}
		return decode(e, budget)
	}
}
