package cassette

import (
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
)

// No secret comes into a file, wherever it stands, and what is asked for with another one is found.
func TestSecretsStayOut(t *testing.T) {
	const canary = "CANARY-0123456789"
	secrets := Secrets{Sent: []string{"X-Own", "code", "session"}, Held: []string{"adminPassword"}, Maps: []string{"settings"}}
	s := service(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("X-Own", canary)
		w.Header().Set("Set-Cookie", "session="+canary)
		w.Header().Set("Location", "https://x.example/blob?sv=1&sig="+canary+"&se=2")
		w.Header().Set("X-Echo", r.Header.Get("X-Own"))
		fmt.Fprintf(w, `{"adminPassword":%q,"access_token":%q,"url":"https://x.example/?sig=%s\u0026sp=r","said":"Bearer %s","connection":"Name=a;AccountKey=%s==;B=c","echo":%q,
			"nested":[{"AdminPassword":[%[1]q,["x%[1]s"]],"settings":{"a":%[1]q}}],"kept":"yes"}`, canary, canary, canary, canary, canary, r.Header.Get("X-Own"))
	})
	r := Record(filepath.Join(t.TempDir(), "a.json"), nil, secrets)
	send := func(rt http.RoundTripper, secret string) (int, string) {
		url := strings.Replace(s.URL, "://", "://user:"+secret+"@", 1) + "/x?a=1&code=" + secret + "&X-Amz-Signature=" + secret
		status, _, got, err := ask(t, rt, "POST", url, "application/json", `{"name":"n","adminPassword":"`+secret+`"}`,
			"Authorization", "Bearer "+secret, "X-Own", secret, "Cookie", "session="+secret, "Api-Key", secret)
		if err != nil {
			t.Fatal(err)
		}
		ask(t, rt, "POST", s.URL+"/token", "application/x-www-form-urlencoded", "grant_type=password&password="+secret+"&adminPassword="+secret,
			"Authorization", "Basic dXNlcjpDQU5BUlktMDEyMzQ1Njc4OQ==")
		return status, got
	}
	if _, got := send(r, canary); !strings.Contains(got, canary) {
		t.Fatal("the program itself does not see the answer as it is")
	}
	file := save(t, r)
	for _, secret := range []string{canary, "CANARY", "dXNlcj"} {
		if at := strings.Index(file, secret); at >= 0 {
			t.Errorf("%s is in the file: ...%s", secret, file[max(0, at-60):min(len(file), at+40)])
		}
	}
	if !strings.Contains(file, `"kept": "yes"`) || !strings.Contains(file, "sig=REDACTED&se=2") || !strings.Contains(file, "Name=a;AccountKey=REDACTED;B=c") {
		t.Errorf("what is no secret is gone:\n%s", file)
	}
	if status, got := send(replay(t, r.file, secrets), "another-one"); status != 200 || !strings.Contains(got, `"kept":"yes"`) {
		t.Errorf("with another credential: %d %s", status, got)
	}
}

// What is not one JSON text hides its secrets as well: lines, events, what was cut off, XML, and
// the fields of a multipart body, beside octets too.
func TestSecretsInOtherBodies(t *testing.T) {
	h := newHider(Secrets{Held: []string{"adminPassword", "a.b"}})
	for _, test := range []struct{ mediaType, body, want string }{
		{"application/x-ndjson", "{\"AdminPassword\": \"CANARY\\\"x\",\"n\":1}\n{\"password\":\"CANARY\"}\n",
			"{\"AdminPassword\": \"REDACTED\",\"n\":1}\n{\"password\":\"REDACTED\"}\n"},
		{"text/event-stream", "data: {\"access_token\":\"CANARY\"}\n\n", "data: {\"access_token\":\"REDACTED\"}\n\n"},
		{"application/json", `{"adminPassword":"CANARY","cut":"of`, `{"adminPassword":"REDACTED","cut":"of`},
		{"application/json", `{"adminPassword":"CANARY"}{"n":1}`, `{"adminPassword":"REDACTED"}{"n":1}`},
		{"application/json", `{"adminPasswords":"kept","aXb":"kept"} {`, `{"adminPasswords":"kept","aXb":"kept"} {`},
		{"application/xml", `<u><x:adminPassword at="1">CANARY</x:adminPassword><n>kept</n></u>`,
			`<u><x:adminPassword at="1">REDACTED</x:adminPassword><n>kept</n></u>`},
		{"application/xml", `<u password="CANARY"><password><![CDATA[CAN<AR>Y]]></password><n x:adminpassword = 'CANARY'>kept</n><password>CAN>ARY</password></u>`,
			`<u password="REDACTED"><password>REDACTED</password><n x:adminpassword = 'REDACTED'>kept</n><password>REDACTED</password></u>`},
		{"application/x-www-form-urlencoded", "user%5Bpassword%5D=CANARY&user[tags][]=kept&a[adminPassword][]=CANARY&passwords=kept",
			"user%5Bpassword%5D=REDACTED&user[tags][]=kept&a[adminPassword][]=REDACTED&passwords=kept"},
		{"multipart/form-data; boundary=B", "--B\r\nContent-Disposition: form-data; name=\"user[password]\"\r\n\r\nCANARY\r\n--B--\r\n",
			"--B\r\nContent-Disposition: form-data; name=\"user[password]\"\r\n\r\nREDACTED\r\n--B--\r\n"},
		{"application/json", "{\"password\":\"CANARY\",\"latin\":\"\xe9", "{\"password\":\"REDACTED\",\"latin\":\"\xe9"},
		{"multipart/form-data; boundary=B", "--B\r\nContent-Disposition: form-data; name=\"adminPassword\"\r\n\r\n-----BEGIN KEY-----\nCANARY\n\nCANARY\r\n" +
			"--B\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\nkept\r\n--B--\r\n",
			"--B\r\nContent-Disposition: form-data; name=\"adminPassword\"\r\n\r\nREDACTED\r\n" +
				"--B\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\nkept\r\n--B--\r\n"},
		{"multipart/form-data; boundary=B", "--B\r\nContent-Disposition: form-data; name=\"adminPassword\"\r\nContent-Type: text/plain\r\n\r\nCANARY\r\n" +
			"--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n\xff\xfe\r\n--B--\r\n",
			"--B\r\nContent-Disposition: form-data; name=\"adminPassword\"\r\nContent-Type: text/plain\r\n\r\nREDACTED\r\n" +
				"--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n\xff\xfe\r\n--B--\r\n"},
		{"image/png", "\xff\"password\":\"kept\"", "\xff\"password\":\"kept\""},
	} {
		if got := string(h.octets(test.mediaType, []byte(test.body))); got != test.want {
			t.Errorf("%s:\n%q, want\n%q", test.mediaType, got, test.want)
		}
	}
}

// A secret is taken out where it is repeated, however it is written there.
func TestRepeatedSecrets(t *testing.T) {
	const secret = `my "own" pass/phrase`
	s := service(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		fmt.Fprintf(w, "%s|%q|%s|%s", secret, secret, url.QueryEscape(secret), url.PathEscape(secret))
	})
	r := Record(filepath.Join(t.TempDir(), "a.json"), nil, Secrets{Sent: []string{"X-Own"}})
	if _, _, _, err := ask(t, r, "GET", s.URL, "", "", "X-Own", secret); err != nil {
		t.Fatal(err)
	}
	if file := save(t, r); !strings.Contains(file, `"REDACTED|\"REDACTED\"|REDACTED|REDACTED"`) {
		t.Errorf("the file holds %s", file)
	}
}
