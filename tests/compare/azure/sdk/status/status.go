package main

import (
	"context"

	ml "github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/machinelearning/armmachinelearning/v4"
)

// statuses calls a function with the name and the status of each job of a workspace.
func statuses(ctx context.Context, c *ml.JobsClient, each func(name, status string)) error {
	pager := c.NewListPager("rg", "ws", nil)
	for pager.More() {
		page, err := pager.NextPage(ctx)
		if err != nil {
			return err
		}
		for _, job := range page.Value {
			each(*job.Name, string(*job.Properties.GetJobBaseProperties().Status))
		}
	}
	return nil
}
