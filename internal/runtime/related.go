package runtime

import "mime"

// related is what a multipart/related body says of its root, the part that the others belong to
// (RFC 2387): its media type, and by start its Content-ID. The root is the first part.
type related struct {
	start string // "<metadata>"; what the document says of it counts
	kind  string // media type of the root
	begun bool
}

// relatedType takes from a media type of a document what is said anew of each body. It returns nil
// for other types than multipart/related.
func relatedType(mediaType string) (base string, r *related) {
	base, params, err := mime.ParseMediaType(mediaType)
	if err != nil || base != "multipart/related" {
		return mediaType, nil
	}
	return base, &related{start: params["start"], kind: params["type"]}
}

// add takes in a part, and returns the Content-ID that it is to be given: "" for one that has its
// own, given, and for a root without a name.
func (r *related) add(p Part, given string) string {
	if r == nil {
		return ""
	}
	id := contentID(p.Name)
	if !r.begun {
		r.begun = true
		r.start = orDefault(given, orDefault(r.start, id))
		r.kind = orDefault(r.kind, orDefault(p.ContentType, "text/plain"))
		id = r.start
	}
	if given != "" {
		return ""
	}
	return id
}

// params are the parameters of the Content-Type.
func (r *related) params() string {
	if r == nil || !r.begun {
		return ""
	}
	out := `; type="` + quoteParam(r.kind) + `"`
	if r.start != "" {
		out += `; start="` + quoteParam(r.start) + `"`
	}
	return out
}

// contentID is the Content-ID of a part with a name, by which other parts refer to it as cid:name.
func contentID(name string) string {
	if name == "" {
		return ""
	}
	return "<" + string(appendEscaped(nil, name, &elementChars)) + ">"
}
