package operation

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/source"
	"github.com/armsmith/armsmith/generator/rule"
)

// groups are the operation groups met so far, in document order.
type groups struct {
	found    []*found // all operations that are kept
	list     []*group
	byName   map[string]*group
	subjects []rule.Subject // all operations of the document, and its webhooks
	hooks    int            // how many webhooks are kept
}

// group is one operation group while it is being built. The name "" stands for the client itself.
type group struct {
	name       string
	methods    []*method
	operations []*model.Operation
}

// get returns the group of a Go name.
func (g *groups) get(name string) *group {
	if found := g.byName[name]; found != nil {
		return found
	}
	made := &group{name: name}
	g.byName[name] = made
	g.list = append(g.list, made)
	return made
}

// nameMethods settles what every method is called: within its group, and for those on the client
// itself beside the fields that lead to the groups.
func (all *groups) nameMethods(names *name.Scope) {
	for _, g := range all.list {
		s := names.Inner(methodsScope+g.name, nil, all.takenMembers(g)...)
		for _, m := range g.methods {
			m.called = s.Declare(&name.Name{Key: m.identity("method"), Also: m.also("method"), Place: m.Ptr, Rank: name.RankSchema,
				Candidates: m.candidates(), Exact: m.name.methods[0] == m.id, Chosen: source.Renamed(m.Node)}).To(&m.goName)
			if m.lro {
				resume := "Resume" + m.bare(m.name.methods[0]) + m.suffix
				s.Declare(&name.Name{Key: m.identity("resume"), Also: m.also("resume"), Rank: name.RankFirst,
					Candidates: []string{resume, resume + "Operation"}}).To(&m.resume)
			}
			if m.chunks != nil && m == m.methods[0] {
				in := m.name.methods[0] + "InChunks"
				s.Declare(&name.Name{Key: m.identity("chunks"), Also: m.also("chunks"), Rank: name.RankFirst,
					Candidates: []string{in, in + "Operation"}}).To(&m.inChunks)
			}
			m.declareJob(s)
		}
		s.Resolve()
		for _, m := range g.methods {
			bare, ok := strings.CutSuffix(m.bare(m.goName), m.suffix)
			m.base = m.name.typeBase(bare)
			if ok {
				m.base += m.suffix
			}
		}
	}
}

// takenMembers are the names that methods of a group cannot have: those of the groups, on the
// client, and of the method for what the document does not describe.
func (all *groups) takenMembers(g *group) []string {
	var taken []string
	if g.name == "" {
		taken = append(taken, "Do")
		for _, other := range all.list {
			taken = append(taken, other.name)
		}
	}
	return taken
}

// identity tells a method from all others, whatever the document's order.
func (m *method) identity(role string) string {
	return role + " " + m.method + " " + m.Ptr + " " + m.suffix
}

// begin is what the method of a long-running operation begins with.
func (m *method) begin() string {
	if m.lro {
		return "Begin"
	}
	return ""
}

var variable = regexp.MustCompile(`\{[^}]*\}`)

// also is what tells a method when its path is written otherwise: the identifier that the document
// gives it, or else the path without what its variables are called.
func (m *method) also(role string) string {
	id := m.id
	if !m.Has("operationId") {
		id = variable.ReplaceAllString(id, "{}")
	}
	return role + " " + id + " " + m.suffix
}

// bare is a method's name without what begin puts before it. Beginning is a word of its own.
func (m *method) bare(name string) string {
	rest, ok := strings.CutPrefix(name, m.begin())
	if first, _ := utf8.DecodeRuneInString(rest); !ok || unicode.IsLower(first) || first == utf8.RuneError {
		return name
	}
	return rest
}

// candidates are the names a method may have, in order of preference.
func (m *method) candidates() []string {
	var out []string
	for _, c := range m.name.methods {
		c = m.begin() + m.bare(c) + m.suffix
		out = append(out, c)
	}
	return append(out, out[0]+name.Go(strings.ToLower(m.method)))
}

// declareVar names the descriptor of a method.
func (m *method) declareVar(names *name.Scope, op *model.Operation) {
	v := name.Var(m.group.name + m.goName)
	names.Declare(&name.Name{Key: m.identity("var"), Rank: name.RankVar, Candidates: []string{v, v + "Operation"}}).To(&op.Var)
}

// finishGroups returns the groups that hold operations.
func (r reader) finishGroups(all *groups, hooks *model.Webhooks) []*model.Group {
	var out []*model.Group
	files := name.NewScope(slices.Concat(generatedFiles, devices)...)
	if hooks != nil {
		files = name.NewScope(slices.Concat(generatedFiles, devices, webhookFiles)...)
	}
	for _, g := range all.list {
		if len(g.operations) == 0 {
			continue
		}
		made := &model.Group{Name: g.name, Client: "Client", Operations: g.operations}
		file := "operations"
		if g.name != "" {
			made.Doc = r.tagDoc(g.name)
			r.names.Declare(&name.Name{Key: "client " + g.name, Rank: name.RankClient,
				Candidates: []string{g.name + "Client", g.name + "Operations", g.name + "OperationsClient"}}).To(&made.Client)
			file = fileName(g.name)
		}
		files.Declare(&name.Name{Key: "file " + g.name, Candidates: []string{file, file + "_client"}}).To(&made.File)
		out = append(out, made)
	}
	files.Resolve()
	return out
}

// generatedFiles are the files of a package, and of its fake, that are not a group's.
var generatedFiles = []string{"doc", "client", "models", "models_json", "models_xml", "enums", "unions", "aliases", "params", "scope", "servers",
	"resources", "examples", "main", "fake", "cassette"}

// webhookFiles are those of a package that has webhooks.
var webhookFiles = []string{"webhooks", "webhooks_read", "webhooks_events"}

// constrained are the last words of file names that make Go build a file only somewhere, or only in
// tests.
var constrained = set(`test aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1
	windows zos unix 386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc ppc64
	ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm`)

// devices are the names that no file can have on Windows, whatever its ending.
var devices = strings.Fields(`con prn aux nul com0 com1 com2 com3 com4 com5 com6 com7 com8 com9
	lpt0 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9`)

// longestFile is how long a file's base name may be: Windows takes paths of 260 characters in all.
const longestFile = 60

// fileName turns a group's name into the base of a file name: small ASCII letters, digits and
// underscores, that means nothing to the go command and is not too long.
func fileName(group string) string {
	var words []string
	for _, w := range name.Words(group) {
		w = strings.Map(func(r rune) rune {
			if r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				return -1
			}
			return unicode.ToLower(r)
		}, w)
		if w != "" {
			words = append(words, w)
		}
	}
	if len(words) == 0 {
		return "group"
	}
	file := strings.Join(words, "_")
	if len(file) > longestFile {
		file = strings.TrimRight(file[:longestFile], "_")
	}
	last := file[strings.LastIndex(file, "_")+1:]
	if constrained[last] && last != file {
		file += "_client"
	}
	return file
}
