package generator

import "testing"

func TestNextFolder(t *testing.T) {
	for _, tc := range []struct{ folder, old, now, want string }{
		{"gen/azurebatch/v20240701", "2024-07-01", "2025-06-01", "gen/azurebatch/v20250601"},
		{"gen/azurebatch/v20240701", "2024-07-01.20.0", "2025-06-01.21.0", "gen/azurebatch/v20250601"},
		{"gen/ml/v20240701preview", "2024-07-01-preview", "2025-06-01", "gen/ml/v20250601"},
		{"gen/ml/v20240701", "2024-07-01", "2025-06-01-preview", "gen/ml/v20250601preview"},
		{"gen/2024-07-01/batch", "2024-07-01", "2025-06-01", "gen/2025-06-01/batch"},
		{"gen/v2024_07_01", "2024-07-01", "2025-06-01", "gen/v2025_06_01"},
		{"pets/v1", "1.4.2", "2.0.0", "pets/v2"},
		{"pets/v1", "v1", "v2", "pets/v2"},
		{"pets/v1", "1.4.2", "1.5.0", ""},      // the same folder
		{"s3/client", "3", "4", ""},            // not a version
		{"pets/v10", "1", "2", ""},             // another number
		{"internal/pets", "1", "2", ""},        // no version
		{"v1/pets/v1", "1", "2", "v1/pets/v2"}, // the innermost
	} {
		if got := nextFolder(tc.folder, tc.old, tc.now); got != tc.want {
			t.Errorf("%s, %s -> %s: %q, want %q", tc.folder, tc.old, tc.now, got, tc.want)
		}
	}
}

func TestCompareVersions(t *testing.T) {
	ordered := []string{"1", "1.2", "1.9", "1.10", "2-beta", "2", "2024-07-01-preview", "2024-07-01", "2024-07-01.20", "2024-10-01"}
	for i, a := range ordered {
		for j, b := range ordered {
			got, want := compareVersions(a, b), 0
			if i < j {
				want = -1
			} else if i > j {
				want = 1
			}
			if got != want {
				t.Errorf("%s and %s: %d, want %d", a, b, got, want)
			}
		}
	}
}
