package convert

import (
	"strings"

	"github.com/armsmith/armsmith/generator/emit/gocode"
	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
)

// loss is what a conversion does not carry.
type loss struct{ where, why string }

func (d *direction) lose(t *model.Type, field, why string) {
	d.losses = append(d.losses, loss{t.Name + "." + field, why})
}

// comment is that of the package, with the list of what is lost.
func comment(before, now *gocode.Package, to, from *direction) string {
	paragraphs := []string{
		"Package convert turns the models of version " + english.OneLine(before.API.Version) + " into those of version " +
			english.OneLine(now.API.Version) + " (functions that begin with To), and back (From).",
		"A property that one version declares and the other does not moves between its field and " +
			"the undeclared properties, so that nothing is lost on the way there and back. " +
			"Lists, maps and texts that need no conversion are shared with the original.",
	}
	if len(to.out) == 0 {
		return paragraphs[0] + "\n\nNo type stands in the same place of both versions, so that it has none."
	}
	if len(to.losses)+len(from.losses) == 0 {
		return strings.Join(append(paragraphs, "Everything is carried."), "\n\n")
	}
	for _, d := range []*direction{to, from} {
		if len(d.losses) == 0 {
			continue
		}
		list := "What functions that begin with " + d.prefix + " do not carry:\n"
		for _, l := range d.losses {
			list += "\n- " + l.where + ": " + l.why
		}
		paragraphs = append(paragraphs, list)
	}
	return strings.Join(paragraphs, "\n\n")
}
