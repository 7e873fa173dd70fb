package main

import (
	"net/url"
	"path/filepath"

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

// fileURI returns a file as SARIF names it: relative to the working directory where it can be.
func fileURI(file string) string {
	if file == "" {
		file = configName
	}
	u := url.URL{Path: filepath.ToSlash(file)}
	if filepath.IsAbs(file) {
		u.Scheme = "file"
	}
	return u.String()
}

// sarifOfFindings makes a log of findings, which have no rules of their own.
func sarifOfFindings(list finding.List) sarifLog {
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
	return newSarif("findings", []sarifRule{rule}, results)
}
