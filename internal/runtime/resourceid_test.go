package runtime

import (
	"strings"
	"testing"
)

func TestResourceID(t *testing.T) {
	const path = "/subscriptions/{sub}/resourceGroups/{group}/providers/Microsoft.Foo/things/{thing}"
	parse := func(path, text string, n int) ([]string, ResourceID, error) {
		values := make([]string, n)
		id := ResourceID{Path: path}
		for i := range values {
			id.Fields = append(id.Fields, &values[i])
		}
		return values, id, id.Parse(text)
	}
	values, id, err := parse(path, "/SUBSCRIPTIONS/s/resourcegroups/my%20group/providers/microsoft.foo/Things/t/", 3)
	if err != nil || strings.Join(values, ",") != "s,my group,t" {
		t.Fatal(values, err)
	}
	if got, want := id.String(), "/subscriptions/s/resourceGroups/my%20group/providers/Microsoft.Foo/things/t"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	_, upper, _ := parse(path, strings.ToUpper(id.String()), 3)
	if !id.Equal(upper) {
		t.Error("case makes a difference")
	}
	for text, want := range map[string]string{
		"":                          `"subscriptions"`,
		"/subscriptions":            "the value of {sub} is missing (segment 2)",
		"/subscriptions/s/groups/g": `segment 3 is "groups" and must be "resourceGroups"`,
		"/subscriptions/%zz":        "segment 2",
		strings.Replace(path, "{", "", 9) + "/x/y": `"x/y" is more`,
	} {
		if _, _, err := parse(path, text, 3); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
	scoped := "/{scope}/providers/Microsoft.Foo/locks/{name}"
	values, id, err = parse(scoped, "/subscriptions/s/resourceGroups/g/providers/microsoft.foo/locks/l", 2)
	if err != nil || values[0] != "subscriptions/s/resourceGroups/g" || values[1] != "l" {
		t.Fatal(values, err)
	}
	for text, want := range map[string]string{
		"/a//b/providers/Microsoft.Foo/locks/l":  "segment 2 is empty",
		"/a/b/c/providers/Microsoft.Bar/locks/l": `segment 5 is "Microsoft.Bar"`,
	} {
		if _, _, err := parse(scoped, text, 2); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
	if got := id.String(); got != "/subscriptions/s/resourceGroups/g/providers/Microsoft.Foo/locks/l" {
		t.Error(got)
	}
}
