# The two commands of the README are `make demo` and `make test`; everything they need they install in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO ?= instance/demo

.PHONY: demo test check bench example requirements clean

demo: $(VENV)/installed
	@$(BIN)/trustops demo --dir $(DEMO)

test: $(VENV)/installed-for-tests $(VENV)/system-packages
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto -rs

check: $(VENV)/installed-for-tests
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/installed-for-tests
	$(BIN)/python -m tests.bench

example: $(VENV)/installed
	$(BIN)/python examples/make_example.py examples/example-trust.xlsx

$(VENV)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "trustops needs Python 3.11 or newer; run make PYTHON=python3.12, say."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/installed: $(VENV)/python requirements.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

# What the tests cannot have is said plainly, and is a failure where CI=true (tests/conftest.py says the same of a
# database server that does not start).
$(VENV)/installed-for-tests: $(VENV)/installed requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt || \
	  { echo "The test tools could not be installed from requirements-dev.txt: see the lines above."; exit 1; }
	@touch $@

# Chromium walks the pages and poppler looks at the pack; installed where this may, said plainly where it may not.
# The tests that need them are then left out, and fail with CI=true (tests/browser/conftest.py).
$(VENV)/system-packages: $(VENV)/python
	@if command -v chromium >/dev/null && command -v pdftotext >/dev/null; then \
	  touch $@; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  apt-get update --quiet=2 && \
	  apt-get install --quiet=2 --yes --no-install-recommends chromium poppler-utils >/dev/null && touch $@; \
	else \
	  echo "Chromium and poppler are not installed, and this account may not install them; the tests that need"; \
	  echo "them are left out. On Debian: sudo apt-get install chromium poppler-utils"; \
	fi

# The pins, without any registry's address.
requirements: $(VENV)/installed-for-tests
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --no-emit-index-url --no-header --universal --extra importers --extra reports --extra admin \
	  --output-file requirements.txt pyproject.toml
	$(BIN)/uv pip compile --quiet --no-emit-index-url --no-header --universal --extra dev \
	  --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml

clean:
	rm -rf $(VENV) instance build dist
