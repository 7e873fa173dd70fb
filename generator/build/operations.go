package build

func (b *builder) buildOperations() {}
