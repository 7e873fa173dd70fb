package judge

import (
	"cmp"
	"slices"
	"strings"
)

// branch is what may follow after some segments of a path. A large document has thousands of routes
// and a request a handful that it may be for: those whose literal segments it has.
type branch struct {
	literal map[string]*branch // by the segment as it stands in a URL
	open    *branch            // behind a segment that holds a parameter
	ends    []*route           // those whose last segment it was
}

// add puts a route into its place below a branch.
func (b *branch) add(r *route) {
	for _, segment := range r.segments {
		next := b.open
		isOpen := strings.Contains(segment, "{")
		if !isOpen {
			next = b.literal[segment]
		}
		if next == nil {
			next = new(branch)
			switch {
			case isOpen:
				b.open = next
			case b.literal == nil:
				b.literal = map[string]*branch{segment: next}
			default:
				b.literal[segment] = next
			}
		}
		b = next
	}
	b.ends = append(b.ends, r)
}

// candidates returns the routes whose literal segments a path has, the most concrete first. It finds
// all that match it without a slash within a parameter, and some that do not match.
func (b *branch) candidates(path string) []*route {
	out := b.collect(nil, path, false)
	slices.SortFunc(out, func(a, b *route) int { return cmp.Compare(a.rank, b.rank) })
	return out
}

func (b *branch) collect(out []*route, path string, whole bool) []*route {
	if whole {
		return append(out, b.ends...)
	}
	segment, rest, more := strings.Cut(path, "/")
	if next := b.literal[segment]; next != nil {
		out = next.collect(out, rest, !more)
	}
	if b.open != nil {
		out = b.open.collect(out, rest, !more)
	}
	return out
}
