package models_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	azurebatch "github.com/armsmith/armsmith/gen/azurebatch/v20250601"
	azuremlupdate "github.com/armsmith/armsmith/gen/azureml/v20250601"
	azureml "github.com/armsmith/armsmith/gen/azureml/v20260301"
	"github.com/armsmith/armsmith/tests/internal/bodies"
)

// properties reads the properties of a deployment.
func properties(t *testing.T, text string) *azureml.BatchDeploymentProperties {
	t.Helper()
	p := new(azureml.BatchDeploymentProperties)
	bodies.Equal(t, text, []byte(text), roundTrip(t, []byte(text), p))
	return p
}

// Which Go type a union has is decided by the discriminator, wherever it stands.
func TestUnionTypes(t *testing.T) {
	for text, want := range map[string]string{
		`{"model":{"referenceType":"Id","assetId":"a"}}`:                                 "*azureml.IDAssetReference",
		`{"model":{"assetId":"a","referenceType":"Id"}}`:                                 "*azureml.IDAssetReference",
		`{"model":{"path":"p","new":{"referenceType":"Id"},"referenceType":"DataPath"}}`: "*azureml.DataPathAssetReference",
		`{"model":{"jobId":"j","referenceType":"OutputPath","path":"p"}}`:                "*azureml.OutputPathAssetReference",
		`{"model":{"path":"p","referenceType":"Registry"}}`:                              "*azureml.UnknownAssetReference",
		`{"model":{"path":"p"}}`:                                                         "*azureml.UnknownAssetReference",
		`{"model":null}`:                                                                 "<nil>",
		`{}`:                                                                             "<nil>",
		`{"deploymentConfiguration":{"settings":{},"deploymentConfigurationType":"Model"}}`:    "*azureml.UnknownBatchDeploymentConfiguration",
		`{"deploymentConfiguration":{"deploymentConfigurationType":"PipelineComponent"}}`:      "*azureml.BatchPipelineComponentDeploymentConfiguration",
		`{"deploymentConfiguration":{"tags":{},"deploymentConfigurationType":"PipelineNext"}}`: "*azureml.UnknownBatchDeploymentConfiguration",
	} {
		p := properties(t, text)
		got := fmt.Sprintf("%T", p.Model)
		if strings.Contains(text, "deploymentConfiguration") {
			got = fmt.Sprintf("%T", p.DeploymentConfiguration)
		}
		if got != want {
			t.Errorf("%s\n is a %s, want %s", text, got, want)
		}
	}
}

// "Model" is a documented kind of deployment without a shape of its own: it is seen, and kept
// whole.
func TestModelHasNoShape(t *testing.T) {
	const text = `{"future":[1,null],"deploymentConfigurationType":"Model"}`
	p := properties(t, `{"deploymentConfiguration":`+text+`}`)
	unknown, ok := p.DeploymentConfiguration.(*azureml.UnknownBatchDeploymentConfiguration)
	if !ok || unknown.DeploymentConfigurationType != string(azureml.BatchDeploymentConfigurationTypeModel) || string(unknown.Raw) != text {
		t.Errorf("got %T %+v", p.DeploymentConfiguration, p.DeploymentConfiguration)
	}
}

func TestEnumsKeepWhatIsNew(t *testing.T) {
	p := properties(t, `{"loggingLevel":"Trace","provisioningState":"Succeeded","outputAction":""}`)
	if got := p.LoggingLevel.Or("absent"); got != "Trace" {
		t.Errorf("loggingLevel is %q", got)
	}
	if got, _ := p.ProvisioningState.Get(); got != azureml.DeploymentProvisioningStateSucceeded {
		t.Errorf("provisioningState is %q", got)
	}
	if got, ok := p.OutputAction.Get(); got != "" || !ok {
		t.Errorf(`outputAction is %q, set: %t; want "" that is set`, got, ok)
	}
}

// Absent, null and empty are three things, in Go as in JSON.
func TestPresence(t *testing.T) {
	absent, null, empty := properties(t, `{}`), properties(t, `{"description":null,"tags":null,"environmentVariables":null}`), properties(t, `{"description":"","environmentVariables":{}}`)
	if !absent.Description.IsAbsent() || !null.Description.IsNull() || !empty.Description.IsSet() {
		t.Errorf("description: absent %v, null %v, empty %v", absent.Description, null.Description, empty.Description)
	}
	if absent.EnvironmentVariables != nil || null.EnvironmentVariables != nil || empty.EnvironmentVariables == nil {
		t.Errorf("environmentVariables: absent %#v, null %#v, empty %#v", absent.EnvironmentVariables, null.EnvironmentVariables, empty.EnvironmentVariables)
	}
}

// What a program builds is written as it says: an explicit null, and nothing that it did not set.
func TestBuilt(t *testing.T) {
	body := azuremlupdate.PartialBatchDeploymentPartialMinimalTrackedResourceWithProperties{
		Properties: &azuremlupdate.PartialBatchDeployment{Description: azuremlupdate.Null[string]()},
		Tags:       map[string]azuremlupdate.Optional[string]{},
	}
	bodies.Equal(t, "patch", []byte(`{"properties":{"description":null},"tags":{}}`), must(body.MarshalJSON()))
	body.Tags["team"], body.Tags["old"] = azuremlupdate.Some("risk"), azuremlupdate.Null[string]()
	bodies.Equal(t, "a tag taken away", []byte(`{"properties":{"description":null},"tags":{"team":"risk","old":null}}`), must(body.MarshalJSON()))

	model := azureml.BatchDeploymentProperties{Model: &azureml.IDAssetReference{AssetID: "a"}}
	bodies.Equal(t, "a variant says what it is by itself", []byte(`{"model":{"referenceType":"Id","assetId":"a"}}`), must(model.MarshalJSON()))
}

// A map of objects in which an object may be null.
func TestNullInMapOfObjects(t *testing.T) {
	p := properties(t, `{"resources":{"properties":{"a":{"b":null,"c":[1e400]},"d":null,"e":{}}}}`)
	m := p.Resources.Properties
	if len(m) != 3 || m["a"] == nil || m["d"] != nil || m["e"] == nil {
		t.Errorf("got %v", m)
	}
}

func TestBatchValues(t *testing.T) {
	var task azurebatch.BatchTask
	const text = `{
		"creationTime": "2025-09-06T06:59:15.1161429Z", "lastModified": "2025-09-06T06:59:15", "stateTransitionTime": "not a time",
		"constraints": {"maxWallClockTime": "P10675199DT2H48M5.4775807S", "retentionTime": "PT5M"},
		"stats": {"readIOps": "9223372036854775807", "writeIOps": "-0", "readIOGiB": 0.1}
	}`
	got := roundTrip(t, []byte(text), &task)
	bodies.Equal(t, "task", []byte(strings.Replace(text, `"-0"`, `"0"`, 1)), got)

	if want := time.Date(2025, 9, 6, 6, 59, 15, 116142900, time.UTC); !task.CreationTime.Or(azurebatch.Time{}).Time().Equal(want) {
		t.Errorf("creationTime is %v, want %v", task.CreationTime, want)
	}
	if want := time.Date(2025, 9, 6, 6, 59, 15, 0, time.UTC); !task.LastModified.Or(azurebatch.Time{}).Time().Equal(want) {
		t.Errorf("lastModified, without a zone, is %v, want %v", task.LastModified, want)
	}
	if odd := task.StateTransitionTime.Or(azurebatch.Time{}); odd.Valid() || odd.String() != "not a time" {
		t.Errorf("stateTransitionTime is %v, valid: %t", odd, odd.Valid())
	}
	forever := task.Constraints.MaxWallClockTime.Or("")
	if d, err := forever.Std(); err == nil {
		t.Errorf("%s is %v: no time.Duration can hold it", forever, d)
	}
	if d, err := task.Constraints.RetentionTime.Or("").Std(); err != nil || d != 5*time.Minute {
		t.Errorf("retentionTime is %v, %v", d, err)
	}
	if n := task.Stats.ReadIOps.Or(0); n != 9223372036854775807 {
		t.Errorf("readIOps is %d", n)
	}
}

// Required properties that are not there read as zero values: a client that reads should not
// insist.
func TestMissingRequired(t *testing.T) {
	var page azureml.BatchDeploymentTrackedResourceArmPaginatedResult
	if err := page.UnmarshalJSON([]byte(`{"value":[{},{"properties":{"codeConfiguration":{},"model":{"referenceType":"Id"}}}]}`)); err != nil {
		t.Fatal(err)
	}
	if len(page.Value) != 2 || page.Value[1].Properties.CodeConfiguration.ScoringScript != "" {
		t.Errorf("got %+v", page.Value)
	}
	if ref, ok := page.Value[1].Properties.Model.(*azureml.IDAssetReference); !ok || ref.AssetID != "" {
		t.Errorf("got %+v", page.Value[1].Properties.Model)
	}
}

func TestErrorNamesThePath(t *testing.T) {
	page := func(i int, deployment string) string {
		return `{"value":[` + strings.Repeat(`{"properties":{}},`, i) + deployment + `]}`
	}
	for text, want := range map[string]string{
		page(3, `{"properties":{"retrySettings":{"maxRetries":"x"}}}`):             `value[3].properties.retrySettings.maxRetries: want int32, found string "x"`,
		page(0, `{"properties":{"errorThreshold":2147483648}}`):                    `value[0].properties.errorThreshold: want int32, found number 2147483648`,
		page(1, `{"properties":{"miniBatchSize":1.5}}`):                            `value[1].properties.miniBatchSize: want int64, found number 1.5`,
		page(0, `{"tags":{"two words":[]}}`):                                       `value[0].tags["two words"]: want string, found array`,
		page(2, `{"properties":{"model":{"referenceType":"DataPath","path":{}}}}`): `value[2].properties.model.path: want string, found object`,
		`{"value":{}}`: `value: want array, found object`,
		`[]`:           `want object, found array`,
		`{"value":[`:   `the end of the text`,
	} {
		err := new(azureml.BatchDeploymentTrackedResourceArmPaginatedResult).UnmarshalJSON([]byte(text))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s\n gives %v\nwant %s", text, err, want)
		}
	}
}

// A password is read and sent, and otherwise not seen.
func TestSecrets(t *testing.T) {
	const secret = "correct horse"
	var task azurebatch.BatchTask
	text := `{"containerSettings":{"registry":{"password":"` + secret + `","username":"me"}}}`
	bodies.Equal(t, "task", []byte(text), roundTrip(t, []byte(text), &task))
	registry := task.ContainerSettings.Registry
	if got := registry.Password.Or(""); got.Reveal() != secret {
		t.Errorf("Reveal gives %q", got.Reveal())
	}
	var logged strings.Builder
	for _, h := range []slog.Handler{slog.NewTextHandler(&logged, nil), slog.NewJSONHandler(&logged, nil)} {
		slog.New(h).Info("task", "password", registry.Password, "value", registry.Password.Or(""))
	}
	logged.WriteString(fmt.Sprint(registry.Password, registry.Password.Or(""), *registry, task))
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		fmt.Fprintf(&logged, verb+verb+verb, registry.Password, registry.Password.Or(""), *registry)
	}
	hex := fmt.Sprintf("%x", secret)
	if strings.Contains(logged.String(), secret) || strings.Contains(logged.String(), hex) || strings.Contains(logged.String(), "horse") {
		t.Errorf("the password shows:\n%s", logged.String())
	}
	if !strings.Contains(logged.String(), "me") {
		t.Error("nothing else shows either: this proves nothing")
	}
}

func must(text []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return text
}

// The models work with encoding/json as they are, within types of a user's own.
func TestWithinOtherTypes(t *testing.T) {
	type stored struct {
		Saved string
		Page  azureml.BatchDeploymentTrackedResourceArmPaginatedResult
		Task  *azurebatch.BatchTask `json:",omitempty"`
	}
	const text = `{"Saved":"today","Page":{"value":[{"properties":{"model":{"referenceType":"New","x":1}},"y":null}]},"Task":{"id":"t"}}`
	var s stored
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		t.Fatal(err)
	}
	bodies.Equal(t, "stored", []byte(text), must(json.Marshal(s)))
}
