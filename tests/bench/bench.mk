# SPDX-License-Identifier: GPL-2.0-or-later
# The programs that are measured natively are those that are shipped, without sanitizers.

BENCH_WRITER := $(filter-out %/main.o,$(WRITER_OBJECTS))
BENCH_LOADER := $(filter-out %/main.o,$(LOADER_SOURCES:%=$(BUILD)/host/%.o))
$(BUILD)/bench/make-image: tests/make-image.c tests/bench/slow-device.c $(BENCH_WRITER)
	@mkdir -p $(@D)
	$(call say,LINK)
	$(Q)$(CC) $(CFLAGS) $(PROJECT_CFLAGS) -pthread -Wl,--wrap=block_device_write -o $@ $^ $(WRITER_LDLIBS)
$(BUILD)/bench/dump-pages: tests/bench/dump-pages.c $(BENCH_LOADER)
	@mkdir -p $(@D)
	$(call say,LINK)
	$(Q)$(CC) $(CFLAGS) $(PROJECT_CFLAGS) -o $@ $^ -lzstd

bench:
	$(Q)tools/install-packages build demo
	$(Q)$(MAKE) --no-print-directory bench-installed

bench-installed: all
	$(Q)tests/bench/run

bench-boot:
	$(Q)tools/install-packages build demo
	$(Q)$(MAKE) --no-print-directory bench-boot-installed

bench-boot-installed: all
	$(Q)tests/bench/boot

bench-image:
	$(Q)tools/install-packages build demo bench
	$(Q)$(MAKE) --no-print-directory bench-image-installed

bench-image-installed: all $(BUILD)/bench/make-image $(BUILD)/bench/dump-pages
	$(Q)tests/bench/image
