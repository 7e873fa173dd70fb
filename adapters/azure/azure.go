// Package azure has what clients of Azure's Resource Manager need beyond what every service does:
// where the clouds are, tokens of auxiliary tenants, and the registration of resource providers.
//
//	cloud := azure.Government()
//	token := adapter.Tokens(cred, cloud.Audience) // adapters/azidentity
//	client, err := azureml.NewClient(azureml.NewTokenCredential(token),
//		azureml.WithEndpoint(cloud.ResourceManager),
//		azureml.WithCallPolicy(azure.RegisterProviders()))
//
// It is a module of its own that needs the standard library alone: policies are functions from one
// [http.RoundTripper] to another, which every generated package takes.
package azure

import "net/http"

// Policy is what a generated package's WithCallPolicy and WithTryPolicy take.
type Policy = func(next http.RoundTripper) http.RoundTripper

// Cloud is where one of Azure's clouds is.
type Cloud struct {
	// Authority is where tokens come from.
	Authority string
	// ResourceManager is the endpoint of the Resource Manager, for WithEndpoint.
	ResourceManager string
	// Audience is what tokens for the Resource Manager are for.
	Audience string
}

// Public is the cloud that most people mean by Azure.
func Public() Cloud {
	return Cloud{
		Authority:       "https://login.microsoftonline.com/",
		ResourceManager: "https://management.azure.com",
		Audience:        "https://management.azure.com",
	}
}

// Government is the cloud of the government of the United States.
func Government() Cloud {
	return Cloud{
		Authority:       "https://login.microsoftonline.us/",
		ResourceManager: "https://management.usgovcloudapi.net",
		Audience:        "https://management.core.usgovcloudapi.net",
	}
}

// China is the cloud in China, which 21Vianet runs.
func China() Cloud {
	return Cloud{
		Authority:       "https://login.chinacloudapi.cn/",
		ResourceManager: "https://management.chinacloudapi.cn",
		Audience:        "https://management.core.chinacloudapi.cn",
	}
}

// sender is a function that sends requests.
type sender func(*http.Request) (*http.Response, error)

// RoundTrip calls the function.
func (s sender) RoundTrip(req *http.Request) (*http.Response, error) { return s(req) }
