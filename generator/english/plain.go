package english

import (
	"html"
	"regexp"
	"strings"
	"unicode"
)

var (
	lineBreaks = regexp.MustCompile(`(?i)<br\s*/?>|</?(?:p|div|ul|ol|table|tr)(?:\s[^<>]*)?>`)
	htmlTitles = regexp.MustCompile(`(?i)</?h[1-6](?:\s[^<>]*)?>`)
	listItems  = regexp.MustCompile(`(?i)<li(?:\s[^<>]*)?>`)
	codeTags   = regexp.MustCompile(`(?i)</?(?:code|pre|tt)(?:\s[^<>]*)?>`)
	htmlLinks  = regexp.MustCompile(`(?is)<a\s[^<>]*href\s*=\s*["']?([^"'<>\s]+)["']?[^<>]*>(.*?)</a>`)
	otherTags  = regexp.MustCompile(`(?i)</?(?:a|b|i|u|em|strong|span|sup|sub|li|td|th|tbody|thead|small|font|img|blockquote|hr|x-[\w-]+)(?:\s[^<>]*)?/?>`)
	escaped    = regexp.MustCompile(`\\([#*_<>\[\]` + "`" + `])`)
	comments   = regexp.MustCompile(`(?s)<!--.*?-->`)
	images     = regexp.MustCompile(`!\[([^\]]*)\]\([^()\s]*\)`)
	links      = regexp.MustCompile(`\[([^\[\]]+)\]\(\s*<?([^()\s<>]+)>?(?:\s+"[^"]*")?\s*\)`)
	refLinks   = regexp.MustCompile(`\[([^\[\]]+)\]\[[^\[\]]*\]`)
	bold       = regexp.MustCompile(`\*\*([^\s*](?:[^*\n]*[^\s*])?)\*\*`)
	emphasis   = regexp.MustCompile(`(^|[\s("'])(?:\*([^\s*](?:[^*\n]*[^\s*])?)\*|_{1,2}([^\s_](?:[^_\n]*[^\s_])?)_{1,2})([\s.,;:!?)"']|$)`)
	headings   = regexp.MustCompile(`(?m)^[ \t]{0,3}#{1,6}[ \t]+(.*?)[ \t#]*$`)
	blankLines = regexp.MustCompile(`\n{3,}`)
)

// spaces brings line ends and odd spaces into one form.
var spaces = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n", "\t", "    ", "\u00a0", " ")

// longestDoc bounds the text that is looked at: no comment is better for being longer.
const longestDoc = 1 << 16

// Plain turns a Markdown or HTML description into plain paragraphs: tags and marks go, what a
// link leads to stays as text, paragraphs are parted by one empty line.
func Plain(s string) string {
	if s == "" {
		return ""
	}
	if len(s) > longestDoc {
		s = s[:longestDoc]
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = spaces.Replace(s)
	s = strings.Map(printable, s)
	if strings.Contains(s, "<") {
		s = plainHTML(s)
	}
	if strings.Contains(s, "&") {
		s = strings.Map(printable, html.UnescapeString(s))
	}
	if strings.ContainsAny(s, "[*_#") {
		s = plainMarkdown(s)
	}
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRightFunc(line, unicode.IsSpace)
	}
	return strings.TrimSpace(blankLines.ReplaceAllString(strings.Join(lines, "\n"), "\n\n"))
}

func plainHTML(s string) string {
	s = comments.ReplaceAllString(s, "")
	s = htmlLinks.ReplaceAllStringFunc(s, func(link string) string {
		parts := htmlLinks.FindStringSubmatch(link)
		return linkText(parts[2], parts[1])
	})
	s = lineBreaks.ReplaceAllString(s, "\n")
	s = htmlTitles.ReplaceAllString(s, "\n\n")
	s = listItems.ReplaceAllString(s, "\n- ")
	s = codeTags.ReplaceAllString(s, "`")
	return otherTags.ReplaceAllString(s, "")
}

func plainMarkdown(s string) string {
	s = images.ReplaceAllString(s, "$1")
	s = links.ReplaceAllStringFunc(s, func(link string) string {
		parts := links.FindStringSubmatch(link)
		return linkText(parts[1], parts[2])
	})
	s = refLinks.ReplaceAllString(s, "$1")
	s = headings.ReplaceAllString(s, "\n$1\n") // a paragraph of its own
	// neighbours share the space between them, and marks stand within marks
	for range 2 {
		s = bold.ReplaceAllString(s, "$1")
		s = emphasis.ReplaceAllString(s, "$1$2$3$4")
	}
	return escaped.ReplaceAllString(s, "$1")
}

// linkText is what is left of a link: its text and where it leads to, unless that is a place on a
// site that the reader isn't on.
func linkText(text, to string) string {
	if text == to || !strings.Contains(to, "://") {
		return text
	}
	return text + " (" + to + ")"
}
