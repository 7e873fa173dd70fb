package fake_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	petstore "github.com/armsmith/armsmith/generator/emit/testdata/golden/whole"
	"github.com/armsmith/armsmith/generator/emit/testdata/golden/whole/fake"
)

// patience is how long something may take that is to happen at once.
const patience = 10 * time.Second

// serve has a server carry a fake, by itself, behind a path that it knows nothing of, or behind one
// that it sees, and returns clients of each.
func serve(t *testing.T, groups ...fake.Group) map[string]*petstore.Client {
	t.Helper()
	transport := fake.NewTransport(groups...)
	mux := http.NewServeMux()
	mux.Handle("/", transport)
	mux.Handle("/mounted/here/", http.StripPrefix("/mounted/here", transport))
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	clients := map[string]*petstore.Client{}
	for name, base := range map[string]string{"at the root": "", "below a path": "/v1", "mounted": "/mounted/here"} {
		client, err := petstore.NewClient(petstore.NewKeyCredential("secret"), petstore.WithHTTPClient(s.Client()), petstore.WithInsecure(),
			petstore.WithBaseURL(s.URL+base), petstore.WithRetry(petstore.RetryPolicy{MaxRetries: -1}))
		if err != nil {
			t.Fatal(err)
		}
		clients[name] = client
	}
	return clients
}

func TestServedPages(t *testing.T) {
	for _, link := range []string{"?page=2", "pets?page=2", "more/pets?page=2&a=b", "https://pets.example.com/v1/pets?page=2", "https://pets.example.com/v1/further?page=2"} {
		var asked []string
		for where, client := range serve(t, &fake.Pets{
			List: func(_ context.Context, params *petstore.ListPetsParams, next string) (*petstore.PetList, error) {
				asked = append(asked, next)
				if next == "" {
					return &petstore.PetList{Value: []petstore.Pet{&petstore.Cat{Name: petstore.Some("Tom")}}, NextLink: petstore.Some(link)}, nil
				}
				return &petstore.PetList{Value: []petstore.Pet{&petstore.Dog{Name: petstore.Some("Rex")}}}, nil
			},
		}) {
			asked = nil
			n := 0
			for _, err := range client.Pets.List(t.Context(), petstore.ListPetsParams{Top: petstore.Some[int32](5)}).All() {
				if err != nil {
					t.Fatalf("%s, %s: %v", link, where, err)
				}
				n++
			}
			if n != 2 || len(asked) != 2 || asked[1] != link {
				t.Errorf("%s, %s: %d pets, asked with %q", link, where, n, asked)
			}
		}
	}
}

func TestServedLongRunning(t *testing.T) {
	for where, client := range serve(t, &fake.Pets{
		BeginUpdate: func(_ context.Context, params *petstore.UpdatePetParams) (*petstore.Cat, error) {
			return &petstore.Cat{Name: petstore.Some(params.Name + "!"), Lives: params.Body.Lives}, nil
		},
	}) {
		op, err := client.Pets.BeginUpdate(t.Context(), petstore.UpdatePetParams{Name: "to/m", Body: petstore.Cat{Lives: petstore.Some[int32](8)}})
		if err != nil {
			t.Fatalf("%s: %v", where, err)
		}
		cat, err := op.Wait(t.Context())
		if err != nil || cat.Name.Or("") != "to/m!" || cat.Lives.Or(0) != 8 {
			t.Errorf("%s: got %+v, %v", where, cat, err)
		}
	}
}

func TestServedAnswers(t *testing.T) {
	for where, client := range serve(t, &fake.Pets{
		Get: func(_ context.Context, params *petstore.GetPetParams) (*petstore.GetPetResponse, error) {
			switch params.Name {
			case "changed":
				return nil, fake.NewError(304, "", "")
			case "odd":
				return nil, fake.NewError(7, "", "")
			}
			return &petstore.GetPetResponse{ETag: petstore.Some(petstore.ETag(`"1"`)), Body: &petstore.Cat{Name: petstore.Some(params.Name)}}, nil
		},
		Exists: func(_ context.Context, params *petstore.ExistsPetParams) (bool, error) {
			return params.Name == "tom", nil
		},
	}) {
		got, err := client.Pets.Get(t.Context(), petstore.GetPetParams{Name: "a/b"})
		if err != nil || got.Body.(*petstore.Cat).Name.Or("") != "a/b" || got.ETag.Or("") != `"1"` {
			t.Errorf("%s: got %+v, %v", where, got, err)
		}
		if _, err = client.Pets.Get(t.Context(), petstore.GetPetParams{Name: "changed"}); !errors.Is(err, petstore.ErrNotModified) {
			t.Errorf("%s: got %v, want ErrNotModified", where, err)
		}
		if _, err = client.Pets.Get(t.Context(), petstore.GetPetParams{Name: "odd"}); err == nil || !strings.Contains(err.Error(), "status 7") {
			t.Errorf("%s: a status that is none gives %v", where, err)
		}
		if there, err := client.Pets.Exists(t.Context(), petstore.ExistsPetParams{Name: "tom"}); err != nil || !there {
			t.Errorf("%s: got %v, %v", where, there, err)
		}
		var e *petstore.ResponseError
		if _, err := client.Pets.GetPicture(t.Context(), petstore.GetPetPictureParams{Name: "tom"}); !errors.As(err, &e) || e.StatusCode != 501 {
			t.Errorf("%s: without a function: %v", where, err)
		}
	}
}

// Each value of a stream arrives when it is there, and the function learns that nobody listens any
// more.
func TestServedStreams(t *testing.T) {
	seen, left := make(chan struct{}), make(chan struct{}, 3)
	for where, client := range serve(t, &fake.Client{
		News: func(ctx context.Context) (*petstore.Stream[*petstore.Cat], error) {
			return fake.StreamFrom(func(yield func(*petstore.Cat, error) bool) {
				defer func() { left <- struct{}{} }()
				if !yield(&petstore.Cat{Name: petstore.Some("Tom")}, nil) {
					return
				}
				<-seen
				if !yield(&petstore.Cat{Name: petstore.Some("Kit")}, nil) {
					return
				}
				<-ctx.Done()
			}), nil
		},
	}) {
		ctx, leave := context.WithTimeout(t.Context(), patience)
		news, err := client.News(ctx)
		if err != nil {
			t.Fatalf("%s: %v", where, err)
		}
		var names []string
		for cat, err := range news.All() {
			if err != nil {
				t.Fatalf("%s: %v after %v", where, err, names)
			}
			names = append(names, cat.Name.Or(""))
			if len(names) == 2 {
				break
			}
			seen <- struct{}{}
		}
		leave()
		select {
		case <-left:
		case <-time.After(patience):
			t.Errorf("%s: the function has not been told", where)
		}
		if strings.Join(names, " ") != "Tom Kit" {
			t.Errorf("%s: %v", where, names)
		}
	}
}

// What breaks off does not look whole.
func TestServedFailures(t *testing.T) {
	broken := errors.New("the cat is out")
	late := true
	groups := []fake.Group{&fake.Pets{
		GetPicture: func(context.Context, *petstore.GetPetPictureParams) (io.ReadCloser, error) {
			return io.NopCloser(io.MultiReader(strings.NewReader("PN"), failing{broken})), nil
		},
	}, &fake.Client{
		News: func(context.Context) (*petstore.Stream[*petstore.Cat], error) {
			return fake.StreamFrom(func(yield func(*petstore.Cat, error) bool) {
				if !late || yield(&petstore.Cat{Name: petstore.Some("Tom")}, nil) {
					yield(nil, broken)
				}
			}), nil
		},
	}}
	clients := serve(t, groups...)
	clients["without a network"] = newClient(t, groups...)
	for where, client := range clients {
		body, err := client.Pets.GetPicture(t.Context(), petstore.GetPetPictureParams{Name: "tom"})
		if err != nil {
			t.Fatal(err)
		}
		if data, err := io.ReadAll(body); err == nil || string(data) != "PN" {
			t.Errorf("%s: a picture that breaks off: %q, %v", where, data, err)
		}
		body.Close()
		late = false
		var e *petstore.ResponseError
		if _, err := client.News(t.Context()); !errors.As(err, &e) || e.StatusCode != 500 || !strings.Contains(e.Message, "the cat is out") {
			t.Errorf("%s: a stream that fails at once: %v", where, err)
		}
		late = true
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		news, err := client.News(ctx)
		if err != nil {
			t.Fatal(err)
		}
		n, failed := 0, error(nil)
		for _, err := range news.All() {
			if err != nil {
				failed = err
				break
			}
			n++
		}
		cancel()
		if n != 1 || failed == nil {
			t.Errorf("%s: a stream that breaks off: %d, %v", where, n, failed)
		}
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// A body that nobody reads any more is closed.
func TestServedBodyIsClosed(t *testing.T) {
	ended := make(chan error, 1)
	client := serve(t, &fake.Pets{
		GetPicture: func(context.Context, *petstore.GetPetPictureParams) (io.ReadCloser, error) {
			r, w := io.Pipe()
			go func() {
				var err error
				for err == nil {
					_, err = w.Write(make([]byte, 1<<20))
				}
				ended <- err
			}()
			return r, nil
		},
	})["at the root"]
	body, err := client.Pets.GetPicture(t.Context(), petstore.GetPetPictureParams{Name: "tom"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(body, make([]byte, 3<<20)); err != nil {
		t.Fatal(err)
	}
	body.Close()
	select {
	case <-ended:
	case <-time.After(patience):
		t.Error("the body is still open")
	}
}

func TestServedLargeBodies(t *testing.T) {
	const size = 8 << 20
	var got int64
	for where, client := range serve(t, &fake.Pets{
		GetPicture: func(context.Context, *petstore.GetPetPictureParams) (io.ReadCloser, error) {
			return io.NopCloser(io.LimitReader(zeros{}, size)), nil
		},
		Upload: func(_ context.Context, params *petstore.UploadPetParams) (string, error) {
			n, err := io.Copy(io.Discard, params.Body.Picture.Body)
			got = n
			return strings.Repeat("x", size), err
		},
	}) {
		body, err := client.Pets.GetPicture(t.Context(), petstore.GetPetPictureParams{Name: "tom"})
		if err != nil {
			t.Fatal(err)
		}
		if n, err := io.Copy(io.Discard, body); n != size || err != nil {
			t.Errorf("%s: %d bytes, %v", where, n, err)
		}
		body.Close()
		text, err := client.Pets.Upload(t.Context(), petstore.UploadPetParams{Name: "tom", Body: petstore.UploadPetRequest{
			Picture: petstore.File{Name: "tom.png", Body: io.LimitReader(zeros{}, size)}}})
		if err != nil || len(text) != size || got != size {
			t.Errorf("%s: sent %d, got %d, %v", where, got, len(text), err)
		}
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// What is no armsmith's client may ask as well: with trailers, without a server.
func TestServedToOthers(t *testing.T) {
	transport := fake.NewTransport(&fake.Pets{
		BeginUpdate: func(_ context.Context, params *petstore.UpdatePetParams) (*petstore.Cat, error) {
			return &params.Body, nil
		},
		GetPicture: func(context.Context, *petstore.GetPetPictureParams) (io.ReadCloser, error) {
			return io.NopCloser(failing{errors.New("out")}), nil
		},
	})
	s := httptest.NewServer(transport)
	defer s.Close()
	req, err := http.NewRequestWithContext(t.Context(), "PATCH", s.URL+"/pets/tom", io.NopCloser(strings.NewReader(`{"kind":"cat","lives":7}`)))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/merge-patch+json")
	req.Trailer = http.Header{"X-Sum": {"1"}}
	resp, err := s.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != 202 || resp.Header.Get("Location") == "" {
		t.Errorf("with trailers: %s, %v", resp.Status, resp.Header)
	}
	w := httptest.NewRecorder()
	transport.ServeHTTP(w, httptest.NewRequest("GET", "/pets/tom/picture", nil))
	if w.Code != 200 || w.Body.Len() != 0 {
		t.Errorf("without a server: %d, %q", w.Code, w.Body)
	}
	w = httptest.NewRecorder()
	small := httptest.NewRequest("PATCH", "/pets/tom", strings.NewReader(`{"kind":"cat"}`))
	small.Body = http.MaxBytesReader(w, small.Body, 3)
	transport.ServeHTTP(w, small)
	if w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("a body that is too large: %d, %q", w.Code, w.Body)
	}
}
