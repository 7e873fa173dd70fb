// Package page drives the mock server's page as people do, in a browser.
package page

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/mock"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// browser starts Chromium, or skips the test where there is none.
func browser(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil && path == "" {
			path = found
		}
	}
	if path == "" {
		if os.Getenv("ARMSMITH_REQUIRE_CHROMIUM") != "" {
			t.Fatal("there is no Chromium")
		}
		t.Skip("SKIPPED: there is no Chromium to show the page; install chromium, or set CHROMIUM to its path")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.WindowSize(1440, 900))
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox) // which root cannot have
	}
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	return ctx
}

// serve serves documents, those of testdata by their names, with the page, and returns where.
func serve(t *testing.T, options mock.Options, names ...string) string {
	t.Helper()
	var docs []*mock.Document
	for _, name := range names {
		if !filepath.IsAbs(name) {
			name = filepath.Join("testdata", name)
		}
		doc, err := mock.Read(t.Context(), generator.Config{Spec: name})
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, doc)
	}
	server := mock.New(docs...)
	server.Options = options
	server.Page = true
	test := httptest.NewServer(server.Handler())
	t.Cleanup(test.CloseClientConnections)
	return test.URL
}

// visit opens the page and has the test fail when the browser complains of anything.
func visit(t *testing.T, ctx context.Context, url string) {
	t.Helper()
	var mu sync.Mutex
	var complaints []string
	complain := func(format string, args ...any) {
		mu.Lock()
		defer mu.Unlock()
		complaints = append(complaints, fmt.Sprintf(format, args...))
	}
	err := chromedp.Listen(ctx, func(event any) {
		switch event := event.(type) {
		case *runtime.EventExceptionThrown:
			complain("exception: %v", event.ExceptionDetails)
		case *runtime.EventConsoleAPICalled:
			complain("console: %v", event.Args)
		case *log.EventEntryAdded:
			if e := event.Entry; e.Source != log.EntrySourceNetwork || strings.Contains(e.URL, mock.PagePath) { // refusals are told too
				complain("%s: %s (%s)", e.Source, e.Text, e.URL)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		mu.Lock()
		defer mu.Unlock()
		if len(complaints) > 0 {
			t.Errorf("the browser complains: %s", strings.Join(complaints, "\n"))
		}
	})
	if err := chromedp.Do(ctx, chromedp.Navigate(url+mock.PagePath)); err != nil {
		t.Fatal(err)
	}
	until(t, ctx, `document.querySelector(".operation") !== null`)
}

// eval returns what an expression is in the page.
func eval[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	out, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return out
}

// until waits for an expression to be true in the page; one that looks into what is not there yet is
// not. The page forbids what chromedp.Poll does.
func until(t *testing.T, ctx context.Context, expression string) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !eval[bool](t, ctx, "(() => { try { return !!("+expression+") } catch { return false } })()"); {
		if time.Now().After(deadline) {
			t.Fatalf("it never is that %s; the page shows:\n%.3000s", expression, eval[string](t, ctx, "document.body.innerText"))
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// press types keys wherever the focus is. As with a keyboard, and unlike with chromedp.KeyEvent, a
// key that the page takes for itself writes no character.
func press(t *testing.T, ctx context.Context, keys string) {
	t.Helper()
	for _, r := range keys {
		events := kb.Encode(r)
		for _, e := range events {
			if e.Type == kb.KeyChar {
				events[0].Type, events[0].Text = kb.KeyDown, e.Text
			}
		}
		for _, e := range events {
			if e.Type == kb.KeyChar {
				continue
			}
			if _, err := chromedp.Call(ctx, input.DispatchKeyEvent, *e); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// click clicks on what a CSS selector finds.
func click(t *testing.T, ctx context.Context, selector string) {
	t.Helper()
	if !eval[bool](t, ctx, fmt.Sprintf("(e => { e?.scrollIntoView(); e?.click(); return e !== null })(document.querySelector(%q))", selector)) {
		t.Fatalf("there is no %s", selector)
	}
}
