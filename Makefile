# Everything here needs Python 3.11 or newer and make; the rest is fetched into .venv.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: help demo test check format lock docs evaluate train props year chaos bench run dev

help:           ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1  -  /p' Makefile

demo: run       ## Lightline with made-up people, on this machine; prints the addresses to open
	@$(BIN)/lightline demo

test: dev       ## every test, on SQLite and PostgreSQL
	@$(BIN)/pytest -n auto --dist loadfile $(ARGS)

check: dev      ## lint, layout, types, import contracts, the texts that people get
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/lightline flows check

format: dev     ## put the code in order
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

# --universal: one lock for every platform. No index host gets into the files: see docs/decisions/lock-file.md.
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade)
COMPILE := $(LOCK) --group build pyproject.toml

lock: dev       ## renew the lock files after a change in pyproject.toml (UPGRADE=1: newest versions of all)
	@$(COMPILE) --output-file requirements.lock
	@$(COMPILE) --group dev --constraint requirements.lock --output-file requirements-dev.lock
	@$(LOCK) --group train --output-file requirements-train.lock

docs: dev       ## renew the pages that are made from the code
	@$(BIN)/python -c "from api.commands.explaining import settings_page; print(settings_page(), end=str())" > docs/settings.md

evaluate: dev   ## how well texts are understood: prints the table, writes docs/understanding.md
	@$(BIN)/python -m tests.conversations.reading.understanding

train: dev      ## teach the trained readers anew, after a change in training/
	@$(BIN)/uv run --quiet --isolated --no-project --python $(BIN)/python --with-requirements requirements-train.lock \
		python -m training.learn

props: dev      ## many more random conversations against the promises (MORE=100 times as many)
	@MORE=$(or $(MORE),100) $(BIN)/pytest -q tests/conversations/test_whatever_comes.py tests/conversations/test_any_text.py

year: dev       ## a simulated year with both clock changes; prints the counts, fails on a broken promise
	@$(BIN)/python -m tests.year $(ARGS)

chaos: dev      ## 200 times kill -9 on each database while people text; prints the counts, fails on a breach
	@$(BIN)/python -m tests.chaos $(ARGS)

bench: dev      ## how fast it is: prints the table, writes docs/performance.md (ARGS="turns sizes": only these)
	@$(BIN)/python -m benchmarks $(ARGS)

run:
	@$(PYTHON) scripts/set_up.py run

dev:
	@$(PYTHON) scripts/set_up.py dev
