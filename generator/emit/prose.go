package emit

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/armsmith/armsmith/generator/model"
)

// introduce makes a description of a type or method begin with the Go name it documents, as a Go programmer would have
// written it. An article or a verb is taken up into the sentence; where the first word tells nothing, the name stands
// before a colon.
//
//	"A reference to an asset."   -> "AssetReference is a reference to an asset."
//	"Lists the deployments."     -> "List lists the deployments."
//	"The settings of a task."    -> "TaskSettings are the settings of a task."
//	"Code configuration."        -> "CodeConfiguration: code configuration."
func introduce(name, text string) string {
	text = strings.TrimSpace(text)
	if s, ok := sentenceAbout(name, text); ok {
		return s
	}
	return name + ": " + lowerFirst(text)
}

// introduceField is introduce for a field or parameter, which may as well be described without its name.
func introduceField(name, text string, many bool) string {
	text = strings.TrimSpace(text)
	first, _, _ := strings.Cut(text, " ")
	if lower := strings.ToLower(first); many && articles[lower] || thirdPerson[lower] != "" {
		return text
	}
	s, _ := sentenceAbout(name, text)
	return s
}

// introduceConst is introduce for a value of an enum, which often is described by what is then so.
func introduceConst(name, text string) string {
	text = strings.TrimSpace(text)
	first, _, _ := strings.Cut(text, " ")
	if articles[strings.ToLower(first)] {
		return name + ": " + lowerFirst(text)
	}
	return introduce(name, text)
}

// sentenceAbout joins a name and a description to a sentence; false, and the description as it is, where that is not to be
// done safely.
func sentenceAbout(name, text string) (string, bool) {
	first, rest, _ := strings.Cut(text, " ")
	switch word := strings.ToLower(first); {
	case text == "" || strings.HasPrefix(text, name+" "):
		return text, true
	case word == "the" && plural(name):
		return name + " are the " + rest, true
	case articles[word]:
		return name + " is " + word + " " + rest, true
	case isVerb(first):
		return name + " " + word + " " + rest, true
	case thirdPerson[word] != "":
		return name + " " + thirdPerson[word] + " " + rest, true
	default:
		return text, false
	}
}

// plural tells whether a name looks like that of several things.
func plural(name string) bool {
	return strings.HasSuffix(name, "s") && !strings.HasSuffix(name, "ss") && !strings.HasSuffix(name, "us") && !strings.HasSuffix(name, "is")
}

// an puts the article before a name.
func an(name string) string {
	bare := strings.TrimPrefix(name, "*")
	if strings.HasPrefix(bare, "Un") || strings.ContainsAny(bare[:min(len(bare), 1)], "AEIO") {
		return "an " + name
	}
	return "a " + name
}

var articles = map[string]bool{"a": true, "an": true, "the": true}

// thirdPerson maps the imperatives that summaries of operations begin with to what a doc comment says.
var thirdPerson = map[string]string{
	"add": "adds", "apply": "applies", "archive": "archives", "attach": "attaches", "begin": "begins", "cancel": "cancels",
	"change": "changes", "check": "checks", "clear": "clears", "close": "closes", "complete": "completes",
	"compute": "computes", "configure": "configures", "convert": "converts", "copy": "copies", "create": "creates",
	"delete": "deletes", "detach": "detaches", "disable": "disables", "download": "downloads",
	"enable": "enables", "evaluate": "evaluates", "execute": "executes", "export": "exports", "fetch": "fetches",
	"find": "finds", "generate": "generates", "get": "gets", "import": "imports", "initiate": "initiates",
	"invoke": "invokes", "list": "lists", "load": "loads", "lock": "locks", "make": "makes", "merge": "merges",
	"modify": "modifies", "move": "moves", "pause": "pauses", "perform": "performs", "post": "posts", "publish": "publishes",
	"put": "puts", "query": "queries", "read": "reads", "register": "registers", "remove": "removes", "rename": "renames",
	"render": "renders", "replace": "replaces", "request": "requests", "reset": "resets", "restart": "restarts",
	"restore": "restores", "resume": "resumes", "retrieve": "retrieves", "return": "returns", "revoke": "revokes",
	"rotate": "rotates", "run": "runs", "search": "searches", "send": "sends", "set": "sets", "show": "shows",
	"start": "starts", "stop": "stops", "store": "stores", "submit": "submits", "subscribe": "subscribes", "sync": "syncs",
	"test": "tests", "transfer": "transfers", "trigger": "triggers", "unlock": "unlocks", "unsubscribe": "unsubscribes",
	"update": "updates", "upload": "uploads", "upsert": "upserts", "validate": "validates", "verify": "verifies",
	"view": "views", "write": "writes",
}

// described are verbs in the third person that descriptions of schemas begin with.
var described = map[string]bool{
	"contains": true, "defines": true, "describes": true, "determines": true, "encapsulates": true, "holds": true,
	"identifies": true, "indicates": true, "lets": true, "links": true, "models": true, "provides": true,
	"represents": true, "specifies": true, "stores": true, "tells": true, "wraps": true, "allows": true,
}

// isVerb tells whether a word is a capitalised verb in the third person that a description may begin with.
func isVerb(word string) bool {
	lower := strings.ToLower(word)
	if described[lower] {
		return true
	}
	for _, stem := range []string{strings.TrimSuffix(lower, "s"), strings.TrimSuffix(lower, "es")} {
		if thirdPerson[stem] == lower {
			return true
		}
	}
	stem, ok := strings.CutSuffix(lower, "ies")
	return ok && thirdPerson[stem+"y"] == lower
}

// lowerFirst lowers the first letter of a sentence unless its first word is a name or an abbreviation.
func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	word, _, _ := strings.Cut(s, " ")
	for _, c := range word[n:] {
		if unicode.IsUpper(c) || unicode.IsDigit(c) {
			return s
		}
	}
	if len(word) <= 1 && word != "A" {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// sentence ends a text with a full stop where it has none.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	switch last, _ := utf8.DecodeLastRuneInString(s); {
	case unicode.IsLetter(last) || unicode.IsDigit(last) || last == ')' || last == '"' || last == '\'' || last == '`' || last == '>':
		return s + "."
	default:
		return s
	}
}

// describe joins sentences to a paragraph.
func describe(sentences ...string) string {
	var out []string
	for _, s := range sentences {
		if s = sentence(s); s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, " ")
}

// deprecated returns the paragraph that Go's tools recognise; "" for what is not deprecated.
func deprecated(why string) string {
	switch {
	case why == "":
		return ""
	case strings.TrimSpace(why) == "":
		return "Deprecated: the service's document marks it so."
	default:
		return "Deprecated: " + oneLine(why)
	}
}

// defaultOf returns the sentence on what a service assumes: "Default: 3."
func defaultOf(l *model.Literal) string {
	if l == nil || l.Text == "" {
		return ""
	}
	if l.Go != "" {
		return "Default: " + l.Go
	}
	return "Default: " + oneLine(l.Text)
}

// limits puts the constraints of a value in words: "1 to 90 characters. Matches ^[a-z]+$."
func limits(c *model.Checks) string {
	s := describe(
		span(c.MinLength, c.MaxLength, "character"),
		between(c),
		span(c.MinItems, c.MaxItems, "item"),
		span(c.MinProperties, c.MaxProperties, "entry"),
	)
	if c.UniqueItems {
		s = describe(s, "No item twice")
	}
	if c.MultipleOf != "" {
		s = describe(s, "A multiple of "+c.MultipleOf)
	}
	if c.Pattern != "" {
		s = describe(s, "Matches `"+oneLine(c.Pattern)+"`")
	}
	return s
}

// span puts the bounds of a count in words.
func span(low, high *int64, unit string) string {
	switch {
	case high != nil && low != nil && *low == *high:
		return "Exactly " + count(*high, unit)
	case high != nil && low != nil && *low > 0:
		return strconv.FormatInt(*low, 10) + " to " + count(*high, unit)
	case high != nil:
		return "At most " + count(*high, unit)
	case low != nil && *low == 1:
		return "Not empty"
	case low != nil && *low > 0:
		return "At least " + count(*low, unit)
	default:
		return ""
	}
}

func count(n int64, unit string) string {
	if n != 1 {
		if stem, ok := strings.CutSuffix(unit, "y"); ok {
			unit = stem + "ies"
		} else {
			unit += "s"
		}
	}
	return strconv.FormatInt(n, 10) + " " + unit
}

// between puts the bounds of a number in words.
func between(c *model.Checks) string {
	low, high := c.Minimum, c.Maximum
	switch {
	case low != "" && high != "" && !c.ExclusiveMin && !c.ExclusiveMax:
		return "From " + low + " to " + high
	case low == "" && high == "":
		return ""
	}
	var parts []string
	if low != "" {
		parts = append(parts, pick(c.ExclusiveMin, "greater than ", "at least ")+low)
	}
	if high != "" {
		parts = append(parts, pick(c.ExclusiveMax, "less than ", "at most ")+high)
	}
	s := strings.Join(parts, ", ")
	return strings.ToUpper(s[:1]) + s[1:]
}

func pick(cond bool, yes, no string) string {
	if cond {
		return yes
	}
	return no
}

// list joins words as a sentence does: "a", "a or b", "a, b or c".
func list(words []string, conjunction string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + " " + conjunction + " " + words[n-1]
	}
}
