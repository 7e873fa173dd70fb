package model

// Reserved returns the package-level identifiers that no schema, operation or group may take in a generated package,
// sorted by kind: what aliases.go and client.go declare, the names under which generated files import packages, and the
// predeclared identifiers that generated code uses. Keywords of Go are not among them: no identifier may be
// one, wherever it stands. Build renames what collides; emit checks, in a test, that it declares nothing else.
func Reserved() []string {
	return []string{
		// client.go
		"Client", "NewClient", "APIVersion", "DefaultEndpoint", "NewEndpoint",
		// aliases.go: values
		"Optional", "Some", "Null",
		"Time", "NewTime", "ParseTime", "Date", "NewDate", "ParseDate", "TimeOfDay", "NewTimeOfDay", "ParseTimeOfDay",
		"Duration", "DurationOf", "Secret", "Member", "Members", "File", "ETag",
		// aliases.go: calls
		"Option", "RetryPolicy", "Response", "RawResponse", "Pager", "Poller", "Stream", "Logger", "Tracer", "Span",
		"WithEndpoint", "WithAPIVersion", "WithHeader", "WithQuery", "WithRetry", "WithTimeout", "WithPerTryTimeout",
		"WithRawResponse", "WithHTTPClient", "WithTransport", "WithLogger", "WithTracer", "WithUserAgent", "WithInsecure",
		"WithMaxBody", "WithPollInterval", "WithCredential", "WithResumeToken", "WithContentType", "WithAccept", "WithPolicy",
		"WithLimits", "WithLenient", "WithClientRequestID", "Policy", "Limits",
		// aliases.go: credentials
		"Credential", "Token", "TokenFunc", "TokenRequest", "NewTokenCredential", "NewKeyCredential", "NewBasicCredential",
		"NewBearerCredential", "NewCredentials", "NoCredential", "Anonymous",
		// aliases.go: errors
		"ResponseError", "ParamError", "ParamViolation", "DecodeError", "ErrNotModified", "ErrPreconditionFailed", "ErrNotFound",
		"ErrConflict", "ErrUnauthorized", "ErrForbidden", "ErrTooManyRequests", "ErrBadRequest", "ErrGone",
		"ErrUnavailable", "ErrPollFailed", "ErrTooLarge", "ErrMissingParam",
		// imports of generated files
		"context", "encjson", "fake", "io", "iter", "json", "runtime", "slices", "strings", "sync", "time", "value", "xml",
		// predeclared identifiers that generated code uses
		"any", "append", "bool", "byte", "cap", "clear", "copy", "delete", "error", "false", "float64", "int", "int32",
		"int64", "len", "make", "max", "min", "new", "nil", "panic", "string", "true", "uint64",
		// others that would surprise a reader
		"init", "main", "iota", "rune", "uint", "uint8", "uint16", "uint32", "int8", "int16", "float32", "uintptr",
		"complex64", "complex128", "comparable", "real", "imag", "complex", "print", "println", "recover", "close",
	}
}

// ReservedMembers returns the names that no field of a generated struct may take, because its methods bear them.
func ReservedMembers() []string {
	return []string{
		"MarshalJSON", "UnmarshalJSON", "EncodeJSON", "DecodeJSON", "EncodeXML", "DecodeXML",
	}
}
