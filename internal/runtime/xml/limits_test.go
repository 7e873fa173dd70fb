package xml

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
)

// Small elements cost much more memory than bytes, so a document may not have any number of them.
func TestManySmallParts(t *testing.T) {
	t.Run("elements", func(t *testing.T) {
		refused(t, "<shelf>"+strings.Repeat(`<a/>`, baseParts*5/4)+"</shelf>", "elements and attributes")
	})
	t.Run("attributes", func(t *testing.T) {
		refused(t, "<shelf>"+strings.Repeat(`<a b="" c="" d="" e="" f=""/>`, baseParts/4)+"</shelf>", "elements and attributes")
	})
	t.Run("attributes of one element", func(t *testing.T) {
		refused(t, "<shelf><a"+strings.Repeat(` b=">"`, 2*baseParts)+"/></shelf>", "elements and attributes")
	})
}

// A document says the name of a namespace once; its JSON says it with each name of it.
func TestLongNamespace(t *testing.T) {
	doc := `<shelf xmlns:x="` + strings.Repeat("n", 1<<16) + `">` + strings.Repeat(`<b><x:c/></b>`, 2000) + "</shelf>"
	refused(t, doc, "namespaces")
}

// What declares many prefixes and uses one often takes no longer than its size explains.
func TestManyPrefixes(t *testing.T) {
	var doc strings.Builder
	doc.WriteString("<shelf" + xsi)
	for i := range 100_000 {
		fmt.Fprintf(&doc, ` xmlns:p%d=""`, i)
	}
	doc.WriteString(` xmlns:o="o">` + strings.Repeat(`<a xsi:type="o:T"/>`, 100_000) + "</shelf>")
	begun := time.Now()
	got, err := toJSON(shelf, doc.String())
	if took := time.Since(begun); err != nil || took > 20*time.Second {
		t.Errorf("%v after %v", err, took)
	}
	if n := strings.Count(got, `type":"{o}T"`); n != 100_000 {
		t.Errorf("%d types were kept", n)
	}
}

// What a document would become by its entities is not what it costs.
func TestEntities(t *testing.T) {
	doc := `<!DOCTYPE shelf [<!ENTITY a "ha">`
	for c := 'b'; c < 'z'; c++ {
		doc += `<!ENTITY ` + string(c) + ` "` + strings.Repeat("&"+string(c-1)+";", 10) + `">`
	}
	refused(t, doc+`]><shelf><name>&y;</name></shelf>`, "entity")
	refused(t, `<!DOCTYPE shelf [<!ENTITY f SYSTEM "file:///etc/passwd">]><shelf><name>&f;</name></shelf>`, "entity")
}

// refused reads a document that must be an error with the given words, at a bounded cost.
func refused(t *testing.T, doc, want string) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := toJSON(shelf, doc)
	runtime.ReadMemStats(&after)
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want an error about %q", err, want)
	}
	if took := after.TotalAlloc - before.TotalAlloc; took > 512<<20 {
		t.Errorf("%d bytes took %d MiB", len(doc), took>>20)
	}
}

// A document is read whatever its size when its parts are of the usual one.
func TestLargeDocument(t *testing.T) {
	doc := "<shelf>" + strings.Repeat(`<book title="A title of a book">and its text, which is somewhat longer</book>`, 20_000) + "</shelf>"
	if _, err := toJSON(shelf, doc); err != nil {
		t.Error(err)
	}
}
