#!/usr/bin/env bash
# Runs isocheck against optical drives in a small Linux guest: `Tests/Drive/run.sh ISOCHECK [CASE...]`.
#
# The guest is a Debian kernel with busybox; its drives are `drive.c` behind the kernel's own SCSI and sr drivers, so that
# what isocheck meets there (sense data, errno, readahead, a device that shrinks) is what Linux does with a real one. No
# KVM is needed; a boot takes some seconds. A guest that cannot be made, or that does not come up, is "skipped" with the
# reason, and that succeeds; a case that fails, fails. GUEST_ROOT is where boot/ and lib/modules/ are looked for.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
isocheck=${1:?usage: run.sh ISOCHECK [CASE...]}
shift
work=${DRIVE_WORK:-$here/../../.build/drive}
mkdir -p "$work"

. "$here/../Guest/guest.sh"
need gcc gcc
need xorriso xorriso
need ddrescue gddrescue
find_kernel linux-image-cloud-amd64 virtio_pci virtio_console sr_mod sg target_core_user tcm_loop

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

# The guest writes "up", the results of the cases, and "done". Before "up" nothing of isocheck has run.
down() { echo "skipped: the guest with the kernel $version does not come up: $1"; tail -5 "$work/console" || true; exit 0; }
ended() { echo "the guest ended early; its console:"; tail -30 "$work/console"; exit 1; }
: >"$work/out"
start=$(date +%s.%N)
status=0
boot -chardev "file,id=out,path=$work/out" -device virtio-serial-pci -device virtserialport,chardev=out,name=out || status=$?
end=$(date +%s.%N)
grep -q '^up$' "$work/out" || down "$(grep -m 1 '^cannot ' "$work/out" || echo "qemu ended with $status")"
grep -vE '^(up|done .*)$' "$work/out" || true
[ $status = 0 ] || ended
tail -1 "$work/out" | grep -q '^done ' || ended
failures=$(sed -n 's/^done \([0-9]*\) failed.*/\1/p' "$work/out")
awk -v a="$start" -v b="$end" -v done="$(tail -1 "$work/out")" -v kernel="$version" \
    'BEGIN { sub(/^done /, "", done); printf "drive: %s, %.0f s with the boot of %s\n", done, b - a, kernel }'
[ "$failures" = 0 ]
