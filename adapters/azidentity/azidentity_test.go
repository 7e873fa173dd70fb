package azidentity

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// recorder is a credential that keeps what it was asked for.
type recorder struct {
	asked policy.TokenRequestOptions
	token azcore.AccessToken
	err   error
}

func (r *recorder) GetToken(_ context.Context, opts policy.TokenRequestOptions) (azcore.AccessToken, error) {
	r.asked = opts
	return r.token, r.err
}

const arm = "https://management.azure.com"

func TestScopes(t *testing.T) {
	const batch = "https://batch.core.windows.net//.default"
	for _, test := range []struct {
		why      string
		resource string
		scopes   []string
		want     []string // nil: refused
	}{
		{"a name is the resource's", arm, []string{"user_impersonation"}, []string{arm + "/.default"}},
		{"a slash at the end is not doubled", arm + "/", []string{"user_impersonation"}, []string{arm + "/.default"}},
		{"several names are one default scope", arm, []string{"read", "write"}, []string{arm + "/.default"}},
		{"a URI stands as it is, double slash included", arm, []string{batch}, []string{batch}},
		{"a URI needs no resource", "", []string{batch}, []string{batch}},
		{"schemes other than https", "", []string{"api://1234/Files.Read"}, []string{"api://1234/Files.Read"}},
		{"both kinds", arm, []string{"read", batch}, []string{arm + "/.default", batch}},
		{"no scope at all", arm, nil, []string{arm + "/.default"}},
		{"a name of nothing", "", []string{"user_impersonation"}, nil},
		{"nothing of nothing", "", nil, nil},
	} {
		r := &recorder{}
		_, _, err := Tokens(r, test.resource)(t.Context(), test.scopes, "")
		if (err != nil) != (test.want == nil) || !slices.Equal(r.asked.Scopes, test.want) {
			t.Errorf("%s: asked for %q (error %v), want %q", test.why, r.asked.Scopes, err, test.want)
		}
	}
}

func TestTokenAndClaims(t *testing.T) {
	expires := time.Now().Add(time.Hour)
	r := &recorder{token: azcore.AccessToken{Token: "secret", ExpiresOn: expires}}
	token, until, err := Tokens(r, arm)(t.Context(), []string{"user_impersonation"}, `{"access_token":{}}`)
	if err != nil || token != "secret" || !until.Equal(expires) {
		t.Errorf("got %q until %v (error %v)", token, until, err)
	}
	if r.asked.Claims != `{"access_token":{}}` || !r.asked.EnableCAE {
		t.Errorf("claims were not passed on: %+v", r.asked)
	}
}

func TestErrorsAreTheCredentials(t *testing.T) {
	cause := errors.New("not signed in")
	if _, _, err := Tokens(&recorder{err: cause}, arm)(t.Context(), nil, ""); !errors.Is(err, cause) {
		t.Errorf("got %v, want one that wraps %v", err, cause)
	}
}

func TestRefreshOn(t *testing.T) {
	refresh := time.Now().Add(time.Minute)
	r := &recorder{token: azcore.AccessToken{Token: "secret", ExpiresOn: time.Now().Add(time.Hour), RefreshOn: refresh}}
	if _, _, on, err := RefreshingTokens(r, arm)(t.Context(), nil, ""); err != nil || !on.Equal(refresh) {
		t.Errorf("asked again on %v (error %v)", on, err)
	}
}
