package mock_test

import (
	"os"
	"strings"
	"testing"

	"github.com/armsmith/armsmith/mock"
)

// Bodies of each kind are held against the document, and answered in theirs.
func TestBodies(t *testing.T) {
	text, err := os.ReadFile("../tests/mock/testdata/bodies.yaml")
	if err != nil {
		t.Fatal(err)
	}
	url := start(t, mock.Options{}, open(t, string(text)))
	multipart := func(parts ...string) string {
		out := ""
		for _, p := range parts {
			head, content, _ := strings.Cut(p, "=")
			out += "--b\r\nContent-Disposition: form-data; name=\"" + head + "\"\r\n"
			if strings.HasPrefix(content, "{") {
				out += "Content-Type: application/json\r\n"
			}
			out += "\r\n" + content + "\r\n"
		}
		return out + "--b--\r\n"
	}
	const (
		form  = "POST /form\nContent-Type: application/x-www-form-urlencoded"
		parts = "POST /multipart\nContent-Type: multipart/form-data; boundary=b"
		xml   = "PUT /shelf\nContent-Type: application/xml"
		ns    = `<shelf xmlns="urn:shelf"`
	)
	for _, test := range []struct {
		head, body string
		status     int
		holds      string
	}{
		{form, "count=7&note=a+b&urgent=true", 200, "token=a+b"},
		{form, "count=10", 400, `"pointer":"/count"`},
		{form, "note=x", 400, `count`},
		{form, "count=x", 400, `"in":"body"`},
		{parts, multipart("name=rex", "file=octets", `order={"count":7}`, "tags=a"), 204, ""},
		{parts, multipart("name=rex", `order={"count":7}`), 400, `file`},
		{parts, multipart("name=much too long", "file=octets", `order={"count":7}`), 400, `"pointer":"/name"`},
		{parts, multipart("name=rex", "file=octets", `order={"count":70}`), 400, `"pointer":"/order/count"`},
		{parts, "nonsense", 400, `"in":"body"`},
		{"PUT /octets\nContent-Type: application/octet-stream", "\x00\xff", 204, ""},
		{xml, ns + ` id="7"><open>true</open><price>1.5</price><names><name>a</name></names><book><title>t</title><pages>3</pages></book></shelf>`, 200, "<shelf"},
		{xml, ns + `><open>true</open></shelf>`, 200, "<shelf"},
		{xml, ns + `><price>1</price></shelf>`, 400, `open`},
		{xml, ns + `><open>maybe</open></shelf>`, 400, `"pointer":"/open"`},
		{xml, ns + ` id="x"><open>true</open></shelf>`, 400, `"pointer":"/id"`},
		{xml, ns + `><open>true</open><price>101</price></shelf>`, 400, `"pointer":"/price"`},
		{xml, ns + `><open>true</open><names><name>a</name><name>much too long a name</name></names></shelf>`, 400, `"pointer":"/names/1"`},
		{xml, ns + `><open>true</open><book><pages>3</pages></book></shelf>`, 400, `"pointer":"/books/0/title"`},
		{xml, ns + `><open>true</open>`, 400, `it is no XML`},
		{xml, `nonsense`, 400, `it is no XML`},
		{xml, ns + `>` + strings.Repeat("<open>", 500), 400, `inside one another`},
	} {
		method, rest, _ := strings.Cut(test.head, " ")
		resp, body := call(t, method+" "+url+rest, test.body)
		if resp.StatusCode != test.status || !strings.Contains(body, test.holds) {
			t.Errorf("%s %s: %d %s, want %d %s", test.head, test.body, resp.StatusCode, body, test.status, test.holds)
		}
	}
}

// What comes in XML, or as a form, is remembered as well.
func TestRemembersBodies(t *testing.T) {
	text, err := os.ReadFile("../tests/mock/testdata/bodies.yaml")
	if err != nil {
		t.Fatal(err)
	}
	url := start(t, mock.Options{Stateful: true}, open(t, string(text))) + "/shelf"
	sent := `<shelf xmlns="urn:shelf" id="7"><book><pages>3</pages><title>a &amp; b</title></book><book><title>c</title></book><names><name>a</name><name>b</name></names><open>false</open><price>1.50</price></shelf>`
	if resp, body := call(t, "PUT "+url+"\nContent-Type: application/xml", sent); resp.StatusCode != 200 {
		t.Fatal(resp.StatusCode, body)
	}
	_, got := call(t, "GET "+url, "")
	if !strings.HasSuffix(got, sent) {
		t.Errorf("kept is %s, want %s", got, sent)
	}
	things := strings.ReplaceAll(petstore, "{required: true, content: {application/json:", "{required: true, content: {application/x-www-form-urlencoded:")
	pets := start(t, mock.Options{Stateful: true}, open(t, things)) + "/v1/pets"
	if resp, body := call(t, "POST "+pets+"\nContent-Type: application/x-www-form-urlencoded", "name=12&tag=a+b"); resp.StatusCode != 201 || body != `{"id":1,"name":"12","tag":"a b"}` {
		t.Errorf("%d %s", resp.StatusCode, body)
	}
}
