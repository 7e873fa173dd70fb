package load

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/big"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load/node"
)

// yamlParser turns the library's tree into ours. An alias shares the node of its anchor, so that a
// bomb stays small until the joined document is made a tree, under its budget.
type yamlParser struct {
	*parser
	anchors map[*yaml.Node]*node.Node // nil while the anchored node is being read
}

func (p *parser) yaml(data []byte) (root *node.Node, err *syntaxError) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case *syntaxError:
			root, err = nil, r
		default: // the library gave up in a way of its own
			root, err = nil, &syntaxError{message: fmt.Sprintf("not readable as YAML: %v", r)}
		}
	}()
	if marks(data) > maxYAMLMarks {
		return nil, &syntaxError{line: 1, column: 1, message: "too large for YAML", fix: "write it as JSON, or split it", limit: true}
	}
	loader, e := yaml.NewLoader(bytes.NewReader(data))
	if e != nil {
		return nil, yamlError(data, e)
	}
	var doc yaml.Node
	if e := loader.Load(&doc); e != nil {
		if errors.Is(e, io.EOF) {
			return nil, isEmpty()
		}
		return nil, yamlError(data, e)
	}
	if len(doc.Content) == 0 {
		return nil, isEmpty()
	}
	y := &yamlParser{parser: p, anchors: map[*yaml.Node]*node.Node{}}
	root = y.value(doc.Content[0], nil, "", 0)
	var more yaml.Node
	if e := loader.Load(&more); !errors.Is(e, io.EOF) {
		place := finding.Place{File: p.file.Name, Line: more.Line, Column: more.Column}
		p.findings.Add(finding.Warning, place, "the file holds more than one YAML document; only the first is read",
			"put each document in a file of its own")
	}
	return root, nil
}

// marks estimates how many values a YAML text holds, from above. The library takes some 500 bytes
// for each.
func marks(data []byte) int {
	n := 0
	for _, mark := range []string{"\n", ",", "{", "["} {
		n += bytes.Count(data, []byte(mark))
	}
	return n
}

func yamlError(data []byte, err error) *syntaxError {
	var e *yaml.LoadError
	if !errors.As(err, &e) {
		return &syntaxError{message: err.Error()}
	}
	mark := e.Mark
	if mark.Line == 0 {
		mark = e.ContextMark
	}
	out := &syntaxError{line: mark.Line, column: mark.Column, message: e.Message}
	switch {
	case tabIndents(data, mark.Line):
		out.message, out.fix = "a tab indents this line", "indent with spaces: YAML takes nothing else"
	case strings.Contains(e.Message, "cannot start any token"):
		out.fix = "text that begins with a special character needs quotes"
	}
	return out
}

// tabIndents reports whether there is a tab in what indents a line.
func tabIndents(data []byte, line int) bool {
	for range line - 1 {
		_, data, _ = bytes.Cut(data, []byte("\n"))
	}
	indent := data[:len(data)-len(bytes.TrimLeft(data, " \t"))]
	return line > 0 && bytes.IndexByte(indent, '\t') >= 0
}

func (y *yamlParser) value(in *yaml.Node, up *node.Node, key string, depth int) *node.Node {
	if in.Kind == yaml.AliasNode {
		return y.alias(in, up, key)
	}
	if depth > maxDepth {
		panic(tooDeep(in.Line, in.Column))
	}
	if !y.budget.take(1) {
		panic(tooMany(in.Line, in.Column))
	}
	n := new(node.Node)
	n.At(y.file, in.Line, in.Column, up, key)
	if in.Anchor != "" {
		y.anchors[in] = nil
	}
	switch in.Kind {
	case yaml.MappingNode:
		n.Kind = node.Map
		y.mapping(n, in, depth)
	case yaml.SequenceNode:
		n.Kind = node.List
		n.Items = make([]*node.Node, len(in.Content))
		for i, item := range in.Content {
			n.Items[i] = y.value(item, n, strconv.Itoa(i), depth+1)
		}
	default:
		n.Kind, n.Text = scalar(in)
	}
	if in.Anchor != "" {
		y.anchors[in] = n
	}
	return n
}

func (y *yamlParser) alias(in *yaml.Node, up *node.Node, key string) *node.Node {
	if n := y.anchors[in.Alias]; n != nil {
		return n
	}
	n := node.New(node.Null, "null", nil)
	n.At(y.file, in.Line, in.Column, up, key)
	y.findings.Add(finding.Warning, n.Place(), fmt.Sprintf("alias *%s stands inside what it stands for; read as null", in.Value),
		"use a $ref for recursion")
	return n
}

func (y *yamlParser) mapping(n *node.Node, in *yaml.Node, depth int) {
	own := ownKeys(in)
	for i := 0; i+1 < len(in.Content); i += 2 {
		k, v := in.Content[i], in.Content[i+1]
		if k.Kind == yaml.AliasNode {
			k = k.Alias
		}
		if k.Kind != yaml.ScalarNode {
			place := n.Place()
			place.Line, place.Column = k.Line, k.Column
			y.findings.Add(finding.Warning, place, "a key is a list or an object; the entry is left out", "use a string as the key")
			continue
		}
		if k.ShortTag() == "!!merge" {
			y.merge(n, y.value(v, n, k.Value, depth+1), own)
			continue
		}
		m := node.Member{Key: k.Value, KeyLine: int32(in.Content[i].Line), KeyColumn: int32(in.Content[i].Column)}
		m.Value = y.value(v, n, k.Value, depth+1)
		y.add(n, m)
	}
}

// ownKeys returns the keys a mapping states itself, when it merges others too: its own win wherever
// they stand.
func ownKeys(in *yaml.Node) map[string]bool {
	merges := false
	for i := 0; i+1 < len(in.Content); i += 2 {
		merges = merges || in.Content[i].Value == "<<"
	}
	if !merges {
		return nil
	}
	own := map[string]bool{}
	for i := 0; i+1 < len(in.Content); i += 2 {
		own[in.Content[i].Value] = true
	}
	return own
}

// merge adds the members of a map, or of each map in a list, that n does not state itself (YAML 1.1
// merge keys).
func (y *yamlParser) merge(n, from *node.Node, own map[string]bool) {
	switch from.Kind {
	case node.Map:
		for _, m := range from.Members {
			if !own[m.Key] && !n.Has(m.Key) {
				n.Append(m)
			}
		}
	case node.List:
		for _, item := range from.Items {
			if item.Kind == node.Map {
				y.merge(n, item, own)
			}
		}
	default:
		y.findings.Add(finding.Warning, from.Place(), "the merge key << needs an object; the entry is left out", "")
	}
}

// scalar gives a scalar its JSON type by YAML 1.2's core schema. Times stay text, as do numbers
// that JSON cannot write (.inf) and those that YAML versions read differently (010).
func scalar(in *yaml.Node) (node.Kind, string) {
	switch in.ShortTag() {
	case "!!null":
		return node.Null, "null"
	case "!!bool":
		return node.Bool, strings.ToLower(in.Value)
	case "!!int", "!!float":
		if text, ok := jsonNumber(in.Value); ok {
			return node.Number, text
		}
	}
	if in.Style == 0 && isJSONNumber(in.Value) { // one too large for the library
		return node.Number, in.Value
	}
	return node.String, in.Value
}

// jsonNumber writes a YAML number the way JSON does.
func jsonNumber(text string) (string, bool) {
	if isJSONNumber(text) {
		return text, true
	}
	plain := strings.TrimPrefix(strings.ReplaceAll(text, "_", ""), "+")
	if isJSONNumber(plain) {
		return plain, true
	}
	sign := ""
	if rest, negative := strings.CutPrefix(plain, "-"); negative {
		sign, plain = "-", rest
	}
	if len(plain) > 2 && len(plain) < 64 && plain[0] == '0' && strings.ContainsAny(plain[1:2], "xobXOB") {
		if i, ok := new(big.Int).SetString(plain, 0); ok {
			return sign + i.String(), true
		}
	}
	if strings.HasPrefix(plain, ".") && isJSONNumber("0"+plain) {
		return sign + "0" + plain, true
	}
	if whole, found := strings.CutSuffix(plain, "."); found && isJSONNumber(whole) {
		return sign + whole, true
	}
	return "", false
}
