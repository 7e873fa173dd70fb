package shape

// openAPI3 are the objects of OpenAPI 3: of 3.0 and 3.1, and what 3.2 adds to them.
const openAPI3 = `
document
  openapi text
  $self text
  info info
  jsonSchemaDialect text
  servers [server]
  paths paths
  webhooks {pathItem}
  x-webhooks {pathItem}
  components components
  security [requirement]
  tags [tag]
  externalDocs externalDocs
  definitions {schema}
  $defs {schema}
  x-ms-paths paths
  x-armsmith-documents [document]
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
  mediaTypes {mediaType}
parameterizedHost
  hostTemplate text
  useSchemePrefix bool
  positionInOperation text
  parameters [parameter]
server
  name text
  url text
  name text
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
  prefixEncoding [encoding]
  itemEncoding encoding
encoding
  encoding {encoding}
  prefixEncoding [encoding]
  itemEncoding encoding
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
  oauth2MetadataUrl text
  deprecated bool
flows
  implicit flow
  password flow
  clientCredentials flow
  authorizationCode flow
  deviceAuthorization flow
flow
  authorizationUrl text
  deviceAuthorizationUrl text
  tokenUrl text
  refreshUrl text
  scopes {text}
`
