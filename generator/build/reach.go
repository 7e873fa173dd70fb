package build

import (
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/model"
)

// defect is a place of the joined document that load or build could make nothing of.
type defect struct {
	ptr     string
	message string
}

// reach is what building one operation has met: the named types it uses and the defects it ran into itself.
type reach struct {
	types   []*model.Type
	defects []defect
}

// startReach begins the account of one operation. Whatever typeOf returns and defectAt finds until endReach goes on it.
func (b *builder) startReach() { b.reach = new(reach) }

// endReach closes the account and returns every defect the operation reaches, through its types as well, each once. With
// any, the operation is either an error for each (b.failDefects) or, when defects are tolerated, left out and listed
// (b.leaveOut).
func (b *builder) endReach() []defect {
	r := b.reach
	b.reach = nil
	if r == nil {
		return nil
	}
	return b.types.defectsOf(r)
}

// defectAt tells whether load left a placeholder at the pointer, and puts it on the current account.
func (b *builder) defectAt(ptr string) bool {
	n := b.node(ptr).Get(load.DefectExtension)
	if n == nil {
		return false
	}
	b.addDefect(ptr, n.Text)
	return true
}

// addDefect puts a defect that build found itself on the current account.
func (b *builder) addDefect(ptr, message string) {
	if b.reach != nil {
		b.reach.defects = append(b.reach.defects, defect{ptr, message})
	}
}

// failDefects reports the defects that an operation reaches: as errors where they stand; or, when they are
// tolerated, as warnings that say that the operation (named by what, standing at ptr) is left out. It tells
// whether the operation is to be left out.
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
