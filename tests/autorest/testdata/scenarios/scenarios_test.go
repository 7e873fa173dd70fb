// Package scenarios calls the clients of the test server's documents, one file a document or a few
// that belong together. Each subtest bears the name of the scenario that the server counts when
// the request was right, and checks the result; tests/autorest runs them.
package scenarios

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/armsmith/armsmith/internal/runtime"
)

// none is the context of calls that nothing cancels: the run as a whole has its time.
var none = context.Background()

// serverURL is where the test server listens.
func serverURL() string { return os.Getenv("ARMSMITH_AUTOREST_SERVER") }

// options make a client call the test server, and not wait for long.
func options() []runtime.Option {
	return []runtime.Option{
		runtime.WithEndpoint(serverURL()), runtime.WithInsecure(),
		runtime.WithRetry(runtime.RetryPolicy{MaxRetries: 4, Delay: time.Millisecond, MaxDelay: 2 * time.Millisecond}),
		runtime.WithPolling(runtime.PollPolicy{Interval: time.Millisecond, Min: time.Millisecond, Max: 5 * time.Millisecond}),
	}
}

// dial makes a client of the test server.
func dial[C any](t *testing.T, newClient func(...runtime.Option) (C, error), more ...runtime.Option) C {
	t.Helper()
	c, err := newClient(append(options(), more...)...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// gives is a scenario whose call returns want.
func gives[T any](t *testing.T, scenario string, want T) func(T, error) {
	return func(got T, err error) {
		t.Run(scenario, func(t *testing.T) {
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("%#v, %v; want %#v", got, err, want)
			}
		})
	}
}

// tells is a scenario whose call returns what prints as want.
func tells[T interface{ String() string }](t *testing.T, scenario, want string) func(T, error) {
	return func(got T, err error) {
		t.Run(scenario, func(t *testing.T) {
			if err != nil || got.String() != want {
				t.Errorf("%s, %v; want %s", got, err, want)
			}
		})
	}
}

// reads is a scenario whose call returns what is written as this JSON.
func reads(t *testing.T, scenario, want string) func(any, error) {
	return func(got any, err error) {
		t.Run(scenario, func(t *testing.T) {
			if err != nil {
				t.Fatal(err)
			}
			sameJSON(t, got, want)
		})
	}
}

// sameJSON compares what a value is written as with JSON that may be laid out in another way.
func sameJSON(t *testing.T, got any, want string) {
	t.Helper()
	text, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	var a, b any
	if err := errors.Join(json.Unmarshal(text, &a), json.Unmarshal([]byte(want), &b)); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(a, b) {
		t.Errorf("%s; want %s", text, want)
	}
}

// done is a scenario whose call succeeds and returns nothing.
func done(t *testing.T, scenario string, err error) {
	t.Run(scenario, func(t *testing.T) {
		if err != nil {
			t.Error(err)
		}
	})
}

// refused is a scenario whose call returns an error that says why.
func refused(t *testing.T, scenario, why string) func(any, error) {
	return func(_ any, err error) { failed(t, scenario, why, err) }
}

// failed is refused for a call that returns nothing else.
func failed(t *testing.T, scenario, why string, err error) {
	t.Run(scenario, func(t *testing.T) {
		if err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%v; want an error that says %q", err, why)
		}
	})
}

// answered is a scenario whose call returns an error of the service with this status.
func answered(t *testing.T, scenario string, status int) func(any, error) {
	return func(_ any, err error) { rejected(t, scenario, status, err) }
}

// rejected is answered for a call that returns nothing else.
func rejected(t *testing.T, scenario string, status int, err error) {
	t.Run(scenario, func(t *testing.T) {
		var e *runtime.ResponseError
		if !errors.As(err, &e) || e.StatusCode != status {
			t.Errorf("%v; want an error with status %d", err, status)
		}
	})
}

// read reads a stream to its end.
func read(t *testing.T, body io.ReadCloser, err error) []byte {
	t.Helper()
	if err != nil {
		t.Error(err)
		return nil
	}
	data, err := io.ReadAll(body)
	if err := errors.Join(err, body.Close()); err != nil {
		t.Error(err)
	}
	return data
}
