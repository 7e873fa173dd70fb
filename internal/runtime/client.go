package runtime

import (
	"net/http"
	"net/url"
	goruntime "runtime"
	"slices"
	"strings"
)

// Config is what a generated package tells about itself and its service.
type Config struct {
	// Package and Version name the generated client, in the User-Agent and to tracers: "azureml",
	// "2026-03-01".
	Package, Version string
	// Endpoint is the server of the document, such as "https://management.azure.com". It may hold
	// {variables}.
	Endpoint string
	// Variables are the values of the endpoint's variables. One without a value takes the
	// api-version when it is called like VersionVariable.
	Variables []Pair
	// VersionVariable names the variable of the endpoint that is the api-version; "" when there is
	// none.
	VersionVariable string
	// APIVersion is the api-version that [Request.APIVersion] sends.
	APIVersion string
	// Credential authenticates the calls; nil when the document asks for none.
	Credential Credential
	// Schemes are the ways to authenticate that the document knows; nil when nobody says.
	Schemes []Scheme
	// Security is what calls need that the document does not describe; nil: any of Schemes, or
	// none.
	Security []Requirement
	// NeedsCredential tells that some operation cannot be called without a credential.
	NeedsCredential bool
	// Headers and Query are sent with every request: constants of the document.
	Headers, Query []Pair
	// Retry is how the document has calls tried again, unless their operation says otherwise.
	Retry RetryPolicy
}

// Client calls one service. It is safe for use by several goroutines.
type Client struct {
	config    Config
	base      *url.URL // the endpoint
	settings  *settings
	userAgent string
	bound     []boundValue // by [Client.In]; never changed
}

// NewClient returns a client for the service that cfg describes. It sends nothing.
func NewClient(cfg Config, opts ...Option) (*Client, error) {
	if err := cfg.checkCredential(); err != nil {
		return nil, err
	}
	s := (&settings{
		apiVersion: cfg.APIVersion,
		credential: cfg.Credential,
		headers:    cfg.Headers,
		query:      cfg.Query,
		tryLimit:   DefaultPerTryTimeout,
	}).with(opts)
	if s.err != nil {
		return nil, s.err
	}
	if s.http == nil {
		s.http = &http.Client{Transport: sharedTransport(), CheckRedirect: keepRedirect}
	}
	c := &Client{config: cfg, settings: s}
	base, err := c.endpoint(s)
	if err != nil {
		return nil, err
	}
	c.base = base
	c.userAgent = cfg.agent()
	return c, nil
}

// Endpoint is the URL that requests go to.
func (c *Client) Endpoint() string { return c.base.String() }

// APIVersion is the api-version that the client sends.
func (c *Client) APIVersion() string { return c.settings.apiVersion }

// endpoint is where requests go under s.
func (c *Client) endpoint(s *settings) (*url.URL, error) {
	if s.endpoint != "" {
		return parseEndpoint(s.endpoint)
	}
	for _, v := range s.variables {
		if !strings.Contains(c.config.Endpoint, "{"+v.Name+"}") {
			return nil, optionError("WithServerVariable: the server " + oneLine(c.config.Endpoint, 200) + " has no variable " + oneLine(v.Name, 64))
		}
	}
	return c.served(s)
}

// served is the document's server under s.
func (c *Client) served(s *settings) (*url.URL, error) {
	vars := slices.Concat(s.variables, c.config.Variables)
	if name := c.config.VersionVariable; name != "" {
		vars = append(vars, Pair{name, s.apiVersion})
	}
	return expandEndpoint(c.config.Endpoint, vars)
}

// agent is the User-Agent: the client, then what it was made with, then where it runs.
func (c *Config) agent() string {
	product := func(name, version string) string {
		keep := func(r rune) rune {
			if r < 128 && tokenChars.has(byte(r)) {
				return r
			}
			return '-'
		}
		name, version = strings.Map(keep, name), strings.Map(keep, version)
		if version == "" {
			return name
		}
		return name + "/" + version
	}
	return product(orDefault(c.Package, "client"), c.Version) + " armsmith (" + goruntime.Version() + "; " + goruntime.GOOS + ")"
}
