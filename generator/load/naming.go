package load

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
)

// name gives every target that is no component of the document yet a name among its components. All
// that want the same name are treated alike, so that names do not depend on the order in which
// targets were met.
func (j *joiner) name() {
	j.adopt()
	var unnamed []*target
	taken := map[component]bool{}
	for _, c := range j.components {
		taken[c] = true
	}
	for _, t := range j.targets {
		if t.name == "" {
			unnamed = append(unnamed, t)
		}
	}
	slices.SortFunc(unnamed, compareTargets)
	for level := range maxQualifiers {
		wanted := map[component]int{}
		for _, t := range unnamed {
			if t.name == "" {
				wanted[component{t.section, t.qualified(level)}]++
			}
		}
		for _, t := range unnamed {
			c := component{t.section, t.qualified(level)}
			if t.name == "" && wanted[c] == 1 && !taken[c] {
				t.name = c.name
				t.renamed = level > 0
			}
		}
		for _, t := range unnamed {
			if t.name != "" {
				taken[component{t.section, t.name}] = true
			}
		}
	}
	for _, t := range unnamed {
		for n := 2; t.name == ""; n++ {
			if c := (component{t.section, fmt.Sprintf("%s_%d", t.qualified(maxQualifiers), n)}); !taken[c] {
				t.name, t.renamed = c.name, true
				taken[c] = true
			}
		}
	}
}

func compareTargets(a, b *target) int {
	return cmp.Or(
		cmp.Compare(a.section, b.section),
		cmp.Compare(a.src.file.Name, b.src.file.Name),
		slices.Compare(a.keys, b.keys),
	)
}

// adopt lets a target that a component of the document merely points at take that component's name:
// the component is how the document means it to be called. Of several, the one most like its own
// name.
func (j *joiner) adopt() {
	claims := map[*target][]string{}
	for n, c := range j.components {
		if u := j.uses[n]; u != nil && isPure(n) && u.target.name == "" && u.target.section == c.section {
			claims[u.target] = append(claims[u.target], c.name)
		}
	}
	for t, names := range claims {
		own := ownName(t)
		t.name = slices.MinFunc(names, func(a, b string) int {
			return cmp.Or(cmp.Compare(likeness(a, own), likeness(b, own)), cmp.Compare(a, b))
		})
	}
}

func likeness(a, b string) int {
	switch {
	case a == b:
		return 0
	case strings.EqualFold(a, b):
		return 1
	}
	return 2
}

// ownName is a target's name where it was written: its key, its file's name if it is the whole
// file, or a name made of its place if it is a part of something else.
func ownName(t *target) string {
	switch {
	case len(t.keys) == 0:
		return clean(fileBase(t))
	case !t.nested(), len(t.keys) > 1 && localDefinitions[t.keys[len(t.keys)-2]]:
		return t.keys[len(t.keys)-1]
	}
	var words []string
	if !described[t.keys[0]] { // a part of a file that is itself one thing
		words = append(words, clean(fileBase(t)))
	}
	for i, key := range t.keys {
		switch {
		case key == "items" && i > 0:
			words = append(words, "item")
		case structural[key], i > 0 && t.keys[i-1] == "content":
		default:
			words = append(words, clean(key))
		}
	}
	return strings.Join(words, "_")
}

// maxQualifiers is how much of a file's path may be told in a name.
const maxQualifiers = 6

// qualified is a target's own name after as many parts of its file's path, the nearest first. A
// part that says again what the name begins with is passed over.
func (t *target) qualified(parts int) string {
	name := ownName(t)
	folders := strings.Split(path.Dir(t.src.file.Name), "/")
	if len(t.keys) > 0 {
		folders = append(folders, fileBase(t))
	}
	for i := len(folders) - 1; i >= 0 && parts > 0; i-- {
		part := clean(folders[i])
		if strings.Trim(folders[i], ".") == "" || name == part || strings.HasPrefix(name, part+"_") {
			continue
		}
		name = part + "_" + name
		parts--
	}
	return name
}

func fileBase(t *target) string {
	base := path.Base(t.src.file.Name)
	return strings.TrimSuffix(base, path.Ext(base))
}

// nested reports whether a target is a part of something with a name of its own.
func (t *target) nested() bool {
	switch n := len(t.keys); n {
	case 0, 1:
		return false
	case 2:
		return !collections[t.keys[0]]
	case 3:
		return t.keys[0] != "components"
	default:
		return true
	}
}

// described are the keys that a document or a file of components begins with, and a part of one
// thing does not.
var described = map[string]bool{"components": true, "definitions": true, "$defs": true, "paths": true, "parameters": true,
	"responses": true, "schemas": true, "requestBodies": true, "headers": true, "webhooks": true, WebhooksOf30: true, "x-ms-paths": true}

var collections = map[string]bool{"definitions": true, "$defs": true, "parameters": true, "responses": true, "schemas": true,
	"headers": true, "requestBodies": true, "securityDefinitions": true, "components": true}

// localDefinitions are where a schema keeps schemas of its own, by name.
var localDefinitions = map[string]bool{"$defs": true, "definitions": true}

// structural are the keys of a place that say nothing about what stands there.
var structural = map[string]bool{"components": true, "definitions": true, "$defs": true, "paths": true, "properties": true,
	"schema": true, "schemas": true, "content": true, "responses": true, "parameters": true, "requestBody": true,
	"requestBodies": true, "allOf": true, "anyOf": true, "oneOf": true}

// clean keeps of a text what a component's name may hold (OpenAPI 3.0, Components Object).
func clean(text string) string {
	words := strings.FieldsFunc(text, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '-' || r == '_')
	})
	if len(words) == 0 {
		return "unnamed"
	}
	return strings.Join(words, "_")
}
