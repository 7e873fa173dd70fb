package operation

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/plan/name"
)

// This file decides what an operation's identifier, tag and path mean: which group it stands in and
// what its method is called. It looks at one operation at a time, so that nothing another operation
// does can rename this one; only when two end up with the same method are both moved to their next
// candidate, by the scope of their group.

// opName is what one operation would like to be called.
type opName struct {
	group string // Go name of the group; "" for the client itself
	// the identifier names the group, so the method's name alone says too little for a type
	explicit bool
	methods  []string // Go names of the method, in order of preference
	full     string   // the first of them with the group's words, where these are left out
}

// nameOperation names an operation from its identifier, or, lacking one that can be read, from its
// method and path. The override is a name that the document asks for (x-go-name, x-ms-client-name).
func nameOperation(id, override string, tags []string, method, path string) opName {
	id = trimFrameworkSuffix(strings.TrimSpace(id), method, path)
	var n opName
	if !readableID(id) {
		n = opName{methods: pathNames(method, path)}
	} else if group, verb := splitID(id); group != "" {
		n = opName{group: name.Go(group), explicit: true, methods: []string{methodName(verb)}}
	} else {
		n = opName{methods: []string{methodName(id)}}
	}
	if n.group == "" && len(tags) > 0 && readableID(strings.Trim(tags[0], "/")) {
		n.group = name.Go(tags[0])
	}
	if short := trimGroup(n.methods[0], n.group); short != n.methods[0] {
		n.full = n.methods[0]
		// where the short name is taken, the long one says more than a number
		n.methods = append([]string{short}, n.methods...)
	}
	if override != "" {
		n.methods[0], n.full = name.Go(override), ""
	}
	if readableID(id) { // in case another operation has the same identifier
		for _, nouns := range pathNouns(path) {
			n.methods = append(n.methods, verbOf(n.methods[0])+nouns)
		}
	}
	return n
}

// methodName is goName for a method: a verb that shouts is no initialism (GET_settings is
// GetSettings).
func methodName(id string) string {
	method := name.Go(id)
	if first := name.Words(method)[0]; len(first) > 1 && strings.ToUpper(first) == first && isVerb(first) {
		return first[:1] + strings.ToLower(first[1:]) + method[len(first):]
	}
	return method
}

// readableID reports whether an identifier is a name rather than nothing or a path.
func readableID(id string) bool {
	return !strings.HasPrefix(id, "/") && !strings.ContainsAny(id, "{}") &&
		strings.ContainsFunc(id, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

var notWord = regexp.MustCompile(`\W`)

// trimFrameworkSuffix takes off what FastAPI appends to a function's name to make it unique: the
// path and the method.
func trimFrameworkSuffix(id, method, path string) string {
	suffix := notWord.ReplaceAllString(path, "_") + "_" + strings.ToLower(method)
	if short, ok := strings.CutSuffix(id, suffix); ok && strings.Trim(short, "_") != "" {
		return strings.Trim(short, "_")
	}
	return id
}

// splitID parts an identifier into the group it names and the rest: Group_Verb, group/verb,
// group.verb. The group is "" when it names none.
func splitID(id string) (group, verb string) {
	if i := strings.LastIndexByte(id, '/'); i > 0 && name.HasLetter(id[i+1:]) {
		return strings.ReplaceAll(id[:i], "/", " "), id[i+1:]
	}
	if i := strings.LastIndexByte(id, '.'); i > 0 && name.HasLetter(id[i+1:]) && !strings.Contains(id, " ") {
		return dropVersions(id[:i]), id[i+1:]
	}
	// An identifier in small letters throughout is snake_case, where an underscore only parts
	// words.
	left, right, found := strings.Cut(id, "_")
	if !found || !name.HasLetter(left) || !name.HasLetter(right) || id == strings.ToLower(id) || strings.ContainsAny(left, " -") {
		return "", id
	}
	// get_userInfo, GET_settings; but Query_QueryTwins
	if left == strings.ToLower(left) && isVerb(left) || commonVerbs[strings.ToLower(left)] {
		return "", id
	}
	if short := strings.TrimSuffix(left, "Controller"); short != "" {
		left = short
	}
	return left, right
}

var versionWord = regexp.MustCompile(`^[vV]\d+([._-]?\d+)*((alpha|beta)\d*)?$`)

// dropVersions takes version segments out of a dotted name: "v1.message" is about messages.
func dropVersions(dotted string) string {
	var kept []string
	for part := range strings.SplitSeq(dotted, ".") {
		if !versionWord.MatchString(part) {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, " ")
}

// trimGroup takes the group's words out of a method's name, singular or plural, where they stand at
// the front or behind the verb: what is reached as client.Customers need not be called
// ListCustomers or CustomersAll. A verb about one thing keeps a plural, which makes a difference:
// GetCustomers beside GetCustomer.
func trimGroup(method, group string) string {
	m, g := name.Words(method), name.Words(group)
	if group == "" || len(m) <= len(g) {
		return method
	}
	at := verbLength(m) // 0: no verb, but the noun itself stands at the front
	end := at + len(g)
	if end > len(m) || !sameNouns(m[at:end], g) {
		return method
	}
	plural := at > 0 && english.Singular(m[end-1]) != m[end-1]
	if plural && !manyVerbs[m[0]] && end == len(m) {
		return method
	}
	rest := strings.Join(m[end:], "")
	if at == 0 && !unicode.IsUpper([]rune(rest)[0]) {
		return method
	}
	return strings.Join(m[:at], "") + rest
}

// manyVerbs are the verbs that are about many things when nothing else is said.
var manyVerbs = map[string]bool{"List": true, "Count": true, "Search": true, "Query": true, "Find": true}

// sameNouns reports whether words are the same, in whatever number.
func sameNouns(a, b []string) bool {
	return slices.EqualFunc(a, b, func(x, y string) bool {
		return english.Singular(strings.ToLower(x)) == english.Singular(strings.ToLower(y))
	})
}

// typeBase is what the types of an operation are called, except for their suffix: the method's
// verb, the group's noun, and what else the method says, as in "ListBatchDeployments", "GetTask"
// and "ResyncWorkspaceKeys".
//
// The noun is in the singular, unless the operation is about many and nothing but a preposition
// follows. It is not said twice: where the identifier says verb and noun by itself (getCustomer,
// Tasks_GetTask), that is the name; and a group that only a tag names, and the identifier does not,
// has no part in it. A method that begins with no verb has none to put first: it stands behind its
// group.
func (n opName) typeBase(method string) string {
	if n.group == "" {
		return method
	}
	words := name.Words(method)
	v := verbLength(words)
	switch short := n.full != "" && method == n.methods[0]; {
	case short && (v == 0 || verbLength(name.Words(n.full)) > 0):
		return n.full
	case !short && (!n.explicit || mentions(words, name.Words(n.group))):
		return method
	case v == 0:
		return n.group + method
	}
	rest := words[v:]
	group := name.Singular(n.group)
	if manyVerbs[words[0]] && (len(rest) == 0 || prepositions[rest[0]]) {
		group = n.group
	}
	return strings.Join(words[:v], "") + joinNouns(name.Words(group), rest)
}

// joinNouns puts the rest of a method's name behind the group's, saying what both say once:
// ConfidentialLedger and LedgerEntries are ConfidentialLedgerEntries, ChatThread and ChatMessage
// are ChatThreadMessage.
func joinNouns(group, rest []string) string {
	overlap := 0
	for n := 1; n <= min(len(group), len(rest)); n++ {
		if slices.Equal(group[len(group)-n:], rest[:n]) || slices.Equal(group[:n], rest[:n]) && n < len(rest) {
			overlap = n
		}
	}
	return strings.Join(group, "") + strings.Join(rest[overlap:], "")
}

// mentions reports whether a method's words hold the group's, in singular or plural.
func mentions(method, group []string) bool {
	for i := range method {
		if i+len(group) <= len(method) && sameNouns(method[i:i+len(group)], group) {
			return true
		}
	}
	return false
}

// verbLength counts the words of the verb at the front: one, or more in "CreateOrUpdate".
func verbLength(words []string) int {
	if len(words) == 0 || !isVerb(words[0]) {
		return 0
	}
	n := 1
	for n+1 < len(words) && (words[n] == "Or" || words[n] == "And") && isVerb(words[n+1]) {
		n += 2
	}
	return n
}

// verbOf returns the verb at the front of a method's name, or all of it.
func verbOf(method string) string {
	words := name.Words(method)
	if n := verbLength(words); n > 0 {
		return strings.Join(words[:n], "")
	}
	return method
}
