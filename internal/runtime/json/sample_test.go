package json_test

import (
	encjson "encoding/json"
	"unsafe"

	"github.com/armsmith/armsmith/internal/runtime/json"
	"github.com/armsmith/armsmith/internal/runtime/value"
)

// This file is what the generator writes for a page of batch deployments, by hand: the form that
// the package is made for.

type (
	page struct {
		NextLink value.Optional[string]
		Value    []deployment
		Extra    value.Members
	}
	deployment struct {
		ID, Name, Type value.Optional[string]
		Identity       *identity
		Kind           value.Optional[string]
		Location       string
		Properties     deploymentProperties
		SKU            *sku
		SystemData     *systemData
		Tags           map[string]string
		Extra          value.Members
	}
	identity struct {
		PrincipalID, TenantID value.Optional[string]
		Type                  identityType
		UserAssigned          map[string]*userIdentity
		Extra                 value.Members
	}
	identityType string
	userIdentity struct {
		ClientID, PrincipalID value.Optional[string]
		Extra                 value.Members
	}
	deploymentProperties struct {
		CodeConfiguration       *codeConfiguration
		Compute                 value.Optional[string]
		DeploymentConfiguration encjson.RawMessage
		Description             value.Optional[string]
		EnvironmentID           value.Optional[string]
		EnvironmentVariables    map[string]string
		ErrorThreshold          value.Optional[int32]
		LoggingLevel            value.Optional[identityType]
		MaxConcurrencyPerInst   value.Optional[int32]
		MiniBatchSize           value.Optional[int64]
		Model                   assetReference
		OutputAction            value.Optional[identityType]
		OutputFileName          value.Optional[string]
		Properties              map[string]string
		ProvisioningState       value.Optional[identityType]
		Resources               *resources
		RetrySettings           *retrySettings
		Extra                   value.Members
	}
	codeConfiguration struct {
		CodeID        value.Optional[string]
		ScoringScript string
		Extra         value.Members
	}
	resources struct {
		InstanceCount value.Optional[int32]
		InstanceType  value.Optional[string]
		Properties    map[string]encjson.RawMessage
		Extra         value.Members
	}
	retrySettings struct {
		MaxRetries value.Optional[int32]
		Timeout    value.Optional[value.Duration]
		Extra      value.Members
	}
	sku struct {
		Capacity value.Optional[int32]
		Family   value.Optional[string]
		Name     string
		Size     value.Optional[string]
		Tier     value.Optional[identityType]
		Extra    value.Members
	}
	systemData struct {
		CreatedAt          value.Optional[value.Time]
		CreatedBy          value.Optional[string]
		CreatedByType      value.Optional[identityType]
		LastModifiedAt     value.Optional[value.Time]
		LastModifiedBy     value.Optional[string]
		LastModifiedByType value.Optional[identityType]
		Extra              value.Members
	}
	assetReference interface {
		json.Typed
		isAssetReference()
	}
	idReference struct {
		AssetID       string
		ReferenceType identityType
		Extra         value.Members
	}
	dataPathReference struct {
		DatastoreID, Path value.Optional[string]
		ReferenceType     identityType
		Extra             value.Members
	}
	outputPathReference struct {
		JobID, Path   value.Optional[string]
		ReferenceType identityType
		Extra         value.Members
	}
	unknownReference struct {
		ReferenceType string
		Raw           encjson.RawMessage
	}
)

func (*idReference) isAssetReference()         {}
func (*dataPathReference) isAssetReference()   {}
func (*outputPathReference) isAssetReference() {}
func (*unknownReference) isAssetReference()    {}

func (*unknownReference) JSONType() *json.Type { return &typeUnknownReference }

var typeUnknownReference = json.Type{Kind: json.KindUnknown, Self: (*unknownReference)(nil), Of: &typeAssetReference,
	Unknown: &json.Unknown{Key: `,"referenceType":`, Tag: unsafe.Offsetof(unknownReference{}.ReferenceType), Raw: unsafe.Offsetof(unknownReference{}.Raw)}}

var typeAssetReference = json.Type{Kind: json.KindUnion, Self: (*assetReference)(nil), Union: &json.Union{
	Property: "referenceType",
	Variants: []json.Variant{
		{Values: []string{"Id"}, Of: (*idReference)(nil)},
		{Values: []string{"DataPath"}, Of: (*dataPathReference)(nil)},
		{Values: []string{"OutputPath"}, Of: (*outputPathReference)(nil)},
	},
	As:      &[]assetReference{(*idReference)(nil), (*dataPathReference)(nil), (*outputPathReference)(nil), (*unknownReference)(nil)},
	Unknown: (*unknownReference)(nil),
}}

func (*page) JSONType() *json.Type { return &typePage }

var typePage = json.Type{Kind: json.KindStruct, Slot: 1, Self: (*page)(nil), Extra: unsafe.Offsetof(page{}.Extra) + 1, Fields: []json.Field{
	{Key: `,"nextLink":`, At: unsafe.Offsetof(page{}.NextLink), Kind: json.KindOptText},
	{Key: `,"value":`, At: unsafe.Offsetof(page{}.Value), Kind: json.KindList, Of: (*deployment)(nil)},
}}

func (*deployment) JSONType() *json.Type { return &typeDeployment }

var typeDeployment = json.Type{Kind: json.KindStruct, Slot: 2, Self: (*deployment)(nil), Extra: unsafe.Offsetof(deployment{}.Extra) + 1, Required: 0x28, Fields: []json.Field{
	{Key: `,"id":`, At: unsafe.Offsetof(deployment{}.ID), Kind: json.KindOptText},
	{Key: `,"identity":`, At: unsafe.Offsetof(deployment{}.Identity), Kind: json.KindPtr, Of: (*identity)(nil)},
	{Key: `,"kind":`, At: unsafe.Offsetof(deployment{}.Kind), Kind: json.KindOptText},
	{Key: `,"location":`, At: unsafe.Offsetof(deployment{}.Location), Kind: json.KindText},
	{Key: `,"name":`, At: unsafe.Offsetof(deployment{}.Name), Kind: json.KindOptText},
	{Key: `,"properties":`, At: unsafe.Offsetof(deployment{}.Properties), Kind: json.KindStruct, Of: (*deploymentProperties)(nil)},
	{Key: `,"sku":`, At: unsafe.Offsetof(deployment{}.SKU), Kind: json.KindPtr, Of: (*sku)(nil)},
	{Key: `,"systemData":`, At: unsafe.Offsetof(deployment{}.SystemData), Kind: json.KindPtr, Of: (*systemData)(nil)},
	{Key: `,"tags":`, At: unsafe.Offsetof(deployment{}.Tags), Kind: json.KindMap, Of: &json.Scalars[json.KindText]},
	{Key: `,"type":`, At: unsafe.Offsetof(deployment{}.Type), Kind: json.KindOptText},
}}

func (*identity) JSONType() *json.Type { return &typeIdentity }

var typeIdentity = json.Type{Kind: json.KindStruct, Slot: 3, Self: (*identity)(nil), Extra: unsafe.Offsetof(identity{}.Extra) + 1, Required: 0x4, Fields: []json.Field{
	{Key: `,"principalId":`, At: unsafe.Offsetof(identity{}.PrincipalID), Kind: json.KindOptText},
	{Key: `,"tenantId":`, At: unsafe.Offsetof(identity{}.TenantID), Kind: json.KindOptText},
	{Key: `,"type":`, At: unsafe.Offsetof(identity{}.Type), Kind: json.KindText},
	{Key: `,"userAssignedIdentities":`, At: unsafe.Offsetof(identity{}.UserAssigned), Kind: json.KindMap, Of: &json.Type{Kind: json.KindPtr, Self: (**userIdentity)(nil), Of: (*userIdentity)(nil)}},
}}

func (*userIdentity) JSONType() *json.Type { return &typeUserIdentity }

var typeUserIdentity = json.Type{Kind: json.KindStruct, Slot: 4, Self: (*userIdentity)(nil), Extra: unsafe.Offsetof(userIdentity{}.Extra) + 1, Fields: []json.Field{
	{Key: `,"clientId":`, At: unsafe.Offsetof(userIdentity{}.ClientID), Kind: json.KindOptText},
	{Key: `,"principalId":`, At: unsafe.Offsetof(userIdentity{}.PrincipalID), Kind: json.KindOptText},
}}

func (*deploymentProperties) JSONType() *json.Type { return &typeDeploymentProperties }

var typeDeploymentProperties = json.Type{Kind: json.KindStruct, Slot: 5, Self: (*deploymentProperties)(nil), Extra: unsafe.Offsetof(deploymentProperties{}.Extra) + 1, Fields: []json.Field{
	{Key: `,"codeConfiguration":`, At: unsafe.Offsetof(deploymentProperties{}.CodeConfiguration), Kind: json.KindPtr, Of: (*codeConfiguration)(nil)},
	{Key: `,"compute":`, At: unsafe.Offsetof(deploymentProperties{}.Compute), Kind: json.KindOptText},
	{Key: `,"deploymentConfiguration":`, At: unsafe.Offsetof(deploymentProperties{}.DeploymentConfiguration), Kind: json.KindRaw},
	{Key: `,"description":`, At: unsafe.Offsetof(deploymentProperties{}.Description), Kind: json.KindOptText},
	{Key: `,"environmentId":`, At: unsafe.Offsetof(deploymentProperties{}.EnvironmentID), Kind: json.KindOptText},
	{Key: `,"environmentVariables":`, At: unsafe.Offsetof(deploymentProperties{}.EnvironmentVariables), Kind: json.KindMap, Of: &json.Scalars[json.KindText]},
	{Key: `,"errorThreshold":`, At: unsafe.Offsetof(deploymentProperties{}.ErrorThreshold), Kind: json.KindOptInt32},
	{Key: `,"loggingLevel":`, At: unsafe.Offsetof(deploymentProperties{}.LoggingLevel), Kind: json.KindOptText},
	{Key: `,"maxConcurrencyPerInstance":`, At: unsafe.Offsetof(deploymentProperties{}.MaxConcurrencyPerInst), Kind: json.KindOptInt32},
	{Key: `,"miniBatchSize":`, At: unsafe.Offsetof(deploymentProperties{}.MiniBatchSize), Kind: json.KindOptInt64},
	{Key: `,"model":`, At: unsafe.Offsetof(deploymentProperties{}.Model), Kind: json.KindUnion, Of: &typeAssetReference},
	{Key: `,"outputAction":`, At: unsafe.Offsetof(deploymentProperties{}.OutputAction), Kind: json.KindOptText},
	{Key: `,"outputFileName":`, At: unsafe.Offsetof(deploymentProperties{}.OutputFileName), Kind: json.KindOptText},
	{Key: `,"properties":`, At: unsafe.Offsetof(deploymentProperties{}.Properties), Kind: json.KindMap, Of: &json.Scalars[json.KindText]},
	{Key: `,"provisioningState":`, At: unsafe.Offsetof(deploymentProperties{}.ProvisioningState), Kind: json.KindOptText},
	{Key: `,"resources":`, At: unsafe.Offsetof(deploymentProperties{}.Resources), Kind: json.KindPtr, Of: (*resources)(nil)},
	{Key: `,"retrySettings":`, At: unsafe.Offsetof(deploymentProperties{}.RetrySettings), Kind: json.KindPtr, Of: (*retrySettings)(nil)},
}}

func (*codeConfiguration) JSONType() *json.Type { return &typeCodeConfiguration }

var typeCodeConfiguration = json.Type{Kind: json.KindStruct, Slot: 6, Self: (*codeConfiguration)(nil), Extra: unsafe.Offsetof(codeConfiguration{}.Extra) + 1, Required: 0x2, Fields: []json.Field{
	{Key: `,"codeId":`, At: unsafe.Offsetof(codeConfiguration{}.CodeID), Kind: json.KindOptText},
	{Key: `,"scoringScript":`, At: unsafe.Offsetof(codeConfiguration{}.ScoringScript), Kind: json.KindText},
}}

func (*resources) JSONType() *json.Type { return &typeResources }

var typeResources = json.Type{Kind: json.KindStruct, Slot: 7, Self: (*resources)(nil), Extra: unsafe.Offsetof(resources{}.Extra) + 1, Fields: []json.Field{
	{Key: `,"instanceCount":`, At: unsafe.Offsetof(resources{}.InstanceCount), Kind: json.KindOptInt32},
	{Key: `,"instanceType":`, At: unsafe.Offsetof(resources{}.InstanceType), Kind: json.KindOptText},
	{Key: `,"properties":`, At: unsafe.Offsetof(resources{}.Properties), Kind: json.KindMap, Of: &json.Scalars[json.KindRaw]},
}}

func (*retrySettings) JSONType() *json.Type { return &typeRetrySettings }

var typeRetrySettings = json.Type{Kind: json.KindStruct, Slot: 8, Self: (*retrySettings)(nil), Extra: unsafe.Offsetof(retrySettings{}.Extra) + 1, Fields: []json.Field{
	{Key: `,"maxRetries":`, At: unsafe.Offsetof(retrySettings{}.MaxRetries), Kind: json.KindOptInt32},
	{Key: `,"timeout":`, At: unsafe.Offsetof(retrySettings{}.Timeout), Kind: json.KindOptText},
}}

func (*sku) JSONType() *json.Type { return &typeSku }

var typeSku = json.Type{Kind: json.KindStruct, Slot: 9, Self: (*sku)(nil), Extra: unsafe.Offsetof(sku{}.Extra) + 1, Required: 0x4, Fields: []json.Field{
	{Key: `,"capacity":`, At: unsafe.Offsetof(sku{}.Capacity), Kind: json.KindOptInt32},
	{Key: `,"family":`, At: unsafe.Offsetof(sku{}.Family), Kind: json.KindOptText},
	{Key: `,"name":`, At: unsafe.Offsetof(sku{}.Name), Kind: json.KindText},
	{Key: `,"size":`, At: unsafe.Offsetof(sku{}.Size), Kind: json.KindOptText},
	{Key: `,"tier":`, At: unsafe.Offsetof(sku{}.Tier), Kind: json.KindOptText},
}}

func (*systemData) JSONType() *json.Type { return &typeSystemData }

var typeSystemData = json.Type{Kind: json.KindStruct, Slot: 10, Self: (*systemData)(nil), Extra: unsafe.Offsetof(systemData{}.Extra) + 1, Fields: []json.Field{
	{Key: `,"createdAt":`, At: unsafe.Offsetof(systemData{}.CreatedAt), Kind: json.KindOptTime},
	{Key: `,"createdBy":`, At: unsafe.Offsetof(systemData{}.CreatedBy), Kind: json.KindOptText},
	{Key: `,"createdByType":`, At: unsafe.Offsetof(systemData{}.CreatedByType), Kind: json.KindOptText},
	{Key: `,"lastModifiedAt":`, At: unsafe.Offsetof(systemData{}.LastModifiedAt), Kind: json.KindOptTime},
	{Key: `,"lastModifiedBy":`, At: unsafe.Offsetof(systemData{}.LastModifiedBy), Kind: json.KindOptText},
	{Key: `,"lastModifiedByType":`, At: unsafe.Offsetof(systemData{}.LastModifiedByType), Kind: json.KindOptText},
}}

func (*idReference) JSONType() *json.Type { return &typeIdReference }

var typeIdReference = json.Type{Kind: json.KindStruct, Slot: 11, Self: (*idReference)(nil), Extra: unsafe.Offsetof(idReference{}.Extra) + 1, Required: 0x1, Fields: []json.Field{
	{Key: `,"assetId":`, At: unsafe.Offsetof(idReference{}.AssetID), Kind: json.KindText},
	{Key: `,"referenceType":`, At: unsafe.Offsetof(idReference{}.ReferenceType), Kind: json.KindConst, Of: &json.Type{Kind: json.KindText, Const: `"Id"`}},
}}

func (*dataPathReference) JSONType() *json.Type { return &typeDataPathReference }

var typeDataPathReference = json.Type{Kind: json.KindStruct, Slot: 12, Self: (*dataPathReference)(nil), Extra: unsafe.Offsetof(dataPathReference{}.Extra) + 1, Fields: []json.Field{
	{Key: `,"datastoreId":`, At: unsafe.Offsetof(dataPathReference{}.DatastoreID), Kind: json.KindOptText},
	{Key: `,"path":`, At: unsafe.Offsetof(dataPathReference{}.Path), Kind: json.KindOptText},
	{Key: `,"referenceType":`, At: unsafe.Offsetof(dataPathReference{}.ReferenceType), Kind: json.KindConst, Of: &json.Type{Kind: json.KindText, Const: `"DataPath"`}},
}}

func (*outputPathReference) JSONType() *json.Type { return &typeOutputPathReference }

var typeOutputPathReference = json.Type{Kind: json.KindStruct, Slot: 13, Self: (*outputPathReference)(nil), Extra: unsafe.Offsetof(outputPathReference{}.Extra) + 1, Fields: []json.Field{
	{Key: `,"jobId":`, At: unsafe.Offsetof(outputPathReference{}.JobID), Kind: json.KindOptText},
	{Key: `,"path":`, At: unsafe.Offsetof(outputPathReference{}.Path), Kind: json.KindOptText},
	{Key: `,"referenceType":`, At: unsafe.Offsetof(outputPathReference{}.ReferenceType), Kind: json.KindConst, Of: &json.Type{Kind: json.KindText, Const: `"OutputPath"`}},
}}
