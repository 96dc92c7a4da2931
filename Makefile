# Everything a person types. What each step does stands in .ci/, in readable scripts.
#
#   make demo               release, grade a sample cohort, show the marks, serve the lessons
#   make test               every check; `make test ONLY="unit mypy"` for some of them
#
# A machine with Python 3.11 or newer is enough: the rest goes into .venv and widgets/node_modules.

ONLY ?=
ARGS ?=

# The first Python on this machine that is new enough.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)
VENV := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup demo test bench docs build format clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo '  make test ONLY="unit mypy"        some checks; `make test ONLY=list` names them'
	@echo '  make test ONLY=unit ARGS="-k fold"  ... with arguments for that tool'
	@echo '  make test ONLY=ui ARGS=--thorough   ... in more hosts, sizes, languages and hands'

setup: ## Prepare .venv, node_modules, the browser half, a browser for the tests
	@$(if $(PYTHON),,$(error Courseware needs Python 3.11 or newer; none was found on PATH))
	@$(PYTHON) .ci/setup.py all

demo: ## Release and grade the demo course, show the marks, serve it (Ctrl+C stops)
	@$(if $(PYTHON),,$(error Courseware needs Python 3.11 or newer; none was found on PATH))
	@$(PYTHON) .ci/setup.py library
	@$(VENV)/python -m courseware.cli demo $(ARGS)

test: setup ## Run every check
	@$(VENV)/python .ci/checks.py $(ONLY) $(if $(ARGS),-- $(ARGS))

bench: setup ## Measure sizes and times; prints figures, judges nothing
	@$(VENV)/python -m pytest tests/benchmarks -s $(ARGS)

docs: setup ## Build the documentation as a site, into docs/_build/html
	@$(VENV)/python .ci/docs.py

build: setup ## Build the wheel and the sdist into dist/
	@$(VENV)/python -m build --no-isolation --outdir dist .

format: setup ## Format Python and TypeScript, apply safe fixes
	@$(VENV)/ruff check --fix-only --quiet .
	@$(VENV)/ruff format .
	@$(VENV)/python .ci/setup.py npm -- run format

clean: ## Remove what was built and what tools cached, keep .venv
	@rm -rf dist docs/_build courseware/static test-results .demo
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find courseware tests graders notebooks -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true
