#!/usr/bin/env bash
# Compares the files that isocheck finds in UDF, HFS and HFS+ with what Linux's own drivers show:
# `Tests/Kernel/run.sh ISOCHECK [IMAGE...]`.
#
# The volumes are made by mkudffs (every kind of medium, revision and size of blocks), hformat, genisoimage and xorriso; those
# that can be written to are filled by the kernel in the guest. They stay in .build/kernel/share for other uses. More images may be named.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
isocheck=$(realpath "${1:?usage: run.sh ISOCHECK [IMAGE...]}")
shift
work=${KERNEL_WORK:-$here/../../.build/kernel}
mkdir -p "$work"
work=$(cd "$work" && pwd)
. "$here/../Guest/guest.sh"
find_kernel linux-image-amd64 virtio_pci 9p 9pnet_virtio loop nls_utf8 udf hfs hfsplus

share=$work/share
rm -rf "$share"
mkdir -p "$share"
bash "$here/volumes.sh" "$share"
for image; do
    # What it is, isocheck says; with what the kernel is asked to mount it is told here.
    name=$(printf '%s' "${image##*/}" | tr -c 'A-Za-z0-9._-' _)
    cp --reflink=auto "$image" "$share/$name"
    for kind in udf hfsplus hfs; do
        "$isocheck" list --tree $kind "$share/$name" >"$work/listed" 2>/dev/null && [ -s "$work/listed" ] || continue
        echo "$name $kind $([ $kind = udf ] && echo unhide || echo -) -" >>"$share/list"
        break
    done
done
install -m 755 "$here/init" "$tree/init"
start=$(date +%s)
GUEST_TIMEOUT=${GUEST_TIMEOUT:-1800} boot -virtfs "local,path=$share,mount_tag=share,security_model=none" || true
[ -f "$share/up" ] || { tail -5 "$work/console"; skip "a kernel that mounts a shared folder"; }
grep -q done "$share/up" || { tail -20 "$work/console"; echo "the guest ended early"; exit 1; }
[ ! -s "$share/trouble" ] || cat "$share/trouble"
echo "guest: $(($(date +%s) - start)) s with the boot of $version"
python3 "$here/compare.py" "$isocheck" "$share"
