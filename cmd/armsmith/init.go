package main

import (
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/mod/modfile"

	"github.com/armsmith/armsmith"
	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/load"
)

// configSchema is the JSON Schema of armsmith.yaml, which editors complete and check it by.
//
//go:embed armsmith.schema.json
var configSchema string

const configTemplate = `# What armsmith generates. Paths are relative to this file.
#
#   go tool armsmith generate   writes the clients
#   go tool armsmith check      fails when a committed client is not what its document gives
clients:
  - spec: %s # OpenAPI 3.x or Swagger 2.0, YAML or JSON; of a whole service, a list, or the folder of a version
    out: %s # the client's folder: armsmith owns what it writes there, and nothing else
    # package: %s # the Go package's name; without it, it is named after the folder
    # tolerate: true # leave out what a defect of the document reaches, and generate the rest
`

const generateTemplate = `package %s

//go:generate go tool armsmith generate
`

// In a folder without Go files, nobody knows yet what the package will be called.
const generateAlone = `//go:build generate

// The tag, which only go generate sets, keeps this file out of the package of this folder, whatever
// its name will be.
package main

//go:generate go tool armsmith generate
`

func initCommand(term *terminal) *cobra.Command {
	var out, tag string
	var schema bool
	cmd := &cobra.Command{
		Use:   "init [document...]",
		Short: "Write a first armsmith.yaml and a go:generate line",
		Long: `Write a first armsmith.yaml and a go:generate line, and say what to type next. Without a document, the one openapi or swagger
file (.yaml, .yml, .json) is taken that is here or in specs, api, docs or openapi.`,
		Example: "  armsmith init openapi.yaml --out internal/petstore",
		RunE: func(cmd *cobra.Command, args []string) error {
			if schema {
				_, err := fmt.Fprint(term.out, configSchema)
				return err
			}
			if len(args) == 0 {
				found, err := findDocument()
				if err != nil {
					return usageError{err}
				}
				args = []string{found}
			}
			made := spec{paths: args, tag: tag}
			for _, arg := range args {
				if load.IsAddress(arg) {
					return usageError{fmt.Errorf("%s is an address of the network: `armsmith fetch %s` saves the document as a file", arg, arg)}
				}
				if _, err := os.Stat(arg); err != nil {
					return usageError{fmt.Errorf("document %s: %s", arg, reason(err))}
				}
			}
			made = made.each(func(file string) string { return filepath.ToSlash(filepath.Clean(file)) })
			return initialise(term, made, filepath.ToSlash(filepath.Clean(out)))
		},
	}
	cmd.Flags().StringVar(&tag, "tag", "", "tag of a readme.md, which names the documents")
	cmd.Flags().StringVarP(&out, "out", "o", "api", "the client's folder")
	cmd.Flags().BoolVar(&schema, "schema", false, "print the JSON Schema of "+configName+", for editors, and write nothing")
	return cmd
}

// initialise writes the two files into the working directory. It overwrites neither.
func initialise(term *terminal, made spec, out string) error {
	pkg, err := packageHere(".")
	if err != nil {
		return err
	}
	example := generator.PackageName(out)
	if err := writeNew(configName, fmt.Sprintf(configTemplate, made.yaml(), yamlText(out), example)); err != nil {
		return usageError{err}
	}
	fmt.Fprintf(term.out, "wrote %s\n", configName)
	const generateName = "generate.go"
	text := generateAlone
	if pkg != "" {
		text = fmt.Sprintf(generateTemplate, pkg)
	}
	switch err := writeNew(generateName, text); {
	case err == nil:
		fmt.Fprintf(term.out, "wrote %s, so that `go generate ./...` runs armsmith\n", generateName)
	case errors.Is(err, fs.ErrExist):
		fmt.Fprintf(term.out, "%s is there already; to have `go generate ./...` run armsmith, add to it:\n\n\t//go:generate go tool armsmith generate\n\n", generateName)
	default:
		return err
	}
	return sayNext(term)
}

// sayNext ends with the command to type next.
func sayNext(term *terminal) error {
	const install = `"Install" in armsmith's README says how`
	file, mod, err := goMod(".")
	switch {
	case err != nil:
		return err
	case mod == nil:
		fmt.Fprintf(term.out, "then: make armsmith a tool of the module (%s), and go tool armsmith generate\nnext: go mod init example.com/your/module\n", install)
	case slices.ContainsFunc(mod.Tool, func(t *modfile.Tool) bool { return t.Path == armsmith.Module+"/cmd/armsmith" }):
		fmt.Fprintln(term.out, "next: go tool armsmith generate")
	default:
		fmt.Fprintf(term.out, "%s does not name armsmith as a tool, which go generate needs: %s\nnext: armsmith generate\n", file, install)
	}
	return nil
}

// goMod reads the nearest go.mod of a folder or above it; nil when there is none.
func goMod(dir string) (string, *modfile.File, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", nil, err
	}
	for ; ; dir = filepath.Dir(dir) {
		data, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil {
			mod, err := modfile.Parse("go.mod", data, nil)
			return "go.mod", mod, err
		}
		if !errors.Is(err, fs.ErrNotExist) || dir == filepath.Dir(dir) {
			return "", nil, nil
		}
	}
}

// findDocument finds the one document that is where people have theirs.
func findDocument() (string, error) {
	var found []string
	for _, dir := range []string{".", "specs", "api", "docs", "openapi"} {
		for _, base := range []string{"openapi", "swagger"} {
			for _, ext := range []string{".yaml", ".yml", ".json"} {
				file := path.Join(dir, base+ext)
				if info, err := os.Stat(file); err == nil && info.Mode().IsRegular() {
					found = append(found, file)
				}
			}
		}
	}
	switch len(found) {
	case 0:
		return "", errors.New("there is no openapi.yaml here or in specs, api, docs or openapi: name the document, or `armsmith fetch URL` first")
	case 1:
		return found[0], nil
	}
	return "", fmt.Errorf("there are %s: name the one that is meant", english.List(found, "and"))
}

// writeNew writes a file that must not exist.
func writeNew(name, text string) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s exists and is left as it is: %w", name, fs.ErrExist)
	}
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

// packageHere is the name of the Go package in a folder; "" of a folder without one.
func packageHere(dir string) (string, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return "", err
	}
	for _, file := range files {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.PackageClauseOnly)
		if err == nil && !strings.HasSuffix(file, "_test.go") {
			return f.Name.Name, nil
		}
	}
	return "", nil
}

// yamlText writes a path as YAML, quoted when it is not plain.
func yamlText(s string) string {
	for _, r := range s {
		if !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-", r) {
			return strconv.Quote(s)
		}
	}
	return cmp.Or(s, `""`)
}
