package changes

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// params compares the parameters of an operation.
func (c *calls) params(method spot) {
	old, now := c.old, c.new
	m := matchBy(sentParams(old.Operation), sentParams(now.Operation),
		func(p *model.Param) string { return placeOf(p, old.Operation, now.Operation) },
		func(p *model.Param) string { return pick(p.In == model.InPath, "", p.Wire) },
		func(p *model.Param) string { return pick(p.In == model.InPath, "", p.Name) },
		func(p *model.Param) string {
			return pick(p.Doc == "" || p.In == model.InPath, "", p.Doc+"\x00"+fieldOf(&p.Type, p.Presence))
		})
	spot := func(was, is *model.Param) spot { return paramSpot(old, now, was, is, method) }
	for _, p := range m.removed {
		c.add("parameter-removed", sent, spot(p, nil), fieldOf(&p.Type, p.Presence), "")
	}
	for _, p := range m.added {
		c.add(pick(p.Required, "required-parameter-added", "parameter-added"), sent, spot(nil, p), "", fieldOf(&p.Type, p.Presence))
	}
	for _, p := range m.both {
		c.param(p.old, p.new, spot(p.old, p.new))
	}
	if hasParams(old.Operation) && hasParams(now.Operation) && old.Params.Name != now.Params.Name {
		method.names = append(method.names, old.Params.Name, now.Params.Name)
		c.add("form-changed", sent, method, old.Params.Name, now.Params.Name)
	}
}

// sentParams are the parameters whose values are the caller's or the document's to choose.
func sentParams(op *model.Operation) []*model.Param {
	if op.Params == nil {
		return nil
	}
	var out []*model.Param
	for _, p := range op.Params.Params {
		if !p.APIVersion {
			out = append(out, p)
		}
	}
	return out
}

// inNames are the places of parameters in words.
var inNames = [...]string{model.InPath: "path", model.InQuery: "query", model.InHeader: "header", model.InCookie: "cookie", model.InHost: "endpoint",
	model.InQueryString: "whole query"}

// whereIn says in words where a parameter stands.
func whereIn(p *model.Param) string {
	switch of := p.Of; {
	case of == nil:
		return inNames[p.In]
	case of.Name != "":
		return "part " + strconv.Quote(of.Name)
	case of.Only:
		return "part " + strconv.Itoa(of.From)
	default:
		return "parts from " + strconv.Itoa(of.From) + " on"
	}
}

// placeOf is what tells a parameter: its place and name, where its name travels; its position,
// where it stands in the path.
func placeOf(p *model.Param, ops ...*model.Operation) string {
	switch {
	case p.Of != nil:
		return whereIn(p) + " " + strings.ToLower(p.Wire)
	case p.In != model.InPath:
		return inNames[p.In] + " " + pick(p.In == model.InHeader, strings.ToLower(p.Wire), p.Wire)
	}
	for _, op := range ops {
		if op.Params == nil {
			continue
		}
		for _, own := range op.Params.Params {
			if own == p {
				before, _, _ := strings.Cut(op.Path, "{"+p.Wire+"}")
				return "path " + strconv.Itoa(strings.Count(before, "{"))
			}
		}
	}
	return ""
}

// paramSpot is where a parameter stands. Either of the two may be nil. One that makes the
// parameter struct come or go shows in the method.
func paramSpot(old, now operation, was, is *model.Param, method spot) spot {
	at := spot{where: method.where}
	for _, v := range []struct {
		op operation
		p  *model.Param
	}{{old, was}, {now, is}} {
		if v.p == nil {
			continue
		}
		at.goName = "Client." + v.p.Name
		if v.p.Asked() {
			at.goName = v.op.Params.Name + "." + v.p.Name
			at.names = append(at.names, at.goName)
		} else if v.p.OnClient {
			at.names = append(at.names, "NewClient")
		}
		at.what = whereIn(v.p) + " parameter " + strconv.Quote(v.p.Wire) + " of " + v.op.goName()
		if v.p.Of != nil {
			at.what = "header " + strconv.Quote(v.p.Wire) + " of " + whereIn(v.p) + " of " + v.op.goName()
		}
	}
	if hasParams(old.Operation) != hasParams(now.Operation) {
		at.names = append(at.names, method.names...)
		for _, op := range []operation{old, now} {
			if hasParams(op.Operation) {
				at.names = append(at.names, op.Params.Name, op.Params.Name+".Option")
			}
		}
	}
	if was != nil {
		at.where.Old = was.Place
	}
	if is != nil {
		at.where.New = is.Place
	}
	return at
}

// param compares a parameter that both versions have.
func (c *calls) param(old, now *model.Param, at spot) {
	required := now.Required
	switch {
	case whereIn(old) != whereIn(now):
		c.add(pick(required, "required-parameter-moved", "parameter-moved"), sent, at, whereIn(old), whereIn(now))
	case old.Wire != now.Wire && now.In != model.InPath && !((now.In == model.InHeader || now.In == model.InPart) && strings.EqualFold(old.Wire, now.Wire)):
		c.add(pick(required, "required-parameter-renamed", "parameter-renamed"), sent, at, old.Wire, now.Wire)
	}
	if old.Required != now.Required {
		c.add(pick(now.Required, "parameter-made-required", "parameter-made-optional"), sent, at,
			fieldOf(&old.Type, old.Presence), fieldOf(&now.Type, now.Presence))
	}
	if old.OnClient != now.OnClient {
		owner := func(p *model.Param) string { return pick(p.OnClient, "NewClient", "each call") }
		c.add("parameter-regrouped", sent, at, owner(old), owner(now))
	}
	c.style(old, now, at)
	c.types.reach(&old.Type, &now.Type, sent)
	c.presentUse(old.Type, now.Type, old.Presence, sent, at)
	c.literals("constant-changed", old.Const, now.Const, sent, at)
	c.literals("default-changed", old.Default, now.Default, sent, at)
	c.limits(&old.Checks, &now.Checks, sent, at)
	c.deprecated(old.Deprecated, now.Deprecated, at)
}

// style compares how a list or an object is laid out.
func (c *calls) style(old, now *model.Param, at spot) {
	was, is := styleText(old), styleText(now)
	if was == is || old.In != now.In {
		return
	}
	rule := "parameter-style-changed"
	switch sameLayout := old.Style == now.Style && old.Explode == now.Explode && slices.Equal(old.Nested, now.Nested); {
	case sameLayout && now.In == model.InQuery && old.Unescaped == now.Unescaped:
		rule = "parameter-escaping-changed"
	case !sameLayout && misread(old, now):
		rule = "parameter-style-refused"
	}
	c.add(rule, sent, at, was, is)
}

// misread reports whether a service refuses what it reads in another style. What goes under another
// name is not there for it. What was one text of many parts is one part to a service that parts it
// otherwise, and refused if the parts are no texts. Of what is repeated it takes the first.
func misread(old, now *model.Param) bool {
	elem := under(&now.Type)
	for elem.Kind == model.List || elem.Kind == model.Map {
		elem = under(elem.Elem)
	}
	switch {
	case spread(old) != spread(now):
		return now.Required
	case under(&old.Type).Kind == model.List && old.Style == model.StyleForm && old.Explode:
		return false
	}
	return elem.Kind != model.String
}

// spread says under which names a parameter goes that has parts: its own, theirs, or both.
func spread(p *model.Param) string {
	object := under(&p.Type).Kind == model.Map || isStruct(under(&p.Type))
	switch {
	case p.Style == model.StyleDeepObject:
		return "both"
	case object && p.Style == model.StyleForm && p.Explode:
		return "theirs"
	}
	return "its own"
}

// styleNames are the styles in the words of OpenAPI.
var styleNames = [...]string{
	model.StyleSimple: "simple", model.StyleForm: "form", model.StyleLabel: "label", model.StyleMatrix: "matrix",
	model.StyleSpaceDelimited: "spaceDelimited", model.StylePipeDelimited: "pipeDelimited", model.StyleDeepObject: "deepObject",
	model.StyleTabDelimited: "tabDelimited", model.StyleJSON: "JSON", model.StyleCookie: "cookie",
}

// styleText says how a parameter is written. Of a scalar most styles are the same.
func styleText(p *model.Param) string {
	kind := under(&p.Type)
	parts := kind.Kind == model.List || kind.Kind == model.Map || isStruct(kind)
	text := styleNames[p.Style]
	if !parts && p.Style != model.StyleLabel && p.Style != model.StyleMatrix && p.Style != model.StyleJSON {
		text = "simple"
	}
	for _, nested := range p.Nested {
		text += " of " + styleNames[nested]
	}
	return text + pick(parts && p.Explode, ", exploded", "") + pick(p.Reserved, ", reserved characters as they are", "") +
		pick(p.Unescaped, ", not escaped", "")
}

var parameter = regexp.MustCompile(`;.*`)

// baseType is a media type without its parameters.
func baseType(mediaType string) string {
	return strings.ToLower(strings.TrimSpace(parameter.ReplaceAllString(mediaType, "")))
}

// body compares what a request carries.
func (c *calls) body(at spot) {
	old, now := c.old, c.new
	at.names = slices.Clone(at.names)
	for _, op := range []operation{old, now} {
		if op.Params != nil && op.Params.Body != "" {
			at.names = append(at.names, op.Params.Name+"."+op.Params.Body)
			if hasParams(old.Operation) != hasParams(now.Operation) {
				at.names = append(at.names, op.Params.Name, op.Params.Name+".Option")
			}
		}
	}
	was, is := old.Body, now.Body
	switch {
	case was == nil && is == nil:
		return
	case was == nil:
		at.where.New = is.Place
		c.add(pick(is.Required, "required-request-body-added", "request-body-added"), sent, at, "", bodyOf(is))
		return
	case is == nil:
		at.where.Old = was.Place
		c.add("request-body-removed", sent, at, bodyOf(was), "")
		return
	}
	at.where = Where{was.Place, is.Place}
	if was.Required != is.Required {
		c.add(pick(is.Required, "request-body-made-required", "request-body-made-optional"), sent, at, bodyOf(was), bodyOf(is))
	}
	olds, news := mediaTypes(&was.Content), mediaTypes(&is.Content)
	for _, gone := range without(olds, news) {
		c.add("request-media-type-removed", sent, at, gone, "")
	}
	for _, added := range without(news, olds) {
		c.add("request-media-type-added", sent, at, "", added)
	}
	at.what = "the body of " + at.what
	c.types.reach(&was.Content.Type, &is.Content.Type, sent)
	c.presentUse(was.Content.Type, is.Content.Type, was.Presence, sent, at)
	c.limits(&was.Checks, &is.Checks, sent, at)
}

// mediaTypes are those of a body, without their parameters.
func mediaTypes(content *model.Content) []string {
	var out []string
	for _, alternative := range append([]*model.Content{content}, content.Alternatives...) {
		for _, t := range append([]string{alternative.MediaType}, alternative.Others...) {
			out = append(out, baseType(t))
		}
	}
	return out
}
