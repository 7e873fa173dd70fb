package operation

import (
	"slices"
	"testing"
)

func TestPathWords(t *testing.T) {
	for path, want := range map[string][]string{
		"/":                              nil,
		"/{id}":                          nil,
		"/api/v1/users/{id}/roles":       {"users", "roles"},
		"/API/2/users":                   {"users"},
		"/2010-04-01/Accounts.json":      {"Accounts"},
		"/users{format}":                 {"users"},
		"/users/{id}.json":               {"users"},
		"/jobs/{id}:cancel":              {"jobs"},
		"/projects:search":               {"projects"},
		"/users/:id/roles":               {"users", "roles"},
		"/People('{id}')/Friends({key})": {"People", "Friends"},
		"/admin.apps.approve":            {"admin.apps"},
		"/info.0.json":                   {"info.0"},
		"/search?q={q}":                  {"search"},
		"//users//":                      {"users"},
	} {
		var got []string
		for _, w := range pathWords(path) {
			got = append(got, w.text)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", path, got, want)
		}
	}
}

func TestRepeatsPath(t *testing.T) {
	tests := []struct {
		id, method, path string
		want             bool
	}{
		{"GetCustomersCustomer", "GET", "/v1/customers/{customer}", true},
		{"GetV1CustomersCustomer", "GET", "/api/v1/customers/{customer}", true},
		{"get_api_v1_customers_customer", "GET", "/api/v1/customers/{customer}", true},
		{"customers-get", "GET", "/customers", true},
		{"getCustomer", "GET", "/customers/{customer}", false},
		{"customers", "GET", "/customers", false},
		{"getCustomersCustomer", "POST", "/customers/{customer}", false},
		{"", "GET", "/customers", false},
	}
	for _, tt := range tests {
		if got := repeatsPath(tt.id, tt.method, tt.path); got != tt.want {
			t.Errorf("repeatsPath(%q, %s %s) = %v", tt.id, tt.method, tt.path, got)
		}
	}
}

// Each row is an operation in the group of its path, and what a person would call it there.
func TestNameByPath(t *testing.T) {
	tests := []struct{ method, path, name, base string }{
		{"GET", "/users", "List", "ListUsers"},
		{"POST", "/users", "Create", "CreateUser"},
		{"GET", "/users/{id}", "Get", "GetUser"},
		{"PUT", "/users/{id}", "Put", "PutUser"},
		{"DELETE", "/users/{id}", "Delete", "DeleteUser"},
		{"POST", "/users/{id}/activate", "Activate", "ActivateUser"},
		{"GET", "/users/{id}/roles", "ListRoles", "ListUserRoles"},
		{"POST", "/users/{id}/roles", "CreateRole", "CreateUserRole"},
		{"GET", "/users/{id}/roles/{role}", "GetRole", "GetUserRole"},
		{"GET", "/users/{id}/user_agents", "ListUserAgents", "ListUserAgents"},
		{"GET", "/users/{id}/status", "GetStatus", "GetUserStatus"},
		{"GET", "/", "Get", "GetUser"},
		{"GET", "", "Get", "GetUser"},
	}
	for _, tt := range tests {
		f := &found{method: tt.method, path: tt.path}
		o := &loose{found: f, words: pathWords(tt.path)}
		n := o.nameByPath("Users", "", tt.path)
		if got, base := n.methods[0], n.typeBase(n.methods[0]); got != tt.name || base != tt.base {
			t.Errorf("%s %s: got %s (%s), want %s (%s)", tt.method, tt.path, got, base, tt.name, tt.base)
		}
	}
}
