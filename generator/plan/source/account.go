package source

import "github.com/armsmith/armsmith/generator/load"

// Defect is a place of the joined document that load or plan could make nothing of.
type Defect struct {
	Ptr     string
	Message string
}

// Account is what making something has met: defects, and other things that have accounts of their
// own because they are made once and used by many. An operation has one, and so has every type. A
// nil account takes nothing.
type Account struct {
	defects []Defect
	used    []*Account
	clean   bool // looked through before, and nothing was wrong with it or what it uses
}

// Add puts a defect on the account.
func (a *Account) Add(defects ...Defect) {
	if a != nil {
		a.defects = append(a.defects, defects...)
	}
}

// Use puts something that has its own account on this one.
func (a *Account) Use(other *Account) {
	if a != nil && a != other {
		a.used = append(a.used, other)
	}
}

// Placeholder reports whether load left a placeholder at a place, and puts it on the account.
func (a *Account) Placeholder(at At) bool {
	d, found := PlaceholderAt(at)
	if found {
		a.Add(d)
	}
	return found
}

// PlaceholderAt returns the defect that load left a placeholder for.
func PlaceholderAt(at At) (Defect, bool) {
	n := at.Get(load.DefectExtension)
	if n == nil {
		return Defect{}, false
	}
	return Defect{at.Ptr, n.Text}, true
}

// Reached returns every defect on the account, and on those of all that it uses, each once. It may
// be asked once nothing that it uses grows any more.
func (a *Account) Reached() []Defect {
	var out []Defect
	met := make(map[Defect]bool)
	seen := make(map[*Account]bool)
	for left := []*Account{a}; len(left) > 0; {
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
			r.clean = true
		}
	}
	return out
}

// LeaveOut reports the defects that a thing reaches: as errors where they stand; or, when they are
// tolerated, as warnings that say that the thing (called what, standing at ptr) is left out. It
// reports whether it is to be left out.
func (d *Document) LeaveOut(ptr, what string, account *Account, tolerate bool) bool {
	defects := account.Reached()
	for _, defect := range defects {
		if tolerate {
			d.Warn(ptr, what+" is left out: "+defect.Message+" ("+d.Place(defect.Ptr).String()+")", "")
		} else {
			d.Fail(defect.Ptr, defect.Message+"; "+what+" needs it", "mend the document, or leave out what needs it with --tolerate")
		}
	}
	return tolerate && len(defects) > 0
}
