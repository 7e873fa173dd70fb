package emit

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"
)

// docWidth is where comment lines are wrapped, in runes.
const docWidth = 100

// doc returns text as a comment: the one way by which words of a document enter a Go file.
// Paragraphs are wrapped, what Markdown and HTML the text holds becomes what Go's doc comments
// know, and nothing in it can end the comment or begin a directive: every line starts with "// " or
// is "//" alone, and holds no control character. A text without words gives no comment at all.
//
//	// Name of the resource, which
//	// is unique.
func doc(paragraphs ...string) *jen.Statement {
	text := commentLines(paragraphs...)
	if text == "" {
		return jen.Null()
	}
	return jen.Comment(text).Line()
}

// commentLines returns text as the lines of a comment; "" when it has no words.
func commentLines(paragraphs ...string) string {
	var b strings.Builder
	for _, p := range paragraphs {
		blocks := docBlocks(plain(p))
		for i, block := range blocks {
			if b.Len() > 0 {
				b.WriteString("//\n")
			}
			if block.kind == blockText && len(block.lines) == 1 && i+1 < len(blocks) {
				// which gofmt would otherwise take for a heading
				block.lines[0] = sentence(block.lines[0])
			}
			block.write(&b)
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// oneLine returns text as it may stand in a comment of one line.
func oneLine(text string) string { return strings.Join(strings.Fields(plain(text)), " ") }

// plain removes what has no place in source code: control characters, those that turn the direction
// of text around, byte order marks, and bytes that are not UTF-8. Whatever counts as the end of a
// line becomes "\n".
func plain(s string) string {
	if isPlainASCII(s) {
		return s
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r' || r == '\v' || r == '\f' || r == 0x85 || r == 0x2028 || r == 0x2029:
			return '\n'
		case r < ' ' || 0x7f <= r && r < 0xa0:
			return -1
		case r == 0xfeff || r == 0x61c || 0x200b <= r && r <= 0x200f || 0x202a <= r && r <= 0x202e || 0x2060 <= r && r <= 0x206f:
			return -1
		case r == 0xa0:
			return ' '
		}
		return r
	}, s)
}

func isPlainASCII(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= 0x7f || c < ' ' && c != '\n' {
			return false
		}
	}
	return true
}

// docBlock is a paragraph, a list or a piece of code of a doc comment.
type docBlock struct {
	kind  blockKind
	lines []string // of a list: its items
}

type blockKind uint8

const (
	blockText blockKind = iota
	blockList
	blockCode
)

// write writes the block as comment lines.
func (b *docBlock) write(out *strings.Builder) {
	switch b.kind {
	case blockText:
		wrap(out, strings.Join(b.lines, " "), "// ", "// ")
	case blockList:
		for _, item := range b.lines {
			mark := "//   - "
			if number, text, ok := strings.Cut(item, ". "); ok && isNumber(number) {
				mark, item = "//  "+number+". ", text
			}
			wrap(out, item, mark, "//     ")
		}
	case blockCode:
		for _, line := range b.lines {
			out.WriteString(strings.TrimRight("//\t"+line, " \t") + "\n")
		}
	}
}

// wrap writes words on lines of at most docWidth runes, as far as they can be parted. No line
// begins like an old build constraint, which vet would look at.
func wrap(out *strings.Builder, text, first, rest string) {
	width := 0
	for word := range strings.FieldsSeq(text) {
		if strings.HasPrefix(word, "+build") {
			word = "`" + word + "`"
		}
		n := utf8.RuneCountInString(word)
		switch {
		case width == 0:
			out.WriteString(first)
			width = len(first)
		case width+1+n > docWidth:
			out.WriteString("\n" + rest)
			width = len(rest)
		default:
			out.WriteByte(' ')
			width++
		}
		out.WriteString(word)
		width += n
	}
	if width > 0 {
		out.WriteByte('\n')
	}
}

// docBlocks parts a text into blocks, as Markdown would.
func docBlocks(text string) []docBlock {
	if strings.ContainsAny(text, "<&*[`") {
		text = fromMarkup(text)
	}
	var p docParser
	for line := range strings.Lines(text) {
		p.line(strings.TrimRight(line, "\n \t"))
	}
	return p.blocks
}

// docParser gathers lines into blocks.
type docParser struct {
	blocks []docBlock
	open   bool // the last block takes further lines
	fenced bool // between two lines of ```
}

// isNumber reports whether a text is a small number, such as lists have.
func isNumber(s string) bool {
	return len(s) <= 3 && s != "" && strings.Trim(s, "0123456789") == ""
}

var (
	bullet  = regexp.MustCompile(`^\s*(?:[-*+•]|(\d{1,3})[.)])\s+(\S.*)$`)
	heading = regexp.MustCompile(`^\s{0,3}#{1,6}\s+(\S.*?)[\s#]*$`)
	rule    = regexp.MustCompile(`^\s*([-=*_]\s*){3,}$`)
)

func (p *docParser) line(line string) {
	trimmed := strings.TrimSpace(line)
	switch {
	case strings.HasPrefix(trimmed, "```") || strings.HasPrefix(trimmed, "~~~"):
		p.fenced, p.open = !p.fenced, false
	case p.fenced:
		p.add(blockCode, line)
	case trimmed == "":
		p.open = false
	case rule.MatchString(trimmed):
		p.open = false
	case strings.HasPrefix(trimmed, "|"):
		p.add(blockCode, trimmed)
	case bullet.MatchString(line):
		m := bullet.FindStringSubmatch(line)
		if m[1] != "" {
			m[2] = m[1] + ". " + m[2]
		}
		p.item(m[2])
	case heading.MatchString(line):
		p.open = false
		p.add(blockText, heading.FindStringSubmatch(line)[1])
		p.open = false
	case p.open && p.last().kind == blockList:
		p.last().lines[len(p.last().lines)-1] += " " + trimmed
	default:
		p.add(blockText, trimmed)
	}
}

func (p *docParser) last() *docBlock { return &p.blocks[len(p.blocks)-1] }

// add adds a line to the last block when it is open and of this kind, else to a new one.
func (p *docParser) add(kind blockKind, line string) {
	if p.open && p.last().kind == kind {
		p.last().lines = append(p.last().lines, line)
		return
	}
	p.blocks = append(p.blocks, docBlock{kind: kind, lines: []string{line}})
	p.open = true
}

// item adds an item to the last block when that is a list, even after an empty line.
func (p *docParser) item(text string) {
	if len(p.blocks) > 0 && p.last().kind == blockList {
		p.last().lines = append(p.last().lines, text)
		p.open = true
		return
	}
	p.open = false
	p.add(blockList, text)
}
