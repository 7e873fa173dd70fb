package specs_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// page is a reference page, as far as it can be read by its form alone.
type page struct {
	text            string
	lossy           bool // words are cut short: names and types hold for their beginnings only
	parameters      []row
	headers         []row
	body            []row
	responses       []row
	responseHeaders []string
	security        []string
	definitions     []definition
	request         string
	requestBody     json.RawMessage
	responseBody    json.RawMessage
	sampleHeaders   []string
}

type definition struct {
	name      string
	described bool
	rows      []row
	enum      []row
}

// words are what the pages call their parts, in each of their languages.
var words = struct{ parameters, headers, body, responses, responseHeaders, security, examples, request, response, definitions *regexp.Regexp }{
	parameters:      regexp.MustCompile(`(?m)^URI (參數|パラメーター)$`),
	headers:         regexp.MustCompile(`(?m)^要求標頭$`),
	body:            regexp.MustCompile(`(?m)^要求本文$`),
	responses:       regexp.MustCompile(`(?m)^(回應|応答)$`),
	responseHeaders: regexp.MustCompile(`(?m)^標題$`),
	security:        regexp.MustCompile(`(?m)^安全性$`),
	examples:        regexp.MustCompile(`(?m)^(範例|例)$`),
	request:         regexp.MustCompile(`(?m)^(範例要求|要求のサンプル)$`),
	response:        regexp.MustCompile(`(?m)^(範例回覆|応答のサンプル)$`),
	definitions:     regexp.MustCompile(`(?m)^(定義)$`),
}

// between returns what stands after one heading and before the first of others.
func between(text string, from *regexp.Regexp, to ...*regexp.Regexp) string {
	at := from.FindStringIndex(text)
	if at == nil {
		return ""
	}
	text = text[at[1]:]
	for _, re := range to {
		if end := re.FindStringIndex(text); end != nil {
			text = text[:end[0]]
		}
	}
	return text
}

func parsePage(t *testing.T, text string) page {
	t.Helper()
	w := words
	p := page{text: text, lossy: strings.Contains(text, "---|---")}
	tables := parseBlocks
	if p.lossy {
		tables = parsePipes
	}
	p.parameters = tables(t, between(text, w.parameters, w.headers, w.body, w.responses))
	p.headers = tables(t, between(text, w.headers, w.body, w.responses))
	p.body = tables(t, between(text, w.body, w.responses))
	p.responses = parseResponses(between(text, w.responses, w.security, w.examples))
	for _, line := range strings.Split(between(text, w.responseHeaders, w.security), "\n") {
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "• "); ok {
			p.responseHeaders = append(p.responseHeaders, name)
		}
	}
	p.security = parseSecurity(between(text, w.security, w.examples))
	p.parseSamples(t)
	p.definitions = parseDefinitions(t, between(text, w.definitions), tables)
	if len(p.definitions) == 0 || len(p.parameters) == 0 {
		t.Fatal("this reader no longer understands the page")
	}
	return p
}

// foreign tells a translated text from a name, type, value or constraint.
func foreign(s string) bool { return strings.ContainsFunc(s, func(r rune) bool { return r > 0x7f }) }

var (
	isRequired  = regexp.MustCompile(`\[(必要|必須)\]`)
	isIdent     = regexp.MustCompile(`^[A-Za-z$][\w$-]*$`)
	isLimit     = regexp.MustCompile(`^(minLength|maxLength|pattern): `)
	typePattern = `(?:string|integer|number|boolean|object)(?: \([\w-]+\))?(?:\[\])?|<string,.*`
	isType      = regexp.MustCompile(`^(?:` + typePattern + `|[A-Za-z]\w+(?:\[\])?)$`)
	isPlainType = regexp.MustCompile(`^(` + typePattern + `)$`)
	rowStart    = regexp.MustCompile(`^([\w$-]+)(?: (\w+):)?(?:\n(path|query)( True)?)?$`)
)

// parseBlocks reads tables in which cells stand one below the other with empty lines between: name,
// type, constraints, default, description. Only the description is in the page's language, and ends
// the row.
func parseBlocks(t *testing.T, table string) (rows []row) {
	t.Helper()
	_, table, _ = strings.Cut(strings.TrimSpace(table), "\n") // column names
	inRow := false
	for _, block := range regexp.MustCompile(`\n\n+`).Split(strings.TrimSpace(table), -1) {
		if block == "" {
			continue
		}
		var r *row
		if len(rows) > 0 {
			r = &rows[len(rows)-1]
		}
		start := rowStart.FindStringSubmatch(block)
		switch {
		case foreign(block) && r != nil:
			r.described = true
			r.required = r.required || isRequired.MatchString(block)
			inRow = false
		case !inRow && start != nil:
			rows = append(rows, row{name: start[1], typ: start[2], in: start[3], required: start[4] != ""})
			inRow = true
		case inRow && isLimit.MatchString(block):
			r.limits = strings.Split(block, "\n")
		case inRow && r.typ == "" && isType.MatchString(block):
			r.typ = strings.ReplaceAll(block, ",  ", ", ")
		// "referenceType string:"
		case inRow && r.typ == "string" && r.def == "" && strings.HasSuffix(r.name, "Type"):
			r.tag = block
		// the only variant of a union, under its name
		case inRow && r.typ == "BatchDeploymentConfiguration":
		case inRow && r.def == "":
			r.def = block
		default:
			t.Fatalf("this reader does not understand %q", block)
		}
	}
	return rows
}

var pipeLimits = regexp.MustCompile(`(minLength: \d+)?(maxLength: \d+)?(pattern: .+)?$`)

// parsePipes reads tables whose cells are separated by "|". Empty cells have slid to the end of
// their row.
func parsePipes(t *testing.T, table string) (rows []row) {
	t.Helper()
	head, table, ok := strings.Cut(strings.TrimSpace(table), "\n---|")
	if !ok {
		return nil
	}
	columns := strings.Count(head, "|")
	_, table, _ = strings.Cut(table, "\n")
	cells := strings.Split(table, "|")
	// and the last row has lost its empty cells
	for len(cells) < columns || len(cells)%columns != 0 {
		cells = append(cells, "")
	}
	for ; len(cells) > 0 && strings.TrimSpace(cells[0]) != ""; cells = cells[columns:] {
		r := row{name: strings.TrimSpace(cells[0])}
		for _, cell := range cells[1:columns] {
			parsePipeCell(&r, strings.Join(strings.Fields(cell), " "))
		}
		rows = append(rows, r)
	}
	if rest := strings.TrimSpace(strings.Join(cells, "")); rest != "" {
		t.Fatalf("this reader does not understand %q", rest)
	}
	return rows
}

func parsePipeCell(r *row, cell string) {
	base, rest := cell, ""
	if at := pipeLimits.FindStringSubmatchIndex(cell); at != nil && at[0] > 0 {
		base, rest = strings.TrimSpace(cell[:at[0]]), cell[at[0]:]
	}
	union, tag, isUnion := strings.Cut(cell, ":")
	switch {
	case cell == "":
	case foreign(cell):
		r.described = true
		r.required = r.required || isRequired.MatchString(cell)
	case cell == "path" || cell == "query":
		r.in = cell
	case isPlainType.MatchString(base):
		r.typ = base
		r.limits = slices.DeleteFunc(pipeLimits.FindStringSubmatch(rest)[1:], func(s string) bool { return s == "" })
	case cell == "True":
		r.required = true
	case isUnion && isIdent.MatchString(union):
		r.typ, r.tag = union, strings.TrimSpace(tag)
	case strings.HasPrefix(r.typ, "<"): // a title, where the description has been lost
	default:
		r.def = cell
	}
}

// parseResponses reads the statuses with the types of their bodies, where those are still there.
func parseResponses(text string) (rows []row) {
	status := regexp.MustCompile(`^(\d{3}) |^Other Status Codes`)
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		m := status.FindStringSubmatch(line)
		switch {
		case m != nil && m[1] != "":
			rows = append(rows, row{name: m[1]})
		case m != nil:
			rows = append(rows, row{name: "default"})
		case len(rows) > 0 && isIdent.MatchString(line):
			rows[len(rows)-1].typ = line
		case len(rows) > 0 && foreign(line) && !strings.HasPrefix(line, "•"):
			rows[len(rows)-1].described = true
		}
	}
	return rows
}

// parseSecurity reads name, type, flow, URL and scopes, in the page's order.
func parseSecurity(text string) (out []string) {
	scopes := false
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		_, value, labelled := strings.Cut(line, ": ")
		switch {
		case scopes && line != "":
			out = append(out, strings.Fields(line)[0])
		case line == "名稱 Description":
			scopes = true
		case len(out) == 0 && isIdent.MatchString(line), labelled:
			if labelled {
				line = value
			}
			out = append(out, line)
		}
	}
	return out
}

// parseSamples reads the request line and the bodies that follow it.
func (p *page) parseSamples(t *testing.T) {
	t.Helper()
	request := between(p.text, words.request, words.response)
	p.request = regexp.MustCompile(`(?m)^(GET|PATCH) .*$`).FindString(request)
	p.requestBody = firstJSON(t, request[strings.Index(request, p.request)+len(p.request):])
	response := between(p.text, words.response, words.definitions)
	p.responseBody = firstJSON(t, response)
	p.sampleHeaders = regexp.MustCompile(`(?m)^[A-Z][\w-]+: .*$`).FindAllString(response, -1)
}

func firstJSON(t *testing.T, text string) (raw json.RawMessage) {
	t.Helper()
	at := strings.Index(text, "{")
	if at < 0 {
		return nil
	}
	if err := json.NewDecoder(strings.NewReader(text[at:])).Decode(&raw); err != nil {
		t.Fatalf("a sample is not JSON: %v", err)
	}
	return raw
}

var tableHead = regexp.MustCompile(`(?m)^(?:(名稱 類型|Description$|名前 \||値 \|).*)$`)

// parseDefinitions reads the sections that follow the list of definitions. Each holds one table;
// its name is the last line before the table that is nothing but a name.
func parseDefinitions(t *testing.T, text string, tables func(*testing.T, string) []row) (defs []definition) {
	t.Helper()
	_, text, _ = strings.Cut(strings.TrimSpace(text), "\n") // the list's own head
	heads := tableHead.FindAllStringIndex(text, -1)
	nameLine := regexp.MustCompile(`(?m)^[A-Za-z]\w+$`)
	start := make([]int, len(heads)+1)
	start[len(heads)] = len(text)
	for i, head := range heads {
		names := nameLine.FindAllStringIndex(text[:head[0]], -1)
		last := names[len(names)-1]
		start[i] = last[0]
		defs = append(defs, definition{
			name:      text[last[0]:last[1]],
			described: strings.TrimSpace(text[last[1]:head[0]]) != "",
		})
	}
	listed := regexp.MustCompile(`(?m)^[A-Za-z]\w+(?: \|)?$`).FindAllString(text[:start[0]], -1)
	if len(listed) != len(defs) {
		t.Fatalf("the page lists %d definitions, this reader found %d sections", len(listed), len(defs))
	}
	for i, head := range heads {
		table := text[head[0]:start[i+1]]
		if kind := text[head[0]:head[1]]; kind == "Description" || strings.HasPrefix(kind, "値") {
			defs[i].enum = parseEnum(table)
		} else {
			defs[i].rows = tables(t, table)
		}
	}
	return defs
}

// parseEnum reads values, each on a line of its own, and whether a description follows them.
func parseEnum(table string) (rows []row) {
	for _, line := range strings.Split(table, "\n")[1:] {
		value := strings.Trim(line, " |")
		switch {
		case value == "" || strings.HasPrefix(value, "---"):
		case foreign(value):
			rows[len(rows)-1].described = true
		default:
			rows = append(rows, row{name: value})
		}
	}
	return rows
}
