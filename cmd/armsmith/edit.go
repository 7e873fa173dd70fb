package main

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// property is a key of a client in armsmith.yaml with its value, as it is written.
type property struct{ key, value string }

// addClient returns the text of a configuration with one more client after that of the given index,
// and with more properties of the latter. All else stays as it is, to the byte: text is put between
// the lines that are there, and the result is read again to see that it says what it should.
func addClient(data []byte, after int, old, added []property) ([]byte, error) {
	item, list, err := clientNode(data, after)
	if err != nil {
		return nil, err
	}
	newline := "\n"
	if bytes.Contains(data, []byte("\r\n")) {
		newline = "\r\n"
	}
	lines := strings.SplitAfter(string(data), "\n")
	if last := lines[len(lines)-1]; last != "" {
		lines[len(lines)-1] = last + newline
	}
	if list.Style&yaml.FlowStyle != 0 {
		put(lines, item, flow(old))
		put(lines, list, "{"+strings.TrimSuffix(flow(added), ", ")+"}, ")
		return verified(data, lines, after, old, added)
	}
	// `- ` stands before the client
	indent := strings.Repeat(" ", max(0, list.Column-1))
	var entry []string
	for i, p := range added {
		lead := indent + "  "
		if i == 0 {
			lead = indent + "- "
		}
		entry = append(entry, lead+p.key+": "+p.value+newline)
	}
	var more []string
	if item.Style&yaml.FlowStyle != 0 {
		put(lines, item, flow(old))
	} else {
		for _, p := range old {
			more = append(more, strings.Repeat(" ", item.Column-1)+p.key+": "+p.value+newline)
		}
	}
	// a value may go on below the line where it begins
	for at := lastLine(item); at <= len(lines); at++ {
		edited := slices.Concat(lines[:at], more, entry, lines[at:])
		if out, err := verified(data, edited, after, old, added); err == nil {
			return out, nil
		}
	}
	return nil, errLayout
}

// errLayout says that a client could not be added to a configuration.
var errLayout = errors.New("armsmith.yaml is laid out in a way that armsmith cannot add to; write each client as a list item of its own, which begins with `- spec:`")

// clientNode returns a client of a configuration and the list that it stands in.
func clientNode(data []byte, index int) (item, list *yaml.Node, err error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, nil, err
	}
	if len(doc.Content) == 0 {
		return nil, nil, errLayout
	}
	root := doc.Content[0]
	for i := 0; i+1 < len(root.Content); i += 2 {
		if list := root.Content[i+1]; root.Content[i].Value == "clients" && list.Kind == yaml.SequenceNode && index < len(list.Content) {
			return list.Content[index], list, nil
		}
	}
	return nil, nil, errLayout
}

// own are the keys of a client that a client of the next version does not take over as they are.
var own = []string{"spec", "out", "since", "package", "root", "tolerate", "standalone", "convert"}

// takenOver returns what the owner says of a client that holds for its next version as well: rules,
// and overlays.
func takenOver(data []byte, index int) ([]property, error) {
	item, _, err := clientNode(data, index)
	if err != nil {
		return nil, err
	}
	var out []property
	for i := 0; i+1 < len(item.Content); i += 2 {
		name, value := item.Content[i].Value, item.Content[i+1]
		if slices.Contains(own, name) {
			continue
		}
		text, err := flowText(value)
		if err != nil {
			return nil, err
		}
		out = append(out, property{name, text})
	}
	return out, nil
}

// flowText returns a value as it is written on one line, without its comments.
func flowText(n *yaml.Node) (string, error) {
	var onOneLine func(n *yaml.Node) *yaml.Node
	onOneLine = func(n *yaml.Node) *yaml.Node {
		flat := &yaml.Node{Kind: n.Kind, Tag: n.Tag, Value: n.Value, Style: n.Style &^ (yaml.LiteralStyle | yaml.FoldedStyle)}
		if n.Kind == yaml.MappingNode || n.Kind == yaml.SequenceNode {
			flat.Style = yaml.FlowStyle
		}
		for _, c := range n.Content {
			flat.Content = append(flat.Content, onOneLine(c))
		}
		return flat
	}
	text, err := yaml.Marshal(onOneLine(n))
	return strings.Join(strings.Fields(string(text)), " "), err
}

// flow returns properties as they stand at the beginning of a flow mapping.
func flow(list []property) string {
	var b strings.Builder
	for _, p := range list {
		b.WriteString(p.key + ": " + p.value + ", ")
	}
	return b.String()
}

// put inserts text behind the bracket that a flow node begins with.
func put(lines []string, n *yaml.Node, text string) {
	line := []rune(lines[n.Line-1])
	at := min(n.Column, len(line)) // columns begin with 1
	lines[n.Line-1] = string(line[:at]) + text + string(line[at:])
}

// lastLine returns the last line on which something of a node begins.
func lastLine(n *yaml.Node) int {
	last := n.Line
	for _, c := range n.Content {
		last = max(last, lastLine(c))
	}
	return last
}

// verified returns an edited configuration, if it says what the old one said and what was to be
// added, and no more.
func verified(before []byte, lines []string, after int, old, added []property) ([]byte, error) {
	type config struct {
		Clients []map[string]any
		Rest    map[string]any `yaml:",inline"`
	}
	var was, is config
	edited := []byte(strings.Join(lines, ""))
	if err := errors.Join(yaml.Unmarshal(before, &was), yaml.Unmarshal(edited, &is)); err != nil {
		return nil, err
	}
	if after >= len(was.Clients) {
		return nil, errLayout
	}
	for _, p := range old {
		was.Clients[after][p.key] = plainYAML(p.value)
	}
	entry := map[string]any{}
	for _, p := range added {
		entry[p.key] = plainYAML(p.value)
	}
	at := slices.IndexFunc(is.Clients, func(c map[string]any) bool { return fmt.Sprint(c) == fmt.Sprint(entry) })
	if at < 0 {
		return nil, errLayout
	}
	is.Clients = slices.Delete(is.Clients, at, at+1)
	if fmt.Sprint(was) != fmt.Sprint(is) {
		return nil, errLayout
	}
	return edited, nil
}

// plainYAML returns what a scalar of YAML is.
func plainYAML(text string) any {
	var v any
	if yaml.Unmarshal([]byte(text), &v) != nil {
		return nil
	}
	return v
}
