package main

import (
	"maps"
	"os"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// peerSpec returns one of our documents in the form that the peers do best with, so that they are
// compared at what they can do and not at what they cannot read:
//   - a base with a discriminator that its variants inherit from, of which they would keep the base
//     alone, becomes oneOf with a mapping;
//   - the enum whose name ogen needs for itself gets another;
//   - "format: duration" goes, for ogen refuses what Azure sends in it.
func peerSpec(path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	text := strings.ReplaceAll(string(data), "BatchDeploymentConfigurationType", "DeploymentConfigurationKind")
	text = strings.ReplaceAll(text, "format: duration", "x-format: duration")
	var doc map[string]any
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		return nil, err
	}
	schemas := doc["components"].(map[string]any)["schemas"].(map[string]any)
	for _, name := range slices.Sorted(maps.Keys(schemas)) {
		schema := schemas[name].(map[string]any)
		if discriminator, ok := schema["discriminator"].(map[string]any); ok && schema["oneOf"] == nil {
			schemas[name] = asOneOf(schemas, schema, discriminator)
		}
	}
	return yaml.Marshal(doc)
}

// asOneOf turns a base into a union of its variants, each of which gets the base's properties.
func asOneOf(schemas, base, discriminator map[string]any) map[string]any {
	var variants []any
	mapping := discriminator["mapping"].(map[string]any)
	for _, value := range slices.Sorted(maps.Keys(mapping)) {
		ref := mapping[value].(string)
		name := ref[strings.LastIndex(ref, "/")+1:]
		variant := schemas[name].(map[string]any)
		flat := map[string]any{"type": "object", "required": base["required"], "properties": map[string]any{}}
		properties := flat["properties"].(map[string]any)
		maps.Copy(properties, base["properties"].(map[string]any))
		for _, part := range variant["allOf"].([]any) {
			if own, ok := part.(map[string]any)["properties"].(map[string]any); ok {
				maps.Copy(properties, own)
			}
			if required, ok := part.(map[string]any)["required"].([]any); ok {
				flat["required"] = append(slices.Clone(base["required"].([]any)), required...)
			}
		}
		properties[discriminator["propertyName"].(string)] = map[string]any{"type": "string"}
		schemas[name] = flat
		variants = append(variants, map[string]any{"$ref": ref})
	}
	return map[string]any{"oneOf": variants, "discriminator": discriminator}
}
