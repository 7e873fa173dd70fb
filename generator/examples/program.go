package examples

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/armsmith/armsmith/generator/load/node"
)

// Module is the path of the module in which clients are compiled, for a moment: the runtime that
// they share is its package Module+"/runtime", and the client at index i has [ImportPath].
const Module = "examples"

// ImportPath returns the import path of the client at an index.
func ImportPath(i int) string { return fmt.Sprintf("%s/client%d", Module, i) }

// What compiling and running may take. Running is a matter of milliseconds a body.
const (
	compileTime = 10 * time.Minute
	runTime     = 2 * time.Minute
)

// question is a body as the program gets it: which function of which client reads it.
type question struct {
	Client, Content int
	Value           json.RawMessage
}

// answer is what the program says of a body: what was written, or why nothing was.
type answer struct {
	Value json.RawMessage // whole, as models are stored
	// as a request is sent: without what is read-only; empty where that cannot be
	Sent  json.RawMessage
	Error string
	Path  string // where in the body the error is, as the codec writes it
}

// program is the source of the program, in which CLIENTS and IMPORTS are filled in.
const program = `package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	rtjson "` + Module + `/runtime/json"
IMPORTS)

var clients = [][]func([]byte) (func(*rtjson.Writer), error){CLIENTS}

type question struct {
	Client, Content int
	Value           json.RawMessage
}

type answer struct {
	Value, Sent json.RawMessage
	Error, Path string
}

func ask(q question) (a answer) {
	defer func() {
		if p := recover(); p != nil {
			a.Error = fmt.Sprint("panic: ", p)
		}
	}()
	write, err := clients[q.Client][q.Content](q.Value)
	if err == nil {
		a.Value, err = rtjson.MarshalFunc(write)
	}
	if err == nil && !json.Valid(a.Value) {
		err = errors.New("what was written is not JSON")
	}
	if err == nil {
		a.Sent, _ = rtjson.MarshalRequestFunc(write, rtjson.Sending{}) // an example may lack what is required
		return a
	}
	var at *rtjson.Error
	if errors.As(err, &at) {
		a.Path = at.Path
	}
	return answer{Error: err.Error(), Path: a.Path}
}

func main() {
	in, out := json.NewDecoder(os.Stdin), json.NewEncoder(os.Stdout)
	for in.More() {
		var q question
		if err := in.Decode(&q); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		if err := out.Encode(ask(q)); err != nil {
			os.Exit(1)
		}
	}
}
`

// run returns an answer for each body of each client.
func run(ctx context.Context, clients []Client, runtime map[string][]byte) ([][]answer, error) {
	goCommand, err := exec.LookPath("go")
	if err != nil {
		return nil, errors.New("examples are read by compiled code, and there is no go command in PATH: install Go (https://go.dev/dl)")
	}
	dir, err := os.MkdirTemp("", "armsmith-examples-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if err := write(dir, clients, runtime); err != nil {
		return nil, err
	}
	binary := filepath.Join(dir, "program.exe")
	if err := compile(ctx, goCommand, dir, binary); err != nil {
		return nil, err
	}
	return askAll(ctx, binary, clients)
}

// write writes the module: the runtime, the clients without their fakes, and the program.
func write(dir string, clients []Client, runtime map[string][]byte) error {
	files := map[string][]byte{"go.mod": []byte("module " + Module + "\n\ngo 1.26\n")}
	for p, data := range runtime {
		files[p] = data
	}
	var imports, vars strings.Builder
	for i, c := range clients {
		fmt.Fprintf(&imports, "\tclient%d %q\n", i, ImportPath(i))
		fmt.Fprintf(&vars, "client%d.RoundTrips_, ", i)
		for p, data := range c.Files {
			if path.Dir(p) == "." {
				files[path.Join(path.Base(ImportPath(i)), p)] = data
			}
		}
	}
	files["main.go"] = []byte(strings.NewReplacer("IMPORTS", imports.String(), "CLIENTS", strings.TrimSuffix(vars.String(), ", ")).Replace(program))
	for p, data := range files {
		file := filepath.Join(dir, filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func compile(ctx context.Context, goCommand, dir, binary string) error {
	ctx, cancel := context.WithTimeoutCause(ctx, compileTime, fmt.Errorf("compiling took more than %s", compileTime))
	defer cancel()
	// optimising takes longer than what is run
	cmd := exec.CommandContext(ctx, goCommand, "build", "-gcflags="+Module+"/...=-N -l", "-o", binary, ".")
	cmd.Dir = dir
	// nothing of the user's own module or workspace, and nothing from the network
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off", "GO111MODULE=on", "GOPROXY=off", "CGO_ENABLED=0")
	output, err := cmd.CombinedOutput()
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case err != nil:
		return fmt.Errorf("the client does not compile: %w\n%.4000s", err, output)
	}
	return nil
}

func askAll(ctx context.Context, binary string, clients []Client) ([][]answer, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, runTime, fmt.Errorf("reading the examples took more than %s", runTime))
	defer cancel()
	var questions, complaints bytes.Buffer
	out := json.NewEncoder(&questions)
	for i, c := range clients {
		index := map[any]int{}
		for n, content := range Contents(c.Bodies) {
			index[content] = n
		}
		for _, b := range c.Bodies {
			if err := out.Encode(question{i, index[b.content], b.Value}); err != nil {
				return nil, fmt.Errorf("%s: %w", b.Place, err)
			}
		}
	}
	cmd := exec.CommandContext(ctx, binary)
	cmd.Stdin, cmd.Stderr = &questions, &complaints
	printed, err := cmd.Output()
	switch {
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	case err != nil:
		return nil, fmt.Errorf("the program that reads the examples failed: %w: %.2000s", err, complaints.Bytes())
	}
	return readAnswers(printed, clients)
}

func readAnswers(printed []byte, clients []Client) ([][]answer, error) {
	in := json.NewDecoder(bytes.NewReader(printed))
	out := make([][]answer, len(clients))
	for i, c := range clients {
		for range c.Bodies {
			var a answer
			if err := in.Decode(&a); err != nil {
				if err == io.EOF {
					err = io.ErrUnexpectedEOF
				}
				return nil, fmt.Errorf("an example got no answer: %w", err)
			}
			out[i] = append(out[i], a)
		}
	}
	return out, nil
}

// pointer returns the JSON pointer of a place as the codec writes it: value[3].properties["a.b"].
func pointer(codecPath string) string {
	var keys []string
	for rest := codecPath; rest != ""; {
		rest = strings.TrimPrefix(rest, ".")
		inner, bracketed := strings.CutPrefix(rest, "[")
		if quoted, err := strconv.QuotedPrefix(inner); bracketed && err == nil {
			key, _ := strconv.Unquote(quoted) // it is quoted well: QuotedPrefix says so
			keys, rest = append(keys, key), strings.TrimPrefix(inner[len(quoted):], "]")
			continue
		}
		end := strings.IndexAny(inner, ".[]")
		if end < 0 {
			end = len(inner)
		}
		keys, rest = append(keys, inner[:end]), strings.TrimPrefix(inner[end:], "]")
	}
	return node.Join(keys...)
}
