package types

import "testing"

// What could be a secret stands in no comment.
func TestLooksSecret(t *testing.T) {
	for text, want := range map[string]bool{
		"eastus": false, "Asia/Tokyo": false, "pkgs": false, "place_8c1f": false, "3fa85f64-5717-4562-b3fc-2c963f66afa6": false,
		"https://example.com/a/b?page=2": false, "internationalisation": false,
		"sk_test_4eC39H": true, "ghp_abc": true, "Bearer abc": true, "AKIAIOSFODNN7": true, "eyJhbGciOi": true,
		"https://me:pw@example.com": true, "https://example.com/?sig=abc": true, "-----BEGIN": true, "16C7e42F292c6912E7": true,
	} {
		if got := looksSecret(text); got != want {
			t.Errorf("%s looks secret: %v, want %v", text, got, want)
		}
	}
	for name, want := range map[string]bool{
		"region": false, "monkey": false, "author": false, "keyboard": false,
		"accountKey": true, "api_key": true, "X-Auth-Token": true, "userPassword": true, "client_secret": true, "APIKey": true, "": false, "--": false,
	} {
		if got := namesSecret(name); got != want {
			t.Errorf("%s names a secret: %v, want %v", name, got, want)
		}
	}
}
