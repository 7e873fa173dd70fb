package runtime

import (
	"strconv"
	"unicode/utf8"
)

// Check tests the constraints that the document puts on one value (JSON Schema validation
// keywords). Its methods chain; each violation is added to the request's, with the field but
// without the value, which may be a secret.
//
//	r.Check("top").Min(int64(v), 1).Max(int64(v), 1000)
type Check struct {
	r     *Request
	field string
}

// Check begins to test the parameter or field called name.
func (r *Request) Check(name string) Check { return Check{r, name} }

// Field returns a Check for a property below c.
func (c Check) Field(name string) Check { return Check{c.r, c.field + "." + name} }

// Index returns a Check for an element of c.
func (c Check) Index(i int) Check { return Check{c.r, c.field + "[" + strconv.Itoa(i) + "]"} }

// Key returns a Check for an entry of the map c.
func (c Check) Key(k string) Check { return Check{c.r, c.field + "[" + strconv.Quote(k) + "]"} }

// That adds message, such as "must not be negative", unless ok.
func (c Check) That(ok bool, message string) Check {
	if !ok {
		c.r.violate(c.field, message)
	}
	return c
}

// Required refuses a value that is not there.
func (c Check) Required(ok bool) Check { return c.That(ok, "is required") }

// MinLength refuses fewer than n Unicode code points.
func (c Check) MinLength(v string, n int) Check {
	if len(v) < n*utf8.UTFMax && utf8.RuneCountInString(v) < n {
		c.r.violate(c.field, "must have at least "+strconv.Itoa(n)+" characters")
	}
	return c
}

// MaxLength refuses more than n Unicode code points.
func (c Check) MaxLength(v string, n int) Check {
	if len(v) > n && utf8.RuneCountInString(v) > n {
		c.r.violate(c.field, "must have at most "+strconv.Itoa(n)+" characters")
	}
	return c
}

// Pattern refuses a string that did not match expr. The matching itself is generated code's
// (packages match and pattern), so that only clients that need regular expressions link them.
func (c Check) Pattern(matched bool, expr string) Check {
	if !matched {
		c.r.violate(c.field, "must match the pattern "+expr)
	}
	return c
}

// Min refuses less than n.
func (c Check) Min(v, n int64) Check {
	if v < n {
		c.r.violate(c.field, "must be at least "+strconv.FormatInt(n, 10))
	}
	return c
}

// Max refuses more than n.
func (c Check) Max(v, n int64) Check {
	if v > n {
		c.r.violate(c.field, "must be at most "+strconv.FormatInt(n, 10))
	}
	return c
}

// Above refuses n and less (exclusiveMinimum).
func (c Check) Above(v, n int64) Check {
	if v <= n {
		c.r.violate(c.field, "must be greater than "+strconv.FormatInt(n, 10))
	}
	return c
}

// Below refuses n and more (exclusiveMaximum).
func (c Check) Below(v, n int64) Check {
	if v >= n {
		c.r.violate(c.field, "must be less than "+strconv.FormatInt(n, 10))
	}
	return c
}

// MultipleOf refuses what n does not divide.
func (c Check) MultipleOf(v, n int64) Check {
	if n != 0 && v%n != 0 {
		c.r.violate(c.field, "must be a multiple of "+strconv.FormatInt(n, 10))
	}
	return c
}

// MinFloat refuses less than n, and NaN.
func (c Check) MinFloat(v, n float64) Check {
	if !(v >= n) {
		c.r.violate(c.field, "must be at least "+FormatFloat(n))
	}
	return c
}

// MaxFloat refuses more than n, and NaN.
func (c Check) MaxFloat(v, n float64) Check {
	if !(v <= n) {
		c.r.violate(c.field, "must be at most "+FormatFloat(n))
	}
	return c
}

// AboveFloat refuses n and less, and NaN.
func (c Check) AboveFloat(v, n float64) Check {
	if !(v > n) {
		c.r.violate(c.field, "must be greater than "+FormatFloat(n))
	}
	return c
}

// BelowFloat refuses n and more, and NaN.
func (c Check) BelowFloat(v, n float64) Check {
	if !(v < n) {
		c.r.violate(c.field, "must be less than "+FormatFloat(n))
	}
	return c
}

// MultipleOfFloat refuses what n does not divide, allowing for the rounding of decimal fractions.
func (c Check) MultipleOfFloat(v, n float64) Check {
	q := v / n
	whole := float64(int64(q + 0.5))
	if q < 0 {
		whole = float64(int64(q - 0.5))
	}
	if d := q - whole; n != 0 && (d > 1e-9 || d < -1e-9 || d != d) {
		c.r.violate(c.field, "must be a multiple of "+FormatFloat(n))
	}
	return c
}

// MinItems refuses fewer than n elements, of which there are got.
func (c Check) MinItems(got, n int) Check {
	if got < n {
		c.r.violate(c.field, "must have at least "+strconv.Itoa(n)+" items")
	}
	return c
}

// MaxItems refuses more than n elements, of which there are got.
func (c Check) MaxItems(got, n int) Check {
	if got > n {
		c.r.violate(c.field, "must have at most "+strconv.Itoa(n)+" items")
	}
	return c
}

// MinProperties refuses fewer than n entries, of which there are got.
func (c Check) MinProperties(got, n int) Check {
	if got < n {
		c.r.violate(c.field, "must have at least "+strconv.Itoa(n)+" properties")
	}
	return c
}

// MaxProperties refuses more than n entries, of which there are got.
func (c Check) MaxProperties(got, n int) Check {
	if got > n {
		c.r.violate(c.field, "must have at most "+strconv.Itoa(n)+" properties")
	}
	return c
}

// Unique refuses a list that holds an element twice (uniqueItems).
func Unique[T comparable](c Check, list []T) Check {
	seen := make(map[T]struct{}, len(list))
	for _, v := range list {
		if _, twice := seen[v]; twice {
			c.r.violate(c.field, "must not hold an item twice")
			break
		}
		seen[v] = struct{}{}
	}
	return c
}
