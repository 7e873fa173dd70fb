// Package convert holds the package that `armsmith bump --convert` writes to its word: made-up
// values of every model go to the other version and back, and come back as they were, except for
// what the package's comment lists.
package convert

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/tests/internal/folder"
)

// head begins every document.
const head = "openapi: 3.1.0\nservers: [{url: https://localhost}]\n"

// samples is how many values of each type travel in each direction.
const samples = 40

func TestRoundTrip(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases (%v)", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			parts := map[string]string{}
			for _, f := range archive.Files {
				parts[f.Name] = string(f.Data)
			}
			dir := t.TempDir()
			folder.Write(t, dir, "go.mod", []byte("module example.com/shop\ngo 1.26\n"))
			folder.Write(t, dir, "old.yaml", []byte(head+parts["old.yaml"]))
			folder.Write(t, dir, "new.yaml", []byte(head+parts["new.yaml"]))
			old, next := generate(t, dir, filepath.Join(dir, "old.yaml"), filepath.Join(dir, "new.yaml"))
			lost := losses(t, next.Files["convert/doc.go"])
			if got := strings.Join(lost, "\n"); strings.TrimSpace(got) != strings.TrimSpace(parts["lost"]) {
				t.Errorf("the comment lists as lost\n%s\nwant\n%s", got, parts["lost"])
			}
			drive(t, dir, old.API, next, lost)
		})
	}
}

// generate writes both clients, with one runtime.
func generate(t *testing.T, dir, oldSpec, newSpec string) (old, next *generator.Output) {
	t.Helper()
	shared := filepath.Join(dir, "internal", "armsmith")
	before := generator.Config{Spec: oldSpec, Out: filepath.Join(dir, "old"), Runtime: shared, Tolerate: true}
	now := generator.Config{Spec: newSpec, Out: filepath.Join(dir, "next"), Runtime: shared, Tolerate: true, Since: &before, Convert: true}
	var outputs []*generator.Output
	for _, cfg := range []generator.Config{before, now} {
		out, err := generator.Generate(t.Context(), cfg)
		if err != nil {
			t.Fatal(err)
		}
		writeSet(t, cfg.Out, out.Files)
		outputs = append(outputs, out)
	}
	set, err := generator.Runtime(outputs...)
	if err != nil {
		t.Fatal(err)
	}
	writeSet(t, shared, set.Files)
	return outputs[0], outputs[1]
}

var lossLine = regexp.MustCompile(`(?m)^//   - (.*(?:\n//     .*)*)`)

// losses returns what the comment of package convert lists.
func losses(t *testing.T, doc []byte) []string {
	t.Helper()
	if len(doc) == 0 {
		t.Fatal("there is no package convert")
	}
	var out []string
	for _, m := range lossLine.FindAllStringSubmatch(string(doc), -1) {
		out = append(out, strings.ReplaceAll(m[1], "\n//     ", " "))
	}
	return out
}

// function is one of package convert.
type function struct{ Name, From, To, Star string }

var declaration = regexp.MustCompile(`(?m)^func (\w+)\(\w+ (\*?)(?:older|newer)\.(\w+)\) \*?(?:older|newer)\.(\w+)`)

// drive runs a program that takes values there and back.
func drive(t *testing.T, dir string, old *model.API, next *generator.Output, lost []string) {
	t.Helper()
	models := map[string]map[string]*model.Type{"To": byName(old), "From": byName(next.API)}
	back := map[string]function{} // by direction and type that it returns
	functions := map[string][]function{}
	for _, file := range []string{"to", "from"} {
		for _, m := range declaration.FindAllSubmatch(next.Files["convert/"+file+".go"], -1) {
			f := function{Name: string(m[1]), Star: string(m[2]), From: string(m[3]), To: string(m[4])}
			prefix := map[string]string{"to": "To", "from": "From"}[file]
			functions[prefix] = append(functions[prefix], f)
			back[prefix+f.From+" "+f.To] = f
		}
	}
	var program, input bytes.Buffer
	program.WriteString(driverHead)
	random := sampler{rand.New(rand.NewPCG(1, 2))}
	for _, prefix := range []string{"To", "From"} {
		other := map[string]string{"To": "From", "From": "To"}[prefix]
		for _, f := range functions[prefix] {
			there := models[prefix][f.From]
			if there == nil {
				t.Fatalf("%s converts %s, which is no type", f.Name, f.From)
			}
			returns, ok := back[other+f.To+" "+f.From]
			if !ok { // met in a list whose elements cannot be converted the other way
				if there.Kind == model.KindStruct {
					t.Errorf("there is no way back from %s", f.Name)
				}
				continue
			}
			key := prefix + " " + f.From + " " + f.To
			fmt.Fprintf(&program, "\ttrips[%q] = %s\n", key, trip(prefix, f, returns, there))
			for range samples {
				// what a service of either version may send
				from := there
				if theirs := models[other][f.To]; theirs != nil && random.IntN(3) == 0 {
					from = theirs
				}
				data, err := json.Marshal(random.of(from, 0))
				if err != nil {
					t.Fatal(err)
				}
				fmt.Fprintf(&input, "%s\t%s\n", key, data)
			}
		}
	}
	program.WriteString("\trun()\n}\n")
	folder.Write(t, dir, "main.go", program.Bytes())
	cmd := exec.Command("go", "run", ".")
	cmd.Dir, cmd.Stdin = dir, &input
	cmd.Env = append(os.Environ(), "LOST="+strings.Join(wires(lost, models), ","), "GOFLAGS=-mod=mod", "GOPROXY=off")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%.6000s", err, out)
	}
	if !bytes.Contains(out, []byte(fmt.Sprintf("%d values\n", bytes.Count(input.Bytes(), []byte("\n"))))) || bytes.Contains(out, []byte("DIFFERS")) {
		t.Errorf("%.6000s", out)
	}
}

func byName(api *model.API) map[string]*model.Type {
	out := map[string]*model.Type{}
	for _, t := range api.Types {
		out[t.Name] = t
	}
	return out
}

// wires returns the names in JSON of the fields that are listed as lost.
func wires(lost []string, models map[string]map[string]*model.Type) []string {
	out := map[string]bool{}
	for _, line := range lost {
		name, _, _ := strings.Cut(line, ":")
		owner, field, _ := strings.Cut(name, ".")
		for _, types := range models {
			if t := types[owner]; t != nil {
				for _, f := range t.Fields {
					if f.Name == field {
						out[f.Wire] = true
					}
				}
				if field == t.AdditionalName {
					out["undeclared0"], out["undeclared1"] = true, true
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(out))
}

// trip writes the function of the driver that takes a value there and back.
func trip(prefix string, f, back function, t *model.Type) string {
	pkg := map[string]string{"To": "old", "From": "next"}[prefix]
	read := fmt.Sprintf("var v %s.%s; err = json.Unmarshal(data, &v)", pkg, f.From)
	arg := "v"
	switch {
	case t.Kind == model.KindUnion:
		read = fmt.Sprintf("v, err := %s.Unmarshal%s(data)", pkg, f.From)
	case f.Star == "*":
		arg = "&v"
	}
	return fmt.Sprintf(`func(data []byte) (before, after []byte, err error) {
		%s
		if err != nil { return nil, nil, err }
		if before, err = json.Marshal(%s); err != nil { return nil, nil, err }
		after, err = json.Marshal(convert.%s(convert.%s(%s)))
		return before, after, err
	}`, read, arg, back.Name, f.Name, arg)
}

const driverHead = `package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"

	"example.com/shop/next"
	"example.com/shop/next/convert"
	"example.com/shop/old"
)

var _ = next.NewClient
var _ = old.NewClient

var trips = map[string]func([]byte) (before, after []byte, err error){}

func run() {
	lost := map[string]bool{}
	for _, name := range strings.Split(os.Getenv("LOST"), ",") {
		lost[name] = true
	}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	n, unread := 0, 0
	for ; lines.Scan(); n++ {
		key, text, _ := bytes.Cut(lines.Bytes(), []byte("\t"))
		before, after, err := trips[string(key)](text)
		if err != nil { // a value of the other version that this one cannot read
			unread++
			continue
		}
		if !reflect.DeepEqual(parse(before, lost), parse(after, lost)) {
			fmt.Printf("DIFFERS %s\n%s\n%s\n", key, before, after)
		}
	}
	if unread > n/2 {
		fmt.Println("DIFFERS: most values cannot be read")
	}
	fmt.Println(n, "values")
}

func parse(data []byte, lost map[string]bool) any {
	var v any
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		panic(err)
	}
	return without(v, lost)
}

func without(v any, lost map[string]bool) any {
	switch v := v.(type) {
	case map[string]any:
		for name, inner := range v {
			if v[name] = without(inner, lost); lost[name] {
				delete(v, name)
			}
		}
	case []any:
		for i := range v {
			v[i] = without(v[i], lost)
		}
	}
	return v
}

func main() {
`

func writeSet(t *testing.T, dir string, files map[string][]byte) {
	t.Helper()
	for name, data := range files {
		folder.Write(t, dir, name, data)
	}
}
