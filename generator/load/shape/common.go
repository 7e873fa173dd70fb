package shape

// common are the objects that OpenAPI 3 and Swagger 2.0 share.
const common = `
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
  summary text
  parent text
  kind text
  description text
  externalDocs externalDocs
externalDocs
  description text
  url text
xml
  name text
  namespace text
  prefix text
  nodeType text
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
