// Package generator makes a Go client from an OpenAPI document, or from several that describe one
// API. [Generate] takes the document
// through load, plan and emit, and returns the client as a value; [Inspect] returns the model of
// it, and [Changes] what differs between two. A program may change the model before it is written,
// see Edit of [Config]. [Callers] says which of that touches a program,
// [Bump] where the client of a new version goes, and [Migrate] how a program moves from one client
// to another. Writing what they return, or checking that what is committed is current, is for
// package output and for the results themselves; nothing here touches the disk except to read.
package generator

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/armsmith/armsmith"
	"github.com/armsmith/armsmith/generator/changes"
	"github.com/armsmith/armsmith/generator/emit"
	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/foreign"
	"github.com/armsmith/armsmith/generator/judge"
	"github.com/armsmith/armsmith/generator/load"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/output"
	"github.com/armsmith/armsmith/generator/plan"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/operation"
	"github.com/armsmith/armsmith/generator/propose"
	"github.com/armsmith/armsmith/generator/rule"
)

// Config says what to generate from what. Spec and Out are all that most callers need.
type Config struct {
	// path of the document, of a folder with the documents of a version, or of a readme.md that
	// names the documents of its tags
	Spec string
	// more of them: all are one API, and one client; the order decides nothing
	Specs []string
	Tag   string // of a readme.md; "" for the one that it names as its own
	// OpenAPI Overlays to apply to the documents before anything else, in this order
	Overlays []string
	// where Spec and Specs are read, see load.Options; nil: the operating system's files
	FS fs.FS
	// folder that the document's references may not lead out of; "" to find it, see load.Options
	Root string
	// output folder, which need not exist; only its place counts, nothing is written
	Out        string
	Package    string // Go package name; "" for the name of the output folder
	ImportPath string // of the generated package; "" to find it from the go.mod above Out
	// folder of a runtime that several clients of one module share, see [Runtime]; "" to write a
	// copy of its own below the client
	Runtime  string
	Tolerate bool        // leave out what a defect of the document reaches, instead of failing
	Progress func(Stage) // told before each stage; may be nil
	Rules    rule.Set    // what the owner says of the document
	// changes the model before anything is made of it; nil: nobody does. It may change whatever it
	// likes as long as what it leaves is whole: names are Go's and differ, and what is referred to
	// is there. Anything else is an error that says what is wrong, and so are an error that it
	// returns and a panic. The names that it gives are not kept in armsmith.names: it gives them
	// again.
	Edit func(*model.API) error
	// what an earlier run called things, as the file [name.LockFile] has it; nil to read that file
	// in Out, if there is one
	Names []byte
	// forget the names of what the document no longer holds, which are kept from others otherwise
	Tidy bool
	// the client of the version before, as it is generated: names are taken over from it on the
	// first run, and CHANGELOG.md says what has changed since; nil for none
	Since *Config
	// with Since: write package convert below the client, which turns models of the version before
	// into those of this one, and back; both clients must share a runtime
	Convert bool
}

// Stage is a part of the work, for showing progress.
type Stage string

// The stages, in their order.
const (
	StageLoad Stage = "reading"
	StagePlan Stage = "modelling"
	StageEmit Stage = "writing Go"
)

// Stages is how many there are.
const Stages = 3

// Output is a generated client, whole. Its Set can be compared with a folder and written there.
type Output struct {
	*output.Set
	// sorted; with Config.Tolerate, what was left out and why is among the warnings
	Findings finding.List
	Sources  []string     // files read, those asked for first
	Version  load.Version // what the document was written in
	API      *model.API   // what the client was written from
	Stats    Stats
	Changes  *changes.Report // since Config.Since; nil without it

	target *target
}

// Stats are figures about one run.
type Stats struct {
	Files, Lines, Bytes       int // of the output, a copied runtime not counted
	RuntimeFiles              int // of a copied runtime
	Groups, Operations, Types int
	// operations of the document that are not in the client, see Config.Tolerate
	LeftOut          int
	Load, Plan, Emit time.Duration
}

// Error is returned when a document has defects that stop it from being generated.
type Error struct {
	Findings finding.List // all of them, sorted, warnings included; at least one is an Error
}

// Error returns the first error found and says how many more there are.
func (e *Error) Error() string {
	var first string
	n := 0
	for _, f := range e.Findings {
		if f.Severity == finding.Error {
			if n++; n == 1 {
				first = f.String()
			}
		}
	}
	if n > 1 {
		return fmt.Sprintf("%s; and %d more errors", first, n-1)
	}
	return first
}

// Generate makes a client. The error is an [*Error] when the document or the configuration is at
// fault, and when armsmith itself failed, which the finding then says; otherwise it is that of the
// context.
func Generate(ctx context.Context, cfg Config) (out *Output, err error) {
	r := &run{cfg: cfg}
	defer r.recover(&err)
	target, err := resolve(cfg)
	if err != nil {
		return nil, r.fail(cfg.source(), err)
	}
	if r.before, err = readBefore(ctx, cfg); err != nil {
		return nil, err
	}
	if err := r.before.convertible(target, cfg.Convert); err != nil {
		return nil, r.fail(cfg.source(), err)
	}
	if err := r.read(ctx, target); err != nil {
		return nil, err
	}
	if cfg.ImportPath == "" {
		r.findings = append(r.findings, olderGo(cfg.Out)...).Sorted()
	}
	if r.api == nil || r.findings.HasErrors() && !cfg.Tolerate {
		return nil, &Error{Findings: r.findings}
	}
	if err := r.begin(ctx, StageEmit); err != nil {
		return nil, err
	}
	report := r.before.changes(r.api)
	files, err := emit.Emit(r.api, emit.Config{
		ImportPath:    target.importPath,
		RuntimeImport: target.runtimeImport,
		Version:       armsmith.Version,
		Before:        r.before.emitted(report, cfg.Convert),
	})
	if err != nil {
		return nil, r.internal(err)
	}
	out, err = r.output(files, target)
	if err == nil {
		out.Changes = report
	}
	return out, err
}

// Inspection is what a document holds, as the model has it.
type Inspection struct {
	Sources  []string
	Version  load.Version
	Document *load.Document // nil when it could not be read
	API      *model.API     // nil when nothing could be made of the document
	Findings finding.List
	// rules that the owner could write for what the document shows without saying it: how lists
	// come in pages, by which header a POST is safe to repeat, which successes are errors, how
	// webhooks are signed and told apart, how jobs are followed, how streams end
	Proposed rule.Set
}

// Inspect reads a document and returns the model of it, however many defects it has. Its findings
// include what a second opinion finds that armsmith does not mind, see [judge.Validate].
func Inspect(ctx context.Context, cfg Config) (in *Inspection, err error) {
	r := &run{cfg: cfg}
	defer r.recover(&err)
	target, err := resolveNames(cfg)
	if err != nil {
		return nil, r.fail(cfg.source(), err)
	}
	if err := r.read(ctx, target); err != nil {
		return nil, err
	}
	in = &Inspection{API: r.api, Findings: r.findings}
	if r.api != nil {
		in.Proposed = propose.Rules(r.api)
		if cfg.Rules.Webhooks != nil {
			in.Proposed.Webhooks = nil // the owner has said it
		}
	}
	if r.doc != nil {
		in.Document, in.Sources, in.Version = r.doc, r.doc.Files, r.doc.Kind
		in.Findings = append(in.Findings, judge.Validate(ctx, r.doc, r.findings)...).Sorted()
	}
	return in, nil
}

// run is the state of one call.
type run struct {
	cfg      Config
	stage    Stage
	since    time.Time
	before   *before        // nil without Config.Since
	doc      *load.Document // nil when it could not be read
	names    *name.Book
	api      *model.API // nil when there is none to be had
	findings finding.List
	stats    Stats
}

// read loads the document and builds the model. Its error is the context's, or what is wrong with
// [Config.Edit]; defects of the document go to r.findings.
func (r *run) read(ctx context.Context, target *target) error {
	if err := r.begin(ctx, StageLoad); err != nil {
		return err
	}
	lock, err := readNames(r.cfg, r.before)
	if err != nil {
		r.findings = finding.List{*err}
		return nil
	}
	r.names = name.NewBook(lock)
	opts := load.Options{FS: r.cfg.FS, Root: r.cfg.Root, Tag: r.cfg.Tag, Overlays: r.cfg.Overlays,
		Renames: r.cfg.Rules.Renames, Types: r.cfg.Rules.Types}
	r.doc, r.findings = load.LoadAll(ctx, r.cfg.specs(), opts)
	if err := ctx.Err(); err != nil {
		return context.Cause(ctx)
	}
	r.stats.Load = time.Since(r.since)
	if r.doc == nil {
		r.findings = r.findings.Sorted()
		return nil
	}
	if err := r.begin(ctx, StagePlan); err != nil {
		return err
	}
	cfg := plan.Config{Package: target.pkg, Source: target.source, Tolerate: r.cfg.Tolerate, Rules: r.cfg.Rules, Names: r.names}
	if named := plan.StandIns(r.doc, cfg.Rules.Types); len(named) > 0 {
		cfg.Found = foreign.Look(ctx, r.cfg.Out, named)
	}
	api, found := plan.Plan(r.doc, cfg)
	if more, some := inferred(cfg.Rules, api); some {
		cfg.Rules = more
		r.names = name.NewBook(lock)
		cfg.Names = r.names
		api, found = plan.Plan(r.doc, cfg)
	}
	r.api = api
	r.findings = append(r.findings, found...).Sorted()
	if err := r.types(cfg.Found); err != nil {
		return err
	}
	r.stats.Plan = time.Since(r.since)
	return r.edit()
}

// inferred adds to rules what the owner has inferred from what a document shows, and reports
// whether that is anything.
func inferred(rules rule.Set, api *model.API) (rule.Set, bool) {
	if !rules.Infer {
		return rules, false
	}
	shown := propose.Rules(api)
	for i := range shown.Paging {
		shown.Paging[i].Inferred = true
	}
	rules.Paging = slices.Concat(rules.Paging, shown.Paging)
	for i := range shown.Async {
		shown.Async[i].Inferred = true
	}
	rules.Async = slices.Concat(rules.Async, shown.Async)
	rules.Streaming = slices.Concat(rules.Streaming, shown.Streaming)
	keys := rules.Idempotency == nil && shown.Idempotency != nil
	if keys {
		rules.Idempotency = shown.Idempotency
		rules.Idempotency.Inferred = true
	}
	told := rules.Errors == nil && shown.Errors != nil
	if told {
		rules.Errors = shown.Errors
		rules.Errors.Inferred = true
	}
	hooks := rules.Webhooks == nil && shown.Webhooks != nil
	if hooks {
		rules.Webhooks = shown.Webhooks
		rules.Webhooks.Inferred = true
	}
	return rules, keys || told || hooks || len(shown.Paging)+len(shown.Async)+len(shown.Streaming) > 0
}

func (r *run) begin(ctx context.Context, stage Stage) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	r.stage, r.since = stage, time.Now()
	if r.cfg.Progress != nil {
		r.cfg.Progress(stage)
	}
	return nil
}

// output completes what was emitted: the copied runtime, the manifest, the figures.
func (r *run) output(files map[string][]byte, target *target) (*Output, error) {
	files[name.LockFile] = r.names.Lock(r.cfg.Tidy).Bytes()
	stats := r.stats
	stats.Files = len(files)
	for _, data := range files {
		stats.Bytes += len(data)
		stats.Lines += countLines(data)
	}
	if target.copyRuntime {
		bundle, err := usedRuntime(files, target.runtimeImport)
		if err != nil {
			return nil, r.internal(err)
		}
		for p, data := range bundle {
			p = path.Join(RuntimeCopy, p)
			if _, taken := files[p]; taken {
				return nil, r.internal(fmt.Errorf("the client has a file %s of its own", p))
			}
			files[p] = data
		}
		stats.RuntimeFiles = len(bundle)
	}
	set, err := output.New(armsmith.Version, files)
	if err != nil {
		return nil, r.internal(err)
	}
	stats.Emit = time.Since(r.since)
	stats.Groups, stats.Types = len(r.api.Groups), len(r.api.Types)
	stats.Operations, stats.LeftOut = r.countOperations()
	return &Output{Set: set, Findings: r.findings, Sources: r.doc.Files, Version: r.doc.Kind, API: r.api, Stats: stats, target: target}, nil
}

// countOperations counts the operations that are in the model and those of the document that are
// not. One with several kinds of request content has several methods and counts as one.
func (r *run) countOperations() (made, leftOut int) {
	met := map[[3]string]bool{}
	for _, g := range r.api.Groups {
		for _, op := range g.Operations {
			met[[3]string{op.Method, op.Path, op.ID}] = true
		}
	}
	// the same way, so that what is there twice counts as one here too
	described := map[[3]string]bool{}
	for op := range r.doc.Operations() {
		if !r.cfg.Rules.Keeps(operation.Subject(op.Node, op.Method, op.Path)) {
			continue
		}
		path, _, _ := strings.Cut(op.Path, "#")
		described[[3]string{op.Method, path, cmp.Or(op.Node.Get("operationId").Str(), op.Path)}] = true
	}
	return len(met), max(0, len(described)-len(met))
}

// fail adds one error to what was found and returns it all.
func (r *run) fail(file string, err error) error {
	found := finding.Finding{Severity: finding.Error, Place: finding.Place{File: file}, Message: err.Error()}
	var f *fixable
	if errors.As(err, &f) {
		found.Fix = f.fix
	}
	var own *misplaced
	if errors.As(err, &own) {
		found.Place = own.place
	}
	return &Error{Findings: append(r.findings, found).Sorted()}
}
