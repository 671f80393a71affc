#!/usr/bin/env bash
# Runs isocheck against optical drives in a small Linux guest: `Tests/Drive/run.sh ISOCHECK [CASE...]`.
#
# The guest is a Debian kernel with busybox; its drives are `drive.c` behind the kernel's own SCSI and sr drivers, so that
# what isocheck meets there (sense data, errno, readahead, a device that shrinks) is what Linux does with a real one. No
# KVM is needed; a boot takes some seconds. Where qemu, a kernel or a tool is missing it says "skipped" and succeeds.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
isocheck=${1:?usage: run.sh ISOCHECK [CASE...]}
shift
work=${DRIVE_WORK:-$here/../../.build/drive}
mkdir -p "$work"

skip() { echo "skipped: the tests in a guest need $1"; exit 0; }
need() { command -v "$1" >/dev/null || skip "$2"; }
need qemu-system-x86_64 "qemu-system-x86"
need cpio cpio
need gcc gcc
need xorriso xorriso
need ddrescue gddrescue
busybox=$(command -v busybox || true)
{ [ -n "$busybox" ] && ! ldd "$busybox" >/dev/null 2>&1; } || skip "busybox-static"
kernel=$(find /boot -name 'vmlinuz-*' -readable 2>/dev/null | sort -V | grep -e cloud -e . | tail -1)
[ -n "$kernel" ] || skip "a kernel in /boot, such as linux-image-cloud-amd64"
version=${kernel#/boot/vmlinuz-}
modules=/lib/modules/$version/kernel
[ -d "$modules" ] || skip "the modules of $version"

tree=$work/tree
rm -rf "$tree"
mkdir -p "$tree"/{bin,dev,proc,sys,tmp,modules,lib64,etc}
cp "$busybox" "$tree/bin/busybox"

# The modules, in the order in which they depend on one another; those built into the kernel are not found.
for module in virtio_ring virtio virtio_pci_legacy_dev virtio_pci_modern_dev virtio_pci virtio_console \
    scsi_common scsi_mod cdrom sr_mod sg uio configfs target_core_mod target_core_user tcm_loop; do
    file=$(find "$modules" -name "$module.ko*" | head -1)
    case $file in
    *.xz) xz -dc "$file" >"$tree/modules/$module.ko" ;;
    *.zst) zstd -dqc "$file" >"$tree/modules/$module.ko" ;;
    *.ko) cp "$file" "$tree/modules/" ;;
    '') continue ;;
    esac
    echo "$module" >>"$tree/modules/order"
done
for wanted in sr_mod target_core_user tcm_loop; do
    [ -e "$tree/modules/$wanted.ko" ] || skip "a kernel with the module $wanted"
done

# Programs and the libraries they want.
add() {
    cp "$1" "$tree/bin/$2"
    # A program without dynamic libraries makes ldd fail, and leaves nothing to find.
    { ldd "$1" 2>/dev/null | grep -oE '/[^ ]+\.so[^ ]*' || true; } | while read -r library; do
        [ -e "$tree/lib64/${library##*/}" ] || cp -L "$library" "$tree/lib64/"
    done
}
strip -o "$work/isocheck" "$isocheck"
add "$work/isocheck" isocheck
add "$(command -v ddrescue)" ddrescue
add "$(command -v dd)" gnudd
gcc -O2 -Wall -static -o "$work/drive" "$here/drive.c"
add "$work/drive" drive
magic=$(readlink -f /usr/share/misc/magic.mgc || true)
if [ -f "$magic" ]; then
    mkdir -p "$tree/usr/share/misc"
    cp "$magic" "$tree/usr/share/misc/magic.mgc"
fi

# An image of files whose places are known to the kernel's reader and to xorriso, without padding: 1 file of 1 MiB, 1 of
# 2000 bytes, 1 of 1.5 MiB.
if [ ! -f "$work/disc.iso" ]; then
    rm -rf "$work/files"
    mkdir -p "$work/files/deep/er"
    python3 - "$work/files" <<'PY'
import random, sys
random.seed(7)
for name, size in (("big.bin", 1 << 20), ("deep/small.txt", 2000), ("deep/er/other.bin", 3 << 19)):
    open(f"{sys.argv[1]}/{name}", "wb").write(random.randbytes(size))
PY
    xorriso -as mkisofs -quiet -R -no-pad -V DRIVE_TEST -o "$work/disc.iso" "$work/files" 2>/dev/null
fi
cp "$work/disc.iso" "$tree/disc.iso"
head -c -112640 "$work/disc.iso" >"$tree/short.iso"        # 55 sectors less
{ cat "$work/disc.iso"; printf 'odd tail'; } >"$tree/odd.iso"

install -m 755 "$here/init" "$tree/init"
install -m 755 "$here/cases" "$tree/bin/cases"
printf 'root:x:0:0::/:/bin/sh\nnobody:x:65534:65534::/:/bin/sh\n' >"$tree/etc/passwd"
printf 'root:x:0:\nnobody:x:65534:\n' >"$tree/etc/group"
printf '%s\n' "$@" >"$tree/wanted"

(cd "$tree" && find . | LC_ALL=C sort | cpio -o -H newc --quiet) >"$work/initrd"
: >"$work/out"
start=$(date +%s.%N)
timeout "${DRIVE_TIMEOUT:-600}" qemu-system-x86_64 -accel tcg -M pc,usb=off -m 640 -nodefaults -no-reboot -display none \
    -kernel "$kernel" -initrd "$work/initrd" \
    -append "console=ttyS0 quiet panic=-1 nokaslr mitigations=off" -serial "file:$work/console" \
    -chardev "file,id=out,path=$work/out" -device virtio-serial-pci \
    -device virtserialport,chardev=out,name=out </dev/null || { tail -30 "$work/console"; exit 1; }
end=$(date +%s.%N)
grep -v '^done ' "$work/out" || true
tail -1 "$work/out" | grep -q '^done ' || { echo "the guest ended early; its console:"; tail -30 "$work/console"; exit 1; }
failures=$(sed -n 's/^done \([0-9]*\) failed.*/\1/p' "$work/out")
awk -v a="$start" -v b="$end" -v done="$(tail -1 "$work/out")" \
    'BEGIN { sub(/^done /, "", done); printf "drive: %s, %.0f s with the boot\n", done, b - a }'
[ "$failures" = 0 ]
