# What a person types. Each target does all it needs first, and nothing twice.
#
#   make demo      a site in ./demo-site with sample films, served until Ctrl-C (PORT=8000)
#   make install   the program in .venv, with its front end
#   make test      the tests, with what they need
#   make check     format, lint, types, imports, migrations, files
#   make reference, make screenshots, make lock
#                  docs/reference, docs/screens (of a running demo), requirements*.lock
#   make clean     forget .venv and what was built; sites stay

PORT ?= 8000
STAMPS := .venv/stamps
FRONTEND := $(shell find frontend -type f -not -path '*/node_modules/*' -not -name meta.json 2>/dev/null)
PIP := .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input

.PHONY: help install demo test check reference screenshots lock clean

help:
	@sed -n 's/^#   //p' Makefile

install: $(STAMPS)/project

# With an address the sample has feeds, share pictures and a player to embed, too.
demo: export MATINEE_ADDRESS ?= http://127.0.0.1:$(PORT)
demo: install
	@.venv/bin/matinee demo demo-site
	@exec .venv/bin/matinee --site demo-site run --port $(PORT)

test: install $(STAMPS)/development
	@scripts/test $(ARGS)

check: install $(STAMPS)/development
	@scripts/check

reference screenshots lock: install $(STAMPS)/development
	@.venv/bin/python scripts/$@ $(ARGS)

clean:
	@rm -rf .venv frontend/node_modules src/matinee/project/static

$(STAMPS)/venv:
	@scripts/venv
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/packages: requirements.lock | $(STAMPS)/venv
	@scripts/step "Python packages" $(PIP) --require-hashes --requirement requirements.lock
	@touch $@

$(STAMPS)/project: pyproject.toml hatch_build.py $(FRONTEND) $(STAMPS)/packages
	@scripts/step "Matinee and its front end" $(PIP) --no-deps --editable .
	@touch $@

$(STAMPS)/development: requirements-dev.lock $(STAMPS)/packages
	@scripts/step "Python packages for tests" $(PIP) --require-hashes --requirement requirements-dev.lock
	@touch $@
