# On the Record: `make install` sets the program up in .venv, from the hashed lock file; `make demo` builds the dossier
# of the example story. Whatever else is made is set up first in the same way.
VENV   := .venv
READY  := $(VENV)/.ready
PY     := $(VENV)/bin/python

.PHONY: help install demo test spark lint types rules licences bench gate docs lock clean

help:
	@echo "make install set the program up in $(VENV)"
	@echo "make demo    build the dossier of the example story into out/demo"
	@echo "make test    run all tests"
	@echo "make spark   2,000 articles on Spark: the bytes of one machine"
	@echo "make lint types rules licences    ruff, mypy, the house rules, the licences"
	@echo "make bench   scores of every stage beside its peers (needs the corpora)"
	@echo "make gate    fail if a score is below its floor in bench/floors.json"
	@echo "make docs    write the generated parts of the docs again"
	@echo "make lock    resolve requirements.lock again"

$(READY): requirements.lock pyproject.toml
	@python=$$(sh tools/python.sh) && echo "Setting up $(VENV) with $$($$python --version) ..." && $$python -m venv $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

install: $(READY)
	@echo "Ready: $(VENV)/bin/ontherecord build FOLDER -o OUT reads a folder of reports; without arguments it says what else it does."

demo: $(READY)
	@$(VENV)/bin/ontherecord build examples/story -o out/demo
	@echo "The dossier: open out/demo/index.html in a browser."

test: $(READY)
	@$(PY) -m pytest -n 2 --dist loadfile
	@echo "All tests ran; see above."

spark: $(READY)
	@SPARK_ARTICLES=2000 $(PY) -m pytest tests/scale -k bytes

lint: $(READY)
	@$(PY) -m ruff check src bench tests tools
	@$(PY) -m ruff format --check src bench tests tools

types: $(READY)
	@$(PY) -m mypy

rules: $(READY)
	@$(PY) tools/house_rules.py

licences: $(READY)
	@$(PY) tools/licences.py --check

bench: $(READY)
	@$(PY) -m bench

gate: $(READY)
	@$(PY) -m bench gate

docs: $(READY)
	@$(PY) tools/generate_docs.py
	@$(PY) tools/licences.py

lock: $(READY)
	@$(PY) -m pip install --quiet --disable-pip-version-check uv
	@$(PY) -m uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --quiet -o requirements.lock

clean:
	rm -rf $(VENV) out .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis
