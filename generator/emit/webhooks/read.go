package webhooks

import (
	"net/http"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/codec"
	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// reading writes webhooks_read.go: the table, and what reads a payload into its type.
func reading(pkg *gocode.Package) []jen.Code { return []jen.Code{table(pkg), readMethod(pkg)} }

// schemes are the variables of the runtime for the schemes of package rule.
var schemes = map[string]string{"standard-webhooks": "StandardWebhooks", "stripe": "Stripe", "github": "GitHub"}

// Checks reports whether there is such a scheme of signatures.
func Checks(signature string) bool { return schemes[signature] != "" }

// table writes the table of the webhooks:
//
//	var webhookTable = webhook.Table{
//		Scheme: webhook.Stripe,
//		Tells: []webhook.Tell{{Path: []string{"type"}}},
//		Kinds: []webhook.Kind{
//			{Name: "order.created", Status: 200, Is: [][]string{{"order.created"}}},
//		},
//	}
func table(pkg *gocode.Package) jen.Code {
	hooks := pkg.API.Webhooks
	var parts []jen.Code
	part := func(name string, value jen.Code) {
		parts = append(parts, jen.Line().Id(name).Op(":").Add(value))
	}
	if scheme := schemes[hooks.Signature]; scheme != "" {
		part("Scheme", rt(pkg, scheme))
	}
	if len(hooks.Tells) > 0 {
		var tells []jen.Code
		for _, t := range hooks.Tells {
			tells = append(tells, jen.Values(tell(t)...))
		}
		part("Tells", jen.Index().Add(rt(pkg, "Tell")).Values(tells...))
	}
	var kinds []jen.Code
	for _, w := range hooks.All {
		kinds = append(kinds, jen.Line().Values(kind(pkg, w)...))
	}
	part("Kinds", jen.Index().Add(rt(pkg, "Kind")).Values(append(kinds, jen.Line())...))
	return jen.Var().Id("webhookTable").Op("=").Add(rt(pkg, "Table")).Values(append(parts, jen.Line())...)
}

func tell(t model.Tell) []jen.Code {
	var out []jen.Code
	if t.Header != "" {
		out = append(out, jen.Id("Header").Op(":").Add(gocode.RawLit(t.Header)))
	} else {
		var path []jen.Code
		for _, step := range t.Path {
			path = append(path, gocode.RawLit(step))
		}
		out = append(out, jen.Id("Path").Op(":").Index().String().Values(path...))
	}
	if t.Loose {
		out = append(out, jen.Id("Loose").Op(":").True())
	}
	return out
}

func kind(pkg *gocode.Package, w *model.Webhook) []jen.Code {
	out := []jen.Code{jen.Id("Name").Op(":").Add(gocode.RawLit(w.ID))}
	if w.Method != http.MethodPost {
		out = append(out, jen.Id("Method").Op(":").Lit(w.Method))
	}
	if w.Status != http.StatusNoContent {
		out = append(out, jen.Id("Status").Op(":").Lit(w.Status))
	}
	var ways []jen.Code
	for _, way := range w.Is {
		var values []jen.Code
		for _, v := range way {
			if v.Any {
				values = append(values, rt(pkg, "Any"))
			} else {
				values = append(values, gocode.RawLit(v.Text))
			}
		}
		if len(values) > 0 {
			ways = append(ways, jen.Values(values...))
		}
	}
	if len(ways) > 0 {
		out = append(out, jen.Id("Is").Op(":").Index().Index().String().Values(ways...))
	}
	return out
}

// readMethod writes what reads a request, and its payload into the type of its webhook:
//
//	func (h *WebhookHandler) read(r *http.Request) (
//		event WebhookEvent, req *webhook.Request, err error,
//	) {
//		req, err = webhookTable.Read(r, webhook.Options{Secrets: h.Secrets, ...})
//		if err != nil {
//			return nil, nil, err
//		}
//		switch req.Kind {
//		case 0:
//			e := &OrderCreatedWebhook{Header: req.Header}
//			event, err = e, req.JSON(&e.Body)
//		default:
//			event = &UnknownWebhookEvent{Header: req.Header, Raw: req.Body, MayBe: req.MayBe}
//		}
//		if err != nil {
//			return nil, nil, err
//		}
//		return event, req, nil
//	}
func readMethod(pkg *gocode.Package) jen.Code {
	hooks := pkg.API.Webhooks
	options := []jen.Code{}
	fields := []string{"MaxBody", "Only"}
	if signed(hooks) {
		fields = []string{"Secrets", "MaxAge", "MaxBody", "Only"}
	}
	for _, f := range fields {
		options = append(options, jen.Id(f).Op(":").Id("h").Dot(f))
	}
	req := func(field string) *jen.Statement { return jen.Id("req").Dot(field) }
	results := []jen.Code{jen.Id("event").Id(hooks.Event), jen.Id("req").Op("*").Add(rt(pkg, "Request")), jen.Id("err").Error()}
	return jen.Func().Params(receiver(pkg)).Id("read").Params(request()).Params(results...).Block(
		jen.List(jen.Id("req"), jen.Id("err")).Op("=").Id("webhookTable").Dot("Read").Call(jen.Id("r"), rt(pkg, "Options").Values(options...)),
		gocode.IfErr(jen.Nil(), jen.Nil(), jen.Id("err")),
		jen.Switch(req("Kind")).BlockFunc(func(g *jen.Group) {
			for i, w := range hooks.All {
				g.Case(jen.Lit(i)).Block(readEvent(pkg, w)...)
			}
			g.Default().Block(gocode.Assign(jen.Id("event"), gocode.Addr(jen.Id(hooks.Unknown).Values(
				jen.Id("Header").Op(":").Add(req("Header")), jen.Id("Raw").Op(":").Add(req("Body")), jen.Id("MayBe").Op(":").Add(req("MayBe"))))))
		}),
		gocode.IfErr(jen.Nil(), jen.Nil(), jen.Id("err")),
		jen.Return(jen.Id("event"), jen.Id("req"), jen.Nil()),
	)
}

// readEvent writes how the payload of one webhook is read.
func readEvent(pkg *gocode.Package, w *model.Webhook) []jen.Code {
	header := jen.Id("Header").Op(":").Id("req").Dot("Header")
	made := func(fields ...jen.Code) jen.Code { return gocode.Addr(jen.Id(w.Name).Values(fields...)) }
	switch {
	case w.Body == nil:
		return []jen.Code{gocode.Assign(jen.Id("event"), made(header))}
	case w.Body.Kind == model.BodyBytes:
		return []jen.Code{gocode.Assign(jen.Id("event"), made(jen.Id("Body").Op(":").Id("req").Dot("Body"), header))}
	}
	body := gocode.Addr(jen.Id("e").Dot("Body"))
	decoded := jen.Id("req").Dot("JSON").Call(body)
	if !gocode.IsStruct(&w.Body.Type) {
		decoded = jen.Id("req").Dot("JSONFunc").Call(codec.ReadFunc(pkg, body, &w.Body.Type))
	}
	return []jen.Code{
		gocode.Define("e", made(header)),
		jen.List(jen.Id("event"), jen.Id("err")).Op("=").List(jen.Id("e"), decoded),
	}
}
