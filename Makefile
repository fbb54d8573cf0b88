# Two commands: `make demo` shows the product on the sample data, `make test` passes the tests.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
WORKERS ?= 2

.PHONY: demo test test-all test-lowest check format bench lock reference screenshots gallery clean

demo: $(VENV)/.runtime
	@$(BIN)/duban demo

# What a change is tried with: all but what is marked slow. Two workers, a file of tests to one of them.
test: $(VENV)/.dev browser
	$(BIN)/python -m pytest tests -m "not slow" -n $(WORKERS) --dist loadfile --no-loadscope-reorder

# Everything: what is quick, and what is slow in the rooms of targets/, with how many lines and branches of targets/ that
# takes (fails below 95 % of either); then whole flows with a Prefect server, pages in a browser, fuzz, kills, recipes.
WHOLE := tests/flows tests/dashboards tests/harness tests/docs
test-all: $(VENV)/.dev browser
	$(BIN)/python -m coverage erase
	$(BIN)/python -m coverage run -m pytest tests -m "not slow" -n $(WORKERS) --dist loadfile --no-loadscope-reorder
	$(BIN)/python -m coverage run -m pytest tests -m slow $(WHOLE:%=--ignore %) -n $(WORKERS) --dist loadfile --no-loadscope-reorder
	$(BIN)/python -m coverage combine -q
	$(BIN)/python -m coverage report
	$(BIN)/python -m tests.harness.branches
	$(BIN)/python -m pytest $(WHOLE) -m slow -n $(WORKERS) --dist loadfile --no-loadscope-reorder

# Judging by the lowest DuckDB that pyproject.toml allows; `make test-all` does by the highest that is locked.
LOWEST_DUCKDB := $(shell sed -n 's/^ *"duckdb>=\([0-9.]*\),.*/\1/p' pyproject.toml).0
test-lowest: $(VENV)/.dev
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --upgrade --target $(VENV)/lowest duckdb==$(LOWEST_DUCKDB)
	PYTHONPATH=$(VENV)/lowest DUBAN_DUCKDB=$(LOWEST_DUCKDB) $(BIN)/python -m pytest -q tests/progress/test_every_day.py

# Formatting, lint, types, the import contract and the layout of SQL.
check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint -q --processes 2 dashboards targets

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/sqlfluff fix -q dashboards targets

bench: $(VENV)/.dev
	$(BIN)/python -m tests.benchmarks

# The generated pages of docs/: commands, tables, words. A test compares them.
reference: $(VENV)/.dev
	$(BIN)/python -m tests.docs.reference

screenshots: $(VENV)/.dev browser
	$(BIN)/python -m tests.dashboards.screenshots

# Every kind of page of three homes at three widths, to be looked at before a release: build/gallery.
gallery: $(VENV)/.dev browser
	$(BIN)/python -m tests.dashboards.gallery

# A Chromium for the page tests: the system's, else Debian's package, else Playwright's own.
.PHONY: browser
browser: $(VENV)/.dev
	@if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; then \
	    echo "browser: the system's Chromium"; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	    echo "browser: installing Debian's chromium and CJK fonts"; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk >/dev/null; \
	else \
	    echo "browser: Playwright's own Chromium"; $(BIN)/playwright install chromium; \
	fi

lock: $(VENV)/.dev
	$(BIN)/uv pip compile -q pyproject.toml --group build --universal --python-version 3.11 \
	    --generate-hashes --no-header --no-annotate -o requirements.lock
	$(BIN)/uv pip compile -q pyproject.toml --group dev -c requirements.lock --universal --python-version 3.11 \
	    --generate-hashes --no-header --no-annotate -o requirements-dev.lock

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v < (3, 14) else f"duban needs Python 3.11 to 3.13, this is {v[0]}.{v[1]}: make PYTHON=/path/to/python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

# The lock is its own constraint as well, since pip asks for an extra (sqlalchemy[asyncio]) apart from its package.
$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)/.python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock -c requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock -c requirements-dev.lock
	@touch $@

clean:
	rm -rf var $(VENV) build *.egg-info
