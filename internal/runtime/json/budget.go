package json

import (
	"errors"
	"fmt"
	"math"

	"github.com/armsmith/armsmith/internal/runtime/value"
)

// ErrTooLarge is what the error of a text that takes more memory than its [Budget] is to errors.Is.
var ErrTooLarge = errors.New("larger than the limit")

// Budget is how much memory may be allocated to read one text. All that is allocated counts, also
// what is given up again, such as the smaller memory of a list that has grown. The zero Budget has
// no bound.
//
// Memory is counted where it is allocated, which for objects in lists is once for many of them.
type Budget struct {
	left int
	size int   // of the text
	each int64 // bytes for each byte of the text; 0: no bound
}

// freeBytes is how much longer than it is each text counts: in a short one, a few objects may well
// have many properties and hardly a value.
const freeBytes = 256 << 10

// BudgetFor returns the budget of a text of the given size that may take so many bytes of memory
// for each of its own and of 256 KiB more. 0 is no bound.
func BudgetFor(size int, each int64) Budget {
	b := Budget{size: size, each: each, left: math.MaxInt}
	if most := b.most(); most < math.MaxInt {
		b.left = int(most)
	}
	return b
}

// most is how many bytes there are in all.
func (b *Budget) most() int64 {
	size := int64(b.size) + freeBytes
	if b.each > math.MaxInt64/size {
		return math.MaxInt64
	}
	return b.each * size
}

// Take counts bytes that are about to be allocated. The error says that there may not be so many.
func (b *Budget) Take(n int) error {
	if b.left -= n; b.left >= 0 || b.each == 0 {
		return nil
	}
	b.left = -1
	return budgetError(b.exceeded())
}

func (b *Budget) exceeded() string {
	return fmt.Sprintf("a body of %d bytes takes more than %.1f MiB of memory: Limits.Memory, which can be raised, allows %d bytes for each of its own and of %d KiB more",
		b.size, float64(b.most())/(1<<20), b.each, freeBytes>>10)
}

type budgetError string

func (e budgetError) Error() string        { return string(e) }
func (e budgetError) Is(target error) bool { return target == ErrTooLarge }

// problemCost is what it takes to say what is wrong with a variant that gives way to another.
const problemCost = 256

// take counts an allocation of n bytes, which the allocator may round up. It is false when there
// may not be so many, and the text has failed.
func (r *reading) take(n int) bool {
	r.budget.left -= n + n>>3 + 16
	return r.budget.left >= 0 || r.refill()
}

// add adds a member to what a model keeps, and counts what that takes.
func (r *reading) add(m *value.Members, member value.Member) {
	before := cap(value.List(*m))
	value.Add(m, member)
	r.grew(m, before)
}

// noteAsRead notes a member as it was read, and counts what that takes.
func (r *reading) noteAsRead(m *value.Members, name string, text []byte) {
	before := cap(value.List(*m))
	value.NoteAsRead(m, name, text)
	r.grew(m, before)
}

// grew counts by how much m has grown, which had room for so many members before: it doubles.
func (r *reading) grew(m *value.Members, before int) {
	if after := cap(value.List(*m)); after != before {
		r.take(2 * after * int(sizeOf[value.Member]()))
	}
}

// refill begins a budget without a bound anew, and fails the text when there is one.
//
//go:noinline
func (r *reading) refill() bool {
	if r.budget.each == 0 {
		r.budget.left = math.MaxInt
		return true
	}
	r.failed = false // whatever has failed before: that would be forgiven, and this is for good
	r.fail(r.budget.exceeded())
	r.budget.left = -1
	return false
}

// spent reports whether the text has failed because of its budget.
func (r *reading) spent() bool { return r.budget.left < 0 && r.budget.each != 0 }
