package scenarios

import (
	"encoding/json"
	"math"
	"testing"

	booleans "github.com/armsmith/armsmith/_autorest/bodyboolean"
	integers "github.com/armsmith/armsmith/_autorest/bodyinteger"
	numbers "github.com/armsmith/armsmith/_autorest/bodynumber"
	enums "github.com/armsmith/armsmith/_autorest/nonstringenum"
)

func TestBoolean(t *testing.T) {
	c := dial(t, booleans.NewClient).Bool
	gives(t, "getBoolTrue", true)(c.GetTrue(none))
	gives(t, "getBoolFalse", false)(c.GetFalse(none))
	gives(t, "getBoolNull", booleans.Optional[bool]{})(c.GetNull(none))
	refused(t, "getBoolInvalid", "want the end of the text")(c.GetInvalid(none))
	done(t, "putBoolTrue", c.PutTrue(none, booleans.PutBoolTrueParams{Body: true}))
	done(t, "putBoolFalse", c.PutFalse(none, booleans.PutBoolFalseParams{Body: false}))
}

func TestInteger(t *testing.T) {
	c := dial(t, integers.NewClient).Int
	gives(t, "getIntegerNull", integers.Optional[int64]{})(c.GetNull(none))
	refused(t, "getIntegerInvalid", "want the end of the text")(c.GetInvalid(none))
	refused(t, "getIntegerOverflow", "2147483656")(c.GetOverflowInt32(none))
	refused(t, "getIntegerUnderflow", "-2147483656")(c.GetUnderflowInt32(none))
	refused(t, "getLongOverflow", "9223372036854775910")(c.GetOverflowInt64(none))
	refused(t, "getLongUnderflow", "-9223372036854775910")(c.GetUnderflowInt64(none))
	done(t, "putIntegerMax", c.PutMax32(none, integers.PutIntMax32Params{Body: math.MaxInt32}))
	done(t, "putIntegerMin", c.PutMin32(none, integers.PutIntMin32Params{Body: math.MinInt32}))
	done(t, "putLongMax", c.PutMax64(none, integers.PutIntMax64Params{Body: math.MaxInt64}))
	done(t, "putLongMin", c.PutMin64(none, integers.PutIntMin64Params{Body: math.MinInt64}))
	unix, err := c.GetUnixTime(none)
	gives(t, "getUnixTime", at(2016, 4, 13, 0, 0, 0).Time())(unix.Time().UTC(), err)
	refused(t, "getInvalidUnixTime", "want the end of the text")(c.GetInvalidUnixTime(none))
	gives(t, "getNullUnixTime", integers.Optional[integers.Time]{})(c.GetNullUnixTime(none))
	done(t, "putUnixTime", c.PutUnixTimeDate(none, integers.PutIntUnixTimeDateParams{Body: at(2016, 4, 13, 0, 0, 0)}))
}

func TestNumber(t *testing.T) {
	c := dial(t, numbers.NewClient).Number
	gives(t, "getNumberNull", numbers.Optional[float64]{})(c.GetNull(none))
	refused(t, "getFloatInvalid", "want the end of the text")(c.GetInvalidFloat(none))
	refused(t, "getDoubleInvalid", "want the end of the text")(c.GetInvalidDouble(none))
	refused(t, "getDecimalInvalid", "want the end of the text")(c.GetInvalidDecimal(none))
	gives(t, "getFloatBigScientificNotation", 3.402823e+20)(c.GetBigFloat(none))
	gives(t, "getFloatSmallScientificNotation", 3.402823e-20)(c.GetSmallFloat(none))
	gives(t, "getDoubleBigScientificNotation", 2.5976931e+101)(c.GetBigDouble(none))
	gives(t, "getDoubleSmallScientificNotation", 2.5976931e-101)(c.GetSmallDouble(none))
	gives(t, "getDoubleBigPositiveDecimal", 99999999.99)(c.GetBigDoublePositiveDecimal(none))
	gives(t, "getDoubleBigNegativeDecimal", -99999999.99)(c.GetBigDoubleNegativeDecimal(none))
	gives(t, "getDecimalBig", 2.5976931e+101)(c.GetBigDecimal(none))
	gives(t, "getDecimalSmall", 2.5976931e-101)(c.GetSmallDecimal(none))
	gives(t, "getDecimalBigPositiveDecimal", 99999999.99)(c.GetBigDecimalPositiveDecimal(none))
	gives(t, "getDecimalBigNegativeDecimal", -99999999.99)(c.GetBigDecimalNegativeDecimal(none))

	done(t, "putFloatBigScientificNotation", c.PutBigFloat(none, numbers.PutNumberBigFloatParams{Body: 3.402823e+20}))
	done(t, "putFloatSmallScientificNotation", c.PutSmallFloat(none, numbers.PutNumberSmallFloatParams{Body: 3.402823e-20}))
	done(t, "putDoubleBigScientificNotation", c.PutBigDouble(none, numbers.PutNumberBigDoubleParams{Body: 2.5976931e+101}))
	done(t, "putDoubleSmallScientificNotation", c.PutSmallDouble(none, numbers.PutNumberSmallDoubleParams{Body: 2.5976931e-101}))
	done(t, "putDoubleBigPositiveDecimal",
		c.PutBigDoublePositiveDecimal(none, numbers.PutNumberBigDoublePositiveDecimalParams{Body: 99999999.99}))
	done(t, "putDoubleBigNegativeDecimal",
		c.PutBigDoubleNegativeDecimal(none, numbers.PutNumberBigDoubleNegativeDecimalParams{Body: -99999999.99}))
	done(t, "putDecimalBig", c.PutBigDecimal(none, numbers.PutNumberBigDecimalParams{Body: json.Number("2.5976931e+101")}))
	done(t, "putDecimalSmall", c.PutSmallDecimal(none, numbers.PutNumberSmallDecimalParams{Body: json.Number("2.5976931e-101")}))
	done(t, "putDecimalBigPositiveDecimal",
		c.PutBigDecimalPositiveDecimal(none, numbers.PutNumberBigDecimalPositiveDecimalParams{Body: 99999999.99}))
	done(t, "putDecimalBigNegativeDecimal",
		c.PutBigDecimalNegativeDecimal(none, numbers.PutNumberBigDecimalNegativeDecimalParams{Body: -99999999.99}))
}

func TestEnumsThatAreNumbers(t *testing.T) {
	c := dial(t, enums.NewClient)
	gives(t, "NonStringEnumsGetInt", enums.IntEnum(429))(c.Int.Get(none))
	gives(t, "NonStringEnumsPostInt", "Nice job posting an int enum")(
		c.Int.Put(none, enums.PutIntParams{Body: enums.Some(enums.IntEnum(200))}))
	gives(t, "NonStringEnumsGetFloat", enums.FloatEnum(429.1))(c.Float.Get(none))
	gives(t, "NonStringEnumsPostFloat", "Nice job posting a float enum")(
		c.Float.Put(none, enums.PutFloatParams{Body: enums.Some(enums.FloatEnum(200.4))}))
}
