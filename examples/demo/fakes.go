package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	azurebatch "github.com/armsmith/armsmith/gen/azurebatch/v20250601"
	batchfake "github.com/armsmith/armsmith/gen/azurebatch/v20250601/fake"
	azuremlupdate "github.com/armsmith/armsmith/gen/azureml/v20250601"
	updatefake "github.com/armsmith/armsmith/gen/azureml/v20250601/fake"
	azureml "github.com/armsmith/armsmith/gen/azureml/v20260301"
	listfake "github.com/armsmith/armsmith/gen/azureml/v20260301/fake"
	"github.com/armsmith/armsmith/specs"
)

// targetOfSamples is what the samples' requests are about.
func targetOfSamples() (target, error) {
	update, err := specs.ReadSample(specs.UpdateDeployment)
	if err != nil {
		return target{}, err
	}
	get, err := specs.ReadSample(specs.GetTask)
	return target{
		subscription: update.Text("subscriptionId"), group: update.Text("resourceGroupName"), workspace: update.Text("workspaceName"),
		endpoint: update.Text("endpointName"), deployment: update.Text("deploymentName"),
		batch: "https://account.region.batch.azure.com", job: get.Text("jobId"), task: get.Text("taskId"),
	}, err
}

// connectFakes returns clients that are answered by functions of this process.
func connectFakes(out io.Writer, to target) (*services, error) {
	list, err := fakeList()
	if err != nil {
		return nil, err
	}
	update, err := fakeUpdate()
	if err != nil {
		return nil, err
	}
	batch, err := fakeBatch(to)
	if err != nil {
		return nil, err
	}
	narrate := func(next http.RoundTripper) http.RoundTripper { return &narrator{out: out, next: next} }
	return newServices(to.batch, azureml.Anonymous(), azurebatch.Anonymous(), narrate(list), narrate(update), narrate(batch))
}

// fakeList answers with the sample's page, which has one deployment and leads to another page. The
// deployments there are the same, but refer to their models in other ways; one that no client knows
// is among them.
func fakeList() (*listfake.Transport, error) {
	var first, second azureml.BatchDeploymentTrackedResourceArmPaginatedResult
	if err := readBody(specs.ListDeployments, &first); err != nil {
		return nil, err
	}
	registry, err := azureml.UnmarshalAssetReference([]byte(`{"referenceType":"Registry","name":"shared-models"}`))
	if err != nil {
		return nil, err
	}
	for _, model := range []azureml.AssetReference{
		&azureml.DataPathAssetReference{DatastoreID: azureml.Some("models"), Path: azureml.Some("credit/v7")},
		&azureml.OutputPathAssetReference{JobID: azureml.Some("train-42"), Path: azureml.Some("outputs/model")},
		registry,
	} {
		d := first.Value[0]
		d.Name = azureml.Some(fmt.Sprintf("string-%d", len(second.Value)+2))
		d.Properties.Model = model
		d.Properties.ProvisioningState = azureml.Some(azureml.DeploymentProvisioningStateSucceeded)
		second.Value = append(second.Value, d)
	}
	return listfake.NewTransport(&listfake.BatchDeployments{
		List: func(_ context.Context, _ *azureml.ListBatchDeploymentsParams, next string) (*azureml.BatchDeploymentTrackedResourceArmPaginatedResult, error) {
			if next == "" {
				return &first, nil
			}
			return &second, nil
		},
	}), nil
}

// fakeUpdate answers 202, and then with the sample's deployment, changed as the request says and
// done.
func fakeUpdate() (*updatefake.Transport, error) {
	var deployment azuremlupdate.BatchDeploymentTrackedResource
	if err := readBody(specs.UpdateDeployment, &deployment); err != nil {
		return nil, err
	}
	return updatefake.NewTransport(&updatefake.BatchDeployments{
		BeginUpdate: func(_ context.Context, params *azuremlupdate.UpdateBatchDeploymentParams) (*azuremlupdate.BatchDeploymentTrackedResource, error) {
			d := deployment
			d.Name = azuremlupdate.Some(params.DeploymentName)
			d.Properties.Description = params.Body.Properties.Description
			d.Properties.ProvisioningState = azuremlupdate.Some(azuremlupdate.DeploymentProvisioningStateSucceeded)
			return &d, nil
		},
	}), nil
}

// fakeBatch knows the sample's task, and says 304 to whoever has it already.
func fakeBatch(to target) (*batchfake.Transport, error) {
	var task azurebatch.BatchTask
	if err := readBody(specs.GetTask, &task); err != nil {
		return nil, err
	}
	return batchfake.NewTransport(&batchfake.Tasks{
		Get: func(_ context.Context, params *azurebatch.GetTaskParams) (*azurebatch.GetTaskResponse, error) {
			if params.TaskID != to.task {
				return nil, noSuchTask(params.TaskID)
			}
			if have, ok := params.IfNoneMatch.Get(); ok && string(have) == task.ETag.Or("") {
				return nil, &batchfake.Error{Status: http.StatusNotModified}
			}
			return &azurebatch.GetTaskResponse{Body: task, ETag: azurebatch.Some(azurebatch.ETag(task.ETag.Or(""))), LastModified: task.LastModified}, nil
		},
	}), nil
}

// noSuchTask is the service's error for a task that is not there.
func noSuchTask(id string) error {
	return &batchfake.Error{
		Status: http.StatusNotFound,
		Header: http.Header{"Request-Id": {"5f2c9a51-7f5c-4b5e-9f4e-6f2a3a0f8b11"}},
		Body: &azurebatch.BatchError{
			Code: azurebatch.Some("TaskNotFound"),
			Message: &azurebatch.BatchErrorMessage{
				Lang: azurebatch.Some("en-US"), Value: azurebatch.Some("The specified task does not exist."),
			},
			Values: []azurebatch.BatchErrorDetail{{Key: azurebatch.Some("TaskId"), Value: azurebatch.Some(id)}},
		},
	}
}

// readBody reads the body of a sample's response 200.
func readBody(sample string, into json.Unmarshaler) error {
	s, err := specs.ReadSample(sample)
	if err != nil {
		return err
	}
	return into.UnmarshalJSON(s.Responses["200"].Body)
}
