package operation

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/load/node"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/schema"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/plan/types"
)

// contentSet is the media types of a body that are one thing to a Go programmer: written the same
// way, of the same type.
type contentSet struct {
	kind  model.BodyKind
	media []source.Entry // Media Type Objects by media type, preferred first
}

// first is the set's preferred Media Type Object.
func (s *contentSet) first() source.Entry { return s.media[0] }

// kindOrder is the order in which kinds of bodies are preferred where one must be.
var kindOrder = []model.BodyKind{model.BodyJSON, model.BodyMergePatch, model.BodyMultipart, model.BodyForm, model.BodyXML,
	model.BodyText, model.BodyBytes, model.BodyJSONLines, model.BodyJSONSeq, model.BodyParts, model.BodyEvents}

// bodies reads what requests and responses carry.
type bodies struct{ reader }

// contentSets sorts the media types of a content map into sets, the preferred one first. The order
// of the map does not matter. kindOf settles how a body is written, or how it is read.
func (o bodies) contentSets(content source.At, kindOf func(string, source.At) model.BodyKind) []*contentSet {
	var sets []*contentSet
	entries := content.Entries()
	slices.SortStableFunc(entries, compareMedia)
	for _, entry := range entries {
		if entry.Has(load.DefectExtension) {
			o.account.Placeholder(entry.At)
			continue
		}
		schema := entry.To("schema")
		kind := kindOf(entry.Key, schema)
		if isPositional(entry) {
			kind = model.BodyParts
		}
		i := slices.IndexFunc(sets, func(s *contentSet) bool {
			return s.kind == kind && (kind == model.BodyBytes || kind == model.BodyText ||
				source.Same(s.first().Get("schema"), schema.Node) && source.Same(s.first().Get("itemSchema"), entry.Get("itemSchema")))
		})
		if i < 0 {
			sets = append(sets, &contentSet{kind: kind, media: []source.Entry{entry}})
		} else {
			sets[i].media = append(sets[i].media, entry)
		}
	}
	for _, s := range sets {
		if s.kind == model.BodyBytes {
			slices.SortStableFunc(s.media, compareOctets)
		}
	}
	slices.SortStableFunc(sets, func(a, b *contentSet) int {
		return cmp.Compare(slices.Index(kindOrder, a.kind), slices.Index(kindOrder, b.kind))
	})
	return sets
}

// compareOctets puts types that say themselves that a body is octets before those that only their
// schema makes so, such as JSON.
func compareOctets(a, b source.Entry) int {
	rank := func(m source.Entry) int {
		switch kind := mediaKind(m.Key); {
		case strings.Contains(m.Key, "*"):
			return 3
		case kind == mediaBinary:
			return 0
		case kind == mediaUnknown:
			return 1
		}
		return 2
	}
	return cmp.Compare(rank(a), rank(b))
}

// compareMedia puts plain and concrete types before special ones and ranges.
func compareMedia(a, b source.Entry) int {
	rank := func(mediaType string) int {
		switch base := baseType(mediaType); {
		case strings.Contains(base, "*"):
			return 9
		case base == "application/json", base == "application/xml", base == "text/plain", base == "application/octet-stream":
			if base == strings.ToLower(mediaType) {
				return 0
			}
			return 1
		case mediaKind(base) == mediaText || mediaKind(base) == mediaUnknown:
			return 3
		}
		return 2
	}
	return cmp.Or(cmp.Compare(rank(a.Key), rank(b.Key)), strings.Compare(a.Key, b.Key))
}

// sets returns the bodies an operation may send, each of which becomes a method. A form that is
// offered both ways is one body: multipart when it carries files, url-encoded otherwise.
func (o bodies) sets(p *found) []*contentSet {
	body := o.follow(p.To("requestBody"))
	content := body.To("content")
	sets := o.contentSets(content, o.bodyKind)
	if !body.Get("required").True() {
		sets = slices.DeleteFunc(sets, func(s *contentSet) bool { return o.isEmpty(s.first().To("schema")) })
	}
	form := slices.IndexFunc(sets, func(s *contentSet) bool { return s.kind == model.BodyForm })
	multi := slices.IndexFunc(sets, func(s *contentSet) bool { return s.kind == model.BodyMultipart })
	if form >= 0 && multi >= 0 && source.Same(sets[form].first().Get("schema"), sets[multi].first().Get("schema")) {
		drop := multi
		if o.hasFile(sets[multi].first().To("schema")) {
			drop = form
		}
		o.doc.Note(content.Ptr, p.what+" takes the same form as "+sets[form].first().Key+" and "+sets[multi].first().Key+
			"; it is sent as the "+map[bool]string{true: "latter, which can carry files", false: "former"}[drop == form], "")
		sets = slices.Delete(sets, drop, drop+1)
	}
	return o.withoutMergePatch(p, sets)
}

// withoutMergePatch takes application/merge-patch+json from operations that are no PATCH and take
// the same as plain JSON: Swagger 2.0 lists what a whole service consumes, and a merge patch means
// nothing elsewhere (RFC 7396).
func (o bodies) withoutMergePatch(p *found, sets []*contentSet) []*contentSet {
	if p.method == http.MethodPatch || len(sets) == 0 || sets[0].kind != model.BodyJSON {
		return sets
	}
	return slices.DeleteFunc(sets, func(s *contentSet) bool {
		return s.kind == model.BodyMergePatch && source.Same(s.first().Get("schema"), sets[0].first().Get("schema"))
	})
}

// isEmpty reports whether a schema allows nothing but {}: a body of it that need not be sent says
// nothing.
func (o bodies) isEmpty(schema source.At) bool {
	s := o.follow(schema)
	open := s.Get("additionalProperties")
	return s.There() && s.Get("type").Str() == "object" && open.Is(node.Bool) && !open.True() &&
		len(s.To("properties").Entries()) == 0 &&
		!slices.ContainsFunc([]string{"allOf", "anyOf", "oneOf", "patternProperties", "required"}, s.Has)
}

// hasFile reports whether a form's schema has a property of octets.
func (o bodies) hasFile(schema source.At) bool {
	for _, p := range o.follow(schema).To("properties").Entries() {
		s := o.follow(p.At)
		if o.isBinary(s) || s.Has("items") && o.isBinary(s.To("items")) {
			return true
		}
	}
	return false
}

// suffix tells a body from those before it, in a method's name.
func (s *contentSet) suffix(before []*contentSet) string {
	word := [...]string{"JSON", "MergePatch", "Text", "Binary", "Form", "Multipart", "XML", "JSONLines", "Events", "JSONSeq", "Parts"}[s.kind]
	if slices.ContainsFunc(before, func(b *contentSet) bool { return b.kind == s.kind }) {
		_, minor, _ := strings.Cut(baseType(s.first().Key), "/")
		minor, _, _ = strings.Cut(minor, "+")
		return name.Go(minor)
	}
	return word
}

// request makes the body of a method.
func (o bodies) request(m *method, op *model.Operation) {
	if m.body == nil {
		return
	}
	body := o.follow(m.To("requestBody"))
	made := &model.Body{Place: o.doc.ModelPlace(body.Ptr), Doc: source.Doc(body.Node), Required: body.Get("required").True()}
	made.Content = *o.content(m.body, true, m.base, "Request", "Body", "RequestBody")
	made.Checks = o.types.Checks(schema.Of(m.body.first().To("schema")))
	if m.body.isStream() {
		made.Presence = model.Nilable // the type is that of one item; the body is an iterator
	} else {
		made.Content.Type, made.Presence = types.Presence(made.Content.Type, made.Required)
	}
	op.Body = made
	if op.Params == nil {
		op.Params = new(model.ParamSet)
	}
	o.partHeaders(m, op)
}

// content makes the body that a set of media types describes. An inline schema is called base and a
// suffix, in order of preference.
func (o bodies) content(set *contentSet, request bool, base string, suffixes ...string) *model.Content {
	first := set.first()
	c := &model.Content{MediaType: concrete(first.Key, set.kind, request), Kind: set.kind}
	for _, other := range set.media[1:] {
		if worthOffering(other.Key, set.kind) {
			c.Others = append(c.Others, other.Key)
		}
	}
	if set.kind == model.BodyEvents {
		if c.Events = o.namedEvents(first); c.Events != nil {
			suffixes = append([]string{"Event"}, suffixes...)
		}
	}
	c.Type = o.contentType(first, set.kind, request, func(ptr string) name.Hint { return hintAt(ptr, base, suffixes...) })
	if set.kind == model.BodyForm || set.kind == model.BodyMultipart {
		o.parts(c, first.At)
	}
	if set.kind == model.BodyForm || !request {
		o.idleHeaders(first.At)
	}
	if set.kind == model.BodyParts {
		c.PartTypes = o.partTypes(first.At, map[bool]string{true: "sent", false: "read"}[request])
	}
	if set.kind == model.BodyXML {
		c.XML = types.XMLOfBody(o.types.Schemas(), schema.Of(first.To("schema")))
	}
	return c
}

// concrete is the media type that is sent or asked for. A range that means JSON is JSON; one that
// is sent becomes the plainest type in it, except for those that only the user can narrow down,
// such as "image/*".
func concrete(mediaType string, kind model.BodyKind, request bool) string {
	base := baseType(mediaType)
	switch {
	case !strings.Contains(base, "*"):
		return mediaType
	case kind == model.BodyJSON:
		return "application/json"
	case request && kind == model.BodyParts:
		return "multipart/mixed"
	case request && kind == model.BodyBytes && (base == "*/*" || base == "application/*"):
		return "application/octet-stream"
	case request && kind == model.BodyText:
		return "text/plain"
	}
	return mediaType
}

// worthOffering reports whether a further media type is a choice to leave to the user. Those that
// would put the very same JSON on the wire, as frameworks list them, are not.
func worthOffering(mediaType string, kind model.BodyKind) bool {
	if kind != model.BodyJSON {
		return true
	}
	base := baseType(mediaType)
	return strings.HasPrefix(base, "application/") && !strings.Contains(base, "*") && base != "application/x-json"
}

// contentType gives the Go type of a body.
func (o bodies) contentType(m source.Entry, kind model.BodyKind, request bool, h func(ptr string) name.Hint) model.Ref {
	schema := m.To("schema")
	switch kind {
	case model.BodyBytes:
		if request {
			return model.Ref{Kind: model.File}
		}
		return model.Ref{Kind: model.Stream}
	case model.BodyText:
		if !schema.There() {
			return model.Ref{Kind: model.String}
		}
		if r := o.use(schema, h(schema.Ptr)); types.IsScalar(r) {
			r.Nullable = false // text is there, if only as nothing
			return r
		}
		return model.Ref{Kind: model.String}
	case model.BodyJSONLines, model.BodyJSONSeq, model.BodyEvents, model.BodyParts:
		var item model.Ref
		if kind == model.BodyParts {
			item = o.partType(m, request, h)
		} else {
			item = o.itemType(m, kind, h)
		}
		if item.Kind == model.Named && item.Type.Kind == model.KindStruct {
			item.Nullable = false // an item that is null reads as an object without members
		}
		return item
	}
	if !schema.There() {
		return model.Ref{Kind: model.Any}
	}
	return o.use(schema, h(schema.Ptr))
}

// namedEvents returns the events of a stream that are told apart by their names; nil for one whose
// events are all alike.
func (o bodies) namedEvents(m source.Entry) *model.Events {
	item := o.follow(m.To("itemSchema"))
	if !item.Has(load.EventsExtension) {
		return nil
	}
	out := new(model.Events)
	for _, v := range slices.Concat(item.To("oneOf").Elements(), item.To("anyOf").Elements()) {
		properties := o.follow(v).To("properties")
		event := properties.To("event")
		name := event.Get("const").Str()
		if name == "" {
			name = strings.Join(event.Get("enum").Strings(), "")
		}
		out.Names = append(out.Names, name)
		if o.follow(properties.To("data")).Get("type").Str() == "string" {
			out.Texts = append(out.Texts, name)
		}
	}
	return out
}

// itemType gives the type of one line or event of a stream: the media type's itemSchema (OpenAPI
// 3.2), the elements of a schema that is a list, or the schema itself. A stream that is only said
// to be text, as a whole, can hold anything. Of an event that is described with its fields, the
// data counts, unless events are told apart by their names.
func (o bodies) itemType(m source.Entry, kind model.BodyKind, h func(ptr string) name.Hint) model.Ref {
	schema := m.To("itemSchema")
	if kind == model.BodyEvents && !o.follow(schema).Has(load.EventsExtension) {
		if data := o.follow(schema).To("properties").To("data"); data.There() {
			if content := o.follow(data).To("contentSchema"); content.There() {
				return o.use(content, h(content.Ptr))
			}
			return o.use(data, h(data.Ptr))
		}
	}
	whole := !schema.There()
	if whole {
		schema = m.To("schema")
		if items := o.follow(schema).To("items"); items.There() {
			schema, whole = items, false
		}
	}
	isText := !o.isStructured(schema) && o.follow(schema).Get("type").Str() == "string"
	switch {
	case kind == model.BodyEvents && (isText || !schema.There()):
		return model.Ref{Kind: model.String}
	case isText && whole || !schema.There():
		return model.Ref{Kind: model.Any}
	}
	return o.use(schema, h(schema.Ptr))
}
