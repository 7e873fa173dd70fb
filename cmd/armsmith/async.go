package main

import (
	"go.yaml.in/yaml/v4"

	"github.com/armsmith/armsmith/generator/rule"
)

// async reads the rules that say how jobs are followed.
func (p ruleReader) async(n *yaml.Node) []rule.Async {
	return listed(p, n, "async: [{operations: [createExport], look: {operation: getExport, id: id, status: state, done: [finished]}}]",
		func(a *rule.Async) *rule.About { return &a.About },
		func(a *rule.Async) []key {
			return []key{{"look", func(value *yaml.Node) { p.look(a, value) }}}
		},
		func(a *rule.Async) (what, fix string) {
			if lacks := a.Lacks(); lacks != "" {
				return "the rule does not say how to look at the job: it has no " + lacks,
					"such as: look: {operation: getExport, id: id, status: state, done: [finished]}"
			}
			return "", ""
		})
}

func (p ruleReader) look(a *rule.Async, n *yaml.Node) {
	var id, url string
	p.mapping(n,
		key{"operation", func(value *yaml.Node) { a.Look = p.text(value) }},
		key{"id", func(value *yaml.Node) { id = p.text(value) }},
		key{"param", func(value *yaml.Node) { a.Param = p.text(value) }},
		key{"url", func(value *yaml.Node) { url = p.text(value) }},
		key{"status", func(value *yaml.Node) { a.Status = p.text(value) }},
		key{"done", func(value *yaml.Node) { a.Done = p.texts(value) }},
		key{"failed", func(value *yaml.Node) { a.Failed = p.texts(value) }},
		key{"result", func(value *yaml.Node) { a.Result = p.text(value) }})
	if (a.Look != "") != (id != "") || (id != "") == (url != "") {
		p.fail(n, "give it operation and id, or url", "the rule does not say where to look, or says it twice")
	}
	a.From = id + url
}
