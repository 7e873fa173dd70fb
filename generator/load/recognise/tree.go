package recognise

import (
	"strings"

	"github.com/armsmith/armsmith/generator/load/node"
)

// treeRow is a kind of file that is JSON or YAML, told by the node that only such files have.
type treeRow struct {
	what, fix string
	shows     func(root *node.Node) *node.Node
}

// trees are the kinds of files that are JSON or YAML. The first row that shows counts.
var trees = []treeRow{
	{"Swagger 1, which came before OpenAPI", "ask for a document of Swagger 2.0 or OpenAPI 3, or convert it (swagger-converter does)", all("swaggerVersion")},
	{"AsyncAPI, which describes messages", sibling, all("asyncapi")},
	{"Arazzo, which describes workflows", "give the documents that its sourceDescriptions name", all("arazzo")},
	{"an OpenAPI Overlay, which changes documents", "name it under overlays: in armsmith.yaml, and the document that it is for under spec:", all("overlay", "actions")},
	{"OpenRPC", sibling, all("openrpc")},
	{"Google's description of an API (discovery)", "convert it to OpenAPI, or " + sibling, all("discoveryVersion")},
	{"the result of an introspection of GraphQL", graphQL, either("__schema", "data/__schema")},
	{"a Postman collection", "convert it to OpenAPI, or " + sibling, postman},
	{"a Postman environment", sibling, all("_postman_variable_scope")},
	{"an export of Insomnia", "export its design document instead, or " + sibling, insomnia},
	{"a HAR file, which records requests", noTypes, all("log/entries")},
	{"the configuration of armsmith", "give it with --config; a document is what stands under spec: in it", list("clients")},
	{"a CustomResourceDefinition of Kubernetes", "give the cluster's own document, which describes the resource: kubectl get --raw /openapi/v2", kind("CustomResourceDefinition")},
	{"a manifest of Kubernetes", "give the cluster's own document: kubectl get --raw /openapi/v2", all("apiVersion", "kind")},
	{"a template of Azure's resource manager", "give the document of the service that it deploys", holding("$schema", "deploymentTemplate.json")},
	{"OData's description of a service", odata, all("$EntityContainer")},
	{"a Compose file", "give the document of a service that it starts", object("services")},
	{"a package.json of npm", "give a document, not the package that has it", all("name", "version", "dependencies")},
	{"GitHub's description of a file", "download what its download_url names", all("download_url", "git_url")},
	{"a Smithy model", smithy, all("smithy", "shapes")},
	{"a JSON Schema alone", "put it under components: schemas: of an OpenAPI document, or give the one that refers to it", schemaAlone},
	{"the answer of a server that refused a download", again, refusal},
}

// find follows keys, separated by slashes.
func find(root *node.Node, path string) *node.Node {
	for key := range strings.SplitSeq(path, "/") {
		if !root.Is(node.Map) {
			return nil
		}
		root = root.Get(key)
	}
	return root
}

// all tells a kind by keys that it has, the first of which is the place.
func all(paths ...string) func(*node.Node) *node.Node {
	return func(root *node.Node) *node.Node {
		for _, path := range paths {
			if find(root, path) == nil {
				return nil
			}
		}
		return find(root, paths[0])
	}
}

// either tells a kind by one of some keys.
func either(paths ...string) func(*node.Node) *node.Node {
	return func(root *node.Node) *node.Node {
		for _, path := range paths {
			if n := find(root, path); n != nil {
				return n
			}
		}
		return nil
	}
}

// holding tells a kind by what the text of a key holds.
func holding(path, part string) func(*node.Node) *node.Node {
	return func(root *node.Node) *node.Node {
		if n := find(root, path); strings.Contains(n.Str(), part) {
			return n
		}
		return nil
	}
}

func list(path string) func(*node.Node) *node.Node { return ofKind(path, node.List) }

func object(path string) func(*node.Node) *node.Node { return ofKind(path, node.Map) }

func ofKind(path string, kind node.Kind) func(*node.Node) *node.Node {
	return func(root *node.Node) *node.Node {
		if n := find(root, path); n.Is(kind) {
			return n
		}
		return nil
	}
}

// kind tells a resource of Kubernetes.
func kind(name string) func(*node.Node) *node.Node {
	return func(root *node.Node) *node.Node {
		if n := find(root, "kind"); n.Str() == name && root.Has("apiVersion") {
			return n
		}
		return nil
	}
}

// postman tells a collection of any version, also as Postman's own API hands it out.
func postman(root *node.Node) *node.Node {
	for _, path := range []string{"info", "collection/info"} {
		if info := find(root, path); info.Is(node.Map) && (info.Has("_postman_id") || strings.Contains(info.Get("schema").Str(), "getpostman.com")) {
			return info
		}
	}
	return all("requests", "order")(root)
}

// insomnia tells exports of version 4 and the files of version 5.
func insomnia(root *node.Node) *node.Node {
	if n := root.Get("__export_format"); n != nil {
		return n
	}
	return holding("type", "insomnia.rest/")(root)
}

// schemaAlone tells a schema by the dialect that it names, or by its keywords.
func schemaAlone(root *node.Node) *node.Node {
	if n := holding("$schema", "json-schema.org")(root); n != nil {
		return n
	}
	if root.Get("properties").Is(node.Map) || root.Get("$defs").Is(node.Map) {
		return root.Get("type")
	}
	return nil
}

// refusal tells a small object that is about an error.
func refusal(root *node.Node) *node.Node {
	if root.Len() > 8 || root.Has("paths") {
		return nil
	}
	return either("error", "errors", "message", "detail")(root)
}
