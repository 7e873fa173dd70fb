package webhooks

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// signed reports whether signatures are checked.
func signed(hooks *model.Webhooks) bool { return hooks.Signature != "" }

// parseFunc writes the function that reads a webhook:
//
//	// ParseWebhook reads ...
//	func ParseWebhook(r *http.Request, secrets ...string) (WebhookEvent, error) {
//		return (&WebhookHandler{Secrets: secrets}).Parse(r)
//	}
func parseFunc(pkg *gocode.Package) jen.Code {
	hooks := pkg.API.Webhooks
	params := []jen.Code{request()}
	handler := jen.Op("&").Id(hooks.Handler).Values()
	text := hooks.Parse + " reads the webhook that a request is, and checks no signature, for nobody has said how there would be one: whoever can reach the " +
		"server can send it anything. What to do about that: `webhooks: {signature: ...}` in armsmith.yaml."
	if signed(hooks) {
		params = append(params, jen.Id("secrets").Op("...").String())
		handler = jen.Op("&").Id(hooks.Handler).Values(jen.Id("Secrets").Op(":").Id("secrets"))
		text = hooks.Parse + " reads the webhook that a request is, once it has checked that the body that came was signed with one of the secrets, at most 5 minutes ago " +
			"where the signature says when. Give several while one replaces another; without any it fails. A wrong signature is " + hooks.ErrSignature + " to errors.Is."
	}
	return gocode.Doc(text, "It reads the body of the request, of at most 32 MiB. "+hooks.Handler+" has other bounds.").
		Func().Id(hooks.Parse).Params(params...).Params(jen.Id(hooks.Event), jen.Error()).
		Block(jen.Return(jen.Parens(handler).Dot("Parse").Call(jen.Id("r"))))
}

func request() jen.Code { return jen.Id("r").Op("*").Qual("net/http", "Request") }

func receiver(pkg *gocode.Package) jen.Code { return jen.Id("h").Op("*").Id(pkg.API.Webhooks.Handler) }

func ctxParam() jen.Code { return jen.Id("ctx").Qual("context", "Context") }

// handlerType writes the http.Handler:
//
//	type WebhookHandler struct {
//		Secrets []string
//		...
//		OnOrderCreated func(ctx context.Context, e *OrderCreatedWebhook) error
//	}
func handlerType(pkg *gocode.Package) jen.Code {
	hooks := pkg.API.Webhooks
	text := hooks.Handler + " is an http.Handler that calls a function for each webhook. Those without one go to OnOther, and are answered as done without that. " +
		"An error of a function answers 500, after which most services send the webhook again; a *" + hooks.Error + " answers its status."
	if !signed(hooks) {
		text += " It checks no signature."
	}
	return gocode.Doc(text).Type().Id(hooks.Handler).StructFunc(func(s *jen.Group) {
		if signed(hooks) {
			s.Add(gocode.Doc("Secrets are those with which the service may have signed; without any, nothing is accepted.")).Id("Secrets").Index().String()
			s.Add(gocode.Doc("MaxAge is how old a signature may be, and how far in the future. Default: 5 minutes; negative: any age.")).Id("MaxAge").Qual("time", "Duration")
		}
		s.Add(gocode.Doc("MaxBody is how many bytes a body may have. Default: 32 MiB; negative: any number.")).Id("MaxBody").Int64()
		s.Add(gocode.Doc("Only is the name, in the document, of the webhook that comes here, for webhooks that have URLs of their own. Default: all.")).Id("Only").String()
		s.Line()
		s.Add(gocode.Doc("OnOther is called with webhooks that have no function, and with those that this package does not know.")).
			Id("OnOther").Func().Params(ctxParam(), jen.Id("e").Id(hooks.Event)).Error()
		s.Add(gocode.Doc("OnError is told what was wrong with a request, which its sender is not.")).
			Id("OnError").Func().Params(request(), jen.Id("err").Error())
		s.Line()
		for _, w := range hooks.All {
			s.Id(w.Field).Func().Params(ctxParam(), jen.Id("e").Op("*").Id(w.Name)).Error()
		}
	})
}

// parseMethod writes Parse of the handler:
//
//	func (h *WebhookHandler) Parse(r *http.Request) (WebhookEvent, error) {
//		event, _, err := h.read(r)
//		return event, err
//	}
func parseMethod(pkg *gocode.Package) jen.Code {
	hooks := pkg.API.Webhooks
	return gocode.Doc("Parse reads the webhook that a request is, as the fields say.").
		Func().Params(receiver(pkg)).Id("Parse").Params(request()).Params(jen.Id(hooks.Event), jen.Error()).Block(
		jen.List(jen.Id("event"), jen.Id("_"), jen.Id("err")).Op(":=").Id("h").Dot("read").Call(jen.Id("r")),
		jen.Return(jen.Id("event"), jen.Id("err")),
	)
}

// serveMethod writes ServeHTTP:
//
//	func (h *WebhookHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
//		webhook.Serve(w, r, h.read, h.handle, h.OnError)
//	}
func serveMethod(pkg *gocode.Package) jen.Code {
	return gocode.Doc("ServeHTTP answers a request, as the document says that a webhook is answered when all is well.").
		Func().Params(receiver(pkg)).Id("ServeHTTP").Params(jen.Id("w").Qual("net/http", "ResponseWriter"), request()).Block(
		rt(pkg, "Serve").Call(jen.Id("w"), jen.Id("r"), jen.Id("h").Dot("read"), jen.Id("h").Dot("handle"), jen.Id("h").Dot("OnError")))
}

// handleMethod writes what calls the function of a webhook:
//
//	func (h *WebhookHandler) handle(ctx context.Context, event WebhookEvent) error {
//		switch e := event.(type) {
//		case *OrderCreatedWebhook:
//			if h.OnOrderCreated != nil {
//				return h.OnOrderCreated(ctx, e)
//			}
//		}
//		if h.OnOther != nil {
//			return h.OnOther(ctx, event)
//		}
//		return nil
//	}
func handleMethod(pkg *gocode.Package) jen.Code {
	hooks := pkg.API.Webhooks
	call := func(field, arg string) jen.Code {
		f := func() *jen.Statement { return jen.Id("h").Dot(field) }
		return jen.If(f().Op("!=").Nil()).Block(jen.Return(f().Call(jen.Id("ctx"), jen.Id(arg))))
	}
	return jen.Func().Params(receiver(pkg)).Id("handle").Params(ctxParam(), jen.Id("event").Id(hooks.Event)).Error().Block(
		jen.Switch(jen.Id("e").Op(":=").Id("event").Assert(jen.Type())).BlockFunc(func(g *jen.Group) {
			for _, w := range hooks.All {
				g.Case(gocode.Ptr(jen.Id(w.Name))).Block(call(w.Field, "e"))
			}
		}),
		call("OnOther", "event"),
		jen.Return(jen.Nil()),
	)
}
