package azure

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"
)

// TenantTokenFunc gets an access token of a tenant for the Resource Manager. It need not cache.
type TenantTokenFunc func(ctx context.Context, tenant string) (token string, expires time.Time, err error)

// maxTenants is how many auxiliary tenants the Resource Manager accepts.
const maxTenants = 3

// margin is how long before its expiry a token is no longer sent.
const margin = 2 * time.Minute

// AuxiliaryTenants returns a policy of tries that lets a call reach resources of other tenants as
// well as those of its own, such as a network that is peered across tenants: it sends a token of
// each in the header x-ms-authorization-auxiliary. Tokens go only where the call's own goes.
func AuxiliaryTenants(get TenantTokenFunc, tenants ...string) (Policy, error) {
	if len(tenants) == 0 || len(tenants) > maxTenants {
		return nil, fmt.Errorf("azure: %d auxiliary tenants; there can be 1 to %d", len(tenants), maxTenants)
	}
	cache := &tenantTokens{get: get, tokens: map[string]tenantToken{}}
	return func(next http.RoundTripper) http.RoundTripper {
		return sender(func(req *http.Request) (*http.Response, error) {
			if req.Header.Get("Authorization") == "" { // a redirect to elsewhere
				return next.RoundTrip(req)
			}
			value, err := cache.header(req.Context(), tenants)
			if err != nil {
				return nil, err
			}
			own := req.Clone(req.Context())
			own.Header.Set("x-ms-authorization-auxiliary", value)
			return next.RoundTrip(own)
		})
	}, nil
}

type tenantToken struct {
	token   string
	expires time.Time
}

// tenantTokens keeps the tokens of tenants until shortly before they expire.
type tenantTokens struct {
	get TenantTokenFunc

	mu     sync.Mutex
	tokens map[string]tenantToken
}

// header is the value of the header for some tenants.
func (t *tenantTokens) header(ctx context.Context, tenants []string) (string, error) {
	values := make([]string, len(tenants))
	for i, tenant := range tenants {
		token, err := t.token(ctx, tenant)
		if err != nil {
			return "", &tokenError{tenant, err}
		}
		values[i] = "Bearer " + token
	}
	return strings.Join(values, ", "), nil
}

// token returns a token of a tenant. It is got without the lock, so that a slow tenant holds up
// nobody else; two calls at a time may both get one.
func (t *tenantTokens) token(ctx context.Context, tenant string) (string, error) {
	t.mu.Lock()
	kept := t.tokens[tenant]
	t.mu.Unlock()
	if kept.token != "" && time.Until(kept.expires) > margin {
		return kept.token, nil
	}
	token, expires, err := t.get(ctx, tenant)
	if err == nil && (token == "" || strings.ContainsAny(token, " ,\r\n")) {
		err = errors.New("not a token")
	}
	if err != nil {
		return "", err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.tokens[tenant] = tenantToken{token, expires}
	return token, nil
}

// tokenError is a token that could not be had. Another try would not change that.
type tokenError struct {
	tenant string
	err    error
}

func (e *tokenError) Error() string {
	return "azure: token of the tenant " + e.tenant + ": " + e.err.Error()
}
func (e *tokenError) Unwrap() error { return e.err }

// NonRetriable says that the client is not to try again.
func (e *tokenError) NonRetriable() {}
