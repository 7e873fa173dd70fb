package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// errNoNode is why the rig cannot run on a machine.
var errNoNode = errors.New("the server needs Node")

// install puts the server where an earlier run may have put it already, and returns its folder.
func install(ctx context.Context) (string, error) {
	if _, err := exec.LookPath("node"); err != nil {
		return "", fmt.Errorf("%w: there is no node in PATH", errNoNode)
	}
	dir := filepath.Join(workFolder, "server")
	fresh, err := copyManifests(dir)
	if err != nil {
		return "", err
	}
	installed := filepath.Join(dir, "node_modules", "@microsoft.azure", "autorest.testserver")
	if _, err := os.Stat(filepath.Join(dir, "node_modules", ".package-lock.json")); err == nil && !fresh {
		return filepath.Abs(installed)
	}
	ctx, cancel := context.WithTimeout(ctx, 3*time.Minute)
	defer cancel()
	npm := exec.CommandContext(ctx, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	npm.Dir = dir
	if printed, err := npm.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: npm ci: %w\n%s", errNoNode, err, printed)
	}
	return filepath.Abs(installed)
}

// copyManifests copies what npm reads to dir, and reports whether it differs from what was there.
func copyManifests(dir string) (fresh bool, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return false, err
	}
	for _, name := range []string{"package.json", "package-lock.json"} {
		want, err := os.ReadFile(filepath.Join(folder, "server", name))
		if err != nil {
			return false, err
		}
		if have, err := os.ReadFile(filepath.Join(dir, name)); err == nil && bytes.Equal(have, want) {
			continue
		}
		if err := os.WriteFile(filepath.Join(dir, name), want, 0o644); err != nil {
			return false, err
		}
		fresh = true
	}
	return fresh, nil
}

// server is the test server while it runs.
type server struct {
	url     string
	printed bytes.Buffer
	stop    func()
}

// start runs the server on a free port of loopback and waits until it answers.
func start(ctx context.Context, installed string) (*server, error) {
	port, err := freePort(ctx)
	if err != nil {
		return nil, err
	}
	coverage, err := filepath.Abs(filepath.Join(workFolder, "coverage"))
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	s := &server{url: fmt.Sprintf("http://localhost:%d", port)}
	node := exec.CommandContext(ctx, "node", filepath.Join(installed, "dist", "cli", "cli.js"),
		"--port", fmt.Sprint(port), "--coverageDirectory", coverage)
	node.Stdout, node.Stderr = &s.printed, &s.printed
	if err := node.Start(); err != nil {
		cancel()
		return nil, err
	}
	ended := make(chan struct{})
	go func() {
		_ = node.Wait() // it is killed in the end
		close(ended)
	}()
	s.stop = func() { cancel(); <-ended }
	if err := s.await(ctx, ended); err != nil {
		s.stop()
		return nil, fmt.Errorf("%w\n%s", err, s.printed.String())
	}
	return s, nil
}

// freePort returns a port that nothing listens on.
func freePort(ctx context.Context) (int, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// await waits until the server answers.
func (s *server) await(ctx context.Context, ended <-chan struct{}) error {
	for range 600 {
		if _, err := s.counts(ctx, "vanilla"); err == nil {
			return nil
		}
		select {
		case <-ended:
			return errors.New("the server ended")
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
	return errors.New("the server does not answer after 30 s")
}

// groups are the server's names of its four reports.
var groups = []string{"vanilla", "azure", "optional", "dpg"}

// scenario is one that a report names.
type scenario struct {
	group, name string
	counted     bool // the server saw the requests that make it
}

// report returns how often the server counted each scenario: by report and name.
func (s *server) report(ctx context.Context) (map[string]map[string]int, error) {
	all := map[string]map[string]int{}
	for _, group := range groups {
		counts, err := s.counts(ctx, group)
		if err != nil {
			return nil, err
		}
		all[group] = counts
	}
	return all, nil
}

// scenarios compares two reports: some counts do not begin at zero.
func scenarios(before, after map[string]map[string]int) (all []scenario) {
	for group, counts := range after {
		for name, n := range counts {
			all = append(all, scenario{group: group, name: name, counted: n > before[group][name]})
		}
	}
	return all
}

// counts asks the server for one of its reports.
func (s *server) counts(ctx context.Context, group string) (map[string]int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+"/report/"+group, nil)
	if err != nil {
		return nil, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var counts map[string]int
	return counts, json.NewDecoder(resp.Body).Decode(&counts)
}
