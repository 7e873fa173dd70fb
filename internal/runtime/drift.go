package runtime

import (
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/internal/runtime/json"
	"github.com/armsmith/armsmith/internal/runtime/value"
)

// Drift is something that a service sent and the document does not know, or that it did not send
// and should have. See [WithDrift].
type Drift struct {
	Operation  string // "Tasks.GetTask"
	StatusCode int    // of the answer
	Kind       DriftKind
	// where it stands in the body: "items[3].color"; "" for what is not in the body. In a stream
	// the first step is the number of the value: "[41].color"
	Path string
	// the enum value, the discriminator of the variant, the status or the media type; "" for a
	// property, whose value may be anything
	Value string
}

// DriftKind says what is not known.
type DriftKind string

// The kinds of drift.
const (
	DriftProperty  DriftKind = "property"
	DriftEnumValue DriftKind = "enum value"
	DriftVariant   DriftKind = "variant"
	DriftStatus    DriftKind = "status"
	DriftMediaType DriftKind = "media type"
	DriftNoBody    DriftKind = "no body"
)

// WithDrift has tell called for what answers hold and the document does not know: properties, enum
// values and variants of unions in the bodies of results, of errors and of each value of a stream,
// statuses of successes, those of errors where the document lists them, media types of successes,
// and successes that have no body where the document has JSON or XML. It costs a walk through each
// decoded body or value of a stream, which ends after ten thousand values, and tells no more than a
// hundred times of one answer. tell is called before the call returns, or before the value of a
// stream is yielded, and must be safe for use by several goroutines.
func WithDrift(tell func(Drift)) Option { return func(s *settings) { s.drift = tell } }

const (
	driftValues   = 10_000
	driftFindings = 100
)

// driftOf tells of the status and the media type of an answer.
func (c *call) driftOf(r *Response) {
	if len(c.op.Success) > 0 && !c.op.documents(r.StatusCode) {
		c.tellDrift(r.StatusCode, DriftStatus, strconv.Itoa(r.StatusCode))
	}
	if t := r.MediaType(); t != "" && r.HasBody() && c.op.Accept != "" && !lists(c.op.Accept, t) && !lists(c.op.Undecoded, t) {
		c.tellDrift(r.StatusCode, DriftMediaType, t)
	}
	if !r.HasBody() && c.promisesBody(r.StatusCode) {
		c.tellDrift(r.StatusCode, DriftNoBody, "")
	}
}

// promisesBody reports whether the document has a body for a success, of a kind that is not empty.
// A look at how an operation goes is answered in other ways.
func (c *call) promisesBody(status int) bool {
	never := c.op.Method == http.MethodHead || status == http.StatusNoContent || status == http.StatusResetContent
	if never || c.op.Accept == "" || c.req.status || c.set.represent != nil {
		return false
	}
	i := slices.IndexFunc(c.op.Success, func(s StatusRange) bool { return s.Low <= status && status <= s.High })
	return i >= 0 && !c.op.Success[i].Empty && status/100 == 2
}

// driftOfFault tells of the status of an error.
func (c *call) driftOfFault(status int) {
	if c.set.drift != nil && len(c.op.Failures) > 0 && !c.op.documents(status) && !among(c.op.Failures, status) {
		c.tellDrift(status, DriftStatus, strconv.Itoa(status))
	}
}

func (c *call) tellDrift(status int, kind DriftKind, value string) {
	c.set.drift(Drift{Operation: c.op.Name, StatusCode: status, Kind: kind, Value: oneLine(value, 128)})
}

// tellsDrift reports whether somebody wants to be told.
func (r *Response) tellsDrift() bool { return r.call != nil && r.call.set.drift != nil }

// drift tells of what a decoded body holds.
func (r *Response) drift(body any) {
	if !r.tellsDrift() || body == nil {
		return
	}
	w := r.drifter
	if w == nil {
		w = newDrifter(r)
	}
	w.look(body, "")
}

// drifter looks at the values of one answer and tells of what is not known.
type drifter struct {
	operation        string
	status           int
	tell             func(Drift)
	values, findings int                 // how many more it looks at, and tells of
	place            func(string) string // of a path in the whole body; nil: the same
	count            int                 // values of the stream so far
}

func newDrifter(r *Response) *drifter {
	return &drifter{operation: r.op.Name, status: r.StatusCode, tell: r.call.set.drift, findings: driftFindings}
}

// look walks through a body, or a part of one.
func (w *drifter) look(body any, path string) {
	w.values = driftValues
	walker{w}.walk(reflect.ValueOf(body), path)
}

// placed says where in the whole body the places of the next part are.
func (w *drifter) placed(in func(string) string) {
	if w != nil {
		w.place = in
	}
}

// next walks through the next value of a stream.
func (w *drifter) next(value any) {
	w.look(value, "["+strconv.Itoa(w.count)+"]")
	w.count++
}

func (w *drifter) found(kind DriftKind, path, value string) {
	if w.findings--; w.findings < 0 {
		return
	}
	path = strings.TrimPrefix(path, ".")
	if w.place != nil {
		path = w.place(path)
	}
	w.tell(Drift{w.operation, w.status, kind, oneLine(path, 256), oneLine(value, 128)})
}

// walker walks through values for a drifter. It has a type of its own, which no struct that
// generated code sees holds: each package would compile the methods of reflect.Value otherwise.
type walker struct{ *drifter }

func (w walker) walk(v reflect.Value, path string) {
	if w.values--; w.values < 0 || w.findings < 0 {
		return
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			w.walk(v.Elem(), path)
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return
		}
		for i := range v.Len() {
			w.walk(v.Index(i), path+"["+strconv.Itoa(i)+"]")
		}
	case reflect.Map:
		for it := v.MapRange(); it.Next(); {
			w.walk(it.Value(), path+"."+it.Key().String())
		}
	case reflect.Struct:
		w.structure(v, path)
	case reflect.String, reflect.Int32, reflect.Int64, reflect.Float64:
		w.enum(v, path)
	}
}

// enum tells of a value that is not among those of its type.
func (w walker) enum(v reflect.Value, path string) {
	if v.IsZero() {
		return
	}
	method := v.MethodByName("Values")
	if !method.IsValid() || method.Type().NumIn() != 0 || method.Type().NumOut() != 1 || method.Type().Out(0) != reflect.SliceOf(v.Type()) {
		return
	}
	known := method.Call(nil)[0]
	for i := range known.Len() {
		if known.Index(i).Equal(v) {
			return
		}
	}
	text := v.String()
	if v.Kind() != reflect.String {
		text = formatNumber(v)
	}
	w.found(DriftEnumValue, path, text)
}

func formatNumber(v reflect.Value) string {
	if v.CanInt() {
		return strconv.FormatInt(v.Int(), 10)
	}
	return strconv.FormatFloat(v.Float(), 'g', -1, 64)
}

// structure walks through a model by its table, and into what an Optional holds.
func (w walker) structure(v reflect.Value, path string) {
	typed, ok := reflect.New(v.Type()).Interface().(json.Typed)
	if !ok {
		if get := v.MethodByName("Get"); get.IsValid() && get.Type().NumIn() == 0 && get.Type().NumOut() == 2 {
			if got := get.Call(nil); got[1].Kind() == reflect.Bool && got[1].Bool() {
				w.walk(got[0], path)
			}
		}
		return
	}
	t := typed.JSONType()
	fields := map[uintptr]reflect.Value{}
	for i := range v.NumField() {
		if v.Type().Field(i).IsExported() {
			fields[v.Type().Field(i).Offset] = v.Field(i)
		}
	}
	if u := t.Unknown; u != nil {
		tag := fields[u.Tag]
		text := ""
		if tag.IsValid() && tag.Kind() == reflect.String {
			text = tag.String()
		}
		w.found(DriftVariant, path, text)
		return
	}
	w.members(t, fields, path)
}

// members walks through the fields that a table lists.
func (w walker) members(t *json.Type, fields map[uintptr]reflect.Value, path string) {
	known := map[string]bool{} // a null that Go does not show is noted among the members
	for i := range t.Fields {
		f := &t.Fields[i]
		name := strings.TrimSuffix(strings.TrimPrefix(f.Key, `,"`), `":`)
		known[name] = true
		at := path + "." + name
		if f.Kind == json.KindFlat {
			w.members(f.Of.JSONType(), fields, at)
		} else if v := fields[f.At]; v.IsValid() {
			w.walk(v, at)
		}
	}
	if t.Rest != nil {
		if v := fields[t.Rest.At]; v.IsValid() {
			w.walk(v, path)
		}
	}
	if t.Extra == 0 {
		return
	}
	if extra, ok := fields[t.Extra-1]; ok && extra.CanInterface() {
		if members, ok := extra.Interface().(value.Members); ok {
			for name := range members.All() {
				if !known[name] {
					w.found(DriftProperty, path+"."+name, "")
				}
			}
		}
	}
}
