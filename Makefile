# Every command sets up what it needs first: a Python of at least 3.11 and make are enough to begin.

VENV   := .venv
BIN    := $(VENV)/bin
OLDEST := import sys; sys.exit(sys.version_info < (3, 11))

# The first Python that is new enough; else one that can at least say what is missing; else uv's.
find_python = for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	if command -v $$python >/dev/null && $$python -c '$(OLDEST)' 2>/dev/null; then echo $$python; exit; fi; \
	done; \
	if command -v uv >/dev/null; then echo "uv run --quiet --no-project --python '>=3.11' python"; \
	else echo python3; fi
PYTHON ?= $(shell $(find_python))

.DEFAULT_GOAL := help
.PHONY: help set-up run demo servers test lint bench pins translations keys clean

help: ## what can be typed here
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 22

set-up: ## make .venv and install the pinned dependencies (the others call this)
	@$(PYTHON) packaging/set_up.py

run: set-up ## start the till on a throw-away shop
	@if $(BIN)/python cashier/system_needs.py --has-display; then \
	$(BIN)/python cashier/system_needs.py --window && $(BIN)/cashier --demo; else \
	echo "There is no display here: running 'make demo' instead, a scripted sale off screen."; \
	$(MAKE) --no-print-directory demo; fi

demo: set-up ## ring up a scripted sale off screen; pictures and receipt go to build/demo/
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m cashier.demo

servers: set-up ## start a test server of each system; PORT=8801 for ports that stay the same
	@$(BIN)/python -m tests.servers $(if $(PORT),--port $(PORT)) $(NAMES)

test: lint ## every check: formatting, lint, types, import directions, tests
	@$(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile $(ARGS)

lint: set-up ## the checks that run nothing: formatting, lint, types, import directions
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: set-up ## every benchmark, each beside its limit
	@for file in $$(grep -l __main__ benchmarks/*.py); do echo "# $$file"; \
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m benchmarks.$$(basename $$file .py) || exit 1; done

pins: set-up ## take the newest allowed versions into packaging/constraints.txt (needs uv)
	@$(BIN)/python packaging/pin.py

translations: set-up ## bring the catalogues up to the texts in the code, and compile them
	@$(BIN)/python packaging/translations.py

keys: set-up ## write docs/keys.md from the catalogue of actions
	@$(BIN)/python packaging/keys_page.py

clean: ## remove what was built; .venv stays
	@rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
