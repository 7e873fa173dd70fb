package codec

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/generator/emit/codec/testdata/kinds"
	"github.com/armsmith/armsmith/generator/model"
	rt "github.com/armsmith/armsmith/internal/runtime/json"
)

// hostile are values of few bytes that stand for as much memory as they can.
var hostile = []string{`{}`, `[]`, `""`, `0`, `null`, `true`, `1e2`, `"AA=="`, `"\n"`, `{"":0}`, `{"a":null}`, `[[]]`, `[{}]`, `[0]`, `{"a":{}}`, `{"a":[0]}`, `{"kind":"circle"}`,
	`{"kind":"new"}`, `{"bark":""}`, `{"a":0,"b":0,"c":0}`, `[null]`, `[1.0]`}

// stuffed is an object whose member is a list or a map of the same value, over and over.
func stuffed(member, value string, list bool) []byte {
	const size = 200 << 10
	var out strings.Builder
	fmt.Fprintf(&out, `{%q:%c`, member, "{["[b(list)])
	for i := 0; out.Len() < size; i++ {
		if i > 0 {
			out.WriteByte(',')
		}
		if !list {
			fmt.Fprintf(&out, `"%x":`, i)
		}
		out.WriteString(value)
	}
	fmt.Fprintf(&out, `%c}`, "}]"[b(list)])
	return []byte(out.String())
}

func b(is bool) int {
	if is {
		return 1
	}
	return 0
}

// withinBudget reads a text with a budget, and checks that no more was allocated. What else the
// process allocates at the time may count in one round, but not in all.
func withinBudget(t *testing.T, of func() codec, text []byte, each int64) {
	t.Helper()
	const slack = 64 << 10 // errors, tables that reflection makes once, pools
	most := uint64(each)*uint64(len(text)+256<<10) + slack
	var took uint64
	for range 3 {
		v := of()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		err := rt.BudgetFor(len(text), each).Decode(text, v)
		runtime.ReadMemStats(&after)
		if took = after.TotalAlloc - before.TotalAlloc; took <= most {
			return
		}
		if errors.Is(err, rt.ErrTooLarge) && !strings.Contains(err.Error(), "Limits.Memory") {
			t.Fatalf("the error does not say what to do: %v", err)
		}
	}
	t.Errorf("%.60s... (%d bytes, %d each): %d bytes were allocated, %.2f of what may be", text, len(text), each, took, float64(took)/float64(most))
}

// TestBudget reads what is made to take memory, of every kind in lists and maps: never is more
// allocated than the budget says.
func TestBudget(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector allocates where the compiler would not")
	}
	g := &random{Rand: rand.New(rand.NewPCG(14, 1))}
	for _, typ := range kindsAPI().Types {
		of, ok := kindsTypes[typ.Name]
		if !ok {
			continue
		}
		for _, f := range typ.Fields {
			if f.Type.Kind != model.List && f.Type.Kind != model.Map {
				continue
			}
			values := []string{g.value(f.Type.Elem)}
			for range 5 {
				values = append(values, hostile[g.IntN(len(hostile))])
			}
			if testing.Short() {
				values = values[:2]
			}
			for _, v := range values {
				withinBudget(t, of, stuffed(f.Wire, v, f.Type.Kind == model.List), 1+g.Int64N(4))
			}
		}
	}
}

// FuzzBudget is TestBudget for values that nobody has thought of.
func FuzzBudget(f *testing.F) {
	for i, v := range hostile {
		f.Add(v, uint8(i), true)
	}
	types := map[bool]*model.Type{}
	for _, typ := range kindsAPI().Types {
		switch typ.Name {
		case "Lists":
			types[true] = typ
		case "Maps":
			types[false] = typ
		}
	}
	f.Fuzz(func(t *testing.T, value string, field uint8, list bool) {
		typ, of := types[list], func() codec { return new(kinds.Maps) }
		if list {
			of = func() codec { return new(kinds.Lists) }
		}
		if len(value) > 1<<10 {
			t.Skip()
		}
		withinBudget(t, of, stuffed(typ.Fields[int(field)%len(typ.Fields)].Wire, value, list), 1)
	})
}
