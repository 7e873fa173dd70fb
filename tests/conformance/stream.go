package conformance

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

var serverAddress = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// judgeStream reads a stream of JSON lines or events to its end and compares each item with the
// text it came from.
func judgeStream(want *Body, content *model.Content, value reflect.Value) []string {
	var texts []string
	if content.Kind == model.BodyJSONLines {
		for _, line := range bytes.Split(bytes.TrimSpace(want.Bytes("")), []byte("\n")) {
			texts = append(texts, string(line))
		}
	} else {
		texts = eventData(string(want.Bytes("")))
	}
	seq := value
	if all := value.MethodByName("All"); all.IsValid() {
		seq = all.Call(nil)[0]
	}
	i := 0
	for item, err := range seq.Seq2() {
		if e, _ := err.Interface().(error); e != nil {
			return []string{fmt.Sprintf("item %d: %v", i+1, e)}
		}
		if i >= len(texts) {
			return []string{"more items than were sent"}
		}
		if d := sameItem(texts[i], item); d != "" {
			return []string{fmt.Sprintf("item %d: %s", i+1, d)}
		}
		i++
	}
	if i != len(texts) {
		return []string{fmt.Sprintf("want %d items, got %d", len(texts), i)}
	}
	return nil
}

// sameItem compares one item. An event shows its payload in a field called Data; a line is the
// value itself.
func sameItem(want string, item reflect.Value) string {
	v := item
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if v.Kind() == reflect.Struct {
		if data := v.FieldByName("Data"); data.IsValid() && v.FieldByName("Retry").IsValid() {
			v = data
		}
	}
	if v.Kind() == reflect.String {
		if v.String() == want {
			return ""
		}
		return fmt.Sprintf("want %q, got %q", want, v.String())
	}
	text, err := json.Marshal(v.Interface())
	if err != nil {
		return err.Error()
	}
	if !json.Valid([]byte(want)) {
		want = string(mustJSON(want))
	}
	return sameJSON([]byte(want), text)
}

// eventData reads the data of each event of a stream (WHATWG HTML, server-sent events).
func eventData(stream string) []string {
	var out []string
	for _, block := range strings.Split(strings.ReplaceAll(stream, "\r\n", "\n"), "\n\n") {
		var data []string
		for _, line := range strings.Split(block, "\n") {
			if rest, ok := strings.CutPrefix(line, "data:"); ok {
				data = append(data, strings.TrimPrefix(rest, " "))
			}
		}
		if data != nil {
			out = append(out, strings.Join(data, "\n"))
		}
	}
	return out
}
