package runtime

import (
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/internal/runtime/json"
)

func TestJSONSeq(t *testing.T) {
	tests := map[string]struct {
		body string
		want string
		err  error
	}{
		"texts":                        {"\x1e{\"a\":\n1}\n\x1e\x1e \n\x1e[2]\x1e3\r\n", "{\"a\":\n1};[2];3;", nil},
		"nothing":                      {"", "", nil},
		"a number that may go on":      {"\x1e1\n\x1e12", "1;", errTruncated},
		"a number cut by the next one": {"\x1e1\x1e2\n", "", errTruncated},
		"an object cut off":            {"\x1e{}\n\x1e{\"a\":", "{};", errTruncated},
		"no separator":                 {"{}\n{}\n", "", errNoSeparator},
		"too long":                     {"\x1e" + strings.Repeat("[", 2000), "", ErrTooLarge},
		"too long before it begins":    {strings.Repeat(" ", 2000), "", ErrTooLarge},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := serve(t, reply(200, tt.body, "Content-Type", "application/json-seq"))
			c := s.client(t, WithLimits(Limits{Body: 1000}))
			resp := must(c.DoStream(t.Context(), c.NewRequest(op("GET", "/x"))))
			got, failed := "", error(nil)
			for v, err := range NewJSONSeq(resp, readAnyText).All() {
				if failed = err; err == nil {
					got += *v + ";"
				}
			}
			if got != tt.want || !errors.Is(failed, tt.err) {
				t.Errorf("%q, %v", got, failed)
			}
		})
	}
}

// What is sent as a sequence is read as one.
func TestJSONSeqSent(t *testing.T) {
	s := serve(t)
	_, err := do(t, s.client(t), op("POST", "/x"), func(r *Request) {
		r.JSONSeq("application/json-seq", 2, func(i int, w *json.Writer) { w.Raw([]byte(strconv.Itoa(i))) })
	})
	if got := s.last(); err != nil || got.Body != "\x1e0\n\x1e1\n" || got.Header.Get("Content-Type") != "application/json-seq" {
		t.Errorf("%q, %v", got.Body, err)
	}
}
