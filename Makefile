# Two commands do everything: make demo, make test.
PORT ?= 8000
PYTHON ?= python3
BIN = .venv/bin

.PHONY: demo test test-all lint install install-dev gate bench screenshots template clean

install: .venv/installed
install-dev: .venv/installed-dev

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Wiredesk needs Python 3.11 or newer") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv

.venv/installed: requirements.lock pyproject.toml | .venv/bin/python
	@echo "Installing (about a minute the first time) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

.venv/installed-dev: requirements-dev.lock pyproject.toml | .venv/bin/python
	@echo "Installing what the tests need …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@ .venv/installed

demo: install
	@WIREDESK_HOME=demo WIREDESK_BASE_URL=http://127.0.0.1:$(PORT) WIREDESK_SITE_NAME="The Sample Wire" \
	 WIREDESK_EGRESS_ALLOW=127.0.0.1:$$(( $(PORT) + 1 )) WIREDESK_SECOND_FACTOR=optional WIREDESK_SAMPLE=true \
	 $(BIN)/wiredesk demo --port $(PORT)

test: install-dev
	@$(BIN)/python -m pytest -n 2 -m "not slow"

# Also those with several real processes, kill -9 and whole demos: three minutes more.
test-all: install-dev
	@$(BIN)/python -m pytest -n 2

lint: install-dev
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports && $(BIN)/mypy && \
	 $(BIN)/djlint --quiet --lint src

gate: install-dev
	@$(BIN)/python tests/gate.py

screenshots: install-dev
	@BASE=http://127.0.0.1:$(PORT) $(BIN)/python docs/pictures/take.py .screenshots

bench: install-dev
	@$(BIN)/python benchmarks/whole_path.py

template: install
	@$(BIN)/python -m wiredesk.newsroom.template

clean:
	rm -rf demo .venv
