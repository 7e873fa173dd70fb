package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/batch/azbatch"
	ml "github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/machinelearning/armmachinelearning/v4"
)

const group, workspace = "rg", "ws"

// listDeployments returns the names of the deployments of an endpoint.
func listDeployments(ctx context.Context, c *ml.ClientFactory) ([]string, error) {
	var names []string
	pager := c.NewBatchDeploymentsClient().NewListPager(group, workspace, "scoring", nil)
	for pager.More() {
		page, err := pager.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		for _, d := range page.Value {
			names = append(names, *d.Name)
		}
	}
	return names, nil
}

// createDeployment makes or replaces a deployment and waits for it.
func createDeployment(ctx context.Context, c *ml.ClientFactory, name string) (*ml.BatchDeployment, error) {
	body := ml.BatchDeployment{Location: to.Ptr("westus"), Properties: &ml.BatchDeploymentProperties{Compute: to.Ptr("cpu")}}
	poller, err := c.NewBatchDeploymentsClient().BeginCreateOrUpdate(ctx, group, workspace, "scoring", name, body, nil)
	if err != nil {
		return nil, err
	}
	done, err := poller.PollUntilDone(ctx, nil)
	if err != nil {
		return nil, err
	}
	return &done.BatchDeployment, nil
}

// describe changes one property of a deployment, and returns what another process goes on from.
func describe(ctx context.Context, c *ml.ClientFactory, name, text string) (token string, err error) {
	body := ml.PartialBatchDeploymentPartialMinimalTrackedResourceWithProperties{
		Properties: &ml.PartialBatchDeployment{Description: to.Ptr(text)},
	}
	poller, err := c.NewBatchDeploymentsClient().BeginUpdate(ctx, group, workspace, "scoring", name, body, nil)
	if err != nil {
		return "", err
	}
	return poller.ResumeToken()
}

// resume waits, in another process, for what describe began.
func resume(ctx context.Context, c *ml.ClientFactory, token string) (*ml.BatchDeployment, error) {
	options := &ml.BatchDeploymentsClientBeginUpdateOptions{ResumeToken: token}
	poller, err := c.NewBatchDeploymentsClient().BeginUpdate(ctx, "", "", "", "",
		ml.PartialBatchDeploymentPartialMinimalTrackedResourceWithProperties{}, options)
	if err != nil {
		return nil, err
	}
	done, err := poller.PollUntilDone(ctx, nil)
	if err != nil {
		return nil, err
	}
	return &done.BatchDeployment, nil
}

// deleteDeployment deletes a deployment and waits until it is gone.
func deleteDeployment(ctx context.Context, c *ml.ClientFactory, name string) error {
	poller, err := c.NewBatchDeploymentsClient().BeginDelete(ctx, group, workspace, "scoring", name, nil)
	if err != nil {
		return err
	}
	_, err = poller.PollUntilDone(ctx, nil)
	return err
}

// changed returns a task if it is no longer as it was under an entity tag, and nil if it is.
func changed(ctx context.Context, c *azbatch.Client, etag string) (*azbatch.Task, error) {
	task, err := c.GetTask(ctx, "nightly", "first", &azbatch.GetTaskOptions{IfNoneMatch: to.Ptr(azcore.ETag(etag))})
	var failed *azcore.ResponseError
	if errors.As(err, &failed) && failed.StatusCode == http.StatusNotModified {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &task.Task, nil
}

// running returns the identifiers of tasks that run.
func running(ctx context.Context, c *azbatch.Client) ([]string, error) {
	var ids []string
	pager := c.NewListTasksPager("nightly", &azbatch.ListTasksOptions{
		Filter:      to.Ptr("state eq 'running'"),
		SelectParam: []string{"id", "state"},
		Expand:      []string{"stats"},
	})
	for pager.More() {
		page, err := pager.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		for _, t := range page.Value {
			ids = append(ids, *t.ID)
		}
	}
	return ids, nil
}

// addJob makes a job with many tasks, a hundred in each request, and tries failed ones again.
func addJob(ctx context.Context, c *azbatch.Client, tasks int) error {
	job := azbatch.CreateJobContent{ID: to.Ptr("nightly"), PoolInfo: &azbatch.PoolInfo{PoolID: to.Ptr("pool")}}
	if _, err := c.CreateJob(ctx, job, nil); err != nil {
		return err
	}
	left := map[string]azbatch.CreateTaskContent{}
	for i := range tasks {
		id := fmt.Sprintf("task-%03d", i)
		left[id] = azbatch.CreateTaskContent{ID: &id, CommandLine: to.Ptr("run " + id)}
	}
	for len(left) > 0 {
		var chunk azbatch.TaskGroup
		for _, task := range left {
			if len(chunk.Value) < 100 {
				chunk.Value = append(chunk.Value, task)
			}
		}
		added, err := c.CreateTaskCollection(ctx, "nightly", chunk, nil)
		if err != nil {
			return err
		}
		for _, result := range added.Value {
			switch {
			case *result.Status == azbatch.TaskAddStatusSuccess:
				delete(left, *result.TaskID)
			case *result.Status == azbatch.TaskAddStatusClientError:
				return fmt.Errorf("%s: %s", *result.TaskID, strings.TrimSpace(*result.Error.Code))
			}
		}
	}
	return nil
}
