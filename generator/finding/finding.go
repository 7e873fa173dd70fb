// Package finding is how every room of the generator says that something in a document deserves a
// person's attention: what is wrong, exactly where, and what to do about it. It depends on nothing,
// so that load, build and the command can share it without reaching into one another.
package finding

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Severity says what a finding means for the output.
type Severity uint8

const (
	// Note tells something worth knowing that changes nothing, such as a rename made by a naming
	// rule.
	Note Severity = iota
	// Warning is a defect that does not concern what is generated, or whose repair cannot be
	// mistaken.
	Warning
	// Error is a defect in something to be generated. Nothing is written while one stands, unless
	// the run tolerates defects: then what the defect reaches is left out and listed.
	Error
)

// String returns the severity as it is printed: "note", "warning" or "error".
func (s Severity) String() string {
	switch s {
	case Note:
		return "note"
	case Warning:
		return "warning"
	default:
		return "error"
	}
}

// Place is where in the sources something stands. Line and Column count from 1; zero means unknown.
type Place struct {
	File   string
	Line   int
	Column int
	// RFC 6901, within File as it was written (before files were joined or converted)
	Pointer string
}

// String returns the place in the form editors make clickable: file:line:column, then the pointer.
func (p Place) String() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d", p.Line)
		if p.Column > 0 {
			fmt.Fprintf(&b, ":%d", p.Column)
		}
	}
	if p.Pointer != "" {
		b.WriteString(" #" + p.Pointer)
	}
	return b.String()
}

// Finding is one thing found. Message says what is wrong in one sentence without a full stop; Fix,
// when there is one, says what to do.
type Finding struct {
	Severity Severity
	Place    Place
	Message  string
	Fix      string
}

// String returns the finding as the command prints it, on one line.
func (f Finding) String() string {
	s := fmt.Sprintf("%s: %s", f.Severity, f.Message)
	if place := f.Place.String(); place != "" {
		s = place + ": " + s
	}
	if f.Fix != "" {
		s += " (" + f.Fix + ")"
	}
	return Visible(s)
}

// Visible makes text of a document safe to show to people: what would move a terminal's cursor,
// turn the reading direction, break the line or not be seen at all is escaped, as in "\u202e".
func Visible(s string) string {
	if strings.IndexFunc(s, hidden) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if hidden(r) {
			b.WriteString(strings.Trim(strconv.QuoteRuneToASCII(r), "'"))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func hidden(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r) ||
		// the fillers of Hangul, which count as letters
		unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r)
}

// List is a set of findings. The zero value is empty and ready to use.
type List []Finding

// Add appends one finding.
func (l *List) Add(severity Severity, place Place, message, fix string) {
	*l = append(*l, Finding{Severity: severity, Place: place, Message: message, Fix: fix})
}

// HasErrors reports whether any finding is an Error.
func (l List) HasErrors() bool {
	return slices.ContainsFunc(l, func(f Finding) bool { return f.Severity == Error })
}

// Sorted returns the findings in the order of their places, each once, so that a run prints the
// same list every time. A warning is left out when an error says the same of its place and goes on
// to say who is concerned ("...; operation ... needs it").
func (l List) Sorted() List {
	out := slices.Clone(l)
	slices.SortStableFunc(out, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.Place.File, b.Place.File),
			cmp.Compare(a.Place.Line, b.Place.Line),
			cmp.Compare(a.Place.Column, b.Place.Column),
			cmp.Compare(a.Place.Pointer, b.Place.Pointer),
			cmp.Compare(b.Severity, a.Severity),
			cmp.Compare(a.Message, b.Message),
		)
	})
	return withoutEchoes(slices.Compact(out))
}

// withoutEchoes drops the warnings that an error at the same place repeats. The list is sorted:
// such errors stand before them.
func withoutEchoes(sorted List) List {
	out := sorted[:0]
	from := 0 // where the findings about the current place begin in out
	for _, f := range sorted {
		if from < len(out) && out[from].Place != f.Place {
			from = len(out)
		}
		echo := f.Severity == Warning && slices.ContainsFunc(out[from:], func(e Finding) bool {
			return e.Severity == Error && strings.HasPrefix(e.Message, f.Message+"; ")
		})
		if !echo {
			out = append(out, f)
		}
	}
	return out
}
