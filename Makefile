# Two commands do all set-up: `make demo` and `make test`. Only Python 3.11 or later and make are needed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test crash lint bench lock clean

# Development tools hold everything that a run needs, too: both stamps share one environment.
$(VENV)/.run-stamp: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed, found " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	touch $@

$(VENV)/.dev-stamp: requirements-dev.lock $(VENV)/.run-stamp
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-dev.lock
	touch $@

# The whole way once, on invented news served on loopback; shows the alerts and where mails and payloads lie.
demo: $(VENV)/.run-stamp
	$(BIN)/monitor demo --output demo-output

# Everything that must hold: style, types, tests.
test: lint
	$(BIN)/python -m pytest

# The crash harness whole: 500 kills of a daemon at work; and a database that is locked for half a minute. `make test`
# runs the short forms of both.
crash: $(VENV)/.dev-stamp
	MONITOR_LONG_TESTS=1 $(BIN)/python -m pytest -q tests/acceptance/test_post_locks.py
	PYTHONPATH=tests $(BIN)/python -m crash

lint: $(VENV)/.dev-stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict monitor

# Speed, as ratios against a floor measured in the same run.
bench: $(VENV)/.dev-stamp
	for script in benchmarks/*.py; do $(BIN)/python $$script || exit 1; done

# The locks, for every platform, with hashes and without an index address. Needs uv.
lock:
	uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml --output-file requirements.lock
	uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 --extra dev pyproject.toml --output-file requirements-dev.lock

clean:
	rm -rf $(VENV) demo-output .mypy_cache .pytest_cache .ruff_cache .hypothesis
