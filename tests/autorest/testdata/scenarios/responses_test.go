package scenarios

import (
	"testing"

	api "github.com/armsmith/armsmith/_autorest/httpinfrastructure"
)

func TestResponsesOfSeveralStatuses(t *testing.T) {
	c := dial(t, api.NewClient).MultipleResponses
	ok := &api.MyException{StatusCode: api.Some("200")}
	gives(t, "ResponsesScenarioA200MatchingModel",
		&api.MultipleResponsesGet200Model204NoModelDefaultError200ValidResponse{StatusCode: 200, Body: ok})(
		c.Get200Model204NoModelDefaultError200Valid(none))
	gives(t, "ResponsesScenarioA204MatchingNoModel",
		&api.MultipleResponsesGet200Model204NoModelDefaultError204ValidResponse{StatusCode: 204})(
		c.Get200Model204NoModelDefaultError204Valid(none))
	// a success that the document does not name is one all the same
	created, err := c.Get200Model204NoModelDefaultError201Invalid(none)
	gives(t, "ResponsesScenarioA201DefaultNoModel", 201)(valueOf(created, func() int { return created.StatusCode }), err)
	accepted, err := c.Get200Model204NoModelDefaultError202None(none)
	gives(t, "ResponsesScenarioA202DefaultNoModel", 202)(valueOf(accepted, func() int { return accepted.StatusCode }), err)
	refused(t, "ResponsesScenarioA400DefaultModel", "client error")(c.Get200Model204NoModelDefaultError400Valid(none))

	gives(t, "ResponsesScenarioB200MatchingModel",
		&api.MultipleResponsesGet200Model201ModelDefaultError200ValidResponse{StatusCode: 200, OK: ok})(
		c.Get200Model201ModelDefaultError200Valid(none))
	gives(t, "ResponsesScenarioB201MatchingModel",
		&api.MultipleResponsesGet200Model201ModelDefaultError201ValidResponse{StatusCode: 201, Created: &api.B{
			StatusCode: api.Some("201"), TextStatusCode: api.Some("Created"),
		}})(c.Get200Model201ModelDefaultError201Valid(none))
	refused(t, "ResponsesScenarioB400DefaultModel", "client error")(c.Get200Model201ModelDefaultError400Valid(none))

	gives(t, "ResponsesScenarioC200MatchingModel",
		&api.MultipleResponsesGet200ModelA201ModelC404ModelDDefaultError200ValidResponse{StatusCode: 200, OK: ok})(
		c.Get200ModelA201ModelC404ModelDDefaultError200Valid(none))
	gives(t, "ResponsesScenarioC201MatchingModel",
		&api.MultipleResponsesGet200ModelA201ModelC404ModelDDefaultError201ValidResponse{
			StatusCode: 201, Created: &api.C{HTTPCode: api.Some("201")},
		})(c.Get200ModelA201ModelC404ModelDDefaultError201Valid(none))
	answered(t, "ResponsesScenarioC404MatchingModel", 404)(c.Get200ModelA201ModelC404ModelDDefaultError404Valid(none))
	refused(t, "ResponsesScenarioC400DefaultModel", "client error")(c.Get200ModelA201ModelC404ModelDDefaultError400Valid(none))
}

func TestResponsesWithoutModel(t *testing.T) {
	c := dial(t, api.NewClient).MultipleResponses
	done(t, "ResponsesScenarioD202MatchingNoModel", c.Get202None204NoneDefaultError202None(none))
	done(t, "ResponsesScenarioD204MatchingNoModel", c.Get202None204NoneDefaultError204None(none))
	failed(t, "ResponsesScenarioD400DefaultModel", "client error", c.Get202None204NoneDefaultError400Valid(none))
	done(t, "ResponsesScenarioE202MatchingInvalid", c.Get202None204NoneDefaultNone202Invalid(none))
	done(t, "ResponsesScenarioE204MatchingNoModel", c.Get202None204NoneDefaultNone204None(none))
	rejected(t, "ResponsesScenarioE400DefaultNoModel", 400, c.Get202None204NoneDefaultNone400None(none))
	rejected(t, "ResponsesScenarioE400DefaultInvalid", 400, c.Get202None204NoneDefaultNone400Invalid(none))

	done(t, "ResponsesScenarioG200DefaultInvalid", c.GetDefaultNone200Invalid(none))
	done(t, "ResponsesScenarioG200DefaultNoModel", c.GetDefaultNone200None(none))
	rejected(t, "ResponsesScenarioG400DefaultInvalid", 400, c.GetDefaultNone400Invalid(none))
	rejected(t, "ResponsesScenarioG400DefaultNoModel", 400, c.GetDefaultNone400None(none))
}

func TestResponsesOfOneModel(t *testing.T) {
	c := dial(t, api.NewClient).MultipleResponses
	ok := &api.MyException{StatusCode: api.Some("200")}
	gives(t, "ResponsesScenarioF200DefaultModel", ok)(c.GetDefaultModelA200Valid(none))
	gives(t, "ResponsesScenarioF200DefaultNone", &api.MyException{})(c.GetDefaultModelA200None(none))
	rejected(t, "ResponsesScenarioF400DefaultModel", 400, c.GetDefaultModelA400Valid(none))
	rejected(t, "ResponsesScenarioF400DefaultNone", 400, c.GetDefaultModelA400None(none))

	gives(t, "ResponsesScenarioH200MatchingNone", &api.MyException{})(c.Get200ModelA200None(none))
	gives(t, "ResponsesScenarioH200MatchingModel", ok)(c.Get200ModelA200Valid(none))
	reads(t, "ResponsesScenarioH200MatchingInvalid", `{"statusCodeInvalid": "200"}`)(c.Get200ModelA200Invalid(none))
	answered(t, "ResponsesScenarioH400NonMatchingNone", 400)(c.Get200ModelA400None(none))
	answered(t, "ResponsesScenarioH400NonMatchingModel", 400)(c.Get200ModelA400Valid(none))
	answered(t, "ResponsesScenarioH400NonMatchingInvalid", 400)(c.Get200ModelA400Invalid(none))
	gives(t, "ResponsesScenarioH202NonMatchingModel", ok)(c.Get200ModelA202Valid(none))
}
