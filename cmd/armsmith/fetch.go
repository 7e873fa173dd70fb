package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/armsmith/armsmith"
	"github.com/armsmith/armsmith/generator/load"
)

// The limits of a download.
const (
	fetchTime      = 2 * time.Minute
	fetchRedirects = 5
)

// specsFolder is where fetched documents are, beside armsmith.yaml.
const specsFolder = "specs"

func fetchCommand(term *terminal) *cobra.Command {
	var sum string
	cmd := &cobra.Command{
		Use:   "fetch URL [name]",
		Short: "Download a document into specs/ and pin it: the only command that uses the network",
		Long: `Download a document over https into the folder specs beside armsmith.yaml (or here, where there is none), and write its SHA-256
into specs/` + pinsName + `, which "sha256sum --check" reads too. The name is the last part of the address unless another is given.

A document that was fetched before must be the same: another one is an error that says its sum, and --sha256 with that sum takes
it. Nothing but the address is sent: no credentials, no cookies. Redirects are shown, and lead to https alone.`,
		Example: "  armsmith fetch https://petstore3.swagger.io/api/v3/openapi.json\n  armsmith fetch https://api.example.com/openapi.yaml example.yaml --sha256 9f86d081884c7d65...",
		Args:    cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			f, err := newFetch(append(args, "")[0], append(args, "")[1], sum)
			if err != nil {
				return usageError{err}
			}
			ctx, cancel := context.WithTimeout(cmd.Context(), fetchTime)
			defer cancel()
			return f.run(ctx, term, http.DefaultTransport)
		},
	}
	cmd.Flags().StringVar(&sum, "sha256", "", "sum that the document must have; it replaces the one that is pinned")
	return cmd
}

// fetch is a download that somebody asks for.
type fetch struct {
	address *url.URL
	folder  string // specs
	name    string // of the file, from folder
	sum     string // in hexadecimal; "" for what is pinned
	config  string // armsmith.yaml; "" when there is none
}

var (
	fileName = regexp.MustCompile(`^[\pL\pN_][\pL\pN_.-]*$`)
	sumText  = regexp.MustCompile(`^[0-9a-f]{64}$`)
)

// newFetch reads the command line.
func newFetch(address, name, sum string) (*fetch, error) {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return nil, errors.New("the address is no URL")
	case u.Scheme != "https" || u.Host == "":
		return nil, fmt.Errorf("%s: want an address that begins with https://", u.Redacted())
	case u.User != nil:
		return nil, fmt.Errorf("%s: no credentials are sent: take them out of the address, or download the file with another program", u.Redacted())
	}
	u.Fragment = ""
	if sum = strings.ToLower(sum); sum != "" && !sumText.MatchString(sum) {
		return nil, errors.New("--sha256: want 64 hexadecimal digits")
	}
	if name == "" {
		name = path.Base(u.Path)
	}
	if !fileName.MatchString(name) || name == pinsName {
		return nil, fmt.Errorf("%q cannot be the name of a file in %s: give one after the address, such as openapi.yaml", name, specsFolder)
	}
	cwd, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	f := &fetch{address: u, folder: specsFolder, name: name, sum: sum}
	if config, err := findConfig(cwd); err == nil {
		f.config = fromHere(cwd, config)
		f.folder = fromHere(cwd, filepath.Join(filepath.Dir(config), specsFolder))
	}
	return f, nil
}

// run downloads the document and writes it, and its pin, when both are as they should be.
func (f *fetch) run(ctx context.Context, term *terminal, transport http.RoundTripper) error {
	pins, err := readPins(f.folder)
	if err != nil {
		return err
	}
	if err := f.free(pins); err != nil {
		return err
	}
	data, err := f.download(ctx, term, transport)
	if err != nil {
		return err
	}
	sum := sumOf(data)
	if err := f.expected(pins, sum); err != nil {
		return err
	}
	if err := f.isDocument(ctx, term, data); err != nil {
		return err
	}
	file := filepath.Join(f.folder, f.name)
	pins.set(pin{f.address.String(), sum, f.name})
	if err := errors.Join(os.MkdirAll(f.folder, 0o755), replaceFile(file, data)); err != nil {
		return err
	}
	if err := replaceFile(filepath.Join(f.folder, pinsName), pins.text()); err != nil {
		return err
	}
	fmt.Fprintf(term.out, "%s -> %s\n", f.address, file)
	term.line("sha256", "%s, pinned in %s", sum, filepath.Join(f.folder, pinsName))
	if f.config == "" {
		fmt.Fprintf(term.out, "next: armsmith init %s\n", filepath.ToSlash(file))
	}
	return nil
}

// sumOf returns the SHA-256 of a document as it is pinned.
func sumOf(data []byte) string {
	digest := sha256.Sum256(data)
	return hex.EncodeToString(digest[:])
}

// free says why the file cannot be written: it is of another address, or nobody fetched it, or
// somebody has changed it since.
func (f *fetch) free(pins pins) error {
	file := filepath.Join(f.folder, f.name)
	data, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	old, pinned := pins.of(f.name)
	switch {
	case pinned && old.address != f.address.String():
		return fmt.Errorf("%s was fetched from %s: give another name after the address", file, old.address)
	case err != nil:
		return nil
	case !pinned:
		return fmt.Errorf("%s is there already, and was not fetched: give another name after the address, or delete it", file)
	case sumOf(data) != old.sum:
		return fmt.Errorf("%s was changed since it was fetched: put the changes into an overlay, delete it, and fetch it again", file)
	}
	return nil
}

// expected says what is wrong with the sum of what was downloaded.
func (f *fetch) expected(pins pins, sum string) error {
	old, pinned := pins.of(f.name)
	switch {
	case f.sum != "" && f.sum != sum:
		return fmt.Errorf("%s has the SHA-256 %s, not %s as --sha256 says; nothing was written", f.address, sum, f.sum)
	case f.sum == "" && pinned && old.sum != sum:
		return fmt.Errorf("%s is not what it was: it has the SHA-256 %s, and %s is pinned in %s; nothing was written. "+
			"To take it: armsmith fetch %s %s --sha256 %s", f.address, sum, old.sum, filepath.Join(f.folder, pinsName), f.address, f.name, sum)
	}
	return nil
}

// isDocument refuses what is no API description at all. What it refers to is not looked at.
func (f *fetch) isDocument(ctx context.Context, term *terminal, data []byte) error {
	files, err := oneFile(f.name, data)
	if err != nil {
		return err
	}
	doc, found := load.Load(ctx, f.name, load.Options{FS: files})
	if doc != nil {
		return nil
	}
	term.findings(found, 0)
	return fmt.Errorf("%s gave no document that can be used; nothing was written", f.address)
}

// download returns what is at the address.
func (f *fetch) download(ctx context.Context, term *terminal, transport http.RoundTripper) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, f.address.String(), nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", "armsmith/"+armsmith.Version)
	req.Header.Set("Accept", "application/json, application/yaml, */*;q=0.5")
	client := &http.Client{Transport: transport, CheckRedirect: func(next *http.Request, via []*http.Request) error {
		next.Header.Del("Referer") // the address before may hold what is not for this host
		switch {
		case len(via) > fetchRedirects:
			return fmt.Errorf("more than %d redirects", fetchRedirects)
		case next.URL.Scheme != "https" || next.URL.User != nil:
			return fmt.Errorf("it redirects to %s, which is not https without credentials", next.URL.Redacted())
		}
		fmt.Fprintf(term.err, "redirected to %s\n", next.URL)
		return nil
	}}
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s answered %s", resp.Request.URL, resp.Status)
	}
	return readDocument(resp.Body, resp.Request.URL.String())
}
