# Two commands set everything up on a fresh machine: `make demo` and `make test`. Each is quick the second time.
PY := .venv/bin/python
SERVE ?= 1
RUN_STAMP := .venv/.stamp-$(shell sha256sum requirements.txt pyproject.toml 2>/dev/null | sha256sum | cut -c1-16)
DEV_STAMP := .venv/.stamp-dev-$(shell sha256sum requirements.txt requirements-dev.txt 2>/dev/null | sha256sum | cut -c1-16)
PIP_INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes

.PHONY: setup dev run demo fast test test-sqlite test-postgres e2e check lint types fix messages words packs lock thorough bench clean

setup: $(RUN_STAMP) words

$(RUN_STAMP):
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed"; exit 2; }
	@test -x $(PY) || python3 -m venv .venv || { echo "The package python3-venv is missing: apt-get install python3-venv"; exit 2; }
	$(PIP_INSTALL) -r requirements.txt
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@rm -f .venv/.stamp-[0-9a-f]*; touch $@

dev: setup $(DEV_STAMP)

$(DEV_STAMP):
	$(PIP_INSTALL) -r requirements.txt -r requirements-dev.txt
	@rm -f .venv/.stamp-dev-*; touch $@

# .po to .mo, without a system tool
words: $(RUN_STAMP)
	@$(PY) -m arariwa.core.messages compile

demo: setup
	.venv/bin/arariwa demo $(if $(filter 0,$(SERVE)),--no-serve,)

run: setup
	.venv/bin/arariwa serve

# pure rules only: no database, a few seconds
fast: dev
	$(PY) -m pytest -p no:django -p no:playwright arariwa/*/tests/domain

test: dev lint test-sqlite test-postgres e2e

test-sqlite: dev
	$(PY) -m pytest -n 2 -m "not browser"

test-postgres: dev
	ARARIWA_TEST_POSTGRES=1 $(PY) -m pytest -n 2 -m "not browser"

# a real Chromium; Debian's package is installed when root, otherwise the tests say what is missing
e2e: dev
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; } || echo "chromium is not installed: browser tests are skipped"
	$(PY) -m pytest -m browser

lint: dev
	.venv/bin/ruff check . && .venv/bin/ruff format --check .

types: dev
	.venv/bin/mypy arariwa

check: dev lint types
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) -m arariwa.core.messages check
	.venv/bin/arariwa packs check
	$(MAKE) test-sqlite test-postgres e2e

fix: dev
	.venv/bin/ruff check --fix . ; .venv/bin/ruff format .

# needs Debian's gettext; collects the interface's sentences into locale/es
messages: dev
	$(PY) manage.py makemessages -l es --no-wrap --add-location file -i .venv -i var -i build && $(PY) -m arariwa.core.messages compile

packs: setup
	.venv/bin/arariwa packs check

lock:
	@command -v .venv/bin/uv >/dev/null || { echo "run make dev first"; exit 2; }
	.venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements.in -o requirements.txt
	.venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -c requirements.txt requirements-dev.in -o requirements-dev.txt
	@! grep -n '://' requirements.txt requirements-dev.txt

thorough: dev
	$(PY) -m pytest -m thorough
	ARARIWA_TEST_POSTGRES=1 $(PY) -m pytest -m thorough

# what docs/measured.md prints; ten minutes
bench: dev
	$(PY) bench/walk.py && $(PY) bench/walk.py --postgres && $(PY) bench/lists.py && $(PY) bench/lists.py --postgres && $(PY) bench/law.py && $(PY) bench/species.py && $(PY) bench/answers.py

clean:
	rm -rf .venv build
