package operation

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
)

// resourcePath is a path that identifies a resource, with the groups of the operations on it.
type resourcePath struct {
	key       string         // what all spellings of the path have in common
	templates map[string]int // how often each is written
	groups    map[string]bool
}

// resources finds what has an identifier of its own: a path of pairs of a type and a name, as Azure
// Resource Manager has them, at which there is something to read, write or delete. Names come from
// the group of its operations where that tells more than the path does.
func (r reader) resources(groups []*model.Group) []*model.Resource {
	found := map[string]*resourcePath{}
	for _, g := range groups {
		for _, op := range g.Operations {
			path, ok := resourceTemplate(op)
			if !ok {
				continue
			}
			key := withoutNames(path)
			p := found[key]
			if p == nil {
				p = &resourcePath{key: key, templates: map[string]int{}, groups: map[string]bool{}}
				found[key] = p
			}
			p.templates[path]++
			p.groups[g.Name] = true
		}
	}
	var made []*model.Resource
	for _, key := range slices.Sorted(maps.Keys(found)) {
		made = append(made, r.resource(found[key]))
	}
	return made
}

// resource names an identifier and its fields.
func (r reader) resource(p *resourcePath) *model.Resource {
	made := &model.Resource{Path: p.template()}
	segments := strings.Split(made.Path[1:], "/")
	base := p.baseName(segments)
	typ := r.names.Declare(&name.Name{Key: "resource " + p.key, Rank: name.RankHelper,
		Candidates: []string{base + "ID", holderName(segments) + base + "ID", base + "ResourceID"}}).To(&made.Name)
	r.names.Declare(&name.Name{Role: "parse", Parent: typ, Rank: name.RankHelper, Candidates: []string{"Parse*"}}).To(&made.Parse)
	fields := r.names.Inner("resource", typ, "Bind", "Equal", "String")
	variables := pathVariables(made.Path)
	made.Fields = make([]string, len(variables))
	for i, v := range variables {
		goName := name.Go(v.wire)
		fields.Declare(&name.Name{Key: v.wire, Rank: name.RankSchema, Exact: goName == v.wire,
			Candidates: []string{goName, goName + "InPath"}}).To(&made.Fields[i])
	}
	return made
}

// pathVariable is a variable of a path.
type pathVariable struct {
	wire string
	to   string // the path up to it, without the names of variables
}

// pathVariables returns the variables of a path that are whole segments, in their order.
func pathVariables(path string) []pathVariable {
	var out []pathVariable
	end := 0
	for segment := range strings.SplitSeq(path, "/") {
		end += len(segment)
		if isPathVariable(segment) {
			out = append(out, pathVariable{wire: segment[1 : len(segment)-1], to: withoutNames(path[:end])})
		}
		end++
	}
	return out
}

// withoutNames is what a path has in common with others that call their variables differently.
func withoutNames(path string) string {
	return strings.ToLower(variable.ReplaceAllString(path, "{}"))
}

// fixedPath is the path of an operation with its fixed variables written out.
func fixedPath(op *model.Operation) string {
	path, _, _ := strings.Cut(op.Path, "?")
	segments := strings.Split(path, "/")
	for _, p := range paramsOf(op) {
		if at := slices.Index(segments, "{"+p.Wire+"}"); at >= 0 && p.In == model.InPath && p.Const != nil {
			segments[at] = p.Const.Text
		}
	}
	return strings.Join(segments, "/")
}

// template is the path as most operations write it.
func (p *resourcePath) template() string {
	return slices.MaxFunc(slices.Sorted(maps.Keys(p.templates)), func(a, b string) int {
		return cmp.Or(cmp.Compare(p.templates[a], p.templates[b]), strings.Compare(b, a))
	})
}

// baseName is what a resource is called: BatchDeployment, when its type is deployments and a group
// called BatchDeployments has operations on it; else Deployment.
func (p *resourcePath) baseName(segments []string) string {
	typ := name.Go(segments[len(segments)-2])
	for _, group := range slices.Sorted(maps.Keys(p.groups)) {
		if at := len(group) - len(typ); at > 0 && strings.EqualFold(group[at:], typ) && unicode.IsUpper(rune(group[at])) {
			return name.Singular(group)
		}
	}
	return name.Singular(typ)
}

// holderName is what the resource is in: another one, a resource group, a subscription, any scope,
// or nothing (the tenant).
func holderName(segments []string) string {
	at := len(segments) - 4
	for at >= 0 && strings.EqualFold(segments[at], "providers") {
		at -= 2
	}
	switch {
	case at >= 0:
		return name.Singular(name.Go(segments[at]))
	case isPathVariable(segments[0]):
		return name.Go(segments[0])
	}
	return "Tenant"
}

// resourceTemplate returns the path of an operation, with its fixed variables written out, and
// reports whether it identifies a resource: after a variable for any scope, or none, come pairs of
// a type and a name, or of providers and a namespace.
func resourceTemplate(op *model.Operation) (string, bool) {
	path := strings.TrimSuffix(op.Path, "/")
	segments := strings.Split(strings.TrimPrefix(path, "/"), "/")
	if !isPathVariable(segments[len(segments)-1]) || op.Method == "POST" {
		return "", false
	}
	first := 0
	if isPathVariable(segments[0]) {
		first = 1
	}
	if (len(segments)-first)%2 != 0 {
		return "", false
	}
	known := first == 0 && strings.EqualFold(segments[0], "subscriptions")
	for i := first; i < len(segments); i += 2 {
		kind, value := segments[i], segments[i+1]
		if kind == "" || value == "" || strings.ContainsAny(kind, "{}?") || !isPathVariable(value) && strings.ContainsAny(value, "{}?") {
			return "", false
		}
		if strings.EqualFold(kind, "providers") {
			if isPathVariable(value) || i+2 == len(segments) {
				return "", false
			}
			known = true
		}
	}
	return strings.TrimSuffix(fixedPath(op), "/"), known
}

func isPathVariable(segment string) bool {
	return strings.HasPrefix(segment, "{") && strings.HasSuffix(segment, "}") && strings.Count(segment, "{") == 1
}
