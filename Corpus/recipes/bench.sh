#!/bin/bash
# Big images for measuring speed. They are not part of the repository.
#   files100k.iso   100,000 files in 1,000 directories, Rock Ridge and Joliet
#   big-4700m.iso   4.7 GB in ten files that are all zeros
# Needs about 6 GB in OUTDIR.
if [ $# -ne 1 ]; then
    echo "usage: $0 OUTDIR" >&2
    exit 2
fi
# The input trees are big, so the scratch folder is beside the output.
mkdir -p "$1"
TMPDIR=$(cd "$1" && pwd)
export TMPDIR
. "$(dirname "$0")/lib.sh"
need xorriso python3

python3 - <<'END'
import os
for a in range(10):
    for b in range(100):
        folder = f"many/group-{a}/folder-{b:02}"
        os.makedirs(folder)
        for c in range(100):
            number = a * 10000 + b * 100 + c
            with open(f"{folder}/file number {number:05}.txt", "w") as file:
                # One file in ten has contents: empty files cost no sector.
                if c % 10 == 0:
                    file.write(f"{number}\n")
END
stamp many
run xorriso -as mkisofs -quiet -V FILES100K -R -J -no-pad -o out.iso many
mv out.iso "$OUTDIR/files100k.iso"
rm -rf many

mkdir big
for i in 0 1 2 3 4 5 6 7 8 9; do truncate -s 470000000 "big/part-$i.bin"; done
stamp big
run xorriso -as mkisofs -quiet -V BIG4700M -R -J --md5 -o out.iso big
mv out.iso "$OUTDIR/big-4700m.iso"
ls -l "$OUTDIR"/*.iso
