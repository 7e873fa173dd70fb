package scenarios

import (
	"testing"

	api "github.com/armsmith/armsmith/_autorest/bodycomplex"
)

func TestComplexBasic(t *testing.T) {
	c := dial(t, api.NewClient).Basic
	basic := func(color api.CMYKColors) api.Basic {
		return api.Basic{ID: api.Some[int64](2), Name: api.Some("abc"), Color: api.Some(color)}
	}
	yellow := basic("YELLOW")
	gives(t, "getComplexBasicValid", &yellow)(c.GetValid(none))
	done(t, "putComplexBasicValid", c.PutValid(none, api.PutBasicValidParams{Body: basic("Magenta")}))
	gives(t, "getComplexBasicEmpty", &api.Basic{})(c.GetEmpty(none))
	gives(t, "getComplexBasicNotProvided", &api.Basic{})(c.GetNotProvided(none))
	gives(t, "getComplexBasicNull", &api.Basic{ID: api.Null[int64](), Name: api.Null[string]()})(c.GetNull(none))
	refused(t, "getComplexBasicInvalid", "id: want int64")(c.GetInvalid(none))
}

func TestComplexNumbers(t *testing.T) {
	c := dial(t, api.NewClient).Primitive
	ints := api.IntWrapper{Field1: api.Some[int32](-1), Field2: api.Some[int32](2)}
	gives(t, "getComplexPrimitiveInteger", &ints)(c.GetInt(none))
	done(t, "putComplexPrimitiveInteger", c.PutInt(none, api.PutPrimitiveIntParams{Body: ints}))
	longs := api.LongWrapper{Field1: api.Some[int64](1099511627775), Field2: api.Some[int64](-999511627788)}
	gives(t, "getComplexPrimitiveLong", &longs)(c.GetLong(none))
	done(t, "putComplexPrimitiveLong", c.PutLong(none, api.PutPrimitiveLongParams{Body: longs}))
	floats := api.FloatWrapper{Field1: api.Some(1.05), Field2: api.Some(-0.003)}
	gives(t, "getComplexPrimitiveFloat", &floats)(c.GetFloat(none))
	done(t, "putComplexPrimitiveFloat", c.PutFloat(none, api.PutPrimitiveFloatParams{Body: floats}))
	doubles := api.DoubleWrapper{
		Field1: api.Some(3e-100),
		Field56ZerosAfterTheDotAndNegativeZeroBeforeDotAndThisIsALongFieldNameOnPurpose: api.Some(-5e-57),
	}
	gives(t, "getComplexPrimitiveDouble", &doubles)(c.GetDouble(none))
	done(t, "putComplexPrimitiveDouble", c.PutDouble(none, api.PutPrimitiveDoubleParams{Body: doubles}))
	bools := api.BooleanWrapper{FieldTrue: api.Some(true), FieldFalse: api.Some(false)}
	gives(t, "getComplexPrimitiveBool", &bools)(c.GetBool(none))
	done(t, "putComplexPrimitiveBool", c.PutBool(none, api.PutPrimitiveBoolParams{Body: bools}))
}

func TestComplexText(t *testing.T) {
	c := dial(t, api.NewClient).Primitive
	texts := api.StringWrapper{Field: api.Some("goodrequest"), Empty: api.Some(""), Null: api.Null[string]()}
	gives(t, "getComplexPrimitiveString", &texts)(c.GetString(none))
	done(t, "putComplexPrimitiveString", c.PutString(none, api.PutPrimitiveStringParams{Body: texts}))
	bytes := api.ByteWrapper{Field: []byte{255, 254, 253, 252, 0, 250, 249, 248, 247, 246}}
	gives(t, "getComplexPrimitiveByte", &bytes)(c.GetByte(none))
	done(t, "putComplexPrimitiveByte", c.PutByte(none, api.PutPrimitiveByteParams{Body: bytes}))
	dates := api.DateWrapper{Field: api.Some(api.Date("0001-01-01")), Leap: api.Some(api.Date("2016-02-29"))}
	gives(t, "getComplexPrimitiveDate", &dates)(c.GetDate(none))
	done(t, "putComplexPrimitiveDate", c.PutDate(none, api.PutPrimitiveDateParams{Body: dates}))
	durations := api.DurationWrapper{Field: api.Some(api.Duration("P123DT22H14M12.011S"))}
	gives(t, "getComplexPrimitiveDuration", &durations)(c.GetDuration(none))
	done(t, "putComplexPrimitiveDuration", c.PutDuration(none, api.PutPrimitiveDurationParams{Body: durations}))
}

// What came is sent back, which the server accepts only when nothing was lost on the way.
func TestComplexTimes(t *testing.T) {
	c := dial(t, api.NewClient).Primitive
	times, err := c.GetDateTime(none)
	reads(t, "getComplexPrimitiveDateTime", `{"field": "0001-01-01T00:00:00Z", "now": "2015-05-18T18:38:00Z"}`)(times, err)
	done(t, "putComplexPrimitiveDateTime", c.PutDateTime(none, api.PutPrimitiveDateTimeParams{Body: *times}))
	httpTimes, err := c.GetDateTimeRfc1123(none)
	reads(t, "getComplexPrimitiveDateTimeRfc1123", `{"field": "Mon, 01 Jan 0001 00:00:00 GMT", "now": "Mon, 18 May 2015 11:38:00 GMT"}`)(httpTimes, err)
	done(t, "putComplexPrimitiveDateTimeRfc1123", c.PutDateTimeRfc1123(none, api.PutPrimitiveDateTimeRfc1123Params{Body: *httpTimes}))
}

func TestComplexArray(t *testing.T) {
	c := dial(t, api.NewClient).Array
	valid, err := c.GetValid(none)
	reads(t, "getComplexArrayValid", `{"array": ["1, 2, 3, 4", "", null, "&S#$(*Y", "The quick brown fox jumps over the lazy dog"]}`)(valid, err)
	if err == nil {
		done(t, "putComplexArrayValid", c.PutValid(none, api.PutArrayValidParams{Body: *valid}))
	}
	empty, err := c.GetEmpty(none)
	reads(t, "getComplexArrayEmpty", `{"array": []}`)(empty, err)
	done(t, "putComplexArrayEmpty", c.PutEmpty(none, api.PutArrayEmptyParams{Body: *empty}))
	gives(t, "getComplexArrayNotProvided", &api.ArrayWrapper{})(c.GetNotProvided(none))
}

func TestComplexDictionary(t *testing.T) {
	c := dial(t, api.NewClient).Dictionary
	valid, err := c.GetValid(none)
	reads(t, "getComplexDictionaryValid", `{"defaultProgram": {"txt": "notepad", "bmp": "mspaint", "xls": "excel", "exe": "", "": null}}`)(valid, err)
	if err == nil {
		done(t, "putComplexDictionaryValid", c.PutValid(none, api.PutDictionaryValidParams{Body: *valid}))
	}
	empty, err := c.GetEmpty(none)
	reads(t, "getComplexDictionaryEmpty", `{"defaultProgram": {}}`)(empty, err)
	done(t, "putComplexDictionaryEmpty", c.PutEmpty(none, api.PutDictionaryEmptyParams{Body: *empty}))
	reads(t, "getComplexDictionaryNull", `{"defaultProgram": null}`)(c.GetNull(none))
	gives(t, "getComplexDictionaryNotProvided", &api.DictionaryWrapper{})(c.GetNotProvided(none))
}

func TestComplexInheritance(t *testing.T) {
	c := dial(t, api.NewClient).Inheritance
	siamese := api.Siamese{
		ID: api.Some[int64](2), Name: api.Some("Siameeee"), Color: api.Some("green"), Breed: api.Some("persian"),
		Hates: []api.Dog{
			{ID: api.Some[int64](1), Name: api.Some("Potato"), Food: api.Some("tomato")},
			{ID: api.Some[int64](-1), Name: api.Some("Tomato"), Food: api.Some("french fries")},
		},
	}
	gives(t, "getComplexInheritanceValid", &siamese)(c.GetValid(none))
	done(t, "putComplexInheritanceValid", c.PutValid(none, api.PutInheritanceValidParams{Body: siamese}))
}

func TestComplexReadOnly(t *testing.T) {
	c := dial(t, api.NewClient).Readonlyproperty
	got, err := c.GetValid(none)
	gives(t, "getComplexReadOnlyPropertyValid", &api.ReadonlyObj{ID: api.Some("1234"), Size: api.Some[int32](2)})(got, err)
	done(t, "putComplexReadOnlyPropertyValid", c.PutValid(none, api.PutReadonlypropertyValidParams{Body: *got}))
}
