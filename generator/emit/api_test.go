package emit

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/armsmith/armsmith/generator/model"
)

// petClient is petStore with operations of each kind.
func petClient() *model.API {
	api := petStore()
	byName := map[string]*model.Type{}
	for _, t := range api.Types {
		byName[t.Name] = t
	}
	cat := model.Ref{Kind: model.Named, Type: byName["Cat"]}
	problem := &model.Type{Kind: model.KindStruct, Name: "Problem", Doc: "What went wrong.", ExtraName: "Extra", Fields: []*model.Field{
		{Name: "Message", Wire: "message", Type: model.Ref{Kind: model.String}, Presence: model.Optional},
	}}
	page := &model.Type{Kind: model.KindStruct, Name: "CatPage", ExtraName: "Extra", Fields: []*model.Field{
		{Name: "Value", Wire: "value", Type: model.Ref{Kind: model.List, Elem: &cat}, Presence: model.Nilable},
		{Name: "NextLink", Wire: "nextLink", Type: model.Ref{Kind: model.String}, Presence: model.Optional},
	}}
	api.Types = append(api.Types, problem, page)
	oauth := &model.SecurityScheme{ID: "oauth", Kind: model.SecurityOAuth2}
	key := &model.SecurityScheme{ID: "key", Kind: model.SecurityAPIKey, In: model.InHeader, Key: "X-Key"}
	api.Security = []*model.SecurityScheme{oauth, key}
	api.Defaults = []model.SecurityRequired{{{Scheme: oauth, Scopes: []string{"read"}}}, {{Scheme: key}}}
	api.Endpoint = model.Endpoint{Template: "https://{region}.example.com"}
	api.Params = []*model.Param{{Name: "Region", Wire: "region", In: model.InHost, Type: model.Ref{Kind: model.String}, Required: true, Doc: "Where the store is."}}

	content := func(r model.Ref) *model.Content {
		return &model.Content{MediaType: "application/json", Kind: model.BodyJSON, Type: r}
	}
	fail := &model.Response{Error: true, Content: content(model.Ref{Kind: model.Named, Type: problem})}
	ok := func(c *model.Content) []*model.Response {
		return []*model.Response{{Low: 200, High: 200, Content: c}, fail}
	}
	name := &model.Param{Name: "Name", Wire: "name", In: model.InPath, Required: true, Type: model.Ref{Kind: model.String}, Checks: model.Checks{Pattern: "^[a-z][a-z0-9]{0,9}$"}}
	version := &model.Param{Name: "Version", Wire: "api-version", In: model.InQuery, APIVersion: true}
	top := &model.Param{Name: "Top", Wire: "$top", In: model.InQuery, Type: model.Ref{Kind: model.Int32}, Presence: model.Optional, Checks: model.Checks{Minimum: "1", Maximum: "100"}}
	kinds := &model.Param{Name: "Kinds", Wire: "kinds", In: model.InQuery, Type: model.Ref{Kind: model.List, Elem: &model.Ref{Kind: model.Named, Type: byName["PetKind"]}}, Presence: model.Nilable, Style: model.StyleForm, Explode: true}
	since := &model.Param{Name: "Since", Wire: "If-Modified-Since", In: model.InHeader, Type: model.Ref{Kind: model.Time, Wire: model.WireRFC7231}, Presence: model.Optional}
	filter := &model.Param{Name: "Filter", Wire: "filter", In: model.InQuery, Type: model.Ref{Kind: model.Named, Type: problem, Pointer: true}, Presence: model.Nilable, Style: model.StyleDeepObject, Explode: true}

	get := &model.Operation{ID: "Cats_Get", Name: "Get", Var: "catsGet", Doc: "Get a cat.", Method: "GET", Path: "/cats/{name}", Accept: []string{"application/json"},
		Params: &model.ParamSet{Name: "GetCatParams", Params: []*model.Param{name, version, since, filter}}, Responses: ok(content(cat)),
		Result: model.Result{Kind: model.ResultStruct, Name: "GetCatResponse", Body: content(cat), Bodies: []model.ResultBodyField{{Name: "Body", Content: content(cat), Low: 200, High: 200}},
			Headers: []*model.Header{{Name: "ETag", Wire: "ETag", Type: model.Ref{Kind: model.String}, Presence: model.Optional}}}}
	list := &model.Operation{ID: "Cats_List", Name: "List", Var: "catsList", Doc: "Lists cats.", Method: "GET", Path: "/cats", Accept: []string{"application/json"},
		Params: &model.ParamSet{Name: "ListCatsParams", Params: []*model.Param{version, top, kinds}}, Responses: ok(content(model.Ref{Kind: model.Named, Type: page})),
		Result: model.Result{Kind: model.ResultBody, Body: content(model.Ref{Kind: model.Named, Type: page})},
		Paging: &model.Paging{Items: page.Fields[:1], Item: cat, NextLink: page.Fields[1:]}}
	update := &model.Operation{ID: "Cats_Update", Name: "BeginUpdate", Var: "catsUpdate", Doc: "Updates a cat.", Method: "PATCH", Path: "/cats/{name}", Accept: []string{"application/json"},
		Params: &model.ParamSet{Name: "UpdateCatParams", Params: []*model.Param{name, version}, Body: "Body"}, Body: &model.Body{Required: true, Content: model.Content{MediaType: "application/merge-patch+json", Kind: model.BodyMergePatch, Type: cat}},
		Responses: ok(content(cat)), Result: model.Result{Kind: model.ResultBody, Body: content(cat)}, LRO: &model.LRO{FinalStateVia: "location", Result: content(cat)}}
	pet := &model.Operation{ID: "Pet", Name: "Pet", Var: "petPet", Method: "POST", Path: "/pet", Params: &model.ParamSet{Name: "PetParams", Body: "Body"},
		Body: &model.Body{Required: true, Content: model.Content{MediaType: "application/json", Kind: model.BodyJSON, Type: model.Ref{Kind: model.Named, Type: byName["Pet"]}}}, Security: []model.SecurityRequired{},
		Responses: ok(content(model.Ref{Kind: model.Named, Type: byName["Pet"]})), Result: model.Result{Kind: model.ResultBody, Body: content(model.Ref{Kind: model.Named, Type: byName["Pet"]})}}
	there := &model.Operation{ID: "There", Name: "There", Var: "there", Method: "HEAD", Path: "/there", Params: &model.ParamSet{Params: []*model.Param{version}}, Result: model.Result{Kind: model.ResultBool}}
	api.Groups = []*model.Group{
		{Name: "Cats", Client: "CatsClient", File: "cats", Doc: "All about cats.", Operations: []*model.Operation{get, list, update}},
		{File: "petstore", Operations: []*model.Operation{pet, there}},
	}
	return api
}

// TestCompiles writes a package into this module, where it may import the runtime, and compiles it.
func TestCompiles(t *testing.T) {
	dir := "testdata/tmp_pet"
	files, err := Emit(petClient(), Config{ImportPath: "github.com/armsmith/armsmith/generator/emit/" + dir})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range files {
		path := filepath.Join(dir, name)
		os.MkdirAll(filepath.Dir(path), 0o777)
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := exec.Command("go", "vet", "./"+dir).CombinedOutput(); err != nil {
		t.Errorf("%s", out)
	}
}
