package json_test

import (
	encjson "encoding/json"

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
		json.Encodable
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

func (m *unknownReference) EncodeJSON(w *json.Writer) { w.Raw(m.Raw) }

func decodeAssetReference(p *assetReference, r *json.Reader) {
	if *p = nil; r.IsNull() {
		return
	}
	switch kind := r.Discriminator("referenceType"); kind {
	case "Id":
		*p = json.New(r, (*idReference).DecodeJSON)
	case "DataPath":
		*p = json.New(r, (*dataPathReference).DecodeJSON)
	case "OutputPath":
		*p = json.New(r, (*outputPathReference).DecodeJSON)
	default:
		*p = &unknownReference{kind, r.Raw()}
	}
}

var keysPage = json.Keys{Slot: 1, Names: []string{`,"nextLink":`, `,"value":`}}

func (m *page) DecodeJSON(r *json.Reader) {
	var c json.Cursor
	for c.Open(r, &keysPage, &m.Extra); c.Next(r); {
		switch c.Key {
		case 0:
			json.ReadOptString(&m.NextLink, r)
		case 1:
			json.ReadList(&m.Value, r, (*deployment).DecodeJSON)
		}
	}
}

func (m *page) EncodeJSON(w *json.Writer) {
	outer := w.Open(&m.Extra)
	json.PutOptString(w, `,"nextLink":`, &m.NextLink)
	json.PutList(w, `,"value":`, m.Value, (*deployment).EncodeJSON)
	w.Close(outer, &keysPage)
}

var keysDeployment = json.Keys{Slot: 2, Names: []string{`,"id":`, `,"identity":`, `,"kind":`, `,"location":`, `,"name":`, `,"properties":`, `,"sku":`, `,"systemData":`, `,"tags":`, `,"type":`}, Required: 0x28}

func (m *deployment) DecodeJSON(r *json.Reader) {
	var c json.Cursor
	for c.Open(r, &keysDeployment, &m.Extra); c.Next(r); {
		switch c.Key {
		case 0:
			json.ReadOptString(&m.ID, r)
		case 1:
			json.ReadPtr(&m.Identity, r, (*identity).DecodeJSON)
		case 2:
			json.ReadOptString(&m.Kind, r)
		case 3:
			json.ReadString(&m.Location, r)
		case 4:
			json.ReadOptString(&m.Name, r)
		case 5:
			json.ReadZero(&m.Properties, r, (*deploymentProperties).DecodeJSON)
		case 6:
			json.ReadPtr(&m.SKU, r, (*sku).DecodeJSON)
		case 7:
			json.ReadPtr(&m.SystemData, r, (*systemData).DecodeJSON)
		case 8:
			json.ReadStringMap(&m.Tags, r)
		case 9:
			json.ReadOptString(&m.Type, r)
		}
	}
}

func (m *deployment) EncodeJSON(w *json.Writer) {
	outer := w.Open(&m.Extra)
	json.PutOptString(w, `,"id":`, &m.ID)
	json.PutPtr(w, `,"identity":`, m.Identity, (*identity).EncodeJSON)
	json.PutOptString(w, `,"kind":`, &m.Kind)
	json.PutString(w, `,"location":`, m.Location)
	json.PutOptString(w, `,"name":`, &m.Name)
	json.Put(w, `,"properties":`, &m.Properties, (*deploymentProperties).EncodeJSON)
	json.PutPtr(w, `,"sku":`, m.SKU, (*sku).EncodeJSON)
	json.PutPtr(w, `,"systemData":`, m.SystemData, (*systemData).EncodeJSON)
	json.PutMap(w, `,"tags":`, m.Tags, json.WriteString)
	json.PutOptString(w, `,"type":`, &m.Type)
	w.Close(outer, &keysDeployment)
}

var keysIdentity = json.Keys{Slot: 3, Names: []string{`,"principalId":`, `,"tenantId":`, `,"type":`, `,"userAssignedIdentities":`}, Required: 0x4}

func (m *identity) DecodeJSON(r *json.Reader) {
	var c json.Cursor
	for c.Open(r, &keysIdentity, &m.Extra); c.Next(r); {
		switch c.Key {
		case 0:
			json.ReadOptString(&m.PrincipalID, r)
		case 1:
			json.ReadOptString(&m.TenantID, r)
		case 2:
			json.ReadString(&m.Type, r)
		case 3:
			json.ReadMap(&m.UserAssigned, r, func(p **userIdentity, r *json.Reader) { json.ReadPtr(p, r, (*userIdentity).DecodeJSON) })
		}
	}
}

func (m *identity) EncodeJSON(w *json.Writer) {
	outer := w.Open(&m.Extra)
	json.PutOptString(w, `,"principalId":`, &m.PrincipalID)
	json.PutOptString(w, `,"tenantId":`, &m.TenantID)
	json.PutString(w, `,"type":`, m.Type)
	json.PutMap(w, `,"userAssignedIdentities":`, m.UserAssigned, func(p **userIdentity, w *json.Writer) { json.WritePtr(p, w, (*userIdentity).EncodeJSON) })
	w.Close(outer, &keysIdentity)
}

var keysUserIdentity = json.Keys{Slot: 4, Names: []string{`,"clientId":`, `,"principalId":`}}

func (m *userIdentity) DecodeJSON(r *json.Reader) {
	var c json.Cursor
	for c.Open(r, &keysUserIdentity, &m.Extra); c.Next(r); {
		switch c.Key {
		case 0:
			json.ReadOptString(&m.ClientID, r)
		case 1:
			json.ReadOptString(&m.PrincipalID, r)
		}
	}
}

func (m *userIdentity) EncodeJSON(w *json.Writer) {
	outer := w.Open(&m.Extra)
	json.PutOptString(w, `,"clientId":`, &m.ClientID)
	json.PutOptString(w, `,"principalId":`, &m.PrincipalID)
	w.Close(outer, &keysUserIdentity)
}

var keysDeploymentProperties = json.Keys{Slot: 5, Names: []string{`,"codeConfiguration":`, `,"compute":`, `,"deploymentConfiguration":`, `,"description":`, `,"environmentId":`, `,"environmentVariables":`, `,"errorThreshold":`, `,"loggingLevel":`, `,"maxConcurrencyPerInstance":`, `,"miniBatchSize":`, `,"model":`, `,"outputAction":`, `,"outputFileName":`, `,"properties":`, `,"provisioningState":`, `,"resources":`, `,"retrySettings":`}}

func (m *deploymentProperties) DecodeJSON(r *json.Reader) {
	var c json.Cursor
	for c.Open(r, &keysDeploymentProperties, &m.Extra); c.Next(r); {
		switch c.Key {
		case 0:
			json.ReadPtr(&m.CodeConfiguration, r, (*codeConfiguration).DecodeJSON)
		case 1:
			json.ReadOptString(&m.Compute, r)
		case 2:
			json.ReadRaw(&m.DeploymentConfiguration, r)
		case 3:
			json.ReadOptString(&m.Description, r)
		case 4:
			json.ReadOptString(&m.EnvironmentID, r)
		case 5:
			json.ReadStringMap(&m.EnvironmentVariables, r)
		case 6:
			json.ReadOpt(&m.ErrorThreshold, r, json.ReadInt32)
		case 7:
			json.ReadOptString(&m.LoggingLevel, r)
		case 8:
			json.ReadOpt(&m.MaxConcurrencyPerInst, r, json.ReadInt32)
		case 9:
			json.ReadOpt(&m.MiniBatchSize, r, json.ReadInt64)
		case 10:
			decodeAssetReference(&m.Model, r)
		case 11:
			json.ReadOptString(&m.OutputAction, r)
		case 12:
			json.ReadOptString(&m.OutputFileName, r)
		case 13:
			json.ReadStringMap(&m.Properties, r)
		case 14:
			json.ReadOptString(&m.ProvisioningState, r)
		case 15:
			json.ReadPtr(&m.Resources, r, (*resources).DecodeJSON)
		case 16:
			json.ReadPtr(&m.RetrySettings, r, (*retrySettings).DecodeJSON)
		}
	}
}

func (m *deploymentProperties) EncodeJSON(w *json.Writer) {
	outer := w.Open(&m.Extra)
	json.PutPtr(w, `,"codeConfiguration":`, m.CodeConfiguration, (*codeConfiguration).EncodeJSON)
	json.PutOptString(w, `,"compute":`, &m.Compute)
	json.PutBytes(w, `,"deploymentConfiguration":`, &m.DeploymentConfiguration, json.WriteRaw)
	json.PutOptString(w, `,"description":`, &m.Description)
	json.PutOptString(w, `,"environmentId":`, &m.EnvironmentID)
	json.PutMap(w, `,"environmentVariables":`, m.EnvironmentVariables, json.WriteString)
	json.PutOpt(w, `,"errorThreshold":`, &m.ErrorThreshold, json.WriteInt32)
	json.PutOptString(w, `,"loggingLevel":`, &m.LoggingLevel)
	json.PutOpt(w, `,"maxConcurrencyPerInstance":`, &m.MaxConcurrencyPerInst, json.WriteInt32)
	json.PutOpt(w, `,"miniBatchSize":`, &m.MiniBatchSize, json.WriteInt64)
	json.PutUnion(w, `,"model":`, m.Model)
	json.PutOptString(w, `,"outputAction":`, &m.OutputAction)
	json.PutOptString(w, `,"outputFileName":`, &m.OutputFileName)
	json.PutMap(w, `,"properties":`, m.Properties, json.WriteString)
	json.PutOptString(w, `,"provisioningState":`, &m.ProvisioningState)
	json.PutPtr(w, `,"resources":`, m.Resources, (*resources).EncodeJSON)
	json.PutPtr(w, `,"retrySettings":`, m.RetrySettings, (*retrySettings).EncodeJSON)
	w.Close(outer, &keysDeploymentProperties)
}

var keysCodeConfiguration = json.Keys{Slot: 6, Names: []string{`,"codeId":`, `,"scoringScript":`}, Required: 0x2}

func (m *codeConfiguration) DecodeJSON(r *json.Reader) {
	var c json.Cursor
	for c.Open(r, &keysCodeConfiguration, &m.Extra); c.Next(r); {
		switch c.Key {
		case 0:
			json.ReadOptString(&m.CodeID, r)
		case 1:
			json.ReadString(&m.ScoringScript, r)
		}
	}
}

func (m *codeConfiguration) EncodeJSON(w *json.Writer) {
	outer := w.Open(&m.Extra)
	json.PutOptString(w, `,"codeId":`, &m.CodeID)
	json.PutString(w, `,"scoringScript":`, m.ScoringScript)
	w.Close(outer, &keysCodeConfiguration)
}

var keysResources = json.Keys{Slot: 7, Names: []string{`,"instanceCount":`, `,"instanceType":`, `,"properties":`}}

func (m *resources) DecodeJSON(r *json.Reader) {
	var c json.Cursor
	for c.Open(r, &keysResources, &m.Extra); c.Next(r); {
		switch c.Key {
		case 0:
			json.ReadOpt(&m.InstanceCount, r, json.ReadInt32)
		case 1:
			json.ReadOptString(&m.InstanceType, r)
		case 2:
			json.ReadMap(&m.Properties, r, json.ReadRaw)
		}
	}
}

func (m *resources) EncodeJSON(w *json.Writer) {
	outer := w.Open(&m.Extra)
	json.PutOpt(w, `,"instanceCount":`, &m.InstanceCount, json.WriteInt32)
	json.PutOptString(w, `,"instanceType":`, &m.InstanceType)
	json.PutMap(w, `,"properties":`, m.Properties, json.WriteRaw)
	w.Close(outer, &keysResources)
}

var keysRetrySettings = json.Keys{Slot: 8, Names: []string{`,"maxRetries":`, `,"timeout":`}}

func (m *retrySettings) DecodeJSON(r *json.Reader) {
	var c json.Cursor
	for c.Open(r, &keysRetrySettings, &m.Extra); c.Next(r); {
		switch c.Key {
		case 0:
			json.ReadOpt(&m.MaxRetries, r, json.ReadInt32)
		case 1:
			json.ReadOptString(&m.Timeout, r)
		}
	}
}

func (m *retrySettings) EncodeJSON(w *json.Writer) {
	outer := w.Open(&m.Extra)
	json.PutOpt(w, `,"maxRetries":`, &m.MaxRetries, json.WriteInt32)
	json.PutOptString(w, `,"timeout":`, &m.Timeout)
	w.Close(outer, &keysRetrySettings)
}

var keysSku = json.Keys{Slot: 9, Names: []string{`,"capacity":`, `,"family":`, `,"name":`, `,"size":`, `,"tier":`}, Required: 0x4}

func (m *sku) DecodeJSON(r *json.Reader) {
	var c json.Cursor
	for c.Open(r, &keysSku, &m.Extra); c.Next(r); {
		switch c.Key {
		case 0:
			json.ReadOpt(&m.Capacity, r, json.ReadInt32)
		case 1:
			json.ReadOptString(&m.Family, r)
		case 2:
			json.ReadString(&m.Name, r)
		case 3:
			json.ReadOptString(&m.Size, r)
		case 4:
			json.ReadOptString(&m.Tier, r)
		}
	}
}

func (m *sku) EncodeJSON(w *json.Writer) {
	outer := w.Open(&m.Extra)
	json.PutOpt(w, `,"capacity":`, &m.Capacity, json.WriteInt32)
	json.PutOptString(w, `,"family":`, &m.Family)
	json.PutString(w, `,"name":`, m.Name)
	json.PutOptString(w, `,"size":`, &m.Size)
	json.PutOptString(w, `,"tier":`, &m.Tier)
	w.Close(outer, &keysSku)
}

var keysSystemData = json.Keys{Slot: 10, Names: []string{`,"createdAt":`, `,"createdBy":`, `,"createdByType":`, `,"lastModifiedAt":`, `,"lastModifiedBy":`, `,"lastModifiedByType":`}}

func (m *systemData) DecodeJSON(r *json.Reader) {
	var c json.Cursor
	for c.Open(r, &keysSystemData, &m.Extra); c.Next(r); {
		switch c.Key {
		case 0:
			json.ReadOpt(&m.CreatedAt, r, json.ReadTime)
		case 1:
			json.ReadOptString(&m.CreatedBy, r)
		case 2:
			json.ReadOptString(&m.CreatedByType, r)
		case 3:
			json.ReadOpt(&m.LastModifiedAt, r, json.ReadTime)
		case 4:
			json.ReadOptString(&m.LastModifiedBy, r)
		case 5:
			json.ReadOptString(&m.LastModifiedByType, r)
		}
	}
}

func (m *systemData) EncodeJSON(w *json.Writer) {
	outer := w.Open(&m.Extra)
	json.PutOpt(w, `,"createdAt":`, &m.CreatedAt, json.WriteTime)
	json.PutOptString(w, `,"createdBy":`, &m.CreatedBy)
	json.PutOptString(w, `,"createdByType":`, &m.CreatedByType)
	json.PutOpt(w, `,"lastModifiedAt":`, &m.LastModifiedAt, json.WriteTime)
	json.PutOptString(w, `,"lastModifiedBy":`, &m.LastModifiedBy)
	json.PutOptString(w, `,"lastModifiedByType":`, &m.LastModifiedByType)
	w.Close(outer, &keysSystemData)
}

var keysIdReference = json.Keys{Slot: 11, Names: []string{`,"assetId":`, `,"referenceType":`}, Required: 0x1}

func (m *idReference) DecodeJSON(r *json.Reader) {
	var c json.Cursor
	for c.Open(r, &keysIdReference, &m.Extra); c.Next(r); {
		switch c.Key {
		case 0:
			json.ReadString(&m.AssetID, r)
		case 1:
			json.ReadString(&m.ReferenceType, r)
		}
	}
}

func (m *idReference) EncodeJSON(w *json.Writer) {
	outer := w.Open(&m.Extra)
	json.PutString(w, `,"assetId":`, m.AssetID)
	json.PutConst(w, `,"referenceType":`, &m.ReferenceType, json.WriteString, `"Id"`)
	w.Close(outer, &keysIdReference)
}

var keysDataPathReference = json.Keys{Slot: 12, Names: []string{`,"datastoreId":`, `,"path":`, `,"referenceType":`}}

func (m *dataPathReference) DecodeJSON(r *json.Reader) {
	var c json.Cursor
	for c.Open(r, &keysDataPathReference, &m.Extra); c.Next(r); {
		switch c.Key {
		case 0:
			json.ReadOptString(&m.DatastoreID, r)
		case 1:
			json.ReadOptString(&m.Path, r)
		case 2:
			json.ReadString(&m.ReferenceType, r)
		}
	}
}

func (m *dataPathReference) EncodeJSON(w *json.Writer) {
	outer := w.Open(&m.Extra)
	json.PutOptString(w, `,"datastoreId":`, &m.DatastoreID)
	json.PutOptString(w, `,"path":`, &m.Path)
	json.PutConst(w, `,"referenceType":`, &m.ReferenceType, json.WriteString, `"DataPath"`)
	w.Close(outer, &keysDataPathReference)
}

var keysOutputPathReference = json.Keys{Slot: 13, Names: []string{`,"jobId":`, `,"path":`, `,"referenceType":`}}

func (m *outputPathReference) DecodeJSON(r *json.Reader) {
	var c json.Cursor
	for c.Open(r, &keysOutputPathReference, &m.Extra); c.Next(r); {
		switch c.Key {
		case 0:
			json.ReadOptString(&m.JobID, r)
		case 1:
			json.ReadOptString(&m.Path, r)
		case 2:
			json.ReadString(&m.ReferenceType, r)
		}
	}
}

func (m *outputPathReference) EncodeJSON(w *json.Writer) {
	outer := w.Open(&m.Extra)
	json.PutOptString(w, `,"jobId":`, &m.JobID)
	json.PutOptString(w, `,"path":`, &m.Path)
	json.PutConst(w, `,"referenceType":`, &m.ReferenceType, json.WriteString, `"OutputPath"`)
	w.Close(outer, &keysOutputPathReference)
}
