// Command demo uses the three generated clients as a program would: it lists deployments, updates
// one, gets a task conditionally, and shows what errors look like.
//
//	go run ./examples/demo                  # all of it, against a mock server
//	go run ./examples/demo get              # one part: list, update, get or errors
//	go run ./examples/demo -live list ...   # against Azure: see README.md, "Run the examples"
//
// list.go, update.go, get.go and errors.go are what to read: they are the same against the mock
// server and the real services. service.go is how a program starts a mock server of its own,
// connect.go how a client gets its credential.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
)

// target says what the calls are about. Without flags it is what the samples of the reference pages
// say.
type target struct {
	subscription, group, workspace, endpoint, deployment string
	batch, job, task                                     string
}

// part is one of the things that the demo shows.
type part struct {
	name, title, call string
	run               func(context.Context, io.Writer, *services, target) error
}

// parts of the demo, in order.
var parts = []part{
	{"list", "List deployments, over all pages", "BatchDeployments.List(ctx, params).All()", listDeployments},
	{"update", "Update a deployment", "BatchDeployments.BeginUpdate(ctx, params), then Wait(ctx)", updateDeployment},
	{"get", "Get a task, and again only if it has changed", "Tasks.Get(ctx, params), with IfNoneMatch", getTask},
	{"errors", "What errors look like", "Tasks.Get(ctx, params), of a task that is not there", showErrors},
}

func main() {
	if err := demo(context.Background(), os.Stdout, os.Args[1:]); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "demo:", err)
		}
		os.Exit(1)
	}
}

func demo(ctx context.Context, out io.Writer, args []string) error {
	live, to, wanted, err := arguments(args)
	if err != nil {
		return err
	}
	connect, with := connectMock, "a mock server that answers by the examples of their documents"
	if live {
		connect, with = connectAzure, "Azure"
	}
	fmt.Fprintf(out, "Three generated clients, calling %s.\n", with)
	services, stop, err := connect(ctx, out, to)
	if err != nil {
		return err
	}
	return errors.Join(run(ctx, out, services, to, wanted), stop())
}

// run runs the parts that are wanted, or all.
func run(ctx context.Context, out io.Writer, services *services, to target, wanted []string) error {
	for i, part := range parts {
		if len(wanted) > 0 && !slices.Contains(wanted, part.name) {
			continue
		}
		fmt.Fprintf(out, "\n%d. %s: %s\n\n", i+1, part.title, part.call)
		if err := part.run(ctx, out, services, to); err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
	}
	return nil
}

// arguments reads the command line: which service, what the calls are about, and which parts to
// run.
func arguments(args []string) (live bool, to target, wanted []string, err error) {
	to, err = targetOfSamples()
	if err != nil {
		return false, to, nil, err
	}
	flags := flag.NewFlagSet("demo", flag.ContinueOnError)
	flags.BoolVar(&live, "live", false, "call Azure; name the parts to run, since update changes a deployment")
	fields := map[string]*string{
		"subscription": &to.subscription, "group": &to.group, "workspace": &to.workspace, "endpoint": &to.endpoint,
		"deployment": &to.deployment, "batch": &to.batch, "job": &to.job, "task": &to.task,
	}
	for name, field := range fields {
		flags.StringVar(field, name, *field, "the "+name+" to use")
	}
	if err := flags.Parse(args); err != nil {
		return false, to, nil, err
	}
	for _, name := range flags.Args() {
		if !slices.ContainsFunc(parts, func(p part) bool { return p.name == name }) {
			return false, to, nil, fmt.Errorf("there is no part %q: want list, update, get or errors", name)
		}
	}
	if live && flags.NArg() == 0 {
		return false, to, nil, errors.New("with -live, name the parts to run: list, update, get, errors")
	}
	if live { // what the samples say means nothing to Azure; the client names what is missing
		flags.Visit(func(f *flag.Flag) { delete(fields, f.Name) })
		delete(fields, "batch") // without which there is no client
		for _, field := range fields {
			*field = ""
		}
	}
	return live, to, flags.Args(), nil
}
