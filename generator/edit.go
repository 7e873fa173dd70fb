package generator

import (
	"fmt"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/whole"
)

// edit has the caller change the model, and makes sure that what is left is whole. What is wrong
// with it is an error each, whether defects are tolerated or not.
func (r *run) edit() error {
	if r.cfg.Edit == nil || r.api == nil {
		return nil
	}
	if err := r.edited(); err != nil {
		return r.fail(r.cfg.source(), &fixable{"Config.Edit: " + err.Error(), ""})
	}
	wrong := whole.Check(r.api)
	if len(wrong) == 0 {
		return nil
	}
	for _, w := range wrong {
		r.findings.Add(finding.Error, finding.Place{File: r.cfg.source()}, "Config.Edit left a model that is not whole: "+w, "")
	}
	return &Error{Findings: r.findings.Sorted()}
}

// edited calls Config.Edit. A panic there is its own, not armsmith's.
func (r *run) edited() (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	return r.cfg.Edit(r.api)
}
