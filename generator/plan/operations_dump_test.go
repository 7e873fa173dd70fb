package plan

import (
	"fmt"
	"strings"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/types"
)

// dumpOperations writes the operations half of a model, and the findings, as text that a person can
// check.
func dumpOperations(api *model.API, findings finding.List) string {
	d := &opDump{}
	d.line(0, "endpoint %q", api.Endpoint.Template)
	for _, e := range api.Endpoint.Others {
		d.line(1, "other %q", e.Template)
	}
	for _, p := range api.Params {
		d.param(p)
	}
	for _, s := range api.Security {
		d.line(0, "scheme %s = %s %s%s", s.ID, [...]string{"oauth2", "bearer", "basic", "apiKey", "http"}[s.Kind], s.Key, s.Scheme)
		for _, scope := range s.Scopes {
			d.line(1, "scope %s: %s", scope.Name, scope.Doc)
		}
	}
	if len(api.Defaults) > 0 {
		d.line(0, "security %s", security(api.Defaults))
	}
	for _, g := range api.Groups {
		d.line(0, "")
		d.line(0, "group %q %s file %s%s", g.Name, g.Client, g.File, comment(g.Doc))
		for _, op := range g.Operations {
			d.operation(op)
		}
	}
	d.webhooks(api.Webhooks)
	if len(findings) > 0 {
		d.line(0, "")
	}
	for _, f := range findings {
		d.line(0, "%s", f)
	}
	return d.b.String()
}

type opDump struct{ b strings.Builder }

func (d *opDump) line(indent int, format string, args ...any) {
	text := strings.TrimRight(fmt.Sprintf(format, args...), " ")
	d.b.WriteString(strings.Repeat("  ", indent) + text + "\n")
}

func comment(doc string) string {
	if doc == "" {
		return ""
	}
	first, _, _ := strings.Cut(doc, "\n")
	return " // " + first
}

func (d *opDump) operation(op *model.Operation) {
	d.line(1, "%s = %s %s%s [%s]%s", op.Name, op.Method, op.Host, op.Path, op.Var, comment(op.Doc))
	if op.Params != nil {
		d.line(2, "params %s body=%s contentType=%s", op.Params.Name, op.Params.Body, op.Params.ContentType)
		for _, p := range op.Params.Params {
			d.param(p)
		}
	}
	if op.Body != nil {
		d.content("body", &op.Body.Content, fmt.Sprintf("required=%v %s", op.Body.Required, presenceName(op.Body.Presence)))
	}
	for _, r := range op.Responses {
		kind := "success"
		if r.Error {
			kind = "error"
		}
		d.line(2, "%d-%d %s", r.Low, r.High, kind)
		for _, h := range r.Headers {
			d.header(h)
		}
		if r.Content != nil {
			d.content(" ", r.Content, "")
		}
	}
	d.result(op)
	if op.Security != nil {
		d.line(2, "security %s", security(op.Security))
	}
	for _, e := range op.Examples {
		d.line(2, "example %q %v body %s %v", e.Title, e.Params, e.Body, e.Responses)
	}
}

func (d *opDump) result(op *model.Operation) {
	r := op.Result
	text := [...]string{"none", "body", "struct " + r.Name, "bool"}[r.Kind]
	if r.Kind == model.ResultBody {
		text += " " + ref(r.Body.Type)
	}
	if r.Status {
		text += " +StatusCode"
	}
	d.line(2, "returns %s, accepts %s", text, strings.Join(op.Accept, ", "))
	for _, b := range r.Bodies {
		d.line(3, "%s %s for %d-%d", b.Name, ref(b.Content.Type), b.Low, b.High)
	}
	for _, h := range r.Headers {
		d.header(h)
	}
	if p := op.Paging; p != nil {
		next := ""
		if p.Next != nil {
			next = " through " + p.Next.Name
		}
		d.line(2, "pages of %s in %s, next %s%s", ref(p.Item), fields(p.Items), fields(p.NextLink), next)
	}
	if op.LRO != nil {
		final := "nothing"
		if op.LRO.Result != nil {
			final = ref(op.LRO.Result.Type)
		}
		d.line(2, "long-running via %q to %s", op.LRO.FinalStateVia, final)
	}
}

func fields(path []*model.Field) string {
	var names []string
	for _, f := range path {
		names = append(names, f.Name)
	}
	return strings.Join(names, ".")
}

func (d *opDump) param(p *model.Param) {
	flags := []string{presenceName(p.Presence)}
	flag := func(name string, set bool) {
		if set {
			flags = append(flags, name)
		}
	}
	flag("required", p.Required)
	flag("explode", p.Explode)
	flag("reserved", p.Reserved)
	flag("unescaped", p.Unescaped)
	flag("apiVersion", p.APIVersion)
	flag("clientID", p.ClientID)
	flag("onClient", p.OnClient)
	flag("deprecated", p.Deprecated != "")
	if p.Const != nil {
		flags = append(flags, "const="+p.Const.JSON)
	}
	if p.Default != nil {
		flags = append(flags, "default="+p.Default.JSON)
	}
	if p.Example != nil {
		flags = append(flags, "example="+p.Example.JSON)
	}
	if p.Prefix != "" {
		flags = append(flags, "prefix="+p.Prefix)
	}
	if p.Checks.MaxLength != nil {
		flags = append(flags, fmt.Sprint("maxLength=", *p.Checks.MaxLength))
	}
	if p.Of != nil {
		flags = append(flags, fmt.Sprintf("of=%+v", *p.Of))
	}
	in := [...]string{"path", "query", "header", "cookie", "host", "querystring", "part"}[p.In]
	style := [...]string{"simple", "form", "label", "matrix", "space", "pipe", "deep", "tab", "json"}[p.Style]
	d.line(3, "%s %s %s:%s %s %s%s", p.Name, ref(p.Type), in, p.Wire, style, strings.Join(flags, " "), comment(p.Doc))
}

func presenceName(p model.Presence) string { return [...]string{"plain", "optional", "nilable"}[p] }

func (d *opDump) header(h *model.Header) {
	d.line(3, "header %s %s %s %s", h.Name, ref(h.Type), h.Wire, presenceName(h.Presence))
}

func (d *opDump) content(what string, c *model.Content, more string) {
	kind := [...]string{"json", "merge-patch", "text", "bytes", "form", "multipart", "xml", "json-lines", "events", "json-seq", "parts"}[c.Kind]
	d.line(2, "%s %s %s %s others=%v %s", what, kind, c.MediaType, ref(c.Type), c.Others, more)
	if c.Kind == model.BodyParts {
		d.line(3, "parts %q, then %q", c.PartTypes.First, c.PartTypes.Rest)
	}
	for _, p := range c.Parts {
		d.line(3, "part %s %q style %d explode=%v file=%v", p.Field.Name, p.Type, p.Style, p.Explode, types.IsFile(p.Field.Type))
	}
}

// ref writes a use of a type nearly as Go would.
func ref(r model.Ref) string {
	star := ""
	if r.Pointer {
		star = "*"
	}
	switch r.Kind {
	case model.List:
		return star + "[]" + ref(*r.Elem)
	case model.Map:
		return star + "map[string]" + ref(*r.Elem)
	case model.Expandable:
		return star + "Expandable[" + ref(*r.Elem) + "]"
	case model.Named:
		return star + r.Type.Name
	}
	return star + [...]string{"bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float64", "Number", "string", "Secret", "[]byte", "Time", "Date",
		"TimeOfDay", "Duration", "ETag", "any", "Dynamic", "", "", "", "", "File", "Stream"}[r.Kind]
}

func security(alternatives []model.SecurityRequired) string {
	var out []string
	for _, r := range alternatives {
		var uses []string
		for _, u := range r {
			uses = append(uses, strings.TrimSpace(u.Scheme.ID+" "+strings.Join(u.Scopes, " ")))
		}
		out = append(out, "["+strings.Join(uses, " and ")+"]")
	}
	if len(out) == 0 {
		return "none"
	}
	return strings.Join(out, " or ")
}

func (d *opDump) webhooks(hooks *model.Webhooks) {
	if hooks == nil {
		return
	}
	d.line(0, "")
	d.line(0, "webhooks %s, else %s: %s, %s, signed by %q", hooks.Event, hooks.Unknown, hooks.Parse, hooks.Handler, hooks.Signature)
	for _, t := range hooks.Tells {
		d.line(1, "told by %q %q loose %t", t.Header, t.Path, t.Loose)
	}
	for _, w := range hooks.All {
		d.line(1, "%s %s = %s %s, answered %d%s", w.Name, w.Field, w.Method, w.ID, w.Status, comment(w.Doc))
		if w.Body != nil {
			d.line(2, "body %s as %s", w.Body.MediaType, ref(w.Body.Type))
		}
		for _, way := range w.Is {
			var places []string
			for _, v := range way {
				places = append(places, map[bool]string{true: "anything", false: fmt.Sprintf("%q", v.Text)}[v.Any])
			}
			d.line(2, "is %s", strings.Join(places, ", "))
		}
	}
}
