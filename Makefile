# `make demo` and `make test` need only Python 3.11+, make and a package registry.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
PORT   ?= 8080

.PHONY: year demo test test-postgres test-postgres-part lint browser-test crash-test attack bench bench-understanding life clean

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]' -c constraints.txt
	touch $@

demo: $(READY)
	$(BIN)/candour demo --port $(PORT)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# What starts real processes is tested after the rest, alone on the machine.
test: lint
	$(BIN)/pytest -m "not browser and not e2e" -n auto --dist worksteal
	$(BIN)/pytest -m "e2e and not browser"

# The same tests on PostgreSQL, which comes from a package and is started and stopped by them.
test-postgres: $(READY)
	CANDOUR_TEST_DATABASE=postgres $(BIN)/pytest -m "not browser and not e2e" -n auto --dist worksteal
	CANDOUR_TEST_DATABASE=postgres $(BIN)/pytest -m "e2e and not browser"

# A part of it that takes minutes: what asks the database most, and what only PostgreSQL can do.
ON_POSTGRES := tests/test_postgres_server.py tests/storage tests/flows/casework tests/flows/engine \
	tests/bot/test_several_processes.py tests/bot/commands/test_backup.py tests/bot/commands/test_check.py
test-postgres-part: $(READY)
	CANDOUR_TEST_DATABASE=postgres $(BIN)/pytest -m "not browser and not e2e" -n auto --dist worksteal $(ON_POSTGRES)

# Kills the bot again and again under load, and compares what people were told with what is stored.
crash-test: $(READY)
	$(BIN)/python -m bench.crash

# Hostile updates by the thousand; `make attack UPDATES=2000 SEED=7 MINUTES=10`.
UPDATES ?= 20000
SEED    ?= 1
MINUTES ?= 60
attack: $(READY)
	$(BIN)/python -m tests.security.attack --updates $(UPDATES) --seed $(SEED) --minutes $(MINUTES)

browser-test: $(READY)
	$(BIN)/pytest -m browser tests/browser

# Turns, waits, sweeps, a large provider, the morning burst, memory and start: ratios in one run, about an hour.
bench: $(READY)
	$(BIN)/python -m bench.turns
	$(BIN)/python -m bench.turns --latency-ms 50 --rate 0 --rounds 1
	$(BIN)/python -m bench.sweep
	$(BIN)/python -m bench.provider
	$(BIN)/python -m bench.burst
	$(BIN)/python -m bench.sealing
	$(BIN)/python -m bench.footprint

# A year of a 50-bed home: every reminder against every clock. Fails where one is missing, late, twice or at night.
year: $(READY)
	$(BIN)/python -m bench.year

# How well messages are understood: by label, cross-validated and on unseen messages, with time and memory.
bench-understanding: $(READY)
	$(BIN)/python -m bench.understanding

# Draws the life of a case from the table that every button asks.
life: $(READY)
	$(BIN)/python -m flows.policy.life_drawing > docs/life-of-a-case.md

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
