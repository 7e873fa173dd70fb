package scenarios

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"io"
	"os"
	"testing"
	"time"

	extra "github.com/armsmith/armsmith/_autorest/additionalproperties"
	anything "github.com/armsmith/armsmith/_autorest/anytype"
	binary "github.com/armsmith/armsmith/_autorest/bodybinary"
	files "github.com/armsmith/armsmith/_autorest/bodyfile"
	objects "github.com/armsmith/armsmith/_autorest/objecttype"
)

func TestAnything(t *testing.T) {
	c := dial(t, anything.NewClient)
	reads(t, "GetStringAsAnything", `"anything"`)(c.GetString(none))
	reads(t, "GetObjectAsAnything", `{"message": "An object was successfully returned"}`)(c.GetObject(none))
	reads(t, "GetArrayAsAnything", `["foo", "bar"]`)(c.GetArray(none))
	done(t, "PutStringAsAnything", c.PutString(none, anything.PutStringParams{Body: json.RawMessage(`"anything"`)}))
	done(t, "PutObjectAsAnything", c.PutObject(none, anything.PutObjectParams{Body: json.RawMessage(`{"foo":"bar"}`)}))
	done(t, "PutArrayAsAnything", c.PutArray(none, anything.PutArrayParams{Body: json.RawMessage(`["foo","bar"]`)}))
}

func TestObject(t *testing.T) {
	c := dial(t, objects.NewClient)
	reads(t, "ObjectTypeResponse", `{"message": "An object was successfully returned"}`)(c.Get(none))
	done(t, "ObjectTypePut", c.Put(none, objects.PutParams{Body: json.RawMessage(`{"foo":"bar"}`)}))
	rejected(t, "ObjectTypeErrorResponse", 400, c.Put(none, objects.PutParams{Body: json.RawMessage(`{"bar":"foo"}`)}))
}

func TestAdditionalProperties(t *testing.T) {
	c := dial(t, extra.NewClient).Pets
	born := extra.NewTime(time.Date(2017, 12, 13, 2, 29, 51, 0, time.UTC))
	members := func(pairs ...any) (m extra.Members) {
		for i := 0; i < len(pairs); i += 2 {
			text, err := json.Marshal(pairs[i+1])
			if err != nil {
				t.Fatal(err)
			}
			m.Set(pairs[i].(string), text)
		}
		return m
	}
	red := map[string]string{"color": "Red"}
	reads(t, "additionalPropertiesTrue", `{"id": 1, "name": "Puppy", "birthdate": "2017-12-13T02:29:51Z", "complexProperty": {"color": "Red"}, "status": true}`)(
		c.CreateAPTrue(none, extra.CreatePetAPTrueParams{Body: extra.PetAPTrue{
			ID: 1, Name: extra.Some("Puppy"), Extra: members("birthdate", born, "complexProperty", red),
		}}))
	reads(t, "additionalPropertiesSubclass", `{"id": 1, "name": "Lisa", "friendly": true, "birthdate": "2017-12-13T02:29:51Z",
		"complexProperty": {"color": "Red"}, "status": true}`)(
		c.CreateCatAPTrue(none, extra.CreatePetCatAPTrueParams{Body: extra.CatAPTrue{
			ID: 1, Name: extra.Some("Lisa"), Friendly: extra.Some(true), Extra: members("birthdate", born, "complexProperty", red),
		}}))
	puppy := map[string]any{"id": 1, "name": "Puppy", "birthdate": born, "complexProperty": red}
	reads(t, "additionalPropertiesTypeObject", `{"id": 2, "name": "Hira", "siblings": [
		{"id": 1, "name": "Puppy", "birthdate": "2017-12-13T02:29:51Z", "complexProperty": {"color": "Red"}}], "picture": "//////4=", "status": true}`)(
		c.CreateAPObject(none, extra.CreatePetAPObjectParams{Body: extra.PetAPObject{
			ID: 2, Name: extra.Some("Hira"), Extra: members("siblings", []any{puppy}, "picture", []byte{255, 255, 255, 255, 254}),
		}}))
	reads(t, "additionalPropertiesTypeString", `{"id": 3, "name": "Tommy", "color": "red", "weight": "10 kg", "city": "Bombay", "status": true}`)(
		c.CreateAPString(none, extra.CreatePetAPStringParams{Body: extra.PetAPString{
			ID: 3, Name: extra.Some("Tommy"), AdditionalProperties: map[string]string{"color": "red", "weight": "10 kg", "city": "Bombay"},
		}}))
	sizes := map[string]float64{"height": 5.61, "weight": 599, "footsize": 11.5}
	reads(t, "additionalPropertiesInProperties", `{"id": 4, "name": "Bunny", "status": true,
		"additionalProperties": {"height": 5.61, "weight": 599, "footsize": 11.5}}`)(
		c.CreateAPInProperties(none, extra.CreatePetAPInPropertiesParams{Body: extra.PetAPInProperties{
			ID: 4, Name: extra.Some("Bunny"), AdditionalProperties: sizes,
		}}))
	reads(t, "additionalPropertiesInPropertiesWithAPTypeString", `{"id": 5, "name": "Funny", "status": true, "@odata.location": "westus",
		"additionalProperties": {"height": 5.61, "weight": 599, "footsize": 11.5}, "color": "red", "city": "Seattle", "food": "tikka masala"}`)(
		c.CreateAPInPropertiesWithAPString(none, extra.CreatePetAPInPropertiesWithAPStringParams{Body: extra.PetAPInPropertiesWithAPString{
			ID: 5, Name: extra.Some("Funny"), ODataLocation: "westus", AdditionalProperties: sizes,
			AdditionalPropertiesMembers: map[string]string{"color": "red", "city": "Seattle", "food": "tikka masala"},
		}}))
}

func TestFile(t *testing.T) {
	c := dial(t, files.NewClient).Files
	body, err := c.Get(none)
	want, fileErr := os.ReadFile("../../../../_autorest/server/node_modules/@microsoft.azure/autorest.testserver/legacy/routes/sample.png")
	if fileErr != nil {
		t.Fatal(fileErr)
	}
	gives(t, "FileStreamNonempty", sha256.Sum256(want))(sha256.Sum256(read(t, body, err)), err)
	body, err = c.GetEmptyFile(none)
	gives(t, "FileStreamEmpty", []byte{})(read(t, body, err), err)
	t.Run("FileStreamVeryLarge", func(t *testing.T) {
		body, err := c.GetLarge(none)
		if err != nil {
			t.Fatal(err)
		}
		defer body.Close()
		if n, err := io.Copy(io.Discard, body); n != 3000<<20 || err != nil {
			t.Errorf("%d octets, %v", n, err)
		}
	})
}

func TestBinary(t *testing.T) {
	c := dial(t, binary.NewClient)
	done(t, "BodyBinaryFile", c.Upload.File(none, binary.UploadFileParams{Body: json.RawMessage(`{"more":"cowbell"}`)}))
	done(t, "BodyBinaryOctet", c.Upload.Binary(none, binary.UploadBinaryParams{Body: binary.File{Body: bytes.NewReader([]byte{255, 254, 253})}}))
	answered(t, "BodyBinaryError", 400)(c.Download.ErrorStream(none))
}
