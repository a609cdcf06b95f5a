# Two commands do all the set-up: `make serve` shows the site, `make test` proves it.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check install

.PHONY: serve site lint test bench format clean

serve: .venv/site.done
	$(BIN)/roadmap serve

site: .venv/site.done
	$(BIN)/roadmap build

lint: .venv/site.done
	$(BIN)/roadmap lint

test: .venv/test.done
	sh tests/chromium.sh
	sh tests/workflows.sh
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto --cov --cov-report=term:skip-covered

bench: .venv/test.done
	$(BIN)/python -m tests.bench

format: .venv/test.done
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf .build .venv site

.venv/site.done: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	touch $@

.venv/test.done: .venv/site.done tests/requirements.lock
	$(PIP) --require-hashes -r tests/requirements.lock
	touch $@
