# SPDX-License-Identifier: GPL-2.0-or-later
# Fuzz targets: the code of the format and of the loader, with its own build of zstd, all
# with address and undefined-behaviour sanitizers. fuzz-NAME.c is one target.

FUZZ_CC ?= clang
FUZZ_CFLAGS := -O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined \
	       -fno-sanitize-recover=all
# zstd's own tests allow what these would report.
FUZZ_ZSTD_CFLAGS := -O1 -g -fsanitize=fuzzer-no-link,address $(ZSTD_CFLAGS) -DZSTD_DISABLE_ASM

FUZZ_LOADER := $(filter-out loader/main loader/worker,$(LOADER_SOURCES))
FUZZ_OBJECTS := $(FUZZ_LOADER:%=$(BUILD)/fuzz/%.o) \
		$(patsubst %,$(BUILD)/fuzz/tests/fuzz/%.o,fuzz disk worker-direct)
FUZZ_ZSTD := $(ZSTD_DECODER:%=$(BUILD)/fuzz/zstd/%.o)
FUZZ_TARGETS := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/fuzz-*.c))

$(BUILD)/fuzz/zstd/%.o: $(ZSTD_SOURCE)/lib/zstd.h
	@mkdir -p $(@D)
	$(call say,FUZZCC)
	$(Q)$(FUZZ_CC) $(FUZZ_ZSTD_CFLAGS) -c -o $@ $(ZSTD_SOURCE)/lib/$*.c
$(BUILD)/fuzz/%.o: %.c $(ZSTD_SOURCE)/lib/zstd.h
	@mkdir -p $(@D)
	$(call say,FUZZCC)
	$(Q)$(FUZZ_CC) $(PROJECT_CFLAGS) -I$(ZSTD_SOURCE)/lib $(FUZZ_CFLAGS) -c -o $@ $<
$(BUILD)/fuzz/fuzz.a: $(FUZZ_OBJECTS) $(FUZZ_ZSTD)
	$(Q)rm -f $@ && ar rcs $@ $^
$(BUILD)/fuzz/fuzz-%: $(BUILD)/fuzz/tests/fuzz/fuzz-%.o $(BUILD)/fuzz/fuzz.a
	$(call say,LINK)
	$(Q)$(FUZZ_CC) -fsanitize=fuzzer,address,undefined -o $@ $^

# That they still compile is seen without clang as well.
FUZZ_COMPILED := $(patsubst %.c,$(BUILD)/host/%.o,$(wildcard tests/fuzz/*.c))

# The corpus again, and each target for a few seconds.
check-fuzz: $(FUZZ_TARGETS)
	$(Q)tests/fuzz/check

# TIME seconds in all, results in build/fuzz/results.
fuzz: $(FUZZ_TARGETS)
	$(Q)tests/fuzz/run $(or $(TIME),3600)

.PHONY: check-fuzz fuzz
-include $(FUZZ_OBJECTS:.o=.d) $(FUZZ_COMPILED:.o=.d)
