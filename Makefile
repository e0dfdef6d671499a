# Huddle is built by GNU make. Everything that is made lies under $(B).
# What a target does stands behind it; CONTRIBUTING.md has the whole house.

VERSION := 0.1.0

B := build
PREFIX ?= /usr/local
DESTDIR ?=
ifeq ($(origin CC),default)
CC := gcc
endif
CFLAGS ?= -O2 -g
WERROR ?= -Werror
# Sanitizers to build with: SANITIZE=address,undefined (make asan).
SANITIZE ?=

MAKEFLAGS += --no-builtin-rules
.DELETE_ON_ERROR:
.SUFFIXES:

ifeq ($(filter grouped-target,$(.FEATURES)),)
$(error This needs GNU make 4.3 or later; elsewhere it may be named gmake)
endif

# PostgreSQL for the office: where libpq is found, unless POSTGRES=0.
POSTGRES ?= auto

PKGS := ncursesw sqlite3 libconfig libsodium libutf8proc jansson

# What the compiler must take, and what is used where it is known.
WARN := -std=c11 -Wall -Wextra -Wpedantic $(WERROR)
HARDEN := -fstack-protector-strong -fstack-clash-protection -fcf-protection
HARDEN_LD := -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack -Wl,--as-needed \
	-Wl,-O1 -Wl,--hash-style=gnu
ifneq ($(SANITIZE),)
CODE := -fsanitize=$(SANITIZE) -fno-sanitize-recover=all \
	-fno-omit-frame-pointer
else ifneq ($(filter -O -O1 -O2 -O3 -Os,$(CFLAGS)),)
CODE := -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
endif

# --- What there is ---------------------------------------------------------

LIB_SRC := $(wildcard src/util/*.c src/core/*.c src/report/*.c \
	src/sync/*.c db/*.c config/*.c ui/*.c)
# Two programs: what needs libcurl or libpq is only in the second one.
FAR_OWN := src/transfer_main.c src/cli/cmd_send.c \
	$(wildcard src/cli/cmd_office*.c)
APP_SRC := $(filter-out $(FAR_OWN), \
	$(wildcard src/main.c src/app*.c src/cli/*.c))
FAR_SRC := $(filter-out src/main.c,$(APP_SRC)) $(FAR_OWN)
EMBED := $(filter-out config/instrument-template.conf, \
	$(wildcard config/*.conf config/es/*.conf)) \
	$(wildcard config/instruments/*.conf \
	db/schema.sql db/migrations/*.sql $(wildcard db/office_*.sql))
LIB_OBJ := $(LIB_SRC:%.c=$(B)/%.o) $(B)/gen/embed.o \
	$(if $(wildcard db/queries.sql),$(B)/gen/queries.o)
APP_OBJ := $(APP_SRC:%.c=$(B)/%.o)
FAR_OBJ := $(FAR_SRC:%.c=$(B)/%.o)
PROGRAMS := $(B)/huddle $(B)/huddle-transfer

# A test is one program: tests/<kind>/test_<name>.c. Other .c files beside
# them are what tests share; they are linked in where a test needs them.
TEST_SRC := $(wildcard tests/*/test_*.c)
TEST_AID := $(filter-out tests/bench/% tests/fuzz/%, \
	$(filter-out $(TEST_SRC),$(wildcard tests/*/*.c)))
TESTS := $(TEST_SRC:%.c=$(B)/%)
TEST_SCRIPTS := $(wildcard tests/*/test_*.sh)
BENCH_SRC := $(wildcard tests/bench/*.c)
BENCHES := $(BENCH_SRC:%.c=$(B)/%)
FUZZ_SRC := $(wildcard tests/fuzz/fuzz_*.c)
FUZZERS := $(FUZZ_SRC:%.c=$(B)/%)
PO := $(wildcard ui/po/*.po)
MO := $(PO:ui/po/%.po=$(B)/locale/%/LC_MESSAGES/huddle.mo)
MAN := $(wildcard man/*.[1-8])

OBJ := $(LIB_OBJ) $(sort $(APP_OBJ) $(FAR_OBJ)) $(TEST_SRC:%.c=$(B)/%.o) \
	$(TEST_AID:%.c=$(B)/%.o) $(BENCH_SRC:%.c=$(B)/%.o) \
	$(FUZZ_SRC:%.c=$(B)/%.o)

all: $(PROGRAMS) $(MO) ## the program, build/huddle
	@:

# --- The compiler's flags, found once and again when the command changes ---

QUIET_GOALS := deps clean check ci lint asan bench cover demo faults fuzz \
	uninstall help install-files
ifneq ($(filter-out $(QUIET_GOALS),$(or $(MAKECMDGOALS),all)),)
# $(call keep,FILE,TEXT): FILE holds TEXT, and is only touched for a change.
same = $(and $(findstring <$1>,<$2>),$(findstring <$2>,<$1>))
keep = $(if $(call same,$(file <$1),$(strip $2)),,$(file >$1,$(strip $2)))
$(shell mkdir -p '$(B)/gen')
$(call keep,$(B)/command,$(CC) $(WARN) $(CODE) $(CPPFLAGS) $(CFLAGS) \
	$(LDFLAGS) $(VERSION) $(PKGS) $(POSTGRES))
$(call keep,$(B)/place,$(PREFIX))
$(call keep,$(B)/members,$(LIB_OBJ))
$(call keep,$(B)/embedded,$(EMBED))
include $(B)/flags.mk
-include $(OBJ:.o=.d)
endif

$(B)/flags.mk: $(B)/command src/flags.sh
	@CC='$(CC)' COMPILE='$(HARDEN)' LINK='$(HARDEN_LD)' \
	    POSTGRES='$(POSTGRES)' src/flags.sh $(B)/gen $(PKGS) >$@.new && \
	    mv $@.new $@

# What is being made, in a word; V=1 shows the commands.
Q := $(if $(V),,@)
say = $(if $(V),,@printf '%-5s %s\n' $1 '$(if $2,$2,$@)')

CC_ALL = $(CC) -I. -Isrc -I$(B) -D_GNU_SOURCE $(PKG_CFLAGS) \
	$(FAR_CFLAGS) $(CPPFLAGS) $(WARN) $(CODE) $(HARDEN_CC) -fPIE $(CFLAGS)
LINK = $(CC) $(CODE) -pie $(HARDEN_LINK) $(CFLAGS) $(LDFLAGS)

# --- The programs ----------------------------------------------------------

$(B)/huddle: $(APP_OBJ) $(B)/libhuddle.a
	$(call say,link)
	$(Q)$(LINK) -o $@ $^ $(PKG_LIBS) -lm

$(B)/huddle-transfer: $(FAR_OBJ) $(B)/libhuddle.a
	$(call say,link)
	$(Q)$(LINK) -o $@ $^ $(PKG_LIBS) $(FAR_LIBS) -lm

$(B)/libhuddle.a: $(LIB_OBJ) $(B)/members
	$(call say,ar)
	$(Q)rm -f $@ && ar qcs $@ $(LIB_OBJ)

MAIN_OBJ := $(sort $(APP_OBJ) $(FAR_OBJ))
$(MAIN_OBJ) $(MAIN_OBJ:.o=.tidy): PLACE = \
	-DHUDDLE_VERSION='"$(VERSION)"' \
	-DHUDDLE_LIBEXECDIR='"$(PREFIX)/libexec/huddle"' \
	-DHUDDLE_LOCALEDIR='"$(PREFIX)/share/locale"'
$(MAIN_OBJ): $(B)/place

$(filter $(B)/db/% $(B)/tests/%,$(OBJ)): | $(B)/gen/queries.h
$(B)/%.o: %.c $(B)/flags.mk
	@mkdir -p $(@D)
	$(call say,cc,$<)
	$(Q)$(CC_ALL) $(PLACE) -MMD -MP -c -o $@ $<

$(B)/gen/%.o: $(B)/gen/%.c $(B)/flags.mk
	$(call say,cc,$<)
	$(Q)$(CC_ALL) -MMD -MP -c -o $@ $<

$(B)/gen/embed.c: src/embed.sh $(EMBED) $(B)/embedded
	$(call say,make)
	$(Q)src/embed.sh $(EMBED) >$@.new && mv $@.new $@

$(B)/gen/queries.h $(B)/gen/queries.c &: db/queries.awk db/queries.sql
	@mkdir -p $(@D)
	$(call say,make,$(B)/gen/queries)
	$(Q)awk -f db/queries.awk -v out=$(B)/gen db/queries.sql

$(B)/locale/%/LC_MESSAGES/huddle.mo: ui/po/%.po
	@mkdir -p $(@D)
	$(call say,make)
	$(Q)msgfmt -c -o $@ $<

# --- Tests -----------------------------------------------------------------

# A program that links needs cmocka, and those on a pty libvterm. Tests of
# faults run commands in their own process, so they take the app along.
$(TESTS) $(BENCHES): $(B)/%: $(B)/%.o $(B)/tests/aid.a $(B)/libhuddle.a
	$(call say,link)
	$(Q)$(LINK) -o $@ $(filter-out %/libhuddle.a,$^) $(B)/libhuddle.a \
	    $(PKG_LIBS) $(FAR_LIBS) -lcmocka -lvterm -lutil -lm

$(filter $(B)/tests/fault/%,$(TESTS)): $(B)/tests/app.a
$(B)/tests/app.a: $(filter-out $(B)/src/transfer_main.o,$(FAR_OBJ))
	@mkdir -p $(@D)
	$(call say,ar)
	$(Q)rm -f $@ && ar qcs $@ $^

$(B)/tests/aid.a: $(TEST_AID:%.c=$(B)/%.o)
	@mkdir -p $(@D)
	$(call say,ar)
	$(Q)rm -f $@ && ar qcs $@ $^

# A make below this one uses every core unless this one was told how many.
SUB = $(MAKE) --no-print-directory \
	$(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(shell nproc))

.PHONY: all deps demo check test ci lint asan bench bench-run cover faults \
	faults-run faults-all fuzz fuzz-run validate install install-files \
	uninstall clean help

test: all $(TESTS)
	@tests/run.sh '$(B)' $(TESTS) $(TEST_SCRIPTS)

check: ## build and run every test
	@src/deps.sh build check
	+@$(SUB) test

ci: ## what takes longer: lint, sanitizers, the other compiler, more trials
	@src/deps.sh build check web lint
	+@$(SUB) lint-run
	@tests/lint/fresh.sh clang
	+@$(SUB) asan
	+@TRIALS=$${TRIALS:-5} $(SUB) faults-run
	+@$(SUB) many-run
	+@$(SUB) fuzz
	+@$(SUB) validate

JUDGED := $(PROGRAMS) $(B)/tests/unit/test_documents \
	$(B)/tests/unit/test_office_pages $(B)/tests/unit/test_trend_page
validate: $(JUDGED) ## what leaves a unit, and pages, judged by others
	@tests/npm/validate.sh '$(B)'
	@tests/pages/look.sh '$(B)'

faults: ## kills, failing disks, no memory, 20 times as often
	@src/deps.sh build check
	+@TRIALS=$${TRIALS:-20} $(SUB) faults-run
	+@FAULTS_ALL=1 TRIALS=1 TEST_TIMEOUT=3600 $(SUB) faults-all

# What is a sample there, once whole: every allocation, every call.
FAULTS_ALL_TESTS := $(B)/tests/fault/test_no_memory \
	$(B)/tests/fault/test_disk_transfer
faults-all: $(FAULTS_ALL_TESTS)
	@tests/run.sh '$(B)' $^

faults-run: $(PROGRAMS) $(TESTS)
	@tests/run.sh '$(B)' $(filter %_kill %_forged $(B)/tests/fault/%, \
	    $(TESTS))

.PHONY: many-run
# A directory of 10,000 good and 1,000 hostile files for the office.
many-run: $(PROGRAMS) $(B)/tests/office/test_collect_many
	@MANY=10 tests/run.sh '$(B)' $(B)/tests/office/test_collect_many

# A small quarantine: tests that fork thousands of times copy it each time.
asan: ## the tests under the address and undefined behaviour sanitizers
	@src/deps.sh build check
	+@ASAN_OPTIONS=quarantine_size_mb=4:$$ASAN_OPTIONS \
	    TEST_TIMEOUT=$${TEST_TIMEOUT:-900} $(SUB) B=$(B)/asan \
	    SANITIZE=address,undefined CFLAGS='-O1 -g' test

fuzz: ## random bytes for what reads files, FUZZ_SECONDS=15 each
	@src/deps.sh build fuzz
	+@$(SUB) B=$(B)/fuzz CC=clang CFLAGS='-O1 -g' \
	    SANITIZE=fuzzer-no-link,address,undefined fuzz-run

$(FUZZERS): $(B)/%: $(B)/%.o $(B)/libhuddle.a
	$(call say,link)
	$(Q)$(LINK) -fsanitize=fuzzer -o $@ $^ $(PKG_LIBS) -lm

fuzz-run: $(FUZZERS)
	@tests/fuzz/run.sh '$(B)' $(FUZZERS)

cover: ## which lines the tests reach
	@src/deps.sh build check cover
	+@$(SUB) B=$(B)/cover CFLAGS='-O0 -g --coverage' test
	@gcovr -r . --object-directory $(B)/cover --exclude tests/ \
	    --exclude '.*/gen/' --sort-percentage

bench: ## speed, each figure beside its floor
	@src/deps.sh build check
	+@$(SUB) bench-run

bench-run: $(PROGRAMS) $(BENCHES)
	@tests/bench/run.sh '$(B)'

# --- Lint ------------------------------------------------------------------

# Each is tests/lint/NAME.sh, run in the root of the tree.
LINT := format layers headers sizes banned words globals man scripts tree docs
TIDY := $(patsubst %.c,$(B)/%.tidy,$(LIB_SRC)) $(MAIN_OBJ:.o=.tidy)

# What a status above 0 would mean is no path; gcc looks for what is not set.
MODEL = -include tests/lint/model.h
ANALYSER := -Xclang -analyzer-config \
	-Xclang core.CallAndMessage:ArgInitializedness=false

lint: ## style, layers, sizes, banned functions, two analysers, man pages
	@src/deps.sh build lint
	+@$(SUB) lint-run

.PHONY: lint-run lint-self lint-cppcheck $(LINT:%=lint-%)
lint-run: lint-self lint-cppcheck $(LINT:%=lint-%) $(TIDY)
	@echo 'lint: nothing found'

lint-self:
	@CC='$(CC)' tests/lint/self-test.sh

$(LINT:%=lint-%): lint-%: $(B)/libhuddle.a
	@CC_ALL='$(CC_ALL)' B='$(B)' tests/lint/$*.sh

lint-cppcheck:
	@mkdir -p $(B)/cppcheck
	@tests/lint/cppcheck.sh $(B)/cppcheck

# Only what changed since the last time is analysed again.
$(B)/src/util/err.tidy: MODEL :=
$(B)/%.tidy: %.c .clang-tidy tests/lint/model.h $(B)/%.o
	$(call say,tidy,$<)
	$(Q)clang-tidy --quiet $< -- $(ANALYSER) $(MODEL) $(PLACE) -I. -Isrc \
	    -I$(B) -D_GNU_SOURCE -std=c11 $(PKG_CFLAGS) $(FAR_CFLAGS) \
	    2>/dev/null
	@touch $@

# --- Trying it, installing it ----------------------------------------------

deps: ## install what building and checking need, if anything is missing
	@src/deps.sh build check

demo: ## a believable unit with 26 weeks of history, and the program on it
	@src/deps.sh build
	+@$(SUB) all
	@[ -e '$(B)/demo/huddle.conf' ] || { \
	    made=$$($(B)/huddle demo '$(B)/demo') || { \
	        status=$$?; rm -rf '$(B)/demo'; exit $$status; }; \
	    echo "$$made" | sed '/^Start it/,$$d'; }
	@if [ -t 0 ] && [ -t 1 ]; then \
	    exec $(B)/huddle --config '$(B)/demo/huddle.conf'; \
	fi; \
	echo 'The unit is in $(B)/demo. Start it with:'; \
	echo '  $(B)/huddle --config $(B)/demo/huddle.conf'

# What install lays below PREFIX, as source:mode:folder.
DOC := share/doc/huddle
PLACES := $(B)/huddle:755:bin $(B)/huddle-transfer:755:libexec/huddle \
	$(addsuffix :644:lib/systemd/user,$(wildcard config/systemd/*)) \
	$(foreach n,1 5 7,$(addsuffix :644:share/man/man$n, \
	$(filter %.$n,$(MAN)))) \
	$(foreach m,$(MO),$m:644:$(patsubst $(B)/%/huddle.mo,share/%,$m)) \
	$(addsuffix :644:$(DOC),README.md LICENSE \
	src/sync/summary.schema.json) \
	$(addsuffix :644:$(DOC)/examples,$(wildcard config/*.conf \
	config/*.example)) \
	$(foreach d,es instruments,$(addsuffix :644:$(DOC)/examples/$d, \
	$(wildcard config/$d/*.conf)))

install: all ## below $(DESTDIR)$(PREFIX)
	+@$(MAKE) --no-print-directory install-files

install-files:
	@umask 022; for place in $(PLACES); do \
	    rest=$${place#*:}; to='$(DESTDIR)$(PREFIX)'/$${rest#*:}; \
	    install -d "$$to" && \
	    install -m "$${rest%%:*}" "$${place%%:*}" "$$to" || exit; \
	done

uninstall: ## remove exactly what install put there
	@for place in $(PLACES); do \
	    file=$${place%%:*}; \
	    rm -f '$(DESTDIR)$(PREFIX)'/"$${place##*:}/$${file##*/}"; \
	done
	@cd '$(DESTDIR)$(PREFIX)/share/doc' 2>/dev/null && \
	    rmdir huddle/examples/es huddle/examples/instruments \
	    huddle/examples huddle 2>/dev/null; \
	    rmdir '$(DESTDIR)$(PREFIX)/libexec/huddle' 2>/dev/null; :

clean: ## remove everything that was made
	rm -rf '$(B)'

help: ## this list
	@sed -n 's/^\([a-z]*\):[^#]*## /\1\t/p' Makefile | sort | expand -t 12
