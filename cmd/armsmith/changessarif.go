package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/armsmith/armsmith/generator/changes"
	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/model"
)

// What is reported besides the changes of an API, as rules beside those of generator/changes.
var (
	clientAdded   = sarifRule{"client-added", sarifText{"A client is new"}}
	clientRemoved = sarifRule{"client-removed", sarifText{"A client is gone"}}
	generatorMade = sarifRule{"generator-changed", sarifText{"Another version of armsmith makes another client of the same document"}}
)

// sarifOfChanges makes a log of what has become of clients: a result for each change, at its place
// in the new document.
func sarifOfChanges(all []comparedClient) sarifLog {
	results := []sarifResult{}
	for _, c := range all {
		switch c.Status {
		case clientIsNew:
			results = append(results, c.sarifResult(clientAdded, " "+sayings[c.Status]))
		case clientIsGone:
			results = append(results, c.sarifResult(clientRemoved, " "+sayings[c.Status]))
		}
		for _, change := range c.Report.Changes {
			results = append(results, c.sarifChange(change))
		}
		if g := c.Report.Generator; g != nil {
			results = append(results, c.sarifResult(generatorMade, ": "+g.String()))
		}
	}
	return newSarif("changes", rulesOf(results), results)
}

// sarifResult is what concerns a client as a whole, and stands at the configuration. The text goes
// on after the client's name.
func (c *comparedClient) sarifResult(rule sarifRule, text string) sarifResult {
	name := cmp.Or(filepath.ToSlash(c.Out), "the client")
	return sarifResult{Rule: rule.ID, Level: sarifLevel(c.Report.Source), Message: sarifText{name + text},
		Locations: []sarifLocation{sarifAt(finding.Place{})}}
}

// sarifChange is one change. Where callers use what it is about, and where that stood in a document
// that is there, are related places; of a committed document the message says it.
func (c *comparedClient) sarifChange(change changes.Change) sarifResult {
	out := sarifResult{Rule: change.Rule, Level: sarifLevel(change.Worst()), Properties: map[string]string{
		"go": change.Go, "source": change.Source.String(), "running": change.Running.String(), "behaviour": change.Behaviour.String(),
	}}
	text := change.Message
	at, old := change.Where.New, change.Where.Old
	if at.File == "" {
		at = model.Place{File: c.document}
	}
	switch {
	case old.File == "" || old == at:
	case c.before != "":
		text += fmt.Sprintf("; it was at %s of %s", changes.Where{Old: old}, c.before)
	default:
		out.relate(placeOf(old), "as it was")
	}
	if change.Todo != "" {
		text += " (to do: " + change.Todo + ")"
	}
	for _, use := range change.Uses {
		out.relate(useAt(use), "used here")
	}
	out.Message, out.Locations = sarifText{text}, []sarifLocation{sarifAt(placeOf(at))}
	return out
}

func (r *sarifResult) relate(p finding.Place, why string) {
	at := sarifAt(p)
	at.Message = &sarifText{why}
	r.Related = append(r.Related, at)
}

func placeOf(p model.Place) finding.Place {
	return finding.Place{File: p.File, Line: p.Line, Pointer: p.Pointer}
}

// useAt reads a position, "main.go:12:3".
func useAt(use string) finding.Place {
	parts := strings.Split(use, ":")
	if len(parts) < 3 {
		return finding.Place{File: use}
	}
	line, _ := strconv.Atoi(parts[len(parts)-2])
	column, _ := strconv.Atoi(parts[len(parts)-1])
	return finding.Place{File: strings.Join(parts[:len(parts)-2], ":"), Line: line, Column: column}
}

// sarifLevel is how much a change asks of whoever reads a log.
func sarifLevel(v changes.Verdict) string {
	if v == changes.Breaking {
		return finding.Error.String()
	}
	return finding.Note.String()
}

// rulesOf returns the rules of results, in the order of the table.
func rulesOf(results []sarifResult) []sarifRule {
	known := []sarifRule{clientAdded, clientRemoved, generatorMade}
	dots := strings.NewReplacer("{it}", "it", "{old}", "...", "{new}", "...")
	for _, r := range changes.Rules() {
		known = append(known, sarifRule{r.ID, sarifText{dots.Replace(r.Message)}})
	}
	return slices.DeleteFunc(known, func(rule sarifRule) bool {
		return !slices.ContainsFunc(results, func(r sarifResult) bool { return r.Rule == rule.ID })
	})
}
