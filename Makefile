# Two targets do everything on a machine with Python >= 3.11, git and make:
#   make demo   installs into .venv and reads the example disclosure (or FILE=...)
#   make test   installs what development needs, then lint, types, tests, docs, wheel
# Stamp files keep an unchanged installation from being made again.

PYTHON ?= python3
FILE   ?= examples/qinghe-library-2024.txt
BIN    := .venv/bin
SOURCE := $(shell find src -type f -not -name '*.pyc' 2>/dev/null)

.PHONY: demo test test-long lint format types pytest docs wheel bench clean

demo: .venv/core.stamp
	$(BIN)/govbudget show "$(FILE)"

test: lint types pytest docs wheel

test-long: .venv/dev.stamp
	$(BIN)/python -m pytest --hypothesis-profile=long -m "long or not long"

lint: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: .venv/dev.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: .venv/dev.stamp
	$(BIN)/mypy

pytest: .venv/dev.stamp
	$(BIN)/python -m pytest -m "not long"

docs: .venv/dev.stamp
	$(BIN)/sphinx-build -q -E -W -n --keep-going -b html -d build/doctrees docs build/docs
	@echo "docs: build/docs/index.html"

wheel: build/wheel.stamp

bench: .venv/dev.stamp
	@test -d tests/benchmarks || { echo "no benchmarks yet: tests/benchmarks does not exist"; exit 1; }
	$(BIN)/python -m pytest -s tests/benchmarks

clean:
	rm -rf .venv build dist .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "govbudget needs Python 3.11 or later; $(PYTHON) is older (set PYTHON=...)"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/core.stamp: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

# Dependency groups need pip 25.1 or later.
.venv/dev.stamp: .venv/core.stamp
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@

# The wheel has to install and import where there is nothing else, away from the sources.
build/wheel.stamp: pyproject.toml README.md LICENSE $(SOURCE) | .venv/bin/python
	rm -rf build/wheel build/empty
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir build/wheel .
	$(PYTHON) -m venv build/empty
	build/empty/bin/python -m pip install --quiet build/wheel/govbudget-*.whl
	cd build && empty/bin/python -I -W error -c "import govbudget; print('wheel: govbudget', govbudget.__version__)"
	cd build && empty/bin/govbudget --version
	@touch $@
