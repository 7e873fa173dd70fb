// Package runtime is what generated clients stand on: it turns a described operation and its
// parameters into a request, sends it, survives the network, and hands the answer back.
//
// A generated method is a descriptor and a few calls:
//
//	req := c.rt.NewRequest(&tasksGet)             // tasksGet is an Operation: a value, made once
//	req.Path("jobId", Text(params.JobID), Simple) // params.go: each parameter, checked as it is added
//	err := c.rt.Call(ctx, req, out, opts...)      // pipeline.go: credentials, retries, errors;
//	                                              // response.go: the body, read by the codec
//
// Where to find what:
//
//	operation.go  the descriptors that generated code declares
//	client.go     Client and its configuration; options.go the options of clients and calls,
//	              limits.go what they bound
//	request.go    a request in the making; params.go, style.go, escape.go its parameters;
//	              checks.go their constraints
//	values.go     what a parameter or field is, a text, a list or an object;
//	              format.go scalars as text; shape.go the way back
//	body.go       request bodies; form.go those that are forms, multipart.go those with parts
//	pipeline.go   one operation from beginning to end; build.go its URL;
//	              attempt.go one HTTP request; retry.go whether and when there is another
//	transport.go  what sends a request; network.go, handshake.go what its errors mean;
//	              limit.go how long it may take
//	link.go       links as services write them
//	origin.go     where requests may go and what they may carry there;
//	              insecure.go what may go over plain http; redirect.go redirects;
//	              punycode.go hosts in letters beyond ASCII
//	auth.go       credentials; key.go those of one key; token.go the cache of access tokens;
//	              challenge.go the 401s that ask for another one
//	read.go       the answer's body, bounded; response.go what becomes of it;
//	              header.go its headers; stream.go bodies that are read as they come
//	errors.go     what goes wrong; fault.go what services say about it, peek.go how it is read
//	pager.go      lists that come in pages; pager_spec.go what differs from list to list;
//	              pager_turn.go from one page to the next; pager_stream.go pages that are
//	              read as they come
//	poller.go     operations that take long; longrunning.go how services report on them
//	resume.go     how pagers and pollers go on after a restart
//	secrets.go    what no error and no log may show
//	observe.go    what loggers (log.go) and tracers (trace.go) are told
//
// Generated packages re-export what their users name, so that this package can stay internal. It
// depends on the standard library alone and avoids what makes binaries big: no reflection, no
// regular expressions, no templates.
package runtime
