package page

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/mock"
)

// A person looks for an operation, opens it, sends its request and sees what comes of it, with keys
// alone.
func TestKeys(t *testing.T) {
	ctx := browser(t)
	visit(t, ctx, serve(t, mock.Options{}, "shelter.yaml", "styles.yaml"))
	if got := eval[int](t, ctx, `document.querySelectorAll("a.op").length`); got != 21 {
		t.Errorf("%d operations are listed", got)
	}
	press(t, ctx, "/adopt an")
	until(t, ctx, `document.querySelector("#search").value === "adopt an"`)
	until(t, ctx, `document.querySelectorAll("a.op").length === 1 && document.querySelector("#found").textContent === "1 operation found"`)
	press(t, ctx, "\r")
	until(t, ctx, `document.querySelector("h1").innerText.includes("/adoptions")`)
	until(t, ctx, `document.querySelector("a.op[aria-current]").innerText.includes("/adoptions")`)
	if got := eval[string](t, ctx, `document.querySelector(".operation pre").innerText`); !strings.Contains(got, "client.Adoptions.Adopt(ctx, animalshelter.AdoptParams{") {
		t.Errorf("the call is %s", got)
	}
	press(t, ctx, "\x1b") // leaves the search
	press(t, ctx, "s")
	until(t, ctx, `document.querySelector(".answer .status")?.innerText === "201"`)
	until(t, ctx, `document.querySelector(".answer .judged")?.innerText === "request allowed"`)
	until(t, ctx, `document.querySelectorAll("#exchanges li.right").length === 1`)
	press(t, ctx, "?")
	until(t, ctx, `document.querySelector("#help").open`)
	press(t, ctx, "s") // is for the help, which has no such key
	press(t, ctx, "\x1b")
	until(t, ctx, `!document.querySelector("#help").open`)
	press(t, ctx, "/")
	until(t, ctx, `document.activeElement.id === "search"`)
	press(t, ctx, "animals") // in the place of what was there
	until(t, ctx, `document.querySelectorAll("a.op").length === 6`)
	press(t, ctx, "\x1b")
	press(t, ctx, "jj")
	until(t, ctx, `document.activeElement === document.querySelectorAll("a.op")[1]`)
	press(t, ctx, "k\r")
	until(t, ctx, `document.querySelector("h1 .path").innerText === "/animals"`)
	if got := eval[int](t, ctx, `document.querySelectorAll("#exchanges li").length`); got != 1 {
		t.Errorf("%d requests have been sent", got)
	}
}

// What is not allowed says why, in the answer and in the live list, which can show that alone and
// has the details.
func TestRefused(t *testing.T) {
	ctx := browser(t)
	url := serve(t, mock.Options{}, "shelter.yaml")
	visit(t, ctx, url)
	press(t, ctx, "s")
	until(t, ctx, `document.querySelector(".answer .judged")?.innerText === "request allowed"`)
	if body := eval[string](t, ctx, `document.querySelector(".answer pre").innerText`); !strings.Contains(body, "\n    \"id\": 9007199254740993,\n") {
		t.Errorf("the body is shown as %s", body)
	}
	fill(t, ctx, "limit", "many")
	press(t, ctx, "\x1b")
	press(t, ctx, "s")
	until(t, ctx, `document.querySelector(".answer .status").innerText === "400"`)
	until(t, ctx, `document.querySelector(".answer .judged .violations")?.innerText.startsWith("query limit")`)
	until(t, ctx, `document.querySelectorAll("#exchanges li").length === 2`)
	click(t, ctx, "#refused")
	until(t, ctx, `[...document.querySelectorAll("#exchanges li")].filter(li => li.checkVisibility()).length === 1`)
	until(t, ctx, `document.querySelector("#exchanges li .verdict.bad").innerText === "refused: 1 violation"`)
	click(t, ctx, "#exchanges li .exchange")
	until(t, ctx, `document.querySelector("#exchanges .more")?.textContent.includes("X-Shelter-Key•••")`)
	if details := eval[string](t, ctx, `document.querySelector("#exchanges .more").innerText`); !strings.Contains(details, "limit=many") {
		t.Errorf("the details are %s", details)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+"/elsewhere", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	until(t, ctx, `document.querySelector("#exchanges li .path").innerText === "/elsewhere"`)
}

// fill writes a value into the field of the open operation that is called so.
func fill(t *testing.T, ctx context.Context, label, value string) {
	t.Helper()
	set := fmt.Sprintf(`(field => { field.value = %q; field.dispatchEvent(new Event("input", { bubbles: true })); return true })(
		[...document.querySelectorAll(".value")].find(row => row.querySelector("label bdi").innerText === %q).querySelector("input:not([type=checkbox])"))`, value, label)
	eval[bool](t, ctx, set)
}

// choose picks a value of a field with choices.
func choose(t *testing.T, ctx context.Context, label, value string) {
	t.Helper()
	eval[bool](t, ctx, fmt.Sprintf(`(field => { field.value = %q; field.dispatchEvent(new Event("change")); return field.value === %[1]q })(document.querySelector('select[aria-label=%q]'))`, value, label))
}

// An answer other than that of a success can be asked for, also one that a browser would follow.
func TestPrefer(t *testing.T) {
	ctx := browser(t)
	visit(t, ctx, serve(t, mock.Options{}, "shelter.yaml"))
	choose(t, ctx, "Example", "none")
	press(t, ctx, "s")
	until(t, ctx, `document.querySelector(".answer pre")?.innerText === "[]"`)
	choose(t, ctx, "Status", "500")
	press(t, ctx, "s")
	until(t, ctx, `document.querySelector(".answer .status").innerText === "500"`)
	until(t, ctx, `document.querySelector(".answer pre").innerText.includes("Mia has a home already")`)
	open(t, ctx, "/adoptions/{adoptionId}/papers")
	press(t, ctx, "s")
	until(t, ctx, `document.querySelector(".answer .status")?.innerText === "302"`)
	until(t, ctx, `document.querySelector(".answer .headers").textContent.includes("https://papers.example/1")`)
}

// open opens the operation of a path.
func open(t *testing.T, ctx context.Context, path string) {
	t.Helper()
	eval[bool](t, ctx, fmt.Sprintf(`([...document.querySelectorAll("a.op")].find(op => op.querySelector(".path").innerText === %q).click(), true)`, path))
	until(t, ctx, fmt.Sprintf(`document.querySelector("h1 .path").innerText === %q`, path))
}

// The request that is made for an operation is allowed as it is, however its parameters and its body
// are written, by fetch and by curl alike.
func TestRequestsAreAllowed(t *testing.T) {
	ctx := browser(t)
	visit(t, ctx, serve(t, mock.Options{}, "styles.yaml", "shelter.yaml"))
	keys := eval[[]string](t, ctx, `[...document.querySelectorAll("a.op")].map(op => op.dataset.key)`)
	for _, key := range keys {
		click(t, ctx, "a.op[data-key='"+key+"']")
		until(t, ctx, fmt.Sprintf(`document.querySelector(".operation").dataset.key === %q`, key))
		name := eval[string](t, ctx, `document.querySelector("h1").innerText.replace(/\s+/g, " ")`)
		press(t, ctx, "s")
		until(t, ctx, `document.querySelector(".answer .judged .verdict, .answer > .bad")`)
		if got := eval[string](t, ctx, `document.querySelector(".answer .judged").innerText`); got != "request allowed" {
			t.Errorf("%s: %s", name, got)
		}
		curled(t, name, eval[string](t, ctx, `document.querySelector(".operation .shell").textContent`))
	}
	if len(keys) != 21 {
		t.Errorf("%d requests were sent", len(keys))
	}
}

// curled runs a command that the page shows.
func curled(t *testing.T, name, command string) {
	t.Helper()
	if _, err := exec.LookPath("bash"); err != nil {
		return
	}
	if _, err := exec.LookPath("curl"); err != nil {
		return
	}
	out, err := exec.CommandContext(t.Context(), "bash", "-c", command).Output()
	if status, _, _ := strings.Cut(string(out), "\r\n"); err != nil || !strings.HasPrefix(status, "HTTP/1.1 2") && !strings.HasPrefix(status, "HTTP/1.1 302") {
		t.Errorf("%s: %v\n%s\n%s", name, err, command, out)
	}
}

// Whatever a document says, and whoever sends something, is text.
func TestHostileText(t *testing.T) {
	ctx := browser(t)
	url := serve(t, mock.Options{}, "hostile.yaml")
	visit(t, ctx, url)
	quiet := func(where string) {
		t.Helper()
		found := eval[string](t, ctx, `[window.owned ? "a script has run" : "", ...document.querySelectorAll("iframe, object, embed, svg, style, body script, img:not([src='icon.svg'])")].map(e => e.outerHTML ?? e).join("")`)
		if found != "" {
			t.Errorf("%s: there is %s", where, found)
		}
		if text := eval[string](t, ctx, `document.body.innerText`); strings.ContainsAny(text, "\u202e\u202c\u0007") {
			t.Errorf("%s: text turns its direction", where)
		}
	}
	keys := eval[[]string](t, ctx, `[...document.querySelectorAll("a.op")].map(op => op.dataset.key)`)
	for _, key := range keys {
		click(t, ctx, "a.op[data-key='"+key+"']")
		until(t, ctx, fmt.Sprintf(`document.querySelector(".operation").dataset.key === %q`, key))
		quiet("an operation")
		press(t, ctx, "s")
		until(t, ctx, `document.querySelector(".answer .judged .verdict, .answer > .bad")`)
		quiet("an answer")
		curled(t, "a hostile document", eval[string](t, ctx, `document.querySelector(".operation .shell").textContent`))
	}
	// The list comes a moment after the answers.
	until(t, ctx, fmt.Sprintf(`document.querySelectorAll("#exchanges .exchange").length >= %d`, len(keys)))
	eval[int](t, ctx, `[...document.querySelectorAll("#exchanges .exchange")].map(e => e.click()).length`)
	until(t, ctx, fmt.Sprintf(`document.querySelectorAll("#exchanges .more h3").length >= %d`, 2*len(keys)))
	quiet("the live list")
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url+"/<img/src=x onerror=window.owned=1>?<svg/onload=window.owned=1>", strings.NewReader("x"))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("X-Evil", "<script>window.owned=1</script>")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	until(t, ctx, `document.querySelector("#exchanges .path").innerText.includes("onerror")`)
	click(t, ctx, "#exchanges .exchange")
	until(t, ctx, `document.querySelector("#exchanges .more").innerText.includes("<script>window.owned=1</script>")`)
	quiet("a hostile request")
	if text := eval[string](t, ctx, `document.querySelector("#apis").innerText`); !strings.Contains(text, `<svg onload=window.owned=1>`) || !strings.Contains(text, "/a</script><script>") {
		t.Errorf("the list is shown as %s", text)
	}
}

// A document with very many operations and very long texts is shown as soon as a small one.
func TestHuge(t *testing.T) {
	paths := map[string]any{}
	for n := range 3000 {
		paths[fmt.Sprintf("/things%d/{id}/%s", n, strings.Repeat("x", n%100))] = map[string]any{"get": map[string]any{
			"operationId": fmt.Sprintf("getThing%d", n), "tags": []string{fmt.Sprintf("Group%d", n/100)}, "description": strings.Repeat("a long text ", 5*(n%100)),
			"parameters": []any{map[string]any{"name": "id", "in": "path", "required": true, "schema": map[string]any{"type": "string"}}},
			"responses":  map[string]any{"200": map[string]any{"description": "ok", "content": map[string]any{"text/plain": map[string]any{"example": strings.Repeat("y", 100*(n%100))}}}},
		}}
	}
	data, err := json.Marshal(map[string]any{"openapi": "3.0.3", "info": map[string]any{"title": strings.Repeat("Huge ", 1000), "version": "1"}, "paths": paths})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "huge.json")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx := browser(t)
	visit(t, ctx, serve(t, mock.Options{}, path))
	if got := eval[int](t, ctx, `document.querySelectorAll("a.op").length`); got > 100 {
		t.Errorf("%d operations are shown at first", got)
	}
	press(t, ctx, "/thing2999")
	until(t, ctx, `document.querySelectorAll("a.op").length === 1`)
	press(t, ctx, "\r")
	until(t, ctx, `document.querySelector("h1 .path").innerText.startsWith("/things2999/")`)
	press(t, ctx, "\x1b")
	press(t, ctx, "s")
	until(t, ctx, `document.querySelector(".answer .judged")?.innerText === "request allowed"`)
	if wide := eval[int](t, ctx, `document.documentElement.scrollWidth - innerWidth`); wide > 0 {
		t.Errorf("the page is %d pixels too wide", wide)
	}
}

// A load test does not bury the page: it keeps the last requests, and shows the next one.
func TestFlood(t *testing.T) {
	ctx := browser(t)
	url := serve(t, mock.Options{}, "shelter.yaml")
	visit(t, ctx, url)
	group := make(chan struct{}, 8)
	ask := func(path string) {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+path, nil)
		if err != nil {
			t.Error(err)
			return
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Error(err)
			return
		}
		resp.Body.Close()
	}
	var all sync.WaitGroup
	for n := range 5000 {
		group <- struct{}{}
		all.Go(func() {
			ask(fmt.Sprintf("/v2/animals/%d", n))
			<-group
		})
	}
	all.Wait()
	ask("/the-last")
	until(t, ctx, `document.querySelector("#exchanges .path")?.innerText === "/the-last"`)
	if got := eval[int](t, ctx, `document.querySelectorAll("#exchanges > li").length`); got != 500 {
		t.Errorf("%d requests are listed", got)
	}
}

// When the server ends the page says so, and shows what the next one is sent when that is there.
func TestServerComesBack(t *testing.T) {
	doc, err := mock.Read(t.Context(), generator.Config{Spec: "testdata/shelter.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	serve := func(address string) (at string, end func()) {
		server := mock.New(doc)
		server.Page = true
		l, err := net.Listen("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- server.Serve(ctx, l) }()
		return l.Addr().String(), func() {
			cancel()
			if err := <-ended; err != nil {
				t.Error(err)
			}
		}
	}
	address, end := serve("127.0.0.1:0")
	ctx := browser(t)
	visit(t, ctx, "http://"+address)
	press(t, ctx, "s")
	until(t, ctx, `document.querySelectorAll("#exchanges > li").length === 1`)
	end()
	until(t, ctx, `document.querySelector("#state").innerText === "not connected"`)
	_, end = serve(address)
	defer end()
	until(t, ctx, `document.querySelector("#state").innerText === "live" && document.querySelectorAll("#exchanges > li").length === 0`)
	press(t, ctx, "s")
	until(t, ctx, `document.querySelector(".answer .judged")?.innerText === "request allowed" && document.querySelectorAll("#exchanges > li").length === 1`)
}
