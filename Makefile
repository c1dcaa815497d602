# Everything that the project does, by name. `make` alone lists it.
# CI (.ci/run) calls these same targets: what passes here passes there.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

MODULES := proto internal services/ingest services/nlp services/aggregate cmd/barograph
EXAMPLES := docs/examples/subscriber
SERVICES := ingest nlp aggregate
BIN := $(CURDIR)/.tools/bin
FUZZTIME ?= 20s
GOTESTFLAGS ?=
BENCHFLAGS ?= -benchmem
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "%-16s %s\n", $$1, $$2 }'

# ---- test ----

.PHONY: test
test: ## all tests of the workspace, the import rules included; needs no network beyond modules
	@GOWORK=off go -C tools test -count=1 ./...
	@GOWORK=off go -C tools/manifests test ./...
	@GOWORK=off go -C tools/monitoring test -count=1 ./... # reads files of other folders, which the cache does not notice
	@GOWORK=off go -C tools/supply test ./...
	@GOWORK=off go -C tools/images test ./...
	@for module in $(EXAMPLES); do GOWORK=off go -C $$module test ./...; done
	@go test $(GOTESTFLAGS) work

.PHONY: race
race: ## the tests under the race detector, of packages in which anything runs at the same time
	tools/script/race.sh $(GOTESTFLAGS)

.PHONY: e2e
e2e: e2e-long ## the whole system, in both topologies, without the test cache
	go test -count=1 $(GOTESTFLAGS) ./cmd/barograph/e2e/...

.PHONY: e2e-long
e2e-long: ## short versions of soak, faults and backlog, which other targets skip; print their tallies
	SOAK=45s go test -count=1 $(GOTESTFLAGS) -v -run '^TestSoak$$' ./cmd/barograph/e2e
	FAULTS=short BACKLOG=2000 go test -count=1 $(GOTESTFLAGS) -v -run '^(TestFaults|TestReplicas|TestBacklog)$$' ./cmd/barograph/faults

SOAK ?= 10m

.PHONY: soak
soak: ## fifty feeds, half of which misbehave, for SOAK (10m), with two kills; prints a tally
	SOAK=$(SOAK) go test -count=1 -timeout 60m -v -run '^TestSoak$$' ./cmd/barograph/e2e

COST ?= 3000

.PHONY: cost
cost: ## what COST (3000) articles take of processors, memory and storage, with one and three replicas of aggregate
	COST=$(COST) go test -count=1 -timeout 60m -v -run '^TestCost$$' ./cmd/barograph/faults

FAULTS ?= 10m

.PHONY: faults
faults: ## kills, pauses, partitions and delays of real processes for FAULTS (10m), with 1 and 3 NATS nodes; FAULTS_SEED, FAULTS_ONLY
	FAULTS=$(FAULTS) go test -count=1 -timeout 120m -v -run '^(TestFaults|TestReplicas)$$' ./cmd/barograph/faults

K8S ?= ../shared/tools/k8s

.PHONY: e2e-k8s
e2e-k8s: $(BIN)/images ## everything on a real Kubernetes node under load: kills, upgrade, roll-back, drain; K8S has its cluster.sh; prints a tally
	K8S=$(K8S) TAG=$(TAG) tools/script/e2e_k8s.sh

BACKLOG ?= 1000000

.PHONY: backlog
backlog: ## memory of each service with BACKLOG (1000000) articles queued, then as many in the ledger; BACKLOG_FOR bounds the tagging
	BACKLOG=$(BACKLOG) go test -count=1 -timeout 240m -v -run '^TestBacklog$$' ./cmd/barograph/faults

.PHONY: fuzz
fuzz: ## every fuzz target for FUZZTIME
	tools/script/fuzz.sh $(FUZZTIME)

.PHONY: bench
bench: ## every benchmark, one package at a time; BENCHFLAGS
	go test -p 1 -run '^$$' -bench . $(BENCHFLAGS) work | { grep -v -e 'no test files' -e '^PASS$$' || true; }
	@echo 'published elsewhere: mediacloud 130 stories/s on 64 cores, and 500/s for importing what was extracted before'
	@echo 'tagging aims at 300 articles/s a core on the stream, 40 about an initiative, 128 MiB;'
	@echo 'measured elsewhere on articles of this size: wink-nlp 181-281 articles/s (tags and entities, no parse), prose/v3 9'

ARTICLE_BENCHMARK ?= ../shared/article-extraction-benchmark

.PHONY: bench-extract
bench-extract: ## how well articles are read out of pages: ARTICLE_BENCHMARK is a copy of scrapinghub/article-extraction-benchmark
	ARTICLE_BENCHMARK=$(abspath $(ARTICLE_BENCHMARK)) go test -count=1 -v -run TestArticleBenchmark ./services/ingest/internal/extract

.PHONY: eval
eval: ## tag the labelled articles and score the result
	tools/script/eval.sh

TREEBANKS ?= ../shared/treebanks

.PHONY: models
models: ## train the tagger and parser on TREEBANKS, then the model of effects; write them with their cards
	go run ./services/nlp/cmd/models -treebanks $(TREEBANKS)
	go run ./services/nlp/cmd/models effect

# ---- check ----

.PHONY: lint
lint: $(BIN)/buf $(BIN)/golangci-lint $(BIN)/house tools/buf/validate ## vet, stock linters, contracts, house rules
	go vet work
	GOWORK=off go -C tools vet ./...
	$(BIN)/golangci-lint run $(addprefix ./,$(addsuffix /...,$(MODULES)))
	cd tools && GOWORK=off $(BIN)/golangci-lint run --config ../.golangci.yml ./...
	cd tools/manifests && GOWORK=off $(BIN)/golangci-lint run --config ../../.golangci.yml ./...
	cd tools/monitoring && GOWORK=off $(BIN)/golangci-lint run --config ../../.golangci.yml ./...
	cd tools/supply && GOWORK=off $(BIN)/golangci-lint run --config ../../.golangci.yml ./...
	cd tools/images && GOWORK=off $(BIN)/golangci-lint run --config ../../.golangci.yml ./...
	$(BIN)/buf lint
	$(BIN)/house .

.PHONY: format
format: $(BIN)/buf $(BIN)/golangci-lint ## format Go and proto files
	$(BIN)/golangci-lint fmt $(addprefix ./,$(MODULES))
	$(BIN)/buf format -w proto

.PHONY: breaking
breaking: $(BIN)/buf tools/buf/validate ## compare the contracts with the last commit on main, or with BASE
	BUF=$(BIN)/buf tools/script/breaking.sh $(BASE)

.PHONY: modules
modules: ## every module vets, builds and is tidy on its own
	@for module in $(MODULES) $(EXAMPLES); do \
		echo "module $$module"; \
		GOWORK=off go -C $$module vet ./...; \
		GOWORK=off go -C $$module build -o /dev/null ./...; \
		GOWORK=off go -C $$module mod tidy -diff; \
	done
	@for module in tools tools/manifests tools/monitoring tools/supply tools/images; do echo "module $$module"; GOWORK=off go -C $$module mod tidy -diff; done

.PHONY: verify
verify: ## what was downloaded is what go.sum says, and no module is replaced by one outside this repository
	tools/script/verify.sh

.PHONY: vulncheck
vulncheck: $(BIN)/govulncheck ## known vulnerabilities that are called; VULNDB names another database (file:///folder)
	GOVULNCHECK=$(BIN)/govulncheck tools/script/vulncheck.sh

.PHONY: licences
licences: $(BIN)/supply ## write docs/licences.md and THIRD_PARTY_NOTICES.txt; fail for a licence that is not allowed
	$(BIN)/supply licences .

.PHONY: licences-check
licences-check: $(BIN)/supply ## fail when the licences are not what these two files say
	$(BIN)/supply licences -check .

.PHONY: tidy
tidy: ## tidy every module
	@for module in $(MODULES) $(EXAMPLES) tools tools/manifests tools/monitoring tools/supply tools/images; do echo "module $$module"; GOWORK=off go -C $$module mod tidy; done
	go work sync

# ---- make ----

.PHONY: generate
generate: $(BIN)/buf $(BIN)/protoc-gen-go $(BIN)/protoc-gen-go-grpc tools/buf/validate ## write proto/gen from proto/barograph
	$(BIN)/buf generate

.PHONY: build
build: ## static binaries of the command and of every service in bin/
	@mkdir -p bin
	CGO_ENABLED=0 go build -trimpath -o bin/ ./cmd/barograph $(foreach s,$(SERVICES),./services/$(s)/cmd/$(s))

PLATFORMS ?=

.PHONY: release
release: $(BIN)/supply ## archives, bills of materials and SHA256SUMS of VERSION in dist/, for PLATFORMS; the same bytes each time
	SUPPLY=$(BIN)/supply tools/script/release.sh $(VERSION) $(PLATFORMS)

.PHONY: release-check
release-check: $(BIN)/supply ## build the release in two clones and compare the checksums; CACHE=shared compiles once
	SUPPLY=$(BIN)/supply tools/script/release_check.sh $(VERSION) $(PLATFORMS)

TAG ?= $(shell sed -n 's|.*barograph/barograph, newTag: "\(.*\)".*|\1|p' deploy/k8s/components/release/kustomization.yaml)
NATS_VERSION := $(shell sed -n 's|.*nats-io/nats-server/v2 v||p' cmd/barograph/go.mod)
IMAGES := $(CURDIR)/dist/images
ARCH ?= $(shell go env GOHOSTARCH)

.PHONY: images
images: $(BIN)/images ## images of all programs with TAG for ARCH, and of nats-server for tests, in dist/images; needs no container engine
	@mkdir -p $(IMAGES) .tools/static
	CGO_ENABLED=0 GOOS=linux GOARCH=$(ARCH) go build -trimpath -mod=readonly -ldflags "-s -w -buildid= -X github.com/barograph/barograph/internal/release.version=v$(TAG)" \
		-o .tools/static/ ./cmd/barograph $(foreach s,$(SERVICES),./services/$(s)/cmd/$(s))
	CGO_ENABLED=0 GOOS=linux GOARCH=$(ARCH) go -C cmd/barograph build -trimpath -ldflags "-s -w -buildid=" -o $(CURDIR)/.tools/static/nats-server github.com/nats-io/nats-server/v2
	$(BIN)/images -o $(IMAGES) -arch $(ARCH) -version $(TAG) -revision "$(shell git describe --always --abbrev=40 --exclude='*' --dirty 2>/dev/null)" \
		$(foreach s,barograph $(SERVICES),$(s)=.tools/static/$(s)) nats:$(NATS_VERSION)=.tools/static/nats-server

.PHONY: offline
offline: ## copy the modules into .vendor, so that deploy/Dockerfile builds without a network
	rm -rf .vendor
	go work vendor -o .vendor

.PHONY: alerts
alerts: $(BIN)/monitoring ## try each alert with promtool (Debian: prometheus): it fires in its case, and in no other
	tools/script/alerts.sh $(BIN)/monitoring

.PHONY: manifests
manifests: $(BIN)/kustomize ## render deploy/install.yaml
	$(BIN)/kustomize build deploy/k8s/overlays/trial > deploy/install.yaml

RENDERED := .tools/rendered

.PHONY: manifests-render
manifests-render: $(BIN)/kustomize # every overlay, and the combinations that the documents name
	KUSTOMIZE=$(BIN)/kustomize tools/script/render.sh $(RENDERED)

.PHONY: manifests-check
manifests-check: manifests-render $(BIN)/manifests $(BIN)/kube-score ## render every overlay and check it without a cluster
	MANIFESTS=$(BIN)/manifests KUBESCORE=$(BIN)/kube-score tools/script/manifests_check.sh $(RENDERED)/*.yaml

K8S ?= ../shared/tools/k8s

.PHONY: manifests-apply
manifests-apply: manifests-render ## apply every overlay to a real API server, twice, and over the last release; K8S has it, K8S_BUILD=1 builds it
	K8S=$(K8S) tools/script/manifests_apply.sh $(RENDERED)

.PHONY: clean
clean: ## remove what was built
	rm -rf bin .tools tools/buf/validate

# ---- pinned tools: built once, again when their versions change ----

$(BIN)/buf: tools/buf/go.mod tools/buf/go.sum
	GOWORK=off go -C tools/buf build -o $@ github.com/bufbuild/buf/cmd/buf

$(BIN)/golangci-lint: tools/lint/go.mod tools/lint/go.sum
	GOWORK=off go -C tools/lint build -o $@ github.com/golangci/golangci-lint/v2/cmd/golangci-lint

$(BIN)/kustomize: tools/kustomize/go.mod tools/kustomize/go.sum
	GOWORK=off go -C tools/kustomize build -o $@ sigs.k8s.io/kustomize/kustomize/v5

$(BIN)/kube-score: tools/kubescore/go.mod tools/kubescore/go.sum
	GOWORK=off go -C tools/kubescore build -o $@ github.com/zegl/kube-score/cmd/kube-score

$(BIN)/protoc-gen-go: tools/go.mod tools/go.sum
	GOWORK=off go -C tools build -o $@ google.golang.org/protobuf/cmd/protoc-gen-go

$(BIN)/protoc-gen-go-grpc: tools/go.mod tools/go.sum
	GOWORK=off go -C tools build -o $@ google.golang.org/grpc/cmd/protoc-gen-go-grpc

$(BIN)/printvalidate: tools/go.mod tools/go.sum $(wildcard tools/cmd/printvalidate/*.go)
	GOWORK=off go -C tools build -o $@ ./cmd/printvalidate

$(BIN)/house: tools/go.mod tools/go.sum $(wildcard tools/cmd/house/*.go tools/house/*.go tools/depdoc/*.go)
	GOWORK=off go -C tools build -o $@ ./cmd/house

$(BIN)/monitoring: tools/monitoring/go.mod tools/monitoring/go.sum $(wildcard tools/monitoring/*.go tools/monitoring/*/*.go)
	GOWORK=off go -C tools/monitoring build -o $@ .

$(BIN)/manifests: tools/manifests/go.mod tools/manifests/go.sum $(wildcard tools/manifests/*.go tools/manifests/manifest/*.go)
	GOWORK=off go -C tools/manifests build -o $@ .

$(BIN)/supply: tools/supply/go.mod tools/supply/go.sum $(wildcard tools/supply/*.go tools/supply/*/*.go)
	GOWORK=off go -C tools/supply build -o $@ .

$(BIN)/images: tools/images/go.mod tools/images/go.sum $(wildcard tools/images/*.go tools/images/*/*.go)
	GOWORK=off go -C tools/images build -o $@ .

$(BIN)/govulncheck: tools/supply/go.mod tools/supply/go.sum
	GOWORK=off go -C tools/supply build -o $@ golang.org/x/vuln/cmd/govulncheck

# validate.proto of the pinned protovalidate module: a second module to buf, never committed.
tools/buf/validate: $(BIN)/printvalidate
	$(BIN)/printvalidate $@
	@touch $@
