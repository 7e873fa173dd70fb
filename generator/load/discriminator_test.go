package load_test

import "testing"

func TestDiscriminators(t *testing.T) {
	tests := []struct {
		name, text string
		want       expect
		findings   []string
	}{
		{
			name: "children, by extension, by their only value, by name",
			text: schemas(`    Fish: {discriminator: {propertyName: kind}, properties: {kind: {type: string}}}
    Salmon: {allOf: [{$ref: "#/components/schemas/Fish"}], x-ms-discriminator-value: salmon}
    Shark: {allOf: [{$ref: "#/components/schemas/Fish"}, {properties: {kind: {enum: [shark]}}}]}
    Sawshark: {allOf: [{$ref: "#/components/schemas/Shark"}]}
    Alias: {$ref: "#/components/schemas/Fish", description: a fish by another name}
    Cod: {allOf: [{$ref: "#/components/schemas/Alias"}]}
`),
			want: expect{"/components/schemas/Fish/discriminator/mapping": `{"salmon":"#/components/schemas/Salmon","shark":"#/components/schemas/Shark","Sawshark":"#/components/schemas/Sawshark","Cod":"#/components/schemas/Cod","Fish":"#/components/schemas/Fish"}`},
		},
		{
			name: "a mapping that is given stays, bare names become references, what is missing is added",
			text: schemas(`    Fish: {discriminator: {propertyName: kind, mapping: {s: Salmon, s2: "#/components/schemas/Salmon", gone: Gone}}}
    Salmon: {allOf: [{$ref: "#/components/schemas/Fish"}]}
    Cod: {allOf: [{$ref: "#/components/schemas/Fish"}]}
`),
			want:     expect{"/components/schemas/Fish/discriminator/mapping": `{"s":"#/components/schemas/Salmon","s2":"#/components/schemas/Salmon","Cod":"#/components/schemas/Cod"}`},
			findings: []string{`"Gone" leads nowhere`},
		},
		{
			name: "variants",
			text: schemas(`    Pet:
      oneOf: [{$ref: "#/components/schemas/Cat"}, {$ref: "#/components/schemas/Dog"}, {$ref: "#/components/schemas/Other"}]
      discriminator: {propertyName: type, mapping: {hund: "#/components/schemas/Dog"}}
    Cat: {properties: {type: {$ref: "#/components/schemas/CatKind"}}}
    CatKind: {type: string, enum: [cat]}
    Dog: {type: object}
    Other: {oneOf: [{type: object}]}
`),
			want: expect{"/components/schemas/Pet/discriminator/mapping": `{"hund":"#/components/schemas/Dog","cat":"#/components/schemas/Cat"}`},
		},
		{
			name: "what extends a schema that lists its variants is no further one",
			text: schemas(`    Pet:
      oneOf: [{$ref: "#/components/schemas/Cat"}, {$ref: "#/components/schemas/Dog"}]
      discriminator: {propertyName: type}
    Cat: {allOf: [{$ref: "#/components/schemas/Animal"}]}
    Dog: {type: object}
    Animal: {type: object}
    NewPet: {allOf: [{$ref: "#/components/schemas/Pet"}]}
`),
			want: expect{"/components/schemas/Pet/discriminator/mapping": `{"Cat":"#/components/schemas/Cat","Dog":"#/components/schemas/Dog"}`},
		},
		{
			name: "a child that tells its own children apart by another property",
			text: schemas(`    Fish: {discriminator: {propertyName: kind}}
    Shark: {allOf: [{$ref: "#/components/schemas/Fish"}], discriminator: {propertyName: sharkKind}, x-ms-discriminator-value: shark}
    Saw: {allOf: [{$ref: "#/components/schemas/Shark"}], x-ms-discriminator-value: saw}
`),
			want: expect{
				"/components/schemas/Fish/discriminator/mapping":  `{"shark":"#/components/schemas/Shark"}`,
				"/components/schemas/Shark/discriminator/mapping": `{"saw":"#/components/schemas/Saw","shark":"#/components/schemas/Shark"}`,
			},
		},
		{
			name: "one value for two schemas",
			text: schemas(`    Fish: {discriminator: {propertyName: kind}}
    A: {allOf: [{$ref: "#/components/schemas/Fish"}], x-ms-discriminator-value: a}
    B: {allOf: [{$ref: "#/components/schemas/Fish"}], x-ms-discriminator-value: a}
`),
			want:     expect{"/components/schemas/Fish/discriminator/mapping": `{"a":"#/components/schemas/A"}`},
			findings: []string{`the discriminator value "a" of B already stands for #/components/schemas/A`},
		},
		{
			name: "schemas that extend themselves",
			text: schemas(`    A: {discriminator: {propertyName: kind}, allOf: [{$ref: "#/components/schemas/B"}]}
    B: {allOf: [{$ref: "#/components/schemas/A"}]}
`),
			want: expect{"/components/schemas/A/discriminator/mapping": `{"B":"#/components/schemas/B","A":"#/components/schemas/A"}`},
		},
		{
			name: "no property, or text for an object",
			text: schemas(`    A: {discriminator: kind}
    B: {discriminator: {mapping: {}}}
    C: {discriminator: 1}
`),
			want:     expect{"/components/schemas/A/discriminator": `{"propertyName":"kind"}`},
			findings: []string{"it is read as the property's name", "a discriminator must name its property", `"discriminator" must be an object`},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, findings := mustLoad(t, test.text)
			test.want.check(t, doc)
			findingsHold(t, findings, test.findings...)
		})
	}
}
