package main

import (
	"context"
	"errors"
	"fmt"

	"example.com/compare/batch"
	"example.com/compare/ml"
)

// listDeployments returns the names of the deployments of an endpoint.
func listDeployments(ctx context.Context, c *ml.Client) (names []string, err error) {
	for d, err := range c.BatchDeployments.List(ctx, ml.ListBatchDeploymentsParams{EndpointName: "scoring"}).All() {
		if err != nil {
			return nil, err
		}
		names = append(names, d.Name.Or(""))
	}
	return names, nil
}

// createDeployment makes or replaces a deployment and waits for it.
func createDeployment(ctx context.Context, c *ml.Client, id ml.BatchDeploymentID) (*ml.BatchDeploymentData, error) {
	body := ml.BatchDeploymentData{Location: "westus", Properties: ml.BatchDeploymentDetails{Compute: ml.Some("cpu")}}
	op, err := c.In(id).BatchDeployments.BeginCreateOrUpdate(ctx, ml.CreateOrUpdateBatchDeploymentParams{Body: body})
	if err != nil {
		return nil, err
	}
	return op.Wait(ctx)
}

// describe changes one property of a deployment, and returns what another process goes on from.
func describe(ctx context.Context, c *ml.Client, id ml.BatchDeploymentID, text string) (token string, err error) {
	body := ml.PartialBatchDeploymentPartialTrackedResource{Properties: &ml.PartialBatchDeployment{Description: ml.Some(text)}}
	op, err := c.In(id).BatchDeployments.BeginUpdate(ctx, ml.UpdateBatchDeploymentParams{Body: body})
	if err != nil {
		return "", err
	}
	return op.ResumeToken()
}

// resume waits, in another process, for what describe began.
func resume(ctx context.Context, c *ml.Client, token string) (*ml.BatchDeploymentData, error) {
	op, err := c.BatchDeployments.ResumeUpdate(token)
	if err != nil {
		return nil, err
	}
	return op.Wait(ctx)
}

// deleteDeployment deletes a deployment and waits until it is gone.
func deleteDeployment(ctx context.Context, c *ml.Client, id ml.BatchDeploymentID) error {
	op, err := c.In(id).BatchDeployments.BeginDelete(ctx, ml.DeleteBatchDeploymentParams{})
	if err == nil {
		_, err = op.Wait(ctx)
	}
	return err
}

// changed returns a task if it is no longer as it was under an entity tag, and nil if it is.
func changed(ctx context.Context, c *batch.Client, etag batch.ETag) (*batch.GetTaskResponse, error) {
	task, err := c.Task.Get(ctx, batch.GetTaskParams{TaskID: "first", IfNoneMatch: batch.Some(etag)})
	if errors.Is(err, batch.ErrNotModified) {
		return nil, nil
	}
	return task, err
}

// running returns the identifiers of tasks that run.
func running(ctx context.Context, c *batch.Client) (ids []string, err error) {
	params := batch.ListTaskParams{Filter: batch.Some("state eq 'running'"), Select: batch.Some("id,state"), Expand: batch.Some("stats")}
	for task, err := range c.Task.List(ctx, params).All() {
		if err != nil {
			return nil, err
		}
		ids = append(ids, task.ID.Or(""))
	}
	return ids, nil
}

// addJob makes a job with many tasks, a hundred a request, and tries again what the service failed at.
func addJob(ctx context.Context, c *batch.Client, tasks int) error {
	job := batch.JobAddParameter{ID: "nightly", PoolInfo: batch.PoolInformation{PoolID: batch.Some("pool")}}
	if _, err := c.Job.Add(ctx, batch.AddJobParams{Body: job}); err != nil {
		return err
	}
	var params batch.AddTaskCollectionParams
	for i := range tasks {
		id := fmt.Sprintf("task-%03d", i)
		params.Body.Value = append(params.Body.Value, batch.TaskAddParameter{ID: id, CommandLine: "run " + id})
	}
	_, err := c.Task.AddCollectionInChunks(ctx, params)
	return err
}
