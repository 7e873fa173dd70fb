package load

import (
	"fmt"
	"slices"
	"strings"
)

// This file is the description of what a document may hold: each object of OpenAPI 3 (3.0, 3.1 and
// what 3.2 adds to them) and of Swagger 2.0, its fields and their kinds. Joining files walks
// documents by it, so that a $ref is followed where it is one and left alone in an example;
// cleaning holds documents against it.
//
// A line at the margin begins an object: its name, then the section of components it may be
// referred to in, if any. An indented line is a field and its kind:
//
//	text number count bool any   scalars (count: a whole number from 0); any is left as it is
//	types                        one name of a JSON type, or a list of them
//	schemaRef                    text that refers to a schema, by name or reference
//	thing                        the object of that name
//	[kind]  {kind}               a list; a map from any key
//	*                            every other field, extensions apart

const commonShapes = `
info
  title text
  summary text
  description text
  termsOfService text
  contact contact
  license license
  version text
contact
  name text
  url text
  email text
license
  name text
  identifier text
  url text
tag
  name text
  description text
  externalDocs externalDocs
externalDocs
  description text
  url text
xml
  name text
  namespace text
  prefix text
  attribute bool
  wrapped bool
requirement
  * [text]
pollingOptions
  final-state-schema schemaRef
paths
  * pathItem
responses
  * response
schema schemas
  title text
  description text
  type types
  format text
  enum [any]
  const any
  default any
  multipleOf number
  minimum number
  maximum number
  exclusiveMinimum bound
  exclusiveMaximum bound
  minLength count
  maxLength count
  pattern text
  minItems count
  maxItems count
  uniqueItems bool
  minProperties count
  maxProperties count
  required [text]
  properties {schema}
  patternProperties {schema}
  additionalProperties schema
  propertyNames schema
  dependentSchemas {schema}
  dependentRequired {[text]}
  unevaluatedProperties schema
  items schema
  prefixItems [schema]
  additionalItems schema
  unevaluatedItems schema
  contains schema
  minContains count
  maxContains count
  allOf [schema]
  anyOf [schema]
  oneOf [schema]
  not schema
  if schema
  then schema
  else schema
  $defs {schema}
  definitions {schema}
  $id text
  $anchor text
  $schema text
  $comment text
  $dynamicAnchor text
  $dynamicRef text
  contentMediaType text
  contentEncoding text
  contentSchema schema
  discriminator discriminator
  nullable bool
  readOnly bool
  writeOnly bool
  allowEmptyValue bool
  deprecated bool
  xml xml
  externalDocs externalDocs
`

const openAPI3Shapes = `
document
  openapi text
  info info
  jsonSchemaDialect text
  servers [server]
  paths paths
  webhooks {pathItem}
  components components
  security [requirement]
  tags [tag]
  externalDocs externalDocs
  definitions {schema}
  $defs {schema}
  x-ms-paths paths
  x-ms-parameterized-host parameterizedHost
components
  schemas {schema}
  responses {response}
  parameters {parameter}
  requestBodies {requestBody}
  headers {header}
  securitySchemes {securityScheme}
  links {link}
  callbacks {callback}
  pathItems {pathItem}
parameterizedHost
  hostTemplate text
  useSchemePrefix bool
  positionInOperation text
  parameters [parameter]
server
  url text
  description text
  variables {serverVariable}
serverVariable
  enum [text]
  default text
  description text
pathItem
  summary text
  description text
  servers [server]
  parameters [parameter]
  get operation
  put operation
  post operation
  delete operation
  options operation
  head operation
  patch operation
  trace operation
  query operation
  additionalOperations {operation}
operation
  tags [text]
  summary text
  description text
  externalDocs externalDocs
  operationId text
  parameters [parameter]
  requestBody requestBody
  responses responses
  callbacks {callback}
  deprecated bool
  security [requirement]
  servers [server]
  x-ms-odata schemaRef
  x-ms-long-running-operation-options pollingOptions
parameter parameters
  name text
  in text
  description text
  required bool
  deprecated bool
  allowEmptyValue bool
  allowReserved bool
  style text
  explode bool
  schema schema
  content {mediaType}
header headers
  description text
  required bool
  deprecated bool
  allowEmptyValue bool
  allowReserved bool
  style text
  explode bool
  schema schema
  content {mediaType}
requestBody requestBodies
  description text
  required bool
  content {mediaType}
mediaType
  schema schema
  itemSchema schema
  encoding {encoding}
encoding
  contentType text
  headers {header}
  style text
  explode bool
  allowReserved bool
response responses
  summary text
  description text
  headers {header}
  content {mediaType}
  links {link}
callback callbacks
  * pathItem
link links
  operationRef text
  operationId text
  parameters {any}
  requestBody any
  description text
  server server
discriminator
  propertyName text
  mapping {schemaRef}
  defaultMapping schemaRef
securityScheme securitySchemes
  type text
  description text
  name text
  in text
  scheme text
  bearerFormat text
  flows flows
  openIdConnectUrl text
  deprecated bool
flows
  implicit flow
  password flow
  clientCredentials flow
  authorizationCode flow
flow
  authorizationUrl text
  tokenUrl text
  refreshUrl text
  scopes {text}
`

const swagger2Shapes = `
document
  swagger text
  info info
  host text
  basePath text
  schemes [text]
  consumes [text]
  produces [text]
  paths paths
  definitions {schema}
  parameters {parameter}
  responses {response}
  securityDefinitions {securityScheme}
  security [requirement]
  tags [tag]
  externalDocs externalDocs
  x-ms-paths paths
  x-ms-parameterized-host parameterizedHost
parameterizedHost
  hostTemplate text
  useSchemePrefix bool
  positionInOperation text
  parameters [parameter]
pathItem
  parameters [parameter]
  get operation
  put operation
  post operation
  delete operation
  options operation
  head operation
  patch operation
operation
  tags [text]
  summary text
  description text
  externalDocs externalDocs
  operationId text
  consumes [text]
  produces [text]
  schemes [text]
  parameters [parameter]
  responses responses
  deprecated bool
  security [requirement]
  x-ms-odata schemaRef
  x-ms-long-running-operation-options pollingOptions
parameter parameters
  name text
  in text
  description text
  required bool
  schema schema
  type types
  format text
  allowEmptyValue bool
  items schema
  collectionFormat text
header headers
  description text
  type types
  format text
  items schema
  collectionFormat text
response responses
  description text
  schema schema
  headers {header}
discriminator
  propertyName text
  mapping {schemaRef}
securityScheme securityDefinitions
  type text
  description text
  name text
  in text
  flow text
  authorizationUrl text
  tokenUrl text
  scopes {text}
`

// kind is what a place in a document must hold.
type kind uint8

const (
	kindAny kind = iota
	kindText
	kindNumber
	kindCount
	kindBool
	kindBound // a number (3.1) or a boolean (3.0)
	kindTypes
	kindSchemaRef
	kindObject
	kindList
	kindDict
)

// shape describes one kind of value.
type shape struct {
	kind    kind
	name    string            // of an object, or the kind's word
	section string            // of components, for objects that may stand there
	fields  map[string]*shape // of an object
	rest    *shape            // of an object: every other field that is no extension
	elem    *shape            // of a list or dict
}

// field returns the shape of an object's field, or nil when the object has no such field.
func (s *shape) field(key string) *shape {
	if f := s.fields[key]; f != nil {
		return f
	}
	if s.rest != nil && !isExtension(key) {
		return s.rest
	}
	return nil
}

// isExtension reports whether a field's name makes it a specification extension (OpenAPI 3.0,
// section 4.9).
func isExtension(key string) bool {
	return strings.HasPrefix(key, "x-") || strings.HasPrefix(key, "X-")
}

// shapes are the objects of a version by name.
type shapes map[string]*shape

var (
	openAPI3 = parseShapes(commonShapes + openAPI3Shapes)
	swagger2 = parseShapes(commonShapes + swagger2Shapes)
)

var scalarKinds = map[string]kind{
	"any": kindAny, "text": kindText, "number": kindNumber, "count": kindCount, "bool": kindBool, "bound": kindBound,
	"types": kindTypes, "schemaRef": kindSchemaRef,
}

func parseShapes(text string) shapes {
	table := shapes{}
	for word, k := range scalarKinds {
		table[word] = &shape{kind: k, name: word}
	}
	lines := slices.DeleteFunc(strings.Split(text, "\n"), func(line string) bool { return line == "" })
	for _, line := range lines {
		if words := strings.Fields(line); line[0] != ' ' {
			s := &shape{kind: kindObject, name: words[0], fields: map[string]*shape{}}
			if len(words) > 1 {
				s.section = words[1]
			}
			table[s.name] = s
		}
	}
	var object *shape
	for _, line := range lines {
		words := strings.Fields(line)
		switch {
		case line[0] != ' ':
			object = table[words[0]]
		case words[0] == "*":
			object.rest = table.parse(words[1])
		default:
			object.fields[words[0]] = table.parse(words[1])
		}
	}
	return table
}

func (table shapes) parse(word string) *shape {
	switch word[0] {
	case '[':
		return &shape{kind: kindList, name: "list", elem: table.parse(word[1 : len(word)-1])}
	case '{':
		return &shape{kind: kindDict, name: "object", elem: table.parse(word[1 : len(word)-1])}
	}
	s := table[word]
	if s == nil {
		panic(fmt.Sprintf("shapes: %q is not described", word))
	}
	return s
}

// at returns what the table says about the place that keys lead to in a whole document; nil when it
// says nothing.
func (table shapes) at(keys []string) *shape {
	s := table["document"]
	for _, key := range keys {
		switch s.kind {
		case kindObject:
			s = s.field(key)
		case kindList, kindDict:
			s = s.elem
		default:
			return nil
		}
		if s == nil {
			return nil
		}
	}
	return s
}
