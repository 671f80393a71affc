#!/usr/bin/env bash
# Makes volumes of UDF, HFS and HFS+ by other people's programs, and FOLDER/list: image, driver, its options, how to fill it.
set -euo pipefail
cd "${1:?usage: volumes.sh FOLDER}"
list() { echo "$@" >>list; }
have() { command -v "$1" >/dev/null || { echo "without $1, which is not installed"; false; }; }
: >list
if have mkudffs; then
    # blank NAME BLOCKS FILL OPTION...
    blank() {
        local name=$1 blocks=$2 fill=$3
        shift 3
        mkudffs --new-file "$@" "mkudffs-$name.img" "$blocks" >log 2>&1 || { echo "mkudffs-$name: $(tail -1 log)"; return 0; }
        list "mkudffs-$name.img" udf iocharset=utf8,unhide "$fill"
    }
    for revision in 1.02 1.50 2.00 2.01; do
        for medium in hd dvdram dvdrw mo; do
            blank $medium-$revision 2600 names -b 2048 -m $medium -r $revision
        done
        for medium in dvd cd worm cdr dvdr bdr; do
            blank $medium-$revision 2600 - -b 2048 -m $medium -r $revision
        done
        blank cdrw-$revision 6000 names -b 2048 -m cdrw -r $revision
        for size in 512 1024 4096 8192; do
            blank hd-$revision-$size $((6000000 / size)) names -b $size -m hd -r $revision
        done
        for kind in short long; do
            blank hd-$revision-$kind 2600 names -b 2048 -m hd -r $revision --ad=$kind
        done
        blank hd-$revision-strategy4096 2600 - -b 2048 -m hd -r $revision --strategy=4096
        for space in freedbitmap freedtable unalloctable; do
            blank hd-$revision-$space 2600 names -b 2048 -m hd -r $revision --space=$space
        done
    done
    blank hd-2.01-noefe 2600 names -b 2048 -m hd -r 2.01 --noefe
    blank cdr-closed 2600 - -b 2048 -m cdr -r 2.01 --closed
    for revision in 2.50 2.60; do blank bdr-$revision 2600 - -b 2048 -m bdr -r $revision; done
fi
mkdir -p tree/docs/manual tree/empty
seq 1 30000 >tree/docs/numbers.txt
seq 1 900 >tree/docs/manual/chapter1.txt
: >tree/docs/empty.dat
echo 'A small file.' >tree/README.TXT
ln -s README.TXT tree/link
if have genisoimage; then
    genisoimage -quiet -udf -R -J -V BRIDGE -o genisoimage-udf.iso tree && list genisoimage-udf.iso udf iocharset=utf8,unhide -
    genisoimage -quiet -udf -R -no-pad -V BRIDGE -o genisoimage-udf-no-pad.iso tree && list genisoimage-udf-no-pad.iso udf iocharset=utf8,unhide -
    genisoimage -quiet -hfs -R -V HYBRID -o genisoimage-hfs.iso tree && list genisoimage-hfs.iso hfs iocharset=utf8 -
    genisoimage -quiet -hfs -part -R -V HYBRID -o genisoimage-hfs-part.iso tree && list genisoimage-hfs-part.iso hfs iocharset=utf8,part=1 -
fi
if have xorriso; then
    xorriso -as mkisofs -quiet -hfsplus -R -V HYBRID -o xorriso-hfsplus.iso tree 2>/dev/null && list xorriso-hfsplus.iso hfsplus nls=utf8 -
fi
if have hformat; then
    truncate -s 8M hformat.img && hformat -l FILLED hformat.img >log && list hformat.img hfs iocharset=utf8 plain
fi
if have newfs_udf; then
    for size in 512 2048; do
        newfs_udf -b $size -s $((20000000 / size)) -L NEWFS newfs_udf-$size.img >log 2>&1 &&
            list newfs_udf-$size.img udf iocharset=utf8,unhide names
    done
fi
rm -rf tree log
