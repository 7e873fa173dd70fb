package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// stripe is the document of which the package that its owner writes is measured as well.
const (
	stripe   = "vacuum/model/test_files/stripe.yaml"
	stripeGo = "github.com/stripe/stripe-go/v85"
)

// largeRow is what a generator makes of a large document, and what compiling that costs.
type largeRow struct {
	document, tool string
	generate       process
	lines          int
	names          names
	object         object
	compile        [2]process // with one and with two processors
	failed         string
}

// names is what a reader meets in a package: its exported types.
type names struct {
	types, aliases, longest int
	mean                    float64
}

// object is what the compiler made of a package.
type object struct {
	functions int
	text      int64 // bytes of machine code
}

// subject is a generator in the version to be measured.
type subject struct {
	tool, bin string
	root      string // of the module that the package is compiled in
}

// large measures all generators on large documents. before is a commit of armsmith to be measured
// as well; "" for none.
func large(ctx context.Context, corpus, before string) ([]largeRow, error) {
	bench, err := filepath.Abs(".")
	if err != nil {
		return nil, err
	}
	if err := buildGenerators(ctx); err != nil {
		return nil, err
	}
	bin := filepath.Join(bench, generatorsBin)
	subjects := []subject{{"armsmith", filepath.Join(bin, "armsmith"), bench}}
	if before != "" {
		old, remove, err := checkOut(ctx, bench, before)
		if err != nil {
			return nil, err
		}
		defer remove()
		subjects = append(subjects, old)
	}
	subjects = append(subjects, subject{"oapi-codegen", filepath.Join(bin, "oapi-codegen"), bench}, subject{"ogen", filepath.Join(bin, "ogen"), bench})
	documents, err := largeDocuments(ctx, corpus)
	if err != nil {
		return nil, err
	}
	var rows []largeRow
	for _, doc := range documents {
		for _, s := range subjects {
			fmt.Println("measuring", s.tool, filepath.Base(doc))
			rows = append(rows, s.measure(ctx, doc))
		}
		if strings.HasSuffix(doc, stripe) {
			rows = append(rows, published(ctx, doc))
		}
	}
	return rows, ctx.Err()
}

// largeDocuments returns the absolute paths of those that are here.
func largeDocuments(ctx context.Context, corpus string) ([]string, error) {
	examples, err := ogenExamples(ctx)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, doc := range []string{
		filepath.Join(corpus, stripe), filepath.Join(corpus, "okta/dist/current/management-oneOfInheritance.yaml"),
		filepath.Join(examples, github), filepath.Join(examples, kubernetes),
	} {
		if path, err := filepath.Abs(doc); err == nil && exists(path) {
			out = append(out, path)
		}
	}
	return out, nil
}

// checkOut builds the armsmith of a commit, in a working tree of its own, where its clients find
// the runtime of that time.
func checkOut(ctx context.Context, bench, commit string) (s subject, remove func(), err error) {
	tree := filepath.Join(bench, "peers", "before")
	remove = func() { _ = run(context.WithoutCancel(ctx), ".", "git", "worktree", "remove", "--force", tree) }
	remove()
	if err := run(ctx, ".", "git", "worktree", "add", "--detach", tree, commit); err != nil {
		return s, nil, err
	}
	s = subject{"armsmith " + commit, filepath.Join(tree, "armsmith-before"), tree}
	if err := run(ctx, tree, "go", "build", "-o", s.bin, "./cmd/armsmith"); err != nil {
		remove()
		return s, nil, err
	}
	return s, remove, nil
}

// measure generates a package, and compiles it.
func (s subject) measure(ctx context.Context, doc string) largeRow {
	row := largeRow{document: filepath.Base(doc), tool: s.tool}
	tool, _, _ := strings.Cut(s.tool, " ")
	out := filepath.Join(s.root, "peers", "large", strings.ReplaceAll(tool, "-", ""))
	row.generate = cost(ctx, 3, func() *exec.Cmd {
		cmd := generatorCommand(ctx, s.bin, tool, doc, out)
		cmd.Dir = s.root
		return cmd
	})
	if row.failed = row.generate.failed; row.failed != "" {
		return row
	}
	row.lines, row.names = lines(out), namesIn(out)
	row.compileIn(ctx, s.root, out)
	return row
}

// published measures the package that Stripe publishes.
func published(ctx context.Context, doc string) largeRow {
	row := largeRow{document: filepath.Base(doc), tool: stripeGo}
	dir, err := exec.CommandContext(ctx, "go", "list", "-f", "{{.Dir}}", stripeGo).Output()
	if err != nil {
		row.failed = err.Error()
		return row
	}
	folder := strings.TrimSpace(string(dir))
	row.lines, row.names = lines(folder), namesIn(folder)
	row.compileIn(ctx, ".", stripeGo)
	return row
}

// compileIn compiles a package, as seen from a module, and looks at what came of it.
func (r *largeRow) compileIn(ctx context.Context, module, pkg string) {
	for i := range r.compile {
		r.compile[i] = compileProcess(ctx, module, pkg, i+1, 1)
		if r.failed = r.compile[i].failed; r.failed != "" {
			return
		}
	}
	var err error
	if r.object, err = objectOf(ctx, module, pkg); err != nil {
		r.failed = err.Error()
	}
}

// objectOf counts the functions in a compiled package.
func objectOf(ctx context.Context, module, pkg string) (o object, err error) {
	list := exec.CommandContext(ctx, "go", "list", "-export", "-f", "{{.Export}}", pkg)
	list.Dir = module
	archive, err := list.Output()
	if err != nil {
		return o, fmt.Errorf("go list -export: %w", err)
	}
	symbols, err := exec.CommandContext(ctx, "go", "tool", "nm", "-size", strings.TrimSpace(string(archive))).Output()
	if err != nil {
		return o, fmt.Errorf("go tool nm: %w", err)
	}
	for scanner := bufio.NewScanner(bytes.NewReader(symbols)); scanner.Scan(); {
		// address, size, kind, name
		fields := strings.Fields(scanner.Text())
		if len(fields) >= 4 && strings.EqualFold(fields[2], "t") {
			size, _ := strconv.ParseInt(fields[1], 10, 64)
			o.functions, o.text = o.functions+1, o.text+size
		}
	}
	return o, nil
}

// namesIn reads the exported types of a package.
func namesIn(dir string) (n names) {
	files, _ := filepath.Glob(filepath.Join(dir, "*.go"))
	letters := 0
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil || strings.HasSuffix(name, "_test.go") {
			continue
		}
		ast.Inspect(f, func(node ast.Node) bool {
			t, ok := node.(*ast.TypeSpec)
			if ok && t.Name.IsExported() {
				n.types, letters = n.types+1, letters+len(t.Name.Name)
				n.longest = max(n.longest, len(t.Name.Name))
				if t.Assign.IsValid() {
					n.aliases++
				}
			}
			return !ok
		})
	}
	n.mean = float64(letters) / float64(max(n.types, 1))
	return n
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// largeReport writes LARGE.md.
func largeReport(rows []largeRow) []byte {
	var out bytes.Buffer
	p := func(format string, args ...any) { fmt.Fprintf(&out, format, args...) }
	heading(&out, "Large documents", "")
	p("Generating and compiling are CPU time and memory of the process, generating the least of three; compiling is that of the package alone,\n" +
		"with one and with two processors. Functions and code are those of the compiled package. Lines are the package's own, without the runtime, fakes\n" +
		"and tests. Types are exported ones, aliases among them; names are in letters. oapi-codegen emits no codec.\n")
	for i, r := range rows {
		if i == 0 || rows[i-1].document != r.document {
			p("\n## %s\n\n| | generate, CPU s | lines | functions | code, MB | compile, CPU s | compile, MiB | types | mean | longest | aliases |\n"+
				"|---|---|---|---|---|---|---|---|---|---|---|\n", r.document)
		}
		if r.failed != "" {
			p("| %s | %s |\n", r.tool, strings.ReplaceAll(r.failed, "|", "/"))
			continue
		}
		p("| %s | %.2f | %d | %d | %.2f | %.2f, %.2f | %d, %d | %d | %.0f | %d | %d |\n", r.tool, r.generate.cpu.Seconds(), r.lines, r.object.functions,
			float64(r.object.text)/1e6, r.compile[0].cpu.Seconds(), r.compile[1].cpu.Seconds(), r.compile[0].memory>>10, r.compile[1].memory>>10,
			r.names.types, r.names.mean, r.names.longest, r.names.aliases)
	}
	return out.Bytes()
}
