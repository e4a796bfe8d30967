# Everything runs from a local .venv; each target sets it up when it is missing or out of date.
PYTHON ?= python3
BIN := .venv/bin
# Tests wait now and then, for a terminal or a process: three at a time keep two cores busy.
JOBS ?= 3
# Tests that run code which others cover already, again and again: tracing it would double the time they take.
UNTRACED := tests/planner/alternatives tests/planner/search tests/services/demo tests/snapshots tests/terminal tests/torture \
	$(wildcard tests/planner/test_*.py tests/ui/test_*.py) tests/planner/formulation/test_timetable.py \
	$(patsubst %,tests/test_%.py,architecture bounds rule_types text) \
	$(patsubst %,tests/cli/test_%.py,agenda amounts collections corrections damage dates pause process stats tags) \
	$(patsubst %,tests/services/test_%.py,advice day_bounds history_walks lived_weeks nights recount review wishes) \
	$(patsubst %,tests/storage/test_%.py,completions concurrency isolation journal round_trips statistics tables \
		upgraded_years waiting) \
	$(patsubst %,tests/ui/%.py,app/test_app app/test_changes behaviors/test_form kit/test_safe_text kit/test_themes \
		kit/test_type_ahead session/test_entry_line solve/test_screen)
# Those of them that draw the app: in processes of their own, since no process may grow beyond its limit.
DRAWN := tests/snapshots tests/terminal tests/ui/%

# The tests start the program some hundred times; it is compiled once.
unexport PYTHONDONTWRITEBYTECODE

# Solvers run in threads, and each thread would keep memory of its own that is free again.
export MALLOC_ARENA_MAX := 2

.PHONY: demo test check types pictures lock lowest newest format mutants bench torture screenshots man clean

# What is installed here is one and the same set everywhere and on any day: every version stands in this file, also
# that of the build backend, which therefore builds without fetching another one. `make lock` renews it.
LOCK := tests/locked-versions.txt
FRESH := $(PYTHON) -m venv --clear
INSTALL := pip install --quiet --disable-pip-version-check
FREEZE := pip freeze --disable-pip-version-check --exclude-editable --exclude pip --exclude setuptools

.venv/.run: pyproject.toml $(LOCK)
	$(FRESH) .venv
	$(BIN)/$(INSTALL) --constraint $(LOCK) hatchling editables
	$(BIN)/$(INSTALL) --constraint $(LOCK) --no-build-isolation --editable .
	@touch $@

.venv/.dev: .venv/.run
	$(BIN)/$(INSTALL) --constraint $(LOCK) --no-build-isolation --editable '.[dev]'
	@! $(BIN)/$(FREEZE) | grep -vxFf $(LOCK) || { echo 'These are not in $(LOCK): make lock'; exit 1; }
	@touch $@

demo: .venv/.run
	@$(BIN)/habitos-tui demo

test: .venv/.dev
	$(BIN)/pytest -n $(JOBS) --dist worksteal

check: .venv/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache
	@$(MAKE) --jobs=2 --output-sync=target --no-print-directory types pictures
	$(BIN)/pytest -n $(JOBS) --dist worksteal --cov --cov-report=term $(UNTRACED:%=--ignore=%)
	$(BIN)/pytest -n $(JOBS) --dist worksteal $(filter-out $(DRAWN),$(UNTRACED))
	$(BIN)/pytest -n $(JOBS) --dist worksteal $(filter $(DRAWN),$(UNTRACED))

types: .venv/.dev
	$(BIN)/mypy

pictures: .venv/.dev
	$(BIN)/python screenshots/make.py --check

# Every version anew: the newest that pyproject.toml allows. Each must be there, built, for every Python we support.
lock:
	$(FRESH) .venv-lock
	.venv-lock/bin/$(INSTALL) --editable '.[dev]' editables
	echo '# Every version that `make check` runs with; written by `make lock`.' >$(LOCK)
	.venv-lock/bin/$(FREEZE) >>$(LOCK)
	for version in 3.11 3.12 3.13 3.14; do \
		.venv-lock/bin/$(INSTALL) --dry-run --no-deps --only-binary :all: --python-version $$version \
			--target .venv-lock/$$version --requirement $(LOCK) || exit 1; \
	done
	rm -rf .venv-lock

# The tests again, with the oldest version of every dependency that pyproject.toml allows.
lowest: .venv-lowest/.dev
	.venv-lowest/bin/pytest -n $(JOBS) --dist worksteal --ignore=tests/snapshots

# The tools of the tests are the locked ones, but for import-linter, of which that version asks for a newer click.
.venv-lowest/.dev: pyproject.toml tests/lowest-versions.txt $(LOCK)
	$(FRESH) .venv-lowest
	.venv-lowest/bin/$(INSTALL) --constraint tests/lowest-versions.txt --editable .
	.venv-lowest/bin/$(FREEZE) >.venv-lowest/versions.txt
	(cut -d= -f1 .venv-lowest/versions.txt && echo import-linter) | sed 's/.*/^&==/' | \
		grep -ivf - $(LOCK) >>.venv-lowest/versions.txt
	.venv-lowest/bin/$(INSTALL) --constraint .venv-lowest/versions.txt --editable '.[dev]'
	@touch $@

# The tests once more, with the newest version of everything that pyproject.toml allows today.
newest:
	$(FRESH) .venv-newest
	.venv-newest/bin/$(INSTALL) --editable '.[dev]'
	.venv-newest/bin/pytest -n $(JOBS) --dist worksteal --ignore=tests/snapshots

format: .venv/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Small changes to the code, one at a time: do the tests notice? ROOM=insight, ONLY='habitos_tui/insight/*', or SAMPLE=150
# of each room, drawn by SEED=7; all of them take a night.
mutants: .venv/.mutants
	$(BIN)/python -m tests.mutants $(ROOM:%=--room=%) $(if $(ONLY),--only='$(ONLY)') $(SAMPLE:%=--sample=%) $(SEED:%=--seed=%)

.venv/.mutants: .venv/.dev tests/mutants/locked-versions.txt
	$(BIN)/$(INSTALL) --constraint $(LOCK) --constraint tests/mutants/locked-versions.txt --no-build-isolation \
		--editable '.[mutants]'
	@touch $@

bench: .venv/.dev
	$(BIN)/python -m tests.benchmarks

# What the program promises, tried a thousand times; SCALE=0.1 for a tenth of it, SEED=7 for other draws, ONLY='faults
# power' for some topics, JOBS=1 for one promise at a time, DOCS=1 to write the figures into docs/torture.md.
SCALE ?= 1
torture: JOBS = 2
torture: .venv/.dev
	$(BIN)/python -m tests.torture --scale $(SCALE) --jobs $(JOBS) $(SEED:%=--seed %) $(if $(ONLY),--only $(ONLY)) \
		$(if $(DOCS),--write-docs)

screenshots: .venv/.dev
	$(BIN)/python screenshots/make.py

# The manual page, from the help of the commands and the page on settings; and what other programs are told.
man: .venv/.dev
	$(BIN)/python docs/write_man.py
	$(BIN)/python docs/write_profile_schema.py
	$(BIN)/python docs/write_document_schema.py
	$(BIN)/python docs/write_assistant_tools.py
	$(BIN)/python docs/write_openapi.py

clean:
	rm -rf .mutants .venv .venv-lowest .venv-newest .venv-lock .coverage* .mypy_cache .ruff_cache .hypothesis
