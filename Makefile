# Everything a newcomer or a developer does, by name. `make run` and `make test` install what is
# missing, build, and do it; nothing else is needed beside a Swift 6.3 toolchain.

SHELL := /bin/bash
SWIFT := swift
BUILD := $(SWIFT) build -c release
STRICT := --explicit-target-dependency-import-check error -Xswiftc -warnings-as-errors
TEST := $(SWIFT) test -c release --disable-xctest
# What failed is said again at the end, below the thousands of lines of what passed.
RUN_TESTS = $(TEST) --skip-build 2>&1 | tee .build/tests.log; code=$${PIPESTATUS[0]}; \
  [ $$code = 0 ] || { grep -E 'recorded an issue|failed after' .build/tests.log; exit $$code; }
# The archives that the program links; that of Fortran bears the version of the C compiler beside it.
PACKAGES := libopenblas-dev liblapacke-dev libsqlite3-dev libgfortran-$(shell ls /usr/lib/gcc/*/ 2>/dev/null | sort -V | tail -1)-dev

.PHONY: run dist dist-test install uninstall stage test check lint docs layers slow kill-test damage-test fault-test signal-test page-test determinism-matrix mutation-check coverage sanitize soak fuzz explore-test cluster-test golden evidence bench bench-peers bench-guard deps clean

run: deps ## Builds the program and runs the Luohu scenario.
	$(BUILD) --product waymark
	mkdir -p out
	.build/release/waymark run scenarios/luohu-high-tech.yaml --out out/luohu-high-tech

# One program that needs nothing but the C library of Debian 12 or later, with all that belongs beside it.
STAGE := .build/stage
PREFIX ?= /usr/local
ROOT = $(DESTDIR)$(PREFIX)
# Nothing in the tar is older or newer than the commit.
SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 0)
TAR = dist/$(shell $(STAGE)/bin/waymark --version | head -1 | tr ' ' -)-linux-$(shell uname -m).tar.gz

stage:
	@$(MAKE) --no-print-directory deps PACKAGES="$(PACKAGES) binutils python3"
	$(BUILD) --product waymark
	SOURCE_DATE_EPOCH=$(SOURCE_DATE_EPOCH) tools/stage .build/release/waymark $(STAGE) $(PACKAGES)

dist: stage ## The program to give away, dist/waymark-VERSION-linux-ARCH.tar.gz: runs where no toolchain is.
	@mkdir -p dist
	tar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@$(SOURCE_DATE_EPOCH) -C $(STAGE) \
	  --transform "s,^\.,$(notdir $(TAR:.tar.gz=))," -c . | gzip -9 -n > $(TAR)
	@echo "$(TAR): tar -C FOLDER --strip-components=1 -xf it, then FOLDER/bin/waymark"

dist-test: dist ## Unpacks the tar in a Debian without a toolchain, and compares what the program writes there.
	tools/dist-test $(TAR)

install: stage ## Puts the same under PREFIX=/usr/local ([DESTDIR=]).
	umask 022; mkdir -p "$(ROOT)"; cp -R $(STAGE)/. "$(ROOT)"

uninstall: ## Takes away what `make install` put under PREFIX=/usr/local ([DESTDIR=]).
	rm -f "$(ROOT)/bin/waymark" "$(ROOT)"/share/man/man1/waymark.1 "$(ROOT)"/share/man/man1/waymark-*.1 \
	  "$(ROOT)/share/bash-completion/completions/waymark" "$(ROOT)/share/zsh/site-functions/_waymark" \
	  "$(ROOT)/share/fish/vendor_completions.d/waymark.fish"
	rm -rf "$(ROOT)/share/waymark" "$(ROOT)/share/doc/waymark"

test: deps ## Runs all fast tests.
	$(BUILD) --build-tests
	$(RUN_TESTS)

check: deps lint ## What must hold before a commit: format, rules, strict build, fast tests, docs, layers.
	$(BUILD) --build-tests $(STRICT) || { echo "repair: read the first error above; undeclared imports belong in Package.swift"; exit 1; }
	tools/check-loops
	($(RUN_TESTS)) || { echo "repair: run '$(TEST) --filter NAME' for the test that failed"; exit 1; }
	@$(MAKE) --no-print-directory docs FLAGS="$(STRICT)"
	@$(MAKE) --no-print-directory layers

docs: ## Runs every command of README and docs as printed, and reads every YAML block with another YAML reader, and uses the program as scripts do ([WRITE=1] takes over what is printed now).
	@$(MAKE) --no-print-directory deps PACKAGES="$(PACKAGES) python3 python3-yaml python3-jsonschema"
	$(BUILD) --product waymark $(FLAGS)
	tools/check-yaml
	tools/check-program
	# The two share the cores.
	tools/check-documents $(if $(WRITE),--write) & documents=$$!; tools/docs-run $(if $(WRITE),--write); docs=$$?; \
	  wait $$documents && exit $$docs

# A build of its own, without optimization: a minute on two cores when fresh, then 2 s after a change inside a function
# and 30 s after one that other targets see.
layers: ## Folders of a target refer to each other in one direction only ([ARROWS=1] lists who to whom, [UNUSED=1] what nobody refers to).
	@$(MAKE) --no-print-directory deps PACKAGES="$(PACKAGES) python3"
	tools/check-layers $(if $(ARROWS),--arrows) $(if $(UNUSED),--unused)

lint:
	$(SWIFT) format lint --strict --recursive Sources Tests benchmarks/Support benchmarks/Benchmarks || { echo "repair: swift format -i -r Sources Tests benchmarks/Support benchmarks/Benchmarks"; exit 1; }
	tools/check-rules

slow: deps ## Laws and closed forms with 10^6 draws, whole-folder scoreboards (WAYMARK_DATA=folder).
	$(BUILD) --build-tests
	export WAYMARK_SLOW=1; $(RUN_TESTS)
	tools/kill-test

kill-test: deps ## Kills a sweep at random moments ([KILLS=50]) and fills its disk; resumed, it ends in the same bytes.
	$(BUILD) --product waymark
	tools/kill-test $(KILLS)

damage-test: deps ## Damages ledgers, shards and run folders at random ([N=200]): what is read is what was written, or is refused.
	@$(MAKE) --no-print-directory deps PACKAGES="$(PACKAGES) python3"
	$(BUILD) --product waymark
	tools/damage-test $(N)

fault-test: deps ## Kills the program at every call that changes a file, lets each fail, cuts the power ([CUTS=50]).
	@$(MAKE) --no-print-directory deps PACKAGES="$(PACKAGES) python3 gcc libc6-dev"
	$(BUILD) --product waymark
	tools/fault-test $(CUTS)

mutation-check: deps ## Changes single operators and constants of the core and the format, and looks whether a fast test sees it ([N=100] [SEED=2026]); a build of its own.
	tools/mutation-check $(N)

coverage: deps ## Which lines of Sources the fast tests, check-program and the documents run, target by target ([MISSING=1] lists the others); a build of its own.
	tools/coverage $(if $(MISSING),--missing)

fuzz: deps ## Feeds made-up bytes to every reader ([TIME=60] seconds each, [KIND="expression csv"]); a build of its own.
	$(BUILD) --product waymark
	tools/fuzz/fuzz $(or $(TIME),60) $(KIND)

signal-test: deps ## Interrupts every command at several moments: 130 or 143 within 0.2 s, and nothing left ([COMMANDS="run fit"]).
	$(BUILD) --product waymark
	tools/signal-test $(COMMANDS)

page-test: deps ## Sends the page of `waymark explore` requests that were never meant ([N=5000]).
	@$(MAKE) --no-print-directory deps PACKAGES="$(PACKAGES) python3"
	$(BUILD) --product waymark
	tools/page-test $(N)

determinism-matrix: ## The same works under many settings of machine and program, as a table of hashes ([ONLY="isa,workers"] [DEBIAN=folder] [ARM64=folder] [INTO=docs/reliability.md]).
	@$(MAKE) --no-print-directory deps PACKAGES="$(PACKAGES) python3 locales debootstrap qemu-user"
	$(BUILD) --product waymark
	$(SWIFT) build --product waymark
	tools/determinism-matrix $(if $(ONLY),--only $(ONLY)) $(if $(DEBIAN),--debian $(DEBIAN)) $(if $(ARM64),--arm64 $(ARM64)) $(if $(INTO),--into $(INTO))

sanitize: deps ## The fast suite under the sanitizers of addresses and leaks, of threads, and of undefined behaviour in C ([KIND="address thread undefined"] [FILTER=Suite]).
	tools/sanitize $(KIND)

soak: deps ## Keeps the program at work, memory flat ([MINUTES=30]).
	@$(MAKE) --no-print-directory deps PACKAGES="$(PACKAGES) python3"
	$(BUILD) --product waymark
	nice tools/soak $(MINUTES)

explore-test: deps ## Uses the page of `waymark explore` in Chromium, and times its moves ([ARGUMENTS="--pictures FOLDER"]).
	@$(MAKE) --no-print-directory deps PACKAGES="$(PACKAGES) python3 chromium-driver fonts-noto-cjk"
	$(BUILD) --product waymark
	tools/explore-test $(ARGUMENTS)

cluster-test: deps ## Sweeps as a Slurm array and by GNU parallel, killed in the middle ([KILLS=50] more); installs what it needs.
	$(BUILD) --product waymark
	tools/cluster-test

golden: deps ## Rewrites the expected files of the golden tests; review the difference.
	$(BUILD) --build-tests
	WAYMARK_WRITE_GOLDEN=1 $(TEST) --skip-build --filter Golden || true
	git diff --stat -- Tests Sources/Workloads/GoldenHashes.swift

# Peers are pinned in tools/evidence/requirements.txt; PYTHON=path takes an environment that has them.
EVIDENCE := .build/evidence
PYTHON ?= $(EVIDENCE)/bin/python

evidence: deps ## Scoreboards beside other programs on DATA=folder, into docs/evidence.md (QUICK=1: fewer series).
	@[ -n "$(DATA)" ] || { echo "repair: make evidence DATA=folder (what it holds: tools/evidence/README.md)"; exit 1; }
	$(BUILD) --product waymark
	@$(MAKE) --no-print-directory evidence-peers
	$(PYTHON) tools/evidence/evidence.py $(DATA) $(if $(QUICK),--quick --out out/evidence-quick.md) $(if $(ONLY),--only $(ONLY))

evidence-experiments: deps ## EMA Workbench and SALib beside sweep and sensitivity, into their section of docs/evidence.md.
	$(BUILD) --product waymark
	@$(MAKE) --no-print-directory evidence-peers
	$(PYTHON) benchmarks/peers/experiments.py --into docs/evidence.md

evidence-peers:
	@if [ "$(PYTHON)" = "$(EVIDENCE)/bin/python" ] && ! cmp -s tools/evidence/requirements.txt $(EVIDENCE)/installed; then \
	  echo "installing the peers"; python3 -m venv $(EVIDENCE) || { echo "repair: apt-get install python3-venv"; exit 1; }; \
	  $(EVIDENCE)/bin/pip install -q -r tools/evidence/requirements.txt && cp tools/evidence/requirements.txt $(EVIDENCE)/installed || exit 1; fi

deps:
	@command -v $(SWIFT) >/dev/null || { echo "Swift 6.3 is missing: install a toolchain from swift.org, then try again"; exit 1; }
	@tools/install-packages $(PACKAGES)

clean:
	rm -rf .build .build-index .build-mutants .build-coverage dist out

bench-peers: ## Peers beside ours on the workloads, into docs/peers.md ([PATHS=] [ROUNDS=5] [ONLY=W1a,W2] [WORKERS=1] [PYTHON=]).
	$(BUILD) --product waymark
	python3 benchmarks/peers/run.py $(if $(PATHS),--paths $(PATHS)) $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(ONLY),--only $(ONLY)) \
	  $(if $(WORKERS),--workers $(WORKERS)) $(if $(filter-out file,$(origin PYTHON)),--python $(PYTHON))

bench: deps ## Times of the parts, suite by suite: microseconds for a million of something ([SUITE="Columns Tables"]).
	cd benchmarks && $(SWIFT) package benchmark --no-progress --grouping metric $(foreach suite,$(SUITE),--target $(suite)Suite)

bench-guard: ## Instructions of small workloads against benchmarks/instruction-counts.csv, to within 3 % ([ACCEPT=1] stores them).
	@$(MAKE) --no-print-directory deps PACKAGES="$(PACKAGES) valgrind binutils python3"
	$(BUILD) --product waymark
	benchmarks/guard $(if $(ACCEPT),--accept) $(if $(ONLY),--only "$(ONLY)")
