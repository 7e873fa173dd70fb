package operation

import (
	"regexp"
	"strings"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// pathWord is a segment of a path that can name a group.
type pathWord struct {
	text string
	flat string // the same in any spelling
	rest string // the path from this segment on
	item bool   // a parameter follows, which tells one of several
}

// dateWord is a segment that tells a version by its date.
var dateWord = regexp.MustCompile(`^\d{4}-\d\d-\d\d`)

// pathWords returns the segments of a path that can name a group, without what else they hold:
//
//	/api/v1/users/{id}/roles    users, roles
//	/users{format}              users
//	/jobs/{id}:cancel           jobs
//	/chat.postMessage           chat
func pathWords(path string) []pathWord {
	path, _, _ = strings.Cut(path, "?")
	parts := strings.Split(path, "/")
	var out []pathWord
	for i, text := range parts {
		if isVariable(text) && len(out) > 0 {
			out[len(out)-1].item = true
		}
		if end := strings.IndexAny(text, "{:("); end >= 0 {
			text = text[:end]
		}
		rest := parts[i:]
		if i == len(parts)-1 {
			text = trimExtension(text)
			if dot := strings.LastIndexByte(text, '.'); dot > 0 && name.HasLetter(text[dot+1:]) {
				rest = []string{text[:dot], text[dot+1:]}
				text = text[:dot]
			}
		}
		if name.HasLetter(text) && !isNoise(strings.ToLower(text)) && !dateWord.MatchString(text) {
			out = append(out, pathWord{text: text, flat: name.Flat(text), rest: "/" + strings.Join(rest, "/")})
		}
	}
	return out
}

// isVariable reports whether a segment begins with a parameter, be it written as routers do.
func isVariable(segment string) bool {
	return strings.HasPrefix(segment, "{") || strings.HasPrefix(segment, ":")
}

// isAction reports whether a segment ends its path and says what is done to what.
func (w pathWord) isAction() bool {
	words := name.Words(name.Go(w.text))
	return len(words) > 1 && commonVerbs[strings.ToLower(words[0])] && w.rest == "/"+w.text
}

// spelled returns a word as the operation's identifier spells it, "" when it does not hold it:
// CreateDomainName says that there are two words in domainnames.
func (o *loose) spelled(w pathWord) string {
	words := name.Words(name.Go(o.Get("operationId").Str()))
	for i := range words {
		for j := i + 1; j < len(words); j++ {
			head := strings.Join(words[i:j], "")
			if last, ok := strings.CutPrefix(w.flat, name.Flat(head)); ok && last != "" && sameNouns([]string{last}, words[j:j+1]) {
				return head + name.Go(last)
			}
		}
	}
	return ""
}

// nameWithin names an operation in the group that its path gives it: by its identifier, or by what
// the path says. An identifier that only repeats method and path is none.
func (o *loose) nameWithin(group string) opName {
	from := o.path // the part that the group's word begins
	if o.at >= 0 {
		w := o.words[o.at]
		if from = w.rest; w.flat == name.Flat(group) {
			from = "/" + group + strings.TrimPrefix(from, "/"+w.text) // in the group's spelling
		}
	}
	id := trimFrameworkSuffix(strings.TrimSpace(o.Get("operationId").Str()), o.method, o.path)
	chosen := source.ChosenName(o.Node)
	if !readableID(id) || repeatsPath(id, o.method, o.path) || repeatsPath(id, o.method, from) {
		return o.nameByPath(group, chosen, from)
	}
	n := nameOperation(id, chosen, []string{group}, o.method, from)
	words := name.Words(n.methods[0])
	n.explicit = verbLength(words) == len(words) // Put alone says too little for a type
	return n
}

// nameByPath names an operation in a group by what its path says behind the group's word:
//
//	GET  /users                  List
//	GET  /users/{id}             Get
//	POST /users/{id}/activate    Activate
//	GET  /users/{id}/roles       ListRoles
func (o *loose) nameByPath(group, chosen, path string) opName {
	verb := o.method
	if verb == "GET" && endsInPlural(path) {
		verb = "LIST"
	}
	n := opName{group: group, explicit: true}
	if inside := behindFirst(path); len(splitPath(inside)) > 0 {
		n.methods = pathNames(verb, inside)
	} else {
		for _, m := range pathNames(verb, path) {
			n.methods = append(n.methods, trimGroup(m, group))
		}
	}
	if chosen != "" {
		n.methods[0] = name.Go(chosen)
	}
	n.methods = append(n.methods, pathNames(verb, path)...)
	n.methods = append(n.methods, pathNames(verb, o.path)...)
	return n
}

// behindFirst returns a path without its first word and what tells one of several by it.
func behindFirst(path string) string {
	_, rest, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	parts := strings.Split(rest, "/")
	for len(parts) > 0 && isVariable(parts[0]) {
		parts = parts[1:]
	}
	return "/" + strings.Join(parts, "/")
}

// repeatsPath reports whether an identifier says method and path and nothing else, in any spelling,
// as GetV1CustomersCustomer does of GET /api/v1/customers/{customer}.
func repeatsPath(id, method, path string) bool {
	id, method = name.Flat(id), strings.ToLower(method)
	rest, first := strings.CutPrefix(id, method)
	if !first {
		var last bool
		if rest, last = strings.CutSuffix(id, method); !last {
			return false
		}
	}
	for _, s := range splitPath(path) {
		after, said := strings.CutPrefix(rest, name.Flat(s.text))
		if !said && !s.noise {
			return false
		}
		rest = after
	}
	return rest == ""
}

// endsInPlural reports whether a path ends in a plural, such as the collection /users.
func endsInPlural(path string) bool {
	segments := splitPath(path)
	if len(segments) == 0 || segments[len(segments)-1].param {
		return false
	}
	last := name.Go(segments[len(segments)-1].text)
	return english.Singular(last) != last
}
