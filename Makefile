# `make demo` sets up and shows the monitor at work; `make test` sets up and runs everything that CI runs.
PYTHON ?= python3
BIN := .venv/bin
# Pure: one process a core.  What starts brokers, workers and servers waits for them, and has the machine to itself.
PURE := $(addprefix tests/,architecture fuzz knowledge reading replay scenarios steps stories text)
TEST_PURE := $(BIN)/python -m pytest $(PURE) -n auto --dist loadfile
TEST_LIVE := $(BIN)/python -m pytest $(addprefix --ignore=,$(PURE))

.PHONY: help demo test check fast kafka schemas golden lock clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: .venv/ready  ## set up, then watch a crisis day go through the monitor
	$(BIN)/monitor demo $(ARGS)

test: .venv/ready check  ## set up, then all that CI runs; needs Java, Maven, Prometheus: real servers
	@deploy/tools/need-servers
	$(TEST_PURE)
	$(TEST_LIVE)

check: .venv/ready  ## format, lint, types, import contracts
	$(BIN)/ruff format --check --quiet monitor tests
	$(BIN)/ruff check --quiet monitor tests
	$(BIN)/mypy --no-error-summary
	$(BIN)/lint-imports --no-logo

fast: .venv/ready  ## the tests that need no Kafka
	$(TEST_PURE)
	$(TEST_LIVE) -m "not kafka" $(ARGS)

kafka: .venv/ready  ## the tests on a real Kafka alone
	@deploy/tools/need-servers
	$(BIN)/python -m pytest -m kafka $(ARGS)

schemas: .venv/ready  ## write schemas/ again from the models
	$(BIN)/monitor schemas --write schemas

lock: .venv/ready  ## resolve requirements.lock again
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --extra dev pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --extra build -c requirements.lock pyproject.toml -o deploy/requirements.lock

clean:  ## forget the environment and caches
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	  || { echo "Python 3.11, 3.12 or 3.13 is needed; name one with: make PYTHON=python3.11 …"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || deploy/tools/need-venv
	[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@
