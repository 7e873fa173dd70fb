// Package runtime is what generated clients stand on: it turns a described operation and its parameters into a request,
// sends it, survives the network, and hands the answer back.
//
// A generated method is a descriptor and a few calls:
//
//	req := c.rt.NewRequest(&tasksGet)      // tasksGet is an Operation: a value, made once
//	req.Path("jobId", params.JobID)        // request.go, params.go: parameters, each checked as it is added
//	resp, err := c.rt.Do(ctx, req, opts...) // pipeline.go: authentication, retries, limits, errors
//	err = resp.JSON(out)                   // response.go: the body, decoded by the generated codec
//
// Where to find what:
//
//	operation.go  the descriptors that generated code declares
//	client.go     Client and its configuration; options.go the options of clients and calls
//	request.go    a request in the making; params.go, style.go, escape.go its parameters; checks.go their constraints
//	body.go       request bodies; multipart.go those with parts; format.go values as text
//	pipeline.go   one operation from beginning to end; attempt.go one try of it; retry.go whether and when there is another
//	origin.go     where requests may go and what they may carry there; redirect.go redirects
//	auth.go       credentials; token.go the cache of access tokens; challenge.go the 401s that ask for another one
//	response.go   the answer; header.go its headers; read.go its body, bounded; stream.go bodies that are read as they come
//	errors.go     what goes wrong; fault.go what services say about it
//	pager.go      lists that come in pages; poller.go operations that take long, longrunning.go how services report on them,
//	              resume.go both of them across a restart
//	observe.go    what is told to loggers (log.go) and tracers (trace.go)
//
// Generated packages re-export what their users name, so that this package can stay internal. It depends on the standard
// library alone and avoids what makes binaries big: no reflection, no regular expressions, no templates.
package runtime
