package runtime

import (
	"net/url"
	"testing"
)

func TestWithVersion(t *testing.T) {
	for _, tt := range []struct {
		page        bool
		query, want string
	}{
		{false, "", "api-version=2"},
		{false, "a=b", "a=b&api-version=2"},
		{false, "Api-Version=1&a=b", "Api-Version=1&a=b"}, // how an operation goes is the service's to say
		{true, "", "api-version=2"},
		{true, "Api-Version=1&%24skip=b%20c", "api-version=2&%24skip=b%20c"},
		{true, "a=b&api%2Dversion=1", "a=b&api-version=2"},
		{true, "a&api-version=2&=c&API-VERSION=3", "a&api-version=2&=c"},
		{true, "my-api-version=1", "my-api-version=1&api-version=2"},
	} {
		r := &Request{page: tt.page, version: versionParam{name: "api-version", in: InQuery}}
		u := &url.URL{RawQuery: tt.query}
		if r.withVersion(u, "2"); u.RawQuery != tt.want {
			t.Errorf("page %v, %q: got %q, want %q", tt.page, tt.query, u.RawQuery, tt.want)
		}
	}
}
