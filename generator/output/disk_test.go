//go:build !linux

package output

import "testing"

func smallDisk(t *testing.T) string {
	t.Skip("a small disk is made by a mount of Linux")
	return ""
}
