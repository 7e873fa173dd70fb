// Package services_test shows clients of whole services: it makes them from Azure's documents, in a
// module as a user has one, and runs the programs in testdata with them.
package services_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/output"
)

const documents = "../../../shared/corpus/specs"

// services are the clients by their folders, each with the program that uses it.
var services = map[string]struct {
	program    string
	spec, root string
}{
	"azureml": {
		program: "machinelearning",
		spec:    "azure-rm/swagger/specification/machinelearningservices/resource-manager/Microsoft.MachineLearningServices/preview/2022-02-01-preview",
		root:    "azure-rm/swagger/specification",
	},
	"azurebatch": {
		program: "batch",
		spec:    "azure-dp/specification/batch/data-plane/Microsoft.Batch/stable/2021-06-01.14.0/BatchService.json",
		root:    "azure-dp/specification",
	},
}

func TestWholeServices(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles clients of whole services")
	}
	if _, err := os.Stat(documents); err != nil {
		if os.Getenv("ARMSMITH_REQUIRE_SHARED") == "1" {
			t.Fatalf("Azure's documents are not here: %v", err)
		}
		t.Skipf("Azure's documents are not here (%s): there is nothing to make the clients from", documents)
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), []byte("module example.com/services\n\ngo 1.26\n"))
	runtime := filepath.Join(dir, "internal", "armsmith")
	var clients []*generator.Output
	for folder, s := range services {
		client, err := generator.Generate(t.Context(), generator.Config{
			Spec: filepath.Join(documents, s.spec), Root: filepath.Join(documents, s.root), Out: filepath.Join(dir, folder), Runtime: runtime,
		})
		if err != nil {
			t.Fatal(err)
		}
		writeSet(t, client.Set, filepath.Join(dir, folder))
		clients = append(clients, client)
		program, err := os.ReadFile(filepath.Join("testdata", s.program+".go.txt"))
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, s.program, "program_test.go"), program)
	}
	shared, err := generator.Runtime(clients...)
	if err != nil {
		t.Fatal(err)
	}
	writeSet(t, shared, runtime)
	for _, s := range services {
		t.Run(s.program, func(t *testing.T) {
			test := exec.CommandContext(t.Context(), "go", "test", "-vet=off", "./"+s.program)
			test.Dir, test.Env = dir, append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod")
			if printed, err := test.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, printed)
			}
		})
	}
}

// writeSet writes a set of files into a folder.
func writeSet(t *testing.T, set *output.Set, folder string) {
	t.Helper()
	files, err := set.Compare(folder)
	if err == nil {
		err = files.Write(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, file string, text []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, text, 0o644); err != nil {
		t.Fatal(err)
	}
}
