package running

import (
	"math"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// samples are texts of the formats that mean something.
var samples = map[string][]string{
	"date-time": {"2024-02-03T04:05:06Z", "2024-02-03T04:05:06.789+01:00"}, "date": {"2024-02-03"}, "time": {"04:05:06Z"},
	"date-time-rfc1123": {"Sat, 03 Feb 2024 04:05:06 GMT"}, "duration": {"PT5M", "P1D"}, "byte": {"dGV4dA==", ""}, "base64url": {"dGV4dA"},
	"uuid": {"f81d4fae-7dec-11d0-a765-00a0c91e6bf6"}, "uri": {"https://localhost/a"}, "url": {"https://localhost/a"},
	"email": {"a@localhost.example"}, "ipv4": {"127.0.0.1"}, "int64": {"12"}, "decimal": {"1.5"},
}

// texts returns texts that a schema may allow: short, long, and as its format wants them.
func texts(s *openapi3.Schema) []any {
	var out []any
	if example, ok := s.Example.(string); ok {
		out = append(out, example)
	}
	all := samples[s.Format]
	if all == nil {
		all = []string{"text", "A text, with: more/than?letters", "", strings.Repeat("a", 300)}
		if s.MinLength > 0 {
			all = append(all, strings.Repeat("a", int(s.MinLength)))
		}
		if s.MaxLength != nil {
			all = append(all, strings.Repeat("a", int(*s.MaxLength)))
		}
	}
	for _, text := range all {
		out = append(out, text)
	}
	return out
}

// numbers returns numbers that a schema may allow: small, large, and at its limits.
func numbers(s *openapi3.Schema) []any {
	all := []float64{1, 0, -1, 2, 7, 100, 1000000, math.MaxInt32, math.MinInt32, 1 << 40, -1 << 40, 1.5}
	step := 1.0
	if s.MultipleOf != nil {
		step = *s.MultipleOf
		all = append(all, step, 2*step)
	}
	for _, limit := range []*float64{s.Min, s.Max, s.ExclusiveMin.Value, s.ExclusiveMax.Value} {
		if limit != nil {
			all = append(all, *limit, *limit+step, *limit-step)
		}
	}
	var out []any
	for _, n := range all {
		if n == math.Trunc(n) || s.Type.Permits("number") {
			out = append(out, n)
		}
	}
	return out
}
