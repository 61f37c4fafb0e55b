# Kurasi Lapangan. `make run` and `make test` do all set-up on a fresh machine.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PYTHON) -m pip --python $(PY) --disable-pip-version-check --quiet

.PHONY: help run setup test soak mutants lint bench hostile tour verify-page format lock translations sample clean
.DEFAULT_GOAL := help

help:  ## show this list
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 16

run: setup  ## prepare what is missing and start the program (the tour where there is no screen)
	@$(PY) main.py

setup: $(VENV)/run.stamp  ## prepare without starting

test: $(VENV)/dev.stamp  ## run all tests: offscreen, real PostgreSQL, real HTTPS
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n 2 --dist loadscope --no-loadscope-reorder $(ARGS)

soak: $(VENV)/dev.stamp  ## play the model test with fresh seeds, e.g. ARGS="STEPS=1000000"
	QT_QPA_PLATFORM=offscreen $(PY) -m benchmarks.soak $(ARGS)

mutants: $(VENV)/dev.stamp  ## plant every known bug and tell how long it lives, e.g. ARGS="2 receipt"
	QT_QPA_PLATFORM=offscreen $(PY) -m tests.model.mutants $(ARGS)

lint: $(VENV)/dev.stamp  ## ruff, mypy --strict, import-linter
	$(VENV)/bin/ruff check . && $(VENV)/bin/ruff format --check . && $(VENV)/bin/mypy && $(VENV)/bin/lint-imports

bench: $(VENV)/dev.stamp  ## measure; prints one line a figure
	for script in benchmarks/ui.py benchmarks/photos.py benchmarks/coach.py benchmarks/mending.py benchmarks/sync.py benchmarks/fence.py benchmarks/twins.py benchmarks/fairness.py benchmarks/rekap.py benchmarks/curation.py benchmarks/market.py benchmarks/eorder.py benchmarks/qr.py benchmarks/papers.py benchmarks/load.py benchmarks/status_list.py; do QT_QPA_PLATFORM=offscreen $(PY) $$script $(ARGS) || exit 1; done

hostile: $(VENV)/dev.stamp  ## spoiled pictures through the workshop, e.g. ARGS="20000 7" (count, seed)
	$(PY) -m benchmarks.hostile $(ARGS)

tour: setup  ## walk the main job through the real windows; pictures land in out/tour
	QT_QPA_PLATFORM=offscreen $(PY) main.py tour --out out/tour

verify-page: setup  ## the public page that checks codes: ARGS="--root-key KEY --host HOST --out DIR" (docs/verify-page.md)
	@$(PY) -m app.central.verify_page $(ARGS)

format: $(VENV)/dev.stamp  ## let ruff arrange the code
	$(VENV)/bin/ruff check --fix . ; $(VENV)/bin/ruff format .

lock: $(VENV)/dev.stamp  ## compile requirements*.txt from pyproject.toml, for every platform
	$(VENV)/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header pyproject.toml -o requirements.txt
	$(VENV)/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

translations: $(VENV)/dev.stamp  ## gather the strings of the windows and compile the Indonesian catalogue
	$(VENV)/bin/pyside6-lupdate -silent -noobsolete -locations none -source-language en -target-language id_ID $$(git ls-files 'app/ui/*.py') -ts resources/translations/kurasi_id.ts
	$(VENV)/bin/pyside6-lrelease -silent resources/translations/kurasi_id.ts -qm resources/translations/kurasi_id.qm
	$(VENV)/bin/pyside6-lrelease -silent resources/translations/qt_id.ts -qm resources/translations/qt_id.qm

sample: setup  ## draw the photographs of the sample products again
	$(PY) -m app.photos.drawing resources/sample

clean:  ## remove what was installed and built
	rm -rf $(VENV) out build dist

$(PY):
	$(PYTHON) -m venv --without-pip $(VENV)

$(VENV)/run.stamp: requirements.txt packaging/qt_libraries.py | $(PY)
	$(PIP) install --require-hashes -r requirements.txt
	$(PY) packaging/qt_libraries.py
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt packaging/qt_libraries.py | $(PY)
	$(PIP) install --require-hashes -r requirements-dev.txt
	$(PY) packaging/qt_libraries.py
	@touch $@ $(VENV)/run.stamp
