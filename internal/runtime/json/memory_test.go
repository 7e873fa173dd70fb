package json_test

import (
	encjson "encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"
	"unsafe"

	"github.com/armsmith/armsmith/internal/runtime/json"
	"github.com/armsmith/armsmith/internal/runtime/value"
)

// deployments returns a page of n deployments as JSON, members in the given order of a few.
func deployments(n int, order []int) []byte {
	var out strings.Builder
	out.WriteString(`{"nextLink":"https://host/next","value":[`)
	for i := range n {
		members := []string{fmt.Sprintf(`"id":"id%d"`, i), fmt.Sprintf(`"location":"loc\u00e9%d"`, i), fmt.Sprintf(`"undeclared":[%d,"x%d"]`, i, i),
			fmt.Sprintf(`"properties":{"model":{"assetId":"a%d","referenceType":"Id"},"properties":{"k%d":"v%d"},"retrySettings":{"maxRetries":%d},"miniBatchSize":%d}`, i, i, i, i, i),
			fmt.Sprintf(`"sku":{"name":"s%d"}`, i), fmt.Sprintf(`"systemData":{"createdAt":"2025-01-01T00:00:%02dZ"}`, i%60), `"tags":null`}
		if i > 0 {
			out.WriteString(",")
		}
		out.WriteString("{")
		for j, k := range order {
			if j > 0 {
				out.WriteString(",")
			}
			out.WriteString(members[k])
		}
		out.WriteString("}")
	}
	out.WriteString("]}")
	return []byte(out.String())
}

// TestMembersInAnyOrder reads the same page with members in many orders: what a Reader has learned
// from one text must not change what it reads from the next.
func TestMembersInAnyOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 200 {
		order := rng.Perm(7)
		data := deployments(1+rng.IntN(40), order)
		var p page
		if err := json.Unmarshal(data, &p); err != nil {
			t.Fatal(err)
		}
		for i, d := range p.Value {
			if d.ID.Or("") != fmt.Sprint("id", i) || d.Location != fmt.Sprint("locé", i) || d.SKU.Name != fmt.Sprint("s", i) ||
				d.Properties.Model.(*idReference).AssetID != fmt.Sprint("a", i) || d.Properties.RetrySettings.MaxRetries.Or(-1) != int32(i) ||
				d.Extra.Len() < 2 || !d.Extra.IsNull("tags") {
				t.Fatalf("order %v, deployment %d: %+v", order, i, d)
			}
		}
		out, err := json.Marshal(&p)
		if err != nil || !sameJSON(t, data, out) {
			t.Fatalf("order %v: %v\n%s\n%s", order, err, data, out)
		}
	}
}

// TestUnmarshalKeepsNothing overwrites a text after it was read with a private copy.
func TestUnmarshalKeepsNothing(t *testing.T) {
	for _, n := range []int{1, 3, 300} {
		data := deployments(n, []int{6, 5, 4, 3, 2, 1, 0})
		var before, after page
		if err := json.Decode([]byte(string(data)), &before); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, &after); err != nil {
			t.Fatal(err)
		}
		clear(data)
		if !reflect.DeepEqual(before, after) {
			t.Errorf("%d deployments changed with the text they were read from", n)
		}
	}
	text := []byte(`{"number":1.50,"at":1757141955.25,"m":{"k":"v"}}`)
	var p probe
	if err := json.Unmarshal(text, &p); err != nil {
		t.Fatal(err)
	}
	clear(text)
	if p.number != "1.50" || p.at.Unix() != "1757141955.25" || p.m["k"] != "v" {
		t.Errorf("%q %q %q changed with the text they were read from", p.number, p.at.Unix(), p.m)
	}
}

// probe has values that are cut out of the text they are read from.
type probe struct {
	number encjson.Number
	at     value.Time
	m      map[string]string
}

func (*probe) JSONType() *json.Type { return &typeProbe }

var typeProbe = json.Type{Kind: json.KindStruct, Self: (*probe)(nil), Fields: []json.Field{
	{Key: `,"number":`, At: unsafe.Offsetof(probe{}.number), Kind: json.KindNumber},
	{Key: `,"at":`, At: unsafe.Offsetof(probe{}.at), Kind: json.KindUnixTime},
	{Key: `,"m":`, At: unsafe.Offsetof(probe{}.m), Kind: json.KindMap, Of: ofText},
}}

// TestObjectsAreApart checks that objects allocated together are still each their own.
func TestObjectsAreApart(t *testing.T) {
	var p page
	if err := json.Unmarshal(deployments(100, []int{0, 1, 2, 3, 4, 5, 6}), &p); err != nil {
		t.Fatal(err)
	}
	seen := map[*sku]bool{}
	for i := range p.Value {
		if seen[p.Value[i].SKU] {
			t.Fatal("two deployments share a SKU")
		}
		seen[p.Value[i].SKU] = true
		p.Value[i].Extra.Set("new", encjson.RawMessage("1"))
		for _, v := range p.Value[i].Extra.All() {
			_ = append(v, "overwritten"...)
		}
	}
	out, err := json.Marshal(&p)
	if err != nil || strings.Contains(string(out), "overwritten") {
		t.Errorf("appending to one raw value changed another (%v)", err)
	}
}

// TestConcurrently reads and writes from many goroutines; with -race it also watches the pools.
func TestConcurrently(t *testing.T) {
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			rng := rand.New(rand.NewPCG(uint64(g), 1))
			for range 50 {
				data := deployments(rng.IntN(30), rng.Perm(7))
				if rng.IntN(4) == 0 {
					data = data[:rng.IntN(len(data))]
				}
				var p page
				if err := json.Unmarshal(data, &p); err != nil {
					continue
				}
				if out, err := json.Marshal(&p); err != nil || !sameJSON(t, data, out) {
					t.Errorf("%v\n%s", err, out)
				}
			}
		})
	}
	wg.Wait()
}

// TestHostileLists reads lists that begin as if much more were to come. What is allocated stays
// within reach of the text.
func TestHostileLists(t *testing.T) {
	rest := strings.Repeat(" ", 1<<20)
	for _, text := range []string{`{"value":[{}` + rest + `]}`, `{"value":[{},{},{}],"x":"` + rest + `"}`, `{"value":[` + strings.Repeat(`{},`, 2000) + `{}]}`} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		var p page
		if err := json.Decode([]byte(text), &p); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > uint64(8*len(text)+(8<<20)) {
			t.Errorf("%.30s...: %d bytes for a text of %d", text, used, len(text))
		}
	}
}

// TestNestedUnions reads unions in unions whose discriminators come last: what is looked at again
// and again is bounded.
func TestNestedUnions(t *testing.T) {
	text := strings.Repeat(`{"pad":"`+strings.Repeat("x", 200)+`","child":`, 3000) + `null` + strings.Repeat(`,"kind":"nest"}`, 3000)
	var n nestUnion
	err := json.DecodeFunc([]byte(text), func(r *json.Reader) { r.Read(&n, &typeNestUnion) })
	if err == nil || !strings.Contains(err.Error(), "nested") {
		t.Errorf("the error is %v", err)
	}
	text = strings.Repeat(`{"child":`, 40) + `null` + strings.Repeat(`,"kind":"nest"}`, 40)
	if err := json.DecodeFunc([]byte(text), func(r *json.Reader) { r.Read(&n, &typeNestUnion) }); err != nil || n == nil {
		t.Errorf("%v", err)
	}
}

type nestUnion interface{ json.Typed }

type nest struct {
	child nestUnion
	kind  string
	extra value.Members
}

func (*nest) JSONType() *json.Type { return &typeNest }

var (
	typeNest = json.Type{Kind: json.KindStruct, Slot: 60, Self: (*nest)(nil), Extra: unsafe.Offsetof(nest{}.extra) + 1, Fields: []json.Field{
		{Key: `,"kind":`, At: unsafe.Offsetof(nest{}.kind), Kind: json.KindText},
		{Key: `,"child":`, At: unsafe.Offsetof(nest{}.child), Kind: json.KindUnion, Of: &typeNestUnion},
	}}
	typeNestUnion = json.Type{Kind: json.KindUnion, Self: (*nestUnion)(nil), Union: &json.Union{
		Property: "kind",
		Variants: []json.Variant{{Values: []string{"nest"}, Of: (*nest)(nil)}},
		As:       &[]nestUnion{(*nest)(nil), (*unknownReference)(nil)},
		Unknown:  (*unknownReference)(nil),
	}}
)
