package recognise

import "bytes"

const htmlPage = "an HTML page"

// What is done about several kinds.
const (
	sibling = "give the OpenAPI document of the same service, if it has one"
	unpack  = "unpack it and give the document in it"
	itself  = "give the document itself, not a picture of it"
	again   = "download the document again, with the right address and credentials"
	graphQL = "armsmith makes clients of OpenAPI documents: " + sibling
	noTypes = "it does not say of what types requests and answers are: " + sibling
	odata   = "convert it: OData defines how its descriptions become OpenAPI"
	pdf     = "ask whoever wrote it for the OpenAPI document"
	smithy  = "have it written as OpenAPI: Smithy's build has a plugin for that"
)

// magic are the kinds of files that are no text. The last takes what no other does.
var magic = []row{
	{"a zip archive", unpack, begins("PK\x03\x04", "PK\x05\x06")},
	{"a file compressed with gzip", "unpack it with gunzip, or download it with curl --compressed", begins("\x1f\x8b")},
	{"a compressed file", unpack, begins("BZh", "\xfd7zXZ\x00", "\x28\xb5\x2f\xfd", "7z\xbc\xaf\x27\x1c")},
	{"a PDF file", pdf, begins("%PDF-")},
	{"a picture", itself, begins("\x89PNG", "\xff\xd8\xff", "GIF8", "RIFF")},
	{"a program", "give the document that it reads or serves", begins("\x7fELF", "MZ", "\xcf\xfa\xed\xfe", "\xca\xfe\xba\xbe")},
	{"a binary file", "OpenAPI documents are text, JSON or YAML", binary},
}

// texts are kinds of texts. The first row that shows counts: what is more particular stands before
// what is less so.
var texts = []row{
	{"the pointer that Git LFS has in the place of a file", "git lfs pull fetches the file itself",
		begins("version https://git-lfs.github.com/spec/")},
	{"a file with a merge conflict", "keep one of the two sides, and take the marks out", anywhere("<<<<<<< ")},
	{"a patch", "apply it to the document, and give that", holds(`\A(?:diff --git |Index: \S+\r?\n=|--- \S.*\r?\n\+\+\+ )`)},
	{"a response with its headers", "save its body alone: curl without -i", holds(`\AHTTP/[0-9.]+ [0-9]{3}`)},
	{"the message of a download that failed", again,
		holds(`(?i)\A\s*(?:[45]0[0-9]\b|(?:not found|unauthorized|forbidden|access denied|bad gateway)\b)`)},
	{"a PDF file", pdf, begins("%PDF-")},
	{htmlPage, "save the document that it shows, which such pages often link to as openapi.json or swagger.json; of a file on GitHub, take Raw",
		element(`(?:html|head|body|title|meta|script)\b`)},
	{htmlPage, "save the document that it shows", holds(`(?i)\A\s*<!doctype html`)},
	{"WSDL, which describes SOAP services", sibling, element(`(?:definitions|description)\b[^>]*wsdl`)},
	{"WADL, a description before OpenAPI", "convert it to OpenAPI, or " + sibling, element(`application\b[^>]*wadl`)},
	{"OData's description of a service", odata, element(`Edmx\b`)},
	{"a picture in SVG", itself, element(`svg\b`)},
	{"XML", "OpenAPI documents are JSON or YAML: " + sibling, element(`[a-z][\w.-]*[\s/>]`)},
	{"RAML", "convert it to OpenAPI, or " + sibling, begins("#%RAML")},
	{"API Blueprint", "convert it to OpenAPI, or " + sibling, begins("FORMAT: 1A")},
	{"a file of Protocol Buffers", "have it written as OpenAPI, which protoc-gen-openapi does, or " + sibling,
		holds(`(?m)^\s*(?:syntax\s*=\s*["']proto[23]|edition\s*=\s*["']20[0-9]{2})["']\s*;`)},
	{"TypeSpec", "compile it to OpenAPI: tsp compile . --emit @typespec/openapi3",
		holds(`(?m)^\s*(?:import\s+["']@typespec/|using\s+TypeSpec\.)`)},
	{"a Smithy model", smithy, holds(`(?m)^\$version:\s*"[12](?:\.0)?"\s*$`)},
	{"JavaScript or TypeScript", "give the document that the code holds or loads, as JSON or YAML",
		holds(`\A(?:\s*(?://.*|/\*(?s:.*?)\*/))*\s*(?:export\s|module\.exports|(?:const|let|var)\s+\w+\s*[:=]|import\s.*\bfrom\s+["']|window\.\w+\s*=|["']use strict["'])`)},
	{"a GraphQL schema or query", graphQL,
		holds(`(?m)^\s*(?:extend\s+)?(?:(?:type|interface|input|enum|fragment|query|mutation|subscription)\s+\w+[^=;{}\n]*\{|(?:schema|query|mutation)\s*\{|scalar\s+\w+\s*$)`)},
	{"a list of HTTP requests", noTypes,
		holds(`\A(?:\s*(?:#|//|@).*)*\s*(?:(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+(?:https?:|/|\{\{)|curl\s)`)},
	{"JSON Lines, a value in each line", "an OpenAPI document is one object: if each line is one, make a file of each",
		holds(`\A\s*\{.*\}\s*\n\s*\{.*\}\s*(?:\n|\z)`)},
	{"a line that names another file, as Git writes a symbolic link on Windows", "give the file that it names",
		holds(`\A[^\s:{}\[\]"']+\.(?:json|ya?ml)\s*\z`)},
	{"text in base64", "decode it: base64 -d", holds(`\A(?:[A-Za-z0-9+/]{60,}\s*)+[A-Za-z0-9+/]*={0,2}\s*\z`)},
}

// binary tells any file, of those that are no text, by the zero bytes that text never has.
func binary(data []byte) int { return bytes.IndexByte(data, 0) }
