package operation

import (
	"net/url"
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// resourceManagers are the hosts of Azure Resource Manager in its clouds. Documents of resource
// providers name one of them, and often leave out how to sign in, which is the same for all.
var resourceManagers = []string{"management.azure.com", "management.usgovcloudapi.net", "management.chinacloudapi.cn"}

// isResourceManager reports whether a server is Azure's Resource Manager.
func isResourceManager(template string) bool {
	u, err := url.Parse(template)
	return err == nil && slices.Contains(resourceManagers, strings.ToLower(u.Hostname()))
}

// armSecurity is what the Resource Manager asks of each call, as the documents say that say it.
func armSecurity() (*model.SecurityScheme, model.SecurityRequired) {
	scheme := &model.SecurityScheme{ID: "azure_auth", Kind: model.SecurityOAuth2, Doc: "A token of Microsoft Entra ID",
		Scopes: []model.Scope{{Name: "user_impersonation", Doc: "impersonate your user account"}}}
	return scheme, model.SecurityRequired{{Scheme: scheme, Scopes: []string{"user_impersonation"}}}
}
