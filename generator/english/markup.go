package english

import (
	"html"
	"regexp"
	"strings"
)

// Descriptions are written in CommonMark, often with HTML in it. A Go doc comment knows paragraphs,
// lists and code; what else there is turns into words here. Nothing is dropped but the marks
// themselves.
var (
	htmlBreak = regexp.MustCompile(`(?i)</?(?:p|div|br|ul|ol|table|tr|h[1-6])\s*/?>`)
	htmlItem  = regexp.MustCompile(`(?i)<li\s*/?>`)
	htmlCode  = regexp.MustCompile(`(?i)</?(?:code|tt|pre)\s*>`)
	htmlMark  = regexp.MustCompile(`(?i)</?(?:b|i|em|strong|u|li|td|th|thead|tbody|span|sub|sup|small|a)(?:\s+[^<>]*)?>`)
	htmlLink  = regexp.MustCompile(`(?i)<a\s[^<>]*href\s*=\s*["']([^"'<>]*)["'][^<>]*>([^<>]*)</a>`)
	mdLink    = regexp.MustCompile(`!?\[([^\[\]\n]*)\]\(\s*<?([^()\s<>]*)>?(?:\s+"[^"]*")?\s*\)`)
	mdStrong  = regexp.MustCompile(`\*\*([^*\n]+)\*\*`)
)

// fromMarkup turns Markdown's and HTML's inline marks into plain words.
func fromMarkup(s string) string {
	if strings.Contains(s, "<") {
		s = htmlLink.ReplaceAllString(s, "$2 ($1)")
		s = htmlItem.ReplaceAllString(s, "\n- ")
		s = htmlBreak.ReplaceAllString(s, "\n\n")
		s = htmlCode.ReplaceAllString(s, "`")
		s = htmlMark.ReplaceAllString(s, "")
	}
	if strings.Contains(s, "](") {
		s = mdLink.ReplaceAllStringFunc(s, inlineLink)
	}
	if strings.Contains(s, "**") {
		s = mdStrong.ReplaceAllString(s, "$1")
	}
	if strings.Contains(s, "&") {
		s = plain(html.UnescapeString(s))
	}
	return s
}

// inlineLink returns [text](address) as "text (address)".
func inlineLink(link string) string {
	m := mdLink.FindStringSubmatch(link)
	switch text, address := m[1], m[2]; {
	case address == "" || text == address:
		return text
	case text == "":
		return address
	default:
		return text + " (" + address + ")"
	}
}
