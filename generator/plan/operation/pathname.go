package operation

import (
	"strings"

	"github.com/armsmith/armsmith/generator/plan/name"
)

// This file makes names of what a path says.

// pathNames names an operation without an identifier: the HTTP method and the path's words, in the
// singular where a parameter follows. The second candidate also says by which parameters, the third
// leaves nothing out.
//
//	GET  /users                  GetUsers
//	GET  /users/{id}             GetUser, GetUserByID
//	POST /users                  CreateUser
//	POST /users/{id}/activate    ActivateUser
func pathNames(method, path string) []string {
	verb := name.Go(strings.ToLower(method))
	names := pathNouns(path)
	first := verb + names[0]
	if method == "POST" {
		first = postName(splitPath(path), names[0])
	}
	return []string{first, verb + names[1], verb + names[2]}
}

// pathNouns puts a path's words together: without its parameters, with them, and with everything.
func pathNouns(path string) [3]string {
	segments := splitPath(path)
	var short, long, all strings.Builder
	for i, s := range segments {
		all.WriteString(name.Part(s.text))
		switch {
		case s.param:
			if short.Len() == 0 {
				short.WriteString(name.Part(s.text))
			}
			long.WriteString("By" + name.Part(s.text))
		case s.noise && i < len(segments)-1:
		default:
			word := name.Part(s.text)
			if i+1 < len(segments) && segments[i+1].param {
				word = name.Singular(word)
			}
			short.WriteString(word)
			long.WriteString(word)
		}
	}
	return [3]string{short.String(), long.String(), all.String()}
}

// postName names a POST: by the verb that its path ends with, as creation when the path ends with a
// collection, or plainly.
func postName(segments []segment, nouns string) string {
	if len(segments) == 0 || segments[len(segments)-1].param {
		return "Post" + nouns
	}
	last := name.Go(segments[len(segments)-1].text)
	if words := name.Words(last); isVerb(words[0]) {
		return last + strings.TrimSuffix(nouns, last)
	}
	if one := name.Singular(last); one != last {
		return "Create" + strings.TrimSuffix(nouns, last) + one
	}
	return "Post" + nouns
}

// segment is one part of a path: a word, or a parameter.
type segment struct {
	text  string
	param bool
	noise bool // says nothing about what the operation does: "api", "v1"
}

func splitPath(path string) []segment {
	path, _, _ = strings.Cut(path, "?")
	var out []segment
	for part := range strings.SplitSeq(path, "/") {
		part = trimExtension(part)
		noise := isNoise(part) || len(out) == 1 && out[0].noise && !name.HasLetter(part) // the 2 of /api/2
		for part != "" {
			open := strings.IndexByte(part, '{')
			end := strings.IndexByte(part, '}')
			if open < 0 || end < open {
				open, end = len(part), len(part)-1
			}
			if name.HasWord(part[:open]) {
				out = append(out, segment{text: part[:open], noise: noise})
			}
			if open < len(part) && name.HasWord(part[open:end]) {
				out = append(out, segment{text: strings.Trim(part[open+1:end], "+*/;?&#. "), param: true})
			}
			part = part[end+1:]
		}
	}
	return out
}

// trimExtension takes off a segment what says in which format the answer comes.
func trimExtension(segment string) string {
	return strings.TrimSuffix(strings.TrimSuffix(segment, ".json"), ".xml")
}

// isNoise reports whether a segment says nothing about what an operation does.
func isNoise(segment string) bool {
	return versionWord.MatchString(segment) || segment == "api" || segment == "rest"
}
