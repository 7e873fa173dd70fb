package scenarios

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"

	forms "github.com/armsmith/armsmith/_autorest/bodyformdata"
	encoded "github.com/armsmith/armsmith/_autorest/bodyformdataurlencoded"
	media "github.com/armsmith/armsmith/_autorest/mediatypes"
	patches "github.com/armsmith/armsmith/_autorest/mergepatch"
	words "github.com/armsmith/armsmith/_autorest/reservedwords"
	validation "github.com/armsmith/armsmith/_autorest/validation"
)

func TestMediaTypes(t *testing.T) {
	c := dial(t, media.NewClient)
	source := &media.SourcePath{Source: media.Some("foo")}
	pdf := func() media.File { return media.File{Body: strings.NewReader("PDF")} }
	gives(t, "MediaTypeJson", "Nice job with JSON")(c.AnalyzeBody(none, media.AnalyzeBodyParams{Body: source}))
	gives(t, "MediaTypePdf", "Nice job with PDF")(
		c.AnalyzeBodyWithBinary(none, media.AnalyzeBodyWithBinaryParams{Body: media.Some(pdf()), ContentType: "application/pdf"}))
	gives(t, "MediaTypeWithEncoding", "Nice job sending content type with encoding")(
		c.ContentTypeWithEncoding(none, media.ContentTypeWithEncodingParams{Body: media.Some("foo")}))
	done(t, "MediaTypesAnalyzeBodyNoAcceptHeader", c.AnalyzeBodyNoAcceptHeader(none, media.AnalyzeBodyNoAcceptHeaderParams{Body: source}))
	done(t, "MediaTypesAnalyzeBodyNoAcceptHeader", c.AnalyzeBodyNoAcceptHeaderWithBinary(none,
		media.AnalyzeBodyNoAcceptHeaderWithBinaryParams{Body: media.Some(pdf()), ContentType: "application/pdf"}))
	for contentType, body := range map[string]string{"application/json": `{"hello":"world"}`, "application/octet-stream": "octets", "text/plain": "hello, world"} {
		file := media.File{Body: strings.NewReader(body)}
		if contentType != "text/plain" {
			_, err := c.BinaryBodyWithTwoContentTypes(none, media.BinaryBodyWithTwoContentTypesParams{Body: file, ContentType: contentType})
			done(t, "MediaTypesTwoContentTypes", err)
			file.Body = strings.NewReader(body)
		}
		_, err := c.BinaryBodyWithThreeContentTypes(none, media.BinaryBodyWithThreeContentTypesParams{Body: file, ContentType: contentType})
		done(t, "MediaTypesThreeContentTypes", err)
	}
	_, err := c.BodyThreeTypes(none, media.BodyThreeTypesParams{Body: json.RawMessage(`{"hello":"world"}`)})
	done(t, "MediaTypesThreeBodyTypes", err)
	_, err = c.BodyThreeTypesWithText(none, media.BodyThreeTypesWithTextParams{Body: "hello, world"})
	done(t, "MediaTypesThreeBodyTypes", err)
	_, err = c.BodyThreeTypesWithBinary(none, media.BodyThreeTypesWithBinaryParams{Body: media.File{Body: strings.NewReader("octets")}})
	done(t, "MediaTypesThreeBodyTypes", err)
	done(t, "PassMergePatchObject", dial(t, patches.NewClient).PatchSingle(none, patches.PatchSingleParams{Body: json.RawMessage(`{"foo": "bar"}`)}))
}

func TestForms(t *testing.T) {
	c := dial(t, forms.NewClient).Formdata
	file := func() forms.File {
		return forms.File{Name: "sample.txt", Body: strings.NewReader("the text of a file")}
	}
	body, err := c.UploadFile(none, forms.UploadFormdataFileParams{Body: forms.UploadFormdataFileRequest{FileContent: file(), FileName: "sample.txt"}})
	gives(t, "FormdataStreamUploadFile", "the text of a file")(string(read(t, body, err)), err)
	body, err = c.UploadFileViaBody(none, forms.UploadFormdataFileViaBodyParams{Body: file()})
	gives(t, "StreamUploadFile", "the text of a file")(string(read(t, body, err)), err)
	e := dial(t, encoded.NewClient).Formdataurlencoded
	done(t, "UpdatePetWithForm", e.UpdatePetWithForm(none, encoded.UpdateFormdataurlencodedPetWithFormParams{
		PetID: 1, Body: encoded.UpdateFormdataurlencodedPetWithFormRequest{PetType: "dog", PetFood: "meat", PetAge: 42, Name: encoded.Some("Fido")},
	}))
	done(t, "UrlEncodedDataWithPartialConstantBody", e.PartialConstantBody(none, encoded.FormdataurlencodedPartialConstantBodyParams{
		Body: encoded.FormdataurlencodedPartialConstantBodyRequest{GrantType: "access_token", Service: "bar", AadAccessToken: "foo"},
	}))
}

func TestReservedWords(t *testing.T) {
	c := dial(t, words.NewClient)
	drop := func(scenario string) func(json.RawMessage, error) {
		return func(_ json.RawMessage, err error) { done(t, scenario, err) }
	}
	drop("reservedWordsOperationGroupImport")(c.ImportOperationOne(none, words.ImportOperationOneParams{Parameter1: "foo"}))
	drop("reservedWordsBodyNamedContent")(
		c.OperationWithContentParam(none, words.OperationWithContentParamParams{Body: words.File{Body: strings.NewReader("hello, world")}}))
	drop("reservedWordsBodyNamedJson")(
		c.OperationWithJSONParam(none, words.OperationWithJSONParamParams{Body: json.RawMessage(`{"hello":"world"}`)}))
	drop("reservedWordsBodyNamedData")(c.OperationWithDataParam(none, words.OperationWithDataParamParams{
		Body: words.OperationWithDataParamRequest{Data: "hello", World: "world"},
	}))
	drop("reservedWordsBodyNamedFiles")(c.OperationWithFilesParam(none, words.OperationWithFilesParamParams{
		Body: words.OperationWithFilesParamRequest{Files: words.File{Body: io.NopCloser(bytes.NewReader([]byte{1, 2}))}, FileName: "two"},
	}))
	drop("reservedWordsUrlHeaderQuery")(
		c.OperationWithURL(none, words.OperationWithURLParams{URL: "foo", HeaderParameters: "x", QueryParameters: []string{"one", "two"}}))
	drop("reservedWordsHeaderEnum")(c.ReservedEnum(none, words.ReservedEnumParams{EnumParameter: "import"}))
}

func TestValidation(t *testing.T) {
	c := dial(t, validation.NewClient)
	done(t, "ConstantsInPath", c.GetWithConstantInPath(none))
	got, err := c.PostWithConstantInBody(none, validation.PostWithConstantInBodyParams{Body: &validation.Product{}})
	t.Run("ConstantsInBody", func(t *testing.T) {
		if err != nil || got.ConstString != "constant" || got.ConstChild.ConstProperty2 != "constant2" {
			t.Errorf("%+v, %v", got, err)
		}
	})
}
