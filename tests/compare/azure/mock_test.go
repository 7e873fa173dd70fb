package azure

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
)

// mock is as much of Azure Machine Learning and Azure Batch as the programs need: one endpoint, one
// job, and operations that are asked for twice before they end.
type mock struct {
	*httptest.Server

	mu          sync.Mutex
	requests    int
	bad         []string          // requests that no service would take
	deployments map[string]string // descriptions, by name
	tasks       map[string]bool
	looks       map[string]int // at operations, by address
}

const (
	endpoint = "/subscriptions/sub/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws"
	place    = endpoint + "/batchEndpoints/scoring/deployments"
)

func newMock() *mock {
	m := &mock{
		deployments: map[string]string{"amber": "", "green": ""},
		tasks:       map[string]bool{}, looks: map[string]int{},
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+place, m.listDeployments)
	mux.HandleFunc("PUT "+place+"/{name}", m.putDeployment)
	mux.HandleFunc("PATCH "+place+"/{name}", m.patchDeployment)
	mux.HandleFunc("GET "+place+"/{name}", m.getDeployment)
	mux.HandleFunc("DELETE "+place+"/{name}", m.deleteDeployment)
	mux.HandleFunc("GET /operations/{id}", m.operation)
	mux.HandleFunc("GET "+endpoint+"/jobs", m.listJobs)
	mux.HandleFunc("POST /jobs", m.addJob)
	mux.HandleFunc("GET /jobs/nightly/tasks", m.listTasks)
	mux.HandleFunc("GET /jobs/nightly/tasks/first", m.getTask)
	mux.HandleFunc("POST /jobs/nightly/addtaskcollection", m.addTasks)
	m.Server = httptest.NewServer(m.guard(mux))
	return m
}

// guard counts requests, serves one at a time, and keeps those that are not served well.
func (m *mock) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.requests++
		if r.Header.Get("Authorization") != "Bearer token" {
			m.bad = append(m.bad, r.Method+" "+r.URL.Path+": nobody has signed in")
		}
		answer := &statusWriter{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(answer, r)
		if answer.status >= 400 {
			m.bad = append(m.bad, fmt.Sprintf("%s %s: %d", r.Method, r.URL, answer.status))
		}
	})
}

type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

func answer(w http.ResponseWriter, status int, format string, args ...any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	fmt.Fprintf(w, format, args...)
}

func (m *mock) deployment(name, state string) string {
	return fmt.Sprintf(`{"id":"%s/%s","name":%q,"type":"Microsoft.MachineLearningServices/workspaces/batchEndpoints/deployments",`+
		`"location":"westus","properties":{"compute":"cpu","description":%q,"provisioningState":%q}}`,
		place, name, name, m.deployments[name], state)
}

// listDeployments answers two pages.
func (m *mock) listDeployments(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Get("$skip") == "" {
		answer(w, 200, `{"value":[%s],"nextLink":"%s%s?api-version=%s&$skip=1"}`, m.deployment("amber", "Succeeded"),
			m.URL, place, r.URL.Query().Get("api-version"))
		return
	}
	rest := m.deployment("green", "Succeeded")
	if _, there := m.deployments["blue"]; there {
		rest = m.deployment("blue", "Succeeded") + "," + rest
	}
	answer(w, 200, `{"value":[%s]}`, rest)
}

// begin points to an operation that goes on.
func (m *mock) begin(w http.ResponseWriter, id string) {
	w.Header().Set("Azure-AsyncOperation", m.URL+"/operations/"+id)
	w.Header().Set("Location", m.URL+"/operations/"+id)
	w.Header().Set("Retry-After-Ms", "1")
}

func (m *mock) operation(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	m.looks[id]++
	if m.looks[id] < 3 {
		m.begin(w, id)
		answer(w, 202, `{"status":"InProgress"}`)
		return
	}
	answer(w, 200, `{"status":"Succeeded"}`)
}

type body struct {
	ID, CommandLine string
	Location        string
	Properties      struct{ Compute, Description string }
	PoolInfo        struct{ PoolID string }
	Value           []struct{ ID, CommandLine string }
}

func read(r *http.Request) (b body, err error) {
	return b, json.NewDecoder(r.Body).Decode(&b)
}

func (m *mock) putDeployment(w http.ResponseWriter, r *http.Request) {
	b, err := read(r)
	if err != nil || b.Location != "westus" || b.Properties.Compute != "cpu" {
		answer(w, 400, `{"error":{"code":"BadBody","message":"%v"}}`, err)
		return
	}
	m.deployments[r.PathValue("name")] = ""
	m.begin(w, "create")
	answer(w, 201, "%s", m.deployment(r.PathValue("name"), "Creating"))
}

func (m *mock) patchDeployment(w http.ResponseWriter, r *http.Request) {
	b, err := read(r)
	if err != nil || b.Properties.Description == "" {
		answer(w, 400, `{"error":{"code":"BadBody","message":"%v"}}`, err)
		return
	}
	m.deployments[r.PathValue("name")] = b.Properties.Description
	m.begin(w, "update")
	answer(w, 202, "")
}

func (m *mock) getDeployment(w http.ResponseWriter, r *http.Request) {
	answer(w, 200, "%s", m.deployment(r.PathValue("name"), "Succeeded"))
}

func (m *mock) deleteDeployment(w http.ResponseWriter, r *http.Request) {
	delete(m.deployments, r.PathValue("name"))
	m.begin(w, "delete")
	answer(w, 202, "")
}

func (m *mock) listJobs(w http.ResponseWriter, r *http.Request) {
	const job = `{"id":"j","name":%q,"type":"t","properties":{"jobType":%q,"status":%q%s}}`
	if r.URL.Query().Get("$skip") != "" {
		answer(w, 200, `{"value":[%s]}`, fmt.Sprintf(job, "newer", "Dance", "Running", ""))
		return
	}
	const command = `,"command":"run","environmentId":"e"`
	const pipeline = `,"jobs":{}`
	answer(w, 200, `{"value":[%s,%s],"nextLink":"%s%s/jobs?$skip=2"}`, fmt.Sprintf(job, "night", "Command", "Completed", command),
		fmt.Sprintf(job, "day", "Pipeline", "Failed", pipeline), m.URL, endpoint)
}

func (m *mock) addJob(w http.ResponseWriter, r *http.Request) {
	if b, err := read(r); err != nil || b.ID != "nightly" || b.PoolInfo.PoolID != "pool" {
		answer(w, 400, `{"odata.error":{"code":"BadBody"}}`)
		return
	}
	w.WriteHeader(201)
}

func (m *mock) listTasks(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if q.Get("$filter") != "state eq 'running'" || q.Get("$select") != "id,state" || q.Get("$expand") != "stats" {
		answer(w, 400, `{"odata.error":{"code":"BadQuery"}}`)
		return
	}
	if q.Get("$skiptoken") == "" {
		q.Set("$skiptoken", "1")
		answer(w, 200, `{"value":[{"id":"task-001","state":"running"}],"odata.nextLink":"%s%s?%s"}`, m.URL, r.URL.Path, q.Encode())
		return
	}
	answer(w, 200, `{"value":[{"id":"task-002","state":"running"}]}`)
}

func (m *mock) getTask(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("ETag", `"0x1"`)
	if strings.Contains(r.Header.Get("If-None-Match"), "0x1") {
		w.WriteHeader(304)
		return
	}
	answer(w, 200, `{"id":"first","state":"running"}`)
}

// addTasks takes at most 100 tasks, and fails at each tenth of those it meets for the first time.
func (m *mock) addTasks(w http.ResponseWriter, r *http.Request) {
	b, err := read(r)
	if err != nil || len(b.Value) == 0 || len(b.Value) > 100 {
		answer(w, 400, `{"odata.error":{"code":"BadBody"}}`)
		return
	}
	var results []string
	for _, task := range b.Value {
		status := "success"
		if _, seen := m.tasks[task.ID]; !seen && strings.HasSuffix(task.ID, "0") {
			status = "servererror"
		}
		m.tasks[task.ID] = status == "success"
		results = append(results, fmt.Sprintf(`{"taskId":%q,"status":%q}`, task.ID, status))
	}
	answer(w, 200, `{"value":[%s]}`, strings.Join(results, ","))
}
