package scenarios

import (
	"testing"
	"time"

	api "github.com/armsmith/armsmith/_autorest/bodydictionary"
)

func TestDictionaryOfNumbers(t *testing.T) {
	c := dial(t, api.NewClient).Dictionary
	gives(t, "getDictionaryNull", map[string]int64(nil))(c.GetDictionaryNull(none))
	refused(t, "getDictionaryInvalid", "key2: want")(c.GetInvalid(none))
	gives(t, "getDictionaryEmpty", map[string]int64{})(c.GetDictionaryEmpty(none))
	done(t, "putDictionaryEmpty", c.PutEmpty(none, api.PutDictionaryEmptyParams{Body: map[string]string{}}))
	refused(t, "getDictionaryNullValue", "key1")(c.GetNullValue(none))
	refused(t, "getDictionaryNullkey", "want a name in quotes")(c.GetNullKey(none))
	gives(t, "getDictionaryKeyEmptyString", map[string]string{"": "val1"})(c.GetEmptyStringKey(none))

	bools := map[string]bool{"0": true, "1": false, "2": false, "3": true}
	gives(t, "getDictionaryBooleanValid", bools)(c.GetBooleanTfft(none))
	done(t, "putDictionaryBooleanValid", c.PutBooleanTfft(none, api.PutDictionaryBooleanTfftParams{Body: bools}))
	refused(t, "getDictionaryBooleanWithNull", "1:")(c.GetBooleanInvalidNull(none))
	refused(t, "getDictionaryBooleanWithString", "want true or false")(c.GetBooleanInvalidString(none))

	ints := map[string]int64{"0": 1, "1": -1, "2": 3, "3": 300}
	gives(t, "getDictionaryIntegerValid", ints)(c.GetIntegerValid(none))
	done(t, "putDictionaryIntegerValid", c.PutIntegerValid(none, api.PutDictionaryIntegerValidParams{Body: ints}))
	refused(t, "getDictionaryIntegerWithNull", "1:")(c.GetIntInvalidNull(none))
	refused(t, "getDictionaryIntegerWithString", "want int64")(c.GetIntInvalidString(none))
	gives(t, "getDictionaryLongValid", ints)(c.GetLongValid(none))
	done(t, "putDictionaryLongValid", c.PutLongValid(none, api.PutDictionaryLongValidParams{Body: ints}))
	refused(t, "getDictionaryLongWithNull", "1:")(c.GetLongInvalidNull(none))
	refused(t, "getDictionaryLongWithString", "want int64")(c.GetLongInvalidString(none))

	floats := map[string]float64{"0": 0, "1": -0.01, "2": -1.2e20}
	gives(t, "getDictionaryFloatValid", floats)(c.GetFloatValid(none))
	done(t, "putDictionaryFloatValid", c.PutFloatValid(none, api.PutDictionaryFloatValidParams{Body: floats}))
	refused(t, "getDictionaryFloatWithNull", "1:")(c.GetFloatInvalidNull(none))
	refused(t, "getDictionaryFloatWithString", "1:")(c.GetFloatInvalidString(none))
	gives(t, "getDictionaryDoubleValid", floats)(c.GetDoubleValid(none))
	done(t, "putDictionaryDoubleValid", c.PutDoubleValid(none, api.PutDictionaryDoubleValidParams{Body: floats}))
	refused(t, "getDictionaryDoubleWithNull", "1:")(c.GetDoubleInvalidNull(none))
	refused(t, "getDictionaryDoubleWithString", "1:")(c.GetDoubleInvalidString(none))
}

func TestDictionaryOfText(t *testing.T) {
	c := dial(t, api.NewClient).Dictionary
	foos := map[string]string{"0": "foo1", "1": "foo2", "2": "foo3"}
	gives(t, "getDictionaryStringValid", foos)(c.GetStringValid(none))
	done(t, "putDictionaryStringValid", c.PutStringValid(none, api.PutDictionaryStringValidParams{Body: foos}))
	refused(t, "getDictionaryStringWithNull", "1:")(c.GetStringWithNull(none))
	refused(t, "getDictionaryStringWithNumber", "want string")(c.GetStringWithInvalid(none))
	bytes := map[string][]byte{"0": {255, 255, 255, 250}, "1": {1, 2, 3}, "2": {37, 41, 67}}
	gives(t, "getDictionaryByteValid", bytes)(c.GetByteValid(none))
	done(t, "putDictionaryByteValid", c.PutByteValid(none, api.PutDictionaryByteValidParams{Body: bytes}))
	gives(t, "getDictionaryByteWithNull", map[string][]byte{"0": {171, 172, 173}, "1": nil})(c.GetByteInvalidNull(none))
	gives(t, "getDictionaryBase64Url", map[string][]byte{
		"0": []byte("a string that gets encoded with base64url"), "1": []byte("test string"), "2": []byte("Lorem ipsum"),
	})(c.GetBase64URL(none))
}

func TestDictionaryOfTimes(t *testing.T) {
	c := dial(t, api.NewClient).Dictionary
	dates := map[string]api.Date{"0": "2000-12-01", "1": "1980-01-02", "2": "1492-10-12"}
	gives(t, "getDictionaryDateValid", dates)(c.GetDateValid(none))
	done(t, "putDictionaryDateValid", c.PutDateValid(none, api.PutDictionaryDateValidParams{Body: dates}))
	refused(t, "getDictionaryDateWithNull", "1:")(c.GetDateInvalidNull(none))
	gives(t, "getDictionaryDateWithInvalidChars", map[string]api.Date{"0": "2011-03-22", "1": "date"})(c.GetDateInvalidChars(none))
	reads(t, "getDictionaryDateTimeValid",
		`{"0": "2000-12-01t00:00:01z", "1": "1980-01-02T00:11:35+01:00", "2": "1492-10-12T10:15:01-08:00"}`)(c.GetDateTimeValid(none))
	done(t, "putDictionaryDateTimeValid", c.PutDateTimeValid(none, api.PutDictionaryDateTimeValidParams{Body: map[string]api.Time{
		"0": at(2000, 12, 1, 0, 0, 1), "1": at(1980, 1, 1, 23, 11, 35), "2": at(1492, 10, 12, 18, 15, 1),
	}}))
	refused(t, "getDictionaryDateTimeWithNull", "1:")(c.GetDateTimeInvalidNull(none))
	reads(t, "getDictionaryDateTimeWithInvalidChars", `{"0": "2000-12-01t00:00:01z", "1": "date-time"}`)(c.GetDateTimeInvalidChars(none))
	reads(t, "getDictionaryDateTimeRfc1123Valid",
		`{"0": "2000-12-01T00:00:01Z", "1": "1980-01-02T00:11:35Z", "2": "1492-10-12T10:15:01Z"}`)(
		c.GetDateTimeRfc1123Valid(none))
	done(t, "putDictionaryDateTimeRfc1123Valid", c.PutDateTimeRfc1123Valid(none, api.PutDictionaryDateTimeRfc1123ValidParams{
		Body: map[string]api.Time{"0": at(2000, 12, 1, 0, 0, 1), "1": at(1980, 1, 2, 0, 11, 35), "2": at(1492, 10, 12, 10, 15, 1)},
	}))
	durations := map[string]api.Duration{"0": "P123DT22H14M12.011S", "1": "P5DT1H"}
	gives(t, "getDictionaryDurationValid", durations)(c.GetDurationValid(none))
	done(t, "putDictionaryDurationValid", c.PutDurationValid(none, api.PutDictionaryDurationValidParams{Body: durations}))
}

// at is an instant of UTC.
func at(year, month, day, hour, minute, second int) api.Time {
	return api.NewTime(time.Date(year, time.Month(month), day, hour, minute, second, 0, time.UTC))
}

func TestDictionaryOfObjects(t *testing.T) {
	c := dial(t, api.NewClient).Dictionary
	widget := func(n int64, text string) *api.Widget {
		return &api.Widget{Integer: api.Some(n), StringField: api.Some(text)}
	}
	valid := map[string]*api.Widget{"0": widget(1, "2"), "1": widget(3, "4"), "2": widget(5, "6")}
	gives(t, "getDictionaryComplexNull", map[string]*api.Widget(nil))(c.GetComplexNull(none))
	gives(t, "getDictionaryComplexEmpty", map[string]*api.Widget{})(c.GetComplexEmpty(none))
	gives(t, "getDictionaryComplexItemNull", map[string]*api.Widget{"0": valid["0"], "1": nil, "2": valid["2"]})(c.GetComplexItemNull(none))
	gives(t, "getDictionaryComplexItemEmpty", map[string]*api.Widget{"0": valid["0"], "1": {}, "2": valid["2"]})(c.GetComplexItemEmpty(none))
	gives(t, "getDictionaryComplexValid", valid)(c.GetComplexValid(none))
	done(t, "putDictionaryComplexValid", c.PutComplexValid(none, api.PutDictionaryComplexValidParams{Body: valid}))
}

func TestDictionaryOfLists(t *testing.T) {
	c := dial(t, api.NewClient).Dictionary
	lists := map[string][]string{"0": {"1", "2", "3"}, "1": {"4", "5", "6"}, "2": {"7", "8", "9"}}
	gives(t, "getDictionaryArrayNull", map[string][]string(nil))(c.GetArrayNull(none))
	gives(t, "getDictionaryArrayEmpty", map[string][]string{})(c.GetArrayEmpty(none))
	gives(t, "getDictionaryArrayItemNull", map[string][]string{"0": lists["0"], "1": nil, "2": lists["2"]})(c.GetArrayItemNull(none))
	gives(t, "getDictionaryArrayItemEmpty", map[string][]string{"0": lists["0"], "1": {}, "2": lists["2"]})(c.GetArrayItemEmpty(none))
	gives(t, "getDictionaryArrayValid", lists)(c.GetArrayValid(none))
	done(t, "putDictionaryArrayValid", c.PutArrayValid(none, api.PutDictionaryArrayValidParams{Body: lists}))

	type words = map[string]string
	maps := map[string]words{
		"0": {"1": "one", "2": "two", "3": "three"}, "1": {"4": "four", "5": "five", "6": "six"}, "2": {"7": "seven", "8": "eight", "9": "nine"},
	}
	reads(t, "getDictionaryDictionaryNull", `null`)(c.GetDictionaryDictionaryNull(none))
	reads(t, "getDictionaryDictionaryEmpty", `{}`)(c.GetDictionaryDictionaryEmpty(none))
	gives(t, "getDictionaryDictionaryItemNull", map[string]words{"0": maps["0"], "1": nil, "2": maps["2"]})(c.GetItemNull(none))
	gives(t, "getDictionaryDictionaryItemEmpty", map[string]words{"0": maps["0"], "1": {}, "2": maps["2"]})(c.GetItemEmpty(none))
	gives(t, "getDictionaryDictionaryValid", maps)(c.GetValid(none))
	done(t, "putDictionaryDictionaryValid", c.PutValid(none, api.PutDictionaryValidParams{Body: maps}))
}
