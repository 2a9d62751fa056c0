# Zhiping: every entry point of the house. `make help` lists them all.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# empty: the first Python 3.11 or newer on the path
PYTHON ?=
VENV := .venv
BIN := $(VENV)/bin
RUNS := $(VENV)/.runs
STAMP := $(VENV)/.installed
MADE_IN := $(file <$(VENV)/checkout)

NOTICE ?= chifeng-2026
# empty: 200 for the demonstration, 60 for visitors
APPLICANTS ?=
SEED ?= 1
ROUNDS ?= 10
GROUPS ?=
STACK ?= dev
# on or off; empty: as the stack was
TLS ?=
REPLICAS ?= 1
SERVICE ?=
BASE ?=
BUILD_OPTIONS ?=
DATABASE ?=
AT ?= 2026-07-05
PORT ?= 8080
HOST ?= 127.0.0.1
FRESH ?=
DECLARATIONS ?= 20000

.PHONY: help venv demo serve up down status run test tour soak check check-format check-lint check-types check-imports check-tests \
	bench-bus bench-door bench-load bench-policy bench-reminders bench-reminders-year bench-versions docs pictures fmt manifests image sbom \
	advisories lock clean

help: ## list every target
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

venv: $(STAMP) ## create .venv from the hashed lock files, with what checks and tests need
$(RUNS): requirements.txt pyproject.toml
	@PYTHON="$(PYTHON)" sh infra/venv.sh $(VENV) requirements.txt
	@touch $@

$(STAMP): $(RUNS) requirements-dev.txt
	@PYTHON="$(PYTHON)" sh infra/venv.sh $(VENV) requirements-dev.txt
	@touch $@

ifneq ($(MADE_IN),)
ifneq ($(MADE_IN),$(CURDIR)) # the checkout was moved or copied: its programs still point to the old place
.PHONY: $(RUNS)
endif
endif

demo: $(RUNS) ## the whole year of one notice, five stories and a page, no server needed (NOTICE= APPLICANTS=200 SEED=)
	@$(BIN)/zhiping demo --notice $(NOTICE) --applicants $(or $(APPLICANTS),200) --seed $(SEED)

serve: $(RUNS) ## the console on the demonstration's data, no server needed (AT=2026-07-05 NOTICE= APPLICANTS=60 PORT= FRESH=on)
	@$(BIN)/zhiping serve --notice $(NOTICE) --applicants $(or $(APPLICANTS),60) --seed $(SEED) --at "$(if $(findstring T,$(AT)),$(AT),$(AT)T10:00:00)" \
		--host $(HOST) --port $(PORT) $(if $(FRESH),--fresh)

up: $(STAMP) ## install and start private RabbitMQ, PostgreSQL and S3 (STACK=dev, TLS=on), migrate
	@$(BIN)/python -m infra.devstack up --name $(STACK) $(if $(filter on,$(TLS)),--tls)$(if $(filter off,$(TLS)),--no-tls)
	@$(BIN)/zhiping db migrate all --stack $(STACK)
	@$(BIN)/zhiping bus declare --stack $(STACK)

run: $(RUNS) ## all services and the door on the dev stack, restarted when they die; Ctrl-C stops them (REPLICAS=1)
	@$(BIN)/zhiping run all --stack $(STACK) --replicas $(REPLICAS)

down: $(RUNS) ## stop them and what make run started; data stays, nothing is left running
	@$(BIN)/python -m infra.devstack down --name $(STACK)

status: $(RUNS) ## servers of every stack: ports, process ids, memory
	@$(BIN)/python -m infra.devstack status

test: $(STAMP) ## all tests on servers it starts itself (GROUPS="unit e2e ..." for some)
	@$(BIN)/python -m infra.testrun $(GROUPS)

tour: $(STAMP) ## walk the console in the summer and in the winter, write its pictures and their list into docs/tour
	@ZHIPING_TOUR=yes $(BIN)/pytest -v --timeout 3600 tests/e2e/gateway/browser/test_tour.py tests/e2e/gateway/browser/test_main_paths.py

soak: $(STAMP) ## the scenario under every kind of accident, ROUNDS=10 times each (about ten minutes a round)
	@ZHIPING_CHAOS_ROUNDS=$(ROUNDS) $(BIN)/pytest -v -rP --timeout 900 tests/chaos

check: $(STAMP) ## format, lint, types, import rules and quick tests, side by side
	@$(MAKE) -j5 --keep-going --output-sync=target check-format check-lint check-types check-imports check-tests
	@echo "check: all good"

check-format: $(STAMP) ## is everything formatted
	@$(BIN)/ruff format --check --quiet . || { echo "check-format: run make fmt" >&2; exit 1; }

check-lint: $(STAMP) ## ruff's rules
	@$(BIN)/ruff check --quiet .

check-types: $(STAMP) ## mypy, strict over services and shared
	@$(BIN)/mypy

check-imports: $(STAMP) ## who may import whom (.importlinter)
	@$(BIN)/lint-imports --cache-dir var/import-linter | tail -n 25

check-tests: $(STAMP) ## unit, contract and conformance tests, the quick ones (no server)
	@$(BIN)/python -m infra.testrun --quick

bench-bus: $(STAMP) ## the bus measured against stock nameko; table and JSON
	@$(BIN)/python -m infra.bench.bus

bench-door: $(STAMP) ## what the door costs beside the same calls without it and Flask alone; table and JSON
	@$(BIN)/python -W ignore -m infra.bench.door

bench-load: $(STAMP) ## open arrivals at 70% of capacity, commands beside a flood of queries; table and JSON
	@$(BIN)/python -m infra.bench.load

bench-policy: $(STAMP) ## eligibility verdicts against hand-written rules and cel-python; table and JSON
	@$(BIN)/python -m infra.bench.policy

bench-reminders: $(STAMP) ## the sweep of notify over a register of very many deadlines (OPEN=1000000 DUE=60000); table and JSON
	@$(BIN)/python -W ignore -m infra.bench.reminders --open $(or $(OPEN),1000000) --due $(or $(DUE),60000)

bench-reminders-year: $(STAMP) ## a year of DECLARATIONS=20000 through notify, each reminder compared with the oracle's
	@$(BIN)/python -W ignore -m tests.bench.reminders_year --declarations $(DECLARATIONS)

bench-versions: $(STAMP) ## processor time beside the released version's, or a commit's (BASE= ROUNDS=10); table and JSON
	@$(BIN)/python -W ignore -m tests.bench.versions --base "$(BASE)" --rounds $(ROUNDS)

docs: $(STAMP) ## write the parts of READMEs and docs that are made from the code
	@$(BIN)/python -W ignore -m infra.docs

pictures: $(STAMP) ## the pictures of the READMEs, from what make demo left (LibreOffice, poppler, Chromium)
	@$(BIN)/python -W ignore -m tests.support.web.readme_pictures

fmt: $(STAMP) ## format and fix what can be fixed
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix --quiet .

manifests: $(RUNS) ## write what compose and Kubernetes take from the code
	@$(BIN)/python -m infra.k8s.render
	@$(BIN)/python -m infra.compose.render

image: $(STAMP) ## container images and their bills, with docker, podman or buildah (SERVICE=audit, BASE= another base)
	@BASE="$(BASE)" BUILD_OPTIONS="$(BUILD_OPTIONS)" sh infra/docker/build.sh $(SERVICE)
	@$(BIN)/python -m infra.supply.sbom $(SERVICE)

sbom: $(STAMP) ## bills of materials (CycloneDX) into var/sbom: what the lock files and the built images hold
	@$(BIN)/python -m infra.supply.sbom $(SERVICE)

advisories: $(STAMP) ## locked packages against known advisories: DATABASE=a zip file or folder of OSV records
	@$(BIN)/python -m infra.supply.advisories "$(DATABASE)"

lock: $(STAMP) ## write the hashed lock files from requirements*.in
	@for f in requirements requirements-dev; do \
		$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
			$$f.in -o $$f.txt || exit 1; done

clean: $(RUNS) ## stop every stack and remove var/ and the caches
	@$(BIN)/python -m infra.devstack down --all --discard
	@rm -rf var .mypy_cache .ruff_cache .pytest_cache *.egg-info
