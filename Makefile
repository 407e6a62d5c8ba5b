# PG32: a virtualization laboratory. `make demo` shows it, `make test` tests it, `make help` lists the rest.

BUILD := build
PREFIX ?= /usr/local
DESTDIR ?=

# Debian packages: what tools and programs are built with, and what tests, demo and format need besides
# (make PACKAGES= TEST_PACKAGES= where they came in another way). BENCH_PACKAGES are optional: make
# bench leaves out what is not there.
PACKAGES := gcc make flex bison libelf-dev libdw-dev libjansson-dev nettle-dev libz3-dev \
	gcc-riscv64-unknown-elf binutils-riscv64-unknown-elf picolibc-riscv64-unknown-elf
TEST_PACKAGES := gdb-multiarch libcriterion-dev libzydis-dev qemu-user clang-format jq
BENCH_PACKAGES := qemu-system-misc

CC := gcc
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wswitch-enum -Wmissing-prototypes -Werror
CPPFLAGS := -I. -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE
# A PSW is written by words and read by words: the host forwards them one by one.
# Clang has no word for the second.
UNMERGED := $(if $(findstring clang,$(shell $(CC) --version)),,-fno-store-merging)
CFLAGS := -std=c17 -O2 -fno-tree-slp-vectorize $(UNMERGED) -g $(WARNINGS)
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all
DEPENDENCIES = -MMD -MP

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.PHONY: all help demo test check bench format check-format layers spec clean install packages

# The first thing any build does: see that the packages are there (make remakes what it includes).
GOALS := $(filter-out clean help,$(or $(MAKECMDGOALS),all))
ifneq ($(GOALS),)
include $(BUILD)/packages.mk
endif
ifneq ($(filter-out all install start course-release $(BUILD)/bin/%,$(GOALS)),)
include $(BUILD)/test-packages.mk
endif

# Seconds to wait for another apt, which waits by itself for some of its locks only.
PATIENCE := 600

# To stop with one line and no more, the file that make then includes is its own error, once.
stop = { echo '$$(shell rm -f $@)$$(error '"$(1)"')' >$@; exit 0; }

$(BUILD)/packages.mk: NEEDED = $(PACKAGES)
$(BUILD)/test-packages.mk: NEEDED = $(TEST_PACKAGES)
$(BUILD)/packages.mk $(BUILD)/test-packages.mk: Makefile
	@mkdir -p $(BUILD)
	@missing=; if ! command -v dpkg-query >/dev/null; then \
		echo 'make: needed, and not looked for, as this is no Debian: $(NEEDED)'; \
	else for package in $(NEEDED); do \
		dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'install ok installed' || missing="$$missing $$package"; \
	done; fi; \
	if [ -n "$$missing" ]; then \
		if [ "$$(id -u)" = 0 ]; then sudo=; \
		elif sudo -n true 2>/dev/null; then sudo='sudo -n'; \
		else $(call stop,please install:$$missing); fi; \
		echo "make: installing:$$missing"; \
		log=$(BUILD)/packages.log tries=0; \
		apt() { DEBIAN_FRONTEND=noninteractive $$sudo apt-get -qq -o DPkg::Lock::Timeout=$(PATIENCE) "$$@"; }; \
		until { apt update && apt install -y --no-install-recommends $$missing; } >$$log 2>&1; do \
			tries=$$((tries + 1)) cause=$$(sed -n 's/^E: //p' $$log | head -n 1 | tr -d '()$$#'); \
			grep -q 'Could not get lock' $$log && [ $$tries -lt $(PATIENCE) ] || \
				$(call stop,could not install:$$missing: $$cause (see $$log)); \
			[ $$tries != 1 ] || echo "make: $$cause: it is waited for"; \
			sleep 1; \
		done; \
	fi; \
	echo '# every package was there' >$@

# Every file that we wrote, with one of these endings; also where there is no git.
ROOMS := isa assembler machine vmm programs tests spec
files = $(sort $(shell find $(ROOMS) -type f \( $(patsubst %,-name '*.%' -o,$(1)) -false \)))

# Make looks at times alone. Another compiler or other flags compile everything anew; and where a source
# is gone, what was linked with it is made anew, or fails.
ifneq ($(GOALS),)
ifeq ($(findstring n,$(firstword -$(MAKEFLAGS))),)
COMPILED_WITH := $(shell $(CC) --version 2>&1 | head -n 1): $(CPPFLAGS) $(CFLAGS) $(SANITIZE)
SOURCES_NOW := $(call files,c s S l y)
$(shell mkdir -p $(BUILD))
ifneq ($(COMPILED_WITH),$(file <$(BUILD)/flags))
$(file >$(BUILD)/flags,$(COMPILED_WITH))
endif
ifneq ($(filter-out $(SOURCES_NOW),$(file <$(BUILD)/sources)),)
$(shell rm -rf $(BUILD)/bin $(BUILD)/lib; find $(BUILD) -type f -perm -u+x -delete)
endif
$(file >$(BUILD)/sources,$(SOURCES_NOW))
endif
endif

# A native object, and the same with sanitizers for the tests.
$(BUILD)/obj/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	@echo '  CC      $<'
	@$(CC) $(CPPFLAGS) $(CFLAGS) $(DEPENDENCIES) -c -o $@ $<

$(BUILD)/sanitized/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	@echo '  CC      $< (sanitized)'
	@$(CC) $(CPPFLAGS) $(CFLAGS) -O1 $(SANITIZE) $(DEPENDENCIES) -c -o $@ $<

objects = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))
sanitized = $(patsubst %.c,$(BUILD)/sanitized/%.o,$(1))

# The tools that build programs, and all that they need beside them.
PG32_AS := $(BUILD)/bin/pg32-as
PG32_AS_READY := $(PG32_AS) $(BUILD)/include/pg32.inc
PG32_CC := $(BUILD)/bin/pg32-cc
PG32_CC_READY := $(PG32_CC) $(PG32_AS_READY) $(BUILD)/lib/pg32/.ready

# Each folder adds to these.
TOOLS :=
TESTS :=
PROOFS :=
include isa/rules.mk machine/front/rules.mk assembler/rules.mk machine/rules.mk programs/rules.mk vmm/rules.mk vmm/equivalence/rules.mk programs/course/rules.mk spec/rules.mk spec/theorems/rules.mk tests/rules.mk

all: $(TOOLS)

help:
	@echo 'make          build the tools and programs into $(BUILD)/'
	@echo 'make demo     one kernel bare, under the VMM and under the hosted VMM, compared'
	@echo 'make test     every test but the long proofs'
	@echo 'make proofs   the proofs of emulation, and that planted errors are refuted: minutes'
	@echo 'make prove-templates  the same of the host code that the fast engine writes: most of an hour'
	@echo 'make check    what is quick: format, layers, unit tests'
	@echo 'make check-release  a copy without git, in a path with spaces, by clang and gcc'
	@echo 'make bench    the figures: counts, and times as ratios in one run'
	@echo 'make theorems the theorems, decided for PG32 and each profile, and what comes of them'
	@echo 'make mutants  break the machine and the VMM on purpose; each fault must be caught'
	@echo 'make planted  faults found in the sources, one of each line; campaigns find what a guest can see'
	@echo 'make campaign a million random kernels bare against virtual; can be stopped and continued'
	@echo 'make outside FOLDER=...  C projects one has at hand, natively, bare and virtual'
	@echo 'make fuzz     mutated sources for the assembler; make count-words: all 2^32 words'
	@echo 'make spec     write the generated tables of the manuals in spec/'
	@echo 'make format   clang-format'
	@echo 'make install  into PREFIX ($(PREFIX)), under DESTDIR'
	@echo 'make clean    remove $(BUILD)/'

demo: all
	@programs/demo

# Under PREFIX as in $(BUILD): the tools find their own files beside them, wherever the tree is moved.
INSTALLED := $(DESTDIR)$(PREFIX)
install: all
	@install -d '$(INSTALLED)/bin' '$(INSTALLED)/lib/pg32/include' '$(INSTALLED)/share/man/man1' \
		'$(INSTALLED)/share/bash-completion/completions' '$(INSTALLED)/share/doc/pg32'
	@install $(BUILD)/bin/pg32-* '$(INSTALLED)/bin'
	@cp -R $(BUILD)/lib/pg32/* '$(INSTALLED)/lib/pg32'
	@install -m 644 $(BUILD)/include/pg32.inc '$(INSTALLED)/lib/pg32/include'
	@install -m 644 LICENSE README.md spec/*.md '$(INSTALLED)/share/doc/pg32'
	@for tool in $(BUILD)/bin/pg32-*; do \
		name=$${tool##*/}; \
		$$tool --help=man >'$(INSTALLED)'/share/man/man1/$$name.1 && \
		$$tool --help=bash >'$(INSTALLED)'/share/bash-completion/completions/$$name || exit 1; \
	done
	@chmod -R u+w,a+rX '$(INSTALLED)/lib/pg32' '$(INSTALLED)'/share/man/man1/pg32-* \
		'$(INSTALLED)'/share/bash-completion/completions/pg32-*
	@echo 'installed into $(INSTALLED)'

SOURCES = $(call files,c h)

format:
	@clang-format -i $(SOURCES)

check-format:
	@[ -n '$(SOURCES)' ]
	@clang-format --dry-run --Werror $(SOURCES)

clean:
	rm -rf $(BUILD)

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
