package mock_test

import (
	"testing"

	"github.com/armsmith/armsmith/mock"
)

// An example is asked for by its whole name, whatever separates words in it.
func TestPreferByName(t *testing.T) {
	const document = `openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /a:
    get:
      responses:
        '200': {description: ok, content: {text/plain: {examples: {first: {value: 1st}, 'one, two; "three" \ four': {value: 2nd}}}}}
        '404': {description: none, content: {text/plain: {example: none}}}
`
	url := start(t, mock.Options{}, open(t, document))
	for prefer, want := range map[string]string{
		``: "1st", `example=first`: "1st", ` example = "first" ; dynamic=false`: "1st",
		`example="one, two; \"three\" \\ four"`: "2nd", `dynamic="false", code=404`: "none",
	} {
		if resp, body := call(t, "GET "+url+"/a\nPrefer: "+prefer, ""); body != want {
			t.Errorf("%s: %d %s, want %s", prefer, resp.StatusCode, body, want)
		}
	}
}
