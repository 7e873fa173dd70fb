package page

import (
	"context"
	"flag"
	"os"
	"slices"
	"testing"

	"github.com/armsmith/armsmith/mock"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

var update = flag.Bool("update", false, "write the picture of docs/mock.md")

// prefers has the browser prefer a feature of media: a scheme of colours, less motion.
func prefers(t *testing.T, ctx context.Context, name, value string) {
	t.Helper()
	_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: name, Value: value}}})
	if err != nil {
		t.Fatal(err)
	}
}

func resize(t *testing.T, ctx context.Context, width, height int64) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, height)); err != nil {
		t.Fatal(err)
	}
}

// busy sends what gives the page something to show.
func busy(t *testing.T, ctx context.Context) {
	t.Helper()
	open(t, ctx, "/animals/{animalId}")
	press(t, ctx, "s")
	until(t, ctx, `document.querySelectorAll("#exchanges li").length === 1`)
	open(t, ctx, "/animals")
	choose(t, ctx, "Status", "500")
	press(t, ctx, "s")
	until(t, ctx, `document.querySelectorAll("#exchanges li").length === 2`)
	choose(t, ctx, "Status", "")
	fill(t, ctx, "limit", "many")
	press(t, ctx, "s")
	until(t, ctx, `document.querySelectorAll("#exchanges li").length === 3`)
	open(t, ctx, "/adoptions")
	press(t, ctx, "s")
	until(t, ctx, `document.querySelectorAll("#exchanges li.right").length === 3`)
	open(t, ctx, "/animals")
	press(t, ctx, "s")
	until(t, ctx, `document.querySelector(".answer .judged")?.innerText === "request allowed"`)
	until(t, ctx, `document.querySelectorAll("#exchanges > li").length === 5`)
}

// pale lists the texts whose colour is too near to that behind them (WCAG 2.2, 1.4.3: 4.5 to 1).
const pale = `(() => {
	const parse = (text) => { const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number); return { rgb: [r, g, b], a }; };
	const light = ({ rgb }) => { const [r, g, b] = rgb.map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
	const behind = (e) => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.a === 1) return c; } return parse("rgb(255, 255, 255)"); };
	const out = new Set();
	for (const e of document.querySelectorAll("body *")) {
		if (!e.checkVisibility({ visibilityProperty: true }) || e.closest("kbd, .copy, :disabled, option") || ![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
		const [a, b] = [light(parse(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
		const contrast = (a + 0.05) / (b + 0.05);
		if (contrast < 4.5) out.add(e.tagName + "." + e.className + ": " + contrast.toFixed(2));
	}
	return [...out];
})()`

// nameless lists the fields and buttons that a screen reader has no name for.
const nameless = `[...document.querySelectorAll("input, select, textarea, button, a")].filter((e) => e.checkVisibility() &&
	!(e.getAttribute("aria-label") || e.labels?.length || e.textContent.trim())).map((e) => e.outerHTML)`

// The page can be read in light and in the dark, everything has a name, and it fits a small screen.
func TestLooks(t *testing.T) {
	ctx := browser(t)
	visit(t, ctx, serve(t, mock.Options{}, "shelter.yaml"))
	resize(t, ctx, 1440, 900)
	busy(t, ctx)
	colours := map[string]string{}
	for _, scheme := range []string{"light", "dark"} {
		prefers(t, ctx, "prefers-color-scheme", scheme)
		colours[scheme] = eval[string](t, ctx, `getComputedStyle(document.body).backgroundColor`)
		if faults := eval[[]string](t, ctx, pale); len(faults) > 0 {
			t.Errorf("in the %s, too pale: %q", scheme, faults)
		}
	}
	if *update {
		picture(t, ctx)
	}
	if colours["light"] == colours["dark"] {
		t.Errorf("the ground is %s by day and by night", colours["light"])
	}
	if faults := eval[[]string](t, ctx, nameless); len(faults) > 0 {
		t.Errorf("without a name: %q", faults)
	}
	prefers(t, ctx, "prefers-reduced-motion", "reduce")
	if moving := eval[[]string](t, ctx, `[...document.querySelectorAll("*")].filter(e => !["0s", "all"].includes(getComputedStyle(e).transitionDuration)).map(e => e.tagName)`); len(moving) > 0 {
		t.Errorf("these move: %q", slices.Compact(moving))
	}
	for _, width := range []int64{1000, 360} {
		resize(t, ctx, width, 720)
		for _, view := range []string{"list", "main", "live"} {
			if width < 760 {
				click(t, ctx, ".views [data-to="+view+"]")
				until(t, ctx, `document.querySelector(".`+view+`, `+view+`").checkVisibility()`)
			}
			if wide := eval[[]string](t, ctx, `[...document.querySelectorAll("body *")].filter(e => e.checkVisibility() && !e.closest("pre, bdi, .unseen, .skip") && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.tagName + "." + e.className)`); len(wide) > 0 {
				t.Errorf("with %d pixels, %s has what is too wide: %q", width, view, wide)
			}
		}
	}
	if dir := os.Getenv("ARMSMITH_PICTURES"); dir != "" {
		pictures(t, ctx, dir)
	}
}

// pictures writes what the page looks like, for those who work on it.
func pictures(t *testing.T, ctx context.Context, dir string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	shot := func(name string) {
		data, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
		if err == nil {
			err = os.WriteFile(dir+"/"+name+".png", data, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	prefers(t, ctx, "prefers-color-scheme", "light")
	for _, view := range []string{"list", "main", "live"} {
		click(t, ctx, ".views [data-to="+view+"]")
		shot("small-" + view)
	}
	resize(t, ctx, 1000, 800)
	shot("middle")
	resize(t, ctx, 1440, 900)
	shot("light")
	prefers(t, ctx, "prefers-color-scheme", "dark")
	click(t, ctx, "#exchanges li.wrong .exchange")
	until(t, ctx, `document.querySelector("#exchanges .more h3")`)
	shot("dark")
	click(t, ctx, "#help-open")
	shot("help")
}

// picture writes the picture of docs/mock.md.
func picture(t *testing.T, ctx context.Context) {
	t.Helper()
	open(t, ctx, "/animals/{animalId}")
	press(t, ctx, "s")
	until(t, ctx, `document.querySelector(".answer .judged")?.innerText === "request allowed"`)
	eval[bool](t, ctx, `(document.querySelector("main").scrollTop = 0, document.activeElement.blur(), true)`)
	prefers(t, ctx, "prefers-color-scheme", "light")
	data, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile("../../docs/mock.png", data, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}
