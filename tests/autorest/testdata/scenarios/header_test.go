package scenarios

import (
	"errors"
	"net/http"
	"testing"

	"github.com/armsmith/armsmith/internal/runtime"

	api "github.com/armsmith/armsmith/_autorest/header"
)

func TestHeaderOfNumbers(t *testing.T) {
	c := dial(t, api.NewClient).Header
	done(t, "HeaderParameterIntegerPositive", c.ParamInteger(none, api.HeaderParamIntegerParams{Scenario: "positive", Value: 1}))
	done(t, "HeaderParameterIntegerNegative", c.ParamInteger(none, api.HeaderParamIntegerParams{Scenario: "negative", Value: -2}))
	done(t, "HeaderParameterLongPositive", c.ParamLong(none, api.HeaderParamLongParams{Scenario: "positive", Value: 105}))
	done(t, "HeaderParameterLongNegative", c.ParamLong(none, api.HeaderParamLongParams{Scenario: "negative", Value: -2}))
	done(t, "HeaderParameterFloatPositive", c.ParamFloat(none, api.HeaderParamFloatParams{Scenario: "positive", Value: 0.07}))
	done(t, "HeaderParameterFloatNegative", c.ParamFloat(none, api.HeaderParamFloatParams{Scenario: "negative", Value: -3}))
	done(t, "HeaderParameterDoublePositive", c.ParamDouble(none, api.HeaderParamDoubleParams{Scenario: "positive", Value: 7e120}))
	done(t, "HeaderParameterDoubleNegative", c.ParamDouble(none, api.HeaderParamDoubleParams{Scenario: "negative", Value: -3}))
	done(t, "HeaderParameterBoolTrue", c.ParamBool(none, api.HeaderParamBoolParams{Scenario: "true", Value: true}))
	done(t, "HeaderParameterBoolFalse", c.ParamBool(none, api.HeaderParamBoolParams{Scenario: "false", Value: false}))

	integer := func(scenario string) (api.Optional[int32], error) {
		r, err := c.ResponseInteger(none, api.HeaderResponseIntegerParams{Scenario: scenario})
		return valueOf(r, func() api.Optional[int32] { return r.Value }), err
	}
	gives(t, "HeaderResponseIntegerPositive", api.Some[int32](1))(integer("positive"))
	gives(t, "HeaderResponseIntegerNegative", api.Some[int32](-2))(integer("negative"))
	long := func(scenario string) (api.Optional[int64], error) {
		r, err := c.ResponseLong(none, api.HeaderResponseLongParams{Scenario: scenario})
		return valueOf(r, func() api.Optional[int64] { return r.Value }), err
	}
	gives(t, "HeaderResponseLongPositive", api.Some[int64](105))(long("positive"))
	gives(t, "HeaderResponseLongNegative", api.Some[int64](-2))(long("negative"))
	float := func(scenario string) (api.Optional[float64], error) {
		r, err := c.ResponseFloat(none, api.HeaderResponseFloatParams{Scenario: scenario})
		return valueOf(r, func() api.Optional[float64] { return r.Value }), err
	}
	gives(t, "HeaderResponseFloatPositive", api.Some(0.07))(float("positive"))
	gives(t, "HeaderResponseFloatNegative", api.Some(-3.0))(float("negative"))
	double := func(scenario string) (api.Optional[float64], error) {
		r, err := c.ResponseDouble(none, api.HeaderResponseDoubleParams{Scenario: scenario})
		return valueOf(r, func() api.Optional[float64] { return r.Value }), err
	}
	gives(t, "HeaderResponseDoublePositive", api.Some(7e120))(double("positive"))
	gives(t, "HeaderResponseDoubleNegative", api.Some(-3.0))(double("negative"))
	boolean := func(scenario string) (api.Optional[bool], error) {
		r, err := c.ResponseBool(none, api.HeaderResponseBoolParams{Scenario: scenario})
		return valueOf(r, func() api.Optional[bool] { return r.Value }), err
	}
	gives(t, "HeaderResponseBoolTrue", api.Some(true))(boolean("true"))
	gives(t, "HeaderResponseBoolFalse", api.Some(false))(boolean("false"))
}

func TestHeaderOfText(t *testing.T) {
	c := dial(t, api.NewClient).Header
	const fox = "The quick brown fox jumps over the lazy dog"
	done(t, "HeaderParameterStringValid", c.ParamString(none, api.HeaderParamStringParams{Scenario: "valid", Value: api.Some(fox)}))
	done(t, "HeaderParameterStringNull", c.ParamString(none, api.HeaderParamStringParams{Scenario: "null"}))
	done(t, "HeaderParameterStringEmpty", c.ParamString(none, api.HeaderParamStringParams{Scenario: "empty", Value: api.Some("")}))
	done(t, "HeaderParameterEnumValid", c.ParamEnum(none, api.HeaderParamEnumParams{Scenario: "valid", Value: api.Some(api.GreyscaleColors("GREY"))}))
	done(t, "HeaderParameterEnumNull", c.ParamEnum(none, api.HeaderParamEnumParams{Scenario: "null"}))
	done(t, "HeaderParameterBytesValid", c.ParamByte(none, api.HeaderParamByteParams{Scenario: "valid", Value: []byte("啊齄丂狛狜\uf9f1\uf92c\uf9f1\ufa0c\ufa29")}))

	text := func(scenario string) (api.Optional[string], error) {
		r, err := c.ResponseString(none, api.HeaderResponseStringParams{Scenario: scenario})
		return valueOf(r, func() api.Optional[string] { return r.Value }), err
	}
	gives(t, "HeaderResponseStringValid", api.Some(fox))(text("valid"))
	gives(t, "HeaderResponseStringNull", api.Some("null"))(text("null"))
	gives(t, "HeaderResponseStringEmpty", api.Some(""))(text("empty"))
	enum := func(scenario string) (api.Optional[api.GreyscaleColors], error) {
		r, err := c.ResponseEnum(none, api.HeaderResponseEnumParams{Scenario: scenario})
		return valueOf(r, func() api.Optional[api.GreyscaleColors] { return r.Value }), err
	}
	gives(t, "HeaderResponseEnumValid", api.Some(api.GreyscaleColors("GREY")))(enum("valid"))
	gives(t, "HeaderResponseEnumNull", api.Some(api.GreyscaleColors("")))(enum("null"))
	r, err := c.ResponseByte(none, api.HeaderResponseByteParams{Scenario: "valid"})
	gives(t, "HeaderResponseBytesValid", []byte("啊齄丂狛狜\uf9f1\uf92c\uf9f1\ufa0c\ufa29"))(valueOf(r, func() []byte { return r.Value }), err)
}

func TestHeaderOfTimes(t *testing.T) {
	c := dial(t, api.NewClient).Header
	first, _ := api.ParseTime("0001-01-01T00:00:00Z")
	when := at(2010, 1, 1, 12, 34, 56)
	done(t, "HeaderParameterDateValid", c.ParamDate(none, api.HeaderParamDateParams{Scenario: "valid", Value: "2010-01-01"}))
	done(t, "HeaderParameterDateMin", c.ParamDate(none, api.HeaderParamDateParams{Scenario: "min", Value: "0001-01-01"}))
	done(t, "HeaderParameterDateTimeValid", c.ParamDatetime(none, api.HeaderParamDatetimeParams{Scenario: "valid", Value: when}))
	done(t, "HeaderParameterDateTimeMin", c.ParamDatetime(none, api.HeaderParamDatetimeParams{Scenario: "min", Value: first}))
	done(t, "HeaderParameterDateTimeRfc1123Valid",
		c.ParamDatetimeRfc1123(none, api.HeaderParamDatetimeRfc1123Params{Scenario: "valid", Value: api.Some(when)}))
	done(t, "HeaderParameterDateTimeRfc1123Min",
		c.ParamDatetimeRfc1123(none, api.HeaderParamDatetimeRfc1123Params{Scenario: "min", Value: api.Some(first)}))
	done(t, "HeaderParameterDurationValid",
		c.ParamDuration(none, api.HeaderParamDurationParams{Scenario: "valid", Value: "P123DT22H14M12.011S"}))

	date := func(scenario string) (api.Date, error) {
		r, err := c.ResponseDate(none, api.HeaderResponseDateParams{Scenario: scenario})
		return valueOf(r, func() api.Date { return r.Value.Or("") }), err
	}
	gives(t, "HeaderResponseDateValid", api.Date("2010-01-01"))(date("valid"))
	gives(t, "HeaderResponseDateMin", api.Date("0001-01-01"))(date("min"))
	instant := func(scenario string) (api.Time, error) {
		r, err := c.ResponseDatetime(none, api.HeaderResponseDatetimeParams{Scenario: scenario})
		return valueOf(r, func() api.Time { return r.Value.Or(api.Time{}) }), err
	}
	tells[api.Time](t, "HeaderResponseDateTimeValid", "2010-01-01T12:34:56Z")(instant("valid"))
	tells[api.Time](t, "HeaderResponseDateTimeMin", "0001-01-01T00:00:00Z")(instant("min"))
	httpTime := func(scenario string) (api.Time, error) {
		r, err := c.ResponseDatetimeRfc1123(none, api.HeaderResponseDatetimeRfc1123Params{Scenario: scenario})
		return valueOf(r, func() api.Time { return r.Value.Or(api.Time{}) }), err
	}
	tells[api.Time](t, "HeaderResponseDateTimeRfc1123Valid", "Fri, 01 Jan 2010 12:34:56 GMT")(httpTime("valid"))
	tells[api.Time](t, "HeaderResponseDateTimeRfc1123Min", "Mon, 01 Jan 0001 00:00:00 GMT")(httpTime("min"))
	r, err := c.ResponseDuration(none, api.HeaderResponseDurationParams{Scenario: "valid"})
	gives(t, "HeaderResponseDurationValid", api.Duration("P123DT22H14M12.011S"))(
		valueOf(r, func() api.Duration { return r.Value.Or("") }), err)
}

// valueOf is what a field of a response holds, where there is a response.
func valueOf[R, T any](r *R, field func() T) (none T) {
	if r == nil {
		return none
	}
	return field()
}

func TestHeaderThatIsProtected(t *testing.T) {
	c := dial(t, api.NewClient).Header
	done(t, "HeaderParameterExistingKey", c.ParamExistingKey(none, api.HeaderParamExistingKeyParams{UserAgent: "overwrite"}))
	r, err := c.ResponseExistingKey(none)
	gives(t, "HeaderResponseExistingKey", api.Some("overwrite"))(valueOf(r, func() api.Optional[string] { return r.UserAgent }), err)
	var raw *http.Response
	err = c.ResponseProtectedKey(none, api.WithRawResponse(&raw))
	t.Run("HeaderResponseProtectedKey", func(t *testing.T) {
		if err != nil || raw.Header.Get("Content-Type") != "text/html; charset=utf-8" {
			t.Errorf("%v, %v", raw, err)
		}
	})
	done(t, "HeaderParameterProtectedKey", c.ParamProtectedKey(none, api.WithHeader("Content-Type", "text/html")))
	const id = "9C4D50EE-2D56-4CD3-8152-34347DC9F2B0"
	done(t, "CustomHeaderInRequest", c.CustomRequestID(none, api.WithHeader("x-ms-client-request-id", id)))
	if err := c.CustomRequestID(none, api.WithHeader("x-ms-client-request-id", "other")); !errors.As(err, new(*runtime.ResponseError)) {
		t.Errorf("another id: %v", err)
	}
}
