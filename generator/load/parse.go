package load

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load/node"
)

// syntaxError is why a file is neither JSON nor YAML.
type syntaxError struct {
	line, column int
	message      string
	fix          string
	limit        bool // the syntax may be right, but it is too much, or too foreign, to be looked at
}

func (e *syntaxError) place(file *node.File) finding.Place {
	return finding.Place{File: file.Name, Line: e.line, Column: e.column}
}

// parser holds what reading one file needs, whatever its syntax.
type parser struct {
	file     *node.File
	budget   *budget
	findings *report
}

// ownPrefix begins the names of the extensions that load itself adds.
const ownPrefix = "x-armsmith-"

// parse reads a file as JSON when it starts like JSON, else as YAML. JSON that is not quite JSON (a
// trailing comma, a raw line break in a string) is often YAML all the same, and is then read with a
// warning.
//
// The text is in UTF-8, see decode.
func parse(data []byte, file *node.File, b *budget, findings *report) (*node.Node, *syntaxError) {
	p := &parser{file: file, budget: b, findings: findings}
	text := bytes.TrimLeft(data, " \t\r\n")
	if len(text) == 0 {
		return nil, isEmpty()
	}
	if text[0] != '{' && text[0] != '[' {
		return p.yaml(data)
	}
	before := findings.mark()
	root, jsonErr := p.json(string(data))
	if jsonErr == nil {
		return root, nil
	}
	if jsonErr.limit {
		return nil, jsonErr
	}
	findings.back(before)
	root, yamlErr := p.yaml(data)
	if yamlErr != nil {
		return nil, jsonErr
	}
	findings.Add(finding.Warning, jsonErr.place(file), "not valid JSON: "+jsonErr.message+"; read as YAML", "correct the syntax")
	return root, nil
}

// add gives a map a member as it was read. Of equal keys the last one wins, as in JSON parsers
// everywhere, in the place of the first.
func (p *parser) add(m *node.Node, member node.Member) {
	if strings.HasPrefix(member.Key, ownPrefix) && !p.own(member) {
		return
	}
	if len(member.Key) > maxKey {
		place := m.Place()
		place.Line, place.Column = int(member.KeyLine), int(member.KeyColumn)
		p.findings.Add(finding.Warning, place, fmt.Sprintf("a key is longer than %d bytes; the entry is left out", maxKey), "")
		return
	}
	if !m.Has(member.Key) {
		m.Append(member)
		return
	}
	p.note(finding.Warning, member, fmt.Sprintf("key %q appears more than once; the last one counts", member.Key),
		"remove or rename the others")
	m.Set(member.Key, member.Value)
	markTwice(m, member)
}

// markTwice makes a defect of operations that replaced others under the same path and method: which
// of them is meant is not for us to say.
func markTwice(m *node.Node, member node.Member) {
	switch at := node.Split(m.Pointer()); {
	case len(at) == 2 && at[0] == "paths" && slices.Contains(methods, member.Key):
		mark(member.Value, fmt.Sprintf("%s %s is described more than once", strings.ToUpper(member.Key), at[1]))
	case len(at) == 1 && at[0] == "paths":
		for _, method := range methods {
			mark(member.Value.Get(method), fmt.Sprintf("the path %s is described more than once", member.Key))
		}
	}
}

func (p *parser) note(severity finding.Severity, member node.Member, message, fix string) {
	place := member.Value.Place()
	place.Line, place.Column = int(member.KeyLine), int(member.KeyColumn)
	p.findings.Add(severity, place, message, fix)
}

// isEmpty is the refusal of a file without a value.
func isEmpty() *syntaxError {
	return &syntaxError{line: 1, column: 1, message: "the file is empty", fix: "write the document into it, or download it again"}
}

// tooDeep and tooMany are the refusals of documents beyond the limits.
func tooDeep(line, column int) *syntaxError {
	return &syntaxError{line: line, column: column, message: fmt.Sprintf("nested more than %d deep", maxDepth), limit: true}
}

func tooMany(line, column int) *syntaxError {
	return &syntaxError{line: line, column: column, message: fmt.Sprintf("more than %d values", maxNodes), limit: true}
}
