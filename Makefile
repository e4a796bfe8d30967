# Everything runs from a local .venv; each target sets it up when it is missing or out of date.
PYTHON ?= python3
BIN := .venv/bin
JOBS ?= 2
# Tests that run code which others cover already, again and again: tracing it would double the time they take.
UNTRACED := tests/snapshots tests/storage/test_isolation.py tests/terminal tests/planner/search/test_ties.py \
	tests/planner/test_instances.py tests/planner/test_oracle.py \
	tests/planner/test_properties.py tests/planner/test_starts.py tests/ui/test_readable.py

# The tests start the program some hundred times; it is compiled once.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test check lowest format bench screenshots clean

.venv/.run: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/.dev: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch .venv/.run $@

demo: .venv/.run
	@$(BIN)/habitos-tui demo

test: .venv/.dev
	$(BIN)/pytest -n $(JOBS) --dist worksteal

check: .venv/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python screenshots/make.py --check
	$(BIN)/pytest -n $(JOBS) --dist worksteal --cov --cov-report=term $(UNTRACED:%=--ignore=%)
	$(BIN)/pytest -n $(JOBS) --dist worksteal $(UNTRACED)

# The tests again, with the oldest version of every dependency that pyproject.toml allows.
lowest: .venv-lowest/.dev
	.venv-lowest/bin/pytest -n $(JOBS) --dist worksteal --ignore=tests/snapshots

.venv-lowest/.dev: pyproject.toml tests/lowest-versions.txt
	$(PYTHON) -m venv .venv-lowest
	.venv-lowest/bin/pip install --quiet --disable-pip-version-check --constraint tests/lowest-versions.txt --editable '.[dev]'
	@touch $@

format: .venv/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/.dev
	$(BIN)/python -m tests.benchmarks

screenshots: .venv/.dev
	$(BIN)/python screenshots/make.py

clean:
	rm -rf .venv .venv-lowest .coverage* .mypy_cache .ruff_cache .hypothesis
