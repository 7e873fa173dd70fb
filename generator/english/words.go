package english

import "strings"

// The words by which introduce.go finds out how a description begins. Parts of speech that are
// closed are listed whole; of verbs and nouns those that descriptions of APIs begin with. A word
// that is missing costs no more than a less fluent sentence.

// wordSet makes a set of words parted by spaces.
func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

var (
	articles = wordSet("a an the")

	// objects are what the object of a verb begins with.
	objects = wordSet("a an the all one multiple this your existing new current specific specified given another any each every")

	// notVerbs are words before an article that are no verbs, or address the reader.
	notVerbs = wordSet(`for in on at by with to from of as if when whether while after before during once under over per via through
		using given only both and or not is are was has can must may like this that these those it you we there see note use let
		about since unless until without within upon all some any each every such what which who whose how because but against
		into onto except than then beta deprecated internal warning important`)

	// finite are verbs that make a sentence of what stands before them.
	finite = wordSet(`is are was were must should can cannot will may has have does do contains represents describes defines
		specifies indicates provides returns applies allows occurs exists uses supports requires includes runs starts stops`)

	// subordinate are words that a clause begins with which belongs to the noun before it.
	subordinate = wordSet("that which who whose whom if when whether where what how because while until unless as")

	// joints are words that tie what follows to the noun before them.
	joints = wordSet(`of for to that which with containing describing about used in on from by between associated representing returned
		pertaining related regarding specific where when whose identifying defining`)

	// nouns are things that can be counted.
	nouns = wordSet(`reference representation description definition collection list set response request result type status state
		name configuration object model resource identifier id group array map enumeration enum kind version summary record
		container wrapper instance policy schema structure message error event filter identity token value link mode action
		location number reason page item pair subset body payload entity`)

	// substances are things that can't be counted, and those that come in numbers.
	substances = wordSet(`information metadata data details properties parameters settings options attributes fields values results
		statistics metrics content credentials`)

	// singulars end like plurals.
	singulars = wordSet("alias series species news kubernetes always canvas bias gas lens means this has was does its address")
)

// thirdPerson maps the imperatives that summaries of operations begin with to what a doc comment
// says.
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
	"start": "starts", "stop": "stops", "store": "stores", "stream": "streams", "activate": "activates", "approve": "approves", "assign": "assigns",
	"deactivate": "deactivates", "decline": "declines", "deploy": "deploys", "describe": "describes", "dismiss": "dismisses",
	"edit": "edits", "insert": "inserts", "install": "installs", "provision": "provisions", "reject": "rejects",
	"regenerate": "regenerates", "terminate": "terminates", "undelete": "undeletes", "upgrade": "upgrades", "submit": "submits", "subscribe": "subscribes", "sync": "syncs",
	"test": "tests", "transfer": "transfers", "trigger": "triggers", "unlock": "unlocks", "unsubscribe": "unsubscribes",
	"update": "updates", "upload": "uploads", "upsert": "upserts", "validate": "validates", "verify": "verifies",
	"view": "views", "write": "writes",
}

// described are verbs in the third person that descriptions of schemas begin with.
var described = map[string]bool{
	"contains": true, "defines": true, "describes": true, "determines": true, "encapsulates": true, "holds": true,
	"identifies": true, "indicates": true, "lets": true, "links": true, "models": true, "provides": true,
	"represents": true, "controls": true, "specifies": true, "stores": true, "tells": true, "wraps": true, "allows": true,
}

// uncountable are words that end in s and are no plurals, or mean the same in both numbers.
var uncountable = wordSet(`news series species details metrics analytics statistics stats settings preferences credentials
	dns sms ops os aws gps tls cors iops https kubernetes logs sas nas rss ios macos always as is has redis`)

// irregular are plurals that the endings mislead about.
var irregular = map[string]string{"aliases": "alias", "caches": "cache", "children": "child", "cookies": "cookie",
	"indices": "index", "matrices": "matrix", "movies": "movie", "vertices": "vertex", "viruses": "virus"}
