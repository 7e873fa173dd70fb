package load_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/armsmith/armsmith/generator/load"
)

// What a document says to armsmith and nobody reads is told, with what was probably meant.
func TestOwnExtensions(t *testing.T) {
	const document = `openapi: 3.1.0
info: {title: Own, version: "1"}
x-armsmith-webhooks: {signature: none, evnt: type}
paths:
  /a:
    get:
      x-armsmith-pagin: {link: header}
      x-armsmith-paging: {cursor: {parm: a, from: b}, max: 3, items: data}
      x-armsmith-origin: elsewhere
      x-armsmith-type: math/big.Int
      responses: {"200": {description: OK}}
`
	_, findings := load.Load(context.Background(), "openapi.yaml", load.Options{FS: fstest.MapFS{"openapi.yaml": {Data: []byte(document)}}})
	got := fmt.Sprint(findings)
	for _, want := range []string{
		`openapi.yaml:3:40 #/x-armsmith-webhooks/evnt: warning: x-armsmith-webhooks has no key "evnt"; it is not used (write event)`,
		`openapi.yaml:7:7 #/paths/~1a/get/x-armsmith-pagin: warning: "x-armsmith-pagin" is no extension; it is left out (write x-armsmith-paging)`,
		`openapi.yaml:8:36 #/paths/~1a/get/x-armsmith-paging/cursor/parm: warning: x-armsmith-paging: cursor has no key "parm"; it is not used (write param)`,
		`x-armsmith-paging has no key "max"; it is not used (the keys here are items, next, link, cursor, page, offset)`,
		`note: "x-armsmith-origin" is reserved and left out`,
		`warning: a Go type stands for a schema, and this is none (operation); it is not used (take it out)`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("got %v\nwant %s", got, want)
		}
	}
	if strings.Count(got, "warning") != 5 {
		t.Errorf("got %v", got)
	}
}
