#!/bin/bash
# Build all images: build.sh [OUTDIR], default Corpus/images. A recipe whose
# tools are missing says so and is skipped.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/../images}
mkdir -p "$out"
failed=0
for recipe in genisoimage xorriso boot bootblocks hybrid sessions growisofs udf-hfs implant makefs bsdtar pycdlib grub large; do
    bash "$here/$recipe.sh" "$out" || { echo "FAILED: $recipe.sh" >&2; failed=1; }
done
# The manifest belongs to the images of the repository.
if [ $# -eq 0 ] && [ $failed = 0 ]; then
    "$here/manifest.py"
fi
exit $failed
