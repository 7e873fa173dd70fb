// Package azure has what clients of Azure's Resource Manager need beyond what every service does:
// where the clouds are, tokens of auxiliary tenants, the registration of resource providers,
// identifiers of calls, and how many requests are left.
//
//	cloud, err := azure.FromEnvironment(ctx, nil) // or azure.Government()
//	token := adapter.Tokens(cred, cloud.Audience) // adapters/azidentity
//	client, err := azureml.NewClient(azureml.NewTokenCredential(token),
//		azureml.WithEndpoint(cloud.ResourceManager),
//		azureml.WithCallPolicy(azure.RequestIDs()),
//		azureml.WithCallPolicy(azure.RegisterProviders()),
//		azureml.WithTryPolicy(azure.Pace()))
//
// It is a module of its own that needs the standard library alone: policies are functions from one
// [http.RoundTripper] to another, which every generated package takes.
package azure

import "net/http"

// Policy is what a generated package's WithCallPolicy and WithTryPolicy take.
type Policy = func(next http.RoundTripper) http.RoundTripper

// sender is a function that sends requests.
type sender func(*http.Request) (*http.Response, error)

// RoundTrip calls the function.
func (s sender) RoundTrip(req *http.Request) (*http.Response, error) { return s(req) }
