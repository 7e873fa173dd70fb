package main

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/armsmith/armsmith"
	"github.com/armsmith/armsmith/generator/finding"
)

// The parts of a log of SARIF 2.1.0 that code scanning shows.
type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool struct {
		Driver sarifDriver `json:"driver"`
	} `json:"tool"`
	// tells the logs of one command from those of another: code scanning replaces what it has of
	// the same
	Automation struct {
		ID string `json:"id"`
	} `json:"automationDetails"`
	Results []sarifResult `json:"results"`
}

type sarifDriver struct {
	Name    string      `json:"name"`
	Version string      `json:"version"`
	Rules   []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID    string    `json:"id"`
	Short sarifText `json:"shortDescription"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifResult struct {
	Rule       string            `json:"ruleId"`
	Level      string            `json:"level"` // "error", "warning" or "note"
	Message    sarifText         `json:"message"`
	Locations  []sarifLocation   `json:"locations"`
	Related    []sarifLocation   `json:"relatedLocations,omitempty"`
	Properties map[string]string `json:"properties,omitempty"`
}

type sarifLocation struct {
	Physical sarifPhysical  `json:"physicalLocation"`
	Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	Message  *sarifText     `json:"message,omitempty"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   *sarifRegion  `json:"region,omitempty"`
}

type sarifArtifact struct {
	URI string `json:"uri"`
}

type sarifRegion struct {
	Line   int `json:"startLine"`
	Column int `json:"startColumn,omitempty"`
}

type sarifLogical struct {
	Name string `json:"fullyQualifiedName"` // a JSON pointer
}

// newSarif returns the log of one run of a command.
func newSarif(command string, rules []sarifRule, results []sarifResult) sarifLog {
	run := sarifRun{Results: results}
	run.Tool.Driver = sarifDriver{"armsmith", armsmith.Version, rules}
	run.Automation.ID = "armsmith-" + command + "/"
	return sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}}
}

// sarifAt is a place as SARIF has it. What is about no file is about the configuration, since code
// scanning shows nothing without a place.
func sarifAt(p finding.Place) sarifLocation {
	at := sarifLocation{Physical: sarifPhysical{Artifact: sarifArtifact{fileURI(p.File)}}}
	if p.Line > 0 {
		at.Physical.Region = &sarifRegion{p.Line, p.Column}
	}
	if p.Pointer != "" {
		at.Logical = []sarifLogical{{p.Pointer}}
	}
	return at
}

// fileURI returns a file as SARIF names it: relative to the working directory when it lies below
// that, and else absolute. Code scanning takes the first as relative to the root of the repository,
// and finds the second by where it is checked out.
func fileURI(file string) string {
	if file == "" {
		file = configName
	}
	abs, err := filepath.Abs(file)
	if err != nil {
		return (&url.URL{Path: filepath.ToSlash(file)}).String()
	}
	if here, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(here, abs); err == nil && filepath.IsLocal(rel) {
			return (&url.URL{Path: filepath.ToSlash(rel)}).String()
		}
	}
	return (&url.URL{Scheme: "file", Path: "/" + strings.TrimPrefix(filepath.ToSlash(abs), "/")}).String()
}

// sarifOfFindings makes a log of what a command has found, which has no rules of its own.
func sarifOfFindings(command string, list finding.List) sarifLog {
	rule := sarifRule{"api-description", sarifText{"A defect of an API description, or of what is made from it"}}
	results := []sarifResult{}
	for _, f := range list {
		text := f.Message
		if f.Fix != "" {
			text += " (" + f.Fix + ")"
		}
		results = append(results, sarifResult{Rule: rule.ID, Level: f.Severity.String(), Message: sarifText{text},
			Locations: []sarifLocation{sarifAt(f.Place)}})
	}
	return newSarif(command, []sarifRule{rule}, results)
}
