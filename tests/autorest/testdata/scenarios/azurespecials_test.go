package scenarios

import (
	"errors"
	"testing"

	"github.com/armsmith/armsmith/internal/runtime"

	groups "github.com/armsmith/armsmith/_autorest/azureparametergrouping"
	api "github.com/armsmith/armsmith/_autorest/azurespecialproperties"
	subscriptions "github.com/armsmith/armsmith/_autorest/subscriptionidapiversion"
)

const (
	subscription = "1234-5678-9012-3456"
	requestID    = "9C4D50EE-2D56-4CD3-8152-34347DC9F2B0"
)

func TestAzureSubscription(t *testing.T) {
	c := dial(t, api.NewClient, api.WithHeader("x-ms-client-request-id", requestID))
	global, local := c.SubscriptionInCredentials, c.SubscriptionInMethod
	done(t, "AzureSubscriptionMethodGlobalValid", global.PostMethodGlobalValid(none,
		api.PostSubscriptionInCredentialsMethodGlobalValidParams{SubscriptionID: subscription}))
	done(t, "AzureSubscriptionMethodGlobalNotProvidedValid", global.PostMethodGlobalNotProvidedValid(none,
		api.PostSubscriptionInCredentialsMethodGlobalNotProvidedValidParams{SubscriptionID: subscription}))
	done(t, "AzureSubscriptionPathGlobalValid", global.PostPathGlobalValid(none,
		api.PostSubscriptionInCredentialsPathGlobalValidParams{SubscriptionID: subscription}))
	done(t, "AzureSubscriptionSwaggerGlobalValid", global.PostSwaggerGlobalValid(none,
		api.PostSubscriptionInCredentialsSwaggerGlobalValidParams{SubscriptionID: subscription}))
	done(t, "AzureSubscriptionMethodLocalValid", local.PostMethodLocalValid(none,
		api.PostSubscriptionInMethodLocalValidParams{SubscriptionID: subscription}))
	done(t, "AzureSubscriptionPathLocalValid", local.PostPathLocalValid(none,
		api.PostSubscriptionInMethodPathLocalValidParams{SubscriptionID: subscription}))
	done(t, "AzureSubscriptionSwaggerLocalValid", local.PostSwaggerLocalValid(none,
		api.PostSubscriptionInMethodSwaggerLocalValidParams{SubscriptionID: subscription}))
	s := dial(t, subscriptions.NewClient)
	reads(t, "SubscriptionIdAndApiVersion", `{"name": "testgroup101", "location": "West US"}`)(
		s.Group.GetSampleResourceGroup(none, subscriptions.GetSampleResourceGroupParams{SubscriptionID: subscription, ResourceGroupName: "testgroup101"}))
}

func TestAzureAPIVersion(t *testing.T) {
	c := dial(t, api.NewClient)
	done(t, "AzureApiVersionMethodGlobalValid", c.APIVersionDefault.GetMethodGlobalValid(none))
	done(t, "AzureApiVersionMethodGlobalNotProvidedValid", c.APIVersionDefault.GetMethodGlobalNotProvidedValid(none))
	done(t, "AzureApiVersionPathGlobalValid", c.APIVersionDefault.GetPathGlobalValid(none))
	done(t, "AzureApiVersionSwaggerGlobalValid", c.APIVersionDefault.GetSwaggerGlobalValid(none))
	done(t, "AzureApiVersionMethodLocalValid", c.APIVersionLocal.GetMethodLocalValid(none))
	done(t, "AzureApiVersionMethodLocalNull", c.APIVersionLocal.GetMethodLocalNull(none, api.GetAPIVersionLocalMethodLocalNullParams{}))
	done(t, "AzureApiVersionPathLocalValid", c.APIVersionLocal.GetPathLocalValid(none))
	done(t, "AzureApiVersionSwaggerLocalValid", c.APIVersionLocal.GetSwaggerLocalValid(none))
}

func TestAzureURLsThatAreNotEncoded(t *testing.T) {
	c := dial(t, api.NewClient).SkipURLEncoding
	const path, query = "path1/path2/path3", "value1&q2=value2&q3=value3"
	done(t, "AzureMethodPathUrlEncoding", c.GetMethodPathValid(none, api.GetSkipURLEncodingMethodPathValidParams{UnencodedPathParam: path}))
	done(t, "AzurePathPathUrlEncoding", c.GetPathPathValid(none, api.GetSkipURLEncodingPathPathValidParams{UnencodedPathParam: path}))
	done(t, "AzureSwaggerPathUrlEncoding", c.GetSwaggerPathValid(none))
	done(t, "AzureMethodQueryUrlEncoding", c.GetMethodQueryValid(none, api.GetSkipURLEncodingMethodQueryValidParams{Q1: query}))
	done(t, "AzurePathQueryUrlEncoding", c.GetPathQueryValid(none, api.GetSkipURLEncodingPathQueryValidParams{Q1: query}))
	done(t, "AzureSwaggerQueryUrlEncoding", c.GetSwaggerQueryValid(none))
	done(t, "AzureMethodQueryUrlEncodingNull", c.GetMethodQueryNull(none, api.GetSkipURLEncodingMethodQueryNullParams{}))
}

func TestAzureRequestID(t *testing.T) {
	c := dial(t, api.NewClient)
	overwrite := c.SubscriptionInCredentialsOperations
	done(t, "AzureXmsRequestClientOverwrite", overwrite.XMsClientRequestIDGet(none, api.WithHeader("x-ms-client-request-id", requestID)))
	done(t, "AzureXmsRequestClientOverwriteViaParameter",
		overwrite.XMsClientRequestIDParamGet(none, api.XMsClientRequestIDParamGetParams{ClientRequestID: requestID}))
	done(t, "AzureXmsRequestClientIdNull", overwrite.XMsClientRequestIDGet(none))
	err := overwrite.XMsClientRequestIDGet(none, api.WithHeader("x-ms-client-request-id", "another"))
	t.Run("AzureRequestClientIdInError", func(t *testing.T) {
		var e *runtime.ResponseError
		if !errors.As(err, &e) || e.StatusCode != 400 || e.RequestID != "123" {
			t.Errorf("%+v", err)
		}
	})
	r, err := c.Header.CustomNamedRequestID(none, api.HeaderCustomNamedRequestIDParams{FooClientRequestID: requestID})
	gives(t, "AzureXmsCustomNamedRequestId", api.Some("123"))(valueOf(r, func() api.Optional[string] { return r.FooRequestID }), err)
	g, err := c.Header.CustomNamedRequestIDParamGrouping(none, api.HeaderCustomNamedRequestIDParamGroupingParams{FooClientRequestID: requestID})
	gives(t, "AzureXmsCustomNamedRequestIdParameterGroup", api.Some("123"))(
		valueOf(g, func() api.Optional[string] { return g.FooRequestID }), err)
	done(t, "AzureODataFilter", c.OData.GetWithFilter(none, api.GetODataWithFilterParams{
		Filter: api.Some("id gt 5 and name eq 'foo'"), Top: api.Some[int32](10), Orderby: api.Some("id"),
	}))
}

func TestAzureParameterGroups(t *testing.T) {
	c := dial(t, groups.NewClient).ParameterGrouping
	header, query := groups.Some("header"), groups.Some[int32](21)
	done(t, "postParameterGroupingRequiredParameters", c.PostRequired(none, groups.PostParameterGroupingRequiredParams{
		CustomHeader: header, Query: query, Path: "path", Body: 1234,
	}))
	done(t, "postParameterGroupingOptionalParameters",
		c.PostOptional(none, groups.PostParameterGroupingOptionalParams{CustomHeader: header, Query: query}))
	done(t, "postParameterGroupingMultipleParameterGroups", c.PostMultiParamGroups(none, groups.PostParameterGroupingMultiParamGroupsParams{
		HeaderOne: header, QueryOne: query, HeaderTwo: groups.Some("header2"), QueryTwo: groups.Some[int32](42),
	}))
	done(t, "postParameterGroupingSharedParameterGroupObject", c.PostSharedParameterGroupObject(none,
		groups.PostParameterGroupingSharedParameterGroupObjectParams{HeaderOne: header, QueryOne: query}))
	done(t, "PostParameterGroupingWithReservedWords", c.PostReservedWords(none,
		groups.PostParameterGroupingReservedWordsParams{From: groups.Some("bob"), Accept: groups.Some("yes")}))
	done(t, "PutParameterGroupingConstant", c.GroupWithConstant(none,
		groups.ParameterGroupingGroupWithConstantParams{GroupedConstant: groups.Some("foo"), GroupedParameter: groups.Some("bar")}))
}
