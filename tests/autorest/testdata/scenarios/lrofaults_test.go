package scenarios

import (
	"testing"

	endpoints "github.com/armsmith/armsmith/_autorest/lroparameterizedendpoints"

	api "github.com/armsmith/armsmith/_autorest/lro"
)

func TestLROAfterErrors(t *testing.T) {
	c := lro(t).LRORetrys
	reads(t, "LRORetryPutSucceededWithBody", hundredIsDone)(
		wait(c.BeginPut201CreatingSucceeded200(none, api.LRORetrysPut201CreatingSucceeded200Params{Body: product})))
	got, err := wait(c.BeginPutAsyncRelativeRetrySucceeded(none, api.PutLRORetryAsyncRelativeRetrySucceededParams{Body: product}))
	reads(t, "LRORetryErrorPutAsyncSucceeded", hundredIsDone)(got, err)
	reads(t, "LRORetryErrorPutAsyncSucceededPolling", hundredIsDone)(got, err)
	reads(t, "LRORetryErrorDelete202Accepted200Succeeded", hundredIsDone)(wait(c.BeginDeleteProvisioning202Accepted200Succeeded(none)))
	reads(t, "LRORetryErrorDelete202Retry200Succeeded", `{}`)(wait(c.BeginDelete202Retry200(none)))
	reads(t, "LRORetryErrorDeleteAsyncRetrySucceeded", `{}`)(wait(c.BeginDeleteAsyncRelativeRetrySucceeded(none)))
	reads(t, "LRORetryErrorPost202Retry200Succeeded", `{}`)(
		wait(c.BeginPost202Retry200(none, api.LRORetrysPost202Retry200Params{Body: product})))
	reads(t, "LRORetryErrorPostAsyncRetrySucceeded", `{}`)(
		wait(c.BeginPostAsyncRelativeRetrySucceeded(none, api.PostLRORetryAsyncRelativeRetrySucceededParams{Body: product})))
}

func TestLROThatIsRefused(t *testing.T) {
	c := lro(t).LROSADs
	answered(t, "LRONonRetryPut400", 400)(wait(c.BeginPutNonRetry400(none, api.PutLROSADNonRetry400Params{Body: product})))
	refused(t, "LRONonRetryPut201Creating400", "400")(
		wait(c.BeginPutNonRetry201Creating400(none, api.PutLROSADNonRetry201Creating400Params{Body: product})))
	refused(t, "LRONonRetryPut201Creating400InvalidJson", "400")(
		wait(c.BeginPutNonRetry201Creating400InvalidJSON(none, api.PutLROSADNonRetry201Creating400InvalidJSONParams{Body: product})))
	refused(t, "LRONonRetryPutAsyncRetry400", "400")(
		wait(c.BeginPutAsyncRelativeRetry400(none, api.PutLROSADAsyncRelativeRetry400Params{Body: product})))
	answered(t, "LRONonRetryDelete400", 400)(wait(c.BeginDeleteNonRetry400(none)))
	refused(t, "LRONonRetryDelete202Retry400", "400")(wait(c.BeginDelete202NonRetry400(none)))
	refused(t, "LRONonRetryDeleteAsyncRetry400", "400")(wait(c.BeginDeleteAsyncRelativeRetry400(none)))
	answered(t, "LRONonRetryPost400", 400)(wait(c.BeginPostNonRetry400(none, api.PostLROSADNonRetry400Params{Body: product})))
	refused(t, "LRONonRetryPost202Retry400", "400")(
		wait(c.BeginPost202NonRetry400(none, api.LROSADsPost202NonRetry400Params{Body: product})))
	refused(t, "LRONonRetryPostAsyncRetry400", "400")(
		wait(c.BeginPostAsyncRelativeRetry400(none, api.PostLROSADAsyncRelativeRetry400Params{Body: product})))
}

func TestLROWithoutStatus(t *testing.T) {
	c := lro(t).LROSADs
	reads(t, "LROErrorPut201NoProvisioningStatePayload", `{}`)(
		wait(c.BeginPutError201NoProvisioningStatePayload(none, api.PutLROSADError201NoProvisioningStatePayloadParams{Body: product})))
	refused(t, "LROErrorPutAsyncNoPollingStatus", "status")(
		wait(c.BeginPutAsyncRelativeRetryNoStatus(none, api.PutLROSADAsyncRelativeRetryNoStatusParams{Body: product})))
	refused(t, "LROErrorPutAsyncNoPollingStatusPayload", "status")(
		wait(c.BeginPutAsyncRelativeRetryNoStatusPayload(none, api.PutLROSADAsyncRelativeRetryNoStatusPayloadParams{Body: product})))
	refused(t, "LROErrorDeleteAsyncNoPollingStatus", "status")(wait(c.BeginDeleteAsyncRelativeRetryNoStatus(none)))
	refused(t, "LROErrorPostAsyncNoPollingPayload", "status")(
		wait(c.BeginPostAsyncRelativeRetryNoPayload(none, api.PostLROSADAsyncRelativeRetryNoPayloadParams{Body: product})))
	reads(t, "LROErrorDeleteNoLocation", `{}`)(wait(c.BeginDelete204Succeeded(none)))
	refused(t, "LROErrorPostNoLocation", "")(wait(c.BeginPost202NoLocation(none, api.LROSADsPost202NoLocationParams{Body: product})))
}

func TestLROThatIsNotJSON(t *testing.T) {
	c := lro(t).LROSADs
	refused(t, "LROErrorPut200InvalidJson", "")(wait(c.BeginPut200InvalidJSON(none, api.LROSADsPut200InvalidJSONParams{Body: product})))
	refused(t, "LROErrorPutAsyncInvalidJsonPolling", "")(wait(c.BeginPutAsyncRelativeRetryInvalidJSONPolling(none,
		api.PutLROSADAsyncRelativeRetryInvalidJSONPollingParams{Body: product})))
	refused(t, "LROErrorDeleteAsyncInvalidJsonPolling", "")(wait(c.BeginDeleteAsyncRelativeRetryInvalidJSONPolling(none)))
	refused(t, "LROErrorPostAsyncInvalidJsonPolling", "")(wait(c.BeginPostAsyncRelativeRetryInvalidJSONPolling(none,
		api.PostLROSADAsyncRelativeRetryInvalidJSONPollingParams{Body: product})))
}

func TestLROWithLinksThatAreNone(t *testing.T) {
	c := lro(t).LROSADs
	refused(t, "LROErrorPutAsyncInvalidHeader", "")(
		wait(c.BeginPutAsyncRelativeRetryInvalidHeader(none, api.PutLROSADAsyncRelativeRetryInvalidHeaderParams{Body: product})))
	refused(t, "LROErrorDelete202RetryInvalidHeader", "")(wait(c.BeginDelete202RetryInvalidHeader(none)))
	refused(t, "LROErrorDeleteAsyncInvalidHeader", "")(wait(c.BeginDeleteAsyncRelativeRetryInvalidHeader(none)))
	refused(t, "LROErrorPost202RetryInvalidHeader", "")(
		wait(c.BeginPost202RetryInvalidHeader(none, api.LROSADsPost202RetryInvalidHeaderParams{Body: product})))
	refused(t, "LROErrorPostAsyncInvalidHeader", "")(
		wait(c.BeginPostAsyncRelativeRetryInvalidHeader(none, api.PostLROSADAsyncRelativeRetryInvalidHeaderParams{Body: product})))
}

// hosted makes a client whose host is a template; the server listens on one host, so the account
// and the host make its name together.
func TestLROOfHostInParts(t *testing.T) {
	c, err := endpoints.NewClient("local", options()...)
	if err != nil {
		t.Fatal(err)
	}
	reads(t, "LROParameterizedEndpoint", `"success"`)(wait(c.BeginPollWithParameterizedEndpoints(none)))
	got, err := wait(c.BeginPollWithConstantParameterizedEndpoints(none))
	reads(t, "LROConstantParameterizedPost", `"success"`)(got, err)
	reads(t, "LROConstantParameterizedGet", `"success"`)(got, err)
}
