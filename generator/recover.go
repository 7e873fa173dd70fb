package generator

import (
	"fmt"
	"runtime"
	"strings"

	"github.com/armsmith/armsmith"
)

// recover turns a panic, which is always a defect of armsmith, into an error that says where it
// happened. Nothing was written then, since Generate writes nothing.
func (r *run) recover(err *error) {
	if p := recover(); p != nil {
		*err = r.internal(fmt.Errorf("%v%s", p, panicPlace()))
	}
}

// internal makes a finding of an error that only a defect of armsmith explains.
func (r *run) internal(err error) error {
	if r.cfg.Edit != nil && r.stage == StageEmit {
		return r.fail(r.cfg.source(), &fixable{"Config.Edit left a model of which no client can be written: " + err.Error(),
			"see whether it is so without Edit"})
	}
	return r.fail(r.cfg.source(), &fixable{
		fmt.Sprintf("internal error while %s: %v", r.stage, err),
		"this is a defect of armsmith " + armsmith.Version + ", not of the document: please report it together with the document",
	})
}

// panicPlace names the function and line of armsmith's own code that was running when the panic
// began.
func panicPlace() string {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(0, pcs)])
	panicked := false
	for {
		frame, more := frames.Next()
		panicked = panicked || frame.Function == "runtime.gopanic"
		if rest, ours := strings.CutPrefix(frame.Function, armsmith.Module+"/"); panicked && ours {
			return fmt.Sprintf(" (in %s, line %d)", rest, frame.Line)
		}
		if !more {
			return ""
		}
	}
}
