package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"

	azurebatch "github.com/armsmith/armsmith/gen/azurebatch/v20250601"
)

// getTask gets a task, and then asks for it again only if it is no longer the one we have.
func getTask(ctx context.Context, out io.Writer, s *services, to target) error {
	params := azurebatch.GetTaskParams{JobID: to.job, TaskID: to.task}
	got, err := s.batch.Tasks.Get(ctx, params)
	if err != nil {
		return err
	}
	task := &got.Body
	fmt.Fprintln(out)
	table := tabwriter.NewWriter(out, 0, 0, 3, ' ', 0)
	fmt.Fprintf(table, "   task\t%s\n", task.ID.Or("?"))
	fmt.Fprintf(table, "   state\t%s\n", task.State.Or("unknown"))
	fmt.Fprintf(table, "   command\t%s\n", task.CommandLine.Or(""))
	fmt.Fprintf(table, "   created\t%s\n", task.CreationTime) // as precisely as the service said it
	if c := task.Constraints; c != nil {
		// longer than any time.Duration
		fmt.Fprintf(table, "   may run for\t%s\n", c.MaxWallClockTime)
	}
	fmt.Fprintf(table, "   ETag\t%s\n", got.ETag)
	if err := table.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(out)

	params.IfNoneMatch = got.ETag
	switch got, err = s.batch.Tasks.Get(ctx, params); {
	case errors.Is(err, azurebatch.ErrNotModified):
		fmt.Fprintln(out, "\n   not modified: what we have is current")
	case err != nil:
		return err
	default:
		fmt.Fprintf(out, "\n   modified meanwhile: now %s\n", got.Body.State.Or("unknown"))
	}
	return nil
}
