package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/armsmith/armsmith/generator"
	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/mock"
)

// mocking is what the command line says of a mock server.
type mocking struct {
	sel     selection
	listen  string
	port    uint16
	options mock.Options
	disturb disturbances
}

func mockCommand(term *terminal) *cobra.Command {
	var m mocking
	cmd := &cobra.Command{
		Use:   "mock [document...]",
		Short: "Serve what documents describe, with their examples or values made up",
		Long: `Serve the documents given, or those of armsmith.yaml, each as a service of its own, until interrupted. Answers are the
examples of a document or, where there are none, values that fit; Prefer: code=404, example=NAME and dynamic=true ask for
others. A request that the document does not allow is refused with a list of what is wrong with it, and one without a
credential as well, but any credential will do.

Only this machine can connect, unless --listen names another address.`,
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if m.options.Behaviors, err = m.disturb.behaviors(m.options.Seed); err != nil {
				return err
			}
			if m.options.Pages < 1 {
				return usageError{fmt.Errorf("--pages %d: a list has one page at least", m.options.Pages)}
			}
			docs, err := m.documents(cmd.Context(), term, args)
			if err != nil {
				return err
			}
			return m.serve(cmd.Context(), term, docs)
		},
	}
	f := cmd.Flags()
	f.Uint16Var(&m.port, "port", 4010, "port to listen on; 0 for any that is free")
	f.StringVar(&m.listen, "listen", "127.0.0.1", "address to listen on, such as 0.0.0.0 for all of this machine's")
	f.Uint64Var(&m.options.Seed, "seed", 0, "makes up other values; the same seed the same ones")
	f.BoolVar(&m.options.Stateful, "stateful", false, "keep what is created, replaced, changed and deleted")
	f.BoolVar(&m.options.Lenient, "lenient", false, "answer requests that are not allowed as well, and only report them")
	f.IntVar(&m.options.Pages, "pages", 3, "pages of a list")
	f.StringVar(&m.disturb.latency, "latency", "", "how long answers take, such as 200ms, or between two as in 50ms..2s")
	f.Float64Var(&m.disturb.faults, "faults", 0, "part of the calls that meet a fault, such as 0.1")
	f.StringVarP(&m.sel.config, "config", "c", "", "configuration (default: "+configName+", found upwards)")
	f.StringVar(&m.sel.tag, "tag", "", "tag of a readme.md (default: the one that it names as its own)")
	return cmd
}

// documents reads what is to be served, and tells what is wrong with it.
func (m *mocking) documents(ctx context.Context, term *terminal, args []string) ([]*mock.Document, error) {
	var clients []client
	for _, arg := range args {
		clients = append(clients, client{spec: spec{paths: []string{arg}, tag: m.sel.tag}})
	}
	if len(args) == 0 {
		var err error
		if clients, _, err = m.sel.clients(term, nil); err != nil {
			return nil, err
		}
	}
	var docs []*mock.Document
	for _, c := range clients {
		cfg := c.generatorConfig()
		cfg.Since, cfg.Convert = nil, false
		doc, err := mock.Read(ctx, *cfg)
		var defects *generator.Error
		if errors.As(err, &defects) {
			term.findings(defects.Findings, maxWarnings)
			return nil, errReported
		}
		if err != nil {
			return nil, err
		}
		docs = append(docs, doc)
	}
	return docs, nil
}

// serve answers until it is interrupted.
func (m *mocking) serve(ctx context.Context, term *terminal, docs []*mock.Document) error {
	address := net.JoinHostPort(m.listen, strconv.Itoa(int(m.port)))
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("%s is in use: give another --port, or --port 0 for any that is free", address)
	case errors.Is(err, syscall.EACCES):
		return fmt.Errorf("%s may not be listened on: give a --port of 1024 or more", address)
	case err != nil:
		return usageError{fmt.Errorf("--listen %s: %w", m.listen, err)}
	}
	server := mock.New(docs...)
	server.Options = m.options
	server.Page = true
	at := "http://" + reachable(l.Addr())
	for _, mount := range server.Mounts() {
		term.mocked(mount, at)
	}
	term.shown(at, server.PagePath())
	server.Watch(term.exchanged)
	return server.Serve(ctx, l)
}

// reachable is an address by which this machine reaches a listener.
func reachable(addr net.Addr) string {
	if tcp, ok := addr.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		return net.JoinHostPort("127.0.0.1", strconv.Itoa(tcp.Port))
	}
	return addr.String()
}

// mocked says where a document is served, how to call it, and what of it is not there:
//
//	petstore 1.0.0: 20 operations at http://127.0.0.1:4010/v1
//	  client, err := petstore.NewClient(...)
//	  left out   GET /broken, for defects that `armsmith inspect` prints
func (t *terminal) mocked(m mock.Mount, address string) {
	d := m.Document
	url := address + m.Path
	fmt.Fprintf(t.out, "%s %s: %s at %s\n", d.Name, finding.Visible(d.API.Version), plural(len(d.Operations()), "operation"), url)
	if line, err := generator.NewPaste(d.API, d.Name).Client(url); err == nil {
		fmt.Fprintf(t.out, "  %s\n", line)
	}
	var left []string
	for _, op := range d.LeftOut() {
		left = append(left, op.Method+" "+op.Path)
	}
	if len(left) > 0 {
		t.line("left out", "%s, for defects that `armsmith inspect` prints", strings.Join(left, ", "))
	}
	if name := d.Unjudged(); name != "" {
		t.line("not judged", "neither requests nor answers, since the schema %s is composed of itself (by allOf, oneOf, anyOf or not)", finding.Visible(name))
	}
}

// shown says where the page is and, where that is not as documented, why.
func (t *terminal) shown(address, path string) {
	why := ""
	if path != mock.PagePath {
		why = " (a document has paths below " + mock.PagePath + ")"
	}
	fmt.Fprintf(t.out, "what is served and what comes in: %s%s%s\n", address, path, why)
}

// exchanged tells what a document has against a request or an answer. What is as it should be is
// not told, nor are credentials.
func (t *terminal) exchanged(x *mock.Exchange) {
	x = x.WithoutSecrets()
	var b strings.Builder
	say := func(what string, wrong []mock.Violation) {
		for _, v := range wrong {
			fmt.Fprintf(&b, "%s %.200s: %s: %.300s\n", x.Method, x.URL, what, v)
		}
	}
	say("request", x.Wrong)
	say("answer", x.AnswerWrong)
	if x.Refused != nil && len(x.Wrong) == 0 {
		fmt.Fprintf(&b, "%s %.200s: %d: %.300s\n", x.Method, x.URL, x.Refused.Status, x.Refused.Detail)
	}
	if b.Len() > 0 {
		fmt.Fprint(t.err, b.String())
	}
}
