SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
export PATH := $(CURDIR)/.venv/bin:$(PATH)
export UV_LINK_MODE := copy
# Everything is started many times, so what was compiled once is kept, also where the surroundings say not to.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run install wheel test test-all lint bench lighthouse scan screenshots styles translations clean

# What is installed is written down here, so that a second `make` does nothing.
RUN_STAMP := .venv/.run-installed
TEST_STAMP := .venv/.test-installed

run: $(RUN_STAMP)  ## everything, with a small demonstration; Ctrl-C stops it
	exec $(BIN)/leadgate up --port $(PORT) --demo

install: $(RUN_STAMP)

wheel: .venv/.made  ## dist/leadgate-*.whl: all that runs, for installing where the source is not
	rm -rf dist
	$(BIN)/python -m hatchling build -t wheel

.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "leadgate needs Python 3.11 or newer."; exit 1; }
	@$(PYTHON) -m venv .venv 2>/dev/null || .ci/debian python3-venv && test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
	@touch $@

$(RUN_STAMP): .venv/.made requirements/run.txt pyproject.toml
	@if [ ! -e $(TEST_STAMP) ]; then $(BIN)/uv pip install --quiet --require-hashes -r requirements/run.txt; fi
	$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(TEST_STAMP): $(RUN_STAMP) requirements/test.txt
	$(BIN)/uv pip install --quiet --require-hashes -r requirements/test.txt
	@.ci/debian postgresql:postgres redis-server:redis-server nginx-light:/usr/sbin/nginx caddy:caddy apache2-bin:/usr/sbin/apache2 haproxy:/usr/sbin/haproxy chromium-headless-shell:chromium-headless-shell systemd:systemd-analyze fonts-noto-cjk:/usr/share/fonts/opentype/noto wget:wget curl:curl pspp:pspp postfix:/usr/sbin/postfix dovecot-imapd:/usr/sbin/dovecot dovecot-pop3d:/usr/lib/dovecot/pop3
	@touch $@

test: $(TEST_STAMP)  ## every test, on SQLite and on PostgreSQL with Redis, browser included
	$(BIN)/python -m pytest -n 2 --dist loadgroup $(TESTS)

test-all: $(TEST_STAMP)  ## the same, all of it on both databases and with the large counts
	LEADGATE_TESTS=all $(BIN)/python -m pytest -n 2 --dist loadgroup $(TESTS)

lint: $(TEST_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/python -m tests.house.dead_code
	$(BIN)/python -m tests.house.contracts

bench: $(TEST_STAMP)  ## the rows of docs/benchmarks.md, written to bench/results.json
	@.ci/debian wrk:wrk
	$(BIN)/python -m bench

lighthouse: $(TEST_STAMP) .venv/.lighthouse-installed  ## every page by Lighthouse, written to bench/results.json; ONLY names some
	$(BIN)/python -m bench.lighthouse $(ONLY)

.venv/.lighthouse-installed: bench/lighthouse/package-lock.json
	@.ci/debian npm:npm
	mkdir -p .venv/lighthouse
	cp bench/lighthouse/package*.json .venv/lighthouse/
	cd .venv/lighthouse && npm ci --legacy-peer-deps --ignore-scripts --no-audit --no-fund --silent
	@touch $@

foreign: $(TEST_STAMP) .venv/.judges-installed  ## cookie consent on pages nobody here wrote, and a tool that refuses banners
	$(BIN)/python -m pytest -q tests/cookies/foreign_pages.py

.venv/.judges-installed: tests/cookies/judges/package-lock.json
	@.ci/debian npm:npm
	mkdir -p .venv/judges
	cp tests/cookies/judges/package*.json .venv/judges/
	cd .venv/judges && npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

scan: $(TEST_STAMP)  ## neutral scanners on a running demonstration; reports in $(OUT)
	@.ci/debian sqlmap:sqlmap
	$(BIN)/python -m tests.scan $(OUT)

screenshots: $(TEST_STAMP)  ## every page, narrow and wide, light and dark, in both languages
	$(BIN)/python -m tests.browser.screenshots $(OUT)

styles: $(TEST_STAMP)  ## what people's pages need of Pico and the theme, after either or a template has changed
	$(BIN)/python -m tests.house.styles

scripts: $(TEST_STAMP)  ## what other sites load, made small, after its source has changed
	$(BIN)/python -m tests.house.scripts

CATALOGUES := leadgate/translations
translations: $(TEST_STAMP)  ## collect texts, update and compile the catalogues
	$(BIN)/pybabel -q extract -F babel.cfg -k lazy_gettext -k lazy_ngettext:1,2 -k Text --no-location --sort-output --omit-header -o .venv/messages.pot .
	$(BIN)/pybabel -q update -i .venv/messages.pot -d $(CATALOGUES) -N --no-wrap --ignore-obsolete --omit-header
	$(BIN)/pybabel -q compile --use-fuzzy -d $(CATALOGUES)

UVC := $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade

lock:  ## newest versions of everything, with hashes
	$(UVC) requirements/bootstrap.in -o requirements/bootstrap.txt
	$(UVC) pyproject.toml -o requirements/run.txt
	$(UVC) pyproject.toml --group test -o requirements/test.txt
