package scenarios

import (
	"testing"
	"time"

	"github.com/armsmith/armsmith/internal/runtime"

	api "github.com/armsmith/armsmith/_autorest/lro"
)

// wait waits for what a Begin method started.
func wait[T any](op *runtime.Poller[T], err error) (*T, error) {
	if err != nil {
		return nil, err
	}
	v, err := op.Wait(none)
	return v, err
}

// lro makes a client that the server recognizes by its cookies and that repeats what fails, POST
// and PATCH included.
func lro(t *testing.T, more ...api.Option) *api.Client {
	retry := api.RetryPolicy{MaxRetries: 3, Delay: time.Millisecond, MaxDelay: time.Millisecond, RepeatUnsafe: true}
	return dial(t, api.NewClient, append(more, withCookies(t), api.WithRetry(retry))...)
}

// product is what most operations are about.
var product = &api.Product{Location: api.Some("West US")}

// hundred is what the server returns in the end, with a state or without.
const (
	hundred       = `{"id": "100", "name": "foo"}`
	hundredIsDone = `{"id": "100", "name": "foo", "properties": {"provisioningState": "Succeeded"}}`
)

func TestLROPut(t *testing.T) {
	c := lro(t).LROs
	reads(t, "LROPutInlineComplete", hundredIsDone)(wait(c.BeginPut200Succeeded(none, api.LROsPut200SucceededParams{Body: product})))
	reads(t, "LROPutInlineComplete201", hundredIsDone)(wait(c.BeginPut201Succeeded(none, api.LROsPut201SucceededParams{Body: product})))
	reads(t, "LROPut200InlineCompleteNoState", hundred)(
		wait(c.BeginPut200SucceededNoState(none, api.LROsPut200SucceededNoStateParams{Body: product})))
	reads(t, "LROPut202Retry200", hundred)(wait(c.BeginPut202Retry200(none, api.LROsPut202Retry200Params{Body: product})))
	reads(t, "LROPutSucceededWithBody", hundredIsDone)(
		wait(c.BeginPut201CreatingSucceeded200(none, api.LROsPut201CreatingSucceeded200Params{Body: product})))
	reads(t, "LROPutSucceededNoBody", hundredIsDone)(
		wait(c.BeginPut200UpdatingSucceeded204(none, api.LROsPut200UpdatingSucceeded204Params{Body: product})))
	refused(t, "LROPutFailed", "ailed")(wait(c.BeginPut201CreatingFailed200(none, api.LROsPut201CreatingFailed200Params{Body: product})))
	refused(t, "LROPutCanceled", "anceled")(
		wait(c.BeginPut200Acceptedcanceled200(none, api.LROsPut200Acceptedcanceled200Params{Body: product})))
	reads(t, "LROPutNoHeaderInRetry", hundredIsDone)(wait(c.BeginPutNoHeaderInRetry(none, api.PutLRONoHeaderInRetryParams{Body: product})))
	reads(t, "LROPutNonResourceInRetry", `{"name": "sku", "id": "100"}`)(
		wait(c.BeginPutNonResource(none, api.PutLRONonResourceParams{Body: &api.SKU{}})))
	reads(t, "LROPutSubResourceInRetry", `{"id": "100", "subresource": "sub1", "properties": {"provisioningState": "Succeeded"}}`)(
		wait(c.BeginPutSubResource(none, api.PutLROSubResourceParams{Body: &api.SubProduct{}})))
}

func TestLROPutAsync(t *testing.T) {
	c := lro(t).LROs
	reads(t, "LROPutAsyncRetrySucceeded", hundredIsDone)(
		wait(c.BeginPutAsyncRetrySucceeded(none, api.PutLROAsyncRetrySucceededParams{Body: product})))
	reads(t, "LROPutAsyncNoRetrySucceeded", hundredIsDone)(
		wait(c.BeginPutAsyncNoRetrySucceeded(none, api.PutLROAsyncNoRetrySucceededParams{Body: product})))
	refused(t, "LROPutAsyncRetryFailed", "ailed")(wait(c.BeginPutAsyncRetryFailed(none, api.PutLROAsyncRetryFailedParams{Body: product})))
	refused(t, "LROPutAsyncNoRetryCanceled", "anceled")(
		wait(c.BeginPutAsyncNoRetrycanceled(none, api.PutLROAsyncNoRetrycanceledParams{Body: product})))
	reads(t, "LROPutAsyncNoHeaderInRetry", hundredIsDone)(
		wait(c.BeginPutAsyncNoHeaderInRetry(none, api.PutLROAsyncNoHeaderInRetryParams{Body: product})))
	reads(t, "LROPutNonResourceAsyncInRetry", `{"name": "sku", "id": "100"}`)(
		wait(c.BeginPutAsyncNonResource(none, api.PutLROAsyncNonResourceParams{Body: &api.SKU{}})))
	reads(t, "LROPutSubResourceAsyncInRetry", `{"id": "100", "subresource": "sub1", "properties": {"provisioningState": "Succeeded"}}`)(
		wait(c.BeginPutAsyncSubResource(none, api.PutLROAsyncSubResourceParams{Body: &api.SubProduct{}})))
}

func TestLROPatch(t *testing.T) {
	c := lro(t).LROs
	reads(t, "LROPatchInlineCompleteIgnoreHeaders", hundred)(
		wait(c.BeginPatch200SucceededIgnoreHeaders(none, api.LROsPatch200SucceededIgnoreHeadersParams{Body: product})))
	reads(t, "LROPatch201WithAsyncHeader", `{"id": "/lro/patch/201/retry/onlyAsyncHeader", "name": "foo", "properties": {"provisioningState": "Succeeded"}}`)(
		wait(c.BeginPatch201RetryWithAsyncHeader(none, api.LROsPatch201RetryWithAsyncHeaderParams{Body: product})))
	reads(t, "LROPatch202WithAsyncAndLocationHeader", `{"id": "/lro/patch/202/retry/asyncAndLocationHeader", "name": "foo", "properties": {"provisioningState": "Succeeded"}}`)(
		wait(c.BeginPatch202RetryWithAsyncAndLocationHeader(none, api.LROsPatch202RetryWithAsyncAndLocationHeaderParams{Body: product})))
}

func TestLRODelete(t *testing.T) {
	c := lro(t).LROs
	reads(t, "LRODeleteProvisioningSucceededWithBody", hundredIsDone)(wait(c.BeginDeleteProvisioning202Accepted200Succeeded(none)))
	refused(t, "LRODeleteProvisioningFailed", "ailed")(wait(c.BeginDeleteProvisioning202DeletingFailed200(none)))
	refused(t, "LRODeleteProvisioningCanceled", "anceled")(wait(c.BeginDeleteProvisioning202Deletingcanceled200(none)))
	reads(t, "LRODeleteInlineComplete", `{}`)(wait(c.BeginDelete204Succeeded(none)))
	reads(t, "LRODelete200", `{}`)(wait(c.BeginDelete202Retry200(none)))
	reads(t, "LRODelete204", `{}`)(wait(c.BeginDelete202NoRetry204(none)))
	reads(t, "LRODeleteNoHeaderInRetry", `{}`)(wait(c.BeginDeleteNoHeaderInRetry(none)))
	reads(t, "LRODeleteAsyncNoHeaderInRetry", `{}`)(wait(c.BeginDeleteAsyncNoHeaderInRetry(none)))
	reads(t, "LRODeleteAsyncRetrySucceeded", `{}`)(wait(c.BeginDeleteAsyncRetrySucceeded(none)))
	reads(t, "LRODeleteAsyncNoRetrySucceeded", `{}`)(wait(c.BeginDeleteAsyncNoRetrySucceeded(none)))
	refused(t, "LRODeleteAsyncRetryFailed", "ailed")(wait(c.BeginDeleteAsyncRetryFailed(none)))
	refused(t, "LRODeleteAsyncRetryCanceled", "anceled")(wait(c.BeginDeleteAsyncRetrycanceled(none)))
}

func TestLROPost(t *testing.T) {
	c := lro(t).LROs
	reads(t, "LROPost200", `{"id": "1", "name": "product"}`)(wait(c.BeginPost200WithPayload(none)))
	reads(t, "LROPostSuccededWithBody", `{}`)(wait(c.BeginPost202Retry200(none, api.LROsPost202Retry200Params{Body: product})))
	reads(t, "LROPostSuccededNoBody", `{}`)(wait(c.BeginPost202NoRetry204(none, api.LROsPost202NoRetry204Params{Body: product})))
	got, err := wait(c.BeginPostDoubleHeadersFinalLocationGet(none))
	for _, scenario := range []string{
		"LROPostDoubleHeadersFinalLocationPost", "LROPostDoubleHeadersFinalLocationAsync", "LROPostDoubleHeadersFinalLocationGet",
	} {
		reads(t, scenario, hundred)(got, err)
	}
	got, err = wait(c.BeginPostDoubleHeadersFinalAzureHeaderGet(none))
	t.Run("LROPostDoubleHeadersFinalAzureHeaderGet", func(t *testing.T) {
		if err != nil || got.ID.Or("") != "100" {
			t.Errorf("%+v, %v", got, err)
		}
	})
	reads(t, "LROPostDoubleHeadersFinalAzureHeaderGetDefault", hundred)(wait(c.BeginPostDoubleHeadersFinalAzureHeaderGetDefault(none)))
	reads(t, "LROPostAndGetList", `[`+hundred+`]`)(wait(c.BeginPost202List(none)))
	reads(t, "LROPostAsyncRetrySucceeded", hundredIsDone)(
		wait(c.BeginPostAsyncRetrySucceeded(none, api.PostLROAsyncRetrySucceededParams{Body: product})))
	reads(t, "LROPostAsyncNoRetrySucceeded", hundredIsDone)(
		wait(c.BeginPostAsyncNoRetrySucceeded(none, api.PostLROAsyncNoRetrySucceededParams{Body: product})))
	refused(t, "LROPostAsyncRetryFailed", "Internal Server Error")(
		wait(c.BeginPostAsyncRetryFailed(none, api.PostLROAsyncRetryFailedParams{Body: product})))
	refused(t, "LROPostAsyncRetryCanceled", "anceled")(
		wait(c.BeginPostAsyncRetrycanceled(none, api.PostLROAsyncRetrycanceledParams{Body: product})))
}

func TestLROWithHeader(t *testing.T) {
	c := lro(t, api.WithHeader("x-ms-client-request-id", "9C4D50EE-2D56-4CD3-8152-34347DC9F2B0")).LROsCustomHeader
	reads(t, "CustomHeaderPutAsyncSucceded", hundredIsDone)(
		wait(c.BeginPutAsyncRetrySucceeded(none, api.PutLROsCustomHeaderAsyncRetrySucceededParams{Body: product})))
	reads(t, "CustomHeaderPutSucceeded", hundredIsDone)(
		wait(c.BeginPut201CreatingSucceeded200(none, api.LROsCustomHeaderPut201CreatingSucceeded200Params{Body: product})))
	reads(t, "CustomHeaderPostSucceeded", `{}`)(wait(c.BeginPost202Retry200(none, api.LROsCustomHeaderPost202Retry200Params{Body: product})))
	reads(t, "CustomHeaderPostAsyncSucceded", `{}`)(
		wait(c.BeginPostAsyncRetrySucceeded(none, api.PostLROsCustomHeaderAsyncRetrySucceededParams{Body: product})))
}
