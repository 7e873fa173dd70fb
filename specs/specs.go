// Package specs holds the documents that armsmith's own clients are generated from, with the
// samples of their pages, so that examples and tests read the same files wherever they are run. See
// README.md for where each comes from.
package specs

import (
	"embed"
	"encoding/json"
	"fmt"
)

// Files are the documents and samples, one folder per service and api-version.
//
//go:embed azureml azurebatch
var Files embed.FS

// Where the samples are in [Files].
const (
	ListDeployments  = "azureml/2026-03-01/examples/BatchDeployments_List.json"
	UpdateDeployment = "azureml/2025-06-01/examples/BatchDeployments_Update.json"
	GetTask          = "azurebatch/2025-06-01/examples/Tasks_GetTask.json"
)

// Sample is a request and its responses as a reference page prints them, in the form of Azure's
// x-ms-examples.
type Sample struct {
	// Parameters of the request, by their names on the wire; "body" is its body.
	Parameters map[string]json.RawMessage
	// Responses by status.
	Responses map[string]struct {
		Headers map[string]string
		Body    json.RawMessage
	}
}

// ReadSample reads one of the samples in [Files].
func ReadSample(name string) (Sample, error) {
	var s Sample
	text, err := Files.ReadFile(name)
	if err != nil {
		return s, err
	}
	if err := json.Unmarshal(text, &s); err != nil {
		return s, fmt.Errorf("%s: %w", name, err)
	}
	return s, nil
}

// Text is the parameter with the given name, which must be a string; "" when there is none.
func (s Sample) Text(name string) string {
	var text string
	_ = json.Unmarshal(s.Parameters[name], &text) // what is no string stays ""
	return text
}
