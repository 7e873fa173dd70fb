package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"

	azurebatch "github.com/armsmith/armsmith/gen/azurebatch/v20250601"
	azureml "github.com/armsmith/armsmith/gen/azureml/v20260301"
)

// showErrors makes two calls that fail: one that the service refuses, and one that never leaves the
// client.
func showErrors(ctx context.Context, out io.Writer, s *services, to target) error {
	_, err := s.batch.Tasks.Get(ctx, azurebatch.GetTaskParams{JobID: to.job, TaskID: "no-such-task"})
	var refused *azurebatch.ResponseError
	if !errors.As(err, &refused) {
		return fmt.Errorf("want a ResponseError, got %w", err)
	}
	fmt.Fprintln(out)
	table := tabwriter.NewWriter(out, 0, 0, 3, ' ', 0)
	fmt.Fprintf(table, "   StatusCode\t%d (errors.Is ErrNotFound: %t)\n", refused.StatusCode, errors.Is(err, azurebatch.ErrNotFound))
	fmt.Fprintf(table, "   Code\t%s\n", refused.Code)
	fmt.Fprintf(table, "   Message\t%s\n", refused.Message)
	fmt.Fprintf(table, "   RequestID\t%s\n", refused.RequestID)
	if body, ok := refused.Body.(*azurebatch.BatchError); ok { // the error as the document types it
		for _, v := range body.Values {
			fmt.Fprintf(table, "   %s\t%s\n", v.Key.Or("?"), v.Value.Or(""))
		}
	}
	if err := table.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(out, "\n   %v\n", err)

	for _, err := range s.list.BatchDeployments.List(ctx, azureml.ListBatchDeploymentsParams{
		// and no EndpointName
		SubscriptionID: to.subscription, ResourceGroupName: to.group, WorkspaceName: "!",
	}).All() {
		var wrong *azureml.ParamError
		if !errors.As(err, &wrong) {
			return fmt.Errorf("want a ParamError, got %w", err)
		}
		fmt.Fprint(out, "\n   Wrong parameters are all named at once, and nothing is sent:\n\n")
		for _, v := range wrong.Violations {
			fmt.Fprintf(out, "   %s %s\n", v.Field, v.Message)
		}
	}
	return nil
}
