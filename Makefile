# What a newcomer runs: `make check` and `make test`. Both install what is missing.

SWIFT ?= swift
RELEASE := $(SWIFT) build -c release -Xswiftc -static-executable
POLICYC := .build/release/policyc

.PHONY: setup build check test property lint format golden generate

setup:
	@./.ci/setup

## Builds the release binary: one file, which needs nothing else.
build: setup
	$(RELEASE) --product policyc

## Builds, then checks the sample district and two of its proposals: an allow and a deny.
check: build
	$(POLICYC) check --policy policies/riverbend
	$(POLICYC) check --policy policies/riverbend policies/proposals/allowed-faq-reply-sent.yaml
	-$(POLICYC) check --policy policies/riverbend policies/proposals/denied-forbidden-iep-in-the-free-chatbot.yaml

## All tests.
test: setup
	$(SWIFT) test

## Random policies and proposals through the engine and the reference evaluator, planted faults, laws; optimised.
## `POLICYC_PAIRS=1000000 make property` looks at a million pairs, `POLICYC_SEED=7` begins with another seed.
property: setup
	$(SWIFT) test -c release -Xswiftc -enable-testing --scratch-path .build/property --filter PropertyTests

lint: setup
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

format: setup
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

## Writes the golden files anew: read the difference like code.
golden: setup
	POLICYC_GOLDEN=write $(SWIFT) test --filter PolicyReportsTests

## Writes what follows from the declarations anew: schemas and reference pages.
generate: setup
	$(SWIFT) run policyc-generate all .
