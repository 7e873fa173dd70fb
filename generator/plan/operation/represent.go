package operation

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/schema"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/plan/types"
)

// One status may be documented in several representations. A method asks for one of them, and
// reads those of the same Go type as well; a caller may ask for any other, and gets it as it is.

// represent divides the representations beside the one that a method asks for: those of the same Go
// type become alternatives of c, and the media types of the rest are returned.
func (o responses) represent(m *method, a answer, c *model.Content, chosen *contentSet, others []*contentSet) []string {
	var rest []string
	for _, s := range others {
		if alternative := o.alternative(c, chosen, s); alternative != nil {
			c.Alternatives = append(c.Alternatives, alternative)
			continue
		}
		for _, media := range s.media {
			rest = append(rest, media.Key)
		}
	}
	if len(rest) > 0 && m == m.methods[0] {
		o.doc.Note(a.To("content").Ptr, m.what+" reads "+chosen.first().Key+"; "+english.List(rest, "and")+
			" must be asked for with WithRepresentation, and is not decoded", "")
	}
	return rest
}

// alternative returns what a set is beside the content that a method asks for; nil when it cannot
// be read as the same Go type.
func (o responses) alternative(c *model.Content, chosen, s *contentSet) *model.Content {
	first := s.first()
	if !source.Same(chosen.first().Get("schema"), first.Get("schema")) {
		return nil
	}
	readable := (c.Kind == model.BodyJSON || c.Kind == model.BodyXML) &&
		(s.kind == model.BodyXML || s.kind == model.BodyText && types.IsScalar(c.Type) && !c.Type.Nullable)
	if !readable {
		return nil
	}
	alternative := &model.Content{MediaType: first.Key, Kind: s.kind, Type: c.Type}
	for _, other := range s.media[1:] {
		alternative.Others = append(alternative.Others, other.Key)
	}
	if s.kind == model.BodyXML {
		alternative.XML = types.XMLOfBody(o.types.Schemas(), schema.Of(first.To("schema")))
	}
	return alternative
}

// accepts returns the media types of the success responses, each once.
func accepts(responses []*model.Response) []string {
	var out []string
	add := func(mediaType string) {
		if !slices.Contains(out, mediaType) {
			out = append(out, mediaType)
		}
	}
	for _, r := range responses {
		if !r.Error && r.Content != nil {
			add(r.Content.MediaType)
		}
	}
	for _, r := range responses {
		if !r.Error && r.Content != nil {
			for _, other := range r.Content.Others {
				add(other)
			}
		}
	}
	return out
}

// without returns the media types that are not among others, each once.
func without(list, others []string) []string {
	var out []string
	for _, mediaType := range list {
		same := func(other string) bool { return strings.EqualFold(other, mediaType) }
		if !slices.ContainsFunc(others, same) && !slices.ContainsFunc(out, same) {
			out = append(out, mediaType)
		}
	}
	return out
}
