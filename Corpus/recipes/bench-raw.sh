#!/bin/bash
# raw-700m.bin: a CD full of noise as raw sectors of Mode 1, for measuring. It is not part of the repository.
# Needs about 2 GB in OUTDIR, and the benchmark program built by `make build`.
if [ $# -ne 1 ]; then
    echo "usage: $0 OUTDIR" >&2
    exit 2
fi
WRAP="$(cd "$(dirname "$0")/../.." && pwd)/.build/release/SectorCodesBenchmark"
mkdir -p "$1"
TMPDIR=$(cd "$1" && pwd)
export TMPDIR
. "$(dirname "$0")/lib.sh"
need genisoimage

mkdir noise
for i in 1 2 3; do head -c 198M /dev/urandom >"noise/part-$i.bin"; done
run genisoimage -quiet -V RAW700M -R -J -o plain.iso noise
rm -rf noise
run "$WRAP" wrap plain.iso raw.bin
mv raw.bin "$OUTDIR/raw-700m.bin"
ls -l "$OUTDIR/raw-700m.bin"
