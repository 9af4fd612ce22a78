# Everything from a fresh machine with Python 3.11+ and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: run test check bench walk clean
.DEFAULT_GOAL := run

$(STAMP): pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

run: $(STAMP)
	@exec $(BIN)/python -W "ignore:XDG_RUNTIME_DIR" -m deploy.serve

test: $(STAMP)
	@$(BIN)/python -m pytest

check: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(STAMP)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,bench]'
	@$(BIN)/python -m bench
	@$(BIN)/python -W "ignore:XDG_RUNTIME_DIR" -m bench.rush

walk: $(STAMP)
	@STAGE=$(STAGE) $(BIN)/python -m deploy.walk

clean:
	rm -rf $(VENV) instance
