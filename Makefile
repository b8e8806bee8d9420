# What a newcomer runs: `make check` and `make test`. Both install what is missing.

SWIFT ?= swift
# For `policyc --version`.
export POLICYC_COMMIT ?= $(shell git rev-parse HEAD 2>/dev/null || echo unknown)
# Generic types are made by direct calls: by name, which saves bytes, each is looked for among all conformances when it is
# first met, an eighth of a short run's instructions.
RELEASE := $(SWIFT) build -c release -Xswiftc -static-executable \
	-Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors
POLICYC := .build/release/policyc
PROPERTY := $(SWIFT) test -c release -Xswiftc -enable-testing --scratch-path .build/property
BINARY_TESTS := python3 -m unittest discover --start-directory Tests/Binary

.PHONY: setup build check test test-binary property bench lint format golden generate

setup:
	@./.ci/setup

## Builds the release binary: one file, which needs nothing else.
build: setup
	$(RELEASE) --product policyc

## Builds, then checks the sample district and two proposals to it: one is allowed, one is denied.
check: build
	$(POLICYC) check --policy policies/riverbend
	$(POLICYC) check --policy policies/riverbend policies/proposals/allowed-faq-reply-sent.yaml
	$(POLICYC) check --policy policies/riverbend policies/proposals/denied-forbidden-iep-in-the-free-chatbot.yaml || test $$? = 1

## All tests; the random ones are short here, and long in `make property`.
test: setup
	$(SWIFT) test
	$(MAKE) test-binary

## Tests of the release binary: the hostile suite, the command line, mistakes, mutants.
test-binary: build
	python3 Tests/Binary/hostile.py
	$(BINARY_TESTS)

## Random tests, optimised: policies and proposals through the engine and the reference evaluator, planted faults, laws,
## remedies, damaged files.
## `POLICYC_PAIRS=1000000 make property` looks at a million pairs, `POLICYC_SEED=7` begins with another seed,
## `POLICYC_MUTANTS` says how many files are damaged.
property: setup
	$(PROPERTY) --filter 'PropertyTests|RemedyTests|Mutant|Mutation'

## A cold start beside that of git. Needs hyperfine.
bench: build
	python3 Benchmarks/cold_start.py

lint: setup
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

format: setup
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

## Writes the golden files anew: read the difference like code.
golden: build
	POLICYC_GOLDEN=write $(SWIFT) test --filter 'PolicyReportsTests|RuleGraphTests|CompiledFormTests'
	POLICYC_GOLDEN=write $(BINARY_TESTS)
	./.ci/public-api --write

## Writes what follows from the declarations anew: schemas, reference pages and pages of codes.
generate: setup
	$(SWIFT) run policyc-generate all .
