package main

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"

	azureml "github.com/armsmith/armsmith/gen/azureml/v20250601"
)

// updateDeployment changes the description of a deployment and waits until the service has done it.
func updateDeployment(ctx context.Context, out io.Writer, s *services, to target) error {
	op, err := s.update.BatchDeployments.BeginUpdate(ctx, azureml.UpdateBatchDeploymentParams{
		SubscriptionID: to.subscription, ResourceGroupName: to.group, WorkspaceName: to.workspace,
		EndpointName: to.endpoint, DeploymentName: to.deployment,
		Body: azureml.PartialBatchDeploymentPartialMinimalTrackedResourceWithProperties{
			Properties: &azureml.PartialBatchDeployment{Description: azureml.Some("scores every night")},
		},
	})
	if err != nil {
		return err
	}
	// or op.Poll in a loop of your own, or op.ResumeToken to go on in another process
	d, err := op.Wait(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintln(out)
	table := tabwriter.NewWriter(out, 0, 0, 3, ' ', 0)
	fmt.Fprintf(table, "   deployment\t%s\n", d.Name.Or("?"))
	fmt.Fprintf(table, "   state\t%s\n", d.Properties.ProvisioningState.Or("unknown"))
	fmt.Fprintf(table, "   description\t%s\n", d.Properties.Description.Or("none"))
	if retry := d.Properties.RetrySettings; retry != nil {
		fmt.Fprintf(table, "   retries\t%d, each within %s\n", retry.MaxRetries.Or(3), retry.Timeout.Or("PT30S"))
	}
	return table.Flush()
}
