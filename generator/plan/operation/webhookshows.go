package operation

import (
	"cmp"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/schema"
)

// shows is what a document says of the values in the places of one webhook.
type shows struct {
	places []model.Tell // in their order: headers, properties, properties of properties
	stands map[string]stands
	opaque map[string]bool // ways to what the document does not describe the properties of
}

func newShows() shows { return shows{stands: map[string]stands{}, opaque: map[string]bool{}} }

// placeKey is what tells places apart.
func placeKey(t model.Tell) string {
	if t.Header != "" {
		return "header " + strings.ToLower(t.Header)
	}
	return strings.Join(t.Path, "\x00")
}

// at returns what may stand in a place.
func (s shows) at(t model.Tell) stands {
	is, known := s.stands[placeKey(t)]
	for i := range t.Path {
		if !known && s.opaque[strings.Join(t.Path[:i], "\x00")] {
			return stands{open: true}
		}
	}
	return is
}

// add notes what may stand in a place.
func (s *shows) add(t model.Tell, is stands) {
	if key := placeKey(t); !s.has(t) {
		s.places = append(s.places, t)
		s.stands[key] = is
	}
}

func (s *shows) has(t model.Tell) bool {
	_, ok := s.stands[placeKey(t)]
	return ok
}

// placesOf returns the places in which some webhook has a value, each once, outer ones first.
func placesOf(all []shows) []model.Tell {
	var out []model.Tell
	seen := map[string]bool{}
	for _, s := range all {
		for _, t := range s.places {
			if key := placeKey(t); !seen[key] && len(s.at(t).values) > 0 {
				seen[key] = true
				out = append(out, t)
			}
		}
	}
	slices.SortFunc(out, func(a, b model.Tell) int {
		return cmp.Or(len(a.Path)-len(b.Path), strings.Compare(placeKey(a), placeKey(b)))
	})
	return out
}

// shows reads what a document says of the values of a webhook.
func (r reader) shows(h *hook) shows {
	s := newShows()
	for _, d := range (params{r}).declared(h.found) {
		if d.in != model.InHeader {
			continue
		}
		is := stands{open: true}
		if at, _ := (params{r}).schema(d); at.There() {
			if only := r.types.Const(schema.Of(at)); only != nil {
				is = stands{values: []string{only.Text}}
			}
		}
		s.add(model.Tell{Header: d.name}, is)
	}
	if h.made.Body != nil && h.made.Body.Kind == model.BodyJSON {
		s.payload(&h.made.Body.Type)
	}
	return s
}

// payload reads the properties of a payload, and of those that are objects.
func (s *shows) payload(ref *model.Ref) {
	t := payloadType(ref)
	if t == nil {
		s.opaque[""] = true
		return
	}
	if t.Union != nil {
		s.union(t.Union)
		return
	}
	for _, depth := range []int{1, 2} {
		s.object(t, nil, depth)
	}
}

// payloadType returns the struct or union that a use is of; nil for anything else.
func payloadType(ref *model.Ref) *model.Type {
	for ref.Kind == model.Named && ref.Type.Target != nil {
		ref = ref.Type.Target
	}
	if ref.Kind != model.Named || ref.Type.Kind == model.KindEnum {
		return nil
	}
	return ref.Type
}

// object reads the properties so many steps below an object.
func (s *shows) object(t *model.Type, above []string, depth int) {
	for _, f := range t.Fields {
		path := append(append(slices.Clone(above), f.Flatten...), f.Wire)
		if inner := payloadType(&f.Type); depth > len(path) {
			if inner != nil {
				s.object(inner, path, depth)
			}
			continue
		}
		is := stands{open: true}
		if f.Const != nil {
			is = stands{values: []string{f.Const.Text}}
		}
		s.add(model.Tell{Path: path}, is)
		if k := f.Type.Kind; payloadType(&f.Type) == nil && (k == model.Any || k == model.Map || k == model.List || k == model.Named && f.Type.Type.Kind != model.KindEnum) {
			s.opaque[placeKey(model.Tell{Path: path})] = true
		}
	}
}

// union reads what tells the variants of a payload: a place in which each of them has values.
func (s *shows) union(u *model.Union) {
	inner := make([]shows, len(u.Variants))
	for i, v := range u.Variants {
		inner[i] = newShows()
		if u.Discriminator != "" {
			values := slices.DeleteFunc(slices.Clone(v.Values), func(text string) bool { return text == "" })
			inner[i].add(model.Tell{Path: []string{u.Discriminator}}, stands{values: values, open: len(values) == 0})
		}
		if t := payloadType(&v.Type); t != nil && t.Union == nil {
			inner[i].payload(&v.Type)
		}
	}
	for _, of := range inner {
		if of.opaque[""] {
			s.opaque[""] = true
		}
		for _, t := range of.places {
			all := stands{}
			for _, other := range inner {
				is := other.at(t)
				all.values = append(all.values, is.values...)
				all.open = all.open || len(is.values) == 0
			}
			if all.open {
				all.values = nil
			}
			s.add(t, all)
		}
	}
}
