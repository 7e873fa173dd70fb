package shape

import (
	"slices"
	"strings"
)

// TemplateNames returns the names in braces, each once, in order.
func TemplateNames(template string) []string {
	var names []string
	for len(names) < maxTemplateNames {
		_, rest, found := strings.Cut(template, "{")
		if !found {
			return names
		}
		name, after, found := strings.Cut(rest, "}")
		if !found {
			return names
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
		template = after
	}
	return names
}

// maxTemplateNames bounds the names looked for in one path.
const maxTemplateNames = 100
