package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/model"
)

// aliasesFile writes aliases.go: what users of the package must be able to name and is declared in
// the runtime, which they cannot import. An alias of an internal type shows none of its methods in
// the documentation, so its comment says what one does with it.
func (e *emitter) aliasesFile() []jen.Code {
	uses := e.uses()
	var out []jen.Code
	for _, group := range [][]jen.Code{e.valueAliases(uses), e.callAliases(uses), e.credentials(), e.optionFuncs(uses), e.errorAliases()} {
		out = append(out, group...)
	}
	return out
}

// valueAliases writes what fields hold:
//
//	// Time is ...
//	type Time = value.Time
//
//	// NewTime returns ...
//	func NewTime(t time.Time) Time { return value.NewTime(t) }
func (e *emitter) valueAliases(uses *uses) []jen.Code {
	v := e.value
	stdTime := func(name string) jen.Code { return jen.Qual("time", name) }
	out := []jen.Code{
		doc("Optional is a value that may be absent (its zero value), null, or there. Make one with Some or Null; read it with Get, " +
			"which returns the value and whether there is one, or with Or, which takes a default; ask IsSet, IsNull and IsAbsent.").
			Type().Id("Optional").Types(jen.Id("T").Any()).Op("=").Add(v("Optional").Types(jen.Id("T"))),
		doc("Some returns an Optional that holds v.").
			Func().Id("Some").Types(jen.Id("T").Any()).Params(jen.Id("v").Id("T")).Id("Optional").Types(jen.Id("T")).
			Add(inline(jen.Return(v("Some").Call(jen.Id("v"))))),
		doc("Null returns an Optional that is null: sent as null, which in a merge patch removes the property.").
			Func().Id("Null").Types(jen.Id("T").Any()).Params().Id("Optional").Types(jen.Id("T")).
			Add(inline(jen.Return(v("Null").Types(jen.Id("T")).Call()))),
		e.reexport("Members", v, "Members are properties of an object that the document does not declare, in the order they came. All yields their "+
			"names and the JSON texts of their values; Get, Set and Delete work by name. A copy shares them with the original."),
	}
	if uses.kinds[model.Time] {
		out = append(out,
			e.reexport("Time", v, "Time is an instant that remembers how the service wrote it, so that writing it back changes nothing. "+
				"Make one with NewTime or ParseTime; Time returns the time.Time, String the text."),
			e.function("NewTime", v, args("t", stdTime("Time")), jen.Id("Time"), "NewTime returns the instant t."),
			e.function("ParseTime", v, args("text", jen.String()), jen.Params(jen.Id("Time"), jen.Error()),
				"ParseTime reads a time as services write it: RFC 3339, with or without a zone, or a date of HTTP."))
	}
	if uses.kinds[model.Date] {
		out = append(out,
			e.reexport("Date", v, "Date is a calendar day, such as \"2025-09-06\". Time returns its midnight UTC, Valid whether the text is a day."),
			e.function("NewDate", v, args("year", jen.Int(), "month", stdTime("Month"), "day", jen.Int()), jen.Id("Date"), "NewDate returns a day."),
			e.function("DateOf", v, args("t", stdTime("Time")), jen.Id("Date"), "DateOf returns the day of t in t's own zone."))
	}
	if uses.kinds[model.TimeOfDay] {
		out = append(out,
			e.reexport("TimeOfDay", v, "TimeOfDay is a clock time, such as \"06:59:15\". SinceMidnight returns how long after midnight it is."))
	}
	if uses.kinds[model.Duration] {
		out = append(out,
			e.reexport("Duration", v, "Duration is a length of time in ISO 8601, such as \"PT5M\", kept as its text because services send ones that no "+
				"time.Duration can hold. Std returns the time.Duration, or an error when there is none."),
			e.function("DurationOf", v, args("d", stdTime("Duration")), jen.Id("Duration"), "DurationOf returns d in ISO 8601."))
	}
	if uses.kinds[model.ETag] {
		out = append(out,
			e.reexport("ETag", v, "ETag names one state of a resource, quotes included. Sent back in If-Match it says \"only if nobody has changed it\", in "+
				"If-None-Match \"only if somebody has\". Match and WeakMatch compare two, IsWeak and Opaque take one apart."),
			doc("AnyETag stands for whatever state there is: in If-Match \"only if it exists\", in If-None-Match \"only if it does not\".").
				Const().Id("AnyETag").Op("=").Add(v("AnyETag")))
	}
	if uses.kinds[model.Secret] {
		out = append(out, e.reexport("Secret", v, "Secret is a string that does not print: fmt and log/slog show \"[redacted]\". Reveal returns it."))
	}
	if uses.kinds[model.File] {
		out = append(out, e.reexport("File", v, "File is a stream to send: its Body, and where they matter its Name and ContentType. A Body that is also an "+
			"io.Seeker can be sent again by a retry."))
	}
	return out
}

// callAliases writes what methods take and return.
func (e *emitter) callAliases(uses *uses) []jen.Code {
	out := []jen.Code{
		e.reexport("Option", e.rt, "Option changes how a client works, or how one call does: both NewClient and every method take options. See the functions "+
			"whose names begin with With."),
		e.reexport("RetryPolicy", e.rt, "RetryPolicy says when and how often a request is repeated. See WithRetry."),
		e.reexport("Limits", e.rt, "Limits bounds what the service may make a client do. See WithLimits."),
		e.reexport("Tracer", e.rt, "Tracer is told of operations and their tries. See WithTracer."),
	}
	if uses.pager {
		out = append(out, doc("Pager is a list that comes in pages of type P. All ranges over its items of type T and Pages over the pages, fetching each when it "+
			"is needed; Token returns where to go on, see WithPageToken.").
			Type().Id("Pager").Types(jen.List(jen.Id("P"), jen.Id("T")).Any()).Op("=").Add(e.rt("Pager").Types(jen.Id("P"), jen.Id("T"))))
	}
	if uses.stream {
		out = append(out, doc("Stream is a body that is a sequence of values of type T, read as it comes. All ranges over them, once; Close ends it early.").
			Type().Id("Stream").Types(jen.Id("T").Any()).Op("=").Add(e.rt("Stream").Types(jen.Id("T"))))
	}
	if uses.poller {
		out = append(out,
			doc("Poller is an operation that takes long, with a result of type T. Wait polls until it is done and returns the result; Poll asks once; Done "+
				"tells whether it has ended; ResumeToken returns a text from which another process can go on.").
				Type().Id("Poller").Types(jen.Id("T").Any()).Op("=").Add(e.rt("Poller").Types(jen.Id("T"))),
			e.reexport("PollPolicy", e.rt, "PollPolicy says how a Poller waits. See WithPolling."))
	}
	return out
}

// optionFuncs writes the options:
//
//	// WithHeader sets a header, in place of the operation's own.
//	func WithHeader(name, value string) Option { return runtime.WithHeader(name, value) }
func (e *emitter) optionFuncs(uses *uses) []jen.Code {
	text, duration := jen.String(), jen.Qual("time", "Duration")
	option := func(name string, params []arg, comment string) jen.Code {
		return e.function(name, e.rt, params, jen.Id("Option"), name+" "+comment)
	}
	out := []jen.Code{
		option("WithEndpoint", args("url", text), "sends requests to url instead of the document's server."),
		option("WithAPIVersion", args("version", text), "replaces the api-version that this package was made for."),
		option("WithHTTPClient", args("c", jen.Op("*").Qual("net/http", "Client")), "sends through c: its transport, cookie jar and timeout."),
		option("WithTransport", args("rt", jen.Qual("net/http", "RoundTripper")), "sends through rt: a proxy, a recorder, a fake."),
		option("WithInsecure", nil, "allows credentials to be sent over plain http to this machine's own addresses, for tests."),
		option("WithTrustedOrigin", args("origin", text), "lets links of the service lead to origin (\"https://host\") and take the credential with them."),
		option("WithUserAgent", args("text", text), "puts text before the client's own User-Agent."),
		option("WithHeader", args("name", nil, "value", text), "sets a header, in place of the operation's own."),
		option("WithQuery", args("name", nil, "value", text), "adds a query parameter."),
		option("WithAccept", args("mediaType", text), "replaces the Accept header."),
		option("WithReadOnly", nil, "sends read-only properties in the bodies of requests, which leave them out otherwise."),
		option("WithRetry", args("p", jen.Id("RetryPolicy")), "replaces the retry policy. WithRetry(RetryPolicy{MaxRetries: -1}) never retries."),
		option("WithTimeout", args("d", duration), "bounds a whole call, retries included; for a Pager each page, for a Poller each request."),
		option("WithPerTryTimeout", args("d", duration), "bounds each try of a call; 0 sets no bound."),
		option("WithLimits", args("l", jen.Id("Limits")), "replaces the bounds on what the service may send."),
		option("WithRawResponse", args("dst", jen.Op("**").Qual("net/http", "Response")), "stores the last HTTP response of a call in *dst, also when the call fails."),
		option("WithLogger", args("l", jen.Op("*").Qual("log/slog", "Logger")), "logs each try at debug level and each retry as a warning, without secrets."),
		option("WithCallPolicy", args("p", policyType()), "puts p around each call: it sees the request before it has a credential, and the answer after all retries."),
		option("WithTryPolicy", args("p", policyType()), "puts p around each try of a call."),
		option("WithTracer", args("t", jen.Id("Tracer")), "reports a span for each operation and each try."),
	}
	if uses.pager {
		out = append(out, option("WithPageToken", args("token", text), "makes a list begin where Pager.Token was taken."))
	}
	if uses.poller {
		out = append(out, option("WithPolling", args("p", jen.Id("PollPolicy")), "changes how pollers wait."))
	}
	return out
}

// policyType writes the type of a policy: func(next http.RoundTripper) http.RoundTripper.
func policyType() *jen.Statement {
	return jen.Func().Params(jen.Id("next").Qual("net/http", "RoundTripper")).Qual("net/http", "RoundTripper")
}

// errorAliases writes the errors that methods return.
func (e *emitter) errorAliases() []jen.Code {
	sentinels := []struct{ name, text string }{
		{"ErrNotModified", "304: what you have is current"},
		{"ErrBadRequest", "400"},
		{"ErrUnauthorized", "401: the credential was not accepted"},
		{"ErrForbidden", "403: the credential does not suffice"},
		{"ErrNotFound", "404"},
		{"ErrConflict", "409"},
		{"ErrGone", "410"},
		{"ErrPreconditionFailed", "412: it has changed since"},
		{"ErrTooManyRequests", "429, after all retries"},
		{"ErrUnavailable", "503, after all retries"},
		{"ErrForeignOrigin", "a link of the service leads to another origin; see WithTrustedOrigin"},
		{"ErrTooLarge", "a body beyond the Limits"},
		{"ErrResumeToken", "a token that is damaged, or of another operation or endpoint"},
	}
	return []jen.Code{
		e.reexport("ResponseError", e.rt, "ResponseError is an answer of the service that is not a success: its StatusCode, Code, Message, Target and Details, the "+
			"RequestID, the Raw body, and in Body the body as the document types it. Find it with errors.As."),
		e.reexport("ParamError", e.rt, "ParamError says which parameters break which constraints of the document. Nothing was sent."),
		e.reexport("RequestError", e.rt, "RequestError is a call to which no answer came. It wraps the cause."),
		e.reexport("ProxyError", e.rt, "ProxyError is a proxy that did not connect to the service: its Host, and the StatusCode that it answered. A RequestError wraps it."),
		e.reexport("DecodeError", e.rt, "DecodeError is a success whose body is not what the document says. It wraps the error that names the place."),
		doc("Errors for errors.Is: what a ResponseError can be, by its status, and what else stops a call.").
			Var().DefsFunc(func(g *jen.Group) {
			for _, s := range sentinels {
				g.Id(s.name).Op("=").Add(e.rt(s.name)).Comment(s.text)
			}
		}),
	}
}

// reexport writes the alias of a type: type Time = value.Time.
func (e *emitter) reexport(name string, from func(string) *jen.Statement, comment string) jen.Code {
	return doc(comment).Add(alias(name, from(name)))
}

// arg is an argument of a function that is passed on. Without a type it shares that of the next
// one.
type arg struct {
	name string
	typ  jen.Code
}

// args pairs names and types.
func args(pairs ...any) []arg {
	var out []arg
	for i := 0; i+1 < len(pairs); i += 2 {
		typ, _ := pairs[i+1].(jen.Code)
		out = append(out, arg{pairs[i].(string), typ})
	}
	return out
}

// function writes a function that passes its arguments on to the runtime's function of the same
// name.
func (e *emitter) function(name string, from func(string) *jen.Statement, params []arg, result jen.Code, comment string) jen.Code {
	var decl, call []jen.Code
	for _, p := range params {
		if p.typ == nil {
			p.typ = jen.Null()
		}
		decl = append(decl, jen.Id(p.name).Add(p.typ))
		call = append(call, jen.Id(p.name))
	}
	return doc(comment).Func().Id(name).Params(decl...).Add(result).Add(inline(jen.Return(from(name).Call(call...))))
}
