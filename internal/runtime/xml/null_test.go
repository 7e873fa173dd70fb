package xml

import "testing"

const xsi = ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`

// Null is an element that says so. An attribute that is null is left out, as is a list that has no
// element of its own: nothing could be written in their place.
func TestNull(t *testing.T) {
	for _, c := range []struct{ json, xml, back string }{
		{`{"id":null,"books":null}`, `<shelf></shelf>`, `{}`},
		{`{"open":null,"tags":null}`, `<shelf` + xsi + `><open xsi:nil="true"></open><Tags xsi:nil="true"></Tags></shelf>`, ""},
		{`{"best":null,"counts":{"a":null}}`, `<shelf` + xsi + `><counts><a xsi:nil="true"></a></counts><best xsi:nil="true"></best></shelf>`, `{"counts":{"a":null},"best":null}`},
		{`{"books":[{"text":"x"},null]}`, `<shelf` + xsi + `><book>x</book><book xsi:nil="true"></book></shelf>`, ""},
		{`{"tags":["a",null]}`, `<shelf` + xsi + `><Tags><Tag>a</Tag><Tag xsi:nil="true"></Tag></Tags></shelf>`, ""},
		{`{"extra":null}`, `<shelf` + xsi + `><extra xsi:nil="true"></extra></shelf>`, ""},
		{`null`, `<shelf` + xsi + ` xsi:nil="true"></shelf>`, ""},
	} {
		if c.back == "" {
			c.back = c.json
		}
		got := toXML(t, shelf, c.json)
		if c.back == c.json && got != c.xml {
			t.Errorf("%s\n got %s\nwant %s", c.json, got, c.xml)
		}
		if back, err := toJSON(shelf, got); err != nil || back != c.back {
			t.Errorf("%s\n got %s, %v\nwant %s", got, back, err, c.back)
		}
	}
}

func TestNil(t *testing.T) {
	for in, want := range map[string]string{
		`<shelf xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><open i:nil=" 1 "/></shelf>`:             `{"open":null}`,
		`<shelf xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><open i:nil="false">true</open></shelf>`: `{"open":true}`,
		`<shelf xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><extra i:nil="0">a</extra></shelf>`:      `{"extra":"a"}`,
		`<shelf xmlns:i="urn:other"><open i:nil="true">true</open></shelf>`:                                  `{"open":true,"open/@{urn:other}nil":"true"}`,
		`<shelf><open/><counts><a/></counts></shelf>`:                                                        `{"counts":{"a":null}}`,
		`<shelf id=" "><open> </open></shelf>`:                                                               `{}`,
	} {
		if got, err := toJSON(shelf, in); err != nil || got != want {
			t.Errorf("%s\n got %s, %v\nwant %s", in, got, err, want)
		}
	}
}
