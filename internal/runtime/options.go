package runtime

import (
	"log/slog"
	"net/http"
	"net/url"
	"time"
)

// Option changes how a client, or one call, behaves. Given to a client it holds for all of its
// calls; given to a call, for that one, on top of the client's.
type Option func(*settings)

// settings is what options change. A call without options shares its client's.
type settings struct {
	endpoint   string // as given by WithEndpoint; "" for the document's
	gateway    bool   // the endpoint is one in front of the service
	variables  []Pair // of the document's server, the last given first
	apiVersion string
	credential Credential
	http       *http.Client
	insecure   bool
	trusted    []*url.URL // origins that credentials may also go to
	// hosts to which credentials may go over plain http
	insecureHosts []*url.URL

	userAgent string // what the user puts before ours
	accept    string
	headers   []Pair
	query     []Pair
	err       error // an option that cannot be followed

	callPolicies []Policy
	tryPolicies  []Policy

	retry    *RetryPolicy // nil: what the document says
	timeout  time.Duration
	tryLimit time.Duration // for one try
	limits   Limits
	polling  PollPolicy

	logger    logger
	tracer    Tracer
	drift     func(Drift)
	raw       **http.Response
	represent **http.Response // where an answer goes that is not to be decoded; nil: nowhere
	pageToken string
	lastEvent string
	rest      rest // what is wanted of a file; see SaveFile
	// are told how far the body of an answer, and of a request, has come
	received, sent func(done, total int64)
	readOnly       bool // properties that are read-only are sent

	params *lateParams
	answer *lateAnswer
}

// WithEndpoint sends requests to url instead of the document's server: "https://host/base".
// Operations that have a server of their own go there too.
func WithEndpoint(url string) Option {
	return func(s *settings) { s.endpoint, s.gateway = url, false }
}

// WithServerVariable gives a variable of the document's server another value than its default
// (OpenAPI, Server Variable Object). [WithEndpoint] replaces the server as a whole.
func WithServerVariable(name, value string) Option {
	return func(s *settings) {
		if value == "" {
			s.refuse("WithServerVariable: no value for " + oneLine(name, 64))
			return
		}
		s.variables = append([]Pair{{name, value}}, s.variables...)
	}
}

// WithServer is [WithEndpoint] for a server template and the values of its variables.
func WithServer(template string, variables ...Pair) Option {
	return func(s *settings) {
		u, err := expandEndpoint(template, variables)
		if err != nil {
			s.refuse(err.Error())
			return
		}
		s.endpoint, s.gateway = u.String(), false
	}
}

// WithAPIVersion replaces the api-version that the client was generated for.
func WithAPIVersion(version string) Option { return func(s *settings) { s.apiVersion = version } }

// WithHTTPClient sends through c: its transport, its cookie jar and its timeout (for one try) are
// used; redirects are followed by the client's own rule, not by c's (see [ErrForeignOrigin]).
func WithHTTPClient(c *http.Client) Option {
	return func(s *settings) {
		if c == nil {
			s.refuse("WithHTTPClient: no client")
			return
		}
		own := *c
		own.CheckRedirect = keepRedirect
		s.http = &own
	}
}

// WithTransport sends through rt: a proxy, a recorder, a fake.
func WithTransport(rt http.RoundTripper) Option {
	return func(s *settings) { s.http = &http.Client{Transport: rt, CheckRedirect: keepRedirect} }
}

// WithTrustedOrigin lets links of the service (next pages, operations) lead to origin, such as
// "https://eu.example.com", and take the credential with them. Without it they may only lead to the
// endpoint's own origin. An origin is scheme, host and port and nothing else. That an origin is
// trusted does not let a credential travel over plain http.
func WithTrustedOrigin(origin string) Option {
	return func(s *settings) {
		u, err := url.Parse(origin)
		switch {
		case err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "":
			s.refuse("WithTrustedOrigin: want https://host, found " + oneLine(redactLink(origin), 200))
			return
		case u.User != nil || u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.Fragment != "":
			s.refuse("WithTrustedOrigin: an origin is scheme, host and port, found " + oneLine(redactLink(origin), 200))
			return
		}
		s.trusted = append(s.trusted[:len(s.trusted):len(s.trusted)], u)
	}
}

// WithUserAgent puts text before the client's own User-Agent.
func WithUserAgent(text string) Option { return func(s *settings) { s.userAgent = text } }

// WithHeader sets a header, in place of the operation's own. Those that say where a request goes
// and how long it is are the transport's, which would drop them: they are refused.
func WithHeader(name, value string) Option {
	return func(s *settings) {
		if !validHeaderName(name) || !validHeaderValue(value) {
			s.refuse("WithHeader: " + oneLine(name, 64) + " or its value is not valid in a header")
			return
		}
		switch http.CanonicalHeaderKey(name) {
		case "Host", "Content-Length", "Transfer-Encoding", "Trailer":
			s.refuse("WithHeader: " + name + " is for the transport to set")
			return
		}
		s.headers = append(s.headers[:len(s.headers):len(s.headers)], Pair{name, value})
	}
}

// WithQuery adds a query parameter.
func WithQuery(name, value string) Option {
	return func(s *settings) { s.query = append(s.query[:len(s.query):len(s.query)], Pair{name, value}) }
}

// WithAccept replaces the Accept header, to choose among the media types that an operation offers.
func WithAccept(mediaType string) Option {
	return func(s *settings) {
		if !validHeaderValue(mediaType) {
			s.refuse("WithAccept: not valid in a header")
			return
		}
		s.accept = mediaType
	}
}

// WithRepresentation asks for an answer of this media type, such as one that the document offers
// besides what the method returns, and stores it in *dst as it comes. The result of the method is
// then what it is for an answer without a body, except for headers. What came is for the caller to
// see, since a service may answer with another type than it was asked for; the body is streamed,
// and the caller closes it. It is for one call: not for the start of a long-running operation, and
// of a list it takes the first page alone.
func WithRepresentation(mediaType string, dst **http.Response) Option {
	return func(s *settings) {
		if dst == nil {
			s.refuse("WithRepresentation: nowhere to store the answer")
			return
		}
		WithAccept(mediaType)(s)
		s.represent = dst
	}
}

// WithRetry replaces the retry policy, also where the document has one.
// WithRetry(RetryPolicy{MaxRetries: -1}) never retries.
func WithRetry(p RetryPolicy) Option { return func(s *settings) { s.retry = &p } }

// WithTimeout bounds a whole call, retries included. The default has no bound but the context's.
// For a pager it bounds each page, for a poller each request.
func WithTimeout(d time.Duration) Option { return func(s *settings) { s.timeout = d } }

// WithPerTryTimeout bounds each try of a call, from the first byte sent to the last one read. A
// body that is streamed does not count against it: of an upload, what comes after its last byte
// does; of a download, what comes before its first. The default is [DefaultPerTryTimeout]; 0 or
// less sets no bound.
func WithPerTryTimeout(d time.Duration) Option { return func(s *settings) { s.tryLimit = d } }

// WithLimits replaces the bounds on what a service may send. A field left at 0 keeps its default.
func WithLimits(l Limits) Option { return func(s *settings) { s.limits = l } }

// WithPolling changes how pollers wait.
func WithPolling(p PollPolicy) Option { return func(s *settings) { s.polling = p } }

// WithRawResponse stores the last HTTP response of a call in *dst, also when the call fails with a
// [ResponseError]. Its body can be read again, unless it was streamed.
func WithRawResponse(dst **http.Response) Option { return func(s *settings) { s.raw = dst } }

// WithPageToken makes a list begin at the page for which [Pager.Token] was taken.
func WithPageToken(token string) Option { return func(s *settings) { s.pageToken = token } }

// WithLogger logs each try at debug level and each retry at warning level. Only headers and query
// parameters known to be harmless are shown (see log.go); bodies never are.
func WithLogger(l *slog.Logger) Option {
	return func(s *settings) {
		s.logger = nil
		if l != nil {
			s.logger = slogLogger{l}
		}
	}
}

// WithCallPolicy puts p around each call. It sees the request once, before it has a credential, and
// the answer after all retries. It may change headers, answer itself, make the call again, and send
// other requests to the service through next, which are authenticated as the call is.
func WithCallPolicy(p Policy) Option {
	return func(s *settings) {
		s.callPolicies = append(s.callPolicies[:len(s.callPolicies):len(s.callPolicies)], p)
	}
}

// WithTryPolicy puts p around each try of a call and each redirect. It sees the request as it goes
// to the transport, the credential included.
func WithTryPolicy(p Policy) Option {
	return func(s *settings) {
		s.tryPolicies = append(s.tryPolicies[:len(s.tryPolicies):len(s.tryPolicies)], p)
	}
}

// WithTracer reports a span for each operation and each try.
func WithTracer(t Tracer) Option { return func(s *settings) { s.tracer = t } }

func (s *settings) refuse(message string) {
	if s.err == nil {
		s.err = optionError(message)
	}
}

// with returns s as opts change it.
func (s *settings) with(opts []Option) *settings {
	if len(opts) == 0 {
		return s
	}
	own := *s
	for _, o := range opts {
		if o != nil {
			o(&own)
		}
	}
	return &own
}

// WithReadOnly sends properties that the document says are read-only, which are left out of the
// bodies of requests otherwise: services set those, and some refuse to be told.
func WithReadOnly() Option { return func(s *settings) { s.readOnly = true } }

// WithDownloadProgress calls f while the body of an answer comes that the caller reads, with the
// bytes that have come and how many there are in all, -1 if the service does not say. It is called
// by the reading, and holds it up.
func WithDownloadProgress(f func(done, total int64)) Option {
	return func(s *settings) { s.received = f }
}

// WithUploadProgress calls f while the body of a request is sent that is read from a stream, with
// the bytes that have gone and how many there are in all, -1 if that is unknown. A try that is made
// again begins again. It is called by the sending, and holds it up.
func WithUploadProgress(f func(done, total int64)) Option {
	return func(s *settings) { s.sent = f }
}
