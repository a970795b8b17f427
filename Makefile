# SPDX-License-Identifier: GPL-2.0-or-later
#
# make                builds build/hibernate and build/resume-loader
# make install        DESTDIR= PREFIX=/usr
# make deb            builds the Debian packages in build/deb/
# make check-fast     what needs neither root nor a virtual machine
# make check          everything; KERNELS="6.1 6.12 7.x" chooses the guests' kernels
# make check-soak     N=50 hibernations of one session; START=51 goes on with it
# make check-crash    the disk after a power cut at any moment, rebuilt from a record
# make check-damage   SEED=1 FLIPS=10000: an image changed in every byte of its metadata
# make fuzz           TIME=3600: fuzz the readers; make check-fuzz only for a short time
# make check-powercut N=50 power cuts at random moments; SEED=1, START=51 goes on with it
# make check-matrix   all cases on all kernels and releases; writes docs/compatibility.md; CASES="4 9"
# make bench          ours beside the kernel's own hibernation in one guest: PAIRS=5
# make bench-boot     what the early start costs a boot without an image: BOOTS=5
# make bench-image    both pipelines natively, on the memory of a guest
# make demo           hibernates and resumes a Debian guest before your eyes

VERSION := 0.1

BUILD ?= build
CC ?= cc
KLCC ?= klcc
PKG_CONFIG ?= pkg-config
CFLAGS ?= -O2 -g
PREFIX ?= /usr
DESTDIR ?=
SBINDIR ?= $(PREFIX)/sbin
MANDIR ?= $(PREFIX)/share/man
DOCDIR ?= $(PREFIX)/share/doc/resume-loader
DRACUTDIR ?= $(PREFIX)/lib/dracut/modules.d
INITRAMFSTOOLSDIR ?= $(PREFIX)/share/initramfs-tools
INITCPIODIR ?= $(PREFIX)/lib/initcpio
SYSTEMDDIR ?= $(PREFIX)/lib/systemd/system
BASHCOMPDIR ?= $(PREFIX)/share/bash-completion/completions
ZSHCOMPDIR ?= $(PREFIX)/share/zsh/site-functions
HOOKDIR := $(PREFIX)/lib/resume-loader
KERNELS ?= 6.1
# An unpacked zstd tree; by default the distribution's source package.
ZSTD_SOURCE ?= build/zstd-source

Q := $(if $(filter 1,$(V)),,@)
say = $(if $(filter 1,$(V)),,@printf '  %-7s %s\n' $(1) $@)

WARNINGS := -Wall -Wextra -Wmissing-prototypes -Wstrict-prototypes -Wvla \
	    -Wpointer-arith -Wwrite-strings
PROJECT_CFLAGS := -std=gnu11 -D_GNU_SOURCE -I. $(WARNINGS) -DVERSION='"$(VERSION)"' -MMD -MP

# Writer: glibc, threads. Everything is bound before the machine is frozen.
WRITER_LIBS := libzstd blkid mount devmapper
PKG_CFLAGS = $(shell $(PKG_CONFIG) --cflags $(WRITER_LIBS))
WRITER_CFLAGS = -Wshadow $(PKG_CFLAGS) \
		-fPIE -fstack-protector-strong
WRITER_LDFLAGS := -pie -pthread -Wl,-z,now -Wl,-z,relro
WRITER_LDLIBS = $(shell $(PKG_CONFIG) --libs $(WRITER_LIBS))

# Loader: klibc unless KLCC says otherwise. klcc's own defaults are for size and without
# SSE; later flags win. Sections let the linker drop what zstd never calls.
LOADER_ARCH_FLAGS := $(if $(findstring x86_64,$(shell $(CC) -dumpmachine)),-msse2)
LOADER_CFLAGS ?= -O2 $(LOADER_ARCH_FLAGS)
LOADER_SECTIONS := -falign-functions=16 -falign-loops=16 -falign-jumps=16 \
		   -ffunction-sections -fdata-sections
LOADER_LDFLAGS ?= -static -s -Wl,--gc-sections
ZSTD_CFLAGS := -DZSTD_LEGACY_SUPPORT=0 -DZSTD_TRACE=0 -DZSTD_STRIP_ERROR_STRINGS=1 \
	       -DXXH_NAMESPACE=ZSTD_ -DDEBUGLEVEL=0 -DNDEBUG \
	       -DHUF_FORCE_DECOMPRESS_X1=1 -DZSTD_FORCE_DECOMPRESS_SEQUENCES_SHORT=1

IMAGE := checksum chunk error extent-list figures guard header mark page-chain
KERNEL_BOTH := block-device boot-parameter consoles module mounts power snapshot swap-header uuid
KERNEL_HOST := btrfs clock-alarm resume-place swap-area wakeup watchdog
WRITER := main options log memory json show last settle record resume-device block-stack \
	  area-stack sys-device luks dm-table choice room filesystems guards lower-device regions level \
	  swap-page commit save swap-activation pool \
	  output image-writer verify progress machine memory-zones reclaim interrupt keys remote wake watchdog \
	  command initramfs initramfs-cache initramfs-generator initramfs-opinion device-at-boot memory-at-boot crypt-device root-stack \
	  kernel-parameters
ADMINISTRATION := doctor doctor-address doctor-hooks doctor-initramfs doctor-kernel doctor-machine doctor-swap doctor-system \
		  finding setup setup-activation setup-area setup-change setup-configuration \
		  setup-file setup-initramfs setup-journal setup-lines setup-program \
		  setup-swap-file setup-systemd setup-undo
LOADER := main settings log plymouth device array early guards image-reader load worker check resume attempt policy

SHARED := $(IMAGE:%=image/%) $(KERNEL_BOTH:%=kernel/%) config/config-file config/device-name
WRITER_SOURCES := $(SHARED) $(KERNEL_HOST:%=kernel/%) $(WRITER:%=suspend-writer/%) \
		  $(ADMINISTRATION:%=administration/%)
LOADER_SOURCES := $(SHARED) $(LOADER:%=loader/%)
ZSTD_DECODER := common/debug common/entropy_common common/error_private \
		common/fse_decompress common/xxhash common/zstd_common \
		decompress/huf_decompress decompress/zstd_ddict \
		decompress/zstd_decompress decompress/zstd_decompress_block

WRITER_OBJECTS := $(WRITER_SOURCES:%=$(BUILD)/host/%.o)
LOADER_OBJECTS := $(LOADER_SOURCES:%=$(BUILD)/loader/%.o)
ZSTD_OBJECTS := $(ZSTD_DECODER:%=$(BUILD)/loader/zstd/%.o) \
		$(BUILD)/loader/zstd/decompress/huf_decompress_amd64.o

all: $(BUILD)/hibernate $(BUILD)/resume-loader

$(BUILD)/hibernate: $(WRITER_OBJECTS)
	$(call say,LINK)
	$(Q)$(CC) $(CFLAGS) $(WRITER_LDFLAGS) $(LDFLAGS) -o $@ $^ $(WRITER_LDLIBS)

$(BUILD)/resume-loader: $(LOADER_OBJECTS) $(ZSTD_OBJECTS)
	$(call say,LINK)
	$(Q)$(KLCC) $(LOADER_CFLAGS) $(LOADER_LDFLAGS) -o $@ $^

# For tests: both programs with a crash at a chosen call, see tests/faults.c.
FAULT_CALLS := ioctl pwrite readv writev fdatasync reboot
$(BUILD)/faults.so: tests/faults.c
	$(call say,LINK)
	$(Q)$(CC) $(PROJECT_CFLAGS) -O2 -fPIC -shared -o $@ $<
$(BUILD)/resume-loader-faults: $(LOADER_OBJECTS) $(ZSTD_OBJECTS) tests/faults.c
	$(call say,LINK)
	$(Q)$(KLCC) $(LOADER_CFLAGS) -DSTATIC $(LOADER_LDFLAGS) $(FAULT_CALLS:%=-Wl,--wrap=%) \
		-o $@ $^

$(BUILD)/host/%.o: %.c $(BUILD)/flags-host
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(CFLAGS) $(CPPFLAGS) $(PROJECT_CFLAGS) $(WRITER_CFLAGS) -c -o $@ $<

$(BUILD)/loader/%.o: %.c $(BUILD)/flags-loader $(ZSTD_SOURCE)/lib/zstd.h
	@mkdir -p $(@D)
	$(call say,KLCC)
	$(Q)$(KLCC) $(PROJECT_CFLAGS) -I$(ZSTD_SOURCE)/lib $(LOADER_CFLAGS) \
		$(LOADER_SECTIONS) -c -o $@ $<

$(BUILD)/loader/zstd/%.o: $(ZSTD_SOURCE)/lib/zstd.h $(BUILD)/flags-loader
	@mkdir -p $(@D)
	$(call say,KLCC)
	$(Q)$(KLCC) $(LOADER_CFLAGS) $(LOADER_SECTIONS) $(ZSTD_CFLAGS) -c -o $@ \
		$(firstword $(wildcard $(ZSTD_SOURCE)/lib/$*.c $(ZSTD_SOURCE)/lib/$*.S))

build/zstd-source/lib/zstd.h:
	$(call say,FETCH)
	$(Q)tools/fetch-zstd-source build/zstd-source

# Objects are remade when compiler or flags change.
$(BUILD)/flags-host: FORCE
	@mkdir -p $(BUILD)
	@echo '$(CC) $(CFLAGS) $(CPPFLAGS) $(VERSION)' | cmp -s - $@ || \
		echo '$(CC) $(CFLAGS) $(CPPFLAGS) $(VERSION)' > $@
$(BUILD)/flags-loader: FORCE
	@mkdir -p $(BUILD)
	@echo '$(KLCC) $(LOADER_CFLAGS) $(ZSTD_SOURCE) $(VERSION)' | cmp -s - $@ || \
		echo '$(KLCC) $(LOADER_CFLAGS) $(ZSTD_SOURCE) $(VERSION)' > $@

install: all
	install -d $(DESTDIR)$(SBINDIR) $(DESTDIR)$(HOOKDIR) \
		$(DESTDIR)$(DRACUTDIR)/50hibernate $(DESTDIR)$(DRACUTDIR)/99hibernate-early \
		$(DESTDIR)$(INITRAMFSTOOLSDIR)/hooks \
		$(DESTDIR)$(INITRAMFSTOOLSDIR)/scripts/local-premount \
		$(DESTDIR)$(INITCPIODIR)/install $(DESTDIR)$(INITCPIODIR)/hooks \
		$(DESTDIR)$(SYSTEMDDIR)/swap.d $(DESTDIR)$(MANDIR)/man5 \
		$(DESTDIR)$(MANDIR)/man8 $(DESTDIR)$(DOCDIR) \
		$(DESTDIR)$(BASHCOMPDIR) $(DESTDIR)$(ZSHCOMPDIR)
	install -m 0755 $(BUILD)/hibernate $(BUILD)/resume-loader $(DESTDIR)$(SBINDIR)
	install -m 0755 $(wildcard hooks/*) $(DESTDIR)$(HOOKDIR)
	install -m 0755 $(wildcard dracut-module/*) $(DESTDIR)$(DRACUTDIR)/50hibernate
	install -m 0755 dracut-module-early/module-setup.sh $(DESTDIR)$(DRACUTDIR)/99hibernate-early
	install -m 0755 initramfs-tools-hook/hook $(DESTDIR)$(INITRAMFSTOOLSDIR)/hooks/hibernate
	install -m 0755 initramfs-tools-hook/local-premount \
		$(DESTDIR)$(INITRAMFSTOOLSDIR)/scripts/local-premount/hibernate
	install -m 0644 mkinitcpio-hook/install $(DESTDIR)$(INITCPIODIR)/install/hibernate
	install -m 0644 mkinitcpio-hook/hook $(DESTDIR)$(INITCPIODIR)/hooks/hibernate
	install -m 0644 $(wildcard systemd/*.service) $(DESTDIR)$(SYSTEMDDIR)
	install -m 0644 systemd/swap-after-settle.conf $(DESTDIR)$(SYSTEMDDIR)/swap.d
	install -m 0644 systemd/links systemd/sleep.conf $(wildcard systemd/systemd-*.conf) \
		$(DESTDIR)$(HOOKDIR)
	install -m 0644 docs/hibernate.conf.5 $(DESTDIR)$(MANDIR)/man5
	install -m 0644 docs/hibernate.8 docs/resume-loader.8 $(DESTDIR)$(MANDIR)/man8
	install -m 0644 docs/hibernate.conf.sample $(DESTDIR)$(DOCDIR)
	install -m 0644 $(wildcard completions/bash/*) $(DESTDIR)$(BASHCOMPDIR)
	install -m 0644 $(wildcard completions/zsh/*) $(DESTDIR)$(ZSHCOMPDIR)

# Debian's packages, and a source package that builds without the network.
deb:
	$(Q)tools/install-packages deb
	$(Q)$(MAKE) --no-print-directory $(ZSTD_SOURCE)/lib/zstd.h
	$(Q)ZSTD_SOURCE=$(ZSTD_SOURCE) tools/make-deb

# Unit tests: cmocka, all code but the two mains, with sanitizers. Tests of the loader
# are named test-loader-*.
SANITIZE := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all
UNIT_TESTS := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/test-*.c))
UNIT_WRITER := $(filter-out %/main.o,$(WRITER_SOURCES:%=$(BUILD)/unit/%.o))
UNIT_LOADER := $(filter-out %/main.o,$(LOADER_SOURCES:%=$(BUILD)/unit/%.o))

$(BUILD)/unit/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(PROJECT_CFLAGS) $(PKG_CFLAGS) $(SANITIZE) -c -o $@ $<
$(BUILD)/unit/writer.a: $(UNIT_WRITER)
	$(Q)rm -f $@ && ar rcs $@ $^
$(BUILD)/unit/loader.a: $(UNIT_LOADER)
	$(Q)rm -f $@ && ar rcs $@ $^
$(BUILD)/unit/test-loader-%: tests/unit/test-loader-%.c $(BUILD)/unit/loader.a
	$(call say,TEST)
	$(Q)$(CC) $(PROJECT_CFLAGS) $(SANITIZE) -o $@ $^ -lcmocka $(WRITER_LDLIBS)
$(BUILD)/unit/test-%: tests/unit/test-%.c $(BUILD)/unit/writer.a
	$(call say,TEST)
	$(Q)$(CC) $(PROJECT_CFLAGS) $(SANITIZE) -pthread -o $@ $^ -lcmocka $(WRITER_LDLIBS)
# Makes images from files with the writer's own code.
$(BUILD)/unit/make-image: tests/make-image.c $(BUILD)/unit/writer.a
	$(call say,LINK)
	$(Q)$(CC) $(PROJECT_CFLAGS) $(SANITIZE) -pthread -o $@ $^ $(WRITER_LDLIBS)

include tests/damage/damage.mk tests/fuzz/fuzz.mk tests/bench/bench.mk

FAST_CHECKS := tests/unit/run tests/check-golden tests/round-trip tests/image-purity \
	       tests/layers tests/loader-limits tests/hooks tests/setup tests/doctor tests/scripts \
	       tests/crash/test-forgetful-cache tests/bench-report tests/emulator-faults

FAST_TOOLS := $(UNIT_TESTS) $(DAMAGE_TOOLS) $(BUILD)/bench/dump-pages

check-fast: all $(FAST_TOOLS) $(FUZZ_COMPILED)
	$(Q)tests/tally $(FAST_CHECKS) "STEP=97 tests/damage/run"

# What is shipped beside the programs.
FAST_CHECKS += tests/completions tests/packaging tests/matrix-document

check:
	$(Q)tools/install-packages build test demo
	$(Q)$(MAKE) --no-print-directory check-installed

check-installed: all $(FAST_TOOLS) $(FUZZ_TARGETS) $(BUILD)/faults.so \
		 $(BUILD)/resume-loader-faults
	$(Q)KERNELS="$(KERNELS)" tests/tally $(FAST_CHECKS) tests/other-libcs \
		tests/packages tests/initramfs/run tests/crash/check-states tests/crash/check-powercut \
		tests/damage/run tests/damage/hostile tests/fuzz/check

# The states in which a power cut can leave the disk: SEED=1.
check-crash: all
	$(Q)tests/crash/check-states

# The figures of every cycle are appended to build/soak/KERNEL/figures.
N ?= 50
START ?= 1
check-soak: all
	$(Q)KERNELS="$(KERNELS)" SOAK_CYCLES=$(N) SOAK_START=$(START) JOBS=1 \
		tests/initramfs/run 59-soak

# What each cut led to is appended to build/powercut/results.
SEED ?= 1
check-powercut: all
	$(Q)N=$(N) START=$(START) SEED=$(SEED) tests/crash/check-powercut

CASES ?=
check-matrix:
	$(Q)tools/install-packages build test demo
	$(Q)$(MAKE) --no-print-directory check-matrix-installed

check-matrix-installed: all $(BUILD)/faults.so $(BUILD)/resume-loader-faults
	$(Q)KERNELS="$(if $(filter command line environment,$(origin KERNELS)),$(KERNELS),6.1 6.12 7.x)" \
		tests/matrix $(CASES)

demo:
	$(Q)tools/demo

clean:
	rm -rf $(BUILD)

FORCE:
.PHONY: all bench bench-installed bench-boot bench-boot-installed bench-image bench-image-installed install deb check check-crash check-installed check-fast check-matrix check-matrix-installed check-powercut check-soak demo clean FORCE
.SECONDARY:

-include $(WRITER_OBJECTS:.o=.d) $(LOADER_OBJECTS:.o=.d) $(UNIT_WRITER:.o=.d) \
	$(UNIT_LOADER:.o=.d) $(UNIT_TESTS:=.d)
