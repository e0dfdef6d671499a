# Huddle: see CONTRIBUTING.md for a map of the house.
B := build
CC ?= gcc
PKGS := ncursesw sqlite3 libconfig libsodium libutf8proc jansson
CFLAGS ?= -O2 -g
CFLAGS += -std=c11 -Wall -Wextra -Wpedantic -Werror
CPPFLAGS += -I. -Isrc -I$(B) -D_GNU_SOURCE $(shell pkg-config --cflags $(PKGS))
LDLIBS := $(shell pkg-config --libs $(PKGS))

SRC := $(wildcard src/util/*.c src/core/*.c db/*.c config/*.c ui/*.c)
EMBED := $(wildcard config/*.conf config/instruments/*.conf db/schema.sql \
	db/migrations/*.sql)
GEN := $(B)/gen/embed.o $(B)/gen/queries.o
OBJ := $(SRC:%.c=$(B)/%.o) $(GEN)

all: $(B)/huddle
$(B)/huddle: $(patsubst %.c,$(B)/%.o,$(wildcard src/*.c src/cli/*.c)) $(B)/libhuddle.a
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)
$(B)/libhuddle.a: $(OBJ)
	rm -f $@; ar rcs $@ $^
$(B)/%.o: %.c | $(B)/gen/queries.h
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<
$(B)/gen/%.o: $(B)/gen/%.c
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<
$(B)/gen/embed.c: src/embed.sh $(EMBED)
	@mkdir -p $(@D)
	src/embed.sh $(EMBED) >$@.new && mv $@.new $@
$(B)/gen/queries.h $(B)/gen/queries.c &: db/queries.awk db/queries.sql
	@mkdir -p $(@D)
	awk -f db/queries.awk -v out=$(B)/gen db/queries.sql
# A test is one program: tests/<kind>/test_<name>.c -> build/tests/<kind>/test_<name>
$(B)/tests/%: tests/%.c $(B)/libhuddle.a
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -MF $@.d -o $@ $< $(B)/libhuddle.a $(LDLIBS) -lcmocka
-include $(shell find $(B) -name '*.d' 2>/dev/null)
.PHONY: all
