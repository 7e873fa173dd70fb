package conformance

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"reflect"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/internal/runtime"
)

// judgement is the verdict on one call of a scenario.
type judgement struct {
	ctx    context.Context
	sc     Scenario
	at     int // the exchange that the call began with
	op     *model.Operation
	srv    *server
	decode decoder
}

// judge looks at what a generated method returned: a failure where the scenario answers with one;
// else the value, which must encode back to what the server sent. Pagers and pollers are driven to
// their end.
func (j *judgement) judge(results []reflect.Value) []string {
	sc, at, op := j.sc, j.at, j.op
	last := results[len(results)-1]
	if last.Type().Implements(reflect.TypeFor[error]()) {
		if err, _ := last.Interface().(error); err != nil {
			return judgeError(sc, at, err)
		}
		results = results[:len(results)-1]
	}
	if status := sc.APIs[at].Response.Status; status >= 400 && op.Result.Kind != model.ResultBool {
		return []string{fmt.Sprintf("status %d came back without an error", status)}
	}
	if len(results) == 0 {
		return nil
	}
	value := results[0]
	switch {
	case value.MethodByName("Pages").IsValid():
		return j.judgePages(at, value)
	case value.MethodByName("Wait").IsValid():
		return j.judgePoller(value)
	case value.Kind() == reflect.Bool && op.Result.Kind == model.ResultBool:
		if want := sc.APIs[at].Response.Status < 300; value.Bool() != want {
			return []string{fmt.Sprintf("want %v, got %v", want, value.Bool())}
		}
		return nil
	default:
		return j.judgeResult(sc.APIs[at].Response, &op.Result, value)
	}
}

// judgeError accepts an error where the scenario's answer is one, when it carries the status and
// the body.
func judgeError(sc Scenario, at int, err error) []string {
	var failed *runtime.ResponseError
	if !errors.As(err, &failed) {
		return []string{err.Error()}
	}
	want := sc.APIs[at].Response
	if want.Status < 400 {
		return []string{err.Error()}
	}
	if failed.StatusCode != want.Status {
		return []string{fmt.Sprintf("want an error of status %d, got %d", want.Status, failed.StatusCode)}
	}
	if want.Body == nil || want.Body.Kind != "json" || failed.Body == nil {
		return nil
	}
	text, err := json.Marshal(failed.Body)
	if err != nil {
		return []string{"error body: " + err.Error()}
	}
	return problem("error body", sameJSON(want.Body.Bytes(""), text))
}

func problem(what, difference string) []string {
	if difference == "" {
		return nil
	}
	return []string{what + ": " + difference}
}

// judgePages walks every page of a pager and compares each with the answer it came from.
func (j *judgement) judgePages(at int, pager reflect.Value) []string {
	sc, i := j.sc, at
	for page, err := range pager.MethodByName("Pages").Call(nil)[0].Seq2() {
		if e, _ := err.Interface().(error); e != nil {
			return judgeError(sc, min(i, len(sc.APIs)-1), e)
		}
		if i >= len(sc.APIs) {
			return []string{"more pages than the scenario has"}
		}
		if wrong := j.judgeResult(sc.APIs[i].Response, &j.op.Result, page); len(wrong) > 0 {
			return []string{fmt.Sprintf("page %d: %s", i-at+1, wrong[0])}
		}
		i++
	}
	return nil
}

// judgePoller waits for a long-running operation. Its final value stands in one of the answers,
// whole or as the operation's "result".
func (j *judgement) judgePoller(poller reflect.Value) []string {
	sc, at, op := j.sc, j.at, j.op
	out := poller.MethodByName("Wait").Call([]reflect.Value{reflect.ValueOf(j.ctx)})
	if err, _ := out[len(out)-1].Interface().(error); err != nil {
		return judgeError(sc, len(sc.APIs)-1, err)
	}
	if op.LRO == nil || op.LRO.Result == nil || len(out) < 2 {
		return nil
	}
	if out[0].MethodByName("Pages").IsValid() {
		return j.judgePages(len(sc.APIs)-1, out[0])
	}
	text, err := json.Marshal(out[0].Interface())
	if err != nil {
		return []string{"final value: " + err.Error()}
	}
	var first string
	for i := len(sc.APIs) - 1; i >= at; i-- {
		for _, candidate := range finals(sc.APIs[i].Response.Body) {
			d := sameJSON(candidate, text)
			if d == "" {
				return nil
			}
			if first == "" {
				first = d
			}
		}
	}
	return []string{"final value: " + first}
}

// finals lists where in an answer the final value may stand.
func finals(b *Body) [][]byte {
	if b == nil || b.Kind != "json" {
		return nil
	}
	out := [][]byte{b.JSON}
	var status struct {
		Result     json.RawMessage `json:"result"`
		Properties json.RawMessage `json:"properties"`
	}
	if json.Unmarshal(b.JSON, &status) == nil {
		for _, v := range []json.RawMessage{status.Result, status.Properties} {
			if v != nil {
				out = append(out, v)
			}
		}
	}
	return out
}

// judgeResult compares what a call returned with the answer: headers where they are typed, and the
// body.
func (j *judgement) judgeResult(want Response, result *model.Result, value reflect.Value) []string {
	content, body := result.Body, value
	if result.Kind == model.ResultStruct {
		if value.Kind() == reflect.Pointer {
			value = value.Elem()
		}
		if wrong := j.judgeHeaders(want, result, value); len(wrong) > 0 {
			return wrong
		}
		content = nil
		for _, b := range result.Bodies {
			if want.Status >= b.Low && want.Status <= b.High || len(result.Bodies) == 1 {
				content, body = b.Content, value.FieldByName(b.Name)
			}
		}
	}
	if want.Body == nil || content == nil {
		if want.Body != nil && len(want.Body.Bytes("")) > 0 {
			return []string{"the client drops the body of the response"}
		}
		return nil
	}
	return judgeBody(want.Body, content, body)
}

// judgeHeaders compares the typed headers of a result.
func (j *judgement) judgeHeaders(want Response, result *model.Result, value reflect.Value) []string {
	for _, h := range result.Headers {
		for k, v := range want.Headers {
			if textproto.CanonicalMIMEHeaderKey(k) != textproto.CanonicalMIMEHeaderKey(h.Wire) {
				continue
			}
			p := &model.Param{Wire: h.Wire, In: model.InHeader, Type: h.Type}
			text, err := paramJSON(p, []string{strings.ReplaceAll(strings.Join(texts(v), ","), baseURL, "")}, nil)
			if err != nil {
				return []string{fmt.Sprintf("header %s: %v", k, err)}
			}
			expected := reflect.New(value.FieldByName(h.Name).Type())
			if err := j.decode.set(expected.Elem(), text); err != nil {
				return []string{fmt.Sprintf("header %s: %v", k, err)}
			}
			a, b := mustJSON(expected.Interface()), mustJSON(value.FieldByName(h.Name).Interface())
			if strings.Contains(fmt.Sprint(v), baseURL) { // the address differs from run to run
				continue
			}
			if d := sameJSON(a, b); d != "" {
				return []string{fmt.Sprintf("header %s: %s", k, d)}
			}
		}
	}
	return nil
}

// judgeBody compares a body as it was decoded with the one that was sent.
func judgeBody(want *Body, content *model.Content, value reflect.Value) []string {
	if content.Kind.IsSequence() {
		return judgeStream(want, content, value)
	}
	if reader, ok := value.Interface().(io.ReadCloser); ok {
		defer reader.Close()
		data, err := io.ReadAll(reader)
		if err != nil {
			return []string{"body: " + err.Error()}
		}
		if string(data) != string(want.Bytes("")) {
			return []string{"body: the octets differ"}
		}
		return nil
	}
	var text []byte
	var err error
	if content.Kind == model.BodyXML {
		text, err = encodeXML(value, want.Bytes(""))
	} else {
		text, err = json.Marshal(value.Interface())
	}
	if err != nil {
		return []string{"result: " + err.Error()}
	}
	if content.Kind == model.BodyText {
		var s string
		if json.Unmarshal(text, &s) == nil {
			text = []byte(s)
		}
		if string(text) != string(want.Bytes("")) {
			return []string{fmt.Sprintf("result: want %q, got %q", want.Bytes(""), text)}
		}
		return nil
	}
	return problem("result", sameBody(want, want.Bytes("http://base"), replaceServer(text)))
}

// replaceServer undoes the address of the test server, which the suite does not know.
func replaceServer(text []byte) []byte {
	return serverAddress.ReplaceAll(text, []byte("http://base"))
}
