package main

import (
	"context"

	"example.com/compare/ml"
)

// statuses calls a function with the name and the status of each job of a workspace.
func statuses(ctx context.Context, c *ml.Client, each func(name, status string)) error {
	for job, err := range c.Jobs.List(ctx, ml.ListJobsParams{}).All() {
		if err != nil {
			return err
		}
		each(job.Name.Or(""), string(job.Properties.Base().Status.Or("")))
	}
	return nil
}
