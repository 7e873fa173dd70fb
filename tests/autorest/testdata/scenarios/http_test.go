package scenarios

import (
	"net/http"
	"net/http/cookiejar"
	"testing"
	"time"

	api "github.com/armsmith/armsmith/_autorest/httpinfrastructure"
)

func TestHTTPSuccess(t *testing.T) {
	c := dial(t, api.NewClient).HTTPSuccess
	yes := api.Some(true)
	gives(t, "HttpSuccess200Head", true)(c.Head200(none))
	gives(t, "HttpSuccess200Get", true)(c.Get200(none))
	done(t, "HttpSuccess200Put", c.Put200(none, api.HTTPSuccessPut200Params{Body: yes}))
	done(t, "HttpSuccess200Post", c.Post200(none, api.HTTPSuccessPost200Params{Body: yes}))
	done(t, "HttpSuccess200Patch", c.Patch200(none, api.HTTPSuccessPatch200Params{Body: yes}))
	done(t, "HttpSuccess200Delete", c.Delete200(none, api.HTTPSuccessDelete200Params{Body: yes}))
	done(t, "HttpSuccess201Put", c.Put201(none, api.HTTPSuccessPut201Params{Body: yes}))
	done(t, "HttpSuccess201Post", c.Post201(none, api.HTTPSuccessPost201Params{Body: yes}))
	done(t, "HttpSuccess202Put", c.Put202(none, api.HTTPSuccessPut202Params{Body: yes}))
	done(t, "HttpSuccess202Post", c.Post202(none, api.HTTPSuccessPost202Params{Body: yes}))
	done(t, "HttpSuccess202Patch", c.Patch202(none, api.HTTPSuccessPatch202Params{Body: yes}))
	done(t, "HttpSuccess202Delete", c.Delete202(none, api.HTTPSuccessDelete202Params{Body: yes}))
	gives(t, "HttpSuccess204Head", true)(c.Head204(none))
	done(t, "HttpSuccess204Put", c.Put204(none, api.HTTPSuccessPut204Params{Body: yes}))
	done(t, "HttpSuccess204Post", c.Post204(none, api.HTTPSuccessPost204Params{Body: yes}))
	done(t, "HttpSuccess204Patch", c.Patch204(none, api.HTTPSuccessPatch204Params{Body: yes}))
	done(t, "HttpSuccess204Delete", c.Delete204(none, api.HTTPSuccessDelete204Params{Body: yes}))
	gives(t, "HttpSuccess404Head", false)(c.Head404(none))
}

// A redirect that the document declares is the answer: the client returns it and does not follow.
func TestHTTPRedirect(t *testing.T) {
	c := dial(t, api.NewClient).HTTPRedirects
	yes := api.Some(true)
	status := func(scenario string, want int) func(int, error) { return gives(t, scenario, want) }
	{
		r, err := c.Head300(none)
		status("HttpRedirect300Head", 300)(valueOf(r, func() int { return r.StatusCode }), err)
	}
	rejected(t, "HttpRedirect300Get", 300, c.Get300(none))
	{
		r, err := c.Head301(none)
		status("HttpRedirect301Head", 301)(valueOf(r, func() int { return r.StatusCode }), err)
	}
	{
		r, err := c.Get301(none)
		status("HttpRedirect301Get", 301)(valueOf(r, func() int { return r.StatusCode }), err)
	}
	{
		r, err := c.Put301(none, api.HTTPRedirectsPut301Params{Body: yes})
		gives(t, "HttpRedirect301Put", api.Some("/http/failure/500"))(valueOf(r, func() api.Optional[string] { return r.Location }), err)
	}
	{
		r, err := c.Head302(none)
		status("HttpRedirect302Head", 302)(valueOf(r, func() int { return r.StatusCode }), err)
	}
	{
		r, err := c.Get302(none)
		status("HttpRedirect302Get", 302)(valueOf(r, func() int { return r.StatusCode }), err)
	}
	{
		r, err := c.Patch302(none, api.HTTPRedirectsPatch302Params{Body: yes})
		gives(t, "HttpRedirect302Patch", api.Some("/http/failure/500"))(valueOf(r, func() api.Optional[string] { return r.Location }), err)
	}
	{
		r, err := c.Post303(none, api.HTTPRedirectsPost303Params{Body: yes})
		status("HttpRedirect303Post", 303)(valueOf(r, func() int { return r.StatusCode }), err)
	}
}

func TestHTTPRedirect307(t *testing.T) {
	c := dial(t, api.NewClient).HTTPRedirects
	yes := api.Some(true)
	{
		r, err := c.Head307(none)
		gives(t, "HttpRedirect307Head", 307)(valueOf(r, func() int { return r.StatusCode }), err)
	}
	{
		r, err := c.Get307(none)
		gives(t, "HttpRedirect307Get", 307)(valueOf(r, func() int { return r.StatusCode }), err)
	}
	{
		r, err := c.Options307(none)
		gives(t, "HttpRedirect307Options", 307)(valueOf(r, func() int { return r.StatusCode }), err)
	}
	{
		r, err := c.Put307(none, api.HTTPRedirectsPut307Params{Body: yes})
		gives(t, "HttpRedirect307Put", 307)(valueOf(r, func() int { return r.StatusCode }), err)
	}
	{
		r, err := c.Patch307(none, api.HTTPRedirectsPatch307Params{Body: yes})
		gives(t, "HttpRedirect307Patch", 307)(valueOf(r, func() int { return r.StatusCode }), err)
	}
	{
		r, err := c.Post307(none, api.HTTPRedirectsPost307Params{Body: yes})
		gives(t, "HttpRedirect307Post", 307)(valueOf(r, func() int { return r.StatusCode }), err)
	}
	{
		r, err := c.Delete307(none, api.HTTPRedirectsDelete307Params{Body: yes})
		gives(t, "HttpRedirect307Delete", 307)(valueOf(r, func() int { return r.StatusCode }), err)
	}
}

func TestHTTPFailure(t *testing.T) {
	c := dial(t, api.NewClient)
	yes := api.Some(true)
	client := c.HTTPClientFailure
	answered(t, "HttpClientFailure400Head", 400)(client.Head400(none))
	answered(t, "HttpClientFailure400Get", 400)(client.Get400(none))
	answered(t, "HttpClientFailure400Options", 400)(client.Options400(none))
	answered(t, "HttpClientFailure400Put", 400)(client.Put400(none, api.HTTPClientFailurePut400Params{Body: yes}))
	answered(t, "HttpClientFailure400Post", 400)(client.Post400(none, api.HTTPClientFailurePost400Params{Body: yes}))
	answered(t, "HttpClientFailure400Patch", 400)(client.Patch400(none, api.HTTPClientFailurePatch400Params{Body: yes}))
	answered(t, "HttpClientFailure400Delete", 400)(client.Delete400(none, api.HTTPClientFailureDelete400Params{Body: yes}))
	answered(t, "HttpClientFailure401Head", 401)(client.Head401(none))
	answered(t, "HttpClientFailure402Get", 402)(client.Get402(none))
	answered(t, "HttpClientFailure403Get", 403)(client.Get403(none))
	answered(t, "HttpClientFailure403Options", 403)(client.Options403(none))
	answered(t, "HttpClientFailure404Put", 404)(client.Put404(none, api.HTTPClientFailurePut404Params{Body: yes}))
	answered(t, "HttpClientFailure405Patch", 405)(client.Patch405(none, api.HTTPClientFailurePatch405Params{Body: yes}))
	answered(t, "HttpClientFailure406Post", 406)(client.Post406(none, api.HTTPClientFailurePost406Params{Body: yes}))
	answered(t, "HttpClientFailure407Delete", 407)(client.Delete407(none, api.HTTPClientFailureDelete407Params{Body: yes}))
	answered(t, "HttpClientFailure409Put", 409)(client.Put409(none, api.HTTPClientFailurePut409Params{Body: yes}))
	answered(t, "HttpClientFailure410Head", 410)(client.Head410(none))
	answered(t, "HttpClientFailure411Get", 411)(client.Get411(none))
	answered(t, "HttpClientFailure412Get", 412)(client.Get412(none))
	answered(t, "HttpClientFailure412Options", 412)(client.Options412(none))
	answered(t, "HttpClientFailure413Put", 413)(client.Put413(none, api.HTTPClientFailurePut413Params{Body: yes}))
	answered(t, "HttpClientFailure414Patch", 414)(client.Patch414(none, api.HTTPClientFailurePatch414Params{Body: yes}))
	answered(t, "HttpClientFailure415Post", 415)(client.Post415(none, api.HTTPClientFailurePost415Params{Body: yes}))
	answered(t, "HttpClientFailure416Get", 416)(client.Get416(none))
	answered(t, "HttpClientFailure417Delete", 417)(client.Delete417(none, api.HTTPClientFailureDelete417Params{Body: yes}))
	answered(t, "HttpClientFailure429Head", 429)(client.Head429(none))
	server := c.HTTPServerFailure
	answered(t, "HttpServerFailure501Head", 501)(server.Head501(none))
	answered(t, "HttpServerFailure501Get", 501)(server.Get501(none))
	answered(t, "HttpServerFailure505Post", 505)(server.Post505(none, api.HTTPServerFailurePost505Params{Body: yes}))
	answered(t, "HttpServerFailure505Delete", 505)(server.Delete505(none, api.HTTPServerFailureDelete505Params{Body: yes}))
	refused(t, "ResponsesScenarioEmptyErrorBody", "400")(c.HTTPFailure.GetEmptyError(none))
	refused(t, "ResponsesScenarioNoModelErrorBody", "NoErrorModel")(c.HTTPFailure.GetNoModelError(none))
	refused(t, "ResponsesScenarioNoModelEmptyBody", "400")(c.HTTPFailure.GetNoModelEmpty(none))
}

// The server knows a second try by a cookie, so the client has a jar.
func TestHTTPRetry(t *testing.T) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	unsafe := api.RetryPolicy{MaxRetries: 2, Delay: time.Millisecond, MaxDelay: time.Millisecond, RepeatUnsafe: true}
	c := dial(t, api.NewClient, api.WithHTTPClient(&http.Client{Jar: jar}), api.WithRetry(unsafe)).HTTPRetry
	yes := api.Some(true)
	gives(t, "HttpRetry408Head", true)(c.Head408(none))
	done(t, "HttpRetry500Put", c.Put500(none, api.HTTPRetryPut500Params{Body: yes}))
	done(t, "HttpRetry500Patch", c.Patch500(none, api.HTTPRetryPatch500Params{Body: yes}))
	done(t, "HttpRetry502Get", c.Get502(none))
	_, err = c.Options502(none)
	done(t, "HttpRetry502Options", err)
	done(t, "HttpRetry503Post", c.Post503(none, api.HTTPRetryPost503Params{Body: yes}))
	done(t, "HttpRetry503Delete", c.Delete503(none, api.HTTPRetryDelete503Params{Body: yes}))
	done(t, "HttpRetry504Put", c.Put504(none, api.HTTPRetryPut504Params{Body: yes}))
	done(t, "HttpRetry504Patch", c.Patch504(none, api.HTTPRetryPatch504Params{Body: yes}))
}
