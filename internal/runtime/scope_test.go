package runtime

import (
	"testing"

	"github.com/armsmith/armsmith/internal/runtime/value"
)

type testScope struct{ group, tenant string }

func (s testScope) Bind(b *Bound) {
	b.Set(InPath, "group", s.group)
	b.Set(InHeader, "x-tenant", s.tenant)
}

func TestIn(t *testing.T) {
	c, err := NewClient(Config{Endpoint: "https://example.com"})
	if err != nil {
		t.Fatal(err)
	}
	outer := c.In(testScope{"rg", "a"})
	inner := outer.In(testScope{tenant: "b"})
	fill := func(c *Client, group string, tenant value.Optional[string]) string {
		r := c.NewRequest(&Operation{})
		Fill(r, InPath, "group", &group)
		FillOptional(r, InHeader, "x-tenant", &tenant)
		return group + "/" + tenant.Or("-")
	}
	none := value.Optional[string]{}
	for name, tt := range map[string]struct {
		client *Client
		group  string
		tenant value.Optional[string]
		want   string
	}{
		"not bound":            {c, "", none, "/-"},
		"bound":                {outer, "", none, "rg/a"},
		"the inner one wins":   {inner, "", none, "rg/b"},
		"the call's own wins":  {inner, "own", value.Some("t"), "own/t"},
		"null is a value, too": {inner, "", value.Null[string](), "rg/-"},
	} {
		if got := fill(tt.client, tt.group, tt.tenant); got != tt.want {
			t.Errorf("%s: got %s, want %s", name, got, tt.want)
		}
	}
}
