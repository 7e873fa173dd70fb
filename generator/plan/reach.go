package plan

import (
	"github.com/armsmith/armsmith/generator/load"
)

// defect is a place of the joined document that load or build could make nothing of.
type defect struct {
	ptr     string
	message string
}

// reach is an account of what building something has met: defects, and other things that have
// accounts of their own because they are built once and used by many. An operation has one, and so
// has every type.
type reach struct {
	defects []defect
	used    []*reach
	clean   bool // looked through before, and nothing was wrong with it or what it uses
}

// startReach begins the account of one operation. Whatever typeOf meets and defectAt finds until
// endReach goes on it.
func (b *builder) startReach() { b.reach = new(reach) }

// endReach closes the account and returns every defect the operation reaches, through its types as
// well, each once. With any, see failDefects.
func (b *builder) endReach() []defect {
	r := b.reach
	b.reach = nil
	var out []defect
	met := make(map[defect]bool)
	seen := make(map[*reach]bool)
	for left := []*reach{r}; len(left) > 0; {
		r := left[len(left)-1]
		left = left[:len(left)-1]
		if r == nil || r.clean || seen[r] {
			continue
		}
		seen[r] = true
		for _, d := range r.defects {
			if !met[d] {
				met[d] = true
				out = append(out, d)
			}
		}
		left = append(left, r.used...)
	}
	if len(out) == 0 {
		for r := range seen {
			r.clean = true // types are whole by now: no account grows any more
		}
	}
	return out
}

// onAccount runs f with its own account.
func (b *builder) onAccount(r *reach, f func()) {
	outer := b.reach
	b.reach = r
	f()
	b.reach = outer
}

// uses puts something that has its own account on the current one.
func (b *builder) uses(r *reach) {
	if b.reach != nil && b.reach != r {
		b.reach.used = append(b.reach.used, r)
	}
}

// defectAt reports whether load left a placeholder at the pointer, and puts it on the current
// account.
func (b *builder) defectAt(ptr string) bool { return b.defectIn(b.schemaAt(ptr)) }

func (b *builder) defectIn(s schema) bool {
	n := s.get(load.DefectExtension)
	if n == nil {
		return false
	}
	b.addDefect(s.ptr, n.Text)
	return true
}

// addDefect puts a defect that build found itself on the current account.
func (b *builder) addDefect(ptr, message string) {
	if b.reach != nil {
		b.reach.defects = append(b.reach.defects, defect{ptr, message})
	}
}

// failDefects reports the defects that an operation reaches: as errors where they stand; or, when
// they are tolerated, as warnings that say that the operation (named by what, standing at ptr) is
// left out. It tells whether the operation is to be left out.
func (b *builder) failDefects(ptr, what string, defects []defect) (leaveOut bool) {
	for _, d := range defects {
		if b.cfg.Tolerate {
			b.warn(ptr, what+" is left out: "+d.message+" ("+b.doc.Place(d.ptr).String()+")", "")
		} else {
			b.fail(d.ptr, d.message+"; "+what+" needs it", "mend the document, or leave out what needs it with --tolerate")
		}
	}
	return b.cfg.Tolerate && len(defects) > 0
}
