package operation

import (
	"strings"
	"testing"
)

// Each row is an operation as documents really write it, and what a person would call it.
func TestNameOperation(t *testing.T) {
	tests := []struct {
		id, tag, method, path string
		group, name, base     string
	}{
		// Azure: the identifier says it all.
		{"BatchDeployments_List", "", "GET", "/x", "BatchDeployments", "List", "ListBatchDeployments"},
		{"BatchDeployments_Update", "Batch Deployments", "PATCH", "/x", "BatchDeployments", "Update", "UpdateBatchDeployment"},
		{"Tasks_GetTask", "Tasks", "GET", "/x", "Tasks", "Get", "GetTask"},
		{"Clusters_ListByResourceGroup", "", "GET", "/x", "Clusters", "ListByResourceGroup", "ListClustersByResourceGroup"},
		{"Clusters_CreateOrUpdate", "", "PUT", "/x", "Clusters", "CreateOrUpdate", "CreateOrUpdateCluster"},
		{"Namespaces_ListAuthorizationRules", "", "GET", "/x", "Namespaces", "ListAuthorizationRules", "ListNamespaceAuthorizationRules"},
		{"PathParameters_Explicit", "", "GET", "/x", "PathParameters", "Explicit", "PathParametersExplicit"},
		{"IotHubResource_Delete", "DELETE", "DELETE", "/x", "IotHubResource", "Delete", "DeleteIotHubResource"},
		{"dictionary_getNull", "", "GET", "/x", "Dictionary", "GetNull", "GetDictionaryNull"},
		{"Standard_primitive_5", "", "GET", "/x", "Standard", "Primitive5", "StandardPrimitive5"},
		{"GetKeyValue", "", "GET", "/x", "", "GetKeyValue", "GetKeyValue"},
		{"Query_QueryTwins", "Query", "POST", "/x", "Query", "QueryTwins", "QueryTwins"},
		{"ConfidentialLedger_GetLedgerEntries", "", "GET", "/x", "ConfidentialLedger", "GetLedgerEntries", "GetConfidentialLedgerEntries"},
		{"ChatThread_SendChatMessage", "Messages", "POST", "/x", "ChatThread", "SendChatMessage", "SendChatThreadMessage"},
		{"Compute_Restart", "", "POST", "/x", "Compute", "Restart", "RestartCompute"},
		{"Workspaces_Diagnose", "", "POST", "/x", "Workspaces", "Diagnose", "DiagnoseWorkspace"},
		{"Workspaces_ResyncKeys", "", "POST", "/x", "Workspaces", "ResyncKeys", "ResyncWorkspaceKeys"},
		{"Keys_ListKeys", "", "POST", "/x", "Keys", "List", "ListKeys"},
		{"VirtualMachines_Reapply", "", "POST", "/x", "VirtualMachines", "Reapply", "ReapplyVirtualMachine"},
		{"Galleries_Generalize", "", "POST", "/x", "Galleries", "Generalize", "GeneralizeGallery"},
		{"Devices_Search", "", "GET", "/x", "Devices", "Search", "SearchDevices"},
		// Other ways to name the group.
		{"repos/list-for-org", "repos", "GET", "/x", "Repos", "ListForOrg", "ListReposForOrg"},
		{"plans.create", "plans", "POST", "/x", "Plans", "Create", "CreatePlan"},
		{"v1.endpoint.get-headers", "Endpoint", "GET", "/x", "Endpoint", "GetHeaders", "GetEndpointHeaders"},
		{"account.settings.get", "", "GET", "/x", "AccountSettings", "Get", "GetAccountSettings"},
		{"CorsOriginsController_createCorsOrigin", "user-management.cors-origins", "POST", "/x", "CorsOrigins", "Create", "CreateCorsOrigin"},
		// The tag names the group.
		{"listPets", "pets", "GET", "/x", "Pets", "List", "ListPets"},
		{"get_my_application", "", "GET", "/x", "", "GetMyApplication", "GetMyApplication"},
		{"card_retrieve", "Cards", "GET", "/x", "Cards", "Retrieve", "RetrieveCard"},
		{"companiesAll", "Companies", "GET", "/x", "Companies", "All", "CompaniesAll"},
		{"admin_apps_approve", "admin.apps", "POST", "/x", "AdminApps", "Approve", "ApproveAdminApp"},
		{"GET_mail_settings", "Settings - Mail", "GET", "/x", "SettingsMail", "GetMailSettings", "GetMailSettings"},
		{"Create an Attachment Action", "Attachment Actions", "POST", "/x", "AttachmentActions", "CreateAnAttachmentAction", "CreateAnAttachmentAction"},
		{"cancel-embed-job", "/embed-jobs", "POST", "/x", "EmbedJobs", "Cancel", "CancelEmbedJob"},
		// The group's words go, behind the verb too; a plural that makes a difference stays.
		{"ListCustomers", "Customers", "GET", "/x", "Customers", "List", "ListCustomers"},
		{"getCustomer", "Customers", "GET", "/x", "Customers", "Get", "GetCustomer"},
		{"getCustomers", "Customers", "GET", "/x", "Customers", "GetCustomers", "GetCustomers"},
		{"getCustomerById", "Customers", "GET", "/x", "Customers", "GetByID", "GetCustomerByID"},
		{"createCustomerOrder", "Customers", "POST", "/x", "Customers", "CreateOrder", "CreateCustomerOrder"},
		{"createOrUpdateCustomer", "Customers", "PUT", "/x", "Customers", "CreateOrUpdate", "CreateOrUpdateCustomer"},
		{"Customers_ListCustomers", "", "GET", "/x", "Customers", "List", "ListCustomers"},
		{"getCustomersSummary", "Customers", "GET", "/x", "Customers", "GetSummary", "GetCustomersSummary"},
		{"databases_get_cluster", "Databases", "GET", "/x", "Databases", "GetCluster", "GetDatabaseCluster"},
		{"Pull Request Threads_Get", "Pull Request Threads", "GET", "/x", "PullRequestThreads", "Get", "GetPullRequestThread"},
		{"charts_history", "Charts", "GET", "/x", "Charts", "History", "ChartsHistory"},
		// What a framework appended goes.
		{"list_models_v1_models_get", "models", "GET", "/v1/models", "Models", "List", "ListModels"},
		{"get_tasks_v1_x__id__tasks_get", "", "GET", "/v1/x/{id}/tasks", "", "GetTasks", "GetTasks"},
		// No identifier that could be read: the path.
		{"", "", "GET", "/users", "", "GetUsers", "GetUsers"},
		{"", "", "GET", "/users/{id}", "", "GetUser", "GetUser"},
		{"", "", "POST", "/users", "", "CreateUser", "CreateUser"},
		{"", "", "POST", "/users/{id}/activate", "", "ActivateUser", "ActivateUser"},
		{"", "", "DELETE", "/api/v2/orgs/{org}/members/{name}", "", "DeleteOrgMember", "DeleteOrgMember"},
		{"", "", "GET", "/{comicId}/info.0.json", "", "GetComicIDInfo0", "GetComicIDInfo0"},
		{"/businesses/{id}/reviews", "", "GET", "/businesses/{id}/reviews", "", "GetBusinessReviews", "GetBusinessReviews"},
		{"  ", "pet", "POST", "/pet", "Pet", "Post", "PostPet"},
	}
	for _, tt := range tests {
		var tags []string
		if tt.tag != "" {
			tags = []string{tt.tag}
		}
		n := nameOperation(tt.id, "", tags, tt.method, tt.path)
		base := n.typeBase(n.methods[0])
		if n.group != tt.group || n.methods[0] != tt.name || base != tt.base {
			t.Errorf("%q %s %s: got %s.%s (%s), want %s.%s (%s)", tt.id, tt.method, tt.path,
				n.group, n.methods[0], base, tt.group, tt.name, tt.base)
		}
	}
}

func TestNameOperationHonoursOverride(t *testing.T) {
	n := nameOperation("Pets_List", "listAll", nil, "GET", "/pets")
	if n.group != "Pets" || n.methods[0] != "ListAll" {
		t.Errorf("got %s.%s, want Pets.ListAll", n.group, n.methods[0])
	}
}

func TestFileName(t *testing.T) {
	for group, want := range map[string]string{
		"BatchDeployments": "batch_deployments", "ForLinux": "for_linux_client", "UnitTest": "unit_test_client",
		"Windows": "windows", "CSVForWasm": "csv_for_wasm_client", "Ünïcode": "ncode", "\u30bf\u30b9\u30af": "group", "IDs": "ids",
	} {
		got := fileName(group)
		if got != want {
			t.Errorf("fileName(%q) = %q, want %q", group, got, want)
		}
		if strings.ContainsFunc(got, func(r rune) bool { return r != '_' && (r < '0' || r > '9') && (r < 'a' || r > 'z') }) {
			t.Errorf("fileName(%q) = %q is not plain", group, got)
		}
	}
}

func TestStatuses(t *testing.T) {
	tests := []struct {
		key       string
		low, high int
		ok        bool
	}{
		{"200", 200, 200, true}, {"default", 0, 0, true}, {"4XX", 400, 499, true}, {"5xx", 500, 599, true},
		{"6XX", 0, 0, false}, {"OK", 0, 0, false}, {"99", 0, 0, false}, {"", 0, 0, false},
	}
	for _, tt := range tests {
		low, high, ok := statuses(tt.key)
		if ok != tt.ok || ok && (low != tt.low || high != tt.high) {
			t.Errorf("statuses(%q) = %d, %d, %v", tt.key, low, high, ok)
		}
	}
}
