package generator

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// spellings are the ways in which a folder names a version, the most exact first: 2025-06-01 is
// there as it is, as 2025_06_01 or as 20250601; of 2024-07-01.20.0 it is the day alone, and of
// 1.4.2 the first number.
var spellings = []func(version string) string{
	func(v string) string { return v },
	func(v string) string { return notWord.ReplaceAllString(v, "_") },
	func(v string) string { return notWord.ReplaceAllString(v, "") },
	func(v string) string { return day.FindString(v) },
	func(v string) string { return strings.ReplaceAll(day.FindString(v), "-", "_") },
	func(v string) string {
		found := dayAndLabel.FindStringSubmatch(v)
		if found == nil {
			return ""
		}
		return strings.ReplaceAll(found[1], "-", "") + strings.TrimPrefix(found[2], "-")
	},
	func(v string) string {
		if day.MatchString(v) {
			return ""
		}
		return firstNumber.FindString(v)
	},
}

var (
	notWord     = regexp.MustCompile(`[^0-9A-Za-z]+`)
	day         = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}`)
	dayAndLabel = regexp.MustCompile(`^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:\.[0-9.]+)?(-[a-z]+)?`)
	firstNumber = regexp.MustCompile(`[0-9]+`)
)

// replaceVersion replaces a version in the name of a folder, where no other digit stands beside it.
// A bare number is a version only after a v, or when the folder's name is nothing else.
func replaceVersion(name, old, now string) string {
	at := strings.LastIndex(name, old)
	if at < 0 || old == "" {
		return name
	}
	before, after := name[:at], name[at+len(old):]
	bare := firstNumber.FindString(old) == old && len(old) < len("20060102")
	switch {
	case before != "" && isDigit(before[len(before)-1]), after != "" && isDigit(after[0]),
		bare && (after != "" || before != "" && !strings.HasSuffix(before, "v")):
		return name
	}
	return before + now + after
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// compareVersions orders versions of one API: numbers by value, and what is only a preview of a
// version before it.
func compareVersions(a, b string) int {
	for a != "" && b != "" {
		x, restA := versionPart(a)
		y, restB := versionPart(b)
		n, errN := strconv.ParseUint(x, 10, 64)
		m, errM := strconv.ParseUint(y, 10, 64)
		order := strings.Compare(x, y)
		if errN == nil && errM == nil {
			order = cmp.Compare(n, m)
		}
		if order != 0 {
			return order
		}
		a, b = restA, restB
	}
	return cmp.Compare(labelRank(a), labelRank(b))
}

// versionPart cuts the digits, or what is none, off the front of a version.
func versionPart(v string) (part, rest string) {
	digits := isDigit(v[0])
	for i := range len(v) {
		if isDigit(v[i]) != digits {
			return v[:i], v[i:]
		}
	}
	return v, ""
}

// labelRank places what follows a version: a label such as -preview before nothing, a further
// number after it.
func labelRank(rest string) int {
	switch {
	case rest == "":
		return 0
	case strings.ContainsFunc(rest, unicode.IsLetter):
		return -1
	}
	return 1
}
