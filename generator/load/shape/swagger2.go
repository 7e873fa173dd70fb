package shape

// swagger2 are the objects of Swagger 2.0.
const swagger2 = `
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
  x-armsmith-documents [document]
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
