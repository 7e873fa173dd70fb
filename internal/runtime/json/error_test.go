package json_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/internal/runtime/json"
	"github.com/armsmith/armsmith/internal/runtime/value"
)

func TestErrorsSayWhere(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`{"value":[{},{},{},{"properties":{"retrySettings":{"maxRetries":"x"}}}]}`,
			`value[3].properties.retrySettings.maxRetries: want int32, found string "x" (offset 64)`},
		{`[]`, `want object, found array (offset 0)`},
		{`{"nextLink":3}`, `nextLink: want string, found number 3 (offset 12)`},
		{`{"nextLink":"a","value":{}}`, `value: want array, found object (offset 24)`},
		{`{"value":[{"tags":{"a.b":[]}}]}`, `value[0].tags["a.b"]: want string, found array (offset 25)`},
		{`{"value":[{"properties":{"errorThreshold":2147483648}}]}`, `value[0].properties.errorThreshold: want int32, found number 2147483648 (offset 42)`},
		{`{"value":[{"properties":{"errorThreshold":1.5}}]}`, `value[0].properties.errorThreshold: want int32, found number 1.5 (offset 42)`},
		{`{"value":[{"id":"x`, `value[0].id: want a string, found no end of it (offset 16)`},
		{`{"value":[{"id":"x"`, `value[0].id: want "," or "}", found the end of the text (offset 19)`},
		{`{"value":[{"id":tru}]}`, `value[0].id: want string, found "tru}]}" (offset 16)`},
		{`{"value":[{"unknown":{"deep":[1,tru]}}]}`, `value[0].unknown.deep[1]: want true, found "tru]}}]}" (offset 32)`},
		{`{"value":[]} x`, `want the end of the text, found "x" (offset 13)`},
		{`{"value":[1,]}`, `value[0]: want object, found number 1 (offset 10)`},
		{`{"\u0076alue":[{"location":false}]}`, `value[0].location: want string, found false (offset 27)`},
		{``, `want object, found the end of the text (offset 0)`},
	} {
		var p page
		err := json.Unmarshal([]byte(c.text), &p)
		if err == nil || err.Error() != c.want {
			t.Errorf("%s\n got %v\nwant %s", c.text, err, c.want)
		}
		var e *json.Error
		if !errors.As(err, &e) || e.Problem == "" {
			t.Errorf("%s: the error is a %T", c.text, err)
		}
	}
}

func TestErrorsKeepSecrets(t *testing.T) {
	var s value.Secret
	err := json.DecodeFunc([]byte(`["x",73313]`), func(r *json.Reader) {
		var list []value.Secret
		r.Read(&list, &json.Type{Kind: json.KindList, Self: &list, Of: &json.Scalars[json.KindSecret]})
	})
	if err == nil || strings.Contains(err.Error(), "73313") || !strings.Contains(err.Error(), "[1]") {
		t.Errorf("the error is %v", err)
	}
	if err := json.DecodeFunc([]byte(`"x"`), func(r *json.Reader) { json.ReadSecret(&s, r) }); err != nil || s.Reveal() != "x" {
		t.Errorf("%v", err)
	}
}

func TestWriterErrors(t *testing.T) {
	bad := page{Value: []deployment{{Properties: deploymentProperties{DeploymentConfiguration: []byte(`{"a":}`)}}}}
	if out, err := json.Marshal(&bad); err == nil || out != nil || !strings.Contains(err.Error(), "not JSON") {
		t.Errorf("%s, %v", out, err)
	}
	bad.Value[0].Properties.DeploymentConfiguration = nil
	bad.Extra.Set("x", []byte("1 2"))
	if _, err := json.Marshal(&bad); err == nil {
		t.Error("an undeclared member that is not JSON was written")
	}
	if out, err := json.Marshal(&page{}); err != nil || string(out) != `{}` {
		t.Errorf("an error stays in the pool of writers: %s, %v", out, err)
	}
}
