package scenarios

import (
	"testing"

	byteapi "github.com/armsmith/armsmith/_autorest/bodybyte"
	stringapi "github.com/armsmith/armsmith/_autorest/bodystring"
)

// manyScripts is text of characters that take several bytes.
const manyScripts = "啊齄丂狛狜\uf9f1\uf92c\uf9f1\ufa0c\ufa29ˊ〞〡￤℡㈱‐ー﹡﹢﹫、〓ⅰⅹ⒈€㈠㈩ⅠⅫ！￣ぁんァヶΑ︴АЯаяāɡㄅㄩ─╋︵﹄︻︱︳︴ⅰⅹɑ" +
	"\ue7c7ɡ〇〾⿻⺁\ue843䜣\ue864€"

func TestString(t *testing.T) {
	c := dial(t, stringapi.NewClient).String
	gives(t, "getStringNull", stringapi.Optional[string]{})(c.GetNull(none))
	done(t, "putStringNull", c.PutNull(none, stringapi.PutStringNullParams{}))
	gives(t, "getStringEmpty", "")(c.GetEmpty(none))
	done(t, "putStringEmpty", c.PutEmpty(none, stringapi.PutStringEmptyParams{Body: ""}))
	gives(t, "getStringNotProvided", "")(c.GetNotProvided(none))
	const spaced = "    Now is the time for all good men to come to the aid of their country    "
	gives(t, "getStringWithLeadingAndTrailingWhitespace", spaced)(c.GetWhitespace(none))
	done(t, "putStringWithLeadingAndTrailingWhitespace", c.PutWhitespace(none, stringapi.PutStringWhitespaceParams{Body: spaced}))
	gives(t, "getStringMultiByteCharacters", manyScripts)(c.GetMbcs(none))
	done(t, "putStringMultiByteCharacters", c.PutMbcs(none, stringapi.PutStringMbcsParams{Body: manyScripts}))
	gives(t, "getStringBase64Encoded", []byte("a string that gets encoded with base64"))(c.GetBase64Encoded(none))
	encoded := []byte("a string that gets encoded with base64url")
	gives(t, "getStringBase64UrlEncoded", encoded)(c.GetBase64URLEncoded(none))
	done(t, "putStringBase64UrlEncoded", c.PutBase64URLEncoded(none, stringapi.PutStringBase64URLEncodedParams{Body: encoded}))
	gives(t, "getStringNullBase64UrlEncoding", []byte(nil))(c.GetNullBase64URLEncoded(none))
}

func TestEnum(t *testing.T) {
	c := dial(t, stringapi.NewClient).Enum
	const red = stringapi.Colors("red color")
	gives(t, "getEnumNotExpandable", red)(c.GetNotExpandable(none))
	done(t, "putEnumNotExpandable", c.PutNotExpandable(none, stringapi.PutEnumNotExpandableParams{Body: red}))
	gives(t, "getEnumReferenced", red)(c.GetReferenced(none))
	done(t, "putEnumReferenced", c.PutReferenced(none, stringapi.PutEnumReferencedParams{Body: red}))
	got, err := c.GetReferencedConstant(none)
	gives(t, "getEnumReferencedConstant", stringapi.Some("Sample String"))(got.Field1, err)
	done(t, "putEnumReferencedConstant", c.PutReferencedConstant(none, stringapi.PutEnumReferencedConstantParams{}))
}

func TestByte(t *testing.T) {
	c := dial(t, byteapi.NewClient).Byte
	data := []byte{255, 254, 253, 252, 251, 250, 249, 248, 247, 246}
	gives(t, "getByteNull", []byte(nil))(c.GetNull(none))
	gives(t, "getByteEmpty", []byte{})(c.GetEmpty(none))
	gives(t, "getByteNonAscii", data)(c.GetNonASCII(none))
	done(t, "putByteNonAscii", c.PutNonASCII(none, byteapi.PutByteNonASCIIParams{Body: data}))
	refused(t, "getByteInvalid", "base64")(c.GetInvalid(none))
}
