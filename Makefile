# Everything a newcomer needs: demo, test, bench, lint.
GO   ?= go
LINT := $(GO) run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0

.DEFAULT_GOAL := help

.PHONY: help
help: ## say what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.PHONY: build
build: ## the program, as ./comity
	$(GO) build -trimpath -o comity ./cmd/comity

.PHONY: demo
demo: build ## answer six real matters, and hand evidence over
	@for m in love-bug-2000 love-bug-today kenya-japan-preservation india-united-states-subscriber china-germany-extradition france-ireland-production-order; do \
		./comity opinion examples/$$m.yaml || exit 1; echo; \
	done
	@sh examples/evidence.sh ./comity

.PHONY: test
test: tools lint ## everything that must pass
	$(GO) test ./...
	cd bench && $(GO) test ./...
	cd bench/log && $(GO) test ./...
	cd test/logpeers && $(GO) vet ./... && $(GO) test ./...
	cd test/browser && npm test

.PHONY: tools
tools: ## install what the tests need: OpenSSL, browsers, Node.js
	sh test/install.sh
	sh test/browser/install.sh

.PHONY: peers
peers: build ## other people's programs judge what we write
	sh test/peers/bagit.sh ./comity
	sh test/peers/containers.sh ./comity
	sh test/peers/case.sh ./comity
	sh test/peers/dss.sh ./comity

.PHONY: page
page: ## the offline verifier, as ./comity-verifier.html
	$(GO) run ./web/verifier/build -o comity-verifier.html

.PHONY: lint
lint: ## form, mistakes, and the doors between the rooms
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { echo "gofmt would change:"; gofmt -l $$(git ls-files '*.go'); exit 1; }
	$(GO) vet ./...
	$(LINT) run ./...

.PHONY: bench
bench: ## speed beside its rivals, as ratios; what evidence and the log cost goes into docs/performance.md
	cd bench && $(GO) run .
	cd bench && $(GO) run ./evidence | $(GO) run ./publish evidence ../docs/performance.md
	cd bench/log && $(GO) run . | (cd .. && $(GO) run ./publish log ../docs/performance.md)

.PHONY: generate
generate: ## the snapshot of the corpus and the schemas
	$(GO) generate ./law/... ./evidence/certificate
