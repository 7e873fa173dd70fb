// Package scalars puts every kind of scalar, and every base of an enum, into every place that a
// document has for one, and has the generated clients take a value through all of them: from JSON
// into models, through path, query, header, cookie, form, multipart, XML and text to a server over
// a real connection, and back.
package scalars

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/tests/internal/overlay"
)

// scalars are schemas of every kind of scalar and of every base of an enum, with a value for
// default.
var scalars = []struct{ name, schema, value string }{
	{"bool", `{type: boolean}`, `true`},
	{"int32", `{type: integer, format: int32}`, `3`},
	{"int64", `{type: integer, format: int64}`, `3`},
	{"int8", `{type: integer, format: int8}`, `3`},
	{"int16", `{type: integer, format: int16, minimum: 1, maximum: 300}`, `3`},
	{"uint8", `{type: integer, format: uint8}`, `3`},
	{"uint16", `{type: integer, format: uint16}`, `3`},
	{"uint32", `{type: integer, format: uint32, maximum: 4000000000}`, `3`},
	{"uint64", `{type: integer, format: uint64}`, `3`},
	{"float64", `{type: number}`, `1.5`},
	{"decimal", `{type: number, format: decimal}`, `1.5`},
	{"int64Text", `{type: string, format: int64}`, `"3"`},
	{"boolText", `{type: string, format: boolean}`, `"true"`},
	{"text", `{type: string, minLength: 1, pattern: "^[a-z]+$"}`, `"a"`},
	{"secret", `{type: string, format: password}`, `"a"`},
	{"bytes", `{type: string, format: byte}`, `"YQ=="`},
	{"bytesURL", `{type: string, format: base64url}`, `"YQ"`},
	{"time", `{type: string, format: date-time}`, `"2025-09-06T06:59:15Z"`},
	{"httpTime", `{type: string, format: date-time-rfc1123}`, `"Sat, 06 Sep 2025 06:59:15 GMT"`},
	{"unixTime", `{type: integer, format: unixtime}`, `3`},
	{"date", `{type: string, format: date}`, `"2025-09-06"`},
	{"timeOfDay", `{type: string, format: time}`, `"06:59:15"`},
	{"duration", `{type: string, format: duration}`, `"PT5M"`},
	{"seconds", `{type: integer, format: seconds}`, `3`},
	{"milliseconds", `{type: number, format: milliseconds}`, `3.5`},
	{"etag", `{type: string, format: etag}`, `"a"`},
	{"uuid", `{type: string, format: uuid}`, `"123e4567-e89b-12d3-a456-426614174000"`},
	{"foreignText", `{type: string, x-armsmith-type: net/netip.Addr}`, `"::1"`},
	{"foreignNumber", `{type: integer, x-armsmith-type: math/big.Int}`, `3`},
	{"foreignTime", `{type: string, x-armsmith-type: time.Time}`, `"2025-09-06T06:59:15Z"`},
	{"enumText", `{type: string, enum: [a, b]}`, `"a"`},
	{"enumInt", `{type: integer, enum: [1, 2]}`, `1`},
	{"enumInt64", `{type: integer, format: int64, enum: [1, 2]}`, `1`},
	{"enumNumber", `{type: number, enum: [1.5, 2]}`, `1.5`},
	{"enumBool", `{type: boolean, enum: [true]}`, `true`},
}

func TestScalarsEverywhere(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a client a scalar")
	}
	everywhere, err := os.ReadFile("testdata/everywhere.yaml")
	if err != nil {
		t.Fatal(err)
	}
	test, err := os.ReadFile("testdata/roundtrip_test.go.txt")
	if err != nil {
		t.Fatal(err)
	}
	over, dir := overlay.New(t, "tests/scalars/run"), t.TempDir()
	for _, s := range scalars {
		schema, with := s.schema, func(more string) string { return strings.TrimSuffix(s.schema, "}") + ", " + more + "}" }
		if strings.Contains(schema, "enum") { // one type for all places
			schema = `{$ref: "#/components/schemas/Scalar"}`
			with = func(more string) string { return "{allOf: [" + schema + "], " + more + "}" }
		}
		text := strings.NewReplacer("SCALAR", s.schema, "SCHEMA", schema, "DEFAULT", with("default: "+s.value), "NULLABLE", with("nullable: true"),
			"ATTRIBUTE", with("xml: {attribute: true}"), "CONTENT", with("xml: {x-ms-text: true}")).Replace(string(everywhere))
		spec := filepath.Join(dir, s.name+".yaml")
		if err := os.WriteFile(spec, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		over.Add(s.name, spec, strings.ReplaceAll(string(test), "`VALUE`", fmt.Sprintf("%q", s.value)))
	}
	for name, printed := range over.Run() {
		t.Errorf("%s:\n%s", name, printed)
	}
}
