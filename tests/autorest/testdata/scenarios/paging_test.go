package scenarios

import (
	"fmt"
	"iter"
	"net/http"
	"net/http/cookiejar"
	"testing"

	api "github.com/armsmith/armsmith/_autorest/paging"
)

// ids collects the ids of products.
func ids(products iter.Seq2[*api.Product, error]) (all []int64, err error) {
	for p, err := range products {
		if err != nil {
			return all, err
		}
		all = append(all, p.Properties.ID.Or(0))
	}
	return all, nil
}

// withCookies is a client that keeps the server's cookies: by one it knows a second try.
func withCookies(t *testing.T) api.Option {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return api.WithHTTPClient(&http.Client{Jar: jar})
}

var (
	one = []int64{1}
	two = []int64{1, 2}
	ten = []int64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
)

func TestPagingOfOnePage(t *testing.T) {
	c := dial(t, api.NewClient).Paging
	gives(t, "PagingNoItemName", one)(ids(c.GetNoItemNamePages(none).All()))
	gives(t, "PagingEmptyNextLink", one)(ids(c.GetEmptyNextLinkNamePages(none).All()))
	gives(t, "PagingNextLinkNameNull", one)(ids(c.GetNullNextLinkNamePages(none).All()))
	gives(t, "PagingSingle", one)(ids(c.GetSinglePages(none).All()))
	gives(t, "PagingSingleWithBodyParams", one)(ids(c.GetSinglePagesWithBodyParams(none,
		api.GetPagingSinglePagesWithBodyParamsParams{Body: api.BodyParam{Name: api.Some("body")}}).All()))
	gives(t, "PagingReturnModelWithXMSClientName", one)(ids(c.GetModelWithItemNameWithXMSClientName(none).All()))
	gives(t, "PagingDontSendMaxPageSize", []int64(nil))(ids(c.PageWithMaxPageSize(none, api.PagingPageWithMaxPageSizeParams{}).All()))
}

func TestPagingOfManyPages(t *testing.T) {
	c := dial(t, api.NewClient, withCookies(t)).Paging
	gives(t, "PagingFirstResponseEmpty", one)(ids(c.FirstResponseEmpty(none).All()))
	gives(t, "PagingMultiple", ten)(ids(c.GetMultiplePages(none, api.GetPagingMultiplePagesParams{}).All()))
	gives(t, "PagingMultipleWithQueryParameters", two)(
		ids(c.GetWithQueryParams(none, api.GetPagingWithQueryParamsParams{RequiredQueryParameter: 100}).All()))
	gives(t, "PagingOdataMultiple", ten)(ids(c.GetODataMultiplePages(none, api.GetPagingODataMultiplePagesParams{}).All()))
	gives(t, "PagingMultiplePath", []int64{1, 102, 103, 104, 105, 106, 107, 108, 109, 110})(
		ids(c.GetMultiplePagesWithOffset(none, api.GetPagingMultiplePagesWithOffsetParams{Offset: 100}).All()))
	gives(t, "PagingMultipleRetryFirst", ten)(ids(c.GetMultiplePagesRetryFirst(none).All()))
	gives(t, "PagingMultipleRetrySecond", []int64{1, 1, 3, 4, 5, 6, 7, 8, 9, 10})(ids(c.GetMultiplePagesRetrySecond(none).All()))
	gives(t, "PagingDuplicateParameters", one)(
		ids(c.DuplicateParams(none, api.DuplicatePagingParamsParams{Filter: api.Some("foo")}).All()))
	gives(t, "PagingWithApiVersionAppend", one)(ids(c.AppendAPIVersion(none).All()))
	gives(t, "PagingWithApiVersionReplace", one)(ids(c.ReplaceAPIVersion(none).All()))
	gives(t, "PagingFragment", ten)(
		ids(c.GetMultiplePagesFragmentNextLink(none, api.GetPagingMultiplePagesFragmentNextLinkParams{Tenant: "test_user"}, api.WithAPIVersion("1.6")).All()))
	grouped, err := ids(c.GetMultiplePagesFragmentWithGroupingNextLink(none,
		api.GetPagingMultiplePagesFragmentWithGroupingNextLinkParams{Tenant: "test_user"}, api.WithAPIVersion("1.6")).All())
	if err != nil || fmt.Sprint(grouped) != fmt.Sprint(ten) {
		t.Errorf("with a group of parameters: %v, %v", grouped, err)
	}
}

func TestPagingThatFails(t *testing.T) {
	c := dial(t, api.NewClient).Paging
	answered(t, "PagingSingleFailure", 400)(ids(c.GetSinglePagesFailure(none).All()))
	got, err := ids(c.GetMultiplePagesFailure(none).All())
	answered(t, "PagingMultipleFailure", 400)(got, err)
	if len(got) != 1 {
		t.Errorf("%v before the failure; want one", got)
	}
	answered(t, "PagingMultipleFailureUri", 404)(ids(c.GetMultiplePagesFailureURI(none).All()))
}

func TestPagingAfterLongRunningOperation(t *testing.T) {
	c := dial(t, api.NewClient).Paging
	op, err := c.BeginGetMultiplePagesLRO(none, api.GetPagingMultiplePagesLROParams{})
	if err != nil {
		t.Fatal(err)
	}
	pager, err := op.Wait(none)
	if err != nil {
		t.Fatal(err)
	}
	gives(t, "PagingMultipleLRO", ten)(ids(pager.All()))
}
