package gocode

import (
	"bytes"
	"go/format"
	"go/parser"
	"go/token"
	"strings"
	"testing"
)

// TestBreakLines breaks what is too wide, leaves the rest, and gives what gofmt leaves as it is.
func TestBreakLines(t *testing.T) {
	long := strings.Repeat("aVeryLongName", 4)
	src := "package p\n\nfunc (c * C) " + long + "(ctx context.Context,params P,opts ... Option) (* R,error) { return c . call(ctx) }\n\n" +
		"var keys = rt.Keys {Slot : 1,Names : []string {`,\"" + long + "\":`,`,\"b\":`,`,\"" + long + "\":`}}\n\n" +
		"var short = []string {\"a\",\"b\"}\n\n" +
		"func g() {\nc . Query (\"" + long + "\",rt.Text,rt.Form | rt.Explode,func (r * R) { rt.Read (& p . Top,r) })\n" +
		"out = append (out,rt.Route {Name : \"" + long + "\",Path : \"" + long + "\",Handle : f . h})\n}\n"
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", src, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	breakLines(fset, file, []byte(src))
	var out bytes.Buffer
	if err := gofmt.Fprint(&out, fset, file); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(out.String()) {
		if wide := strings.ReplaceAll(line, "\t", "    "); len(wide) > LongestLine+1 {
			t.Errorf("%d columns: %s", len(wide), line)
		}
	}
	if again, err := format.Source(out.Bytes()); err != nil || string(again) != out.String() {
		t.Errorf("gofmt makes this of it (%v):\n%s\ninstead of:\n%s", err, again, &out)
	}
	for _, want := range []string{"\tctx context.Context, params P, opts ...Option,\n) (*R, error) {\n\treturn c.call(ctx)\n",
		"var short = []string{\"a\", \"b\"}\n", "func(r *R) {\n\t\trt.Read(&p.Top, r)\n\t})\n", "append(out, rt.Route{\n\t\tName:   "} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in:\n%s", want, &out)
		}
	}
}
