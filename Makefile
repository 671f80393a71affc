# One command each for a newcomer: `make demo` and `make test` install what is missing (Debian packages), build and run.
PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
# One optimised build serves the demo and the tests: they run in a seventh of the time that unoptimised code takes. What is
# installed needs no Swift at run time; that is a build of its own, and so has a place of its own.
OPTIMISED = --configuration release
STATIC = $(OPTIMISED) --static-swift-stdlib --scratch-path .build/static
# -dev packages that the build needs; the programs below are other people's tools that the tests compare with.
PACKAGES = libarchive-dev libbz2-dev libflac-dev liblz4-dev liblzma-dev libmagic-dev libsqlite3-dev libssl-dev libxml2-dev libzstd-dev zlib1g-dev pkg-config
PEERS = genisoimage xorriso libarchive-tools p7zip-full python3 hashdeep openssl gpg gpgv isomd5sum \
    bchunk bzip2 cdrdao dosfstools fdisk fish fuse3 gcc gdisk groff-base gzip iat libc6-dev libfuse3-dev mame-tools mandoc mtools pesign python3-yaml \
    sbsigntool systemd-boot-efi tidy vcdimager xz-utils zsh zstd
# A Linux guest with optical drives that fail where they are told to.
GUEST = qemu-system-x86 linux-image-cloud-amd64 busybox-static cpio gddrescue xorriso python3 gcc libc6-dev zstd xz-utils
# Programs that make volumes of UDF, HFS and HFS+, and a kernel that reads and fills them.
VOLUMES = qemu-system-x86 linux-image-amd64 busybox-static cpio udftools udfclient hfsutils genisoimage xorriso xz-utils zstd python3
# Loaders and firmware for the proof by booting.
BOOT = qemu-system-x86 ovmf linux-image-cloud-amd64 busybox-static cpio xorriso dosfstools mtools isolinux syslinux-common \
    syslinux-utils grub-common grub-pc-bin grub-efi-amd64-bin systemd-boot-efi xz-utils zstd python3 python3-pip \
    openssl sbsigntool shim-signed shim-helpers-amd64-signed grub-efi-amd64-signed ovmf-ia32
DEMO = Corpus/images/boot/xorriso-isolinux.iso

.PHONY: demo test test-drive test-kernel test-boot test-formats test-deb build static install uninstall deb corpus corpus-real bench peers-table pictures rules lint packages peers clean

demo: build
	@printf '\n$$ isocheck %s --show note\n' $(DEMO)
	@.build/release/isocheck $(DEMO) --show note

build: packages
	$(SWIFT) build $(OPTIMISED) --product isocheck

test: packages peers
	$(SWIFT) build $(OPTIMISED) --build-tests
	bash Tests/Drive/run.sh .build/release/isocheck
	bash Tests/Kernel/run.sh .build/release/isocheck
	$(SWIFT) test $(OPTIMISED) --skip-build

# The comparison with discs in a guest, about two minutes; `make test` runs it too, where what it needs is installed.
test-drive: packages
	@bash .ci/need --optional $(GUEST)
	$(SWIFT) build $(OPTIMISED) --product isocheck
	bash Tests/Drive/run.sh .build/release/isocheck

# The files of UDF, HFS and HFS+ volumes as Linux's drivers show them in a guest, two minutes; the volumes are made for it.
# `make test` runs it too, where what it needs is installed, without the forged volumes.
test-kernel: packages
	@bash .ci/need --optional $(VOLUMES)
	$(SWIFT) build $(OPTIMISED) --product isocheck
	$(SWIFT) build $(OPTIMISED) --product PlantedFaultsBenchmark
	.build/release/PlantedFaultsBenchmark --sound .build/kernel/forged
	bash Tests/Kernel/run.sh .build/release/isocheck .build/kernel/forged/*

# Every format against a validator that others wrote, a minute; they come from PyPI.
test-formats: build
	@bash .ci/need --optional libxml2-utils perl python3 python3-venv tidy
	python3 Tests/Formats/validate.py .build/release/isocheck

# Boot verdicts against what firmware, shim and loaders do, 45 minutes; what was booted once is not booted again.
test-boot: packages
	@bash .ci/need --optional $(BOOT)
	$(SWIFT) build $(OPTIMISED) --product isocheck
	python3 Tests/Boot/boot.py .build/release/isocheck

# The commit that --version tells; empty outside of a checkout.
COMMIT = $(shell git describe --always --abbrev=12 --dirty --exclude='*' 2>/dev/null)

static: packages
	ISOCHECK_COMMIT=$(COMMIT) $(SWIFT) build $(STATIC) --product isocheck

install: static
	DESTDIR=$(DESTDIR) .ci/place .build/static/release/isocheck $(PREFIX)

uninstall:
	DESTDIR=$(DESTDIR) .ci/place --remove $(PREFIX)

# A Debian package in .build/deb, which needs no Swift where it is installed.
deb: packages static
	@bash .ci/need dpkg-dev binutils
	.ci/deb .build/static/release/isocheck .build/deb

# lintian, and an empty Debian in which the package is installed, used and removed: two minutes and a network.
test-deb: deb
	@bash .ci/need --optional lintian debootstrap
	bash Tests/Package/run.sh .build/deb/isocheck_*.deb

# Rebuilds the committed images with the tools of other people; see Corpus/README.md.
corpus:
	bash Corpus/recipes/build.sh

# Fetches images that ship inside Debian packages; without a network the tests that want them are skipped.
corpus-real:
	bash Corpus/recipes/real.sh

# Ratios against other programs, measured in one run, and how many findings one planted fault gives; see Tests/Benchmarks.
bench: build
	$(SWIFT) run $(OPTIMISED) SectorCodesBenchmark
	$(SWIFT) run $(OPTIMISED) PlantedFaultsBenchmark
	python3 Tests/Benchmarks/run.py
	python3 Tests/Benchmarks/batch.py

# Writes the table of the README anew that tells who sees which planted fault.
peers-table: build peers
	$(SWIFT) build $(OPTIMISED) --product PlantedFaultsBenchmark
	python3 Tests/Peers/table.py .build/release/isocheck .build/release/PlantedFaultsBenchmark README.md

# Takes the pictures of the README anew.
pictures: build
	@bash .ci/need --optional chromium
	.ci/pictures .build/release/isocheck Reports/pictures

# Writes the list of all rules anew, after one was added, renamed or removed.
rules:
	@.ci/rule-list

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

packages:
	@bash .ci/need $(PACKAGES)

peers:
	@bash .ci/need --optional $(PEERS)

clean:
	$(SWIFT) package clean
