#!/bin/bash
# Images for measuring the pass over the content. They are not part of the repository.
#   plain-2g.iso, plain-2g.iso.copy   2 GB of noise in four files, no checksum recorded
#   summed/summed-2g.iso              the same with md5sum.txt, MD5 sums of libisofs and an implanted one; SHA256SUMS beside it
# Needs about 9 GB in OUTDIR.
if [ $# -ne 1 ]; then
    echo "usage: $0 OUTDIR" >&2
    exit 2
fi
mkdir -p "$1"
TMPDIR=$(cd "$1" && pwd)
export TMPDIR
. "$(dirname "$0")/lib.sh"
need xorriso implantisomd5 md5sum sha256sum

mkdir noise
for i in 1 2 3 4; do head -c 512M /dev/urandom >"noise/part-$i.bin"; done
run xorriso -as mkisofs -quiet -V PLAIN2G -R -J -o plain.iso noise
(cd noise && md5sum -- *.bin >md5sum.txt)
run xorriso -as mkisofs -quiet -V SUMMED2G -R -J --md5 -o summed.iso noise
rm -rf noise
run implantisomd5 -f summed.iso
mkdir -p "$OUTDIR/summed"
mv plain.iso "$OUTDIR/plain-2g.iso"
cp "$OUTDIR/plain-2g.iso" "$OUTDIR/plain-2g.iso.copy"
mv summed.iso "$OUTDIR/summed/summed-2g.iso"
(cd "$OUTDIR/summed" && sha256sum summed-2g.iso >SHA256SUMS)
ls -l "$OUTDIR"/*2g* "$OUTDIR"/summed
