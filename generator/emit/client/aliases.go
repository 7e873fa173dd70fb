package client

import (
	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
)

// Aliases writes aliases.go: what users of the package must be able to name and is declared in
// the runtime, which they cannot import. An alias of an internal type shows none of its methods in
// the documentation, so its comment says what one does with it.
//
// All of them are written for every document: what a program uses of one version must be there in
// the next, whatever that needs itself.
func Aliases(pkg *gocode.Package) []jen.Code {
	var out []jen.Code
	for _, group := range [][]jen.Code{valueAliases(pkg), callAliases(pkg), credentialDecls(pkg), optionFuncs(pkg), errorAliases(pkg)} {
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
func valueAliases(pkg *gocode.Package) []jen.Code {
	v := pkg.Value
	stdTime := func(name string) jen.Code { return jen.Qual("time", name) }
	out := []jen.Code{
		gocode.Doc("Optional is a value that may be absent (its zero value), null, or there. Make one with Some or Null; read it with Get, " +
			"which returns the value and whether there is one, or with Or, which takes a default; ask IsSet, IsNull and IsAbsent.").
			Type().Id("Optional").Types(jen.Id("T").Any()).Op("=").Add(v("Optional").Types(jen.Id("T"))),
		gocode.Doc("Some returns an Optional that holds v.").
			Func().Id("Some").Types(jen.Id("T").Any()).Params(jen.Id("v").Id("T")).Id("Optional").Types(jen.Id("T")).
			Add(gocode.Inline(jen.Return(v("Some").Call(jen.Id("v"))))),
		gocode.Doc("Null returns an Optional that is null: sent as null, which in a merge patch removes the property.").
			Func().Id("Null").Types(jen.Id("T").Any()).Params().Id("Optional").Types(jen.Id("T")).
			Add(gocode.Inline(jen.Return(v("Null").Types(jen.Id("T")).Call()))),
		gocode.Doc("Expandable is an object of which the service sends the identifier or, when it is asked to expand it, all of it. ID returns the " +
			"identifier, whichever came; Object returns the object, and nil when it is not expanded. Make one with ByID or Expanded; the zero Expandable is absent.").
			Type().Id("Expandable").Types(jen.Id("T").Any()).Op("=").Add(pkg.JSON("Expandable").Types(jen.Id("T"))),
		gocode.Doc("ByID returns an Expandable that is the identifier of an object.").
			Func().Id("ByID").Types(jen.Id("T").Any()).Params(jen.Id("id").String()).Id("Expandable").Types(jen.Id("T")).
			Add(gocode.Inline(jen.Return(pkg.JSON("ByID").Types(jen.Id("T")).Call(jen.Id("id"))))),
		gocode.Doc("Expanded returns an Expandable that is an object; absent for nil.").
			Func().Id("Expanded").Types(jen.Id("T").Any()).Params(jen.Id("object").Id("T")).Id("Expandable").Types(jen.Id("T")).
			Add(gocode.Inline(jen.Return(pkg.JSON("Expanded").Call(jen.Id("object"))))),
		gocode.Reexport("Members", v, "Members are properties of an object that the document does not declare, in the order they came. All yields their "+
			"names and the JSON texts of their values; Get, Set and Delete work by name, With and WithNull in a literal. A copy shares them with the original."),
	}
	out = append(out,
		gocode.Reexport("Time", v, "Time is an instant that remembers how the service wrote it, so that writing it back changes nothing. "+
			"Make one with NewTime or ParseTime; Time returns the time.Time, String the text."),
		gocode.Function("NewTime", v, gocode.Args("t", stdTime("Time")), jen.Id("Time"), "NewTime returns the instant t."),
		gocode.Function("ParseTime", v, gocode.Args("text", jen.String()), jen.Params(jen.Id("Time"), jen.Error()),
			"ParseTime reads a time as services write it: RFC 3339, with or without a zone, or a date of HTTP."))
	out = append(out,
		gocode.Reexport("Date", v, "Date is a calendar day, such as \"2025-09-06\". Time returns its midnight UTC, Valid whether the text is a day."),
		gocode.Function("NewDate", v, gocode.Args("year", jen.Int(), "month", stdTime("Month"), "day", jen.Int()), jen.Id("Date"), "NewDate returns a day."),
		gocode.Function("DateOf", v, gocode.Args("t", stdTime("Time")), jen.Id("Date"), "DateOf returns the day of t in t's own zone."))
	out = append(out,
		gocode.Reexport("TimeOfDay", v, "TimeOfDay is a clock time, such as \"06:59:15\". SinceMidnight returns how long after midnight it is."))
	out = append(out,
		gocode.Reexport("Duration", v, "Duration is a length of time in ISO 8601, such as \"PT5M\", kept as its text because services send ones that no "+
			"time.Duration can hold. Std returns the time.Duration, or an error when there is none."),
		gocode.Function("DurationOf", v, gocode.Args("d", stdTime("Duration")), jen.Id("Duration"), "DurationOf returns d in ISO 8601."))
	out = append(out,
		gocode.Reexport("ETag", v, "ETag names one state of a resource, quotes included. Sent back in If-Match it says \"only if nobody has changed it\", in "+
			"If-None-Match \"only if somebody has\". Match and WeakMatch compare two, IsWeak and Opaque take one apart."),
		gocode.Doc("AnyETag stands for whatever state there is: in If-Match \"only if it exists\", in If-None-Match \"only if it does not\".").
			Const().Id("AnyETag").Op("=").Add(v("AnyETag")))
	out = append(out, gocode.Reexport("Secret", v, "Secret is a string that does not print: fmt and log/slog show \"[redacted]\". Reveal returns it."))
	out = append(out,
		gocode.Reexport("Dynamic", v, "Dynamic is a value that may also be an expression, which the service evaluates. Text, Int, Float, Bool and Decode read the value, "+
			"Expression and Secret say whether it is one of those; it is the JSON itself, and nil when absent."),
		gocode.Function("DynamicValue", v, gocode.Args("v", jen.Any()), jen.Id("Dynamic"), "DynamicValue returns v itself, as JSON."),
		gocode.Function("DynamicExpression", v, gocode.Args("expression", jen.String()), jen.Id("Dynamic"), "DynamicExpression returns an expression: \"@pipeline().RunId\"."),
		gocode.Function("DynamicSecret", v, gocode.Args("secret", jen.String()), jen.Id("Dynamic"), "DynamicSecret returns a value that the service keeps secret."))
	out = append(out, gocode.Reexport("File", v, "File is a stream to send: its Body, and where they matter its Name and ContentType. A Body that is also an "+
		"io.Seeker can be sent again by a retry."))
	return out
}

// callAliases writes what methods take and return.
func callAliases(pkg *gocode.Package) []jen.Code {
	out := []jen.Code{
		gocode.Reexport("Option", pkg.RT, "Option changes how a client works, or how one call does: both NewClient and every method take options. See the functions "+
			"whose names begin with With."),
		gocode.Reexport("RetryPolicy", pkg.RT, "RetryPolicy says when and how often a request is repeated. See WithRetry."),
		gocode.Reexport("Limits", pkg.RT, "Limits bounds what the service may make a client do. See WithLimits."),
		gocode.Reexport("Drift", pkg.RT, "Drift is something that the service sent and the document does not know, or did not send and should have: of its Operation, a Kind (property, enum value, "+
			"variant, status, media type, no body), where it is in the body (Path) and what it is (Value). See WithDrift."),
		gocode.Reexport("Tracer", pkg.RT, "Tracer is told of operations and their tries. See WithTracer."),
	}
	out = append(out, gocode.Doc("Pager is a list that comes in pages of type P. All ranges over its items of type T and Pages over the pages, fetching each when it "+
		"is needed. Stream is All for large pages: it yields each item as it arrives, and needs no memory for the page. Token returns where to go on, see WithPageToken.").
		Type().Id("Pager").Types(jen.List(jen.Id("P"), jen.Id("T")).Any()).Op("=").Add(pkg.RT("Pager").Types(jen.Id("P"), jen.Id("T"))))
	out = append(out, gocode.Doc("Stream is a body that is a sequence of values of type T, read as it comes. All ranges over them, once; Close ends it early.").
		Type().Id("Stream").Types(jen.Id("T").Any()).Op("=").Add(pkg.RT("Stream").Types(jen.Id("T"))))
	out = append(out,
		gocode.Doc("Poller is an operation that takes long, with a result of type T. Wait polls until it is done and returns the result; Poll asks once; Done "+
			"reports whether it has ended; ResumeToken returns a text from which another process can go on.").
			Type().Id("Poller").Types(jen.Id("T").Any()).Op("=").Add(pkg.RT("Poller").Types(jen.Id("T"))),
		gocode.Reexport("PollPolicy", pkg.RT, "PollPolicy says how a Poller waits. See WithPolling."),
		gocode.Function("SaveFile", pkg.RT, gocode.Args("path", jen.String(), "get", jen.Func().Params(jen.Id("opts").Op("...").Id("Option")).
			Params(jen.Qual("io", "ReadCloser"), jen.Error())), jen.Error(), "SaveFile downloads into a file: get makes the call with the options it is given and "+
			"returns the body of its answer. The file is there when it is whole; what a call that fails leaves beside it, the next SaveFile goes on from."))
	return out
}

// optionFuncs writes the options:
//
//	// WithHeader sets a header, in place of the operation's own.
//	func WithHeader(name, value string) Option { return runtime.WithHeader(name, value) }
func optionFuncs(pkg *gocode.Package) []jen.Code {
	text, duration := jen.String(), jen.Qual("time", "Duration")
	option := func(name string, params []gocode.Arg, comment string) jen.Code {
		return gocode.Function(name, pkg.RT, params, jen.Id("Option"), name+" "+comment)
	}
	out := []jen.Code{
		option("WithEndpoint", gocode.Args("url", text), "sends requests to url instead of the document's server."),
		option("WithBaseURL", gocode.Args("gateway", text), "sends requests to a gateway in front of the service (\"https://host/path\"), and follows links of the service through it."),
		option("WithServerVariable", gocode.Args("name", nil, "value", text), "gives a variable of the document's server another value than its default."),
		option("WithAPIVersion", gocode.Args("version", text), "replaces the api-version that this package was made for."),
		option("WithHTTPClient", gocode.Args("c", jen.Op("*").Qual("net/http", "Client")), "sends through c: its transport, cookie jar and timeout."),
		option("WithTransport", gocode.Args("rt", jen.Qual("net/http", "RoundTripper")), "sends through rt: a proxy, a recorder, a fake."),
		option("WithInsecure", nil, "allows credentials to be sent over plain http to this machine's own addresses, for tests."),
		option("WithInsecureHost", gocode.Args("host", text), "allows credentials to be sent over plain http to one host (\"mock:8080\"), where whoever sees the network can read them."),
		option("WithTrustedOrigin", gocode.Args("origin", text), "lets links of the service lead to origin (\"https://host\") and take the credential with them."),
		option("WithUserAgent", gocode.Args("text", text), "puts text before the client's own User-Agent."),
		option("WithHeader", gocode.Args("name", nil, "value", text), "sets a header, in place of the operation's own."),
		option("WithQuery", gocode.Args("name", nil, "value", text), "adds a query parameter."),
		option("WithAccept", gocode.Args("mediaType", text), "replaces the Accept header."),
		option("WithRepresentation", gocode.Args("mediaType", text, "dst", jen.Op("**").Qual("net/http", "Response")), "asks for an answer of this media type and "+
			"stores it in *dst, undecoded; the result of the method is then empty. The caller closes the body."),
		option("WithReadOnly", nil, "sends read-only properties in the bodies of requests, which leave them out otherwise."),
		option("WithRetry", gocode.Args("p", jen.Id("RetryPolicy")), "replaces the retry policy. WithRetry(RetryPolicy{MaxRetries: -1}) never retries."),
		option("WithTimeout", gocode.Args("d", duration), "bounds a whole call, retries included; for a Pager each page, for a Poller each request."),
		option("WithPerTryTimeout", gocode.Args("d", duration), "bounds each try of a call; 0 sets no bound."),
		option("WithLimits", gocode.Args("l", jen.Id("Limits")), "replaces the bounds on what the service may send."),
		option("WithRawResponse", gocode.Args("dst", jen.Op("**").Qual("net/http", "Response")), "stores the last HTTP response of a call in *dst, also when the call fails."),
		option("WithLogger", gocode.Args("l", jen.Op("*").Qual("log/slog", "Logger")), "logs each try at debug level and each retry as a warning, without secrets."),
		option("WithCallPolicy", gocode.Args("p", policyType()), "puts p around each call: it sees the request before it has a credential, and the answer after all retries."),
		option("WithTryPolicy", gocode.Args("p", policyType()), "puts p around each try of a call."),
		option("WithDrift", gocode.Args("tell", jen.Func().Params(jen.Id("Drift"))), "has tell called for what answers hold and the document does not know."),
		option("WithTracer", gocode.Args("t", jen.Id("Tracer")), "reports a span for each operation and each try."),
	}
	out = append(out, option("WithPageToken", gocode.Args("token", text), "makes a list begin where Pager.Token was taken."))
	out = append(out, option("WithLastEventID", gocode.Args("id", text), "asks for a stream of events behind the one with that id: Stream.Event().ID of the last one seen."))
	progress := jen.Func().Params(jen.List(jen.Id("done"), jen.Id("total")).Int64())
	out = append(out, option("WithDownloadProgress", gocode.Args("f", progress), "calls f while a file comes: how much has, and of how much, -1 if that is unknown."))
	out = append(out, option("WithUploadProgress", gocode.Args("f", progress), "calls f while a file is sent: how much has been, and of how much, -1 if that is unknown."))
	out = append(out, option("WithPolling", gocode.Args("p", jen.Id("PollPolicy")), "changes how pollers wait."))
	return out
}

// policyType writes the type of a policy: func(next http.RoundTripper) http.RoundTripper.
func policyType() *jen.Statement {
	return jen.Func().Params(jen.Id("next").Qual("net/http", "RoundTripper")).Qual("net/http", "RoundTripper")
}

// errorAliases writes the errors that methods return.
func errorAliases(pkg *gocode.Package) []jen.Code {
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
		{"ErrForeignOrigin", "a link leads to another origin; see WithTrustedOrigin"},
		{"ErrTooLarge", "a body beyond the Limits"},
		{"ErrResumeToken", "a token is damaged, or of another operation"},
		{"ErrChecksum", "a file that came is not the one that the service says it sent"},
		{"ErrChanged", "a file changed while it was read"},
	}
	return []jen.Code{
		gocode.Reexport("ResponseError", pkg.RT, "ResponseError is an answer of the service that is not a success: its StatusCode, Code, Message, Target and Details, the "+
			"RequestID, the Raw body, and in Body the body as the document types it. Find it with errors.As."),
		gocode.Reexport("ParamError", pkg.RT, "ParamError says which parameters break which constraints of the document. Nothing was sent."),
		gocode.Reexport("RequestError", pkg.RT, "RequestError is a call to which no answer came. It wraps the cause."),
		gocode.Reexport("ProxyError", pkg.RT, "ProxyError is a proxy that did not connect to the service: its Host, and the StatusCode that it answered. A RequestError wraps it."),
		gocode.Reexport("DecodeError", pkg.RT, "DecodeError is a success whose body is not what the document says: its ContentType, and the Raw body. It wraps the error that names the place."),
		gocode.Doc("Errors for errors.Is: what a ResponseError can be, by its status, and what else stops a call.").
			Var().DefsFunc(func(g *jen.Group) {
			for _, s := range sentinels {
				g.Id(s.name).Op("=").Add(pkg.RT(s.name)).Comment(s.text)
			}
		}),
	}
}
