package sample

import (
	"encoding/base64"
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"
)

// longest is how long a text is made at most, whatever the document asks for.
const longest = 1 << 16

// text returns a text of a schema: of its format, of its pattern, or made of the member's name.
func text(s *openapi3.Schema, a at) string {
	shortest, most := int64(min(s.MinLength, longest)), int64(longest)
	if s.MaxLength != nil {
		most = int64(min(*s.MaxLength, longest))
	}
	if write := formats[s.Format]; write != nil {
		if out := write(a.luck); int64(len(out)) >= shortest && int64(len(out)) <= most && matches(s.Pattern, out) {
			return out
		}
	}
	if s.Pattern != "" {
		if out, err := Matching([]string{s.Pattern}, shortest, most); err == nil {
			return out
		}
	}
	return fit(fmt.Sprintf("%s %d", words(a.name), 1+a.luck.n(99)), shortest, most)
}

// matches reports whether a text is of a pattern. One that Go cannot express says nothing.
func matches(pattern, text string) bool {
	re, err := regexp.Compile(pattern)
	return err != nil || re.MatchString(text)
}

// fit makes a text as long as it must be.
func fit(out string, shortest, most int64) string {
	n := int64(utf8.RuneCountInString(out))
	if n < shortest {
		out += strings.Repeat("x", int(shortest-n))
	}
	if n > most {
		out = string([]rune(out)[:most])
	}
	if cut, blank := strings.CutSuffix(out, " "); blank {
		out = cut + "x"
	}
	return out
}

// words writes the name of a member as people would: "display name" for displayName.
func words(name string) string {
	var b strings.Builder
	var before rune
	for _, r := range name {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			r = ' '
		case unicode.IsUpper(r) && unicode.IsLower(before):
			b.WriteByte(' ')
		}
		before = r
		b.WriteRune(unicode.ToLower(r))
	}
	if out := strings.Join(strings.Fields(b.String()), " "); out != "" {
		return out
	}
	return "text"
}

// singular returns the name of an item of a list.
func singular(name string) string {
	if strings.HasSuffix(name, "s") && !strings.HasSuffix(name, "ss") && len(name) > 2 {
		return strings.TrimSuffix(name, "s")
	}
	return name
}

// day is when all that is made up happened, give or take a year.
var day = time.Date(2025, 1, 1, 9, 0, 0, 0, time.UTC)

func moment(l luck) time.Time { return day.Add(time.Duration(l.n(365*24*60)) * time.Minute) }

// formats writes texts of the formats that mean something (JSON Schema, OpenAPI's registry).
var formats = map[string]func(luck) string{
	"date-time":         func(l luck) string { return moment(l).Format(time.RFC3339) },
	"date":              func(l luck) string { return moment(l).Format(time.DateOnly) },
	"time":              func(l luck) string { return moment(l).Format("15:04:05Z07:00") },
	"date-time-rfc1123": func(l luck) string { return moment(l).Format("Mon, 02 Jan 2006 15:04:05 GMT") },
	"date-time-rfc7231": func(l luck) string { return moment(l).Format("Mon, 02 Jan 2006 15:04:05 GMT") },
	"duration":          func(l luck) string { return fmt.Sprintf("PT%dM", 1+l.n(59)) },
	"unixtime":          func(l luck) string { return fmt.Sprint(moment(l).Unix()) },
	"uuid":              uuid,
	"guid":              uuid,
	"email":             func(l luck) string { return fmt.Sprintf("person%d@example.com", 1+l.n(99)) },
	"idn-email":         func(l luck) string { return fmt.Sprintf("person%d@example.com", 1+l.n(99)) },
	"hostname":          func(l luck) string { return fmt.Sprintf("host%d.example.com", 1+l.n(99)) },
	"idn-hostname":      func(l luck) string { return fmt.Sprintf("host%d.example.com", 1+l.n(99)) },
	"ipv4":              func(l luck) string { return fmt.Sprintf("192.0.2.%d", 1+l.n(254)) },
	"ipv6":              func(l luck) string { return fmt.Sprintf("2001:db8::%x", 1+l.n(65534)) },
	"uri":               address,
	"url":               address,
	"iri":               address,
	"uri-reference":     func(l luck) string { return fmt.Sprintf("/things/%d", 1+l.n(99)) },
	"iri-reference":     func(l luck) string { return fmt.Sprintf("/things/%d", 1+l.n(99)) },
	"uri-template":      func(luck) string { return "https://example.com/things/{id}" },
	"json-pointer":      func(luck) string { return "/things/0" },
	"regex":             func(luck) string { return "^[a-z]+$" },
	"byte":              func(l luck) string { return base64.StdEncoding.EncodeToString([]byte(octets(l))) },
	"base64":            func(l luck) string { return base64.StdEncoding.EncodeToString([]byte(octets(l))) },
	"base64url":         func(l luck) string { return base64.RawURLEncoding.EncodeToString([]byte(octets(l))) },
	"binary":            octets,
	"int32":             func(l luck) string { return fmt.Sprint(1 + l.n(1000)) },
	"int64":             func(l luck) string { return fmt.Sprint(1 + l.n(1000)) },
	"decimal":           func(l luck) string { return fmt.Sprintf("%d.5", 1+l.n(1000)) },
}

func octets(l luck) string { return fmt.Sprintf("octets %d", 1+l.n(99)) }

func address(l luck) string { return fmt.Sprintf("https://example.com/things/%d", 1+l.n(99)) }

func uuid(l luck) string {
	high, low := uint64(l.of("high")), uint64(l.of("low"))
	return fmt.Sprintf("%08x-%04x-4%03x-%04x-%012x", high>>32, high>>16&0xffff, high&0xfff, 0x8000|low>>48&0x3fff, low&0xffffffffffff)
}
