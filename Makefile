# Everything that the project does, by name. `make help` lists it.
# CI (.ci/run) calls these same targets: what passes here passes there.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

TOOLS := $(CURDIR)/.tools
BIN := $(TOOLS)/bin

# ---- pinned tools: built once, again only when their go.mod or go.sum changes ----

$(BIN)/buf: tools/buf/go.mod tools/buf/go.sum
	@mkdir -p $(BIN)
	GOWORK=off go -C tools/buf build -o $@ github.com/bufbuild/buf/cmd/buf

$(BIN)/protoc-gen-go: tools/go.mod tools/go.sum
	@mkdir -p $(BIN)
	GOWORK=off go -C tools build -o $@ google.golang.org/protobuf/cmd/protoc-gen-go

$(BIN)/protoc-gen-go-grpc: tools/go.mod tools/go.sum
	@mkdir -p $(BIN)
	GOWORK=off go -C tools build -o $@ google.golang.org/grpc/cmd/protoc-gen-go-grpc

$(BIN)/printvalidate: tools/go.mod tools/go.sum $(wildcard tools/cmd/printvalidate/*.go)
	@mkdir -p $(BIN)
	GOWORK=off go -C tools build -o $@ ./cmd/printvalidate

VALIDATE := tools/buf/validate/buf/validate/validate.proto

$(VALIDATE): $(BIN)/printvalidate
	$(BIN)/printvalidate tools/buf/validate

.PHONY: generate
generate: $(BIN)/buf $(BIN)/protoc-gen-go $(BIN)/protoc-gen-go-grpc $(VALIDATE) ## write proto/gen from proto/barograph
	$(BIN)/buf generate
