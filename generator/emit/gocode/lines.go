package gocode

import (
	"bytes"
	"go/ast"
	"go/token"
	"slices"
	"unicode/utf8"
)

// LongestLine is how many columns generated lines are wide at most, where Go lets them be broken.
const LongestLine = 120

const (
	fullLine = 100 // what is broken is filled up to here, as hand-written lists are
	tabWidth = 4
)

// breakLines breaks the lines of a parsed file that would be too wide, at the lists and function
// bodies on them. It moves no code: it tells the file's table of lines where new ones begin, which
// the printer of Go follows, commas included.
func breakLines(fset *token.FileSet, file *ast.File, src []byte) {
	tok := fset.File(file.Pos())
	b := breaker{tok: tok, src: src, lines: tok.Lines()}
	if !b.mark() {
		return
	}
	ast.PreorderStack(file, nil, func(n ast.Node, above []ast.Node) bool {
		b.visit(n, above)
		return true
	})
	slices.Sort(b.lines)
	tok.SetLines(slices.Compact(b.lines))
}

// breaker finds where lines are to be broken.
type breaker struct {
	tok   *token.File
	src   []byte
	lines []int  // offsets at which lines begin
	done  int    // line whose outermost list has been broken
	maybe []bool // by line: whether it may be too wide
}

// surely is a width from which on a line may be too wide once it is indented and gofmt has set its
// spaces.
const surely = 80

// mark finds the lines that may be too wide, which are few. It reports whether there are any.
func (b *breaker) mark() (found bool) {
	b.maybe = make([]bool, len(b.lines)+1)
	for i, start := range b.lines {
		end := len(b.src)
		if i+1 < len(b.lines) {
			end = b.lines[i+1]
		}
		if end-start > surely {
			b.maybe[i+1], found = true, true // lines count from 1
		}
	}
	return found
}

// visit breaks the outermost list of a line that is too wide.
func (b *breaker) visit(n ast.Node, above []ast.Node) {
	switch n.(type) {
	case *ast.CallExpr, *ast.CompositeLit, *ast.FuncDecl, *ast.FuncType:
	default:
		return
	}
	line := b.tok.Line(n.Pos())
	if line == b.done || !b.maybe[line] {
		return
	}
	indent := indentation(above)
	if b.width(line, n, above)+indent <= LongestLine {
		return
	}
	if b.breakNode(n, indent) {
		b.done = line
	}
}

// indentation is how far the code within some nodes is indented.
func indentation(above []ast.Node) (columns int) {
	for _, n := range above {
		switch n := n.(type) {
		case *ast.BlockStmt, *ast.CaseClause:
			columns += tabWidth
		case *ast.SwitchStmt, *ast.TypeSwitchStmt:
			columns -= tabWidth // its block does not indent the cases
		case *ast.GenDecl:
			if n.Lparen.IsValid() {
				columns += tabWidth
			}
		}
	}
	return columns
}

// width is how wide the line is on which a node within others begins, without its indentation. The
// body of a function that is written on one line counts as a line of its own: gofmt makes it one.
func (b *breaker) width(line int, n ast.Node, above []ast.Node) int {
	if f, ok := n.(*ast.FuncDecl); ok && f.Body != nil {
		return columns(b.src[b.tok.Offset(f.Pos()) : b.tok.Offset(f.Body.Lbrace)+1])
	}
	for i, outer := range above {
		if f, ok := outer.(*ast.FuncDecl); ok && b.tok.Line(f.Pos()) == line && i+2 < len(above) && above[i+1] == f.Body {
			return b.size(above[i+2])
		}
	}
	text, _, _ := bytes.Cut(b.src[b.tok.Offset(b.tok.LineStart(line)):], []byte("\n"))
	return columns(text)
}

// breakNode breaks a node that stands on one line. It reports whether there was anything to break.
func (b *breaker) breakNode(n ast.Node, indent int) bool {
	if b.tok.Line(n.Pos()) != b.tok.Line(n.End()) {
		if f, ok := n.(*ast.FuncDecl); !ok || b.tok.Line(f.Type.Pos()) != b.tok.Line(f.Type.End()) {
			return false
		}
	}
	switch n := n.(type) {
	case *ast.CallExpr:
		if _, conversion := n.Fun.(*ast.ParenExpr); conversion || len(n.Args) == 0 {
			return false // (*Sku)(nil) is one word
		}
		switch last := pointed(n.Args[len(n.Args)-1]).(type) {
		case *ast.FuncLit:
			if len(last.Body.List) > 0 {
				return b.breakBody(last.Body, indent)
			}
		case *ast.CompositeLit:
			if len(last.Elts) > 0 && !holdsLiteral(n.Args[:len(n.Args)-1]) && indent+b.before(last.Lbrace) < LongestLine {
				return b.breakNode(last, indent)
			}
		}
		b.breakList(n.Args, n.Rparen, indent)
	case *ast.CompositeLit:
		if len(n.Elts) == 0 {
			return false
		}
		b.breakList(n.Elts, n.Rbrace, indent)
	case *ast.UnaryExpr:
		return b.breakNode(n.X, indent)
	case *ast.FuncDecl:
		b.breakFields(n.Type.Params, indent)
	case *ast.FuncType:
		b.breakFields(n.Params, indent)
	default:
		return false
	}
	return true
}

// pointed returns what & takes the address of, or the expression itself.
func pointed(e ast.Expr) ast.Expr {
	if u, ok := e.(*ast.UnaryExpr); ok && u.Op == token.AND {
		return u.X
	}
	return e
}

// holdsLiteral reports whether one of the arguments is a composite literal.
func holdsLiteral(args []ast.Expr) bool {
	return slices.ContainsFunc(args, func(e ast.Expr) bool {
		_, ok := pointed(e).(*ast.CompositeLit)
		return ok
	})
}

// breakBody puts the statements of a function on lines of their own.
func (b *breaker) breakBody(body *ast.BlockStmt, indent int) bool {
	indent += tabWidth
	for _, s := range body.List {
		b.begin(s.Pos())
		if e, ok := s.(*ast.ExprStmt); ok && indent+b.size(s) > LongestLine {
			b.breakNode(e.X, indent)
		}
	}
	b.begin(body.Rbrace)
	return true
}

// breakList fills lines with the elements of a list. Elements with keys get a line each, and those
// that are too wide by themselves are broken in turn.
func (b *breaker) breakList(elements []ast.Expr, end token.Pos, indent int) {
	indent += tabWidth
	column := 0
	for _, e := range elements {
		size := b.size(e) + len(", ")
		value := e
		pair, keyed := e.(*ast.KeyValueExpr)
		if keyed {
			value = pair.Value
		}
		if column == 0 || keyed || column+size > fullLine {
			b.begin(e.Pos())
			column = indent
		}
		column += size
		if column > LongestLine && b.breakNode(value, indent) {
			column = fullLine
		}
	}
	b.begin(end)
}

// breakFields does the same for the parameters of a function.
func (b *breaker) breakFields(fields *ast.FieldList, indent int) {
	if fields == nil || len(fields.List) == 0 {
		return
	}
	indent += tabWidth
	column := 0
	for _, f := range fields.List {
		size := b.size(f) + len(", ")
		if column == 0 || column+size > fullLine {
			b.begin(f.Pos())
			column = indent
		}
		column += size
	}
	// The last parameter ends where the parenthesis stands; the printer takes what is one further
	// on to be on another line.
	fields.Closing++
	b.begin(fields.Closing)
}

// begin has a line begin at a place.
func (b *breaker) begin(pos token.Pos) { b.lines = append(b.lines, b.tok.Offset(pos)) }

// before is how wide the part of a line before a place is.
func (b *breaker) before(pos token.Pos) int {
	line := b.tok.LineStart(b.tok.Line(pos))
	return columns(b.src[b.tok.Offset(line):b.tok.Offset(pos)])
}

// size is how wide a node is.
func (b *breaker) size(n ast.Node) int {
	return columns(b.src[b.tok.Offset(n.Pos()):b.tok.Offset(n.End())])
}

// columns is how wide code is once gofmt has set its spaces, which jennifer sets otherwise. It need
// not be exact.
func columns(code []byte) (n int) {
	var before byte // the last that is no space
	spaced := false
	for i := 0; i < len(code); i++ {
		c := code[i]
		switch {
		case c == ' ' || c == '\t':
			spaced = true
			continue
		case c == '"' || c == '`':
			end := i + 1
			for end < len(code) && code[end] != c {
				if c == '"' && code[end] == '\\' {
					end++
				}
				end++
			}
			n += utf8.RuneCount(code[i:min(end, len(code))])
			i = end
		case c == ',' || c == ':' || c == '=':
			n++ // and a space
		case c == '{' && before == ')' || c == '}' && spaced:
			n += 2 // a body on one line
		case spaced && isWord(c) && isWord(before):
			n++
		}
		n, before, spaced = n+1, c, false
	}
	return n
}

// isWord reports whether a byte can stand in an identifier.
func isWord(c byte) bool {
	return c == '_' || c >= utf8.RuneSelf || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}
