package runtime

import (
	"errors"
	"runtime"
	"strings"
	"testing"
	"unsafe"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

// wide is a struct that is held by value: 1 KiB for each {}.
type wide struct {
	text string
	_    [63]string
}

// wides is {"value": [{}, {}, ...]}.
type wides struct{ value []wide }

func (*wide) JSONType() *json.Type  { return &typeWide }
func (*wides) JSONType() *json.Type { return &typeWides }

var (
	typeWide  = json.Type{Kind: json.KindStruct, Slot: 1, Self: (*wide)(nil), Fields: []json.Field{{Key: `,"text":`, At: unsafe.Offsetof(wide{}.text), Kind: json.KindText}}}
	typeWides = json.Type{Kind: json.KindStruct, Slot: 2, Self: (*wides)(nil), Fields: []json.Field{
		{Key: `,"value":`, At: unsafe.Offsetof(wides{}.value), Kind: json.KindList, Of: (*wide)(nil)}}}
)

// TestHostileBodies answers with a few KB of gzip that stand for gigabytes of structs, wherever a
// body is read.
func TestHostileBodies(t *testing.T) {
	const count = 1 << 20
	body := `{"value":[` + strings.Repeat("{},", count) + `{}]}`
	gzip := []string{"Content-Encoding", "gzip"}
	answer := func(status int, text string, headers ...string) *server {
		return serve(t, reply(status, zipped(text), append(headers, gzip...)...))
	}
	wired := zipped(body)
	if len(wired) > 20<<10 {
		t.Fatalf("%d bytes of gzip", len(wired))
	}
	decode := func(r *Response) (*wides, error) { v := new(wides); return v, r.JSON(v) }
	read := func(v *wides, r *json.Reader) { r.Read(v, v) }
	memory := WithLimits(Limits{Memory: 16})
	cases := map[string]func(t *testing.T) error{
		"body": func(t *testing.T) error {
			resp, err := do(t, answer(200, body).client(t, memory), op("GET", "/x"), nil)
			if err == nil {
				_, err = decode(resp)
			}
			return err
		},
		"page": func(t *testing.T) error {
			c := answer(200, body).client(t, memory)
			spec := PageSpec[wides, *wide]{Op: op("GET", "/x"), Decode: decode, First: func() *Request { return c.NewRequest(op("GET", "/x")) },
				Item: func(p *wides, at int) (*wide, bool) { return PointerAt(p.value, at) }}
			for _, err := range NewPager(t.Context(), c, spec).All() {
				return err
			}
			return nil
		},
		"result of a long-running operation": func(t *testing.T) error {
			c := answer(200, body).client(t, memory)
			p, err := Begin(t.Context(), c, c.NewRequest(op("PUT", "/x")), LROSpec[wides]{Op: op("PUT", "/x"), Decode: decode})
			if err == nil {
				_, err = p.Wait(t.Context())
			}
			return err
		},
		"lines": func(t *testing.T) error {
			c := answer(200, body+"\n").client(t, memory)
			resp, err := c.DoStream(t.Context(), c.NewRequest(op("GET", "/x")))
			if err != nil {
				return err
			}
			for _, err := range NewJSONLines(resp, read).All() {
				return err
			}
			return nil
		},
		"events": func(t *testing.T) error {
			c := answer(200, "data: "+body+"\n\n").client(t, memory)
			resp, err := c.DoStream(t.Context(), c.NewRequest(op("GET", "/x")))
			if err != nil {
				return err
			}
			for _, err := range NewEvents(resp, EventJSON(read)).All() {
				return err
			}
			return nil
		},
	}
	for name, call := range cases {
		t.Run(name, func(t *testing.T) {
			took, err := allocated(func() error { return call(t) })
			if !errors.Is(err, ErrTooLarge) || !strings.Contains(err.Error(), "value[") || !strings.Contains(err.Error(), "Limits.Memory") {
				t.Errorf("the error is %v", err)
			}
			// what the body may take, and a few copies of it on its way
			if most := uint64(16+8)*uint64(len(body)) + 16<<20; took > most {
				t.Errorf("%d MiB were allocated for %d bytes of gzip, %d MiB of JSON", took>>20, len(wired), len(body)>>20)
			}
		})
	}
	t.Run("error", func(t *testing.T) {
		o := op("GET", "/x")
		o.Errors = []ErrorBody{{As: (*wides)(nil)}}
		part := `{"code":"Bad","value":[` + strings.Repeat("{},", 300_000) + `{}]}`
		var e *ResponseError
		took, err := allocated(func() error { _, err := do(t, answer(404, part).client(t, memory), o, nil); return err })
		if !errors.As(err, &e) || e.Code != "Bad" || e.Body != nil || took > 64<<20 {
			t.Errorf("%v, of which the body is read: %v; %d MiB", err, e != nil && e.Body != nil, took>>20)
		}
	})
	t.Run("raised", func(t *testing.T) {
		few := `{"value":[` + strings.Repeat("{},", 20_000) + `{}]}`
		for limit, want := range map[int64]error{1: ErrTooLarge, 0: ErrTooLarge, 1000: nil, -1: nil} {
			resp, err := do(t, answer(200, few).client(t, WithLimits(Limits{Memory: limit})), op("GET", "/x"), nil)
			if err == nil {
				_, err = decode(resp)
			}
			if !errors.Is(err, want) {
				t.Errorf("%d: %v", limit, err)
			}
		}
	})
}

// allocated returns how many bytes were allocated while f ran.
func allocated(f func() error) (uint64, error) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	err := f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc, err
}
