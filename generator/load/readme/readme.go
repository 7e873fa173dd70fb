// Package readme reads which documents make up a version of a service from a readme.md as Azure's
// repositories have them: text with blocks of YAML, some of which hold under a condition only
// (AutoRest's literate configuration). Package load asks it for the documents of a tag.
package readme

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Input is a document that a readme names.
type Input struct {
	Path string // relative to the readme's folder, with forward slashes
	Line int
}

// Selection is what a readme says about a tag.
type Selection struct {
	Tag    string // the one asked for, or the readme's own
	Inputs []Input
	// lines of what changes documents (directive with a transform) or is in other files (require):
	// neither is followed
	Ignored []int
}

// Error says what is wrong with a readme, or with what is asked of it.
type Error struct {
	Line         int // 0: the file as a whole
	Message, Fix string
}

func (e *Error) Error() string { return e.Message }

// Select returns the documents of a tag; of none, those of the tag that the readme names as its own.
func Select(text []byte, tag string) (*Selection, error) {
	blocks, err := parse(string(text))
	if err != nil {
		return nil, err
	}
	if tag == "" {
		tag = defaultTag(blocks)
	}
	tags := known(blocks)
	if tag != "" && !slices.Contains(tags, tag) {
		return nil, &Error{Message: fmt.Sprintf("there is no tag %q", tag), Fix: offer(tags, tag)}
	}
	s := &Selection{Tag: tag}
	for _, b := range blocks {
		holds, err := b.holds(tag)
		if err != nil {
			return nil, err
		}
		if holds {
			s.add(b)
		}
	}
	switch {
	case len(s.Inputs) > 0:
		return s, nil
	case tag == "" && len(tags) > 0:
		return nil, &Error{Message: "no tag is given, and the readme names none as its own", Fix: offer(tags, "")}
	case tag == "":
		return nil, &Error{Message: "there is no block of YAML with input-file", Fix: "name the documents themselves"}
	}
	return nil, &Error{Message: fmt.Sprintf("the tag %q has no input-file", tag), Fix: offer(tags, tag)}
}

// add takes over what a block says.
func (s *Selection) add(b block) {
	for _, n := range b.inputs {
		file := strings.TrimPrefix(strings.ReplaceAll(n.Value, `\`, "/"), "$(this-folder)/")
		if !strings.Contains(file, "://") {
			file = path.Clean(file)
		}
		if !slices.ContainsFunc(s.Inputs, func(in Input) bool { return in.Path == file }) {
			s.Inputs = append(s.Inputs, Input{Path: file, Line: b.line + n.Line})
		}
	}
	s.Ignored = append(s.Ignored, b.ignored...)
}

// block is a block of YAML in a readme.
type block struct {
	line      int // of the fence above it
	condition string
	tag       string
	inputs    []*yaml.Node
	ignored   []int
}

// holds reports whether a block counts for a tag.
func (b block) holds(tag string) (bool, error) {
	ok, err := evaluate(b.condition, tag)
	if err != nil && len(b.inputs) > 0 {
		return false, &Error{Line: b.line, Message: fmt.Sprintf("the condition %q is not understood: %v", b.condition, err),
			Fix: "write it as $(tag) == 'name'"}
	}
	return ok && err == nil, nil
}

// parse finds the blocks of YAML in a readme.
func parse(text string) ([]block, error) {
	var blocks []block
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i := 0; i < len(lines); i++ {
		fence, info := opening(lines[i])
		if fence == "" {
			continue
		}
		start := i + 1
		for i++; i < len(lines) && !closes(lines[i], fence); i++ {
		}
		language, condition, _ := strings.Cut(info, " ")
		if language != "yaml" && language != "json" {
			continue
		}
		b := block{line: start, condition: strings.TrimSpace(condition)}
		if err := b.read(strings.Join(lines[start:min(i, len(lines))], "\n")); err != nil {
			return nil, err
		}
		blocks = append(blocks, b)
	}
	return blocks, nil
}

// opening returns the fence that a line opens a block with, and what stands beside it.
func opening(line string) (fence, info string) {
	text := strings.TrimLeft(line, " \t")
	for _, mark := range []string{"`", "~"} {
		if rest := strings.TrimLeft(text, mark); len(text)-len(rest) >= 3 {
			return text[:len(text)-len(rest)], strings.TrimSpace(rest)
		}
	}
	return "", ""
}

func closes(line, fence string) bool {
	text := strings.TrimSpace(line)
	return strings.HasPrefix(text, fence) && strings.Trim(text, fence[:1]) == ""
}

// read takes from a block what says which documents there are.
func (b *block) read(text string) error {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		line := 0
		if bad := (*yaml.LoadError)(nil); errors.As(err, &bad) {
			line = bad.Mark.Line
		}
		if !strings.Contains(text, "input-file") {
			return nil // settings of other programs, which are theirs to read
		}
		return &Error{Line: b.line + line, Message: "the block is not YAML: " + err.Error(), Fix: "correct it"}
	}
	if len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		return nil
	}
	members := doc.Content[0].Content
	for i := 0; i+1 < len(members); i += 2 {
		key, value := members[i], members[i+1]
		switch key.Value {
		case "tag":
			b.tag = value.Value
		case "input-file":
			if err := b.files(value); err != nil {
				return err
			}
		case "require":
			b.ignored = append(b.ignored, b.line+key.Line)
		case "directive":
			if transforms(value) {
				b.ignored = append(b.ignored, b.line+key.Line)
			}
		}
	}
	return nil
}

// files reads one path or a list of them.
func (b *block) files(n *yaml.Node) error {
	list := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		list = n.Content
	}
	for _, item := range list {
		if item.Kind != yaml.ScalarNode || item.Value == "" {
			return &Error{Line: b.line + item.Line, Message: "input-file is neither a path nor a list of paths", Fix: "name files"}
		}
		b.inputs = append(b.inputs, item)
	}
	return nil
}

// transforms reports whether a directive changes documents, and does not merely silence a linter.
func transforms(n *yaml.Node) bool {
	if n.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == "transform" {
				return true
			}
		}
	}
	return n.Kind == yaml.SequenceNode && slices.ContainsFunc(n.Content, transforms)
}

// defaultTag is the tag that a block without a condition names; the last one counts.
func defaultTag(blocks []block) string {
	tag := ""
	for _, b := range blocks {
		if b.condition == "" {
			tag = cmp.Or(b.tag, tag)
		}
	}
	return tag
}

// known returns the tags that blocks with documents ask for, sorted.
func known(blocks []block) []string {
	var tags []string
	for _, b := range blocks {
		if len(b.inputs) > 0 {
			tags = append(tags, mentioned(b.condition)...)
		}
	}
	slices.Sort(tags)
	return slices.Compact(tags)
}
