# What a person types here. `make help` lists it. Nothing needs to be installed but Go.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

# Folders of test input; any of the same shape may be given.
SPECTOR ?= ../shared/spector
CORPUS  ?= ../shared/corpus
CORPUSFLAGS ?=
JUDGEDFLAGS ?=
MOCKFLAGS ?= -sample 5
EXAMPLESFLAGS ?=
# Modules of their own, so that nobody else meets what they depend on.
MODULES = adapters/azure adapters/azidentity adapters/oauth2 adapters/otel tests/compare/azcore tests/compare/azure tests/compare/apidiff tests/compare/oasdiff tests/compare/peers tests/page
# What runs goroutines, and what runs generated code. The rest has nothing that could race, nor have the rigs that
# read code and do not run it. Of emit, which renders files at once, the tests of generator run all; of the command, only
# watch runs goroutines.
READING = /tests/(changes|determinism|fingerprint|lock|migrate)
CONCURRENT = ./internal/runtime/... ./generator ./generator/emit/codec ./examples/... \
	$$(go list ./tests/... | grep -v -E '$(READING)')
# What turns text into values and back, of which some is assembly and some depends on the order of bytes.
CODEC = ./internal/runtime/json ./internal/runtime/value ./tests/models
# How long each fuzz target runs.
FUZZTIME ?= 30s
# How long the soak takes.
SOAK ?= 10m

.PHONY: help demo generate check test portable fingerprint race lint conformance autorest corpus judged mock examples bench faults soak fuzz

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## Generate the clients from specs/ and run the examples against a mock server
	go run ./cmd/armsmith generate
	go run ./examples/demo

generate: ## Write gen/ from specs/
	go run ./cmd/armsmith generate

check: ## Fail, and say what differs, when gen/ is not what specs/ gives
	go run ./cmd/armsmith check

test: ## Run all tests, those of the adapters included
	go test -timeout 20m ./...
	@for dir in $(MODULES); do echo "cd $$dir && go test ./..."; (cd $$dir && go test ./...); done
	@command -v "$${CHROMIUM:-chromium}" chromium-browser google-chrome >/dev/null || echo "SKIPPED tests/page: there is no Chromium; install chromium"

portable: ## Test the codec on 32 bits, arm64 and big-endian s390x (on Linux on x86), clients on the oldest Go, and vet all but bench for Windows and macOS
	GOARCH=386 go vet ./internal/runtime/... ./gen/...
	GOARCH=386 go test $(CODEC)
	@for pair in arm64:qemu-aarch64-static s390x:qemu-s390x-static; do \
		emulator=$$(command -v $${pair#*:} || true); \
		if [ -z "$$emulator" ]; then echo "SKIPPED $${pair%:*}: there is no $${pair#*:}; install qemu-user-static"; continue; fi; \
		echo "GOARCH=$${pair%:*} go test -exec $$emulator $(CODEC)"; \
		GOARCH=$${pair%:*} go test -short -exec $$emulator $(CODEC); \
	done
	@least=go$$(sed -n 's/^const LeastGo = "\(.*\)"/\1/p' generator/leastgo.go).0; \
	if ! GOTOOLCHAIN=$$least go version; then echo "SKIPPED $$least: it is not here, and cannot be downloaded"; \
	else go test -count 1 -run TestLeast ./tests/install; fi
	@for os in windows darwin; do \
		for dir in . $(MODULES); do echo "cd $$dir && GOOS=$$os go vet ./..."; (cd $$dir && GOOS=$$os go vet ./...); done; \
	done

fingerprint: ## See that tests/fingerprint gives the same twice, and notices what differs
	go test -count 1 ./tests/fingerprint

race: ## Run the tests of all that is concurrent with the race detector
	go test -race -short $(CONCURRENT)
	go test -race -run TestWatch ./cmd/armsmith

lint: ## gofmt, go vet and staticcheck, all silent
	@unformatted=$$(gofmt -l $$(git ls-files -co --exclude-standard '*.go' | grep -v /testdata/)); \
	if [ -n "$$unformatted" ]; then echo "not formatted; run gofmt -w on:"; echo "$$unformatted"; exit 1; fi
	go vet ./...
	cd bench && go vet .
	go tool -modfile=tools/go.mod staticcheck ./...
	@for dir in $(MODULES); do (cd $$dir && go vet ./... && go tool -modfile=$(CURDIR)/tools/go.mod staticcheck ./...); done

conformance: ## Drive the scenarios in SPECTOR against generated clients, over HTTP
	go run ./tests/conformance/run -suite $(SPECTOR)

autorest: ## Drive the test server of Azure's generators (an npm package) with clients of its documents, and write tests/autorest/RESULTS.md
	go run ./tests/autorest

corpus: ## Generate and type-check every document in CORPUS
	go run ./tests/corpus -dir $(CORPUS) $(CORPUSFLAGS)

judged: ## Call each operation of each document in CORPUS once, and have kin-openapi judge the request
	go run ./tests/judged/run -dir $(CORPUS) $(JUDGEDFLAGS)

mock: ## Call each operation of every fifth document in CORPUS once, by its client, against a mock server of it
	go run ./tests/mock/run -dir $(CORPUS) $(MOCKFLAGS)

examples: ## Take each example of each document in CORPUS through the client's codec, and see that it comes back
	go run ./tests/examples -dir $(CORPUS) $(EXAMPLESFLAGS)

bench: ## Measure the clients beside their peers and write bench/RESULTS.md
	cd bench && go run .

faults: ## See what a caller sees under each fault of a connection, and print the table
	go test ./internal/runtime -run TestFaultMatrix -count 1
	@cat docs/faults.md

soak: ## Make calls under random faults for SOAK (10m), with the race detector
	ARMSMITH_SOAK=$(SOAK) go test -race ./internal/runtime -run TestSoak -count 1 -v -timeout 0

fuzz: ## Run every fuzz target for FUZZTIME (30s)
	@go list ./... | while read -r pkg; do \
		for target in $$(go test -list '^Fuzz' $$pkg | grep '^Fuzz' || true); do \
			echo "$$pkg $$target"; go test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1s $$pkg; \
		done; \
	done
