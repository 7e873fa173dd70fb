package mock_test

import (
	"testing"

	"github.com/armsmith/armsmith/mock"
)

// What must be there and is not is refused, wherever it would be.
func TestAbsent(t *testing.T) {
	const document = `openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /header: {get: {parameters: [{name: X-Must, in: header, required: true, schema: {type: string}}], responses: {'204': {description: ok}}}}
  /query: {get: {parameters: [{name: must, in: query, required: true, schema: {type: string}}], responses: {'204': {description: ok}}}}
  /cookie: {get: {parameters: [{name: must, in: cookie, required: true, schema: {type: string}}], responses: {'204': {description: ok}}}}
`
	url := start(t, mock.Options{}, open(t, document))
	for _, path := range []string{"/header", "/query", "/cookie"} {
		if resp, body := call(t, "GET "+url+path, ""); resp.StatusCode != 400 {
			t.Errorf("%s: %d %s", path, resp.StatusCode, body)
		}
	}
}
