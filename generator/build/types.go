package build

import "github.com/armsmith/armsmith/generator/model"

// types are the named types made so far.
type types struct {
	b *builder
}

func newTypes(b *builder) *types { return &types{b: b} }

// defectsOf returns the defects of an account, those of the types it reaches included.
func (t *types) defectsOf(r *reach) []defect { return r.defects }

func (b *builder) buildInfo()       {}
func (b *builder) buildComponents() {}
func (b *builder) collectTypes()    {}

func reservedNames() []string { return nil }

var _ = model.API{}
