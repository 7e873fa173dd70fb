package model

// Reserved returns the package-level identifiers that no schema, operation or group may take in a
// generated package, sorted by kind: what aliases.go and client.go declare, the names under which
// generated files import packages, and the predeclared identifiers that generated code uses.
// Keywords of Go are not among them: no identifier may be one, wherever it stands. Build renames
// what collides; emit checks, in a test, that it declares nothing else.
func Reserved() []string {
	return []string{
		// client.go
		"Client", "NewClient", "APIVersion", "schemes", "security",
		// aliases.go: values
		"Optional", "Some", "Null", "Expandable", "ByID", "Expanded", "Members", "Time", "NewTime", "ParseTime", "Date", "NewDate", "DateOf", "TimeOfDay",
		"Duration", "DurationOf", "ETag", "AnyETag", "Secret", "Dynamic", "DynamicValue", "DynamicExpression", "DynamicSecret", "File",
		// aliases.go: calls
		"Option", "RetryPolicy", "PollPolicy", "Limits", "Tracer", "Pager", "Poller", "Stream",
		"WithEndpoint", "WithBaseURL", "WithServerVariable", "WithAPIVersion", "WithHTTPClient", "WithTransport", "WithInsecure", "WithInsecureHost", "WithTrustedOrigin",
		"WithUserAgent", "WithHeader", "WithQuery", "WithAccept", "WithRetry", "WithTimeout", "WithPerTryTimeout",
		"WithLimits", "WithPolling", "WithRawResponse", "WithReadOnly", "WithPageToken", "WithLastEventID", "WithDownloadProgress", "WithUploadProgress", "WithLogger", "WithTracer",
		"WithCallPolicy", "WithTryPolicy", "WithRepresentation", "SaveFile", "WithDrift", "Drift",
		// aliases.go: credentials
		"Credential", "TokenFunc", "NewTokenCredential", "NewKeyCredential", "NewBasicCredential", "NewCredentials", "Anonymous",
		"RefreshingTokenFunc", "NewRefreshingTokenCredential", "NewRotatingKeyCredential", "KeyCredential", "BasicCredential",
		// aliases.go: errors
		"ResponseError", "ParamError", "RequestError", "ProxyError", "DecodeError", "ErrNotModified", "ErrBadRequest", "ErrUnauthorized",
		"ErrForbidden", "ErrNotFound", "ErrConflict", "ErrGone", "ErrPreconditionFailed", "ErrTooManyRequests",
		"ErrUnavailable", "ErrForeignOrigin", "ErrTooLarge", "ErrResumeToken", "ErrChecksum", "ErrChanged",
		// imports of generated files
		"cmp", "context", "fake", "http", "io", "iter", "json", "maps", "match", "pattern", "rtfake", "rtjson", "rtxml", "runtime", "slices", "slog", "time", "value", "webhook", "webhookTable", "xml",
		// local variables of generated functions
		"c", "ctx", "cred", "err", "i", "link", "m", "n", "ok", "opts", "out", "p", "page", "params", "r", "req", "resp", "rt",
		"token", "v", "w",
		// predeclared identifiers that generated code uses
		"any", "append", "bool", "byte", "cap", "clear", "copy", "delete", "error", "false", "float64", "int", "int32",
		"int64", "len", "make", "max", "min", "new", "nil", "panic", "string", "true", "uint64",
		// others that would surprise a reader
		"init", "main", "iota", "rune", "uint", "uint8", "uint16", "uint32", "int8", "int16", "float32", "uintptr",
		"complex64", "complex128", "comparable", "real", "imag", "complex", "print", "println", "recover", "close",
	}
}

// ReservedMembers returns the names that no field of a generated struct may take, because its
// methods bear them.
func ReservedMembers() []string {
	return []string{
		"MarshalJSON", "UnmarshalJSON", "JSONType", "XMLType", "MarshalXML", "UnmarshalXML",
		"LogValue",
	}
}
