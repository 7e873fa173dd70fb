// Package mock calls every operation of documents of the corpus once, through its generated client,
// against the server that package mock makes of the document. The client must decode the answer,
// and the judge must find nothing wrong with it. The requests themselves are for tests/judged,
// which shares its machinery.
package mock

import (
	"context"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/internal/runtime"
	"github.com/armsmith/armsmith/mock"
	"github.com/armsmith/armsmith/tests/judged"
)

// Main is the body of the programs that the run writes.
func Main(packages []judged.Package) { judged.Drive(packages, drive) }

// drive calls every operation of one package against a server of its document.
func drive(ctx context.Context, specs string, pkg judged.Package) ([]judged.Verdict, error) {
	doc, api, err := judged.Read(ctx, specs, pkg)
	if err != nil {
		return nil, err
	}
	s := mock.New(mock.NewDocument(doc, api))
	s.Lenient = true
	seen := make(chan *mock.Exchange, 100)
	s.Watch(func(x *mock.Exchange) { seen <- x })
	handler := s.Handler()
	var running sync.WaitGroup // an answer may be read before its exchange is told
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		running.Add(1)
		defer running.Done()
		handler.ServeHTTP(w, req)
	}))
	defer server.Close()
	var out []judged.Verdict
	for _, group := range api.Groups {
		for _, op := range group.Operations {
			failed := judged.Through(ctx, pkg, api, group, op, runtime.WithEndpoint(server.URL+s.Mounts()[0].Path), runtime.WithInsecure(),
				runtime.WithPolling(runtime.PollPolicy{Min: time.Millisecond, Interval: time.Millisecond}))
			running.Wait()
			out = append(out, verdict(pkg, op, failed, seen))
		}
	}
	return out, nil
}

// verdict is what is wrong with a call: that it failed, that the server would not take it, or what
// the judge has against the answer.
func verdict(pkg judged.Package, op *model.Operation, failed error, seen <-chan *mock.Exchange) judged.Verdict {
	var problems []string
	sent, unsuccessful := "", false
	for len(seen) > 0 {
		x := <-seen
		unsuccessful = x.Operation != nil && x.Refused == nil && x.Operation.Success() >= 300 || // all that the document has
			x.Status == http.StatusPreconditionFailed || x.Status == http.StatusNotModified // tags and dates are made up
		sent += x.Method + " " + x.URL + " " + string(x.AnswerBody) + "\n"
		for _, v := range x.Wrong {
			if v.In == "security" {
				problems = append(problems, "request: "+v.String())
			}
		}
		for _, v := range x.AnswerWrong {
			if v.In != "example" {
				problems = append(problems, "answer: "+v.String())
			}
		}
		if x.Refused != nil {
			problems = append(problems, "refused: "+x.Refused.Title+": "+x.Refused.Detail)
		}
	}
	if failed != nil && !unsuccessful {
		problems = append(problems, "call: "+failed.Error())
	}
	return judged.NewVerdict(pkg, op, sent, problems)
}
