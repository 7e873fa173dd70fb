package scenarios

import (
	"testing"
	"time"

	api "github.com/armsmith/armsmith/_autorest/bodyarray"
)

func TestArrayOfNumbers(t *testing.T) {
	c := dial(t, api.NewClient).Array
	gives(t, "getArrayNull", []int64(nil))(c.GetArrayNull(none))
	refused(t, "getArrayInvalid", "found the end of the text")(c.GetInvalid(none))
	gives(t, "getArrayEmpty", []int64{})(c.GetArrayEmpty(none))
	done(t, "putArrayEmpty", c.PutEmpty(none, api.PutArrayEmptyParams{Body: []string{}}))

	bools := []bool{true, false, false, true}
	gives(t, "getArrayBooleanValid", bools)(c.GetBooleanTfft(none))
	done(t, "putArrayBooleanValid", c.PutBooleanTfft(none, api.PutArrayBooleanTfftParams{Body: bools}))
	refused(t, "getArrayBooleanWithNull", "[1]")(c.GetBooleanInvalidNull(none))
	refused(t, "getArrayBooleanWithString", "[1]: want true or false")(c.GetBooleanInvalidString(none))

	ints := []int64{1, -1, 3, 300}
	gives(t, "getArrayIntegerValid", ints)(c.GetIntegerValid(none))
	done(t, "putArrayIntegerValid", c.PutIntegerValid(none, api.PutArrayIntegerValidParams{Body: ints}))
	refused(t, "getArrayIntegerWithNull", "[1]")(c.GetIntInvalidNull(none))
	refused(t, "getArrayIntegerWithString", "[1]: want int64")(c.GetIntInvalidString(none))
	gives(t, "getArrayLongValid", ints)(c.GetLongValid(none))
	done(t, "putArrayLongValid", c.PutLongValid(none, api.PutArrayLongValidParams{Body: ints}))
	refused(t, "getArrayLongWithNull", "[1]")(c.GetLongInvalidNull(none))
	refused(t, "getArrayLongWithString", "[1]: want int64")(c.GetLongInvalidString(none))

	floats := []float64{0, -0.01, -1.2e20}
	gives(t, "getArrayFloatValid", floats)(c.GetFloatValid(none))
	done(t, "putArrayFloatValid", c.PutFloatValid(none, api.PutArrayFloatValidParams{Body: floats}))
	refused(t, "getArrayFloatWithNull", "[1]")(c.GetFloatInvalidNull(none))
	refused(t, "getArrayFloatWithString", "[1]: want")(c.GetFloatInvalidString(none))
	gives(t, "getArrayDoubleValid", floats)(c.GetDoubleValid(none))
	done(t, "putArrayDoubleValid", c.PutDoubleValid(none, api.PutArrayDoubleValidParams{Body: floats}))
	refused(t, "getArrayDoubleWithNull", "[1]")(c.GetDoubleInvalidNull(none))
	refused(t, "getArrayDoubleWithString", "[1]: want")(c.GetDoubleInvalidString(none))
}

func TestArrayOfText(t *testing.T) {
	c := dial(t, api.NewClient).Array
	foos := []string{"foo1", "foo2", "foo3"}
	gives(t, "getArrayStringValid", foos)(c.GetStringValid(none))
	done(t, "putArrayStringValid", c.PutStringValid(none, api.PutArrayStringValidParams{Body: foos}))
	reads(t, "getArrayStringWithNull", `["foo", null, "foo2"]`)(c.GetStringWithNull(none))
	refused(t, "getArrayStringWithNumber", "[1]: want string")(c.GetStringWithInvalid(none))
	enums := []api.FooEnum{"foo1", "foo2", "foo3"}
	gives(t, "getArrayEnumValid", enums)(c.GetEnumValid(none))
	done(t, "putArrayEnumValid", c.PutEnumValid(none, api.PutArrayEnumValidParams{Body: enums}))
	reads(t, "getArrayStringEnumValid", `["foo1", "foo2", "foo3"]`)(c.GetStringEnumValid(none))
	done(t, "putArrayStringEnumValid", c.PutStringEnumValid(none, api.PutArrayStringEnumValidParams{
		Body: []api.PutArrayStringEnumValidRequestItem{"foo1", "foo2", "foo3"},
	}))
	ids := []string{
		"6dcc7237-45fe-45c4-8a6b-3a8a3f625652", "d1399005-30f7-40d6-8da6-dd7c89ad34db", "f42f6aa1-a5bc-4ddf-907e-5f915de43205",
	}
	gives(t, "getArrayUuidValid", ids)(c.GetUUIDValid(none))
	done(t, "putArrayUuidValid", c.PutUUIDValid(none, api.PutArrayUUIDValidParams{Body: ids}))
	gives(t, "getArrayUuidWithInvalidChars", []string{ids[0], "foo"})(c.GetUUIDInvalidChars(none))

	bytes := [][]byte{{255, 255, 255, 250}, {1, 2, 3}, {37, 41, 67}}
	gives(t, "getArrayByteValid", bytes)(c.GetByteValid(none))
	done(t, "putArrayByteValid", c.PutByteValid(none, api.PutArrayByteValidParams{Body: bytes}))
	gives(t, "getArrayByteWithNull", [][]byte{{171, 172, 173}, nil})(c.GetByteInvalidNull(none))
	gives(t, "getArrayBase64Url", [][]byte{
		[]byte("a string that gets encoded with base64url"), []byte("test string"), []byte("Lorem ipsum"),
	})(c.GetBase64URL(none))
}

func TestArrayOfTimes(t *testing.T) {
	c := dial(t, api.NewClient).Array
	dates := []api.Date{api.NewDate(2000, 12, 1), api.NewDate(1980, 1, 2), api.NewDate(1492, 10, 12)}
	gives(t, "getArrayDateValid", dates)(c.GetDateValid(none))
	done(t, "putArrayDateValid", c.PutDateValid(none, api.PutArrayDateValidParams{Body: dates}))
	refused(t, "getArrayDateWithNull", "[1]")(c.GetDateInvalidNull(none))
	gives(t, "getArrayDateWithInvalidChars", []api.Date{"2011-03-22", "date"})(c.GetDateInvalidChars(none))
	reads(t, "getArrayDateTimeValid", `["2000-12-01t00:00:01z", "1980-01-02T00:11:35+01:00", "1492-10-12T10:15:01-08:00"]`)(
		c.GetDateTimeValid(none))
	times := []time.Time{
		time.Date(2000, 12, 1, 0, 0, 1, 0, time.UTC), time.Date(1980, 1, 2, 0, 11, 35, 0, time.UTC),
		time.Date(1492, 10, 12, 10, 15, 1, 0, time.UTC),
	}
	var sent []api.Time
	for _, at := range times {
		sent = append(sent, api.NewTime(at))
	}
	done(t, "putArrayDateTimeValid", c.PutDateTimeValid(none, api.PutArrayDateTimeValidParams{Body: sent}))
	refused(t, "getArrayDateTimeWithNull", "[1]")(c.GetDateTimeInvalidNull(none))
	reads(t, "getArrayDateTimeWithInvalidChars", `["2000-12-01t00:00:01z", "date-time"]`)(c.GetDateTimeInvalidChars(none))
	reads(t, "getArrayDateTimeRfc1123Valid",
		`["2000-12-01T00:00:01Z", "1980-01-02T00:11:35Z", "1492-10-12T10:15:01Z"]`)(
		c.GetDateTimeRfc1123Valid(none))
	done(t, "putArrayDateTimeRfc1123Valid", c.PutDateTimeRfc1123Valid(none, api.PutArrayDateTimeRfc1123ValidParams{Body: sent}))
	gives(t, "getArrayDurationValid", []api.Duration{"P123DT22H14M12.011S", "P5DT1H0M0S"})(c.GetDurationValid(none))
	done(t, "putArrayDurationValid", c.PutDurationValid(none, api.PutArrayDurationValidParams{
		Body: []api.Duration{"P123DT22H14M12.011S", "P5DT1H"},
	}))
}

func TestArrayOfObjects(t *testing.T) {
	c := dial(t, api.NewClient).Array
	product := func(n int64, text string) api.Product {
		return api.Product{Integer: api.Some(n), StringField: api.Some(text)}
	}
	valid := []api.Product{product(1, "2"), product(3, "4"), product(5, "6")}
	gives(t, "getArrayComplexNull", []*api.Product(nil))(c.GetComplexNull(none))
	gives(t, "getArrayComplexEmpty", []api.Product{})(c.GetComplexEmpty(none))
	gives(t, "getArrayComplexItemNull", []*api.Product{&valid[0], nil, &valid[2]})(c.GetComplexItemNull(none))
	gives(t, "getArrayComplexItemEmpty", []api.Product{valid[0], {}, valid[2]})(c.GetComplexItemEmpty(none))
	gives(t, "getArrayComplexValid", valid)(c.GetComplexValid(none))
	done(t, "putArrayComplexValid", c.PutComplexValid(none, api.PutArrayComplexValidParams{Body: valid}))
}

func TestArrayOfArrays(t *testing.T) {
	c := dial(t, api.NewClient).Array
	valid := [][]string{{"1", "2", "3"}, {"4", "5", "6"}, {"7", "8", "9"}}
	gives(t, "getArrayArrayNull", [][]string(nil))(c.GetArrayArrayNull(none))
	gives(t, "getArrayArrayEmpty", [][]string{})(c.GetArrayArrayEmpty(none))
	gives(t, "getArrayArrayItemNull", [][]string{valid[0], nil, valid[2]})(c.GetItemNull(none))
	gives(t, "getArrayArrayItemEmpty", [][]string{valid[0], {}, valid[2]})(c.GetItemEmpty(none))
	gives(t, "getArrayArrayValid", valid)(c.GetValid(none))
	done(t, "putArrayArrayValid", c.PutValid(none, api.PutArrayValidParams{Body: valid}))

	words := []map[string]string{
		{"1": "one", "2": "two", "3": "three"}, {"4": "four", "5": "five", "6": "six"}, {"7": "seven", "8": "eight", "9": "nine"},
	}
	gives(t, "getArrayDictionaryNull", []map[string]string(nil))(c.GetDictionaryNull(none))
	gives(t, "getArrayDictionaryEmpty", []map[string]string{})(c.GetDictionaryEmpty(none))
	gives(t, "getArrayDictionaryItemNull", []map[string]string{words[0], nil, words[2]})(c.GetDictionaryItemNull(none))
	gives(t, "getArrayDictionaryItemEmpty", []map[string]string{words[0], {}, words[2]})(c.GetDictionaryItemEmpty(none))
	gives(t, "getArrayDictionaryValid", words)(c.GetDictionaryValid(none))
	done(t, "putArrayDictionaryValid", c.PutDictionaryValid(none, api.PutArrayDictionaryValidParams{Body: words}))
}
