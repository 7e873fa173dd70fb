// Package webhooks writes what a generated package has for the requests that the service makes: a
// type for each webhook, the sum of them, the function that reads one, and an http.Handler of
// functions, one a webhook. What does the work is internal/runtime/webhook, by a table.
package webhooks

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/emit/layout"
	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// Files lists the files of the webhooks: what reads and handles them, and their types, of which
// those whose names begin alike stand together where there are many.
func Files(pkg *gocode.Package) []gocode.File {
	if pkg.API.Webhooks == nil {
		return nil
	}
	files := []gocode.File{{Path: "webhooks.go", Decls: handling}, {Path: "webhooks_read.go", Decls: reading}}
	name := func(w *model.Webhook) string { return w.Name }
	for label, part := range layout.Divide(pkg.API.Webhooks.All, name, eventLines) {
		file := "webhooks_events.go"
		if label != "" {
			file = "webhooks_" + label + "_events.go"
		}
		files = append(files, gocode.File{Path: file, Decls: func(pkg *gocode.Package) []jen.Code {
			var out []jen.Code
			for _, w := range part {
				out = append(out, eventType(pkg, w))
			}
			return out
		}})
	}
	return files
}

// eventLines estimates how long the declarations of a webhook are.
func eventLines(w *model.Webhook) int { return 12 + len(w.Doc)/90 }

// RT names an identifier of the runtime's package of webhooks.
func rt(pkg *gocode.Package, name string) *jen.Statement {
	return jen.Qual(pkg.Runtime+"/webhook", name)
}

// eventType writes the type of a webhook:
//
//	// OrderCreatedWebhook tells that an order was made.
//	//
//	// It is the webhook order.created.
//	type OrderCreatedWebhook struct {
//		Body Order
//		// Header is that of the request.
//		Header http.Header
//	}
//
//	func (*OrderCreatedWebhook) isWebhookEvent() {}
func eventType(pkg *gocode.Package, w *model.Webhook) jen.Code {
	text := english.Type(w.Name, english.Sentence(w.Doc))
	also := "It is the webhook " + english.OneLine(w.ID) + "."
	if text == "" {
		text, also = w.Name+" is the webhook "+english.OneLine(w.ID)+".", ""
	}
	header := "Header is that of the request."
	if len(w.Headers) > 0 {
		header = "Header is that of the request. The document describes " + english.OneLine(english.List(w.Headers, "and")) + "."
	}
	return gocode.Doc(text, also, english.Deprecated(w.Deprecated)).Type().Id(w.Name).StructFunc(func(s *jen.Group) {
		if w.Body != nil {
			s.Id("Body").Add(gocode.ContentType(pkg, w.Body))
		}
		s.Add(gocode.Doc(header)).Id("Header").Qual("net/http", "Header")
	}).Line().Line().Add(marker(pkg, w.Name))
}

// marker writes the method that makes a type one of the webhooks.
func marker(pkg *gocode.Package, name string) *jen.Statement {
	return jen.Func().Params(gocode.Ptr(jen.Id(name))).Id(pkg.API.Webhooks.Marker).Params().Add(gocode.Inline())
}

// handling writes webhooks.go.
func handling(pkg *gocode.Package) []jen.Code {
	out := []jen.Code{eventInterface(pkg), unknownType(pkg), parseFunc(pkg), handlerType(pkg), parseMethod(pkg), serveMethod(pkg), handleMethod(pkg), errorAlias(pkg)}
	if name := pkg.API.Webhooks.ErrSignature; name != "" {
		out = append(out, gocode.Doc(name+" is what the error of a request that is not signed as it must be is to errors.Is: the signature is missing, wrong, or too old.").
			Var().Id(name).Op("=").Add(rt(pkg, "ErrSignature")))
	}
	return out
}

// eventInterface writes the sum of the webhooks:
//
//	// WebhookEvent is a webhook: one of the types that bear its name ...
//	type WebhookEvent interface{ isWebhookEvent() }
func eventInterface(pkg *gocode.Package) jen.Code {
	hooks := pkg.API.Webhooks
	example := hooks.All[0].Name
	return gocode.Doc(hooks.Event+" is a webhook, which a type switch tells: "+english.An("*"+example)+" for the webhook "+english.OneLine(hooks.All[0].ID)+
		", and so on, one type for each of the document. Anything else is "+english.An("*"+hooks.Unknown)+".", by(hooks)).
		Type().Id(hooks.Event).Interface(jen.Id(hooks.Marker).Params())
}

// by says what tells webhooks apart.
func by(hooks *model.Webhooks) string {
	var places []string
	for _, t := range hooks.Tells {
		if t.Header != "" {
			places = append(places, "the header "+english.OneLine(t.Header))
		} else {
			places = append(places, "the property "+english.OneLine(strings.Join(t.Path, "."))+" of the payload")
		}
	}
	if len(places) == 0 {
		return ""
	}
	return "Which one it is, a request tells by " + english.List(places, "and") + "."
}

// unknownType writes the type of what is none of the webhooks for sure.
func unknownType(pkg *gocode.Package) jen.Code {
	hooks := pkg.API.Webhooks
	return gocode.Doc(hooks.Unknown+" keeps a webhook that is newer than this package, or may be several of those it knows, whole.").
		Type().Id(hooks.Unknown).Struct(
		gocode.Doc("Header is that of the request.").Id("Header").Qual("net/http", "Header"),
		gocode.Doc("Raw is the body as it came.").Id("Raw").Index().Byte(),
		gocode.Doc("MayBe are the names, in the document, of the webhooks that it may be, where nothing in a request tells them apart. See Only of "+hooks.Handler+".").
			Id("MayBe").Index().String(),
	).Line().Line().Add(marker(pkg, hooks.Unknown))
}

// errorAlias writes the type of the errors.
func errorAlias(pkg *gocode.Package) jen.Code {
	return gocode.Doc(pkg.API.Webhooks.Error + " is what is wrong with a request that was to be a webhook: its Reason, and in StatusCode how it is to be answered. Find it with errors.As.").
		Add(gocode.Alias(pkg.API.Webhooks.Error, rt(pkg, "Error")))
}
