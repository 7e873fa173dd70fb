package value

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

func TestSecretDoesNotPrint(t *testing.T) {
	const hidden = "hunter2"
	type holder struct {
		S    Secret
		O    Optional[Secret]
		List []Secret
		Map  map[string]Secret
	}
	h := holder{hidden, Some[Secret](hidden), []Secret{hidden}, map[string]Secret{"k": hidden}}
	var printed strings.Builder
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%20s"} {
		for _, v := range []any{h, &h, h.S, h.O, h.List, h.Map, &h.O, errors.New(fmt.Sprint(h.S))} {
			fmt.Fprintf(&printed, verb+"\n", v)
		}
	}
	log := new(bytes.Buffer)
	for _, l := range []*slog.Logger{slog.New(slog.NewTextHandler(log, nil)), slog.New(slog.NewJSONHandler(log, nil))} {
		l.Info("x", "secret", h.S, "optional", h.O)
	}
	text := printed.String() + log.String()
	if strings.Contains(text, hidden) || strings.Contains(text, fmt.Sprintf("%x", hidden)) || strings.Contains(text, fmt.Sprintf("%X", hidden)) {
		t.Errorf("the secret shows:\n%s", text)
	}
	if !strings.Contains(log.String(), redacted) {
		t.Errorf("nothing tells that there was a secret: %s", log)
	}
}

func TestSecretReachesJSON(t *testing.T) {
	out, err := json.Marshal(map[string]any{"a": Secret("x"), "b": Some[Secret]("y")})
	if err != nil || string(out) != `{"a":"x","b":"y"}` {
		t.Errorf("%s, %v", out, err)
	}
	var s Secret
	if err := json.Unmarshal([]byte(`"z"`), &s); err != nil || s.Reveal() != "z" {
		t.Errorf("%v, %v", s.Reveal(), err)
	}
	if Secret("").String() != "" {
		t.Error("an empty secret should show as empty")
	}
}

// A secret in a list, map or struct is redacted where slog writes it, and nowhere else. What is
// sealed does not print.
func TestSecretsWithinOthers(t *testing.T) {
	const text = "s3cr3t"
	holder := struct {
		List   []Secret
		Map    map[string]Secret
		Option Optional[Secret]
	}{[]Secret{text}, map[string]Secret{"a": text}, Some(Secret(text))}
	var out bytes.Buffer
	slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "v", holder, "deep", [][]Secret{{text}})
	if got := out.String(); strings.Contains(got, text) || strings.Count(got, redacted) != 4 {
		t.Error(got)
	}
	if data, err := json.Marshal(holder); err != nil || strings.Count(string(data), text) != 3 {
		t.Errorf("%s, %v", data, err)
	}
	sealed := struct{ v Sealed[Optional[Secret]] }{Seal(Some(Secret(text)))}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		if got := fmt.Sprintf(verb, sealed); strings.Contains(got, text) || strings.Contains(got, fmt.Sprintf("%x", text)) {
			t.Errorf("%s: %s", verb, got)
		}
	}
	if v, ok := sealed.v.Open().Get(); !ok || v != text || new(Sealed[Secret]).Open() != "" {
		t.Error("what was sealed is lost")
	}
}
