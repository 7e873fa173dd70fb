package main

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"

	azureml "github.com/armsmith/armsmith/gen/azureml/v20260301"
)

// listDeployments goes through all deployments of an endpoint and tells how each refers to its
// model.
func listDeployments(ctx context.Context, out io.Writer, s *services, to target) error {
	params := azureml.ListBatchDeploymentsParams{
		SubscriptionID: to.subscription, ResourceGroupName: to.group, WorkspaceName: to.workspace, EndpointName: to.endpoint,
		Top: azureml.Some[int32](1),
	}
	table := tabwriter.NewWriter(out, 0, 0, 3, ' ', 0)
	fmt.Fprintln(table, "   DEPLOYMENT\tSTATE\tMODEL IS GIVEN BY")
	// fetches the next page when it is needed
	for d, err := range s.list.BatchDeployments.List(ctx, params).All() {
		if err != nil {
			return err
		}
		state := d.Properties.ProvisioningState.Or("unknown")
		fmt.Fprintf(table, "   %s\t%s\t%s\n", d.Name.Or("?"), state, describe(d.Properties.Model))
	}
	fmt.Fprintln(out)
	return table.Flush()
}

// describe tells the kinds of asset references apart.
func describe(model azureml.AssetReference) string {
	switch ref := model.(type) {
	case nil:
		return "nothing"
	case *azureml.IDAssetReference:
		return "ID: " + ref.AssetID
	case *azureml.DataPathAssetReference:
		return "path in a datastore: " + ref.DatastoreID.Or("?") + ", " + ref.Path.Or("?")
	case *azureml.OutputPathAssetReference:
		return "path in the output of a job: " + ref.JobID.Or("?") + ", " + ref.Path.Or("?")
	case *azureml.UnknownAssetReference: // newer than this client, and kept whole
		return ref.ReferenceType + ", which this client does not know: " + string(ref.Raw)
	default:
		return fmt.Sprintf("%T", ref)
	}
}
