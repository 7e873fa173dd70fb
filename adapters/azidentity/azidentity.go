// Package azidentity lets generated clients authenticate with the credentials of Azure's SDK, those
// of its package azidentity in particular: signed in with the Azure CLI, as a managed identity, as
// a service principal and so on.
//
//	cred, err := azidentity.NewDefaultAzureCredential(nil)        // Azure's package
//	token := adapter.Tokens(cred, "https://management.azure.com") // this one, imported as adapter
//	client, err := azureml.NewClient(azureml.NewTokenCredential(token))
//
// It is a module of its own, so that clients which do not need Azure's SDK never meet it. It needs
// nothing of armsmith either: what [Tokens] returns is a plain function of the type that every
// generated package calls TokenFunc.
package azidentity

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// Tokens returns a function that gets tokens from cred, to be given to NewTokenCredential of a
// generated package.
//
// resource is what the tokens are for: usually the endpoint of the service, such as
// "https://management.azure.com". It is used for scopes that are only names: a document may list
// "user_impersonation", as those of the Resource Manager do, which means nothing without a
// resource. All such scopes together become the resource's default scope, resource + "/.default",
// which is what Microsoft Entra ID grants to a program: all permissions it has been given. Scopes
// that are URIs, such as "https://batch.core.windows.net//.default", are asked for as they stand,
// and resource may then be "".
//
// Claims of a challenge (continuous access evaluation) are passed on. Errors are those of cred.
func Tokens(cred azcore.TokenCredential, resource string) func(ctx context.Context, scopes []string, claims string) (string, time.Time, error) {
	get := RefreshingTokens(cred, resource)
	return func(ctx context.Context, scopes []string, claims string) (string, time.Time, error) {
		token, expires, _, err := get(ctx, scopes, claims)
		return token, expires, err
	}
}

// RefreshingTokens is [Tokens] for NewRefreshingTokenCredential: it also says when Microsoft Entra
// ID wants to be asked for the next token, which may be long before this one expires.
func RefreshingTokens(cred azcore.TokenCredential, resource string) func(ctx context.Context, scopes []string, claims string) (token string, expires, refreshOn time.Time, err error) {
	return func(ctx context.Context, scopes []string, claims string) (string, time.Time, time.Time, error) {
		absolute, err := resolve(scopes, resource)
		if err != nil {
			return "", time.Time{}, time.Time{}, err
		}
		token, err := cred.GetToken(ctx, policy.TokenRequestOptions{Scopes: absolute, Claims: claims, EnableCAE: true})
		if err != nil {
			return "", time.Time{}, time.Time{}, fmt.Errorf("azidentity: %w", err)
		}
		return token.Token, token.ExpiresOn, token.RefreshOn, nil
	}
}

// resolve returns the scopes to ask for: URIs as they are, and one default scope of the resource
// for all names.
func resolve(scopes []string, resource string) ([]string, error) {
	var out []string
	for _, scope := range scopes {
		if !strings.Contains(scope, ":") { // a URI has a scheme: https://..., api://...
			if resource == "" {
				return nil, fmt.Errorf("azidentity: the scope %q is no URI: give Tokens the resource that it is of, such as https://management.azure.com", scope)
			}
			scope = defaultScope(resource)
		}
		if !slices.Contains(out, scope) {
			out = append(out, scope)
		}
	}
	if len(out) == 0 { // the document names none
		if resource == "" {
			return nil, errors.New("azidentity: the document names no scope: give Tokens the resource, such as https://management.azure.com")
		}
		out = []string{defaultScope(resource)}
	}
	return out, nil
}

func defaultScope(resource string) string { return strings.TrimSuffix(resource, "/") + "/.default" }
