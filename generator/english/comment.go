package english

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// docWidth is where comment lines are wrapped, in runes.
const docWidth = 100

// Comment returns text as the lines of a comment; "" when it has no words.
func Comment(paragraphs ...string) string {
	var b strings.Builder
	for _, p := range paragraphs {
		blocks := docBlocks(plain(strings.Map(seen, p)))
		for i, block := range blocks {
			if b.Len() > 0 {
				b.WriteString("//\n")
			}
			if block.kind == blockText && len(block.lines) == 1 && i+1 < len(blocks) {
				// which gofmt would otherwise take for a heading
				block.lines[0] = Sentence(block.lines[0])
			}
			block.write(&b)
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// seen drops what a reader of a comment cannot see and an editor may obey: bidirectional controls,
// joiners, byte order marks. It returns a space for other controls, and for exotic ends of lines.
func seen(r rune) rune {
	switch {
	case r == '\n' || r == '\t':
		return r
	case unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r):
		return -1
	case unicode.IsControl(r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r):
		return ' '
	default:
		return r
	}
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
