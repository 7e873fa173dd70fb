// Package fake_test runs a generated client against its generated fake: what one writes, the other
// must read.
package fake_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	petstore "github.com/armsmith/armsmith/generator/emit/testdata/golden/whole"
	"github.com/armsmith/armsmith/generator/emit/testdata/golden/whole/fake"
)

func newClient(t *testing.T, groups ...fake.Group) *petstore.Client {
	t.Helper()
	client, err := petstore.NewClient(petstore.NewKeyCredential("secret"), petstore.WithTransport(fake.NewTransport(groups...)),
		petstore.WithRetry(petstore.RetryPolicy{MaxRetries: -1}))
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func TestFakePages(t *testing.T) {
	var asked []petstore.ListPetsParams
	client := newClient(t, &fake.Pets{
		List: func(_ context.Context, params *petstore.ListPetsParams, next string) (*petstore.PetList, error) {
			asked = append(asked, *params)
			if next == "" {
				return &petstore.PetList{Value: []petstore.Pet{&petstore.Cat{Name: petstore.Some("Tom")}},
					NextLink: petstore.Some("https://pets.example.com/v1/pets?page=2")}, nil
			}
			return &petstore.PetList{Value: []petstore.Pet{&petstore.Dog{Name: petstore.Some("Rex")}}}, nil
		},
	})
	var names []string
	for pet, err := range client.Pets.List(t.Context(), petstore.ListPetsParams{
		Top: petstore.Some[int32](5), Kinds: []string{"a,b", "c"},
		Where: &petstore.Where{Color: petstore.Some("red"), Older: petstore.Some[int32](3)},
	}).All() {
		if err != nil {
			t.Fatal(err)
		}
		switch p := pet.(type) {
		case *petstore.Cat:
			names = append(names, "cat "+p.Name.Or(""))
		case *petstore.Dog:
			names = append(names, "dog "+p.Name.Or(""))
		}
	}
	if !slices.Equal(names, []string{"cat Tom", "dog Rex"}) {
		t.Errorf("got %v", names)
	}
	if len(asked) != 2 {
		t.Fatalf("asked %d times", len(asked))
	}
	for _, p := range asked {
		if p.Top.Or(0) != 5 || !slices.Equal(p.Kinds, []string{"a,b", "c"}) || p.Where.Color.Or("") != "red" || p.Where.Older.Or(0) != 3 {
			t.Errorf("the function was given %+v", p)
		}
	}
}

func TestFakeGet(t *testing.T) {
	client := newClient(t, &fake.Pets{
		Get: func(_ context.Context, params *petstore.GetPetParams) (*petstore.GetPetResponse, error) {
			if params.IfNoneMatch.Or("") == `"1"` {
				return nil, fake.NewError(304, "", "")
			}
			if params.Name == "none" {
				return nil, &fake.Error{Status: 404, Body: &petstore.Problem{Error: &petstore.ProblemError{
					Code: petstore.Some("NoSuchPet"), Message: petstore.Some("there is no pet called none")}}}
			}
			return &petstore.GetPetResponse{ETag: petstore.Some(petstore.ETag(`"1"`)), Sizes: []int64{1, 2},
				Body: &petstore.Cat{Name: petstore.Some(params.Name), Lives: petstore.Null[int32]()}}, nil
		},
		Exists: func(_ context.Context, params *petstore.ExistsPetParams) (bool, error) {
			return params.Name == "tom", nil
		},
	})
	got, err := client.Pets.Get(t.Context(), petstore.GetPetParams{Name: "a/b"})
	if err != nil {
		t.Fatal(err)
	}
	cat, ok := got.Body.(*petstore.Cat)
	if !ok || cat.Name.Or("") != "a/b" || !cat.Lives.IsNull() || got.ETag.Or("") != `"1"` || !slices.Equal(got.Sizes, []int64{1, 2}) {
		t.Errorf("got %+v, %+v", got, cat)
	}
	if _, err := client.Pets.Get(t.Context(), petstore.GetPetParams{Name: "tom", IfNoneMatch: petstore.Some(petstore.ETag(`"1"`))}); !errors.Is(err, petstore.ErrNotModified) {
		t.Errorf("got %v, want ErrNotModified", err)
	}
	var e *petstore.ResponseError
	if _, err := client.Pets.Get(t.Context(), petstore.GetPetParams{Name: "none"}); !errors.As(err, &e) || e.Code != "NoSuchPet" {
		t.Errorf("got %v", err)
	} else if body, ok := e.Body.(*petstore.Problem); !ok || body.Error.Message.Or("") == "" {
		t.Errorf("the error's body is %+v", e.Body)
	}
	var wrong *petstore.ParamError
	if _, err := client.Pets.Get(t.Context(), petstore.GetPetParams{Name: "NOT ALLOWED"}); !errors.As(err, &wrong) {
		t.Errorf("got %v, want a ParamError", err)
	}
	for name, want := range map[string]bool{"tom": true, "rex": false} {
		if there, err := client.Pets.Exists(t.Context(), petstore.ExistsPetParams{Name: name}); err != nil || there != want {
			t.Errorf("%s: got %v, %v", name, there, err)
		}
	}
	if _, err := client.Pets.GetPicture(t.Context(), petstore.GetPetPictureParams{Name: "tom"}); !errors.As(err, &e) || e.StatusCode != 501 {
		t.Errorf("without a function: got %v, want 501", err)
	}
}

func TestFakeLongRunning(t *testing.T) {
	client := newClient(t, &fake.Pets{
		BeginUpdate: func(_ context.Context, params *petstore.UpdatePetParams) (*petstore.Cat, error) {
			return &petstore.Cat{Name: petstore.Some(params.Name + "!"), Lives: params.Body.Lives}, nil
		},
	})
	op, err := client.Pets.BeginUpdate(t.Context(), petstore.UpdatePetParams{Name: "tom", Body: petstore.Cat{Lives: petstore.Some[int32](8)}})
	if err != nil {
		t.Fatal(err)
	}
	token, err := op.ResumeToken()
	if err != nil {
		t.Fatal(err)
	}
	cat, err := op.Wait(t.Context())
	if err != nil || cat.Name.Or("") != "tom!" || cat.Lives.Or(0) != 8 {
		t.Errorf("got %+v, %v", cat, err)
	}
	again, err := client.Pets.ResumeUpdate(token)
	if err != nil {
		t.Fatal(err)
	}
	if cat, err = again.Wait(t.Context()); err != nil || cat.Name.Or("") != "tom!" {
		t.Errorf("resumed: got %+v, %v", cat, err)
	}
}

func TestFakeStreams(t *testing.T) {
	var uploaded string
	client := newClient(t, &fake.Pets{
		GetPicture: func(context.Context, *petstore.GetPetPictureParams) (io.ReadCloser, error) {
			return io.NopCloser(strings.NewReader("PNG")), nil
		},
		Upload: func(_ context.Context, params *petstore.UploadPetParams) (string, error) {
			data, err := io.ReadAll(params.Body.Picture.Body)
			uploaded = params.Body.Picture.Name + " " + string(data) + " " + params.Body.Note.Or("") + " " +
				strings.Join(params.Body.Tags, "+") + " " + params.Body.Cat.Name.Or("")
			return "thanks", err
		},
	}, &fake.Client{
		News: func(context.Context) (*petstore.Stream[*petstore.Cat], error) {
			return fake.StreamOf(&petstore.Cat{Name: petstore.Some("Tom")}, &petstore.Cat{Name: petstore.Some("Kit")}), nil
		},
	})
	body, err := client.Pets.GetPicture(t.Context(), petstore.GetPetPictureParams{Name: "tom"})
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(body)
	if err != nil || string(data) != "PNG" {
		t.Errorf("got %q, %v", data, err)
	}
	text, err := client.Pets.Upload(t.Context(), petstore.UploadPetParams{Name: "tom", Body: petstore.UploadPetRequest{
		Picture: petstore.File{Name: "tom.png", Body: bytes.NewReader([]byte("PNG"))}, Note: petstore.Some("a note"),
		Tags: []string{"x", "y"}, Cat: &petstore.Cat{Name: petstore.Some("Tom")}}})
	if want := "tom.png PNG a note x+y Tom"; err != nil || text != "thanks" || uploaded != want {
		t.Errorf("got %q, %v; uploaded %q, want %q", text, err, uploaded, want)
	}
	news, err := client.News(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for cat, err := range news.All() {
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, cat.Name.Or(""))
	}
	if !slices.Equal(names, []string{"Tom", "Kit"}) {
		t.Errorf("got %v", names)
	}
}

var _ http.RoundTripper = fake.NewTransport()
