# The commands of the repository. `make test` needs Rust, gcc, g++, make, Python 3.10 or later, and the registries.

CARGO ?= cargo
PYTHON ?= $(firstword $(foreach p,python3.11 python3,$(shell command -v $(p))))
PREFIX ?= /usr/local
VENV := .venv
BIN := $(CURDIR)/$(VENV)/bin
# One set of packages for all of these, so that what they share is built once.
RUST := --workspace --exclude wirecopy-python
IN_VENV := VIRTUAL_ENV="$(CURDIR)/$(VENV)" PATH="$(BIN):$$PATH"

.PHONY: test rust build vectors c python venv develop bless header stubs notebooks bench-python accuracy folds fmt lint doc install-c uninstall-c clean

test: rust c python
	@echo "make test: Rust, C and Python passed"

# Unit tests, doctests, vectors, hostile texts, the header, and the accuracy gates that read ../shared.
rust:
	@CARGO="$(CARGO)" scripts/test-rust.sh $(RUST)

build:
	@$(CARGO) build --quiet $(RUST)

# The shared vectors with the answers of the Rust library, for the runners in C and Python.
vectors: build
	@target/debug/wirecopy-vectors target/vectors

c: vectors
	@scripts/test-c.sh

$(VENV)/made: requirements-test.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-test.txt
	@touch $@

venv: $(VENV)/made

# The extension module has a target folder of its own: maturin builds with other settings.
develop: venv
	@$(IN_VENV) maturin develop --quiet --target-dir target/maturin

python: vectors develop
	@$(IN_VENV) python -m pytest --quiet
	@$(IN_VENV) python -m mypy
	@$(IN_VENV) python -m mypy.stubtest wirecopy._native
	@$(IN_VENV) python scripts/stubs.py --check
	@$(IN_VENV) python scripts/notebooks.py --try

# Rewrites what is generated: the language pack, the header, golden files, screens, stubs.
bless: header stubs notebooks
	@$(CARGO) xtask pack
	WIRECOPY_BLESS=1 $(CARGO) test --quiet $(RUST) --test vectors --test screens

header:
	WIRECOPY_BLESS=1 $(CARGO) test --quiet $(RUST) --test header

stubs: develop
	@$(IN_VENV) python scripts/stubs.py

# Runs the notebooks and keeps their output.
notebooks: develop
	@$(IN_VENV) python scripts/notebooks.py

# What the Python package adds to the core, in time and memory. Builds a release wheel.
bench-python:
	@$(PYTHON) benches/python/run.py

# The figures of the README, on the corpora in ../shared/eval.
accuracy:
	@scripts/accuracy.sh

# Attributions in five folds of PolNeAR train, beside dev: learns five times.
folds:
	@scripts/folds.sh

fmt:
	@$(CARGO) fmt --all

lint:
	@$(CARGO) fmt --all --check
	@$(CARGO) clippy --quiet --workspace --all-targets -- -D warnings

doc:
	@RUSTDOCFLAGS=-Dwarnings $(CARGO) doc --quiet --no-deps $(RUST)

# Headers, shared and static library, files for pkg-config and CMake; MINIMAL=1 finds copies alone.
install-c:
	@PREFIX="$(PREFIX)" DESTDIR="$(DESTDIR)" LIBDIR="$(LIBDIR)" MINIMAL="$(MINIMAL)" scripts/install-c.sh

uninstall-c:
	@UNINSTALL=1 PREFIX="$(PREFIX)" DESTDIR="$(DESTDIR)" LIBDIR="$(LIBDIR)" scripts/install-c.sh

clean:
	@$(CARGO) clean
	@rm -rf $(VENV)
