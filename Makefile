# The front door. Meson and ninja do the work; what needs more than a line is a script in dev/.

BUILD ?= build
CASE ?= cases/ukraine/istanbul-2022.casus
# More options for Meson, for instance MESON_OPTIONS=-Dwerror=true; read when $(BUILD) is first made.
MESON_OPTIONS ?=

.PHONY: build deps deps-test demo test check-all bench fmt fmt-check install clean help

build: $(BUILD)/build.ninja
	@ninja -C $(BUILD)

$(BUILD)/build.ninja:
	@meson setup $(MESON_OPTIONS) $(BUILD)

# The tests are part of the build from the first `make test` on.
$(BUILD)/with-tests: | $(BUILD)/build.ninja
	@meson configure $(BUILD) -Dtests=enabled
	@touch $@

deps:
	@dev/deps build

deps-test:
	@dev/deps build test

demo: deps
	@$(MAKE) --no-print-directory build
	@$(BUILD)/casus check $(CASE) > $(BUILD)/first-answer.txt
	@echo "$$ $(BUILD)/casus check $(CASE)"
	@head -n 42 $(BUILD)/first-answer.txt
	@echo "…"
	@tail -n 1 $(BUILD)/first-answer.txt
	@echo
	@echo "That was the beginning and the end. All of it, with the reasons of every answer: $(BUILD)/first-answer.txt"

test: deps-test
	@$(MAKE) --no-print-directory $(BUILD)/with-tests
	@$(MAKE) --no-print-directory build
	@dev/test $(BUILD)

check-all: deps-test
	@dev/deps check
	@dev/check-all

bench: deps
	@$(MAKE) --no-print-directory build
	@dev/bench $(BUILD)

fmt:
	@dev/format --apply

fmt-check:
	@dev/format

install: build
	@meson install -C $(BUILD)

clean:
	rm -rf build build-clang build-sanitize build-fuzz build-valgrind

help:
	@echo "make             build $(BUILD)/casus"
	@echo "make demo        install what is missing, build, and check the first case"
	@echo "make test        install what is missing, build, and run the tests (a few minutes)"
	@echo "make check-all   the tests that take longer: sanitizers, valgrind, ten minutes of fuzzing"
	@echo "make bench       measure"
	@echo "make fmt-check   compare the code with .clang-format; make fmt applies it"
	@echo "make install     install the program, the library and its headers (PREFIX: meson configure $(BUILD) -Dprefix=...)"
	@echo "make clean       remove what was built"
