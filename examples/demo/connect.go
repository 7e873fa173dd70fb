package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	azurebatch "github.com/armsmith/armsmith/gen/azurebatch/v20250601"
	azuremlupdate "github.com/armsmith/armsmith/gen/azureml/v20250601"
	azureml "github.com/armsmith/armsmith/gen/azureml/v20260301"
)

// services are the clients that the parts use.
type services struct {
	list   *azureml.Client
	update *azuremlupdate.Client
	batch  *azurebatch.Client
}

// connectAzure returns clients of the real services, with tokens from the environment. A program of
// your own would take its credential from azidentity: see README.md.
func connectAzure(_ context.Context, out io.Writer, to target) (s *services, stop func() error, err error) {
	if os.Getenv("AZURE_TOKEN") == "" && os.Getenv("AZURE_BATCH_TOKEN") == "" {
		return nil, nil, fmt.Errorf("set AZURE_TOKEN (for list and update) or AZURE_BATCH_TOKEN (for get and errors): see README.md")
	}
	network := &narrator{out: out, next: http.DefaultTransport}
	// one of them may be missing, which is an error of the first call that needs it
	token := func(name string) azureml.Credential {
		return azureml.NewRotatingKeyCredential(func() string { return os.Getenv(name) })
	}
	arm, batch := token("AZURE_TOKEN"), token("AZURE_BATCH_TOKEN")
	s = new(services)
	if s.list, err = azureml.NewClient(arm, azureml.WithTransport(network)); err != nil {
		return nil, nil, err
	}
	if s.update, err = azuremlupdate.NewClient(arm, azuremlupdate.WithTransport(network)); err != nil {
		return nil, nil, err
	}
	if s.batch, err = azurebatch.NewClient(to.batch, batch, azurebatch.WithTransport(network)); err != nil {
		return nil, nil, err
	}
	return s, func() error { return nil }, nil
}

// narrator is a transport that prints each exchange. Never print headers: they hold the token.
type narrator struct {
	out  io.Writer
	next http.RoundTripper
}

// RoundTrip sends the request on and prints one line about it.
func (n *narrator) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := n.next.RoundTrip(req)
	answer := "no answer"
	if err == nil {
		answer = cmp.Or(http.StatusText(resp.StatusCode), "?")
		answer = fmt.Sprintf("%d %s", resp.StatusCode, answer)
	}
	fmt.Fprintf(n.out, "   %-5s %-74s %s\n", req.Method, short(req.URL.RequestURI()), answer)
	return resp, err
}

// short leaves out what is the same in all paths of the Resource Manager.
func short(uri string) string {
	if _, rest, found := strings.Cut(uri, "/batchEndpoints/"); found {
		return ".../" + rest
	}
	return uri
}
