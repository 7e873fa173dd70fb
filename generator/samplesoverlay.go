package generator

import (
	"bytes"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// targets finds where operations stand in the documents that an overlay is applied to.
type targets struct {
	first    string   // document
	alone    bool     // all others are files that it refers to
	overlays []string // that have been applied to it
	methods  map[string]int
}

// of returns the query of an operation: where it was written or, for one that comes from another
// file, where it is once the document is bundled.
func (t *targets) of(op *model.Operation) (target string, elsewhere bool) {
	if !t.alone || op.Place.File == t.first {
		steps := strings.Split(strings.TrimPrefix(op.Place.Pointer, "/"), "/")
		switch steps[0] {
		case "paths", "x-ms-paths", "components":
			for i, s := range steps {
				steps[i] = strings.NewReplacer("~1", "/", "~0", "~").Replace(s)
			}
			return query(steps...), false
		}
	}
	template, _, _ := strings.Cut(op.Path, "#")
	elsewhere = t.alone && !slices.ContainsFunc(t.overlays, func(name string) bool { return cleaned(name) == op.Place.File })
	switch method := strings.ToLower(op.Method); method {
	case "get", "put", "post", "delete", "options", "head", "patch", "trace", "query":
		return query("paths", template, method), elsewhere
	}
	return query("paths", template, "additionalOperations", op.Method), elsewhere
}

// query writes a JSONPath query (RFC 9535) of members in members.
func query(names ...string) string {
	var b strings.Builder
	b.WriteString("$")
	for _, name := range names {
		if isShorthand(name) {
			b.WriteString("." + name)
			continue
		}
		b.WriteString("['")
		for _, c := range name {
			switch {
			case c == '\'' || c == '\\':
				b.WriteString(`\` + string(c))
			case c < ' ':
				b.WriteString(`\u00` + string("0123456789abcdef"[c>>4]) + string("0123456789abcdef"[c&15]))
			default:
				b.WriteRune(c)
			}
		}
		b.WriteString("']")
	}
	return b.String()
}

// isShorthand reports whether a member needs no quotes in a query.
func isShorthand(name string) bool {
	for i, c := range name {
		letter := c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return name != ""
}

// SamplesHeader is how an overlay of [CodeSamples.Overlay] begins.
const SamplesHeader = "# Written by `armsmith samples`: do not edit, write it again.\n"

// Overlay returns an OpenAPI Overlay (1.0) that adds the samples to the operations of the document,
// as x-codeSamples. It takes out those that an overlay of earlier has added, and leaves all others
// as they are, whatever their language.
func (s *CodeSamples) Overlay() ([]byte, error) {
	const key, mark = "x-codeSamples", "x-armsmith"
	type sample struct {
		Lang   string `yaml:"lang"`
		Label  string `yaml:"label"`
		Source string `yaml:"source"`
		Mark   bool   `yaml:"x-armsmith"`
	}
	type action struct {
		Target string              `yaml:"target"`
		Remove bool                `yaml:"remove,omitempty"`
		Update map[string][]sample `yaml:"update,omitempty"`
	}
	actions := []action{{Target: "$..['" + key + "'][?(@['" + mark + "'] == true)]", Remove: true}}
	index := map[string]int{}
	for _, one := range s.List {
		i, met := index[one.Target]
		if !met {
			i = len(actions)
			index[one.Target] = i
			actions = append(actions, action{Target: one.Target, Update: map[string][]sample{}})
		}
		actions[i].Update[key] = append(actions[i].Update[key], sample{"Go", one.Label, one.Source, true})
	}
	type info struct {
		Title   string `yaml:"title"`
		Version string `yaml:"version"`
	}
	var b bytes.Buffer
	b.WriteString(SamplesHeader)
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	title := strings.TrimSpace("Go samples of " + english.OneLine(s.API.Title))
	err := enc.Encode(struct {
		Overlay string   `yaml:"overlay"`
		Info    info     `yaml:"info"`
		Actions []action `yaml:"actions"`
	}{"1.0.0", info{title, s.API.Version}, actions})
	if err != nil {
		return nil, err
	}
	return b.Bytes(), enc.Close()
}
