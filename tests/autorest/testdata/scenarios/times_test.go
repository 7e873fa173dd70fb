package scenarios

import (
	"testing"

	dates "github.com/armsmith/armsmith/_autorest/bodydate"
	times "github.com/armsmith/armsmith/_autorest/bodydatetime"
	httptimes "github.com/armsmith/armsmith/_autorest/bodydatetimerfc1123"
	durations "github.com/armsmith/armsmith/_autorest/bodyduration"
	clock "github.com/armsmith/armsmith/_autorest/bodytime"
)

// What is no time is kept as it was written: nothing is lost, and a caller who asks for the time
// learns that it is none.
func TestDate(t *testing.T) {
	c := dial(t, dates.NewClient).Date
	gives(t, "getDateNull", dates.Optional[dates.Date]{})(c.GetNull(none))
	gives(t, "getDateInvalid", dates.Date("201O-18-90"))(c.GetInvalidDate(none))
	gives(t, "getDateOverflow", dates.Date("10000000000-12-31"))(c.GetOverflowDate(none))
	gives(t, "getDateUnderflow", dates.Date("0000-00-00"))(c.GetUnderflowDate(none))
	gives(t, "getDateMax", dates.NewDate(9999, 12, 31))(c.GetMaxDate(none))
	reads(t, "getDateMin", `"0001-01-01"`)(c.GetMinDate(none))
	done(t, "putDateMax", c.PutMaxDate(none, dates.PutMaxDateParams{Body: dates.NewDate(9999, 12, 31)}))
	done(t, "putDateMin", c.PutMinDate(none, dates.PutMinDateParams{Body: dates.NewDate(1, 1, 1)}))
}

func TestTime(t *testing.T) {
	c := dial(t, times.NewClient).Datetime
	gives(t, "getDateTimeNull", times.Optional[times.Time]{})(c.GetNull(none))
	tells[times.Time](t, "getDateTimeInvalid", "201O-18-90D00:89:56.9AX")(c.GetInvalid(none))
	tells[times.Time](t, "getDateTimeOverflow", "9999-12-31T23:59:59.999-14:00")(c.GetOverflow(none))
	tells[times.Time](t, "getDateTimeUnderflow", "0000-00-00T00:00:00.000+00:00")(c.GetUnderflow(none))
	tells[times.Time](t, "getDateTimeMaxUtcLowercase", "9999-12-31t23:59:59.999z")(c.GetUtcLowercaseMaxDateTime(none))
	tells[times.Time](t, "getDateTimeMaxUtcUppercase", "9999-12-31T23:59:59.999Z")(c.GetUtcUppercaseMaxDateTime(none))
	tells[times.Time](t, "getDateTimeMaxUtc7MSUppercase", "9999-12-31T23:59:59.9999999Z")(c.GetUtcUppercaseMaxDateTime7Digits(none))
	tells[times.Time](t, "getDateTimeMaxLocalPositiveOffsetLowercase", "9999-12-31t23:59:59.999+14:00")(
		c.GetLocalPositiveOffsetLowercaseMaxDateTime(none))
	tells[times.Time](t, "getDateTimeMaxLocalPositiveOffsetUppercase", "9999-12-31T23:59:59.999+14:00")(
		c.GetLocalPositiveOffsetUppercaseMaxDateTime(none))
	tells[times.Time](t, "getDateTimeMaxLocalNegativeOffsetLowercase", "9999-12-31t23:59:59.999-14:00")(
		c.GetLocalNegativeOffsetLowercaseMaxDateTime(none))
	tells[times.Time](t, "getDateTimeMaxLocalNegativeOffsetUppercase", "9999-12-31T23:59:59.999-14:00")(
		c.GetLocalNegativeOffsetUppercaseMaxDateTime(none))
	reads(t, "getDateTimeMinUtc", `"0001-01-01T00:00:00Z"`)(c.GetUtcMinDateTime(none))
	reads(t, "getDateTimeMinLocalPositiveOffset", `"0001-01-01T00:00:00+14:00"`)(c.GetLocalPositiveOffsetMinDateTime(none))
	reads(t, "getDateTimeMinLocalNegativeOffset", `"0001-01-01T00:00:00-14:00"`)(c.GetLocalNegativeOffsetMinDateTime(none))
	tells[times.Time](t, "getDateTimeMinLocalNoOffset", "0001-01-01T00:00:00")(c.GetLocalNoOffsetMinDateTime(none))
}

func TestTimeSent(t *testing.T) {
	c := dial(t, times.NewClient).Datetime
	parsed := func(text string) times.Time {
		v, err := times.ParseTime(text)
		if err != nil {
			t.Error(err)
		}
		return v
	}
	done(t, "putDateTimeMaxUtc", c.PutUtcMaxDateTime(none, times.PutDatetimeUtcMaxDateTimeParams{Body: parsed("9999-12-31T23:59:59.999Z")}))
	done(t, "putDateTimeMaxUtc7MS", c.PutUtcMaxDateTime7Digits(none,
		times.PutDatetimeUtcMaxDateTime7DigitsParams{Body: parsed("9999-12-31T23:59:59.9999999Z")}))
	done(t, "putDateTimeMaxLocalPositiveOffset", c.PutLocalPositiveOffsetMaxDateTime(none,
		times.PutDatetimeLocalPositiveOffsetMaxDateTimeParams{Body: parsed("9999-12-31T23:59:59.999+14:00")}))
	done(t, "putDateTimeMaxLocalNegativeOffset", c.PutLocalNegativeOffsetMaxDateTime(none,
		times.PutDatetimeLocalNegativeOffsetMaxDateTimeParams{Body: parsed("9999-12-31T23:59:59.999-14:00")}))
	done(t, "putDateTimeMinUtc", c.PutUtcMinDateTime(none, times.PutDatetimeUtcMinDateTimeParams{Body: parsed("0001-01-01T00:00:00Z")}))
	done(t, "putDateTimeMinLocalPositiveOffset", c.PutLocalPositiveOffsetMinDateTime(none,
		times.PutDatetimeLocalPositiveOffsetMinDateTimeParams{Body: parsed("0001-01-01T00:00:00+14:00")}))
	done(t, "putDateTimeMinLocalNegativeOffset", c.PutLocalNegativeOffsetMinDateTime(none,
		times.PutDatetimeLocalNegativeOffsetMinDateTimeParams{Body: parsed("0001-01-01T00:00:00-14:00")}))
}

func TestTimeOfHTTP(t *testing.T) {
	c := dial(t, httptimes.NewClient).Datetimerfc1123
	gives(t, "getDateTimeRfc1123Null", httptimes.Optional[httptimes.Time]{})(c.GetNull(none))
	tells[httptimes.Time](t, "getDateTimeRfc1123Invalid", "Tue, 01 Dec 2000 00:00:0A ABC")(c.GetInvalid(none))
	tells[httptimes.Time](t, "getDateTimeRfc1123Overflow", "Sat, 1 Jan 10000 00:00:00 GMT")(c.GetOverflow(none))
	tells[httptimes.Time](t, "getDateTimeRfc1123Underflow", "Tue, 00 Jan 0000 00:00:00 GMT")(c.GetUnderflow(none))
	tells[httptimes.Time](t, "getDateTimeRfc1123MaxUtcLowercase", "fri, 31 dec 9999 23:59:59 gmt")(c.GetUtcLowercaseMaxDateTime(none))
	tells[httptimes.Time](t, "getDateTimeRfc1123MaxUtcUppercase", "FRI, 31 DEC 9999 23:59:59 GMT")(c.GetUtcUppercaseMaxDateTime(none))
	reads(t, "getDateTimeRfc1123MinUtc", `"Mon, 01 Jan 0001 00:00:00 GMT"`)(c.GetUtcMinDateTime(none))
	done(t, "putDateTimeRfc1123Max", c.PutUtcMaxDateTime(none, httptimes.PutDatetimerfc1123UtcMaxDateTimeParams{Body: at(9999, 12, 31, 23, 59, 59)}))
	first, err := httptimes.ParseTime("Mon, 01 Jan 0001 00:00:00 GMT")
	if err != nil {
		t.Fatal(err)
	}
	done(t, "putDateTimeRfc1123Min", c.PutUtcMinDateTime(none, httptimes.PutDatetimerfc1123UtcMinDateTimeParams{Body: first}))
}

func TestDuration(t *testing.T) {
	c := dial(t, durations.NewClient).Duration
	gives(t, "getDurationNull", durations.Optional[durations.Duration]{})(c.GetNull(none))
	gives(t, "getDurationInvalid", durations.Duration("123ABC"))(c.GetInvalid(none))
	gives(t, "getDurationPositive", durations.Duration("P3Y6M4DT12H30M5S"))(c.GetPositiveDuration(none))
	done(t, "putDurationPositive", c.PutPositiveDuration(none, durations.PutPositiveDurationParams{Body: "P123DT22H14M12.011S"}))
}

func TestTimeOfDay(t *testing.T) {
	c := dial(t, clock.NewClient)
	gives(t, "BodyTimeGet", clock.TimeOfDay("11:34:56"))(c.TimeGet(none))
	gives(t, "BodyTimePut", "Nice job posting time")(c.TimePut(none, clock.TimePutParams{Body: "08:07:56"}))
}
