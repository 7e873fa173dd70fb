package english

import "testing"

func TestSingular(t *testing.T) {
	for plural, want := range map[string]string{
		"Deployments": "Deployment", "Policies": "Policy", "Addresses": "Address", "Boxes": "Box", "Batches": "Batch",
		"Statuses": "Status", "Status": "Status", "Access": "Access", "Analysis": "Analysis", "Databases": "Database",
		"Caches": "Cache", "Aliases": "Alias", "News": "News", "DNS": "DNS", "IDs": "ID", "VMs": "VM", "As": "As",
		"Responses": "Response", "Cookies": "Cookie", "Series": "Series", "User": "User", "Knives": "Knive",
	} {
		if got := Singular(plural); got != want {
			t.Errorf("Singular(%q) = %q, want %q", plural, got, want)
		}
	}
}
