#!/bin/bash
# Files of more than 4 GiB. The images are mostly zeros and are stored packed.
# Needs about 14 GB of scratch space for a moment.
. "$(dirname "$0")/lib.sh"
need xorriso genisoimage
X=$(version xorriso)
if [ "$(df --output=avail -k . | tail -1)" -lt $((14 * 1024 * 1024)) ]; then
    echo "skipped $RECIPE: less than 14 GB of scratch space"
    exit 0
fi

mkdir b && printf 'begin' >b/BIG.BIN && truncate -s 4300000000 b/BIG.BIN && printf 'end' >>b/BIG.BIN
printf 'after the big file\n' >b/SMALL.TXT && stamp b

run xorriso -as mkisofs -quiet -V CORPUS -R -J -iso-level 3 -no-pad -o out.iso b
keep large/xorriso-multi-extent.iso xorriso "$X" "A file of 4300000003 bytes in two extents, with Rock Ridge and Joliet."
if command -v bsdtar >/dev/null; then
    frun bsdtar -cf out.iso --format=iso9660 --options iso9660:iso-level=3,volume-id=CORPUS -C b BIG.BIN SMALL.TXT
    keep large/bsdtar-multi-extent.iso bsdtar "$(version bsdtar)" "A file of 4300000003 bytes in several extents, by libarchive."
fi
frun genisoimage -quiet -V CORPUS -R -udf -allow-limited-size -no-pad -o out.iso b
keep large/genisoimage-limited-size.iso genisoimage "$(version genisoimage)" "A file of 4300000003 bytes: whole in UDF, size modulo 4 GiB in ISO 9660 (-allow-limited-size)."
