package calls_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	azureml "github.com/armsmith/armsmith/gen/azureml/v20260301"
	"github.com/armsmith/armsmith/tests/internal/service"
)

// threePages is a service whose list has three pages of two deployments.
func threePages(t *testing.T) *service.Service {
	var s *service.Service
	s = service.New(t, func(r service.Request) service.Answer {
		page := 1
		if _, rest, found := strings.Cut(r.URL, "$skip="); found {
			if _, err := fmt.Sscan(rest, &page); err != nil {
				return service.Answer{Status: 400}
			}
		}
		next := fmt.Sprintf(`"nextLink":"%s/next?api-version=2026-03-01&$skip=%d",`, s.URL, page+1)
		if page == 3 {
			next = ""
		}
		return service.Answer{Body: fmt.Sprintf(`{%s"value":[{"name":"%d-a","properties":{}},{"name":"%d-b","properties":{}}]}`, next, page, page)}
	})
	return s
}

func TestAllItems(t *testing.T) {
	s := threePages(t)
	var names []string
	for d, err := range lister(t, s).List(t.Context(), listParams()).All() {
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, d.Name.Or("?"))
	}
	if got := strings.Join(names, " "); got != "1-a 1-b 2-a 2-b 3-a 3-b" {
		t.Errorf("got %s", got)
	}
	met := s.Requests()
	if len(met) != 3 || target(s, met[2]) != "/next?api-version=2026-03-01&$skip=3" {
		t.Errorf("requests: %v", met)
	}
	for _, r := range met {
		if r.Header.Get("Authorization") != "Bearer "+token {
			t.Errorf("%s without the credential", r.Line())
		}
	}
}

func TestPages(t *testing.T) {
	s := threePages(t)
	pages := 0
	for page, err := range lister(t, s).List(t.Context(), listParams()).Pages() {
		if err != nil {
			t.Fatal(err)
		}
		if pages++; len(page.Value) != 2 || page.NextLink.IsSet() != (pages < 3) {
			t.Errorf("page %d: %d items, next %v", pages, len(page.Value), page.NextLink)
		}
	}
	if pages != 3 {
		t.Errorf("%d pages, want 3", pages)
	}
}

// A loop that is left asks for nothing more, and another takes up where it stopped.
func TestEarlyBreak(t *testing.T) {
	s := threePages(t)
	pager := lister(t, s).List(t.Context(), listParams())
	for d, err := range pager.All() {
		if err != nil {
			t.Fatal(err)
		}
		if d.Name.Or("") == "2-a" {
			break
		}
	}
	if n := len(s.Requests()); n != 2 {
		t.Errorf("%d requests for two pages", n)
	}
	var rest []string
	for d, err := range pager.All() {
		if err != nil {
			t.Fatal(err)
		}
		rest = append(rest, d.Name.Or("?"))
	}
	if got := strings.Join(rest, " "); got != "2-b 3-a 3-b" {
		t.Errorf("the second loop got %s", got)
	}
}

// A token leads another client to the page that follows.
func TestPageToken(t *testing.T) {
	s := threePages(t)
	pager := lister(t, s).List(t.Context(), listParams())
	for _, err := range pager.Pages() {
		if err != nil {
			t.Fatal(err)
		}
		break
	}
	var names []string
	for d, err := range lister(t, s).List(t.Context(), listParams(), azureml.WithPageToken(pager.Token())).All() {
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, d.Name.Or("?"))
	}
	if got := strings.Join(names, " "); got != "2-a 2-b 3-a 3-b" {
		t.Errorf("got %s", got)
	}
}

// A link to another host is not followed: the credential would go along.
func TestForeignNextLink(t *testing.T) {
	foreign := service.New(t, service.Always(service.Answer{Body: `{}`}))
	s := service.New(t, service.Always(service.Answer{Body: `{"nextLink":"` + foreign.URL + `/evil","value":[]}`}))
	var got error
	for _, err := range lister(t, s).List(t.Context(), listParams()).All() {
		got = err
	}
	if !errors.Is(got, azureml.ErrForeignOrigin) {
		t.Errorf("got %v", got)
	}
	if len(foreign.Requests()) > 0 {
		t.Error("the link was followed")
	}
}

// An error midway ends the loop, once, after what came before it.
func TestErrorOnSecondPage(t *testing.T) {
	s := service.New(t, func(r service.Request) service.Answer {
		if strings.Contains(r.URL, "/next") {
			return service.Answer{Status: 403, Body: `{"error":{"code":"Nope","message":"not this page"}}`}
		}
		return service.Answer{Body: `{"nextLink":"/next","value":[{"properties":{}}]}`}
	})
	items, errs := 0, 0
	for _, err := range lister(t, s).List(t.Context(), listParams()).All() {
		if err == nil {
			items++
			continue
		}
		if errs++; !errors.Is(err, azureml.ErrForbidden) {
			t.Errorf("got %v", err)
		}
	}
	if items != 1 || errs != 1 {
		t.Errorf("%d items and %d errors, want 1 and 1", items, errs)
	}
}
