package main

import (
	stdjson "encoding/json"
	"fmt"
	"unsafe"

	"github.com/Azure/azure-sdk-for-go/sdk/batch/azbatch"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/machinelearning/armmachinelearning/v4"
	"github.com/bytedance/sonic"
	goccy "github.com/goccy/go-json"
	"github.com/mailru/easyjson"

	"github.com/armsmith/armsmith/bench/peers/oapibatch"
	"github.com/armsmith/armsmith/bench/peers/oapiml"
	"github.com/armsmith/armsmith/bench/peers/oapipatch"
	"github.com/armsmith/armsmith/bench/peers/ogenbatch"
	"github.com/armsmith/armsmith/bench/peers/ogenml"
	"github.com/armsmith/armsmith/bench/peers/ogenpatch"
	"github.com/armsmith/armsmith/bench/peers/plainbatch"
	"github.com/armsmith/armsmith/bench/peers/plaineasybatch"
	"github.com/armsmith/armsmith/bench/peers/plaineasyml"
	"github.com/armsmith/armsmith/bench/peers/plaineasypatch"
	"github.com/armsmith/armsmith/bench/peers/plainml"
	"github.com/armsmith/armsmith/bench/peers/plainpatch"
	"github.com/armsmith/armsmith/gen/azurebatch/v20250601"
	mlpatch "github.com/armsmith/armsmith/gen/azureml/v20250601"
	"github.com/armsmith/armsmith/gen/azureml/v20260301"
	"github.com/armsmith/armsmith/internal/runtime/json"
)

// codec is how one contender reads and writes one kind of body.
type codec struct {
	name   string
	decode func(data []byte) (any, error)
	encode func(v any) ([]byte, error)
}

// model is what armsmith's models are.
type model = json.Typed

// ofOurs returns armsmith's two: as its client reads a body it owns, and with a private copy.
func ofOurs[T any, P interface {
	*T
	model
	stdjson.Unmarshaler
}]() []codec {
	encode := func(v any) ([]byte, error) { return json.Marshal(v.(P)) }
	return []codec{
		{"armsmith", func(data []byte) (any, error) { p := P(new(T)); return p, json.Decode(data, p) }, encode},
		{"armsmith, private copy", func(data []byte) (any, error) { p := P(new(T)); return p, p.UnmarshalJSON(data) }, encode},
	}
}

// ofMethods returns a contender whose types have the methods of encoding/json.
func ofMethods[T any, P interface {
	*T
	stdjson.Unmarshaler
}](name string, marshal func(P) ([]byte, error)) codec {
	return codec{name,
		func(data []byte) (any, error) { p := P(new(T)); return p, p.UnmarshalJSON(data) },
		func(v any) ([]byte, error) { return marshal(v.(P)) }}
}

// ofOapi returns oapi-codegen's, which is encoding/json and then, for use of what was read, the
// unions.
func ofOapi[T any](resolve func(*T) error) codec {
	return codec{"oapi-codegen, unions resolved",
		func(data []byte) (any, error) {
			p := new(T)
			if err := stdjson.Unmarshal(data, p); err != nil {
				return nil, err
			}
			return p, resolve(p)
		},
		func(v any) ([]byte, error) { return stdjson.Marshal(v) }}
}

// ofPlain returns the libraries' best case: plain structs.
func ofPlain[T any]() []codec {
	return []codec{
		{"encoding/json, plain structs", func(data []byte) (any, error) { p := new(T); return p, stdjson.Unmarshal(data, p) }, stdjson.Marshal},
		{"goccy, plain structs", func(data []byte) (any, error) { p := new(T); return p, goccy.Unmarshal(data, p) }, goccy.Marshal},
		{"sonic, plain structs", func(data []byte) (any, error) { p := new(T); return p, sonic.Unmarshal(data, p) }, sonic.Marshal},
		{"sonic, plain structs, body aliased", func(data []byte) (any, error) {
			p := new(T)
			return p, sonic.UnmarshalString(unsafe.String(unsafe.SliceData(data), len(data)), p)
		}, sonic.Marshal},
	}
}

func ofEasy[T any, P interface {
	*T
	easyjson.MarshalerUnmarshaler
}]() codec {
	return codec{"easyjson, plain structs",
		func(data []byte) (any, error) { p := P(new(T)); return p, easyjson.Unmarshal(data, p) },
		func(v any) ([]byte, error) { return easyjson.Marshal(v.(P)) }}
}

func pageCodecs() []codec {
	type page = azureml.BatchDeploymentTrackedResourceArmPaginatedResult
	out := ofOurs[page]()
	out = append(out,
		ofMethods("ogen", (*ogenml.BatchDeploymentTrackedResourceArmPaginatedResult).MarshalJSON),
		ofOapi(func(p *oapiml.BatchDeploymentTrackedResourceArmPaginatedResult) error {
			for i := range *p.Value {
				if m := (*p.Value)[i].Properties.Model; m != nil {
					if _, err := m.ValueByDiscriminator(); err != nil {
						return err
					}
				}
				if c := (*p.Value)[i].Properties.DeploymentConfiguration; c != nil {
					if _, err := c.ValueByDiscriminator(); err != nil {
						return err
					}
				}
			}
			return nil
		}),
		ofMethods("Azure SDK", func(p *armmachinelearning.BatchDeploymentTrackedResourceArmPaginatedResult) ([]byte, error) {
			return p.MarshalJSON()
		}))
	out = append(out, ofPlain[plainml.BatchDeploymentTrackedResourceArmPaginatedResult]()...)
	return append(out, ofEasy[plaineasyml.BatchDeploymentTrackedResourceArmPaginatedResult]())
}

func taskCodecs() []codec {
	out := ofOurs[azurebatch.BatchTask]()
	out = append(out,
		ofMethods("ogen", (*ogenbatch.BatchTask).MarshalJSON),
		ofOapi(func(*oapibatch.BatchTask) error { return nil }),
		ofMethods("Azure SDK", func(p *azbatch.Task) ([]byte, error) { return p.MarshalJSON() }))
	out = append(out, ofPlain[plainbatch.BatchTask]()...)
	return append(out, ofEasy[plaineasybatch.BatchTask]())
}

func patchCodecs() []codec {
	out := ofOurs[mlpatch.PartialBatchDeploymentPartialMinimalTrackedResourceWithProperties]()[:1]
	out = append(out,
		ofMethods("ogen", (*ogenpatch.PartialBatchDeploymentPartialMinimalTrackedResourceWithProperties).MarshalJSON),
		ofOapi(func(*oapipatch.PartialBatchDeploymentPartialMinimalTrackedResourceWithProperties) error { return nil }),
		ofMethods("Azure SDK", func(p *armmachinelearning.PartialBatchDeploymentPartialMinimalTrackedResourceWithProperties) ([]byte, error) {
			return p.MarshalJSON()
		}))
	out = append(out, ofPlain[plainpatch.PartialBatchDeploymentPartialMinimalTrackedResourceWithProperties]()...)
	return append(out, ofEasy[plaineasypatch.PartialBatchDeploymentPartialMinimalTrackedResourceWithProperties]())
}

// patchBody is a PATCH as one sends it: two tags and a description, 166 bytes.
const patchBody = `{"properties":{"description":"Scores the defect images data set every night, on the new cluster."},` +
	`"tags":{"costCenter":"4711-manufacturing","owner":"vision-team"}}`

// allSubjects returns decoding and encoding of each payload.
func allSubjects(folder string) ([]Subject, error) {
	var out []Subject
	add := func(name string, data []byte, codecs []codec, decode, encode bool) error {
		d, e := Subject{Name: "decode " + name, Base: "ogen"}, Subject{Name: "encode " + name, Base: "ogen"}
		for _, c := range codecs {
			v, err := c.decode(data)
			if err != nil {
				return fmt.Errorf("%s cannot decode %s: %w", c.name, name, err)
			}
			text, err := c.encode(v)
			if err != nil {
				return fmt.Errorf("%s cannot encode %s: %w", c.name, name, err)
			}
			share, err := kept(data, text)
			if err != nil || share < 0.8 { // plain structs lose zeros
				return fmt.Errorf("%s keeps only %.2f of %s (%v):\n%s", c.name, share, name, err, text)
			}
			d.Contenders = append(d.Contenders, Contender{c.name, func() error { _, err := c.decode(data); return err }, share})
			if c.name != "armsmith, private copy" && c.name != "sonic, plain structs, body aliased" {
				e.Contenders = append(e.Contenders, Contender{c.name, func() error { _, err := c.encode(v); return err }, share})
			}
		}
		if decode {
			out = append(out, d)
		}
		if encode {
			out = append(out, e)
		}
		return nil
	}
	for _, name := range []string{"page1", "page20", "page20_indent", "page200", "task_example", "task_full"} {
		data, err := readPayload(folder, name)
		if err != nil {
			return nil, err
		}
		codecs := pageCodecs
		if name[0] == 't' {
			codecs = taskCodecs
		}
		if err := add(name, data, codecs(), true, name != "page20_indent" && name != "page200"); err != nil {
			return nil, err
		}
	}
	return out, add("patch", []byte(patchBody), patchCodecs(), false, true)
}
