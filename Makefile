# make app           serve the call app on this machine and print its address
# make portfolio     serve the portfolio app, which reads a rent roll and forecasts rental income
# make training      serve the training app: practice, questions, papers, and the coach's pages
# make test          run every check: style, types, and the tests, some of them in a real browser
# make test-pythons  run the unit tests and the built wheel on every Python that pyproject.toml declares
# make notebooks     run the notebooks and keep what they show
# make bench         print the numbers that matter
# make mutation      put slips into the scheme modules and see whether a test notices; takes an hour or more
# make lock          bring the locks up to date with pyproject.toml
#
# Each sets up what it needs in .venv, from the locks, and does so again only when those change.

VENV := .venv
BIN := $(VENV)/bin
# The newest Python of 3.11 or later that is here, unless PYTHON names one.
CANDIDATES := python3 python3.14 python3.13 python3.12 python3.11
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in $(CANDIDATES); do $$python -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$python && break; done)
APT := $(if $(filter 0,$(shell id -u)),,sudo) env DEBIAN_FRONTEND=noninteractive apt-get -q -y
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PYTEST_ARGS ?=

.PHONY: help app portfolio training test test-pythons notebooks bench mutation lock clean

help:
	@sed -n 's/^# make/  make/p' Makefile

app: $(VENV)/app
	@$(BIN)/benefitcalc app call --no-browser $(ARGS)

portfolio: $(VENV)/portfolio
	@$(BIN)/benefitcalc app portfolio --no-browser $(ARGS)

training: $(VENV)/portfolio
	@$(BIN)/benefitcalc app training --no-browser $(ARGS)

test: $(VENV)/dev /usr/bin/chromium
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest $(PYTEST_ARGS)

test-pythons: $(VENV)/dev
	$(BIN)/python -m tests.pythons $(ARGS)

notebooks: $(VENV)/dev
	$(BIN)/python -m notebooks.run

bench: $(VENV)/dev
	$(BIN)/python -m bench

mutation: $(VENV)/mutation
	$(BIN)/python -m tests.mutation $(ARGS)

# requirements.lock holds everything that make test needs, with hashes; requirements-app.lock the part that the call app
# needs, requirements-portfolio.lock the part of the portfolio app, and requirements-mutation.lock what make mutation needs
# besides, all at the same versions. They are requirements files and not a uv.lock because that would write the address of
# the package registry, whichever was used, into the repository.
COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header \
	--no-annotate --quiet
lock: $(VENV)/dev
	$(COMPILE) --extra app --extra build --extra dask --extra dev --extra frames --extra notebooks -o requirements.lock
	$(COMPILE) --extra app --extra build -c requirements.lock -o requirements-app.lock
	$(COMPILE) --extra app --extra build --extra charts --extra frames -c requirements.lock -o requirements-portfolio.lock
	$(COMPILE) --extra mutation -c requirements.lock -o requirements-mutation.lock
	@touch $(VENV)/dev

clean:
	rm -rf $(VENV) build dist test-results .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { $(APT) update && $(APT) install "$$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/app: requirements-app.lock pyproject.toml | $(BIN)/python
	@echo "Installing what the app needs; this takes a minute or two, once."
	@$(PIP) install --require-hashes -r requirements-app.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/portfolio: requirements-portfolio.lock pyproject.toml | $(BIN)/python
	@echo "Installing what the portfolio app needs; this takes a few minutes, once."
	@$(PIP) install --require-hashes -r requirements-portfolio.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing what the tests need; this takes a few minutes, once."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/mutation: requirements-mutation.lock $(VENV)/dev
	@$(PIP) install --require-hashes -r requirements-mutation.lock
	@touch $@

# Debian's Chromium: the journeys drive a real browser, and a test tool's own download may not be reachable.
/usr/bin/chromium:
	$(APT) update
	$(APT) install --no-install-recommends chromium fonts-liberation
