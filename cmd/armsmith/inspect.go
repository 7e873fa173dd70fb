package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/model"
)

func inspectCommand(term *terminal) *cobra.Command {
	var sel selection
	var withExamples bool
	cmd := &cobra.Command{
		Use:   "inspect [document...]",
		Short: "Print what documents hold as armsmith sees it, and everything it found in them",
		Long: `Print the operations, types and findings of the documents given, or of those in armsmith.yaml. Each is looked at by itself,
and so is a folder of documents, or a readme.md with a tag, as one API. Nothing is generated, so
a document with defects can be inspected too. kin-openapi gives a second opinion: what it finds besides is a warning or a note.

With --examples, every body of JSON that a document gives as an example is read with the codec of its client and written again
instead. What comes back changed, or is refused, is a fault of the client, unless the example is not what its own schema says.
Clients are compiled for that, which needs the go command.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			clients, err := sel.each(term, args)
			if err != nil {
				return err
			}
			defects := false
			for _, c := range clients {
				inspect := inspectDocument
				if withExamples {
					inspect = inspectExamples
				}
				good, err := inspect(cmd.Context(), term, c, *c.generatorConfig())
				if err != nil {
					return err
				}
				defects = defects || !good
			}
			if defects {
				return errReported
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&sel.tag, "tag", "", "tag of a readme.md (default: the one that it names as its own)")
	cmd.Flags().StringVarP(&sel.config, "config", "c", "", "configuration (default: "+configName+", found upwards)")
	term.formatFlag(cmd)
	cmd.Flags().BoolVar(&withExamples, "examples", false, "take the examples of the documents through the clients' codec, and say which come back changed")
	return cmd
}

// each returns what to look at: each argument by itself, or all clients of the configuration.
func (s *selection) each(term *terminal, args []string) ([]client, error) {
	if len(args) == 0 {
		clients, _, err := s.clients(term, nil)
		return clients, err
	}
	stdin, err := term.stdin(args)
	if err != nil {
		return nil, err
	}
	var clients []client
	for _, arg := range args {
		if stdin != nil {
			arg = stdinName
		}
		clients = append(clients, client{spec: spec{paths: []string{arg}, tag: s.tag}, stdin: stdin})
	}
	return clients, nil
}

// inspectDocument prints a document, and reports whether it is free of defects.
func inspectDocument(ctx context.Context, term *terminal, c client, cfg generator.Config) (bool, error) {
	in, err := generator.Inspect(ctx, cfg)
	if err != nil {
		return false, inspectFailed(term, err)
	}
	if term.isForPrograms() {
		term.found = append(term.found, in.Findings...)
	} else {
		printInspection(term.out, c.spec.String(), in)
	}
	return !in.Findings.HasErrors(), nil
}

func inspectFailed(term *terminal, err error) error {
	var defects *generator.Error
	if !errors.As(err, &defects) {
		return err
	}
	term.findings(defects.Findings, len(defects.Findings))
	return errReported
}

// printInspection prints one document: head, operations, types, findings.
func printInspection(out io.Writer, spec string, in *generator.Inspection) {
	if in.API == nil {
		fmt.Fprintln(out, spec)
	} else {
		fmt.Fprintf(out, "%s (%s): %s %s\n", spec, in.Version, finding.Visible(in.API.Title), finding.Visible(in.API.Version))
		table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
		printOperations(table, in.API)
		printWebhooks(table, in.API.Webhooks)
		printTypes(table, in.API)
		_ = table.Flush() // a writer that fails has failed for the prints as well
	}
	printProposals(out, in.Proposed)
	if len(in.Findings) > 0 {
		fmt.Fprintf(out, "\n%s\n", plural(len(in.Findings), "finding"))
		for _, severity := range []finding.Severity{finding.Error, finding.Warning, finding.Note} {
			for _, f := range in.Findings {
				if f.Severity == severity {
					fmt.Fprintf(out, "  %s\n", f.String())
				}
			}
		}
	}
	fmt.Fprintln(out)
}

func printOperations(out io.Writer, api *model.API) {
	for _, g := range api.Groups {
		name := "Client." + g.Name
		if g.Name == "" {
			name = "Client"
		}
		fmt.Fprintf(out, "\n%s, %s\n", name, plural(len(g.Operations), "operation"))
		for _, op := range g.Operations {
			fmt.Fprintf(out, "  %s\t%s\t%s\t%s\n", op.Name, op.Method, finding.Visible(op.Path), returns(op))
		}
	}
}

// returns says what a method returns besides the error.
func returns(op *model.Operation) string {
	body := ""
	if op.Result.Body != nil {
		body = goType(op.Result.Body.Type)
	}
	switch {
	case op.LRO != nil && op.LRO.Result != nil:
		return "long-running, then " + goType(op.LRO.Result.Type)
	case op.LRO != nil:
		return "long-running"
	case op.Paging != nil:
		return "pages of " + goType(op.Paging.Item)
	case op.Result.Kind == model.ResultStruct:
		return op.Result.Name
	case op.Result.Kind == model.ResultBool:
		return "bool"
	default:
		return body
	}
}

func printTypes(out io.Writer, api *model.API) {
	if len(api.Types) > 0 {
		fmt.Fprintf(out, "\n%s\n", plural(len(api.Types), "type"))
	}
	for _, t := range api.Types {
		switch t.Kind {
		case model.KindStruct:
			fmt.Fprintf(out, "  %s\tstruct\t%s\n", t.Name, plural(len(t.Fields), "field"))
		case model.KindEnum:
			fmt.Fprintf(out, "  %s\tenum\t%s\n", t.Name, plural(len(t.Enum.Values), "value"))
		case model.KindUnion:
			fmt.Fprintf(out, "  %s\tunion\t%s\n", t.Name, variants(t.Union))
		case model.KindNamed:
			fmt.Fprintf(out, "  %s\t%s\t\n", t.Name, goType(*t.Target))
		}
	}
}

// variants says what a union may hold and what tells its variants apart.
func variants(u *model.Union) string {
	var names []string
	for _, v := range u.Variants {
		name := v.Wrapper
		if name == "" {
			name = goType(v.Type)
		}
		if len(v.Values) > 0 {
			name += " (" + finding.Visible(strings.Join(v.Values, ", ")) + ")"
		}
		names = append(names, name)
	}
	by := "by its shape"
	if u.Discriminator != "" {
		by = "by " + finding.Visible(u.Discriminator)
	}
	return by + ": " + strings.Join(names, ", ")
}

// goType spells the Go type of a use, without what says that it may be absent.
func goType(r model.Ref) string {
	switch r.Kind {
	case model.List:
		return "[]" + goType(*r.Elem)
	case model.Map:
		return "map[string]" + goType(*r.Elem)
	case model.Expandable:
		return "Expandable[" + goType(*r.Elem) + "]"
	case model.Named:
		return r.Type.Name
	}
	row, _ := r.Kind.Scalar()
	return row.Go
}
