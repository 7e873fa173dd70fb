package xml

import "strconv"

// namespace is one that a document uses under a prefix.
type namespace struct{ prefix, uri string }

// prefixes gives each namespace of a document a prefix: the one it is described with, unless that
// stands for another namespace already.
type prefixes struct {
	given    map[namespace]string
	taken    map[string]bool
	declared []namespace // in the order of their first use
	invented int
}

// of returns the prefix of a namespace that should have the given one.
func (p *prefixes) of(prefix, uri string) string {
	if uri == xmlURI {
		return "xml" // which is declared everywhere
	}
	wanted := namespace{prefix, uri}
	if given, ok := p.given[wanted]; ok {
		return given
	}
	if p.given == nil {
		p.given, p.taken = make(map[namespace]string), map[string]bool{"xml": true, xmlnsTag: true}
	}
	for p.taken[prefix] || !validName(prefix) {
		p.invented++
		prefix = "ns" + strconv.Itoa(p.invented)
	}
	p.given[wanted], p.taken[prefix] = prefix, true
	p.declared = append(p.declared, namespace{prefix, uri})
	return prefix
}
