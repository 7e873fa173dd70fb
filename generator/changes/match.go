package changes

import (
	"regexp"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// match is a pair of things that are the same in both versions.
type match[T any] struct{ old, new T }

// matched is two lists held against each other.
type matched[T any] struct {
	both           []match[T]
	removed, added []T
}

// matchBy matches the elements of two lists by keys, one after the other: what the first does not
// tell, the next one may. A key that is "" tells nothing, nor does one that several have.
func matchBy[T any](old, now []T, keys ...func(T) string) matched[T] {
	m := matched[T]{removed: slices.Clone(old), added: slices.Clone(now)}
	for _, key := range keys {
		olds, news := byKey(m.removed, key), byKey(m.added, key)
		var left []T
		gone := map[string]bool{}
		for _, o := range m.removed {
			k := key(o)
			if len(olds[k]) == 1 && len(news[k]) == 1 && k != "" {
				m.both = append(m.both, match[T]{o, news[k][0]})
				gone[k] = true
			} else {
				left = append(left, o)
			}
		}
		m.removed = left
		m.added = slices.DeleteFunc(m.added, func(n T) bool { return gone[key(n)] })
	}
	return m
}

func byKey[T any](list []T, key func(T) string) map[string][]T {
	out := map[string][]T{}
	for _, x := range list {
		out[key(x)] = append(out[key(x)], x)
	}
	return out
}

// operation is an operation with the API and the group it stands in.
type operation struct {
	api   *model.API
	group *model.Group
	*model.Operation
}

// goName is the method as a person is told of it.
func (o operation) goName() string { return methodPrefix(o.group) + o.Name }

// names are those of the exported API that an operation stands for.
func (o operation) names() []string {
	names := []string{o.goName()}
	if o.LRO != nil {
		names = append(names, methodPrefix(o.group)+"Resume"+strings.TrimPrefix(o.Name, "Begin"))
	}
	if o.Job != nil {
		names = append(names, methodPrefix(o.group)+o.Job.Name, methodPrefix(o.group)+o.Job.Resume)
	}
	if o.Chunks != nil {
		names = append(names, methodPrefix(o.group)+o.Chunks.Name)
	}
	return names
}

func operationsOf(api *model.API) []operation {
	var out []operation
	for _, g := range api.Groups {
		for _, op := range g.Operations {
			out = append(out, operation{api, g, op})
		}
	}
	return out
}

var variable = regexp.MustCompile(`\{[^}]*\}`)

// route is the request that an operation is, whatever the variables of its path are called.
func (o operation) route() string { return o.Method + " " + variable.ReplaceAllString(o.Path, "{}") }

// contents tells apart the methods that one operation of the document becomes.
func (o operation) contents() string {
	if o.Body == nil {
		return ""
	}
	return " " + o.Body.Content.MediaType
}

// matchOperations finds the operations of both versions: those that are the same request under the
// same identifier first, then by request, then by identifier.
func matchOperations(old, now []operation) matched[operation] {
	return matchBy(old, now,
		func(o operation) string { return o.route() + " " + o.ID + " " + o.Name + o.contents() },
		func(o operation) string { return o.route() + " " + o.ID + " " + o.Name },
		func(o operation) string { return o.route() + o.contents() },
		operation.route,
		func(o operation) string { return o.ID + " " + o.Name },
		func(o operation) string { return pick(strings.Contains(o.ID, " "), "", o.ID) },
	)
}

// matchFields finds the properties of both versions by where they stand in JSON.
func matchFields(old, now []*model.Field) matched[*model.Field] {
	return matchBy(old, now, func(f *model.Field) string {
		return strings.Join(append(slices.Clone(f.Flatten), f.Wire), "\x00") + "\x00"
	})
}

// matchVariants finds the variants of both versions: by a value that tells them, else by their Go
// type.
func matchVariants(old, now *model.Union) matched[*model.Variant] {
	return matchBy(old.Variants, now.Variants,
		func(v *model.Variant) string { return strings.Join(v.Values, "\x00") },
		func(v *model.Variant) string {
			return pick(len(v.Values) > 0, strings.Join(v.Values[:min(1, len(v.Values))], ""), "")
		},
		variantName)
}

// variantName is the Go type that a variant is.
func variantName(v *model.Variant) string {
	if v.Wrapper != "" {
		return v.Wrapper
	}
	return typeOf(&v.Type)
}
