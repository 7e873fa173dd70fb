package main

import (
	"bufio"
	"bytes"
	"context"
	stdjson "encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/armsmith/armsmith/bench/peers/oapiml"
	"github.com/armsmith/armsmith/bench/peers/ogenml"
	"github.com/armsmith/armsmith/bench/peers/plainml"
	"github.com/armsmith/armsmith/gen/azureml/v20260301"
)

// serveForever answers every request with a payload: the one whose name the path ends in
// ("/page20/..." ends nowhere, so it is looked for anywhere). It stands in a process of its own, so
// that its work is not counted, and writes each answer in one piece.
func serveForever(folder string) error {
	answers := map[string][]byte{}
	for _, name := range []string{"page1", "page20"} {
		body, err := readPayload(folder, name)
		if err != nil {
			return err
		}
		// one page is the whole list
		body = bytes.Replace(body, []byte(`"nextLink"`), []byte(`"nextPage"`), 1)
		head := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: %d\r\n"+
			"x-ms-request-id: 00000000-0000-0000-0000-000000000000\r\nDate: Sat, 06 Sep 2025 06:59:15 GMT\r\n\r\n", len(body))
		answers[name] = append([]byte(head), body...)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println(listener.Addr())
	go func() { // ends with the process that started it
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	for {
		conn, err := listener.Accept()
		if err != nil {
			return err
		}
		go answer(conn, answers)
	}
}

func answer(conn net.Conn, answers map[string][]byte) {
	defer conn.Close()
	in := bufio.NewReader(conn)
	for {
		first, err := in.ReadString('\n')
		if err != nil {
			return
		}
		for line := first; line != "\r\n"; {
			if line, err = in.ReadString('\n'); err != nil {
				return
			}
		}
		for name, text := range answers {
			if strings.Contains(first, "/"+name+"/") {
				if _, err := conn.Write(text); err != nil {
					return
				}
			}
		}
	}
}

// callSubjects returns one List call of each page size.
func callSubjects(folder string) (subjects []Subject, stop func(), err error) {
	cmd := exec.Command(os.Args[0], "-serve", folder)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, nil, err
	}
	stop = func() { in.Close(); _ = cmd.Wait() }
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return nil, stop, err
	}
	for _, page := range []struct {
		name string
		size int
	}{{"page1", 1}, {"page20", 20}} {
		s, err := callSubject("http://"+strings.TrimSpace(address), page.name, page.size)
		if err != nil {
			return nil, stop, err
		}
		subjects = append(subjects, s)
	}
	return subjects, stop, nil
}

const (
	subscription = "00000000-1111-2222-3333-444444444444"
	listPath     = "/subscriptions/" + subscription + "/resourceGroups/%s/providers/Microsoft.MachineLearningServices/workspaces/my-aml-workspace" +
		"/batchEndpoints/testEndpointName/deployments?api-version=2026-03-01&$top=50"
)

// callSubject has every client list one page over a connection that stays open. The resource group
// names the page.
func callSubject(endpoint, page string, size int) (Subject, error) {
	client := &http.Client{Transport: &http.Transport{DisableCompression: true}}
	url := endpoint + fmt.Sprintf(listPath, page)
	s := Subject{Name: "call " + page, Base: "net/http, io.ReadAll, encoding/json"}
	byHand := func(name string, read func(*http.Response) (int, error)) {
		s.Contenders = append(s.Contenders, Contender{Name: name, Do: func() error {
			req, err := http.NewRequestWithContext(context.Background(), "GET", url, nil)
			if err != nil {
				return err
			}
			req.Header.Set("Authorization", "Bearer token")
			req.Header.Set("Accept", "application/json")
			resp, err := client.Do(req)
			if err != nil {
				return err
			}
			defer resp.Body.Close()
			n, err := read(resp)
			if err == nil && n != size {
				err = fmt.Errorf("%d deployments", n)
			}
			return err
		}})
	}
	byHand(s.Base, func(resp *http.Response) (int, error) {
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			return 0, err
		}
		var p plainml.BatchDeploymentTrackedResourceArmPaginatedResult
		err = stdjson.Unmarshal(body, &p)
		return len(p.Value), err
	})
	byHand("floor: body discarded", func(resp *http.Response) (int, error) {
		_, err := io.Copy(io.Discard, resp.Body)
		return size, err
	})
	byHand("floor: body read into a buffer of its size", func(resp *http.Response) (int, error) {
		_, err := io.ReadFull(resp.Body, make([]byte, resp.ContentLength))
		return size, err
	})
	generated, err := generatedClients(endpoint, page, size, client)
	s.Contenders = append(s.Contenders, generated...)
	for _, c := range s.Contenders {
		if err := c.Do(); err != nil {
			return s, fmt.Errorf("%s: %s: %w", s.Name, c.Name, err)
		}
	}
	return s, err
}

type ogenToken struct{}

func (ogenToken) AzureAuth(context.Context, ogenml.OperationName) (ogenml.AzureAuth, error) {
	return ogenml.AzureAuth{Token: "token"}, nil
}

func generatedClients(endpoint, page string, size int, client *http.Client) ([]Contender, error) {
	ctx := context.Background()
	right := func(n int, err error) error {
		if err == nil && n != size {
			err = fmt.Errorf("%d deployments", n)
		}
		return err
	}
	cred := azureml.NewTokenCredential(func(context.Context, []string, string) (string, time.Time, error) {
		return "token", time.Now().Add(time.Hour), nil
	})
	ours, err := azureml.NewClient(cred, azureml.WithEndpoint(endpoint), azureml.WithInsecure(), azureml.WithHTTPClient(client))
	if err != nil {
		return nil, err
	}
	ogen, err := ogenml.NewClient(endpoint, ogenToken{}, ogenml.WithClient(client))
	if err != nil {
		return nil, err
	}
	oapi, err := oapiml.NewClientWithResponses(endpoint, oapiml.WithHTTPClient(client), oapiml.WithRequestEditorFn(
		func(_ context.Context, req *http.Request) error {
			req.Header.Set("Authorization", "Bearer token")
			return nil
		}))
	if err != nil {
		return nil, err
	}
	top := int32(50)
	return []Contender{
		{Name: "armsmith", Do: func() error {
			n := 0
			for _, err := range ours.BatchDeployments.List(ctx, azureml.ListBatchDeploymentsParams{
				SubscriptionID: subscription, ResourceGroupName: page, WorkspaceName: "my-aml-workspace", EndpointName: "testEndpointName", Top: azureml.Some(top),
			}).All() {
				if err != nil {
					return err
				}
				n++
			}
			return right(n, nil)
		}},
		{Name: "ogen", Do: func() error {
			res, err := ogen.BatchDeploymentsList(ctx, ogenml.BatchDeploymentsListParams{
				SubscriptionId: subscription, ResourceGroupName: page, WorkspaceName: "my-aml-workspace", EndpointName: "testEndpointName",
				APIVersion: "2026-03-01", Top: ogenml.NewOptInt32(top),
			})
			if err != nil {
				return err
			}
			return right(len(res.Value), nil)
		}},
		{Name: "oapi-codegen", Do: func() error {
			res, err := oapi.BatchDeploymentsListWithResponse(ctx, subscription, page, "my-aml-workspace", "testEndpointName",
				&oapiml.BatchDeploymentsListParams{ApiVersion: "2026-03-01", Top: &top})
			if err != nil {
				return err
			}
			if res.JSON200 == nil {
				return errors.New(res.Status())
			}
			return right(len(*res.JSON200.Value), nil)
		}},
	}, nil
}
