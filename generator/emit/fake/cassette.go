package fake

import (
	"maps"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/model"
)

// cassettes writes what records the service's own answers and plays them again:
//
//	type Recorder = cassette.Recorder
//
//	func Record(file string, transport http.RoundTripper) *Recorder {
//		return cassette.Record(file, transport, secretNames())
//	}
//
//	func Replay(file string) (http.RoundTripper, error) {
//		return cassette.Replay(file, secretNames())
//	}
//
//	func secretNames() cassette.Secrets {
//		return cassette.Secrets{Held: []string{"password"}, Sent: []string{"X-Key"}}
//	}
func cassettes(pkg *gocode.Package) []jen.Code {
	from := func(name string) *jen.Statement { return jen.Qual(pkg.Runtime+"/cassette", name) }
	names := secretNames(pkg.API)
	var fields []jen.Code
	for _, field := range slices.Sorted(maps.Keys(names)) {
		list := names[field]
		slices.Sort(list)
		fields = append(fields, jen.Id(field).Op(":").Add(gocode.TextList(slices.Compact(list))))
	}
	transport := jen.Qual("net/http", "RoundTripper")
	return []jen.Code{
		gocode.Reexport("Recorder", from, "Recorder passes requests on and keeps what came of them, until Save writes it into its file."),
		gocode.Doc("Record returns a transport that sends through another one (nil: http.DefaultTransport) and keeps what is sent and answered. "+
			"Its method Save writes the file, with what proves who is calling taken out, and what the document says is secret.").
			Func().Id("Record").Params(jen.Id("file").String(), jen.Id("transport").Add(transport)).Op("*").Id("Recorder").
			Block(jen.Return(from("Record").Call(jen.Id("file"), jen.Id("transport"), jen.Id("secretNames").Call()))),
		gocode.Doc("Replay returns a transport that answers from a file that Record has written, and asks nobody. "+
			"Each recorded answer is given once, in order; a request that was not recorded is answered with 501, which says what differs from the nearest one.").
			Func().Id("Replay").Params(jen.Id("file").String()).Params(jen.Add(transport), jen.Error()).
			Block(jen.Return(from("Replay").Call(jen.Id("file"), jen.Id("secretNames").Call()))),
		gocode.Doc("secretNames are the names under which the document has what must not come into a file.").
			Func().Id("secretNames").Params().Add(from("Secrets")).Block(jen.Return(from("Secrets").Values(fields...))),
	}
}

// secretNames lists what carries secrets, by the field of cassette.Secrets that it belongs into.
func secretNames(api *model.API) map[string][]string {
	names := map[string][]string{}
	add := func(field, name string, ref *model.Ref) {
		under := gocode.Under(ref)
		if under.Kind == model.Map && field == "Held" {
			field = "Maps"
		}
		if gocode.IsSecretive(under, nil) {
			names[field] = append(names[field], name)
		}
	}
	params := slices.Clone(api.Params)
	for _, s := range api.Security {
		if s.Kind == model.SecurityAPIKey {
			names["Sent"] = append(names["Sent"], s.Key)
		}
	}
	for _, g := range api.Groups {
		for _, op := range g.Operations {
			if op.Params != nil {
				params = append(params, op.Params.Params...)
			}
			for _, r := range op.Responses {
				for _, h := range r.Headers {
					add("Sent", h.Wire, &h.Type)
				}
			}
		}
	}
	for _, p := range params {
		add("Sent", p.Wire, &p.Type)
	}
	for _, t := range api.Types {
		for _, f := range t.AllFields() {
			for _, name := range wireNames(f) {
				add("Held", name, &f.Type)
			}
		}
	}
	return names
}

// wireNames lists what a property is called in JSON and in XML.
func wireNames(f *model.Field) []string {
	names := []string{f.Wire}
	if x := f.XML; x != nil {
		names = append(names, x.Name, x.Item.Name)
	}
	return slices.DeleteFunc(names, func(name string) bool { return name == "" })
}
