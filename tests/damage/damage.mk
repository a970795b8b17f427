# SPDX-License-Identifier: GPL-2.0-or-later
# The damage campaign: the loader's code built for the host, without sanitizers, for speed.

DAMAGE_OBJECTS := $(patsubst %,$(BUILD)/host/%.o,$(filter-out loader/main,$(LOADER_SOURCES)) \
		  tests/damage/layout tests/damage/change tests/damage/damage)

$(BUILD)/damage/damage: $(DAMAGE_OBJECTS)
	@mkdir -p $(@D)
	$(call say,LINK)
	$(Q)$(CC) $(CFLAGS) $(WRITER_LDFLAGS) $(LDFLAGS) -o $@ $^ $(WRITER_LDLIBS)

$(BUILD)/damage/make-hostile: $(patsubst %,$(BUILD)/host/%.o,$(SHARED) tests/damage/make-hostile)
	@mkdir -p $(@D)
	$(call say,LINK)
	$(Q)$(CC) $(CFLAGS) $(WRITER_LDFLAGS) $(LDFLAGS) -o $@ $^

DAMAGE_TOOLS := $(BUILD)/damage/damage $(BUILD)/damage/make-hostile $(BUILD)/unit/make-image $(BUILD)/resume-loader

# SEED and FLIPS choose the random changes, START the case to go on from; results in
# build/damage/results.
check-damage: $(DAMAGE_TOOLS)
	$(Q)SEED=$(SEED) FLIPS=$(FLIPS) START=$(START) tests/damage/run && tests/damage/hostile

.PHONY: check-damage
-include $(DAMAGE_OBJECTS:.o=.d) $(BUILD)/host/tests/damage/make-hostile.d
